/**
 * Measures what a plan costs on this machine: some steps of each kind and some whole scans, with the plan's own networks and
 * sizes. Short, for the run itself keeps to the clock: what is measured here decides sizes, and a first guess of the epochs.
 */
import type { Dataset } from "@mandn/imaging";
import { cuda, type Device } from "@mandn/torch";
import { type CacheOptions, ScanCache } from "../data/cache.js";
import { Randomness } from "../data/random.js";
import type { Plan } from "../plan/plan.js";
import { CachedScans } from "./cached-scans.js";
import { type Costs, kindsToMeasure, type MeasuredStep } from "./costs.js";
import { Kit } from "./kit.js";
import type { Member } from "./member.js";
import type { Method, StepSpec } from "./method.js";
import { createMembers } from "./networks.js";
import { predictForeground, scoreScans } from "./whole-scans.js";

/** Scans of each role that are prepared for a measurement. */
const SCANS = 2;
/** The first step of a kind compiles and allocates what the others find ready. */
const WARM_UP = 1;
/** Of a kind; a busy moment disturbs one, not the least of them. */
const MEASURED = 3;
/** A kind whose steps take longer is measured once. */
const LONG_SECONDS = 2;

export interface ProbeOptions extends Pick<CacheOptions, "folder" | "signal"> {
  /** Told how many of the measurements are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A function that measures plans for a dataset's scans. */
export function probeFor(dataset: Dataset, options: ProbeOptions = {}) {
  return async (plan: Plan, method: Method): Promise<Costs> => {
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
    const members = await createMembers(some, method);
    try {
      const measurement = new Measurement(some, method, new CachedScans(cache, some), members, options);
      const scans = labelled.length + unlabelled.length + validation.length;
      return {
        steps: measurement.steps(),
        preparingSeconds: preparing * (scans - inCache),
        overheadSeconds:
          plan.training.validations * validation.length * measurement.validation() +
          method.scansPredicted * unlabelled.length * measurement.pseudoMask(),
      };
    } finally {
      for (const member of members) member.dispose();
    }
  };
}

class Measurement {
  constructor(
    readonly plan: Plan,
    readonly method: Method,
    readonly scans: CachedScans,
    readonly members: readonly Member[],
    readonly options: ProbeOptions,
  ) {}

  /** Seconds of each kind of step, its batch included. */
  steps(): MeasuredStep[] {
    const kinds = kindsToMeasure(this.method, this.plan.training);
    return kinds.map((step, i) => {
      this.options.signal?.throwIfAborted();
      const seconds = this.#secondsOf(step);
      this.options.onProgress?.(i + 1, kinds.length);
      return { step, seconds };
    });
  }

  /** Seconds of one member's mask of a whole scan; 0 where none is asked for. */
  pseudoMask(): number {
    const [id] = this.plan.dataset.unlabelled;
    const member = this.members.find(({ spec }) => spec.view === "volume");
    if (this.method.scansPredicted === 0 || member === undefined || id === undefined) return 0;
    const classes = this.plan.dataset.classes.length;
    return this.#time(() => predictForeground(this.scans.scan(id), member.predictor, classes, this.plan));
  }

  /** Seconds of a validation scan, by all members; 0 where there is no validation. */
  validation(): number {
    const { training, dataset } = this.plan;
    if (training.validations === 0) return 0;
    const scan = this.scans.labelledScan(dataset.labelled[0] as string);
    const { predictors } = this.method;
    return this.#time(() => scoreScans([scan], this.members, predictors, dataset.classes.length, this.plan));
  }

  #secondsOf({ labelled, unlabelled, strong = 0, students }: StepSpec): number {
    const { dataset, device, precision, seed } = this.plan;
    const random = new Randomness(seed);
    using kit = new Kit(this.members, {
      classes: dataset.classes.length,
      device: device as Device,
      precision,
      random,
    });
    const run = this.method.begin({ plan: this.plan, scans: this.scans });
    const cycle = (ids: readonly string[], count: number) =>
      Array.from({ length: count }, (_, i) => ids[i % ids.length] as string);
    const cases = { unlabelled: cycle(dataset.unlabelled, unlabelled), labelled: cycle(dataset.labelled, labelled) };
    const clock = { step: 0, update: 0, epoch: 0, place: 0, placeBefore: -1, stage: 0, stagePlace: 0, rate: 0 };
    for (const member of this.members) member.setRate(0);
    const step = () =>
      kit.within(0, () => {
        const crops = this.scans.draw({ step: 0, ...cases, strong, foreground: new Map(), random });
        run.step({ ...crops, students, cases }, clock, kit);
      });
    try {
      for (let i = 0; i < WARM_UP; i++) step();
      let least = this.#time(step);
      for (let i = 1; i < MEASURED && least < LONG_SECONDS; i++) least = Math.min(least, this.#time(step));
      return least;
    } finally {
      run.dispose?.();
    }
  }

  #time(body: () => unknown): number {
    const begun = performance.now();
    body();
    if (this.plan.device.startsWith("cuda")) cuda.synchronize(this.plan.device as "cuda");
    return (performance.now() - begun) / 1000;
  }
}
