import type { Training } from "../plan/plan.js";
import { type Schedule, type Step, type StepSequence, unlabelledCrops, type Which } from "./schedule.js";

type Budget = NonNullable<Training["budget"]>;

/**
 * Seconds of a step by the networks that learn in it, its batch included: without unlabelled crops, and with as many as a batch
 * can hold, for which teachers work too. 0 for steps that the run does not have.
 */
export type StepSeconds = Readonly<Record<Which | "both", readonly [without: number, withMost: number]>>;

/** Seconds that a step takes by what steps were measured to take. */
export function secondsOf(step: Step, training: Schedule, measured: StepSeconds): number {
  const { students } = step;
  const [without, withMost] = measured[students.length > 1 ? "both" : students[0]];
  const share = unlabelledCrops(step, training) / Math.max(1, training.volumesPerBatch - 1);
  return without + share * (withMost - without);
}

/** Share of the budget that is aimed at: overrunning is worse than ending early. */
export const AIMED = 0.97;
/** So many times in a budget the run's length is looked at. */
const LOOKS = 16;
/** Shares of the budget by which a run may be off before its length is changed. */
const TOLERATED = 0.02;
/** A run that is late still gets so many epochs to anneal in, if it had them left. */
const LEAST_EPOCHS = 10;

/**
 * Whether a run keeps to its budget. The plan knows what each kind of step took when it was made; the run measures how
 * many times longer they take now, on a machine that may have become busy or free.
 */
export class Pace {
  readonly #training: Training;
  readonly #budget: Budget;
  /** Seconds by the plan of the steps since the run's length was last looked at. */
  #expected = 0;
  /** Seconds by the clock of what was done besides since then. */
  #besides = 0;
  #lastLook: number;
  #nextLook: number;

  /** @param spent seconds of the budget that are gone. */
  constructor(training: Training & { readonly budget: Budget }, spent: number) {
    this.#training = training;
    this.#budget = training.budget;
    this.#lastLook = spent;
    this.#nextLook = this.#lookAfter(spent);
  }

  /** Takes note of a step that was done. */
  step(step: Step): void {
    this.#expected += this.#secondsOf(step);
  }

  /** Takes note of pseudo-masks or a validation that took some seconds. */
  besides(seconds: number): void {
    this.#besides += seconds;
  }

  /**
   * @param step the one to come, which opens an epoch.
   * @param spent seconds of the budget that are gone.
   * @returns how many epochs the run should have so that it ends with its budget; undefined to leave it as it is.
   */
  newLength(steps: StepSequence, step: number, spent: number): number | undefined {
    if (spent < this.#nextLook || this.#expected === 0) return undefined;
    this.#nextLook = this.#lookAfter(spent);
    const { epoch, place } = steps.at(step);
    const slowness = (spent - this.#lastLook - this.#besides) / this.#expected; // of steps, their logging and checkpoints
    [this.#expected, this.#besides, this.#lastLook] = [0, 0, spent];
    const besides = slowness * this.#budget.besidesSeconds * (1 - place / this.#training.epochs);
    const available = AIMED * this.#budget.seconds - spent - besides;
    let needed = 0;
    for (let i = step; i < steps.length; i++) needed += slowness * this.#secondsOf(steps.at(i));
    if (Math.abs(needed - available) <= TOLERATED * this.#budget.seconds) return undefined;
    const left = steps.epochs - epoch;
    const fitting = Math.max(Math.min(left, LEAST_EPOCHS), Math.floor((left * available) / needed));
    return fitting === left ? undefined : epoch + fitting;
  }

  #lookAfter(spent: number): number {
    const every = this.#budget.seconds / LOOKS;
    return (Math.floor(spent / every) + 1) * every;
  }

  #secondsOf(step: Step): number {
    return secondsOf(step, this.#training, this.#budget.stepSeconds);
  }
}
