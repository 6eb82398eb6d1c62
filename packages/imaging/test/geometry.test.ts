import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { storedLike } from "../src/geometry/orientation.js";
import {
  type Affine,
  affineFromSpacing,
  bodyBox,
  composeAffines,
  crop,
  determinant,
  foregroundBox,
  IDENTITY,
  invertAffine,
  orientationOf,
  otsuThreshold,
  pad,
  reorient,
  reorientLike,
  sameGrid,
  spacingOf,
  toAffine,
  type Volume,
  type VoxelType,
  voxelToWorld,
  worldToVoxel,
} from "../src/index.js";
import { countingVolume, readExpected } from "./fixtures.js";

const { turned } = readExpected();
const OBLIQUE = toAffine(turned[1].affine);

function assertNear(actual: readonly number[], wanted: readonly number[], tolerance = 1e-12): void {
  assert.equal(actual.length, wanted.length);
  actual.forEach((value, i) => {
    assert.ok(Math.abs(value - wanted[i]) <= tolerance, `[${i}]: ${value}, expected ${wanted[i]}`);
  });
}

describe("affines", () => {
  test("a voxel goes to the world and back, and the inverse composes to the identity", () => {
    const point = voxelToWorld(OBLIQUE, [1, 2, 3]);
    assertNear(worldToVoxel(OBLIQUE, point), [1, 2, 3]);
    assertNear(composeAffines(invertAffine(OBLIQUE), OBLIQUE), IDENTITY);
    assertNear(composeAffines(IDENTITY, OBLIQUE), OBLIQUE, 0);
  });

  test("composition applies the inner map first", () => {
    const shift = toAffine([1, 0, 0, 10, 0, 1, 0, 0, 0, 0, 1, 0]);
    const double = toAffine([2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0]);
    assert.deepEqual(voxelToWorld(composeAffines(double, shift), [1, 1, 1]), [22, 2, 2]);
  });

  test("spacing is in array order, the determinant the volume of a voxel with its handedness", () => {
    const affine = affineFromSpacing([3, 2, 0.5], [7, 8, 9]);
    assert.deepEqual(spacingOf(affine), [3, 2, 0.5]);
    assert.deepEqual(voxelToWorld(affine, [1, 1, 1]), [7.5, 10, 12]);
    assert.equal(determinant(affine), 3);
    assert.equal(determinant(toAffine([-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0])), -1);
  });

  test("a singular affine has neither inverse nor orientation", () => {
    const flat = toAffine([1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0]);
    assert.throws(() => invertAffine(flat), { name: "ImagingError", code: "geometry" });
    assert.throws(() => orientationOf(flat), { name: "ImagingError", code: "geometry" });
  });
});

describe("orientation", () => {
  test("all 48 permutations and flips, right-angled and oblique, become canonical as in nibabel", () => {
    assert.equal(turned.length, 96);
    assert.equal(new Set(turned.map(({ axcodes }) => axcodes)).size, 48);
    for (const { affine, axcodes, canonical } of turned) {
      const volume = countingVolume("int16", [1, 4, 3, 2], toAffine(affine));
      assert.equal(orientationOf(volume.affine), axcodes);
      const turnedVolume = reorient(volume);
      assert.deepEqual(turnedVolume.shape, [1, ...canonical.shape.toReversed()]);
      assert.deepEqual(Array.from(turnedVolume.voxels), canonical.values);
      assertNear(turnedVolume.affine, canonical.affine, 1e-9);
      assertNear(turnedVolume.spacing, spacingOf(turnedVolume.affine));
    }
  });

  test("a volume of any type and channels comes back bit by bit from all 48", () => {
    const types: VoxelType[] = ["uint8", "int16", "float32", "float64"];
    for (const { affine, axcodes } of turned) {
      for (const dtype of types) {
        const volume = countingVolume(dtype, [2, 4, 3, 2], OBLIQUE);
        const other = reorient(volume, axcodes);
        assert.equal(orientationOf(other.affine), axcodes);
        assert.deepEqual(reorientLike(other, volume), volume);
      }
      assert.equal(affine.length, 16);
    }
  });

  test("a volume at exactly 45° comes back too, whichever axes it is called by", () => {
    const diagonal = toAffine([1, -1, 0, 4, 1, 1, 0, 5, 0, 0, 2, 6]);
    const volume = countingVolume("int16", [1, 4, 3, 2], diagonal);
    for (const { axcodes } of turned) {
      assert.deepEqual(reorientLike(reorient(volume, axcodes), volume), volume);
    }
  });

  test("a mask is brought into another's storage order, wherever that lies", () => {
    const volume = countingVolume("uint8", [1, 4, 3, 2], OBLIQUE);
    for (const { axcodes } of turned) {
      const back = storedLike(reorient(volume, axcodes), volume);
      assert.deepEqual(back.voxels, volume.voxels);
      assert.ok(sameGrid(volume, back, 1e-9).same);
    }
    const elsewhere: Volume = {
      ...volume,
      affine: toAffine(OBLIQUE.map((value, i) => (i % 4 === 3 ? value + 7 : value))),
    };
    assert.equal(storedLike(elsewhere, volume), elsewhere, "the same order is the same object");
  });

  test("no voxel moves in space", () => {
    const volume = countingVolume("uint8", [1, 4, 3, 2], OBLIQUE);
    const other = reorient(volume, "SPL");
    const [, d, h, w] = other.shape;
    for (let z = 0, i = 0; z < d; z++) {
      for (let y = 0; y < h; y++) {
        for (let x = 0; x < w; x++, i++) {
          const index = other.voxels[i];
          const before = voxelToWorld(volume.affine, [index % 2, Math.floor(index / 2) % 3, Math.floor(index / 6)]);
          assertNear(voxelToWorld(other.affine, [x, y, z]), before);
        }
      }
    }
  });

  test("the same orientation is the same object, a wrong code an argument error", () => {
    const volume = countingVolume("uint8");
    assert.equal(reorient(volume, "ras"), volume);
    for (const code of ["RA", "RRS", "RAX", "RLS", "RASS"]) {
      assert.throws(() => reorient(volume, code), { name: "ImagingError", code: "argument" });
    }
  });

  test("a volume from elsewhere is not laid on a grid", () => {
    const volume = countingVolume("uint8");
    const shifted: Affine = affineFromSpacing([3, 1.5, 0.75], [-10, 20, 6]);
    assert.throws(() => reorientLike({ ...volume, affine: shifted }, volume), {
      code: "geometry",
      message: /positions differ by up to 1 mm/,
    });
  });
});

