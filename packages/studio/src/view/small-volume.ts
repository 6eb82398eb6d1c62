// A small copy of a scan or a mask for a graphics processor: at most 160 voxels along each axis, a byte each. The page has all voxels of what
// it shows, so it makes the copy itself.

import type { MaskGrid, Three } from "../mask/grid.js";

/** Voxels along an axis: NiiVue's textures take four bytes a voxel, twice. */
export const LARGEST_SIDE = 160;

/** Bytes, x fastest. */
export interface SmallVolume {
  readonly voxels: Uint8Array;
  readonly shape: Three;
  /** Millimetres along x, y, z. */
  readonly spacing: Three;
}

/**
 * A small copy of an image: the mean of eight voxels spread over each of its own.
 *
 * @param range the intensities that become 0 and 255
 */
export function smallImage(
  voxels: ArrayLike<number>,
  grid: MaskGrid,
  [low, high]: readonly [low: number, high: number],
): SmallVolume {
  const scale = 255 / (high - low || 1);
  const byte = (at: number) => Math.min(255, Math.max(0, ((voxels[at] as number) - low) * scale));
  return copied(
    grid,
    (a, b, c, d, x, y) =>
      (byte(a + x) + byte(a + y) + byte(b + x) + byte(b + y) + byte(c + x) + byte(c + y) + byte(d + x) + byte(d + y)) /
      8,
  );
}

/** A small copy of a mask: a class where one of the eight spread voxels has it. */
export function smallMask(voxels: ArrayLike<number>, grid: MaskGrid): SmallVolume {
  const of = (at: number) => voxels[at] as number;
  return copied(
    grid,
    (a, b, c, d, x, y) =>
      of(a + x) || of(a + y) || of(b + x) || of(b + y) || of(c + x) || of(c + y) || of(d + x) || of(d + y),
  );
}

/**
 * A voxel of the copy: four rows by where they begin in the grid's array, two places in each. Numbers, not arrays: it is asked millions of
 * times.
 */
type Spread = (a: number, b: number, c: number, d: number, x: number, y: number) => number;

function copied({ shape, spacing }: MaskGrid, of: Spread): SmallVolume {
  const steps = shape.map((size) => Math.ceil(size / LARGEST_SIDE)) as unknown as Three;
  const small = shape.map((size, axis) => Math.floor(size / (steps[axis] as number))) as unknown as Three;
  /** The two places that an index of the copy stands for. */
  const places = ([0, 1, 2] as const).map((axis) => {
    const spread = [Math.floor(steps[axis] / 4), Math.floor((3 * steps[axis]) / 4)] as const;
    return spread.map((offset) => Int32Array.from({ length: small[axis] }, (_, i) => i * steps[axis] + offset));
  });
  const [[x0, x1], [y0, y1], [z0, z1]] = places as unknown as readonly [Pair, Pair, Pair];
  const voxels = new Uint8Array(small[0] * small[1] * small[2]);
  const row = (y: number, z: number) => (z * shape[1] + y) * shape[0];
  for (let z = 0, at = 0; z < small[2]; z++) {
    for (let y = 0; y < small[1]; y++) {
      const [ya, yb, za, zb] = [y0[y] as number, y1[y] as number, z0[z] as number, z1[z] as number];
      const [a, b, c, d] = [row(ya, za), row(yb, za), row(ya, zb), row(yb, zb)];
      for (let x = 0; x < small[0]; x++, at++) voxels[at] = of(a, b, c, d, x0[x] as number, x1[x] as number);
    }
  }
  return {
    voxels,
    shape: small,
    spacing: [spacing[0] * steps[0], spacing[1] * steps[1], spacing[2] * steps[2]],
  };
}

type Pair = readonly [Int32Array, Int32Array];
