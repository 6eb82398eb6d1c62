import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { assertNoLeaks, fromTypedArray } from "@mandn/torch";
import {
  affineFromSpacing,
  applyAffine,
  type Grid,
  gridAtSpacing,
  type Interpolation,
  readVolume,
  reorient,
  spacingOf,
  toAffine,
  type Volume,
} from "../src/index.js";
import { interpolationRows, prefilterRows } from "../src/resample/kernels.js";
import { resample, resampleLabels, resampleTensor } from "../src/tensor/index.js";
import { countingVolume, randomNumbers } from "./fixtures.js";

const FOLDER = fileURLToPath(new URL("../../test/fixtures/resample/", import.meta.url));

interface Expected {
  readonly file: string;
  readonly source: number[];
  readonly target: number[];
  readonly shape: readonly [number, number, number];
  readonly interpolation: Interpolation | "labels";
  readonly antiAliasing: boolean;
  readonly outside: number;
}
const expected: readonly Expected[] = JSON.parse(readFileSync(join(FOLDER, "expected.json"), "utf8"));

async function placed(file: string, affine: number[]): Promise<Volume> {
  const volume = await readVolume(join(FOLDER, file));
  return { ...volume, affine: toAffine(affine), spacing: spacingOf(toAffine(affine)) };
}

/** Voxels that may differ: ties between two voxels, or values at a field of view's very edge, that rounding decides. */
function differences(a: Volume, b: Volume, tolerance: number): number {
  assert.deepEqual(a.shape, b.shape);
  let count = 0;
  for (let i = 0; i < a.voxels.length; i++) if (Math.abs(a.voxels[i] - b.voxels[i]) > tolerance) count += 1;
  return count;
}

// The image has a range of about 2000: 0.005 is 2.5e-6 of it, single precision.
for (const one of expected) {
  test(`resampling agrees with ${one.file}`, async () => {
    const [d, h, w] = one.shape;
    const to: Grid = { shape: [1, d, h, w], affine: toAffine(one.target) };
    const reference = await readVolume(join(FOLDER, one.file));
    // One slice at a time, and all at once.
    for (const workingBytes of [1, 2 ** 28]) {
      await assertNoLeaks(async () => {
        if (one.interpolation === "labels") {
          const result = resampleLabels(await placed("labels.npy", one.source), to, { workingBytes });
          assert.equal(result.dtype, "uint8");
          assert.deepEqual(result.affine, to.affine);
          assert.equal(differences(result, reference, 0), 0);
        } else {
          const result = resample(await placed("image.npy", one.source), to, {
            ...one,
            interpolation: one.interpolation,
            workingBytes,
          });
          assert.equal(result.dtype, "float32");
          assert.equal(differences(result, reference, one.interpolation === "nearest" ? 0 : 0.005), 0);
        }
      });
    }
  });
}

test("a grid at a spacing keeps the field of view's centre, axes and channels", () => {
  const affine = toAffine([0, -0.7, 0.1, 5, 1.1, 0, 0.2, -8, 0.1, 0.05, 3, 40]);
  const grid: Grid = { shape: [2, 20, 31, 40], affine };
  const fine = gridAtSpacing(grid, [1, 0.5, 2]);
  const [sd, sh, sw] = spacingOf(affine);
  assert.deepEqual(fine.shape, [2, Math.round(20 * sd), Math.round((31 * sh) / 0.5), Math.round((40 * sw) / 2)]);
  for (const [i, mm] of [1, 0.5, 2].entries()) assert.ok(Math.abs(spacingOf(fine.affine)[i] - mm) < 1e-12);
  const centre = ({ shape: [, d, h, w], affine: a }: Grid) => applyAffine(a, [(w - 1) / 2, (h - 1) / 2, (d - 1) / 2]);
  for (const [i, mm] of centre(grid).entries()) assert.ok(Math.abs(mm - centre(fine)[i]) < 1e-9);
  assert.deepEqual(
    gridAtSpacing({ shape: [1, 1, 10, 10], affine: affineFromSpacing([1, 1, 1]) }, [9, 4, 30]).shape,
    [1, 1, 3, 1],
  );
  assert.throws(() => gridAtSpacing(grid, [1, 0, 1]), { code: "argument" });
});

test("the same grid gives the voxels back exactly, whatever the interpolation", () => {
  for (const interpolation of ["nearest", "linear", "cubic"] as const) {
    const volume = countingVolume("int16", [2, 5, 6, 7]);
    const same = resample(volume, volume.spacing, { interpolation });
    assert.deepEqual(Array.from(same.voxels), Array.from(volume.voxels));
    assert.equal(same.dtype, interpolation === "nearest" ? "int16" : "float32");
  }
});

