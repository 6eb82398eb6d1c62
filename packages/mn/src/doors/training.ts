// `mandn/training`: methods, and what a method of one's own is made of.

export { Randomness } from "../data/random.js";
export { METHODS, methodNamed, methodOf, registerMethod } from "../methods/index.js";
export {
  counted,
  type DiceAndKlSums,
  diceAndKl,
  diceAndKlOf,
  diceAndKlSums,
  gaussianRamp,
  type Losses,
  type MeanSums,
  meanOf,
  meanSums,
  oneHot,
  type SupervisedLosses,
  type SupervisedOptions,
  type SupervisedSums,
  type Supervision,
  supervisedLoss,
  supervisedOf,
  supervisedSums,
} from "../methods/losses.js";
export { type Epoch, epochAt, type Stage, steady } from "../plan/schedule.js";
export { CachedScans, type TrainingScans } from "../training/cached-scans.js";
export { Kit, type KitOptions } from "../training/kit.js";
export { Member, type View } from "../training/member.js";
export {
  type AnyMethod,
  type Batch,
  type Citation,
  type Clock,
  defineMethod,
  learners,
  type MemberSpec,
  type Method,
  type MethodContext,
  type MethodDefinition,
  type MethodRun,
  type StepSpec,
  type Terms,
} from "../training/method.js";
export { createMembers, loadPredictors } from "../training/networks.js";
export { defineLoss, loadLoss, type OwnLoss } from "../training/own-loss.js";
export { type Part, partOf } from "../training/part.js";
export { type TrainingProgress, type TrainOptions, train } from "../training/session.js";
export { type Shares, sharesOf } from "../training/spent.js";
export { type CropSource, type StepReport, Trainer, type TrainerCheckpoint } from "../training/trainer.js";
export { type Reported, type Sums, summed, type Update } from "../training/update.js";
