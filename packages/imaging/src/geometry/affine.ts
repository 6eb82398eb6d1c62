// Affines: maps of voxel indices (x, y, z) to RAS millimetres, as nibabel's; their inverses, spacings and directions.
// Everything that places voxels in space is one of them.

import { ImagingError } from "../errors.js";
import type { Affine, Triple } from "../volume.js";

/** A point or voxel index as (x, y, z): RAS millimetres in the world, (w, h, d) in the array. */
export type Point = readonly [x: number, y: number, z: number];

/** A 3 × 3 matrix, row by row. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];

/** Voxels of 1 mm, the first at the origin, x to the right, y to anterior, z to superior. */
export const IDENTITY: Affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** The affine with these 3 × 4 numbers, row by row; a fourth row, if given, is taken to be 0 0 0 1. */
export function toAffine(m: ArrayLike<number>): Affine {
  if (m.length !== 12 && m.length !== 16) {
    throw new ImagingError("argument", `An affine has 12 or 16 numbers, not ${m.length}.`);
  }
  return [m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11], 0, 0, 0, 1];
}

/** The affine with this spacing (D, H, W; mm), axes along RAS, the first voxel at `origin` (RAS, mm). */
export function affineFromSpacing([d, h, w]: Triple, origin: Point = [0, 0, 0]): Affine {
  return [w, 0, 0, origin[0], 0, h, 0, origin[1], 0, 0, d, origin[2], 0, 0, 0, 1];
}

/** The distance between voxel centres along D, H, W in millimetres: the lengths of the affine's columns. */
export function spacingOf(a: Affine): Triple {
  const length = (c: number) => Math.sqrt(a[c] * a[c] + a[4 + c] * a[4 + c] + a[8 + c] * a[8 + c]);
  return [length(2), length(1), length(0)];
}

/** The determinant of the affine's 3 × 3 part: the volume of a voxel in mm³, negative for left-handed axes. */
export function determinant(a: Affine): number {
  return determinant3(linearPart(a));
}

/** `outer · inner`: the map that applies `inner` first. */
export function composeAffines(outer: Affine, inner: Affine): Affine {
  const product: number[] = [];
  for (let r = 0; r < 12; r += 4) {
    for (let c = 0; c < 4; c++) {
      const shift = c === 3 ? outer[r + 3] : 0;
      product.push(outer[r] * inner[c] + outer[r + 1] * inner[4 + c] + outer[r + 2] * inner[8 + c] + shift);
    }
  }
  return toAffine(product);
}

/**
 * The inverse map: millimetres to voxel indices.
 *
 * @throws ImagingError `"geometry"` when the affine is singular.
 */
export function invertAffine(a: Affine): Affine {
  const inverse = invert3(linearPart(a));
  if (inverse === null) {
    throw new ImagingError("geometry", `The affine [${a.join(", ")}] is singular: its axes do not span the space.`);
  }
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = inverse;
  const shift = (x: number, y: number, z: number) => -(x * a[3] + y * a[7] + z * a[11]);
  return [m0, m1, m2, shift(m0, m1, m2), m3, m4, m5, shift(m3, m4, m5), m6, m7, m8, shift(m6, m7, m8), 0, 0, 0, 1];
}

/** Where a point lands: a voxel index (x, y, z) in RAS millimetres when `a` is a volume's affine. */
export function applyAffine(a: Affine, [x, y, z]: Point): Point {
  return [
    a[0] * x + a[1] * y + a[2] * z + a[3],
    a[4] * x + a[5] * y + a[6] * z + a[7],
    a[8] * x + a[9] * y + a[10] * z + a[11],
  ];
}

/** RAS millimetres of the voxel with index (x, y, z); fractions of a voxel are allowed. */
export function voxelToWorld(affine: Affine, voxel: Point): Point {
  return applyAffine(affine, voxel);
}

/**
 * The index (x, y, z), with fractions, at a point in RAS millimetres.
 *
 * @throws ImagingError `"geometry"` when the affine is singular.
 */
export function worldToVoxel(affine: Affine, point: Point): Point {
  return applyAffine(invertAffine(affine), point);
}

/** The affine's 3 × 3 part. */
function linearPart(a: Affine): Matrix3 {
  return [a[0], a[1], a[2], a[4], a[5], a[6], a[8], a[9], a[10]];
}

/**
 * The orthogonal matrix nearest to the affine's axes once each has unit length (the polar factor of the column-normalised
 * 3 × 3 part), by Newton's iteration X ← (X + X⁻ᵀ) / 2 (Higham 1986). Null when the axes do not span the space.
 */
export function nearestOrthogonal(a: Affine): Matrix3 | null {
  const [d, h, w] = spacingOf(a);
  const m = linearPart(a);
  let x: Matrix3 = [m[0] / w, m[1] / h, m[2] / d, m[3] / w, m[4] / h, m[5] / d, m[6] / w, m[7] / h, m[8] / d];
  for (let iteration = 0; iteration < 100; iteration++) {
    const inverse = invert3(x);
    if (inverse === null) return null;
    const [i0, i1, i2, i3, i4, i5, i6, i7, i8] = inverse;
    const next: Matrix3 = [
      (x[0] + i0) / 2,
      (x[1] + i3) / 2,
      (x[2] + i6) / 2,
      (x[3] + i1) / 2,
      (x[4] + i4) / 2,
      (x[5] + i7) / 2,
      (x[6] + i2) / 2,
      (x[7] + i5) / 2,
      (x[8] + i8) / 2,
    ];
    const change = Math.max(...next.map((value, i) => Math.abs(value - x[i])));
    x = next;
    if (change < 1e-15) break;
  }
  return x;
}

export function determinant3(m: Matrix3): number {
  return m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
}

/** Null when the matrix is singular or not finite. */
function invert3(m: Matrix3): Matrix3 | null {
  const scale = 1 / determinant3(m);
  if (!Number.isFinite(scale) || scale === 0) return null;
  return [
    (m[4] * m[8] - m[5] * m[7]) * scale,
    (m[2] * m[7] - m[1] * m[8]) * scale,
    (m[1] * m[5] - m[2] * m[4]) * scale,
    (m[5] * m[6] - m[3] * m[8]) * scale,
    (m[0] * m[8] - m[2] * m[6]) * scale,
    (m[2] * m[3] - m[0] * m[5]) * scale,
    (m[3] * m[7] - m[4] * m[6]) * scale,
    (m[1] * m[6] - m[0] * m[7]) * scale,
    (m[0] * m[4] - m[1] * m[3]) * scale,
  ];
}
