import { type Device, fromTypedArray, Generator, scope, type Tensor, TorchError } from "@mandn/torch";
import { z } from "zod";
import type { Foreground } from "../data/foreground.js";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { Deck } from "./deck.js";
import { type Batch, type Learner, learn, type StepLosses } from "./learner.js";
import { learningRateFactor, type Step, StepSequence, unlabelledCrops, type Which } from "./schedule.js";

/** Where crops come from. */
export interface CropSource {
  /**
   * One crop of each case, unlabelled ones first.
   *
   * @param foreground where the 3D network's last pseudo-masks have foreground, by case
   */
  draw(
    unlabelled: readonly string[],
    labelled: readonly string[],
    foreground: ReadonlyMap<string, Foreground>,
    generator: Generator,
  ): Batch;
}

/** What one update did. */
export interface UpdateReport extends StepLosses {
  readonly network: Which;
  /** Updates of all networks before this one. */
  readonly update: number;
  readonly epoch: number;
  readonly stage: 1 | 2;
  readonly learningRate: number;
  /** Unlabelled crops in the batch. */
  readonly unlabelled: number;
}

/** All of a training's state. */
export interface TrainerCheckpoint {
  readonly tensors: Readonly<Record<string, Tensor>>;
  readonly state: TrainerState;
}

const deckState = z.strictObject({ order: z.array(z.string()).readonly(), drawn: z.int().nonnegative() });
export const trainerStateSchema = z.strictObject({
  step: z.int().nonnegative(),
  labelled: deckState,
  unlabelled: deckState,
  lengthChanges: z
    .array(z.strictObject({ epoch: z.int(), epochs: z.int() }))
    .readonly()
    .default([]),
});
export type TrainerState = z.infer<typeof trainerStateSchema>;

export type TrainerPlan = Pick<Plan, "method" | "training" | "device"> & {
  readonly dataset: Pick<Plan["dataset"], "classes" | "labelled" | "unlabelled">;
};

/** The two networks and how far they are. It knows nothing of files: see `trainRun`. */
export class Trainer {
  #steps: StepSequence;
  /** Where the last pseudo-masks have foreground, by case: steers the crops of unlabelled scans. Set from outside. */
  foreground: ReadonlyMap<string, Foreground> = new Map();
  readonly #plan: TrainerPlan;
  readonly #learners: ReadonlyMap<Which, Learner>;
  readonly #crops: CropSource;
  readonly #generator: Generator;
  readonly #labelled: Deck;
  readonly #unlabelled: Deck;
  #step = 0;

  /** @param learners one for each network of the plan's method. */
  constructor(plan: TrainerPlan, learners: readonly Learner[], crops: CropSource, generator: Generator) {
    this.#plan = plan;
    this.#learners = new Map(learners.map((learner) => [learner.which, learner]));
    this.#crops = crops;
    this.#generator = generator;
    this.#labelled = new Deck(plan.dataset.labelled, generator);
    this.#unlabelled = new Deck(plan.dataset.unlabelled, generator);
    this.#steps = new StepSequence(plan.training, [...this.#learners.keys()]);
  }

  get steps(): StepSequence {
    return this.#steps;
  }

  /** Spreads what is left of the schedule over other epochs: from the next one on the run has `epochs` in all. */
  setLength(epochs: number): void {
    const { schedule, networks, changes } = this.#steps;
    const { epoch } = this.next;
    if (!this.next.opensEpoch || epochs <= epoch)
      throw new MnError("usage", `no run of ${epochs} epochs from ${epoch}`);
    this.#steps = new StepSequence(schedule, networks, [...changes, { epoch, epochs }]);
  }

  /** Steps done. */
  get step(): number {
    return this.#step;
  }

