// The brush and the eraser: what lies within a radius of the way that the pointer went, a ball in millimetres or, in one slice, a disc.
// Any of it may be held to voxels of some intensities.

import type { MaskEditor } from "./editor.js";
import { type Axis, forEachRow, type MaskGrid, type Three } from "./grid.js";

/** Intensities from `low` to `high`, both included. */
export interface Intensities {
  readonly image: ArrayLike<number>;
  readonly low: number;
  readonly high: number;
}

export interface Stroke {
  /** Where the pointer was and is, in voxels; the same of a single dab. */
  readonly from: Three;
  readonly to: Three;
  /** Millimetres. */
  readonly radius: number;
  readonly value: number;
  /** Paints in the slice through this axis at `to` alone. */
  readonly disc?: Axis;
  readonly within?: Intensities;
}

/** Of squared millimetres: a voxel's centre on the edge of the ball belongs to it. */
const ROUNDING = 1e-9;

/**
 * Paints every voxel whose centre lies within the radius, in millimetres, of the line from one point to the other; of a disc, the line and
 * the centres as the slice has them. The voxel under the pointer is always painted, however small the radius is.
 */
export function paint(editor: MaskEditor, grid: MaskGrid, { from, to, radius, value, disc, within }: Stroke): void {
  const { spacing, shape } = grid;
  const start = to.map((end, axis) => (axis === disc ? Math.round(end) : (from[axis] as number)));
  const finish = to.map((end, axis) => (axis === disc ? Math.round(end) : end));
  const reach = (axis: number) => (axis === disc ? 0 : Math.max(radius / (spacing[axis] as number), 0.5));
  const edge = (axis: number, side: -1 | 1) => {
    const [low, high] = [
      Math.min(start[axis] as number, finish[axis] as number),
      Math.max(start[axis] as number, finish[axis] as number),
    ];
    return side < 0
      ? Math.max(0, Math.ceil(low - reach(axis) - ROUNDING))
      : Math.min(shape[axis] as number, Math.floor(high + reach(axis) + ROUNDING) + 1);
  };
  const box = {
    first: [edge(0, -1), edge(1, -1), edge(2, -1)],
    end: [edge(0, 1), edge(1, 1), edge(2, 1)],
  } as const;
  const [width, height] = [box.end[0] - box.first[0], box.end[1] - box.first[1]];
  if (width <= 0 || height <= 0 || box.end[2] <= box.first[2]) return;
  const [ax, ay, az] = start.map((place, axis) => place * (spacing[axis] as number)) as [number, number, number];
  const [bx, by, bz] = finish.map((place, axis) => place * (spacing[axis] as number)) as [number, number, number];
  const [dx, dy, dz] = [bx - ax, by - ay, bz - az];
  const length = dx * dx + dy * dy + dz * dz;
  const most = radius * radius + ROUNDING;
  const put = (at: number) => {
    if (within === undefined || isWithin(within, at)) editor.set(at, value);
  };
  forEachRow(grid, box, (at, row) => {
    const py = (box.first[1] + (row % height)) * spacing[1] - ay;
    const pz = (box.first[2] + Math.floor(row / height)) * spacing[2] - az;
    for (let i = 0; i < width; i++) {
      const px = (box.first[0] + i) * spacing[0] - ax;
      const share = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy + pz * dz) / length));
      const [ex, ey, ez] = [px - share * dx, py - share * dy, pz - share * dz];
      if (ex * ex + ey * ey + ez * ez <= most) put(at + i);
    }
  });
  const [x, y, z] = finish.map(Math.round) as [number, number, number];
  if (x >= 0 && y >= 0 && z >= 0 && x < shape[0] && y < shape[1] && z < shape[2])
    put((z * shape[1] + y) * shape[0] + x);
}

export function isWithin({ image, low, high }: Intensities, at: number): boolean {
  const voxel = image[at] as number;
  return voxel >= low && voxel <= high;
}

/**
 * The intensities of what lies in a ball: its mean, two standard deviations down and up.
 *
 * @param centre in voxels
 * @param radius millimetres
 */
export function intensitiesAround(
  image: ArrayLike<number>,
  { shape, spacing }: MaskGrid,
  centre: Three,
  radius: number,
): readonly [low: number, high: number] {
  let [count, sum, squares] = [0, 0, 0];
  const reach = spacing.map((step) => Math.floor(radius / step)) as [number, number, number];
  const [cx, cy, cz] = centre.map(Math.round) as [number, number, number];
  for (let z = Math.max(0, cz - reach[2]); z <= Math.min(shape[2] - 1, cz + reach[2]); z++) {
    for (let y = Math.max(0, cy - reach[1]); y <= Math.min(shape[1] - 1, cy + reach[1]); y++) {
      for (let x = Math.max(0, cx - reach[0]); x <= Math.min(shape[0] - 1, cx + reach[0]); x++) {
        if (Math.hypot((x - cx) * spacing[0], (y - cy) * spacing[1], (z - cz) * spacing[2]) > radius) continue;
        const voxel = image[(z * shape[1] + y) * shape[0] + x] as number;
        count++;
        sum += voxel;
        squares += voxel * voxel;
      }
    }
  }
  const mean = sum / count;
  const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
  return [mean - 2 * deviation, mean + 2 * deviation];
}
