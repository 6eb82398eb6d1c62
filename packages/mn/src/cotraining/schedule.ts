import type { Training } from "../plan/plan.js";

/** Which of the two networks. */
export type Which = "2d" | "3d";

type Schedule = Pick<Training, "epochs" | "updatesPerEpoch" | "warmUp" | "stage1" | "sampling" | "volumesPerBatch">;

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

/**
 * How many crops of a batch are unlabelled: learning-rate-guided sampling. None in stage 1; then ⌊B (1 − lr/lr_max)⌋
 * (`"learning-rate"`), ⌊B (e − T)/(E − T)⌋ (`"epoch"`), or a fixed number. One crop at least is labelled.
 */
export function unlabelledCrops(epoch: number, schedule: Schedule): number {
  const { sampling, volumesPerBatch, epochs } = schedule;
  const { stage1 } = milestones(schedule);
  if (epoch < stage1) return 0;
  const wanted =
    typeof sampling === "number"
      ? sampling
      : sampling === "epoch"
        ? Math.floor((volumesPerBatch * (epoch - stage1)) / (epochs - stage1))
        : Math.floor(volumesPerBatch * (1 - learningRateFactor(epoch, schedule)));
  return Math.min(wanted, volumesPerBatch - 1);
}

/** What happens between two moments at which a run can stop and go on. */
export interface Step {
  readonly stage: 1 | 2;
  /** The epoch of the networks that learn; each network counts its own. */
  readonly epoch: number;
  /** The networks that learn: in stage 1 both from one batch, in stage 2 one from the other. */
  readonly students: readonly Which[];
  /** Whether no network has been in this epoch before. */
  readonly opensEpoch: boolean;
}

/**
 * The run as a sequence of steps. In stage 1 both networks learn from each batch; in stage 2 they alternate by epochs, the
 * 2D network first. A method with one network goes through the same epochs alone.
 */
export class StepSequence {
  readonly length: number;
  readonly #stage1: number;

  constructor(
    readonly schedule: Schedule,
    readonly networks: readonly Which[],
  ) {
    this.#stage1 = milestones(schedule).stage1 * schedule.updatesPerEpoch;
    this.length = this.#stage1 + (schedule.epochs * schedule.updatesPerEpoch - this.#stage1) * networks.length;
  }

  at(step: number): Step {
    const { updatesPerEpoch } = this.schedule;
    if (step < this.#stage1) {
      const epoch = Math.floor(step / updatesPerEpoch);
      return { stage: 1, epoch, students: this.networks, opensEpoch: step % updatesPerEpoch === 0 };
    }
    const round = updatesPerEpoch * this.networks.length;
    const within = (step - this.#stage1) % round;
    return {
      stage: 2,
      epoch: milestones(this.schedule).stage1 + Math.floor((step - this.#stage1) / round),
      students: [this.networks[Math.floor(within / updatesPerEpoch)] as Which],
      opensEpoch: within === 0,
    };
  }

  /** Updates of all networks before a step. */
  updatesBefore(step: number): number {
    return step + Math.min(step, this.#stage1) * (this.networks.length - 1);
  }
}
