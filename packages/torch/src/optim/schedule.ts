// Learning rates over steps, as functions: torch.optim.lr_scheduler without the optimizer.
// scheduler.ts sets an optimizer's rates by one.

import { TorchError } from "../errors.js";

/**
 * A learning rate over the steps. Each rate follows from the one before, with PyTorch's own recursions: closed forms differ
 * from them in the last digits.
 */
export interface Schedule {
  /** The learning rate of the first step, from the optimizer's own. */
  start(base: number): number;
  /** The learning rate after `t` steps, from that after `t − 1`. */
  next(lr: number, base: number, t: number): number;
}

function check(isValid: boolean, what: string): void {
  if (!isValid) throw new TorchError("argument", what);
}

/** Linear from `startFactor · lr` (default 1/3) to `endFactor · lr` (default 1) over `totalIters` steps (default 5). */
export class LinearLR implements Schedule {
  readonly startFactor: number;
  readonly endFactor: number;
  readonly totalIters: number;

  constructor(
    options: { readonly startFactor?: number; readonly endFactor?: number; readonly totalIters?: number } = {},
  ) {
    const { startFactor = 1 / 3, endFactor = 1, totalIters = 5 } = options;
    check(startFactor > 0 && startFactor <= 1, `startFactor must be above 0 and at most 1, got ${startFactor}`);
    check(endFactor >= 0 && endFactor <= 1, `endFactor must lie between 0 and 1, got ${endFactor}`);
    this.startFactor = startFactor;
    this.endFactor = endFactor;
    this.totalIters = totalIters;
  }

  start(base: number): number {
    return base * this.startFactor;
  }

  next(lr: number, _base: number, t: number): number {
    const { startFactor, endFactor, totalIters } = this;
    if (t > totalIters) return lr;
    return lr * (1 + (endFactor - startFactor) / (totalIters * startFactor + (t - 1) * (endFactor - startFactor)));
  }
}

/** `factor · lr` (default 1/3) for `totalIters` steps (default 5), then lr. */
export class ConstantLR implements Schedule {
  readonly factor: number;
  readonly totalIters: number;

  constructor(options: { readonly factor?: number; readonly totalIters?: number } = {}) {
    const { factor = 1 / 3, totalIters = 5 } = options;
    check(factor > 0 && factor <= 1, `factor must be above 0 and at most 1, got ${factor}`);
    this.factor = factor;
    this.totalIters = totalIters;
  }

  start(base: number): number {
    return base * this.factor;
  }

  next(lr: number, _base: number, t: number): number {
    return t === this.totalIters ? lr * (1 / this.factor) : lr;
  }
}

/** Half a cosine from lr down to `etaMin` (default 0) over `tMax` steps, then up again. */
export class CosineAnnealingLR implements Schedule {
  readonly tMax: number;
  readonly etaMin: number;

  constructor(options: { readonly tMax: number; readonly etaMin?: number }) {
    this.tMax = options.tMax;
    this.etaMin = options.etaMin ?? 0;
  }

  start(base: number): number {
    return base;
  }

  next(lr: number, base: number, t: number): number {
    const { tMax, etaMin } = this;
    if ((t - 1 - tMax) % (2 * tMax) === 0) return lr + ((base - etaMin) * (1 - Math.cos(Math.PI / tMax))) / 2;
    const ratio = (1 + Math.cos((Math.PI * t) / tMax)) / (1 + Math.cos((Math.PI * (t - 1)) / tMax));
    return ratio * (lr - etaMin) + etaMin;
  }
}

/** Half a cosine from lr to `etaMin` over `t0` steps, again and again, each `tMult` times as long as the one before. */
export class CosineAnnealingWarmRestarts implements Schedule {
  readonly t0: number;
  readonly tMult: number;
  readonly etaMin: number;

  constructor(options: { readonly t0: number; readonly tMult?: number; readonly etaMin?: number }) {
    const { t0, tMult = 1, etaMin = 0 } = options;
    check(Number.isInteger(t0) && t0 > 0, `t0 must be a positive integer, got ${t0}`);
    check(Number.isInteger(tMult) && tMult > 0, `tMult must be a positive integer, got ${tMult}`);
    this.t0 = t0;
    this.tMult = tMult;
    this.etaMin = etaMin;
  }

