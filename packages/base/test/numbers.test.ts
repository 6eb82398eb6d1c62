// Small sums over lists of any length.
import assert from "node:assert/strict";
import { test } from "node:test";
import { extremes, median } from "../src/index.js";

test("the median is the value in the middle, of an even number the mean of the two", () => {
  assert.deepEqual([[3], [3, 1], [9, 1, 2], [4, 1, 3, 2]].map(median), [3, 2, 2, 2.5]);
  assert.deepEqual(median([10, 9, 1]), 9, "by size, not by digits");
  assert.ok(Number.isNaN(median([])));
});

test("the extremes of a list that is too long for the arguments of a call are found", () => {
  const values = Array.from({ length: 500_000 }, (_, i) => i);
  assert.deepEqual(extremes(values), [0, 499_999]);
  assert.deepEqual(extremes(new Set([2, -1])), [-1, 2]);
  assert.deepEqual(extremes([]), [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
});
