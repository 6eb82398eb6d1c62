export { type CacheOptions, type CacheProgress, ScanCache } from "./data/cache.js";
export { type CropOptions, drawCrops } from "./data/crops.js";
export { type Foreground, sampleForeground } from "./data/foreground.js";
export { prepareLabelledScan, prepareMask, prepareScan, type ScanFiles } from "./data/prepare.js";
export type { LabelledScan, PreparedScan } from "./data/prepared.js";
export { MnError, type MnErrorCode, type MnErrorDetails } from "./errors.js";
export * from "./evaluation/index.js";
export * from "./inference/index.js";
export { METHODS, methodNamed, methodOf } from "./methods/index.js";
export { diceAndKl, type Losses, oneHot } from "./methods/losses.js";
export { type Plan, type PlannedMember, planSchema } from "./plan/plan.js";
export { readPlan, writePlan } from "./planning/file.js";
export { makePlan, type PlanOptions } from "./planning/make.js";
export { withMethod } from "./planning/with-method.js";
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
export { CachedScans, type TrainingScans } from "./training/cached-scans.js";
export { Kit, type KitOptions, type Update } from "./training/kit.js";
export { Member, type View } from "./training/member.js";
export {
  type AnyMethod,
  type Batch,
  type Clock,
  defineMethod,
  type MemberSpec,
  type Method,
  type MethodContext,
  type MethodDefinition,
  type MethodRun,
  type StepSpec,
  type Terms,
} from "./training/method.js";
export { createMembers, loadPredictors } from "./training/networks.js";
export { probeFor } from "./training/probe.js";
export { type TrainingProgress, type TrainOptions, train } from "./training/session.js";
export { type CropSource, type StepReport, Trainer, type TrainerCheckpoint } from "./training/trainer.js";
