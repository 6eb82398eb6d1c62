/**
 * Measures what a plan costs on this machine: some steps of each kind and some whole scans, with the plan's own networks and
 * sizes. Short, for the run itself keeps to the clock: what is measured here decides sizes, and a first guess of the epochs.
 *
 * Steps are taken in rounds, one of each kind, so that a busy moment disturbs one round and not all of a kind. The first round tells
 * already whether the plan is far too slow; then nothing more is measured of it.
 */
import { setImmediate } from "node:timers/promises";
import type { Dataset } from "@mandn/imaging";
import { cuda, type Device } from "@mandn/torch";
import { type CacheOptions, ScanCache } from "../data/cache.js";
import { Randomness } from "../data/random.js";
import type { Plan } from "../plan/plan.js";
import { CachedScans } from "./cached-scans.js";
import { type Costs, kindsToMeasure, type MeasuredStep } from "./costs.js";
import { Kit } from "./kit.js";
import type { Member } from "./member.js";
import type { Method, MethodRun, StepSpec } from "./method.js";
import { createMembers } from "./networks.js";
import { lossOfPlan, type OwnLoss } from "./own-loss.js";
import { disposePseudoMasks, makePseudoMasks, type PseudoMasks } from "./pseudo-masks.js";
import { scoreScans } from "./whole-scans.js";

/** Scans of each role that are prepared for a measurement. */
const SCANS = 1;
/** First steps, with all that is done once, take at most so many times as long as later ones. */
const FIRST_STEPS = 2;
/** Rounds after the first, in which steps are recorded, compiled and given their memory. */
const ROUNDS = 3;
/** Rounds that differ by no more than this share of their seconds need no third one, and a round that takes so long no other. */
const AGREEING = 0.1;
const LONG_SECONDS = 6;

export interface ProbeOptions extends Pick<CacheOptions, "folder" | "signal"> {
  /** Told how many of the measurements are done, of so many at most. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A function that measures plans for a dataset's scans. */
export function probeFor(dataset: Dataset, options: ProbeOptions = {}) {
  /** @param isTooSlow told what the plan costs at least, by the first step of each kind; true: nothing more is measured */
  return async (plan: Plan, method: Method, isTooSlow: (least: Costs) => boolean = () => false): Promise<Costs> => {
    const { labelled, unlabelled, validation } = plan.dataset;
    const some: Plan = {
      ...plan,
      dataset: {
        ...plan.dataset,
        labelled: labelled.slice(0, SCANS),
        unlabelled: unlabelled.slice(0, SCANS),
        validation: [],
      },
    };
    const begun = performance.now();
    let made = 0;
    const { folder, signal } = options;
    using cache = await ScanCache.open(some, dataset, {
      ...(folder === undefined ? {} : { folder }),
      ...(signal === undefined ? {} : { signal }),
      onProgress: (one) => (made += Number(one.made)),
    });
    const preparing = made === 0 ? 0 : (performance.now() - begun) / 1000 / made;
    const inCache = some.dataset.labelled.length + some.dataset.unlabelled.length;
    const loss = await lossOfPlan(some);
    const members = await createMembers(some, method);
    try {
      using scans = new CachedScans(cache, some);
      using measurement = new Measurement(some, method, scans, members, { ...options, loss });
      const all = labelled.length + unlabelled.length + validation.length;
      const preparingSeconds = preparing * (all - inCache);
      const hurried = (await measurement.round()).map(({ step, seconds }) => ({
        step,
        seconds: seconds / FIRST_STEPS,
      }));
      const least: Costs = { steps: hurried, preparingSeconds, overheadSeconds: 0 };
      if (isTooSlow(least)) return least;
      return {
        steps: await measurement.steps(),
        preparingSeconds,
        overheadSeconds:
          plan.training.validations * validation.length * measurement.validation() +
          unlabelled.length * measurement.pseudoMasks(),
      };
    } finally {
      for (const member of members) member.dispose();
    }
  };
}

class Measurement implements Disposable {
  readonly #kinds: readonly StepSpec[];
  readonly #kit: Kit;
  readonly #run: MethodRun;
  readonly #random: Randomness;
  /** Those that all unlabelled crops of the method are learnt by, or none. */
  readonly #pseudoMasks: PseudoMasks;
  #done = 0;

