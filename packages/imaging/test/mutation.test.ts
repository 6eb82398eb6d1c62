import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { readVolume, type Volume } from "../src/index.js";
import { NIFTI, temporaryFolder } from "./fixtures.js";
import { mutate, readMutated } from "./mutations.js";

/** File, how many mutations, whether the content has a checksum, so that what is read must be what was stored. */
const FILES: [file: string, count: number, checked: boolean][] = [
  ["int16-little-oblique.nii", 1200, false],
  ["float32-big-permuted.nii", 1000, false],
  ["scaled-int64.nii", 600, false],
  ["uint8-little-permuted.nii", 600, false],
  ["compressed.nii.gz", 900, true],
  ["int16-little-c.npy", 900, false],
  ["float16-big-fortran.npy", 600, false],
  ["stored.npz", 600, true],
  ["deflated.npz", 600, true],
];

describe("damaged files", { timeout: 120_000 }, () => {
  for (const [file, count, checked] of FILES) {
    test(`${count} mutations of ${file} each give a typed error or a sound volume`, async (t) => {
      const original = readFileSync(join(NIFTI, file));
      const { voxels } = await readVolume(join(NIFTI, file));
      const sameVoxels = (volume: Volume) => assert.deepEqual(volume.voxels, voxels);
      const check = checked && file.endsWith(".gz") ? sameVoxels : undefined;
      const { read, refused } = await readMutated(
        temporaryFolder(t),
        file,
        count,
        (random) => mutate(original, random),
        check,
      );
      assert.ok(read > 0 && refused > 0, `${read} read, ${refused} refused`);
    });
  }

  test("600 mutations within compressed content each give a typed error or a sound volume", async (t) => {
    const original = readFileSync(join(NIFTI, "int16-valid.bin"));
    const damage = (random: (below: number) => number) => gzipSync(mutate(original, random), { level: 1 });
    const { read, refused } = await readMutated(temporaryFolder(t), "scan.nii.gz", 600, damage);
    assert.ok(read > 0 && refused > 0, `${read} read, ${refused} refused`);
  });

  test("a compressed file that promises far more than it holds is refused without the memory for it", async (t) => {
    const header = new Uint8Array(readFileSync(join(NIFTI, "int16-valid.bin")).subarray(0, 352));
    const view = new DataView(header.buffer);
    for (const at of [42, 44, 46]) view.setInt16(at, 30000, true);
    const before = process.memoryUsage().rss;
    const { read } = await readMutated(temporaryFolder(t), "bomb.nii.gz", 4, () =>
      gzipSync(Buffer.concat([header, Buffer.alloc(1 << 22)])),
    );
    assert.equal(read, 0);
    assert.ok(process.memoryUsage().rss - before < 200e6);
  });
});
