import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { affineFromSpacing, ImagingError, reorient, type Volume, writeVolume } from "@mandn/imaging";
import {
  axesToCut,
  displayRange,
  fullestSlices,
  readPictured,
  sliceOf,
  sliceSpacing,
} from "../../src/report/slices.js";

/** A volume `[1, d, h, w]` in the RAS frame, its voxels by index (z, y, x). */
function volume(
  [d, h, w]: readonly [number, number, number],
  valueAt: (z: number, y: number, x: number) => number,
  spacing: readonly [number, number, number] = [1, 1, 1],
): Volume {
  const voxels = Float32Array.from({ length: d * h * w }, (_, i) =>
    valueAt(Math.floor(i / (h * w)), Math.floor(i / w) % h, i % w),
  );
  const provenance = { path: "made.nii", format: "nifti", notes: [], fields: {} };
  return { shape: [1, d, h, w], spacing, affine: affineFromSpacing(spacing), dtype: "float32", voxels, provenance };
}

const numbered = volume([2, 3, 4], (z, y, x) => 100 * z + 10 * y + x, [3, 2, 1]);

test("slices are seen as radiologists do: the patient's right at the left, front and head at the top", () => {
  const axial = sliceOf(numbered, 0, 1);
  assert.deepEqual([axial.rows, axial.columns], [3, 4]);
  // The upper left is the most anterior (largest y) and the most right (largest x).
  assert.deepEqual([...axial.values], [123, 122, 121, 120, 113, 112, 111, 110, 103, 102, 101, 100]);
  assert.deepEqual([...sliceOf(numbered, 1, 2).values], [123, 122, 121, 120, 23, 22, 21, 20]);
  assert.deepEqual([...sliceOf(numbered, 2, 0).values], [120, 110, 100, 20, 10, 0]);
  assert.deepEqual(
    [0, 1, 2].map((axis) => sliceSpacing(numbered.spacing, axis)),
    [
      [2, 1],
      [3, 1],
      [3, 2],
    ],
  );
});

test("how a file is stored makes no difference to its picture", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mn-slices-"));
  try {
    const slices: number[][] = [];
    for (const orientation of ["RAS", "LPS", "SAL"]) {
      const path = join(folder, `${orientation}.nii`);
      await writeVolume(path, reorient(numbered, orientation));
      const { image } = await readPictured({ image: { path }, prediction: { path }, reference: undefined });
      slices.push([...sliceOf(image, 0, 1).values]);
    }
    assert.deepEqual(slices[1], slices[0]);
    assert.deepEqual(slices[2], slices[0]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a mask on another grid is an error, and a scan that is gone too", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mn-slices-"));
  try {
    const [image, prediction] = ["a.nii", "b.nii"].map((name) => ({ path: join(folder, name) }));
    await writeVolume(image.path, numbered);
    await writeVolume(
      prediction.path,
      volume([2, 3, 5], () => 1, [3, 2, 1]),
    );
    const failure = (code: string) => (error: unknown) => error instanceof ImagingError && error.code === code;
    await assert.rejects(readPictured({ image, prediction, reference: undefined }), failure("geometry"));
    rmSync(prediction.path);
    await assert.rejects(readPictured({ image, prediction, reference: undefined }), failure("access"));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the slice with the most foreground is taken along each axis, the middle one where there is none", () => {
  const mask = volume([5, 6, 7], (z, y, x) =>
    z === 3 || (y === 4 && x > 1) || (x === 5 && z > 0) ? 2 : z === 1 ? 9 : 0,
  );
  assert.deepEqual(fullestSlices(mask, new Set([1, 2])), [3, 4, 5]);
  assert.deepEqual(fullestSlices(mask, new Set([1])), [2, 3, 3]);
});

test("scans of thick slices are cut along the slices alone", () => {
  const scan = (image: Volume) => ({ image, prediction: image, reference: undefined });
  assert.deepEqual(axesToCut(scan(numbered)), [0, 1, 2]);
  assert.deepEqual(axesToCut(scan(volume([2, 2, 2], () => 0, [1, 5, 1]))), [1]);
});

test("black and white leave a few extreme voxels out", () => {
  const image = volume([10, 10, 100], (z, y, x) => (z + y + x === 0 ? 1e6 : x));
  assert.deepEqual(displayRange(image), [0, 99]);
});
