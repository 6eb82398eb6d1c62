import assert from "node:assert/strict";
import { test } from "node:test";
import { alone } from "../../src/distributed/index.js";
import { assertNoLeaks, type DType, nn, scope, setThreads, threads } from "../../src/index.js";
import { launch, reportsOf } from "./launch.js";
import { steps, trainBy } from "./training.js";

test("one process alone changes nothing and gets back what it gives", () =>
  assertNoLeaks(() => {
    const parameter = nn.Parameter.full([2], 1);
    scope(() => {
      parameter.grad = parameter.detach().mul(3);
      for (const combine of [alone.meanGradients, alone.sumGradients]) combine([parameter]);
      assert.deepEqual(parameter.grad?.toArray(), [3, 3]);
      alone.share({ parameter });
      assert.deepEqual(parameter.detach().toArray(), [1, 1]);
    });
    const value = { cases: ["a"] };
    assert.equal(alone.gather(value)[0], value);
    assert.deepEqual(
      [alone.rank, alone.count, alone.any(true), alone.any(false), alone.first(0.1)],
      [0, 1, true, false, 0.1],
    );
    alone.barrier();
    parameter.dispose();
  }));

test("the peers of a group agree: flags, the first one's numbers and tensors, values, sums and means of gradients", async () => {
  reportsOf(await launch("peers", 2));
});

/** The largest difference of two lists of weights. */
const difference = (a: readonly number[], b: readonly number[]) => {
  assert.equal(a.length, b.length);
  return Math.max(...a.map((x, i) => Math.abs(x - (b[i] as number))));
};

for (const [dtype, tolerance] of [
  ["float32", 1e-6],
  ["float64", 1e-14],
] as [DType, number][]) {
  test(`two processes with half of each batch train as one with the whole does, to ${tolerance} in ${dtype}`, async () => {
    const before = threads();
    setThreads(1);
    const [whole, start] = [trainBy(dtype, alone, steps), trainBy(dtype, alone, 0)];
    // A process that takes its half of the batch and asks nobody.
    const apart = trainBy(dtype, { ...alone, count: 2 }, steps);
    setThreads(before);
    const [first, second] = reportsOf(await launch<number[]>("training", 2, { settings: { dtype } }));
    assert.deepEqual(first, second);
    const found = difference(first ?? [], whole);
    assert.ok(found <= tolerance, `${found}`);
    // Training moves the weights by far more than that.
    assert.ok(difference(start, whole) > 1e-2);
    assert.ok(difference(apart, whole) > 1e-3);
  });
}
