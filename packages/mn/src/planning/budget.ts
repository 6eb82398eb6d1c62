// A plan within a time: its costs are measured, and what is largest is halved until enough updates fit.
// The measuring is training/probe.ts; what is halved in turn is in scale.ts.

import type { Dataset, DatasetReport } from "@mandn/imaging";
import { MnError } from "../errors.js";
import { methodOf } from "../methods/index.js";
import { MOST_EPOCHS, type Plan } from "../plan/plan.js";
import { type Costs, epochSeconds } from "../training/costs.js";
import type { Method } from "../training/method.js";
import { AIMED } from "../training/pace.js";
import { makePlan, type PlanOptions } from "./make.js";
import { enoughUpdates, type Scale, scaleFor, smaller } from "./scale.js";

/**
 * Measures a plan's costs by some steps on this machine.
 *
 * @param isTooSlow may be asked once it is known what the plan costs at least; true: this is all that is needed to know of it
 */
export type Probe = (plan: Plan, method: Method, isTooSlow: (least: Costs) => boolean) => Promise<Costs>;

/** Fewer updates of each network than these are refused. */
const LEAST = 60;

/**
 * A plan as {@link makePlan} makes it, with as many epochs as fit into `seconds` of training. Where too few updates would fit
 * ({@link enoughUpdates}), sizes are halved in turn, as far as is sensible ({@link smaller}). The preset `official` only gets fewer epochs.
 *
 * @throws MnError `"usage"` when not even 60 updates fit, with the least budget; and as {@link makePlan}.
 */
export async function makePlanWithin(
  seconds: number,
  probe: Probe,
  dataset: Dataset,
  report: DatasetReport,
  options: PlanOptions,
): Promise<Plan> {
  const sizedAt = (scale: Scale, turn: number, halved: readonly (keyof Scale)[]): Sized => ({
    scale,
    turn,
    halved,
    plan: makePlan(dataset, report, { ...options, scale }),
  });
  /** The next smaller size that makes a difference to the plan; undefined when all is at its smallest. */
  const shrink = (from: Sized): Sized | undefined => {
    let { scale, turn } = from;
    for (;;) {
      const less = smaller(scale, turn++);
      if (less === undefined) return undefined;
      scale = less.scale;
      const next = sizedAt(scale, turn, [...from.halved, less.halved]);
      if (!isSameSize(next.plan, from.plan)) return next;
    }
  };
  for (let sized = sizedAt(options.scale ?? scaleFor(options.machine), 0, []); ; ) {
    const { plan, halved } = sized;
    const within = (costs: Costs) => updatesWithin(AIMED * seconds, plan, costs);
    const isTooSlow = (least: Costs) => halvingsFor(within(least), sized) > 0 && shrink(sized) !== undefined;
    const costs = await probe(plan, methodOf(plan), isTooSlow);
    const updates = within(costs);
    let next = sized;
    for (let times = halvingsFor(updates, sized); times > 0; times--) next = shrink(next) ?? next;
    if (next === sized) {
      if (updates < LEAST) throw tooShort(seconds, plan, costs);
      return withEpochs(
        plan,
        Math.floor(updates / plan.training.updatesPerEpoch),
        seconds,
        costs,
        halved,
        options.machine.name,
      );
    }
    sized = next;
  }
}

/**
 * A plan whose sizes are fixed, with as many epochs as fit into `seconds` of training.
 *
 * @throws MnError `"usage"` when not even 60 updates fit, with the least budget
 */
export async function fitWithin(seconds: number, probe: Probe, plan: Plan, machine: string): Promise<Plan> {
  const costs = await probe(plan, methodOf(plan), () => false);
  const updates = updatesWithin(AIMED * seconds, plan, costs);
  if (updates < LEAST) throw tooShort(seconds, plan, costs);
  return withEpochs(plan, Math.floor(updates / plan.training.updatesPerEpoch), seconds, costs, [], machine);
}

/** A plan of some size. */
interface Sized {
  readonly plan: Plan;
  readonly scale: Scale;
  /** How often something was halved, also without effect. */
  readonly turn: number;
  /** What was halved with effect. */
  readonly halved: readonly (keyof Scale)[];
}

/** How often to halve before it is measured again: one halving makes an update about √2 times as quick. */
function halvingsFor(updates: number, { plan, turn }: Sized): number {
  const wanted = enoughUpdates(turn);
  if (plan.preset === "official" || updates >= wanted) return 0;
  return Math.max(1, Math.floor(2 * Math.log2(wanted / Math.max(1, updates))) - 1);
}

/** Whether two plans of one dataset take equally long: scans, for example, may be smaller than a scale allows. */
function isSameSize(a: Plan, b: Plan): boolean {
  const sizes = ({ preprocessing, members, training }: Plan) =>
    JSON.stringify([preprocessing.spacing, members, training.crop]);
  return sizes(a) === sizes(b);
}

const overhead = ({ preparingSeconds, overheadSeconds }: Costs) => preparingSeconds + overheadSeconds;

/** Seconds of an update of each network, as the mean over the schedule. */
function meanSeconds(plan: Plan, { steps }: Costs): number {
  const { training } = plan;
  return epochSeconds(methodOf(plan), training, steps) / training.updatesPerEpoch;
}

function updatesWithin(seconds: number, plan: Plan, costs: Costs): number {
  return Math.floor((seconds - overhead(costs)) / meanSeconds(plan, costs));
}

function withEpochs(
  plan: Plan,
  epochs: number,
  seconds: number,
  costs: Costs,
  halved: readonly (keyof Scale)[],
  machine: string,
): Plan {
  const networks = Object.keys(plan.members).length > 1 ? "each network" : "the network";
  const measured = [
    `${meanSeconds(plan, costs).toPrecision(2)} s an update of ${networks}`,
    `${Math.round(costs.preparingSeconds)} s to prepare scans`,
    `${Math.round(costs.overheadSeconds)} s for pseudo-masks and validations`,
  ].join(", ");
  const budget: Plan["training"]["budget"] = {
    seconds,
    measuredOn: machine,
  };
  const shrunk = halved.length === 0 ? "" : `; halved for it: ${halved.map((key) => WORDS[key]).join(", ")}`;
  return {
    ...plan,
    training: { ...plan.training, epochs: Math.min(epochs, MOST_EPOCHS), budget },
    reasons: {
      ...plan.reasons,
      "training.budget":
        "the schedule keeps to the clock; without this setting the number of epochs stays whatever it says",
      "training.epochs": `what fits into ${Math.round(seconds)} s, as measured here: ${measured}${shrunk}`,
    },
  };
}

const WORDS: Readonly<Record<keyof Scale, string>> = {
  scanVoxels: "voxels of a scan",
  cropVoxels: "voxels of a crop",
  volumesPerBatch: "crops in a batch",
  width3d: "width of the 3D network",
  slicesPerVolume: "slices per volume",
  epochs: "epochs",
};

function tooShort(seconds: number, plan: Plan, costs: Costs): MnError {
  const least = Math.ceil((LEAST * meanSeconds(plan, costs) + overhead(costs)) / AIMED);
  const remedy = `Give a budget of ${least} s or more.`;
  return new MnError(
    "usage",
    `In ${Math.round(seconds)} s the networks would learn from fewer than ${LEAST} batches each.`,
    { remedy },
  );
}
