// Which part of a work a process does, by what it is told and by the variables of schedulers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidArgumentError } from "commander";
import { shardOf } from "../../src/cli/shard.js";
import { partOf } from "../../src/run/shard.js";
import { mnError } from "../run/support.js";

const slurm = (id: number, min: number, max: number, count: number, step = 1) => ({
  SLURM_ARRAY_TASK_ID: String(id),
  SLURM_ARRAY_TASK_MIN: String(min),
  SLURM_ARRAY_TASK_MAX: String(max),
  SLURM_ARRAY_TASK_COUNT: String(count),
  SLURM_ARRAY_TASK_STEP: String(step),
});

const refused = (text: string, environment: Readonly<Record<string, string>> = {}) =>
  assert.throws(() => shardOf(text, environment), InvalidArgumentError, text);

test("a part is told as one of several, from 1", () => {
  assert.deepEqual(shardOf("7/200", slurm(1, 1, 4, 4)), { index: 7, of: 200 });
  for (const text of ["0/4", "5/4", "4", "1/2/3", "a/4", "1.5/4", "-1/4", "", "auto/x", "auto/1/2"]) refused(text);
});

test("each scheduler's task is a part of its array", () => {
  assert.deepEqual(shardOf("auto", slurm(5, 1, 8, 8)), { index: 5, of: 8 });
  assert.deepEqual(shardOf("auto", slurm(0, 0, 7, 8)), { index: 1, of: 8 });
  assert.deepEqual(shardOf("auto", slurm(14, 10, 18, 5, 2)), { index: 3, of: 5 });
  const sge = { SGE_TASK_ID: "6", SGE_TASK_FIRST: "2", SGE_TASK_LAST: "10", SGE_TASK_STEPSIZE: "2" };
  assert.deepEqual(shardOf("auto", sge), { index: 3, of: 5 });
  assert.deepEqual(shardOf("auto", { LSB_JOBINDEX: "3", LSB_JOBINDEX_END: "9" }), { index: 3, of: 9 });
  assert.deepEqual(shardOf("auto/50", { JOB_COMPLETION_INDEX: "0" }), { index: 1, of: 50 });
  assert.deepEqual(shardOf("auto/50", { PBS_ARRAY_INDEX: "50" }), { index: 50, of: 50 });
  assert.deepEqual(shardOf("auto/50", { PBS_ARRAYID: "2" }), { index: 2, of: 50 });
});

test("a task that was started again alone keeps its part where the number of parts is told", () => {
  assert.deepEqual(shardOf("auto/200", slurm(13, 13, 13, 1)), { index: 13, of: 200 });
});

test("what is no whole array is refused", () => {
  refused("auto");
  refused("auto", { SGE_TASK_ID: "undefined", LSB_JOBINDEX: "0" });
  refused("auto", slurm(5, 1, 5, 3)); // 1,2,5
  refused("auto", { JOB_COMPLETION_INDEX: "3" });
  refused("auto", { PBS_ARRAY_INDEX: "3" });
  refused("auto/8", slurm(0, 0, 7, 8));
  refused("auto", { ...slurm(5, 1, 8, 8), PBS_ARRAY_INDEX: "3" });
});

test("every thing is in one part, by the order of ids and not of the list", () => {
  const all = ["b", "é", "a", "B", "c10", "c9", "d"].map((id) => ({ id }));
  const parts = [1, 2, 3].map((index) => partOf(all, { index, of: 3 }).map(({ id }) => id));
  assert.deepEqual(parts, [
    ["B", "c10", "é"],
    ["a", "c9"],
    ["b", "d"],
  ]);
  assert.deepEqual(
    partOf(all.toReversed(), { index: 2, of: 3 }).map(({ id }) => id),
    ["a", "c9"],
  );
  assert.deepEqual(partOf(all, undefined), all);
  assert.throws(() => partOf(all, { index: 4, of: 3 }), mnError("usage", "no shard 4 of 3"));
});