  /** Updates done, of all networks. */
  get updates(): number {
    return this.steps.updatesBefore(this.#step);
  }

  /** Updates of the whole run, of all networks. */
  get totalUpdates(): number {
    return this.steps.updatesBefore(this.steps.length);
  }

  get isDone(): boolean {
    return this.#step >= this.steps.length;
  }

  /** The step to come. */
  get next(): Step {
    return this.steps.at(this.#step);
  }

  /**
   * Does the next step: one batch, from which each of its students learns.
   *
   * @throws MnError `"diverged"` with the batch's cases and rates when a loss is not finite, `"memory"` with what to lower.
   */
  advance(): UpdateReport[] {
    const step = this.next;
    const { stage, epoch, place, students } = step;
    const { training, dataset, method } = this.#plan;
    const hasUnlabelled = method === "mn" && dataset.unlabelled.length > 0;
    const unlabelled = hasUnlabelled ? unlabelledCrops(step, training) : 0;
    const cases = [...this.#unlabelled.draw(unlabelled), ...this.#labelled.draw(training.volumesPerBatch - unlabelled)];
    const factor = learningRateFactor(place, training);
    const reports = this.#explained(cases, epoch, factor, () =>
      scope(() => {
        const batch = this.#crops.draw(
          cases.slice(0, unlabelled),
          cases.slice(unlabelled),
          this.foreground,
          this.#generator,
        );
        const learning = students.map((which) => {
          const learner = this.#learners.get(which) as Learner;
          learner.setRate(factor);
          return { learner, teacher: this.#learners.get(which === "2d" ? "3d" : "2d") };
        });
        const losses = learn(learning, batch, {
          classes: dataset.classes.length,
          generator: this.#generator,
          atOnce: !training.alternating,
        });
        return learning.map(({ learner: { which: network, learningRate } }, i) => {
          return { network, update: this.updates + i, epoch, stage, learningRate, unlabelled, ...losses[i] };
        });
      }),
    );
    this.#step += 1;
    return reports;
  }

  /** The state; weights are not copied, so it is to be written before the next step. The tensors are the scope's. */
  checkpoint(): TrainerCheckpoint {
    const tensors: Record<string, Tensor> = {
      generator: this.#generator.state(),
      [this.#dropoutState]: Generator.default(this.#plan.device as Device).state(),
    };
    for (const [which, { network, optimizer }] of this.#learners) {
      for (const [key, tensor] of Object.entries(network.stateDict())) tensors[`network-${which}/${key}`] = tensor;
      for (const [parameter, own] of Object.entries(optimizer.stateDict().state)) {
        for (const [name, tensor] of Object.entries(own)) tensors[`optimizer-${which}/${parameter}/${name}`] = tensor;
      }
    }
    for (const [id, classes] of this.foreground) {
      for (const [i, voxels] of classes.entries()) tensors[`foreground/${i}/${id}`] = fromTypedArray(voxels);
    }
    return {
      tensors,
      state: {
        step: this.#step,
        labelled: this.#labelled.state,
        unlabelled: this.#unlabelled.state,
        lengthChanges: [...this.#steps.changes],
      },
    };
  }

  /**
   * Takes over a state; the tensors are copied. On another kind of device than it was made on, dropout starts its draws anew.
   *
   * @throws TorchError `"argument"` when the networks are others.
   */
  restore({ tensors, state }: TrainerCheckpoint): void {
    const under = (prefix: string) =>
      Object.entries(tensors).flatMap(([name, tensor]) =>
        name.startsWith(`${prefix}/`) ? [[name.slice(prefix.length + 1), tensor] as const] : [],
      );
    for (const [which, { network, optimizer }] of this.#learners) {
      network.loadStateDict(Object.fromEntries(under(`network-${which}`)));
      const own: Record<number, Record<string, Tensor>> = {};
      for (const [key, tensor] of under(`optimizer-${which}`)) {
        const [parameter, name] = key.split("/") as [string, string];
        own[Number(parameter)] = { ...own[Number(parameter)], [name]: tensor };
      }
      optimizer.loadStateDict({ ...optimizer.stateDict(), state: own });
    }
    this.#generator.setState(tensors.generator);
    const dropout = tensors[this.#dropoutState];
    if (dropout !== undefined) Generator.default(this.#plan.device as Device).setState(dropout);
    this.foreground = new Map(
      under("foreground/0").map(([id]) => {
        const voxels = this.#plan.dataset.classes.slice(1).map((_, i) => tensors[`foreground/${i}/${id}`]);
        return [id, voxels.map((one) => one.toTypedArray() as Int32Array)];
      }),
    );
    this.#labelled.state = state.labelled;
    this.#unlabelled.state = state.unlabelled;
    this.#step = state.step;
    const { schedule, networks } = this.#steps;
    this.#steps = new StepSequence(schedule, networks, state.lengthChanges);
  }

  /** The name of the state of the device's default generator, which dropout draws from. */
  get #dropoutState(): string {
    return `default-generator-${this.#plan.device.split(":")[0]}`;
  }

  /** Runs `body` and says of its failures where they happened and what to do. */
  #explained<T>(cases: readonly string[], epoch: number, factor: number, body: () => T): T {
    const { training } = this.#plan;
    try {
      return body();
    } catch (cause) {
      if (cause instanceof MnError && cause.code === "diverged") {
        const remedy = "Lower the learning rates in plan.json, or lengthen the warm-up, and start a new run.";
        const where = `step ${this.#step}, epoch ${epoch}, ${(factor * 100).toFixed(1)} % of the highest rates, cases ${cases.join(", ")}`;
        const last = this.#step === 0 ? "It was the first step." : `The last finite step was ${this.#step - 1}.`;
        throw new MnError("diverged", `${cause.message} At ${where}. ${last} ${remedy}`, {
          caseIds: cases,
          remedy,
          cause,
        });
      }
      if (cause instanceof TorchError && cause.code === "out-of-memory") {
        const remedy =
          training.volumesPerBatch > 2
            ? `Set training.volumesPerBatch in plan.json to ${Math.floor(training.volumesPerBatch / 2)}, or halve a side of training.crop.`
            : `Halve a side of training.crop in plan.json (it is ${training.crop.join(" × ")}), or the networks' width.`;
        throw new MnError("memory", `Memory is exhausted at step ${this.#step}. ${remedy}`, {
          caseIds: cases,
          remedy,
          cause,
        });
      }
      throw cause;
    }
  }
}
