// `mandn/evaluation`: folders of masks scored against references, and two results compared.

export {
  compareEvaluations,
  type EvaluateFolderOptions,
  type Evaluation,
  evaluateFolder,
  evaluationSchema,
  type MetricComparison,
  summaryOf,
} from "../evaluation/evaluation.js";
export { comparisonText, evaluationCsv, evaluationText, writeEvaluation } from "../evaluation/tables.js";
