// Labels the runs of a mask by component: union and find over runs that touch.
// Runs are sorted by place, so each is compared with its neighbours alone.

import type { Runs } from "./runs.js";

/**
 * Which voxels touch: those that share a face (6), also those that share an edge (18), also those that share a corner
 * (26).
 */
export type Connectivity = 6 | 18 | 26;

/**
 * The rows before a row that can touch it, as steps along D and H, and how many columns further a run may lie there.
 */
const ROWS_BEFORE: Readonly<Record<Connectivity, readonly (readonly [d: number, h: number, reach: 0 | 1])[]>> = {
  6: [
    [0, -1, 0],
    [-1, 0, 0],
  ],
  18: [
    [0, -1, 1],
    [-1, -1, 0],
    [-1, 0, 1],
    [-1, 1, 0],
  ],
  26: [
    [0, -1, 1],
    [-1, -1, 1],
    [-1, 0, 1],
    [-1, 1, 1],
  ],
};

/**
 * Joins runs that touch: two sweeps with a union–find forest whose roots are the earliest runs (Rosenfeld and Pfaltz
 * 1966, on runs instead of voxels).
 *
 * @returns for each run its component, counted from 0 in the order of their first voxels, and how many voxels each has
 */
export function labelRuns(runs: Runs, connectivity: Connectivity): { component: Int32Array; sizes: number[] } {
  const { depth, height, rows, first, end } = runs;
  const parent = Int32Array.from(first, (_, run) => run);
  for (let d = 0, row = 0; d < depth; d++) {
    for (let h = 0; h < height; h++, row++) {
      if (rows[row] === rows[row + 1]) continue;
      for (const [dd, dh, reach] of ROWS_BEFORE[connectivity]) {
        if (d + dd < 0 || h + dh < 0 || h + dh >= height) continue;
        const before = row + dd * height + dh;
        let a = rows[before];
        let b = rows[row];
        while (a < rows[before + 1] && b < rows[row + 1]) {
          if (first[a] < end[b] + reach && first[b] < end[a] + reach) join(parent, a, b);
          if (end[a] < end[b]) a++;
          else b++;
        }
      }
    }
  }
  // Each run's parent comes before it, so components can take the place of parents from the first run on.
  const sizes: number[] = [];
  for (let run = 0; run < first.length; run++) {
    parent[run] = parent[run] === run ? sizes.push(0) - 1 : parent[parent[run]];
    sizes[parent[run]] += end[run] - first[run];
  }
  return { component: parent, sizes };
}

function rootOf(parent: Int32Array, run: number): number {
  let at = run;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]];
    at = parent[at];
  }
  return at;
}

function join(parent: Int32Array, a: number, b: number): void {
  const rootA = rootOf(parent, a);
  const rootB = rootOf(parent, b);
  if (rootA < rootB) parent[rootB] = rootA;
  else parent[rootA] = rootB;
}