test("a reoriented grid gives what reorienting gives, for images and labels", () => {
  const volume = countingVolume("uint16", [1, 5, 6, 7]);
  const turned = reorient(volume, "PIL");
  assert.deepEqual(resample(volume, turned, { interpolation: "nearest" }).voxels, turned.voxels);
  assert.deepEqual(resample(volume, turned, { interpolation: "cubic" }).voxels, Float32Array.from(turned.voxels));
  assert.deepEqual(resampleLabels(volume, turned).voxels, turned.voxels);
});

test("a constant stays constant and a ramp a ramp", () => {
  const volume = countingVolume("float32", [1, 8, 9, 10]);
  const flat = resample({ ...volume, voxels: volume.voxels.fill(7) }, [1.7, 2.9, 0.4]);
  assert.ok(flat.voxels.every((value) => Math.abs(value - 7) < 1e-4));
  const ramp = countingVolume("float32", [1, 1, 1, 64], affineFromSpacing([1, 1, 1]));
  const { voxels } = resample(ramp, [1, 1, 0.5]);
  for (let k = 20; k < 108; k++) assert.ok(Math.abs(voxels[k] - (k * 0.5 - 0.25)) < 1e-4, `${k}: ${voxels[k]}`);
});

test("shrinking with anti-aliasing takes away what the coarse grid cannot hold", () => {
  const volume = countingVolume("float32", [1, 1, 1, 120], affineFromSpacing([1, 1, 1]));
  volume.voxels.forEach((_, i) => {
    volume.voxels[i] = i % 2;
  });
  const spread = (voxels: Float32Array) => Math.max(...voxels.subarray(5, 35)) - Math.min(...voxels.subarray(5, 35));
  assert.ok(spread(resample(volume, [1, 1, 3]).voxels) < 0.01);
  assert.ok(spread(resample(volume, [1, 1, 3], { antiAliasing: false }).voxels) > 0.9);
});

test("labels keep every value of their type, 0 outside", () => {
  const grid = affineFromSpacing([1, 1, 1]);
  for (const dtype of ["uint8", "int8", "uint16", "int16", "int32", "uint32", "float32", "float64"] as const) {
    const mask = countingVolume(dtype, [1, 2, 4, 4], grid);
    const greatest = { uint8: 255, int8: -128, uint16: 65535, uint32: 4294967295 }[dtype as string] ?? 1000;
    mask.voxels.forEach((_: number, i: number) => {
      mask.voxels[i] = i % 4 < 2 ? 0 : greatest;
    });
    const fine = resampleLabels(mask, [1, 1, 0.5]);
    assert.equal(fine.dtype, dtype);
    assert.deepEqual(Array.from(fine.voxels.subarray(0, 8)), [0, 0, 0, 0, greatest, greatest, greatest, greatest]);
    const moved: Grid = { shape: [1, 1, 1, 4], affine: affineFromSpacing([1, 1, 1], [2, 0, 0]) };
    for (const interpolation of ["linear", "nearest"] as const) {
      assert.deepEqual(Array.from(resampleLabels(mask, moved, { interpolation }).voxels), [greatest, greatest, 0, 0]);
    }
  }
});

test("voxels that cannot be interpolated are refused", () => {
  const volume = countingVolume("float32");
  volume.voxels[3] = Number.NaN;
  assert.throws(() => resample(volume, [1, 1, 1]), { code: "argument" });
  assert.throws(() => resampleLabels(volume, [1, 1, 1]), { code: "argument" });
  assert.ok(Number.isNaN(resample(volume, volume, { interpolation: "nearest" }).voxels[3]));
});

test("tensors are resampled where they are, and their shape must be the grid's", async () => {
  const volume = countingVolume("float32", [2, 5, 6, 7]);
  await assertNoLeaks(() => {
    const x = fromTypedArray(volume.voxels, volume.shape);
    const result = resampleTensor(x, volume, [1, 1, 1]);
    assert.deepEqual(result.toTypedArray(), resample(volume, [1, 1, 1]).voxels);
    assert.throws(() => resampleTensor(x, { ...volume, shape: [2, 5, 6, 8] }, [1, 1, 1]), { code: "geometry" });
    x.dispose();
    result.dispose();
  });
});

test("the spline's rows interpolate: at a voxel's centre that voxel alone", () => {
  const random = randomNumbers(3);
  for (const n of [1, 2, 3, 4, 17]) {
    for (const [i, { start, weights }] of interpolationRows(n, [...Array(n).keys()], "cubic", 0).entries()) {
      assert.equal(start, i);
      assert.ok(weights.length === 1 && Math.abs(weights[0] - 1) < 1e-12);
    }
    const positions = Array.from({ length: 20 }, () => (random(1000) / 1000) * n - 0.5);
    for (const rows of [interpolationRows(n, positions, "cubic", 1.3), prefilterRows(n, true, 0.8)]) {
      for (const { weights } of rows) assert.ok(Math.abs(weights.reduce((a, b) => a + b) - 1) < 1e-8);
    }
  }
});