  start(base: number): number {
    return this.next(base, base, 0);
  }

  next(_lr: number, base: number, t: number): number {
    let length = this.t0;
    let since = t;
    while (since >= length) {
      since -= length;
      length *= this.tMult;
    }
    return this.etaMin + ((base - this.etaMin) * (1 + Math.cos((Math.PI * since) / length))) / 2;
  }
}

/** lr · (1 − t / totalIters) ^ power: default power 1, over 5 steps. */
export class PolynomialLR implements Schedule {
  readonly totalIters: number;
  readonly power: number;

  constructor(options: { readonly totalIters?: number; readonly power?: number } = {}) {
    this.totalIters = options.totalIters ?? 5;
    this.power = options.power ?? 1;
  }

  start(base: number): number {
    return base;
  }

  next(lr: number, _base: number, t: number): number {
    if (t > this.totalIters) return lr;
    return lr * ((1 - t / this.totalIters) / (1 - (t - 1) / this.totalIters)) ** this.power;
  }
}

/** Times `gamma` (default 0.1) every `stepSize` steps. */
export class StepLR implements Schedule {
  readonly stepSize: number;
  readonly gamma: number;

  constructor(options: { readonly stepSize: number; readonly gamma?: number }) {
    this.stepSize = options.stepSize;
    this.gamma = options.gamma ?? 0.1;
  }

  start(base: number): number {
    return base;
  }

  next(lr: number, _base: number, t: number): number {
    return t % this.stepSize === 0 ? lr * this.gamma : lr;
  }
}

/** Times `gamma` (default 0.1) at each of the milestones; twice at one that is there twice. */
export class MultiStepLR implements Schedule {
  readonly milestones: readonly number[];
  readonly gamma: number;

  constructor(options: { readonly milestones: readonly number[]; readonly gamma?: number }) {
    this.milestones = options.milestones;
    this.gamma = options.gamma ?? 0.1;
  }

  start(base: number): number {
    return base;
  }

  next(lr: number, _base: number, t: number): number {
    const times = this.milestones.filter((milestone) => milestone === t).length;
    return times === 0 ? lr : lr * this.gamma ** times;
  }
}

/** Times `gamma` at every step. */
export class ExponentialLR implements Schedule {
  readonly gamma: number;

  constructor(options: { readonly gamma: number }) {
    this.gamma = options.gamma;
  }

  start(base: number): number {
    return base;
  }

  next(lr: number): number {
    return lr * this.gamma;
  }
}

/** lr · factor(t). */
export class LambdaLR implements Schedule {
  constructor(readonly factor: (t: number) => number) {}

  start(base: number): number {
    return base * this.factor(0);
  }

  next(_lr: number, base: number, t: number): number {
    return base * this.factor(t);
  }
}

/** Times factor(t) at step t. */
export class MultiplicativeLR implements Schedule {
  constructor(readonly factor: (t: number) => number) {}

  start(base: number): number {
    return base;
  }

  next(lr: number, _base: number, t: number): number {
    return lr * this.factor(t);
  }
}

/** One schedule after the other: the next starts, at its own step 0, at each of the milestones. */
export class SequentialLR implements Schedule {
  readonly schedules: readonly Schedule[];
  readonly milestones: readonly number[];

  constructor(schedules: readonly Schedule[], options: { readonly milestones: readonly number[] }) {
    const { milestones } = options;
    check(
      schedules.length === milestones.length + 1,
      `${schedules.length} schedules need ${schedules.length - 1} milestones, got ${milestones.length}`,
    );
    this.schedules = schedules;
    this.milestones = milestones;
  }

  #at(t: number): [schedule: Schedule, startedAt: number] {
    const index = this.milestones.filter((milestone) => milestone <= t).length;
    return [this.schedules[index] as Schedule, this.milestones[index - 1] ?? 0];
  }

  start(base: number): number {
    return this.#at(0)[0].start(base);
  }

  next(lr: number, base: number, t: number): number {
    const [schedule, startedAt] = this.#at(t);
    return t === startedAt ? schedule.start(base) : schedule.next(lr, base, t - startedAt);
  }
}
