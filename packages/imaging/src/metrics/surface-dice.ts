// The surface Dice: how much of two surfaces is in the right place, give or take a tolerance.

import { overlapMetric } from "./metric.js";
import { type SurfaceDistances, weigh } from "./surface-distance.js";

/**
 * Normalised surface Dice: the part of both surfaces that lies within a tolerance of the other, 0 … 1 (Nikolov et al.,
 * arXiv 1809.04430, `compute_surface_dice_at_tolerance`). For `"medpy"` voxels are counted instead of areas, as MONAI's
 * `compute_surface_dice` does.
 *
 * @param tolerance in the unit of the distances
 */
export function surfaceDice({ toReference, toPrediction }: SurfaceDistances, tolerance: number): number {
  const within = weigh(toReference, tolerance).weight + weigh(toPrediction, tolerance).weight;
  const all =
    weigh(toReference, Number.POSITIVE_INFINITY).weight + weigh(toPrediction, Number.POSITIVE_INFINITY).weight;
  return within / all;
}

export const surfaceDiceMetrics = [
  overlapMetric({
    key: "surfaceDice",
    title: "surface Dice",
    compute: ({ millimetres, tolerance }) => (millimetres === null ? null : surfaceDice(millimetres, tolerance)),
  }),
];
