import type { Network3d } from "@mandn/models";
import {
  backwardTogether,
  cat,
  type Device,
  type Generator,
  type LossTask,
  noGrad,
  optim,
  RecordedLoss,
  scope,
  type Tensor,
} from "@mandn/torch";
import { MnError } from "../errors.js";
import { forward, type Predictor } from "../inference/predictor.js";
import type { Plan } from "../plan/plan.js";
import { type Direction, drawDirection, drawSlices, swapDirection, takeSlices } from "./directions.js";
import { diceAndKl, oneHot } from "./losses.js";
import type { Which } from "./schedule.js";

/** Crops to learn from: unlabelled ones first, then labelled ones. */
export interface Batch {
  /** `[U + L, C, D, H, W]`, float32. */
  readonly image: Tensor;
  /** `[L, D, H, W]`: class indices. */
  readonly mask: Tensor;
}

/** How the 2D network sees a crop. */
export interface Slicing {
  /** One is drawn at each update; predictions are averaged over all. */
  readonly directions: readonly Direction[];
  /** Slices of each crop that an update learns from. */
  readonly perVolume: number;
}

/** Losses of one update, as numbers. */
export interface StepLosses {
  readonly loss: number;
  readonly dice: number;
  readonly kl: number;
}

export interface LearnerOptions {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly device: Device;
  readonly precision: Plan["precision"];
  /** For the 2D network. */
  readonly slicing?: Slicing;
}

/** A network that learns and teaches, with its optimizer. */
export class Learner {
  readonly optimizer: optim.AdamW;
  readonly #options: LearnerOptions;
  /** By teacher, and by what an update depends on besides the values of its batch. */
  readonly #losses = new Map<Learner | undefined, Map<string, RecordedLoss>>();

  constructor(
    readonly which: Which,
    readonly network: Network3d,
    options: LearnerOptions,
  ) {
    this.#options = options;
    const { learningRate, weightDecay } = options;
    const groups = network.parameterGroups?.() ?? [{ parameters: network.parameters(), rate: 1 }];
    this.optimizer = new optim.AdamW(
      groups.map(({ parameters, rate }) => ({ params: parameters, initialLr: learningRate * rate })),
      { lr: learningRate, weightDecay },
    );
  }

  /** The network and how it is asked for a whole scan. */
  get predictor(): Predictor {
    return { network: this.network, directions: this.#options.slicing?.directions };
  }

  /** Sets the learning rates to a share of their highest values. */
  setRate(factor: number): void {
    for (const group of this.optimizer.paramGroups) group.lr = (group.initialLr as number) * factor;
  }

  /** The present rate of the parameters that learn fastest. */
  get learningRate(): number {
    return Math.max(...this.optimizer.paramGroups.map(({ lr }) => lr));
  }

  /** `[N, C, D, H, W]` → logits `[N, K, D, H, W]`, in the plan's precision. */
  logits(image: Tensor): Tensor {
    return scope(() => forward(this.network, image, this.#options));
  }

  /** The soft masks that it teaches, without gradient, as it sees volumes along an axis: `[N, C, D, H, W]` → `[N, K, D, H, W]`. */
  pseudoMask(image: Tensor, direction: Direction): Tensor {
    this.network.eval();
    return noGrad(() => scope(() => swapDirection(this.logits(swapDirection(image, direction)).softmax(1), direction)));
  }

  /** The axis along which it learns or teaches next: of several one is drawn, in the mean over updates it is all of them. */
  drawDirection(generator: Generator): Direction {
    return drawDirection(this.#options.slicing?.directions ?? ["d"], generator);
  }

  /**
   * What an update on a batch computes (paper, section 2): Dice + KL, where labelled crops are learnt from their masks and
   * unlabelled ones from the soft masks that `teacher` makes of them now.
   */
  task(batch: Batch, classes: number, generator: Generator, teacher: Learner | undefined): LossTask {
    const { slicing, device } = this.#options;
    const unlabelled = batch.image.size(0) - batch.mask.size(0);
    const teaching = unlabelled > 0 && teacher ? { teacher, along: teacher.drawDirection(generator) } : undefined;
    if (unlabelled > 0 && teaching === undefined) throw new MnError("usage", "unlabelled crops need a teacher");
    const along = this.drawDirection(generator);
    const depth = swapDirection(batch.image, along).size(2);
    const drawn = slicing && drawSlices(batch.image.size(0), depth, slicing.perVolume, generator).to(device);
    const inputs = [batch.image, batch.mask, ...(drawn ? [drawn] : [])];
    const key = [classes, batch.image.shape, unlabelled, teaching?.along, along].join();
    const loss = this.#recorded(teaching?.teacher, key, inputs, (image, mask, places?: Tensor) => {
      const masks = oneHot(mask, classes); // [L, K, D, H, W]
      const target = teaching
        ? cat([teaching.teacher.pseudoMask(image.narrow(0, 0, unlabelled), teaching.along), masks])
        : masks;
      const seen = (volume: Tensor) => {
        const turned = swapDirection(volume, along);
        return places ? takeSlices(turned, places) : turned;
      };
      this.network.train();
      const { total, dice, kl } = diceAndKl(this.logits(seen(image)), seen(target));
      return [total, dice, kl];
    });
    return { loss, inputs };
  }

  /** Frees the network, the optimizer's state and the recordings. */
  dispose(): void {
    for (const losses of this.#losses.values()) for (const loss of losses.values()) loss.dispose();
    this.optimizer.dispose();
    this.network.dispose();
  }

  #recorded(
    teacher: Learner | undefined,
    key: string,
    inputs: readonly Tensor[],
    body: Parameters<typeof RecordedLoss.record>[1],
  ): RecordedLoss {
    const losses = this.#losses.get(teacher) ?? new Map<string, RecordedLoss>();
    this.#losses.set(teacher, losses);
    const known = losses.get(key);
    if (known !== undefined) return known;
    const made = RecordedLoss.record(inputs, body);
    losses.set(key, made);
    return made;
  }
}

/** A network that learns, and the one that makes masks of unlabelled crops for it. */
export interface Student {
  readonly learner: Learner;
  readonly teacher?: Learner | undefined;
}

export interface UpdateOptions {
  readonly classes: number;
  /** Of the CPU: draws directions and slices. */
  readonly generator: Generator;
  /** A CPU computes the students' losses at the same time, each on its share of the threads; default one after the other on all. */
  readonly atOnce?: boolean;
}

/**
 * One update of each student on a batch, all by what their teachers know before it.
 *
 * @throws MnError `"diverged"` when a loss is not finite; all weights are then as before.
 */
export function learn(
  students: readonly Student[],
  batch: Batch,
  { classes, generator, atOnce = false }: UpdateOptions,
): StepLosses[] {
  return scope(() => {
    const tasks = students.map(({ learner, teacher }) => learner.task(batch, classes, generator, teacher));
    for (const { learner } of students) learner.optimizer.zeroGrad();
    const computed = atOnce ? backwardTogether(tasks) : tasks.flatMap((task) => backwardTogether([task]));
    const losses = computed.map((values, i) => {
      const [loss, dice, kl] = values.map((value) => value.itemNumber());
      if (Number.isFinite(loss)) return { loss, dice, kl };
      const which = students[i].learner.which.toUpperCase();
      throw new MnError("diverged", `The ${which} network's loss is ${loss} (Dice ${dice}, KL ${kl}).`);
    });
    for (const { learner } of students) learner.optimizer.step();
    return losses;
  });
}
