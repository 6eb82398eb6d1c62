import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bootstrapInterval,
  type CaseValue,
  caseValues,
  comparePaired,
  evaluateCase,
  ImagingError,
  normalCumulative,
  normalQuantile,
  percentileOfSorted,
  summarize,
  wilcoxonSignedRank,
  Xoshiro128,
} from "../../src/index.js";
import { assertClose, golden } from "../metrics/golden.js";
import { boxMask } from "../metrics/masks.js";

const { statistics } = golden;
const argumentError = (error: unknown): boolean => error instanceof ImagingError && error.code === "argument";
const cases = (values: readonly number[]): CaseValue[] => values.map((value, k) => ({ caseId: `case ${k}`, value }));

test("the generator gives xoshiro128**'s numbers, and fair ones below a bound", () => {
  const random = new Xoshiro128(42);
  assert.deepEqual(
    statistics.xoshiro42.map(() => random.next()),
    statistics.xoshiro42,
  );
  const counts = [0, 0, 0];
  for (let k = 0; k < 30000; k++) counts[random.below(3)]++;
  assert.ok(
    counts.every((n) => Math.abs(n - 10000) < 400),
    `${counts}`,
  );
  assert.throws(() => new Xoshiro128(-1), argumentError);
});

test("normal probabilities and quantiles equal SciPy's, far tails included", () => {
  const { z, cumulative, p, quantile } = statistics.normal;
  z.forEach((x, k) => {
    assertClose(normalCumulative(x), cumulative[k], `cumulative at ${x}`, 1e-12);
  });
  p.forEach((x, k) => {
    assert.ok(Math.abs(normalQuantile(x) - quantile[k]) <= 1e-12 * Math.max(1, Math.abs(quantile[k])), `quantile ${x}`);
  });
});

test("percentiles equal NumPy's", () => {
  const sorted = Float64Array.from(statistics.summary.values).sort();
  for (const [percent, value] of Object.entries(statistics.summary.percentiles)) {
    assertClose(percentileOfSorted(sorted, Number(percent)), value, `percentile ${percent}`, 1e-15);
  }
  assert.throws(() => percentileOfSorted([], 50), argumentError);
  assert.throws(() => percentileOfSorted([1], 101), argumentError);
});

test("bootstrap intervals equal SciPy's from the same resamples, BCa and percentile", () => {
  for (const { values, bca, percentile, ...options } of statistics.bootstrap) {
    for (const [method, [low, high]] of [["bca", bca] as const, ["percentile", percentile] as const]) {
      const interval = bootstrapInterval(values, { method, ...options });
      assertClose(interval?.low ?? null, low, `${method} low`);
      assertClose(interval?.high ?? null, high, `${method} high`);
    }
  }
});

test("a bootstrap interval is repeatable, moves with the seed, and has a meaning at the edges", () => {
  const { values } = statistics.summary;
  assert.deepEqual(bootstrapInterval(values, { seed: 5 }), bootstrapInterval(values, { seed: 5 }));
  assert.notDeepEqual(
    bootstrapInterval(values, { seed: 5, resamples: 100 })?.low,
    bootstrapInterval(values, { seed: 6, resamples: 100 })?.low,
  );
  assert.equal(bootstrapInterval([0.9]), null);
  assert.equal(bootstrapInterval([]), null);
  const flat = bootstrapInterval([0.9, 0.9, 0.9]);
  assert.ok(flat !== null && flat.low === flat.high && Math.abs(flat.low - 0.9) < 1e-15);
  assert.throws(() => bootstrapInterval([0.9, Number.NaN]), argumentError);
  assert.throws(() => bootstrapInterval([0.8, 0.9], { level: 95 }), argumentError);
});

test("the signed-rank test equals SciPy's: exact, with ties, with zeros, and approximate", () => {
  const methods = statistics.wilcoxon.map(({ differences, statistic, pValue }, k) => {
    const result = wilcoxonSignedRank(differences);
    assertClose(result.statistic, statistic, `statistic ${k}`);
    assertClose(result.pValue, pValue, `p-value ${k}`);
    return result.method;
  });
  assert.deepEqual(new Set(methods), new Set(["exact", "normal"]));
  assert.equal(wilcoxonSignedRank([1, 2, -3]).pValue, 1);
  assert.throws(() => wilcoxonSignedRank([]), argumentError);
  assert.throws(() => wilcoxonSignedRank([Number.NaN]), argumentError);
});

test("a summary equals NumPy's mean, deviations and median", () => {
  const { values, mean, sd0, sd1, median } = statistics.summary;
  const sample = summarize(cases(values));
  assertClose(sample.mean, mean, "mean", 1e-14);
  assertClose(sample.median, median, "median", 1e-14);
  assertClose(sample.standardDeviation, sd1, "deviation, ddof 1", 1e-12);
  assertClose(summarize(cases(values), { ddof: 0 }).standardDeviation, sd0, "deviation, ddof 0", 1e-12);
  assert.ok(sample.interval !== null && sample.interval.low < mean && mean < sample.interval.high);
  assert.deepEqual([sample.min, sample.max], [Math.min(...values), Math.max(...values)]);
});

