import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { orientationOf, readHeader, readVolume, reorient, reorientLike, sameGrid } from "../src/index.js";
import { readExpected, sharedData } from "./fixtures.js";

const shared = sharedData();
const CODES = [...new Set(readExpected().turned.map(({ axcodes }) => axcodes))];

/** Reads every `step`th scan and its mask, turns each into one of the 48 orientations and back. */
async function readAndTurn(dataset: string, step: number): Promise<number> {
  assert.ok("folder" in shared);
  const names = readdirSync(join(shared.folder, dataset, "images")).filter((_, i) => i % step === 0);
  for (const [number, name] of names.entries()) {
    const image = await readVolume(join(shared.folder, dataset, "images", name));
    const label = await readVolume(join(shared.folder, dataset, "labels", name));
    assert.ok(sameGrid(image, label).same, name);
    for (const volume of [image, label]) {
      const { voxels, ...header } = volume;
      assert.deepEqual(await readHeader(volume.provenance.path), header);
      const code = CODES[number % CODES.length];
      const turned = reorient(volume, code);
      assert.equal(orientationOf(turned.affine), code);
      const back = reorientLike(turned, volume);
      assert.ok(Buffer.from(back.voxels.buffer).equals(Buffer.from(voxels.buffer)), name);
      assert.deepEqual({ ...back, voxels }, volume);
    }
  }
  return names.length;
}

describe("real scans", { skip: "skip" in shared ? shared.skip : false }, () => {
  test("all hippocampus scans are read, turned and turned back bit by bit", async () => {
    assert.equal(await readAndTurn("hippocampus", 1), 180);
  });

  test("every tenth atrium scan is read, turned and turned back bit by bit", async () => {
    assert.equal(await readAndTurn("la", 10), 8);
  });
});
