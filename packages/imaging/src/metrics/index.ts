// Metrics of masks: METRICS lists them, evaluateCase computes them.

export { averageDistance, averageSymmetricDistance } from "./average-distance.js";
export { DistanceBuffers, distanceTransform, squaredDistancesToSites } from "./distance-transform.js";
export {
  type CaseMetrics,
  type ClassMetrics,
  caseValues,
  type EvaluateOptions,
  evaluateCase,
} from "./evaluate-case.js";
export { hausdorff } from "./hausdorff.js";
export type { CommonGrid, LabelArray, LabelMap } from "./label-map.js";
export type { Metric, ScoredClass } from "./metric.js";
export { METRICS, type MetricName, metricOf } from "./metrics.js";
export {
  countOverlap,
  type EmptyReason,
  emptyReason,
  type Overlap,
  type OverlapCounts,
  overlap,
} from "./overlap.js";
export { type SurfaceDefinition, surfaceAreaTable } from "./surface.js";
export { surfaceDice } from "./surface-dice.js";
export {
  type DirectedDistances,
  type SurfaceDistances,
  surfaceDistances,
} from "./surface-distance.js";
export { volumeInMillilitres } from "./volume.js";
