import type { Network3d } from "@mandn/models";
import { cat, type Device, type Generator, noGrad, optim, scope, type Tensor } from "@mandn/torch";
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

  /**
   * The soft masks that it teaches, without gradient: `[N, C, D, H, W]` → `[N, K, D, H, W]`. A 2D network with several
   * directions teaches along one that is drawn: in the mean over updates what it sees along all.
   */
  pseudoMask(image: Tensor, generator: Generator): Tensor {
    const direction = drawDirection(this.#options.slicing?.directions ?? ["d"], generator);
    this.network.eval();
    return noGrad(() => scope(() => swapDirection(this.logits(swapDirection(image, direction)).softmax(1), direction)));
  }

  /**
   * One update on a batch (paper, section 2): labelled crops are learnt from their masks, unlabelled ones from the soft masks
   * that `teacher` makes of them now.
   *
   * @throws MnError `"diverged"` when the loss is not finite; the weights are then as before.
   */
  learn(batch: Batch, classes: number, generator: Generator, teacher?: Learner): StepLosses {
    this.network.train();
    return scope(() => {
      const unlabelled = batch.image.size(0) - batch.mask.size(0);
      const masks = oneHot(batch.mask, classes); // [L, K, D, H, W]
      if (unlabelled > 0 && teacher === undefined) throw new MnError("usage", "unlabelled crops need a teacher");
      const target =
        unlabelled > 0 && teacher
          ? cat([teacher.pseudoMask(batch.image.narrow(0, 0, unlabelled), generator), masks])
          : masks;
      const [seen, seenTarget] = this.#slices(batch.image, target, generator);
      const { total, dice, kl } = diceAndKl(this.logits(seen), seenTarget);
      const losses = { loss: total.itemNumber(), dice: dice.itemNumber(), kl: kl.itemNumber() };
      if (!Number.isFinite(losses.loss)) {
        throw new MnError(
          "diverged",
          `The ${this.which.toUpperCase()} network's loss is ${losses.loss} (Dice ${losses.dice}, KL ${losses.kl}).`,
        );
      }
      this.optimizer.zeroGrad();
      total.backward();
      this.optimizer.step();
      return losses;
    });
  }

  /** Frees the network and the optimizer's state. */
  dispose(): void {
    this.optimizer.dispose();
    this.network.dispose();
  }

  /** What an update sees of crops and targets: everything, or for the 2D network some slices along one direction. */
  #slices(image: Tensor, target: Tensor, generator: Generator): readonly [Tensor, Tensor] {
    const { slicing, device } = this.#options;
    if (slicing === undefined) return [image, target];
    const { directions, perVolume } = slicing;
    const direction = drawDirection(directions, generator);
    const turned = swapDirection(image, direction);
    const places = drawSlices(turned.size(0), turned.size(2), perVolume, generator).to(device);
    return [takeSlices(turned, places), takeSlices(swapDirection(target, direction), places)];
  }
}
