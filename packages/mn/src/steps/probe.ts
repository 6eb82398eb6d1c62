import type { Dataset } from "@mandn/imaging";
import { Generator } from "@mandn/torch";
import { CachedScans } from "../cotraining/cached-scans.js";
import type { Learner } from "../cotraining/learner.js";
import { createLearners, networksOf } from "../cotraining/networks.js";
import { milestones, unlabelledCrops, type Which } from "../cotraining/schedule.js";
import { Trainer } from "../cotraining/trainer.js";
import { predictForeground, scoreScans } from "../cotraining/whole-scans.js";
import { ScanCache } from "../data/cache.js";
import type { Costs, Probe } from "../plan/budget.js";
import type { Plan } from "../plan/plan.js";
import type { StepOptions } from "./step.js";

/** Scans of each role that a probe prepares. */
const SCANS = 2;
/** Updates of a kind: the first is not counted, for libraries prepare themselves in it. */
const UPDATES = 3;
/** Seconds that writing a checkpoint may take. */
const CHECKPOINT = 1;

/** Measures plans for a dataset by some updates of the networks themselves, on scans of the plan. */
export function createProbe(dataset: Dataset, { signal, onNote }: StepOptions = {}): Probe {
  return async (plan) => {
    onNote?.("Measuring how long an update takes here.");
    const few = withFewScans(plan);
    const begun = performance.now();
    using cache = await ScanCache.open(few, dataset, signal === undefined ? {} : { signal });
    const prepared = [few.dataset.labelled, few.dataset.unlabelled].flat().length;
    const secondsPerScan = secondsSince(begun) / prepared;
    const learners = await createLearners(plan);
    try {
      const scans = new CachedScans(cache, plan);
      const stage1 = measure(few, learners, scans, { stage: 1, unlabelled: 0 });
      signal?.throwIfAborted();
      const alone = measure(few, learners, scans, { stage: 2, unlabelled: 0 });
      signal?.throwIfAborted();
      const mean = meanUnlabelled(plan);
      const taught = mean === 0 ? alone : measure(few, learners, scans, { stage: 2, unlabelled: Math.ceil(mean) });
      const share = mean === 0 ? 0 : mean / Math.ceil(mean);
      const seconds = (which: Which) => {
        if (!networksOf(plan).includes(which)) return 0;
        const of = (times: Times) => times[which] ?? 0;
        return (
          plan.training.stage1 * of(stage1) +
          (1 - plan.training.stage1) * (of(alone) + share * (of(taught) - of(alone)))
        );
      };
      const costs = { secondsPerUpdate2d: seconds("2d"), secondsPerUpdate3d: seconds("3d") };
      const besides = overhead(plan, few, learners, scans) + secondsPerScan * (scansOf(plan) - prepared);
      return { ...costs, overheadSeconds: besides + checkpoints(plan, costs) };
    } finally {
      for (const learner of learners) learner.dispose();
    }
  };
}

/** Seconds of an update, by network. */
type Times = Partial<Record<Which, number>>;

function withFewScans(plan: Plan): Plan {
  const { labelled, unlabelled, validation } = plan.dataset;
  const few = {
    labelled: labelled.slice(0, SCANS),
    unlabelled: unlabelled.slice(0, SCANS),
    validation: validation.slice(0, 1),
  };
  return { ...plan, dataset: { ...plan.dataset, ...few } };
}

const scansOf = ({ dataset: { labelled, unlabelled, validation } }: Plan) =>
  new Set([...labelled, ...unlabelled, ...validation]).size;

const secondsSince = (begun: number) => (performance.now() - begun) / 1000;

/** Seconds of an update in a stage, with so many unlabelled crops in the batch. */
function measure(
  plan: Plan,
  learners: readonly Learner[],
  scans: CachedScans,
  { stage, unlabelled }: { readonly stage: 1 | 2; readonly unlabelled: number },
): Times {
  // A schedule whose first epochs are all of the one stage.
  const training = {
    ...plan.training,
    epochs: 100,
    updatesPerEpoch: 1,
    warmUp: 0,
    stage1: stage === 1 ? 0.5 : 0,
    sampling: unlabelled,
  };
  using generator = Generator.create(plan.seed);
  const trainer = new Trainer({ ...plan, training }, learners, scans, generator);
  const students = trainer.next.students.length;
  const times = new Map<Which, number[]>();
  for (let step = 0; step < (UPDATES * learners.length) / students; step++) {
    const begun = performance.now();
    const reports = trainer.advance();
    const seconds = secondsSince(begun) / reports.length;
    for (const { network } of reports) times.set(network, [...(times.get(network) ?? []), seconds]);
  }
  const mean = ([, ...counted]: readonly number[]) => counted.reduce((sum, one) => sum + one, 0) / counted.length;
  return Object.fromEntries([...times].map(([which, all]) => [which, mean(all)]));
}

/** Unlabelled crops in a batch of stage 2, as the mean over its epochs. */
function meanUnlabelled({ method, training }: Plan): number {
  const { stage1 } = milestones(training);
  if (method !== "mn") return 0;
  const counts = Array.from({ length: training.epochs - stage1 }, (_, i) => unlabelledCrops(stage1 + i, training));
  return counts.reduce((sum, count) => sum + count, 0) / counts.length;
}

/** Seconds of the pseudo-masks of all unlabelled scans and of all validations, by one of each. */
function overhead(plan: Plan, few: Plan, learners: readonly Learner[], scans: CachedScans): number {
  const { dataset, training } = plan;
  const classes = dataset.classes.length;
  let seconds = 0;
  const [unlabelled] = few.dataset.unlabelled;
  const learner3d = learners.find(({ which }) => which === "3d");
  if (plan.method === "mn" && unlabelled !== undefined && learner3d !== undefined) {
    const begun = performance.now();
    predictForeground(scans.scan(unlabelled), learner3d.predictor, classes, plan);
    seconds += secondsSince(begun) * dataset.unlabelled.length * training.pseudoMaskRefreshes.length;
  }
  const [validation] = few.dataset.validation;
  if (validation !== undefined && training.validations > 0) {
    const begun = performance.now();
    const predictors = learners.map(({ predictor }) => predictor);
    scoreScans([scans.labelledScan(validation)], predictors, classes, plan);
    seconds += secondsSince(begun) * dataset.validation.length * training.validations;
  }
  return seconds;
}

function checkpoints({ training }: Plan, costs: Pick<Costs, "secondsPerUpdate2d" | "secondsPerUpdate3d">): number {
  const seconds = training.epochs * training.updatesPerEpoch * (costs.secondsPerUpdate2d + costs.secondsPerUpdate3d);
  return CHECKPOINT * (1 + Math.floor(seconds / (60 * training.checkpointMinutes)));
}
