import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluateCase } from "@mandn/imaging";
import { countedValues, metricsSchema, type ResultSet, summarizeResults } from "../../src/run/results.js";

/** A row of 8 voxels, 2 mm apart. */
function row(...voxels: readonly number[]) {
  return { shape: [1, 1, 8], spacing: [2, 2, 2], voxels: Uint8Array.from(voxels) } as const;
}

const labels = [1, 2];
const set = {
  name: "both",
  split: "test",
  cases: [
    ["good", row(1, 1, 1, 1, 0, 2, 2, 2), row(1, 1, 1, 1, 0, 2, 2, 2)],
    ["half", row(1, 1, 0, 0, 0, 2, 2, 0), row(1, 1, 1, 1, 1, 1, 2, 2)],
    ["missed", row(1, 1, 1, 1, 0, 0, 0, 0), row(1, 1, 1, 1, 0, 2, 2, 2)],
  ].map(([id, prediction, reference]) => ({
    id: id as string,
    metrics: evaluateCase(prediction as ReturnType<typeof row>, reference as ReturnType<typeof row>, { labels }),
  })),
} as const satisfies Omit<ResultSet, "summaries">;

test("summaries are of each class and of their mean; a missed class counts as Dice 0 and has no distance", () => {
  const { summaries } = summarizeResults(set);
  assert.deepEqual(
    summaries.map(({ label }) => label),
    [1, 2, null],
  );
  const [one, two, mean] = summaries.map(({ metrics }) => metrics);
  assert.equal(one.dice.mean, (1 + 4 / 8 + 1) / 3);
  assert.equal(two.dice.mean, (1 + 2 / 4 + 0) / 3);
  assert.equal(mean.dice.mean, ((1 + 1) / 2 + (1 / 2 + 1 / 2) / 2 + (1 + 0) / 2) / 3);
  assert.deepEqual(two.hd95.undefinedCases, [{ reason: "prediction empty", caseIds: ["missed"], countedAs: null }]);
  assert.deepEqual([one.hd95.n, two.hd95.n, mean.hd95.n], [3, 2, 2]);
});

test("of fewer than eight scans there are the values, of eight an interval within what the metric can be", () => {
  assert.equal(summarizeResults(set).summaries[1].metrics.dice.interval, null);
  assert.deepEqual(countedValues(set, 2, "dice"), [1, 0.5, 0]);
  assert.deepEqual(countedValues(set, null, "dice"), [1, 0.5, 0.5]);
  const nine = [0, 1, 2].flatMap((k) => set.cases.map(({ id, metrics }) => ({ id: `${id} ${k}`, metrics })));
  const { interval } = summarizeResults({ ...set, cases: nine }).summaries[1].metrics.dice;
  assert.ok(
    interval !== null && interval.low < 0.5 && interval.high > 0.5 && interval.high <= 1,
    JSON.stringify(interval),
  );
});

test("a result set passes through JSON and its schema unchanged", () => {
  const metrics = { version: 2, madeFrom: {}, classes: [{ name: "a", value: 1 }], sets: [summarizeResults(set)] };
  assert.deepEqual(metricsSchema.parse(JSON.parse(JSON.stringify(metrics))), metrics);
});

test("one class has no mean of its own", () => {
  const cases = set.cases.map(({ id, metrics }) => ({
    id,
    metrics: { ...metrics, classes: metrics.classes.slice(0, 1) },
  }));
  assert.deepEqual(
    summarizeResults({ ...set, cases }).summaries.map(({ label }) => label),
    [1],
  );
});