describe("grids", () => {
  test("the largest difference in position is given in millimetres", () => {
    const a = countingVolume("uint8");
    assert.deepEqual(sameGrid(a, a), { same: true, sameShape: true, millimetres: 0, summary: "same grid" });
    const b = { ...a, affine: affineFromSpacing([3.5, 1.5, 0.75], [-10, 20, 5]) };
    const difference = sameGrid(a, b);
    assert.equal(difference.same, false);
    assert.equal(difference.millimetres, 0.5);
    assert.equal(sameGrid(a, b, 0.6).same, true);
  });

  test("different shapes are said, D × H × W; channels do not count", () => {
    const a = countingVolume("uint8");
    const b = countingVolume("uint8", [1, 2, 3, 5]);
    assert.match(
      sameGrid(a, b).summary,
      /^shapes 2×3×4 and 2×3×5 \(D×H×W\) differ, positions differ by up to 0\.75 mm$/,
    );
    assert.equal(sameGrid(a, countingVolume("uint8", [3, 2, 3, 4])).same, true);
  });
});

describe("boxes", () => {
  const volume = countingVolume("int16", [2, 3, 4, 5], OBLIQUE);

  test("cropping keeps each voxel's value and place", () => {
    const part = crop(volume, { start: [1, 0, 2], end: [3, 3, 4] });
    assert.deepEqual(part.shape, [2, 2, 3, 2]);
    assert.deepEqual(Array.from(part.voxels.subarray(0, 4)), [22, 23, 27, 28]);
    assert.equal(part.voxels[12], 82);
    assertNear(voxelToWorld(part.affine, [0, 0, 0]), voxelToWorld(volume.affine, [2, 0, 1]));
    assertNear(part.spacing, volume.spacing, 0);
  });

  test("padding and cropping again gives the volume back", () => {
    const padded = pad(volume, [1, 0, 2], [0, 3, 1], -7);
    assert.deepEqual(padded.shape, [2, 4, 7, 8]);
    assert.equal(padded.voxels[0], -7);
    const back = crop(padded, { start: [1, 0, 2], end: [4, 4, 7] });
    assert.deepEqual(back.voxels, volume.voxels);
    assertNear(back.affine, volume.affine);
  });

  test("boxes outside, empty or fractional, and fills that do not fit, are argument errors", () => {
    const argument = { name: "ImagingError", code: "argument" };
    assert.throws(() => crop(volume, { start: [0, 0, 0], end: [4, 4, 5] }), argument);
    assert.throws(() => crop(volume, { start: [1, 0, 0], end: [1, 4, 5] }), argument);
    assert.throws(() => crop(volume, { start: [0.5, 0, 0], end: [1.5, 4, 5] }), argument);
    assert.throws(() => pad(volume, [0, 0, -1], [0, 0, 0]), argument);
    assert.throws(() => pad(volume, [0, 0, 1], [0, 0, 0], 40000), argument);
    assert.ok(Number.isNaN(pad(countingVolume("float32"), [1, 0, 0], [0, 0, 0], Number.NaN).voxels[0]));
  });

  test("the foreground's box holds every voxel that is neither 0 nor NaN, with a margin inside the volume", () => {
    const mask = countingVolume("float32", [2, 4, 5, 6]);
    mask.voxels.fill(0);
    assert.equal(foregroundBox(mask), null);
    mask.voxels[0] = Number.NaN;
    mask.voxels[(1 * 5 + 2) * 6 + 3] = 1;
    mask.voxels[120 + (2 * 5 + 4) * 6 + 1] = -1;
    assert.deepEqual(foregroundBox(mask), { start: [1, 2, 1], end: [3, 5, 4] });
    assert.deepEqual(foregroundBox(mask, 1), { start: [0, 1, 0], end: [4, 5, 5] });
  });

  test("the body's box parts a bright body from noisy air", () => {
    const scan = countingVolume("int16", [1, 6, 6, 6]);
    scan.voxels.forEach((_, i) => {
      const [x, y, z] = [i % 6, Math.floor(i / 6) % 6, Math.floor(i / 36)];
      const inside = x > 0 && x < 4 && y > 1 && z > 2;
      scan.voxels[i] = (inside ? 800 : -1000) + ((i * 37) % 50);
    });
    assert.deepEqual(bodyBox(scan), { start: [3, 2, 1], end: [6, 6, 4] });
    assert.equal(bodyBox(scan, { threshold: 5000 }), null);
    const threshold = otsuThreshold(scan.voxels);
    assert.ok(threshold > -950 && threshold < 800, String(threshold));
  });
});
