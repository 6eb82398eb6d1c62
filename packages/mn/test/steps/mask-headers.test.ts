// Masks of `mn predict` lie over their scans in every viewer: their headers place them by the scans' own transforms.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { predictStep } from "../../src/steps/predict.js";
import { TinyPlace } from "./tiny-run.js";

/** What of a NIfTI-1 header places the voxels: voxel sizes, codes and both transforms. */
function transformsOf(path: string): string {
  const bytes = gunzipSync(readFileSync(path));
  return Buffer.concat([bytes.subarray(76, 92), bytes.subarray(252, 328)]).toString("hex");
}

test("the mask of a scan without transforms, or with a crooked sform, is placed as the scan is", async (t) => {
  const place = await TinyPlace.create();
  t.after(() => place.dispose());
  const run = await place.trained("run");
  const original = gunzipSync(readFileSync(join(place.scans, "images", "scan_0.nii.gz")));
  const changes: Readonly<Record<string, (bytes: Buffer) => void>> = {
    "no-forms": (bytes) => bytes.fill(0, 252, 256),
    "not-orthonormal": (bytes) => bytes.writeFloatLE(0.003, 284),
  };
  for (const [name, change] of Object.entries(changes)) {
    const scan = place.path(`${name}.nii.gz`);
    const bytes = Buffer.from(original);
    bytes.writeInt16LE(1, 252);
    change(bytes);
    writeFileSync(scan, gzipSync(bytes));
    await predictStep(run.root, [scan], { out: place.path("masks") });
    assert.equal(transformsOf(place.path("masks", `${name}.nii.gz`)), transformsOf(scan), name);
  }
});
