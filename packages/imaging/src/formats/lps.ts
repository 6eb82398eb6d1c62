// Grids in LPS, as ITK and DICOM give them, and in RAS, as everything here has them: x and y point the other way.
// With the few sums of vectors that this takes.

import type { Affine } from "../volume.js";

export type Vector = readonly [x: number, y: number, z: number];

/**
 * The affine in RAS millimetres of a grid given in LPS, as ITK and DICOM do: the steps from one voxel to the next along
 * x (columns), y (rows) and z (slices), and the centre of the first voxel. LPS and RAS differ in the signs of x and y.
 */
export function affineFromLps(stepX: Vector, stepY: Vector, stepZ: Vector, origin: Vector): Affine {
  return [
    -stepX[0] + 0,
    -stepY[0] + 0,
    -stepZ[0] + 0,
    -origin[0] + 0,
    -stepX[1] + 0,
    -stepY[1] + 0,
    -stepZ[1] + 0,
    -origin[1] + 0,
    stepX[2],
    stepY[2],
    stepZ[2],
    origin[2],
    0,
    0,
    0,
    1,
  ];
}

/** The inverse of {@link affineFromLps}. */
export function lpsFromAffine(a: Affine): { steps: readonly [Vector, Vector, Vector]; origin: Vector } {
  const [xx, xy, xz, x0, yx, yy, yz, y0, zx, zy, zz, z0] = a;
  return {
    steps: [
      [-xx + 0, -yx + 0, zx],
      [-xy + 0, -yy + 0, zy],
      [-xz + 0, -yz + 0, zz],
    ],
    origin: [-x0 + 0, -y0 + 0, z0],
  };
}

export function length([x, y, z]: Vector): number {
  return Math.hypot(x, y, z);
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function scale([x, y, z]: Vector, factor: number): Vector {
  return [x * factor, y * factor, z * factor];
}

export function subtract(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}