  constructor(
    readonly plan: Plan,
    readonly method: Method,
    readonly scans: CachedScans,
    readonly members: readonly Member[],
    readonly options: ProbeOptions & { readonly loss: OwnLoss | undefined },
  ) {
    const { dataset, device, precision, seed, training } = plan;
    this.#kinds = kindsToMeasure(method, training);
    this.#random = new Randomness(seed);
    const classes = dataset.classes.length;
    this.#kit = new Kit(members, { classes, device: device as Device, precision, random: this.#random });
    this.#run = method.begin({ plan, scans, loss: options.loss });
    const [first, ...others] = method.pseudoMasks;
    const isAlwaysSoft = first?.soft === true && others.every(({ soft }) => soft === true);
    this.#pseudoMasks = isAlwaysSoft ? makePseudoMasks(first, this, this.#kit) : new Map();
    for (const member of members) member.setRate(0);
  }

  /** Seconds of one step of each kind, its batch included. */
  async round(): Promise<MeasuredStep[]> {
    const { signal, onProgress } = this.options;
    const measured: MeasuredStep[] = [];
    for (const step of this.#kinds) {
      await setImmediate(); // lets signals in
      signal?.throwIfAborted();
      measured.push({ step, seconds: this.#time(() => this.#take(step)) });
      this.#done += 1;
      onProgress?.(this.#done, (1 + ROUNDS) * this.#kinds.length);
    }
    return measured;
  }

  /** Seconds of each kind of step: the least of several rounds. */
  async steps(): Promise<MeasuredStep[]> {
    let least = await this.round();
    for (let i = 1; i < ROUNDS && secondsOf(least) < LONG_SECONDS; i++) {
      const before = least;
      const next = await this.round();
      least = next.map(({ step, seconds }, kind) => ({
        step,
        seconds: Math.min(seconds, (before[kind] as MeasuredStep).seconds),
      }));
      if (Math.abs(secondsOf(next) - secondsOf(before)) <= AGREEING * secondsOf(least)) break;
    }
    return least;
  }

  /** Seconds of all pseudo-masks that a run makes of an unlabelled scan. */
  pseudoMasks(): number {
    const measured = new Map<string, number>();
    return this.method.pseudoMasks.reduce((sum, wanted) => {
      const kind = JSON.stringify([wanted.by, wanted.soft]);
      const seconds =
        measured.get(kind) ?? this.#time(() => disposePseudoMasks(makePseudoMasks(wanted, this, this.#kit)));
      measured.set(kind, seconds);
      return sum + seconds;
    }, 0);
  }

  /** Seconds of a validation scan, by all members; 0 where there is no validation. */
  validation(): number {
    const { training, dataset } = this.plan;
    if (training.validations === 0) return 0;
    const scan = this.scans.labelledScan(dataset.labelled[0] as string);
    const { predictors } = this.method;
    return this.#time(() => scoreScans([scan], this.members, predictors, dataset.classes.length, this.plan));
  }

  [Symbol.dispose](): void {
    disposePseudoMasks(this.#pseudoMasks);
    this.#run.dispose?.();
    this.#kit.dispose();
  }

  /** One step that changes no weight. */
  #take({ labelled, unlabelled, strong = 0, overlapping = 0, students }: StepSpec): void {
    const { dataset } = this.plan;
    const cycle = (ids: readonly string[], count: number) =>
      Array.from({ length: count }, (_, i) => ids[i % ids.length] as string);
    const cases = { unlabelled: cycle(dataset.unlabelled, unlabelled), labelled: cycle(dataset.labelled, labelled) };
    const clock = { step: 0, update: 0, epoch: 0, place: 0, placeBefore: -1, stage: 0, stagePlace: 0, rate: 0 };
    const random = this.#random;
    this.#kit.within(0, () => {
      const crops = this.scans.draw({ step: 0, ...cases, strong, overlapping, pseudoMasks: this.#pseudoMasks, random });
      this.#run.step({ ...crops, students, cases }, clock, this.#kit);
    });
  }

  #time(body: () => unknown): number {
    const begun = performance.now();
    body();
    if (this.plan.device.startsWith("cuda")) cuda.synchronize(this.plan.device as "cuda");
    return (performance.now() - begun) / 1000;
  }
}

/** Of a round. */
function secondsOf(round: readonly MeasuredStep[]): number {
  return round.reduce((sum, { seconds }) => sum + seconds, 0);
}
