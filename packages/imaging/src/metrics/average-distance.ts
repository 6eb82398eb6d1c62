// Average surface distances: how far apart two surfaces are on the whole.

import { distanceMetric } from "./metric.js";
import { type DirectedDistances, type SurfaceDistances, weigh } from "./surface-distance.js";

/**
 * Average surface distance in one direction: the mean over the elements of one surface (weighted by area for
 * `"deepmind"`) of their distance to the other. From prediction to reference it is MedPy's `asd(prediction, reference)`
 * and the second value of `compute_average_surface_distance`.
 */
export function averageDistance(directed: DirectedDistances): number {
  const { moment, weight } = weigh(directed, Number.POSITIVE_INFINITY);
  return moment / weight;
}

/**
 * Average symmetric surface distance: the mean over the elements of both surfaces together (MedPy 0.5 `assd`; for
 * `"deepmind"`, which names no such value, weighted by area).
 */
export function averageSymmetricDistance({ toReference, toPrediction }: SurfaceDistances): number {
  const a = weigh(toReference, Number.POSITIVE_INFINITY);
  const b = weigh(toPrediction, Number.POSITIVE_INFINITY);
  return (a.moment + b.moment) / (a.weight + b.weight);
}

const asd = ({ toReference }: SurfaceDistances) => averageDistance(toReference);

export const averageDistanceMetrics = [
  distanceMetric("asd", "ASD", "mm", asd),
  distanceMetric("assd", "ASSD", "mm", averageSymmetricDistance),
  distanceMetric("asdVoxels", "ASD", "voxels", asd),
  distanceMetric("assdVoxels", "ASSD", "voxels", averageSymmetricDistance),
];
