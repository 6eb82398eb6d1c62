// The time of one call of an operator on four elements, for engine.ts: nanoseconds as JSON.
import { add, ones, scope, setThreads, type Tensor } from "@mandn/torch";

setThreads(1);
const a = ones([4]);
const leaf = ones([4]).requiresGrad_();

/** The fastest tenth of the batches, which a busy machine disturbs least; each call's result is freed soon, as in Python. */
function nanoseconds(call: () => Tensor): number {
  const batches = Array.from({ length: 400 }, () => {
    const start = process.hrtime.bigint();
    for (let i = 0; i < 50; i++) {
      scope(() => {
        for (let j = 0; j < 20; j++) call();
      });
    }
    return Number(process.hrtime.bigint() - start) / 1000;
  });
  return batches.sort((x, y) => x - y)[40] as number;
}

console.log(JSON.stringify({ add: nanoseconds(() => add(a, a)), grad: nanoseconds(() => add(leaf, a)) }));
