export { DistanceBuffers, distanceTransform, squaredDistancesToSites } from "./distance-transform.js";
export {
  type CaseMetrics,
  type ClassMetrics,
  caseValues,
  type EvaluateOptions,
  evaluateCase,
  type MetricName,
  metricUnits,
} from "./evaluate-case.js";
export type { LabelArray, LabelMap } from "./label-map.js";
export {
  countOverlap,
  type EmptyReason,
  emptyReason,
  type Overlap,
  type OverlapCounts,
  overlap,
  volumeInMillilitres,
} from "./overlap.js";
export { type SurfaceDefinition, surfaceAreaTable } from "./surface.js";
export {
  averageDistance,
  averageSymmetricDistance,
  type DirectedDistances,
  hausdorff,
  type SurfaceDistances,
  surfaceDice,
  surfaceDistances,
} from "./surface-distance.js";
