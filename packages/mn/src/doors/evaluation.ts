// `mandn/evaluation`: folders of masks scored against references, and two results compared.

export { type EvaluateFolderOptions, evaluateFolder } from "../evaluation/evaluate-folder.js";
export {
  compareEvaluations,
  type Evaluation,
  evaluationSchema,
  type MetricComparison,
  summaryOf,
} from "../evaluation/evaluation.js";
export { comparisonText, evaluationCsv, evaluationText, writeEvaluation } from "../evaluation/tables.js";
