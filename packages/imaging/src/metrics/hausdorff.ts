// The Hausdorff distance and its robust kin: how far apart two surfaces are where they are furthest apart, or nearly
// so.

import { assertPercentile, percentileOfSorted } from "../statistics/percentile.js";
import { distanceMetric } from "./metric.js";
import type { SurfaceDistances } from "./surface-distance.js";

/**
 * Parts of the total area closer to the wanted one than this count as reaching it, whatever order they were added in.
 */
const AREA_ROUNDING = 1e-12;

/** Smallest distance within which so many percent of the surface's area lie. */
function percentileByArea(distance: Float64Array, area: Float64Array, percent: number): number {
  const areaAt = new Map<number, number>();
  let total = 0;
  for (let k = 0; k < distance.length; k++) {
    areaAt.set(distance[k], (areaAt.get(distance[k]) ?? 0) + area[k]);
    total += area[k];
  }
  const ascending = Float64Array.from(areaAt.keys()).sort();
  const wanted = percent === 100 ? Number.POSITIVE_INFINITY : total * (percent / 100 - AREA_ROUNDING);
  let reached = 0;
  for (const value of ascending) {
    reached += areaAt.get(value) ?? 0;
    if (reached >= wanted) return value;
  }
  return ascending[ascending.length - 1];
}

/**
 * Robust Hausdorff distance: the given percentile of the surface distances, 100 the Hausdorff distance itself.
 *
 * - `"medpy"`: percentile, linearly interpolated, of both directed sets of distances put together (MedPy `hd95` at 95,
 *   `hd` at 100).
 * - `"deepmind"`: in each direction the smallest distance within which so many percent of the surface's area lie, then
 *   the larger of the two (`compute_robust_hausdorff`). Where areas reach the percentage exactly, rounding aside, they
 *   count as reaching it.
 *
 * @param distances not to be changed after the first call: they are sorted once
 * @param percent 0 … 100
 * @throws ImagingError `argument` for another percentage
 */
export function hausdorff(distances: SurfaceDistances, percent: number): number {
  const { toReference, toPrediction } = distances;
  assertPercentile(percent, Math.min(toReference.distance.length, toPrediction.distance.length));
  if (toReference.area !== null && toPrediction.area !== null) {
    return Math.max(
      percentileByArea(toReference.distance, toReference.area, percent),
      percentileByArea(toPrediction.distance, toPrediction.area, percent),
    );
  }
  return percentileOfSorted(sortedTogether(distances), percent);
}

/** What was sorted before: several percentiles are asked of the same distances. */
const sorted = new WeakMap<SurfaceDistances, Float64Array>();

/** The distances of both directions, ascending. */
function sortedTogether(distances: SurfaceDistances): Float64Array {
  const before = sorted.get(distances);
  if (before !== undefined) return before;
  const [one, other] = [distances.toReference.distance, distances.toPrediction.distance];
  const together = new Float64Array(one.length + other.length);
  together.set(one);
  together.set(other, one.length);
  sorted.set(distances, together.sort());
  return together;
}

const hd = (distances: SurfaceDistances) => hausdorff(distances, 100);
const hd95 = (distances: SurfaceDistances) => hausdorff(distances, 95);

export const hausdorffMetrics = [
  distanceMetric("hd", "HD", "mm", hd),
  distanceMetric("hd95", "HD95", "mm", hd95),
  distanceMetric("hdVoxels", "HD", "voxels", hd),
  distanceMetric("hd95Voxels", "HD95", "voxels", hd95),
];
