// How two masks of a scan differ: where most, for the page to go there.

import { type Axis, type MaskGrid, stridesOf, type Three } from "./grid.js";
import type { MaskVoxels } from "./runs.js";

/**
 * The slice in which two masks differ in most voxels, and the middle of those; null where they are the same.
 *
 * @param through the axis that slices stand across
 */
export function mostDifferent(a: MaskVoxels, b: MaskVoxels, grid: MaskGrid, through: Axis): Three | null {
  const strides = stridesOf(grid);
  const { shape } = grid;
  const counts = new Float64Array(shape[through]);
  for (let at = 0; at < a.length; at++) {
    if (a[at] === b[at]) continue;
    const place = Math.floor(at / strides[through]) % shape[through];
    counts[place] = (counts[place] as number) + 1;
  }
  const most = counts.reduce((x, y) => Math.max(x, y), 0);
  if (most === 0) return null;
  const slice = counts.indexOf(most);
  const sum = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    if (a[at] === b[at] || Math.floor(at / strides[through]) % shape[through] !== slice) continue;
    for (const axis of [0, 1, 2] as const) {
      sum[axis] = (sum[axis] as number) + (Math.floor(at / strides[axis]) % shape[axis]);
    }
  }
  return sum.map((total) => Math.round(total / most)) as unknown as Three;
}
