import type { Plan, Training } from "../plan/plan.js";

/** Which of the two networks. */
export type Which = "2d" | "3d";

const NETWORKS = { mn: ["2d", "3d"], "supervised-2d": ["2d"], "supervised-3d": ["3d"] } as const;

/** The networks of a plan's method, the 2D network first. */
export function networksOf({ method }: Pick<Plan, "method">): readonly Which[] {
  return NETWORKS[method];
}

export type Schedule = Pick<
  Training,
  "epochs" | "updatesPerEpoch" | "warmUp" | "stage1" | "alternating" | "sampling" | "volumesPerBatch"
>;

/** The linear warm-up starts at this share of the rate. */
const WARM_UP_START = 0.01;

/** The epochs at which the warm-up and stage 1 end. */
export function milestones({ epochs, warmUp, stage1 }: Schedule): { readonly warmUp: number; readonly stage1: number } {
  return { warmUp: Math.round(warmUp * epochs), stage1: Math.round(stage1 * epochs) };
}

/**
 * The learning rate of an epoch, as a share of the highest: linear warm-up, cosine to 0 at the end of stage 1, restart,
 * cosine to 0 at the end (Loshchilov and Hutter 2017).
 */
export function learningRateFactor(epoch: number, schedule: Schedule): number {
  const { warmUp, stage1 } = milestones(schedule);
  if (epoch < warmUp) return WARM_UP_START + (1 - WARM_UP_START) * (epoch / warmUp);
  if (epoch < stage1) return cosine((epoch - warmUp) / (stage1 - warmUp));
  return cosine((epoch - stage1) / (schedule.epochs - stage1));
}

const cosine = (position: number) => (1 + Math.cos(Math.PI * position)) / 2;

/** The golden ratio's fraction: its multiples fill 0 … 1 evenly from the first on (a Weyl sequence). */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * How many crops of a batch are unlabelled: learning-rate-guided sampling. None in stage 1; then ⌊B (1 − lr/lr_max)⌋
 * (`"learning-rate"`), B (1 − lr/lr_max) on average, rounded up in as many epochs as the fraction says
 * (`"learning-rate-average"`), ⌊B (e − T)/(E − T)⌋ (`"epoch"`), or a fixed number. One crop at least is labelled.
 */
export function unlabelledCrops({ epoch, place }: Pick<Step, "epoch" | "place">, schedule: Schedule): number {
  const { sampling, volumesPerBatch, epochs } = schedule;
  const { stage1 } = milestones(schedule);
  if (place < stage1) return 0;
  const annealed = volumesPerBatch * (1 - learningRateFactor(place, schedule));
  const wanted = {
    "learning-rate": annealed,
    "learning-rate-average": annealed + ((epoch * GOLDEN) % 1),
    epoch: (volumesPerBatch * (place - stage1)) / (epochs - stage1),
  };
  const crops = typeof sampling === "number" ? sampling : Math.floor(wanted[sampling]);
  return Math.min(crops, volumesPerBatch - 1);
}

/** From epoch `epoch` on, a run has `epochs` in all: it was found to go slower or faster than its budget allows. */
export interface LengthChange {
  readonly epoch: number;
  readonly epochs: number;
}

/**
 * The place in the schedule, in epochs of the plan, that a run is at in its own epoch: the same without changes of its length;
 * after one, what is left of the schedule is spread over what is left of the run, so that rates go on without a jump and
 * anneal to the end.
 */
export function placeInSchedule(epoch: number, schedule: Schedule, changes: readonly LengthChange[]): number {
  let [from, place, end] = [0, 0, schedule.epochs];
  for (const change of changes.filter(({ epoch: first }) => first <= epoch)) {
    place += ((change.epoch - from) * (schedule.epochs - place)) / (end - from);
    [from, end] = [change.epoch, change.epochs];
  }
  return from === 0 && end === schedule.epochs
    ? epoch
    : place + ((epoch - from) * (schedule.epochs - place)) / (end - from);
}

/** What happens between two moments at which a run can stop and go on. */
export interface Step {
  readonly stage: 1 | 2;
  /** The epoch of the networks that learn; each network counts its own. */
  readonly epoch: number;
  /** Where in the schedule this epoch and the one before it are: see {@link placeInSchedule}. */
  readonly place: number;
  readonly placeBefore: number;
  /** The networks that learn: both from one batch, or one of them. */
  readonly students: readonly Which[];
  /** Whether no network has been in this epoch before. */
  readonly opensEpoch: boolean;
}

/**
 * The run as a sequence of steps. In stage 1 both networks learn from each batch; in stage 2 too, or they alternate by epochs,
 * the 2D network first. A method with one network goes through the same epochs alone.
 */
export class StepSequence {
  /** Epochs of the run. */
  readonly epochs: number;
  readonly length: number;
  readonly #stage1Epochs: number;
  /** Epochs and steps, from the first on, in which all networks learn from each batch. */
  readonly #jointEpochs: number;
  readonly #joint: number;

  /** @param changes of the run's length, in the order of their epochs. */
  constructor(
    readonly schedule: Schedule,
    readonly networks: readonly Which[],
    readonly changes: readonly LengthChange[] = [],
  ) {
    this.epochs = changes.at(-1)?.epochs ?? schedule.epochs;
    const { stage1 } = milestones(schedule);
    let first = 0;
    while (first < this.epochs && placeInSchedule(first, schedule, changes) < stage1) first++;
    this.#stage1Epochs = first;
    this.#jointEpochs = schedule.alternating ? first : this.epochs;
    this.#joint = this.#jointEpochs * schedule.updatesPerEpoch;
    this.length = this.#joint + (this.epochs * schedule.updatesPerEpoch - this.#joint) * networks.length;
  }

  at(step: number): Step {
    const { updatesPerEpoch } = this.schedule;
    const placed = (epoch: number) => ({
      stage: epoch < this.#stage1Epochs ? (1 as const) : (2 as const),
      epoch,
      place: placeInSchedule(epoch, this.schedule, this.changes),
      placeBefore: epoch === 0 ? -1 : placeInSchedule(epoch - 1, this.schedule, this.changes),
    });
    if (step < this.#joint) {
      const epoch = Math.floor(step / updatesPerEpoch);
      return { ...placed(epoch), students: this.networks, opensEpoch: step % updatesPerEpoch === 0 };
    }
    const round = updatesPerEpoch * this.networks.length;
    const within = (step - this.#joint) % round;
    return {
      ...placed(this.#jointEpochs + Math.floor((step - this.#joint) / round)),
      students: [this.networks[Math.floor(within / updatesPerEpoch)] as Which],
      opensEpoch: within === 0,
    };
  }

  /** Updates of all networks before a step. */
  updatesBefore(step: number): number {
    return step + Math.min(step, this.#joint) * (this.networks.length - 1);
  }
}
