// How often our 95 % intervals over cases and repeats hold the true mean: the table in statistics/repeated-mean.ts.
//
//     node parity/imaging/repeats-coverage.mjs [SAMPLES]        after compiling

import { normalQuantile, repeatedMean, Xoshiro128 } from "../../packages/imaging/dist/src/index.js";

const samples = Number(process.argv[2] ?? 2000);
const random = new Xoshiro128(20250917);
const uniform = () => (random.next() + 0.5) / 2 ** 32;
const normal = () => normalQuantile(uniform());
/** Of mean 0 and deviation 1, with a long tail to the left, as Dice has it. */
const skewed = () => 1 + Math.log(uniform());

const CASES = 10;
const [OF_CASES, OF_REST] = [4, 1.5];
const kinds = {
  normal: normal,
  "1 − exponential": skewed,
};
for (const [kind, ofCase] of Object.entries(kinds)) {
  for (const ofRepeats of [0, 0.5, 1, 2, 4]) {
    const held = [1, 2, 3, 5].map((repeats) => {
      let count = 0;
      for (let k = 0; k < samples; k++) {
        const cases = Array.from({ length: CASES }, () => OF_CASES * ofCase());
        const values = Array.from({ length: repeats }, () => {
          const own = ofRepeats * normal();
          return cases.map((value) => value + own + OF_REST * normal());
        });
        const { interval } = repeatedMean(values);
        if (interval.low <= 0 && 0 <= interval.high) count++;
      }
      return String(Math.round((100 * count) / samples));
    });
    console.log(` * | ${kind.padEnd(18)} | ${String(ofRepeats).padEnd(20)} | ${held.join(" | ")} |`);
  }
}
