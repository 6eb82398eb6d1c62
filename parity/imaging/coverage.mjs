// How often our 95 % intervals hold the mean that the values were drawn around: the table in statistics/bootstrap.ts.
//
//     node parity/imaging/coverage.mjs [SAMPLES]        after compiling; 2,000 samples take some minutes

import { bootstrapInterval, normalQuantile, Xoshiro128 } from "../../packages/imaging/dist/src/index.js";

const samples = Number(process.argv[2] ?? 2000);
const random = new Xoshiro128(20250917);
const uniform = () => (random.next() + 0.5) / 2 ** 32;
/** Beta(a, b) of whole a, b: the a-th smallest of a + b − 1 uniform numbers. */
const beta = (a, b) => Array.from({ length: a + b - 1 }, uniform).sort((x, y) => x - y)[a - 1];

const kinds = {
  normal: [() => normalQuantile(uniform()), 0],
  "Dice, Beta(18, 2)": [() => beta(18, 2), 0.9],
  "HD95, log-normal of sigma 0.8": [() => Math.exp(0.8 * normalQuantile(uniform())), Math.exp(0.32)],
  "Dice, 1 in 20 near 0": [() => (uniform() < 0.05 ? 0.3 * uniform() : beta(40, 4)), 0.05 * 0.15 + (0.95 * 40) / 44],
};

for (const [kind, [draw, mean]] of Object.entries(kinds)) {
  for (const method of ["studentized", "bca"]) {
    const held = [5, 8, 10, 20, 50].map((n) => {
      let count = 0;
      for (let k = 0; k < samples; k++) {
        const interval = bootstrapInterval(Array.from({ length: n }, draw), { method, resamples: 1000, seed: k });
        if (interval !== null && interval.low <= mean && mean <= interval.high) count++;
      }
      return String(Math.round((100 * count) / samples));
    });
    console.log(` * | ${kind.padEnd(42)} | ${method.padEnd(11)} | ${held.join(" | ")} |`);
  }
}
