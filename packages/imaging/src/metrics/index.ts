export { type BootstrapInterval, type BootstrapMethod, type BootstrapOptions, bootstrapInterval } from "./bootstrap.js";
export { DistanceBuffers, distanceTransform, squaredDistancesToSites } from "./distance-transform.js";
export {
  type CaseMetrics,
  type ClassMetrics,
  type EvaluateOptions,
  evaluateCase,
  type MetricName,
  metricUnits,
} from "./evaluate-case.js";
export type { LabelArray, LabelMap } from "./label-map.js";
export { normalCumulative, normalQuantile, normalTail } from "./normal.js";
export {
  countOverlap,
  type EmptyReason,
  emptyReason,
  type Overlap,
  type OverlapCounts,
  overlap,
  volumeInMillilitres,
} from "./overlap.js";
export { Xoshiro128 } from "./random.js";
export {
  type CaseValue,
  type ComparisonOptions,
  caseValues,
  comparePaired,
  type PairedComparison,
  type Summary,
  type SummaryOptions,
  summarize,
  type UndefinedCases,
} from "./summary.js";
export { type SurfaceDefinition, surfaceAreaTable } from "./surface.js";
export {
  averageDistance,
  averageSymmetricDistance,
  type DirectedDistances,
  hausdorff,
  percentileOfSorted,
  type SurfaceDistances,
  surfaceDice,
  surfaceDistances,
} from "./surface-distance.js";
export { type WilcoxonResult, wilcoxonSignedRank } from "./wilcoxon.js";
