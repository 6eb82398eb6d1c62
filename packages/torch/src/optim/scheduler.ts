// Sets the learning rates of an optimizer by a schedule, and keeps where it is with PyTorch's names.
// As torch.optim.lr_scheduler's classes, which have the schedule inside.

import { TorchError } from "../errors.js";
import type { Schedule } from "./schedule.js";

/** Where a scheduler is, with PyTorch's names. */
export interface SchedulerState {
  readonly last_epoch: number;
  readonly base_lrs: readonly number[];
  readonly _last_lr: readonly number[];
}

interface HasLearningRates {
  readonly paramGroups: readonly { lr: number; initialLr?: number }[];
}

/**
 * Sets an optimizer's learning rates by a schedule, each group's from its own: at once, and at every {@link step}, which comes
 * after the optimizer's.
 *
 * ```ts
 * const warmUp = new LinearLR({ startFactor: 0.1, totalIters: 100 });
 * const scheduler = new LRScheduler(optimizer, new SequentialLR([warmUp, new CosineAnnealingLR({ tMax: 900 })], { milestones: [100] }));
 * ```
 */
export class LRScheduler {
  readonly optimizer: HasLearningRates;
  readonly schedule: Schedule;
  #baseLrs: readonly number[];
  #lastEpoch = 0;

  constructor(optimizer: HasLearningRates, schedule: Schedule) {
    this.optimizer = optimizer;
    this.schedule = schedule;
    this.#baseLrs = optimizer.paramGroups.map((group) => {
      group.initialLr ??= group.lr;
      return group.initialLr;
    });
    this.#set((_lr, base) => schedule.start(base));
  }

  /** Steps so far. */
  get lastEpoch(): number {
    return this.#lastEpoch;
  }

  /** The learning rate of each group. */
  get lastLr(): number[] {
    return this.optimizer.paramGroups.map((group) => group.lr);
  }

  step(): void {
    this.#lastEpoch += 1;
    this.#set((lr, base) => this.schedule.next(lr, base, this.#lastEpoch));
  }

  stateDict(): SchedulerState {
    return { last_epoch: this.#lastEpoch, base_lrs: [...this.#baseLrs], _last_lr: this.lastLr };
  }

  /** Goes on where a scheduler of the same schedule was. @throws {TorchError} `argument` for another number of groups. */
  loadStateDict(state: SchedulerState): void {
    const count = this.optimizer.paramGroups.length;
    if (state.base_lrs.length !== count || state._last_lr.length !== count) {
      throw new TorchError(
        "argument",
        `the scheduler's state is for ${state.base_lrs.length} groups, there are ${count}`,
      );
    }
    this.#lastEpoch = state.last_epoch;
    this.#baseLrs = [...state.base_lrs];
    this.#set((_lr, _base, i) => state._last_lr[i] as number);
  }

  #set(rule: (lr: number, base: number, i: number) => number): void {
    for (const [i, group] of this.optimizer.paramGroups.entries()) {
      group.lr = rule(group.lr, this.#baseLrs[i] as number, i);
    }
  }
}
