import type { Dataset } from "@mandn/imaging";
import { cuda, Generator } from "@mandn/torch";
import { type CacheOptions, ScanCache } from "../data/cache.js";
import type { Costs, Probe } from "../plan/budget.js";
import type { Plan } from "../plan/plan.js";
import { CachedScans } from "./cached-scans.js";
import { type Learner, learn } from "./learner.js";
import { createLearners } from "./networks.js";
import type { StepSeconds } from "./pace.js";
import type { Which } from "./schedule.js";
import { predictForeground, scoreScans } from "./whole-scans.js";

/** Scans of each role that are prepared for a measurement. */
const SCANS = 2;
/** Steps of each kind: the first compile and allocate what the others find ready. */
const WARM_UP = 2;
const MEASURED = 3;

/** Measures what a plan costs: some steps of each kind and some whole scans, with the plan's own networks and sizes. */
export function probeFor(dataset: Dataset, options: Pick<CacheOptions, "folder" | "signal"> = {}): Probe {
  return async (plan) => {
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
    using cache = await ScanCache.open(some, dataset, { ...options, onProgress: (one) => (made += Number(one.made)) });
    const preparing = made === 0 ? 0 : (performance.now() - begun) / 1000 / made;
    const inCache = some.dataset.labelled.length + some.dataset.unlabelled.length;
    const learners = await createLearners(some);
    using generator = Generator.create(0);
    try {
      const measure = new Measurement(some, new CachedScans(cache, some), learners, generator);
      const scans = labelled.length + unlabelled.length + validation.length;
      const refreshes = learners.length > 1 ? plan.training.pseudoMaskRefreshes.length * unlabelled.length : 0;
      const validations = plan.training.validations * validation.length;
      return {
        stepSeconds: measure.steps(),
        preparingSeconds: preparing * (scans - inCache),
        besidesSeconds:
          (refreshes === 0 ? 0 : refreshes * measure.pseudoMask()) +
          (validations === 0 ? 0 : validations * measure.validation()),
      } satisfies Costs;
    } finally {
      for (const learner of learners) learner.dispose();
    }
  };
}

class Measurement {
  constructor(
    readonly plan: Plan,
    readonly scans: CachedScans,
    readonly learners: readonly Learner[],
    readonly generator: Generator,
  ) {}

  /** Seconds of each kind of step, its batch included: without unlabelled crops, and with as many as there can be. */
  steps(): StepSeconds {
    const { training, dataset } = this.plan;
    const none: readonly [number, number] = [0, 0];
    const of = (...students: readonly Learner[]): readonly [without: number, withMost: number] => {
      const without = this.#stepWith(students, 0);
      const isTaught = this.learners.length > 1 && dataset.unlabelled.length > 0;
      return [without, isTaught ? this.#stepWith(students, training.volumesPerBatch - 1) : without];
    };
    const alone = (which: Which) => {
      const learner = this.learners.find((one) => one.which === which);
      return learner && (this.learners.length === 1 || training.alternating) ? of(learner) : none;
    };
    return { "2d": alone("2d"), "3d": alone("3d"), both: this.learners.length > 1 ? of(...this.learners) : none };
  }

  /** Seconds of the 3D network's pseudo-mask of a scan. */
  pseudoMask(): number {
    const learner = this.learners.find(({ which }) => which === "3d") as Learner;
    const scan = this.scans.scan(this.plan.dataset.unlabelled[0]);
    return this.#timeWarm(() =>
      predictForeground(scan, learner.predictor, this.plan.dataset.classes.length, this.plan),
    );
  }

  /** Seconds of a validation scan, by all networks. */
  validation(): number {
    const scan = this.scans.labelledScan(this.plan.dataset.labelled[0]);
    const predictors = this.learners.map(({ predictor }) => predictor);
    return this.#timeWarm(() => scoreScans([scan], predictors, this.plan.dataset.classes.length, this.plan));
  }

  #stepWith(learners: readonly Learner[], unlabelled: number): number {
    const { dataset, training } = this.plan;
    const students = learners.map((learner) => ({ learner, teacher: this.learners.find((one) => one !== learner) }));
    const cycle = (ids: readonly string[], count: number) =>
      Array.from({ length: count }, (_, i) => ids[i % ids.length]);
    for (const learner of learners) learner.setRate(0);
    const step = () => {
      const batch = this.scans.draw(
        cycle(dataset.unlabelled, unlabelled),
        cycle(dataset.labelled, training.volumesPerBatch - unlabelled),
        new Map(),
        this.generator,
      );
      learn(students, batch, {
        classes: dataset.classes.length,
        generator: this.generator,
        atOnce: !training.alternating,
      });
      batch.image.dispose();
      batch.mask.dispose();
    };
    for (let i = 0; i < WARM_UP; i++) step();
    const seconds = Array.from({ length: MEASURED }, () => this.#time(step)).sort((a, b) => a - b);
    return seconds[Math.floor(MEASURED / 2)];
  }

  /** Of the second time: the first one allocates. */
  #timeWarm(body: () => unknown): number {
    body();
    return this.#time(body);
  }

  #time(body: () => unknown): number {
    const begun = performance.now();
    body();
    if (this.plan.device.startsWith("cuda")) cuda.synchronize(this.plan.device as "cuda");
    return (performance.now() - begun) / 1000;
  }
}
