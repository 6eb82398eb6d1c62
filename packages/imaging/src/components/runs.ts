// A mask as runs of voxels along W, which components are found on.
// There are many times fewer runs than voxels.

import { Int32List } from "../int32-list.js";
import { emptyParts, isLabelArray } from "../metrics/label-map.js";
import type { Triple } from "../volume.js";

/** Voxels of a grid, or of a box in it, as runs along W: what lies side by side is one run, and no voxel is held. */
export interface Runs {
  /** Rows along W in the box: D of H each, row by row. */
  readonly depth: number;
  readonly height: number;
  /** Where the box begins in the grid, D and H. */
  readonly origin: readonly [d: number, h: number];
  /** The runs of row r are `rows[r]` … `rows[r + 1] − 1`, ascending along W. */
  readonly rows: Int32Array;
  /** First column of each run and the one behind its last, in the grid. */
  readonly first: Int32Array;
  readonly end: Int32Array;
}

/** The runs of one value, or, for `undefined`, of every value but 0. */
export function findRuns(voxels: ArrayLike<number>, [depth, height, width]: Triple, value: number | undefined): Runs {
  const first = new Int32List();
  const end = new Int32List();
  const rows = new Int32Array(depth * height + 1);
  const isEmpty = value !== 0 && isLabelArray(voxels) ? emptyParts(voxels) : () => false;
  for (let row = 0, i = 0; row < depth * height; row++) {
    if (isEmpty(i, i + width)) {
      rows[row + 1] = first.length;
      i += width;
      continue;
    }
    let isInside = false;
    for (let w = 0; w < width; w++, i++) {
      const voxel = voxels[i];
      if ((value === undefined ? voxel !== 0 : voxel === value) === isInside) continue;
      if (isInside) end.push(w);
      else first.push(w);
      isInside = !isInside;
    }
    if (isInside) end.push(width);
    rows[row + 1] = first.length;
  }
  return { depth, height, origin: [0, 0], rows, first: first.values, end: end.values };
}

/** Everything but the runs of a whole grid in the smallest box around them; null where there are none. */
export function complementInBox(
  runs: Runs,
): { readonly holes: Runs; readonly columns: readonly [number, number] } | null {
  const { rows, first, end, height, depth } = runs;
  if (first.length === 0) return null;
  const used = (d: number) => rows[d * height] < rows[(d + 1) * height];
  let [d0, d1, h0, h1] = [0, depth, height, 0];
  while (!used(d0)) d0++;
  while (!used(d1 - 1)) d1--;
  for (let row = 0; row < depth * height; row++) {
    if (rows[row] === rows[row + 1]) continue;
    h0 = Math.min(h0, row % height);
    h1 = Math.max(h1, (row % height) + 1);
  }
  const w0 = first.reduce((a, b) => Math.min(a, b));
  const w1 = end.reduce((a, b) => Math.max(a, b));

  const holeFirst = new Int32List();
  const holeEnd = new Int32List();
  const holeRows = new Int32Array((d1 - d0) * (h1 - h0) + 1);
  for (let d = d0, next = 1; d < d1; d++) {
    for (let h = h0; h < h1; h++) {
      let at = w0;
      for (let run = rows[d * height + h]; run < rows[d * height + h + 1]; run++) {
        if (first[run] > at) {
          holeFirst.push(at);
          holeEnd.push(first[run]);
        }
        at = end[run];
      }
      if (at < w1) {
        holeFirst.push(at);
        holeEnd.push(w1);
      }
      holeRows[next++] = holeFirst.length;
    }
  }
  const holes = {
    depth: d1 - d0,
    height: h1 - h0,
    origin: [d0, h0] as const,
    rows: holeRows,
    first: holeFirst.values,
    end: holeEnd.values,
  };
  return { holes, columns: [w0, w1] };
}

/**
 * Visits the runs in order: flat indices in the grid of its first voxel and of the one behind its last, and its row in
 * the box.
 */
export function forEachRun(
  { depth, height, origin: [d0, h0], rows, first, end }: Runs,
  [, gridHeight, gridWidth]: Triple,
  visit: (run: number, start: number, end: number, row: { readonly d: number; readonly h: number }) => void,
): void {
  for (let d = 0; d < depth; d++) {
    for (let h = 0; h < height; h++) {
      const base = ((d + d0) * gridHeight + h + h0) * gridWidth;
      const row = { d, h };
      for (let run = rows[d * height + h]; run < rows[d * height + h + 1]; run++) {
        visit(run, base + first[run], base + end[run], row);
      }
    }
  }
}
