// Connected components of masks, the largest one, filled holes: what post-processing works with.
// Masks are taken as runs (runs.ts), which are joined (label-runs.ts); results are SciPy's ndimage.label's.

import { ImagingError } from "../errors.js";
import type { LabelMap } from "../metrics/label-map.js";
import type { Triple } from "../volume.js";
import { createVoxels } from "../voxels.js";
import { type Connectivity, labelRuns } from "./label-runs.js";
import { complementInBox, findRuns, forEachRun } from "./runs.js";

/** A mask whose voxels are looked at; every `Volume` of integers with one channel is one. */
export type Mask = Pick<LabelMap, "shape" | "voxels">;

export interface Components {
  /** `[D, H, W]`: 0 outside, else the number of the voxel's component, from 1 in the order of their first voxels. */
  readonly labels: Int32Array;
  /** Voxels of each component, the first's first. */
  readonly sizes: readonly number[];
}

/**
 * Parts of a mask that hang together, exactly: `scipy.ndimage.label`'s with a structure of 6, 18 or 26 neighbours,
 * numbers included.
 *
 * @param mask `[D, H, W]` or `[1, D, H, W]`
 * @param options.label the value whose voxels are looked at; default every value but 0, whatever its neighbours' are
 * @param options.connectivity default 26
 * @throws ImagingError `"geometry"` where voxels and shape do not fit, `"argument"` for another connectivity.
 */
export function connectedComponents(
  mask: Mask,
  options: { readonly label?: number; readonly connectivity?: Connectivity } = {},
): Components {
  const { label, connectivity = 26 } = options;
  const shape = checkedShape(mask);
  checkConnectivity(connectivity);
  const runs = findRuns(mask.voxels, shape, label);
  const { component, sizes } = labelRuns(runs, connectivity);
  const labels = createVoxels("int32", mask.voxels.length);
  forEachRun(runs, shape, (run, start, end) => labels.fill(component[run] + 1, start, end));
  return { labels, sizes };
}

/**
 * Takes all of a class away but its largest component, in place; of equal ones the first stays.
 *
 * @param options.connectivity default 26
 * @param options.background what the others become; default 0
 * @returns how many voxels were taken away
 * @throws ImagingError as {@link connectedComponents}.
 */
export function keepLargestComponent(
  mask: Mask,
  label: number,
  options: { readonly connectivity?: Connectivity; readonly background?: number } = {},
): number {
  const { connectivity = 26, background = 0 } = options;
  const shape = checkedShape(mask);
  checkConnectivity(connectivity);
  const runs = findRuns(mask.voxels, shape, label);
  const { component, sizes } = labelRuns(runs, connectivity);
  const largest = sizes.reduce((best, size, i) => (size > sizes[best] ? i : best), 0);
  let removed = 0;
  forEachRun(runs, shape, (run, start, end) => {
    if (component[run] === largest) return;
    mask.voxels.fill(background, start, end);
    removed += end - start;
  });
  return removed;
}

/**
 * Gives a class the background inside it, in place: what no path over faces (6 neighbours) leads out of the class from,
 * to the edge of the grid, as `scipy.ndimage.binary_fill_holes`. Other classes inside stay.
 *
 * @param options.background default 0
 * @returns how many voxels were filled
 * @throws ImagingError as {@link connectedComponents}.
 */
export function fillHoles(mask: Mask, label: number, options: { readonly background?: number } = {}): number {
  const { background = 0 } = options;
  const shape = checkedShape(mask);
  const complement = complementInBox(findRuns(mask.voxels, shape, label));
  if (complement === null) return 0;
  // Outside the smallest box nothing is closed in, so what touches its faces is no hole.
  const { holes, columns } = complement;
  const { component, sizes } = labelRuns(holes, 6);
  const isOpen = new Uint8Array(sizes.length);
  forEachRun(holes, shape, (run, _start, _end, { d, h }) => {
    const atFace = d === 0 || h === 0 || d === holes.depth - 1 || h === holes.height - 1;
    if (atFace || holes.first[run] === columns[0] || holes.end[run] === columns[1]) isOpen[component[run]] = 1;
  });
  const { voxels } = mask;
  let filled = 0;
  forEachRun(holes, shape, (run, start, end) => {
    if (isOpen[component[run]] === 1) return;
    for (let i = start; i < end; i++) {
      if (voxels[i] !== background) continue;
      voxels[i] = label;
      filled++;
    }
  });
  return filled;
}

function checkedShape({ shape, voxels }: Mask): Triple {
  const [d, h, w] = shape.slice(-3);
  const isMask = shape.length === 3 || (shape.length === 4 && shape[0] === 1);
  if (!isMask || d * h * w !== voxels.length || voxels.length > 0x7fffffff) {
    throw new ImagingError("geometry", `A mask of ${voxels.length} voxels has the shape [${shape.join(", ")}].`, {
      remedy: "Give one channel of D·H·W voxels, fewer than 2³¹.",
    });
  }
  return [d, h, w];
}

function checkConnectivity(connectivity: number): void {
  if (connectivity === 6 || connectivity === 18 || connectivity === 26) return;
  throw new ImagingError("argument", `Voxels have 6, 18 or 26 neighbours, not ${connectivity}.`);
}
