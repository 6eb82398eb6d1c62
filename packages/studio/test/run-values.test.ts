import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeRuns, RunsError, valuesOfRuns } from "../src/mask/runs.js";

test("the values of runs are told without their voxels, and cut-off runs are refused", () => {
  assert.deepEqual([...valuesOfRuns(encodeRuns(Uint16Array.of(0, 0, 300, 2, 2, 0)))], [0, 300, 2]);
  assert.throws(() => valuesOfRuns(Uint8Array.of(0, 3, 2)), RunsError);
  assert.throws(() => valuesOfRuns(new Uint8Array(9).fill(0x80)), RunsError);
});
