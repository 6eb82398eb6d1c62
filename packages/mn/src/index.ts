/**
 * The front door: a run's verbs, each a function on folders that leaves alone what is done, and the types that a caller writes.
 * What they are made of has doors of its own: `mandn/plan`, `mandn/training`, `mandn/inference`, `mandn/evaluation`, `mandn/run`.
 */
export { MnError, type MnErrorCode, type MnErrorDetails } from "./errors.js";
export type { Plan } from "./plan/plan.js";
export type { Comparison } from "./run/comparison.js";
export type { Metrics, Predictions } from "./run/results.js";
export type { Shard } from "./run/shard.js";
export { type CheckResult, type CheckStepOptions as CheckOptions, checkStep as check } from "./steps/check.js";
export {
  type AblateOptions,
  ablateStep as ablate,
  type CompareOptions,
  compareStep as compare,
} from "./steps/compare.js";
export { type DemoOptions, demoStep as demo } from "./steps/demo.js";
export { evaluateStep as evaluate } from "./steps/evaluate.js";
export { type FoldsOptions, type FoldsResult, foldsStep as runFolds } from "./steps/folds.js";
export { packStep as pack } from "./steps/pack.js";
export { type PlanStepOptions as PlanOptions, planStep as plan } from "./steps/plan.js";
export {
  type CollectStepOptions as CollectOptions,
  collectStep as collect,
  type PredictStepOptions as PredictOptions,
  predictStep as predict,
} from "./steps/predict.js";
export { relocate } from "./steps/relocate.js";
export { reportStep as report } from "./steps/report.js";
export { type Progress, Run, type StepOptions } from "./steps/run.js";
export {
  type ContinueOptions,
  continueStep as continueRun,
  type RunAllOptions as RunOptions,
  type RunResult,
  runAll as run,
} from "./steps/run-all.js";
export { scoreStep as score } from "./steps/score.js";
export {
  type PrepareStepOptions as PrepareOptions,
  prepareStep as prepare,
  trainStep as train,
} from "./steps/train.js";
export { workOn } from "./steps/work.js";
