export { CachedScans } from "./cotraining/cached-scans.js";
export {
  type Batch,
  Learner,
  type LearnerOptions,
  learn,
  type Slicing,
  type StepLosses,
  type Student,
} from "./cotraining/learner.js";
export { diceAndKl, type Losses, oneHot } from "./cotraining/losses.js";
export { createLearners, loadPredictors } from "./cotraining/networks.js";
export { probeFor } from "./cotraining/probe.js";
export {
  learningRateFactor,
  networksOf,
  type Step,
  StepSequence,
  unlabelledCrops,
  type Which,
} from "./cotraining/schedule.js";
export { type TrainingProgress, type TrainingScans, type TrainOptions, train } from "./cotraining/train.js";
export { type CropSource, Trainer, type TrainerCheckpoint, type UpdateReport } from "./cotraining/trainer.js";
export { type CacheOptions, type CacheProgress, ScanCache } from "./data/cache.js";
export { type CropOptions, drawCrops } from "./data/crops.js";
export { type Foreground, sampleForeground } from "./data/foreground.js";
export { prepareLabelledScan, prepareMask, prepareScan, type ScanFiles } from "./data/prepare.js";
export type { LabelledScan, PreparedScan } from "./data/prepared.js";
export { MnError, type MnErrorCode, type MnErrorDetails } from "./errors.js";
export * from "./evaluation/index.js";
export * from "./inference/index.js";
export { readPlan, writePlan } from "./plan/file.js";
export { makePlan, type PlanOptions } from "./plan/make.js";
export { type Plan, planSchema } from "./plan/plan.js";
export { writeReport } from "./report/report.js";
export { type Checkpoint, readLatestCheckpoint, writeCheckpoint } from "./run/checkpoint.js";
export { EventLog, readEvents } from "./run/event-log.js";
export { eventSchema, type RunEvent } from "./run/events.js";
export { RunFolder } from "./run/folder.js";
export { RunLock } from "./run/lock.js";
export { type Disagreement, type Metrics, metricsSchema, type Predictions, predictionsSchema } from "./run/results.js";
export { checkStep } from "./steps/check.js";
export { demoStep } from "./steps/demo.js";
export { evaluateStep } from "./steps/evaluate.js";
export { type DownloadedWeights, type GetWeightsOptions, getWeights } from "./steps/get-weights.js";
export { type DescribeOptions, describeNetwork, listNetworks, type NetworkFacts } from "./steps/models.js";
export { planStep } from "./steps/plan.js";
export { predictStep } from "./steps/predict.js";
export { reportStep } from "./steps/report.js";
export { type RunResult, runAll } from "./steps/run-all.js";
export { scoreStep } from "./steps/score.js";
export type { Progress, StepOptions } from "./steps/step.js";
export { trainStep } from "./steps/train.js";
export {
  type CheckpointFacts,
  checkWeights,
  convertWeights,
  inspectWeights,
  type WeightsCheck,
} from "./steps/weights.js";
