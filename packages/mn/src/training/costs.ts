/**
 * What a run's steps cost: the kinds of step that a method has over its schedule, and the seconds of an epoch by what some of them
 * were measured to take.
 */
import type { Training } from "../plan/plan.js";
import { epochAt, steady } from "../plan/schedule.js";
import type { Method, StepSpec } from "./method.js";

/** Epochs of the schedule that are looked at: their mean is that of a run of any length. */
const SAMPLES = 400;

/** The epochs of a run of {@link SAMPLES} epochs, as lists of steps. */
function sampled(method: Method, training: Training): (readonly StepSpec[])[] {
  const speeds = [steady(SAMPLES)];
  return Array.from({ length: SAMPLES }, (_, epoch) =>
    method.steps(epochAt(epoch, speeds, method.stages, training), training),
  );
}

/** Steps that differ in nothing but how many of their crops are unlabelled. */
const familyOf = ({ labelled, unlabelled, strong = 0, students }: StepSpec) =>
  JSON.stringify([labelled + unlabelled, strong, students]);

/** Kinds of step to measure: of each family the one with the fewest and the one with the most unlabelled crops. */
export function kindsToMeasure(method: Method, training: Training): StepSpec[] {
  const families = new Map<string, StepSpec[]>();
  for (const step of sampled(method, training).flat()) {
    const family = families.get(familyOf(step)) ?? [];
    families.set(familyOf(step), family);
    if (!family.some(({ unlabelled }) => unlabelled === step.unlabelled)) family.push(step);
  }
  return [...families.values()].flatMap((family) => {
    const ascending = family.sort((a, b) => a.unlabelled - b.unlabelled);
    return ascending.length > 1 ? [ascending[0] as StepSpec, ascending.at(-1) as StepSpec] : ascending;
  });
}

/** Seconds of a kind of step. */
export interface MeasuredStep {
  readonly step: StepSpec;
  readonly seconds: number;
}

/** What a plan costs on this machine. */
export interface Costs {
  /** Seconds of the kinds of step that the method has. */
  readonly steps: readonly MeasuredStep[];
  /** Seconds of preparing the scans that are not in the cache. */
  readonly preparingSeconds: number;
  /** Seconds of pseudo-masks and validations. */
  readonly overheadSeconds: number;
}

/** Seconds of a step by the measured ones of its family, in proportion to its unlabelled crops. */
export function secondsOf(step: StepSpec, measured: readonly MeasuredStep[]): number {
  const family = measured.filter((one) => familyOf(one.step) === familyOf(step));
  const [least, most] = [family[0], family.at(-1)];
  if (least === undefined || most === undefined) throw new Error(`no seconds of ${JSON.stringify(step)} were measured`);
  const span = most.step.unlabelled - least.step.unlabelled;
  const share = span === 0 ? 0 : (step.unlabelled - least.step.unlabelled) / span;
  return least.seconds + share * (most.seconds - least.seconds);
}

/** Mean seconds of an epoch over the schedule. */
export function epochSeconds(method: Method, training: Training, measured: readonly MeasuredStep[]): number {
  const steps = sampled(method, training).flat();
  return steps.reduce((sum, step) => sum + secondsOf(step, measured), 0) / SAMPLES;
}