test("cases without a value are counted with their reason, or with the value asked for", () => {
  const values: CaseValue[] = [
    { caseId: "a", value: 0.8 },
    { caseId: "b", value: null, undefinedBecause: "prediction empty" },
    { caseId: "c", value: 0.6 },
    { caseId: "d", value: null, undefinedBecause: "both empty" },
    { caseId: "e", value: null, undefinedBecause: "prediction empty" },
  ];
  const left = summarize(values);
  assert.deepEqual([left.cases, left.n], [5, 2]);
  assertClose(left.mean, 0.7, "mean");
  assert.deepEqual(left.undefinedCases, [
    { reason: "prediction empty", caseIds: ["b", "e"], countedAs: null },
    { reason: "both empty", caseIds: ["d"], countedAs: null },
  ]);
  const counted = summarize(values, { undefinedAs: { "prediction empty": 0 } });
  assert.equal(counted.n, 4);
  assertClose(counted.mean, 0.35, "mean with missed classes as 0");
  assert.equal(counted.undefinedCases[0].countedAs, 0);
  const none = summarize([values[3]]);
  assert.deepEqual(
    [none.n, none.mean, none.standardDeviation, none.median, none.interval],
    [0, null, null, null, null],
  );
});

test("a value that is not finite, and a case given twice, are refused", () => {
  assert.throws(() => summarize(cases([0.5, Number.NaN])), argumentError);
  assert.throws(() => summarize([...cases([0.5]), ...cases([0.6])]), argumentError);
});

test("two results are compared by case, in any order, and cases without both values are listed", () => {
  const first: CaseValue[] = [...cases([0.9, 0.8, 0.7]), { caseId: "x", value: null, undefinedBecause: "both empty" }];
  const second: CaseValue[] = [{ caseId: "x", value: 0.4 }, ...cases([0.85, 0.7, 0.55]).reverse()];
  const compared = comparePaired(first, second);
  assert.deepEqual([compared.cases, compared.n], [4, 3]);
  assert.deepEqual(compared.excluded, [{ caseId: "x", reason: "first: both empty" }]);
  assertClose(compared.meanDifference, 0.1, "mean difference");
  assertClose(compared.medianDifference, 0.1, "median difference");
  assert.equal(compared.wilcoxon?.pValue, 0.25);
  assert.equal(comparePaired(first, second, { undefinedAs: { "both empty": 1 } }).n, 4);
  assert.throws(() => comparePaired(cases([1, 2]), cases([1])), argumentError);
  assert.throws(() => comparePaired(cases([1]), cases([1, 2])), argumentError);
  const eight = Array.from({ length: 8 }, (_, i) => i);
  assert.throws(() => comparePaired(cases(eight), cases([0])), /Only one .* has case 1, .* case 5 and 2 more\./);
});

test("a metric is gathered over cases with the reasons of those that lack it", () => {
  const box = boxMask([4, 4, 4], [1, 1, 1], [1, 1, 1], [3, 3, 3]);
  const empty = { ...box, voxels: new Uint8Array(64) };
  const results = new Map([
    ["full", evaluateCase(box, box, { labels: [1] })],
    ["missed", evaluateCase(empty, box, { labels: [1] })],
  ]);
  assert.deepEqual(caseValues(results, 1, "hd95"), [
    { caseId: "full", value: 0 },
    { caseId: "missed", value: null, undefinedBecause: "prediction empty" },
  ]);
  assert.throws(() => caseValues(results, 2, "dice"), argumentError);
});

test("a studentized interval is read off the means over their standard errors", () => {
  // By hand: three values, and every mean over its standard error of 2,000 resamples.
  const values = [0.7, 0.8, 0.95, 0.9, 0.85];
  const random = new Xoshiro128(3);
  const average = (list: readonly number[]) => list.reduce((a, b) => a + b) / list.length;
  const error = (list: readonly number[]) =>
    Math.sqrt(list.reduce((sum, x) => sum + (x - average(list)) ** 2, 0) / (list.length - 1) / list.length);
  const ratios = Array.from({ length: 2000 }, () => {
    const drawn = values.map(() => values[random.below(5)]);
    return (average(drawn) - average(values)) / error(drawn);
  }).sort((a, b) => a - b);
  const at = (percent: number) => average(values) - percentileOfSorted(ratios, percent) * error(values);
  const interval = bootstrapInterval(values, { resamples: 2000, seed: 3 });
  assert.equal(interval?.method, "studentized");
  assertClose(interval?.low ?? null, at(97.5), "low");
  assertClose(interval?.high ?? null, at(2.5), "high");
  assert.equal(bootstrapInterval(values, { resamples: 2000, seed: 3, range: [0, 0.88] })?.high, 0.88);
});

test("an interval holds the mean as often as is said: skewed values, eight of them", () => {
  const random = new Xoshiro128(8);
  const uniform = () => (random.next() + 0.5) / 2 ** 32;
  const dice = () => Array.from({ length: 19 }, uniform).sort((a, b) => a - b)[17]; // Beta(18, 2)
  let held = 0;
  for (let k = 0; k < 500; k++) {
    const interval = bootstrapInterval(Array.from({ length: 8 }, dice), { resamples: 500, seed: k });
    if (interval !== null && interval.low <= 0.9 && 0.9 <= interval.high) held++;
  }
  assert.ok(held >= 0.92 * 500 && held <= 0.97 * 500, `${held} of 500`);
});

test("fewer than eight values have no interval, nor have values that are all one but for one", () => {
  assert.equal(summarize(cases([0.7, 0.8, 0.9, 0.85, 0.75, 0.95, 0.88])).interval, null);
  assert.ok(summarize(cases([0.7, 0.8, 0.9, 0.85, 0.75, 0.95, 0.88, 0.82])).interval !== null);
  assert.equal(bootstrapInterval([1, 1, 1, 1, 1, 1, 1, 0.9]), null);
  assert.throws(() => bootstrapInterval([0.8, 0.9], { method: "studentized" }, () => 1), argumentError);
});
