import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  holm,
  ImagingError,
  normalQuantile,
  repeatedMean,
  studentQuantile,
  studentTail,
  wilcoxonSignedRank,
  Xoshiro128,
} from "../../src/index.js";
import { assertClose } from "../metrics/golden.js";

/** What parity/imaging/comparisons.py writes. */
const golden: {
  readonly student: readonly {
    readonly degreesOfFreedom: number;
    readonly p: readonly number[];
    readonly quantile: readonly number[];
    readonly t: readonly number[];
    readonly tail: readonly number[];
  }[];
  readonly holm: readonly { readonly p: readonly number[]; readonly corrected: readonly number[] }[];
  readonly repeated: readonly {
    readonly values: readonly (readonly number[])[];
    readonly mean: number;
    readonly low: number;
    readonly high: number;
    readonly df: number;
  }[];
  readonly wilcoxon: readonly { readonly differences: readonly number[]; readonly pValue: number }[];
} = JSON.parse(readFileSync(new URL("../../../test/fixtures/comparisons.json", import.meta.url), "utf8"));

const argumentError = (error: unknown): boolean => error instanceof ImagingError && error.code === "argument";

test("Student's quantiles and tails equal SciPy's, by degrees of freedom that are whole or not", () => {
  for (const { degreesOfFreedom, p, quantile, t, tail } of golden.student) {
    for (const [i, share] of p.entries()) {
      const found = studentQuantile(share, degreesOfFreedom);
      const what = `quantile ${share} of ${degreesOfFreedom}`;
      assert.ok(Math.abs(found - quantile[i]) <= 1e-10 * Math.max(1, Math.abs(quantile[i])), `${what}: ${found}`);
    }
    for (const [i, at] of t.entries()) assertClose(studentTail(at, degreesOfFreedom), tail[i], `tail at ${at}`, 1e-11);
  }
  assert.throws(() => studentQuantile(1, 3), argumentError);
  assert.throws(() => studentQuantile(0.9, 0.5), argumentError);
});

test("Holm's correction equals statsmodels', in the order given", () => {
  for (const { p, corrected } of golden.holm) {
    for (const [i, value] of holm(p).entries()) assertClose(value, corrected[i], `p ${p[i]}`, 1e-14);
  }
  assert.deepEqual(holm([]), []);
  assert.throws(() => holm([0.2, 1.5]), argumentError);
  assert.throws(() => holm([Number.NaN]), argumentError);
});

test("a mean over cases and repeats has the interval of the two-way layout, as statsmodels and SciPy give it", () => {
  for (const { values, mean, low, high, df } of golden.repeated) {
    const found = repeatedMean(values);
    assertClose(found.mean, mean, "mean", 1e-13);
    assertClose(found.interval?.degreesOfFreedom ?? null, df, "degrees of freedom", 1e-8);
    assertClose(found.interval?.low ?? null, low, "low", 1e-9);
    assertClose(found.interval?.high ?? null, high, "high", 1e-9);
  }
});

test("Wilcoxon's test of means over repeats equals SciPy's", () => {
  for (const { differences, pValue } of golden.wilcoxon) {
    assertClose(wilcoxonSignedRank(differences).pValue, pValue, "p");
  }
});

test("the means of the repeats and their spread are told, by hand", () => {
  const values = [
    [80, 90],
    [82, 94],
  ];
  const { mean, repeats, spread, interval } = repeatedMean(values);
  assert.deepEqual([mean, repeats, interval], [86.5, [85, 88], null]);
  assertClose(spread, 3 / Math.SQRT2, "spread", 1e-14);
  assert.equal(repeatedMean([[80, 90]]).spread, null);
  assert.equal(repeatedMean([[], []]).mean, null);
  const flat = repeatedMean([Array(8).fill(0.9), Array(8).fill(0.9)]);
  assert.ok(Math.abs((flat.interval?.high ?? 1) - (flat.interval?.low ?? 0)) < 1e-12);
  const cut = repeatedMean([[0.99, 0.2, 1, 0.99, 1, 0.98, 1, 0.97]], { range: [0, 1] });
  assert.equal(cut.interval?.high, 1);
  assert.throws(() => repeatedMean([]), argumentError);
  assert.throws(() => repeatedMean([[1, 2], [1]]), argumentError);
  assert.throws(() => repeatedMean([[Number.NaN]]), argumentError);
});

test("intervals over cases and repeats hold the true mean about as often as they say", () => {
  const random = new Xoshiro128(7);
  const normal = () => normalQuantile((random.next() + 0.5) / 2 ** 32);
  for (const [repeats, ofRepeats] of [
    [2, 0],
    [2, 2],
    [3, 2],
  ] as const) {
    const samples = 1000;
    let held = 0;
    for (let k = 0; k < samples; k++) {
      const cases = Array.from({ length: 10 }, () => 4 * normal());
      const values = Array.from({ length: repeats }, () => {
        const own = ofRepeats * normal();
        return cases.map((value) => value + own + 1.5 * normal());
      });
      const { interval } = repeatedMean(values);
      if (interval !== null && interval.low <= 0 && 0 <= interval.high) held++;
    }
    // 1,000 samples of 95 % lie within 2.1 points of it in 99.8 % of cases; the approximation may be off as well.
    assert.ok(held >= 0.9 * samples && held <= 0.99 * samples, `${repeats} repeats, ${ofRepeats}: ${held}`);
  }
});
