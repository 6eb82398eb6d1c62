// Percentiles of sorted values, as NumPy's. The bootstrap reads its intervals off them, the robust Hausdorff
// distance is one.

import { ImagingError } from "../errors.js";

/** @throws ImagingError `argument` unless there is a value and the percentage is one. */
export function assertPercentile(percent: number, count: number): void {
  if (count === 0 || !(percent >= 0 && percent <= 100)) {
    throw new ImagingError("argument", `No percentile ${percent} of ${count} values.`, {
      remedy: "Give at least one value and a percentile in 0 … 100.",
    });
  }
}

/** Percentile of ascending values with linear interpolation, as `numpy.percentile`. `percent` in 0 … 100. */
export function percentileOfSorted(sorted: ArrayLike<number>, percent: number): number {
  assertPercentile(percent, sorted.length);
  const position = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(position);
  const a = sorted[below];
  const b = sorted[Math.min(below + 1, sorted.length - 1)];
  const t = position - below;
  return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
}
