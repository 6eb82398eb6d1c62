export { type EvaluateFolderOptions, evaluateFolder } from "./evaluate-folder.js";
export {
  compareEvaluations,
  type Evaluation,
  evaluationSchema,
  type MetricComparison,
  summaryOf,
} from "./evaluation.js";
export { comparisonText, evaluationCsv, evaluationText, writeEvaluation } from "./tables.js";
