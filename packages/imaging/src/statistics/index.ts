// Statistics over cases; nothing here knows of masks or metrics.
export { type BootstrapInterval, type BootstrapMethod, type BootstrapOptions, bootstrapInterval } from "./bootstrap.js";
export { holm } from "./holm.js";
export { normalCumulative, normalQuantile, normalTail } from "./normal.js";
export { percentileOfSorted } from "./percentile.js";
export { Xoshiro128 } from "./random.js";
export { type RepeatedInterval, type RepeatedMean, type RepeatedMeanOptions, repeatedMean } from "./repeated-mean.js";
export { studentQuantile, studentTail } from "./student.js";
export {
  type CaseValue,
  type ComparisonOptions,
  comparePaired,
  FEWEST_FOR_INTERVAL,
  type PairedComparison,
  type Summary,
  type SummaryOptions,
  summarize,
  type UndefinedCases,
} from "./summary.js";
export { type WilcoxonResult, wilcoxonSignedRank } from "./wilcoxon.js";
