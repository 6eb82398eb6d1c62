// Where windows lie along an axis: arithmetic alone, which the exported web page does too.
// sliding-window.ts puts them over a scan, slab-sums.ts weights them.

/** Where windows lie on an axis that may be shorter than they are. */
export interface WindowAxis {
  /** First voxel of each window, ascending. */
  readonly starts: readonly number[];
  /** Voxels of the scan in each window. */
  readonly length: number;
  /** Voxels of padding in front of the scan and behind it that fill a window. */
  readonly before: number;
  readonly after: number;
}

/**
 * Windows along one axis, as MONAI lays them: every ⌊window · (1 − overlap)⌋ voxels (at least one), the last moved back to
 * end with the scan; a scan that is shorter is padded on both sides.
 */
export function windowAxis(size: number, window: number, overlap: number): WindowAxis {
  const missing = Math.max(0, window - size);
  const before = Math.floor(missing / 2);
  const length = window - missing;
  const step = Math.max(1, Math.floor(window * (1 - overlap)));
  const count = Math.ceil((size - length) / step) + 1;
  const starts = Array.from({ length: count }, (_, i) => Math.min(i * step, size - length));
  return { starts, length, before, after: missing - before };
}

/** Standard deviation of the Gaussian weights as a share of the window, and their floor (MONAI's). */
export const SIGMA = 0.125;
export const FLOOR = 1e-3;
