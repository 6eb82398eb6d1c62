// Losses of torch.nn, each as a function and as a layer, with PyTorch's reductions and defaults.
// Losses of the methods are in mandn, not here.

import { TorchError } from "../errors.js";
import * as operators from "../generated/operators.js";
import { keep } from "../scope.js";
import type { Tensor } from "../tensor.js";
import { Module } from "./module.js";

/** One value for each element, their mean, or their sum. */
export type Reduction = "none" | "mean" | "sum";
const reductionNumber: Readonly<Record<Reduction, number>> = { none: 0, mean: 1, sum: 2 };

export interface CrossEntropyOptions {
  /** One weight for each class, [C]. */
  readonly weight?: Tensor;
  /** A target index that does not count; default −100. */
  readonly ignoreIndex?: number;
  /** Default `"mean"`. */
  readonly reduction?: Reduction;
  /** Share of the target that is spread over all classes; default 0. */
  readonly labelSmoothing?: number;
}

/** Cross entropy of logits [N, C, ...] with class indices int64 [N, ...] or probabilities [N, C, ...]. */
export function crossEntropy(logits: Tensor, target: Tensor, options: CrossEntropyOptions = {}): Tensor {
  const { weight, ignoreIndex = -100, reduction = "mean", labelSmoothing = 0 } = options;
  return operators.crossEntropyLoss(logits, target, weight, reductionNumber[reduction], ignoreIndex, labelSmoothing);
}

export interface KlDivOptions {
  /** Default `"mean"`, over all elements; `"batchmean"`, the sum over N, is the divergence. */
  readonly reduction?: Reduction | "batchmean";
  /** Whether the target holds logarithms too; default false. */
  readonly logTarget?: boolean;
}

/** Kullback-Leibler divergence from log-probabilities [N, ...] to target probabilities of the same shape. */
export function klDiv(logProbabilities: Tensor, target: Tensor, options: KlDivOptions = {}): Tensor {
  const { reduction = "mean", logTarget = false } = options;
  if (reduction !== "batchmean") {
    return operators.klDiv(logProbabilities, target, reductionNumber[reduction], { logTarget });
  }
  return operators.klDiv(logProbabilities, target, reductionNumber.sum, { logTarget }).div(logProbabilities.size(0));
}

function checkSameShape(name: string, input: Tensor, target: Tensor): void {
  if (String(input.shape) === String(target.shape)) return;
  throw new TorchError(
    "shape",
    `${name} needs one target for each element, got [${input.shape}] and [${target.shape}]`,
  );
}

/** (input − target)². @throws {TorchError} `shape` unless both have one shape. */
export function mseLoss(input: Tensor, target: Tensor, options: { readonly reduction?: Reduction } = {}): Tensor {
  checkSameShape("mseLoss", input, target);
  return operators.mseLoss(input, target, reductionNumber[options.reduction ?? "mean"]);
}

/** |input − target|. @throws {TorchError} `shape` unless both have one shape. */
export function l1Loss(input: Tensor, target: Tensor, options: { readonly reduction?: Reduction } = {}): Tensor {
  checkSameShape("l1Loss", input, target);
  return operators.l1Loss(input, target, reductionNumber[options.reduction ?? "mean"]);
}

export interface BceWithLogitsOptions {
  /** Broadcasts to the elements. */
  readonly weight?: Tensor;
  /** Weight of positive targets; broadcasts to the elements. */
  readonly posWeight?: Tensor;
  /** Default `"mean"`. */
  readonly reduction?: Reduction;
}

/** Binary cross entropy of logits with probabilities of the same shape. @throws {TorchError} `shape` for another one. */
export function binaryCrossEntropyWithLogits(
  logits: Tensor,
  target: Tensor,
  options: BceWithLogitsOptions = {},
): Tensor {
  checkSameShape("binaryCrossEntropyWithLogits", logits, target);
  const { weight, posWeight, reduction = "mean" } = options;
  return operators.binaryCrossEntropyWithLogits(logits, target, weight, posWeight, reductionNumber[reduction]);
}

/** {@link crossEntropy} as a module, whose class weights are a buffer. */
export class CrossEntropyLoss extends Module {
  readonly weight: Tensor | undefined;
  readonly #options: CrossEntropyOptions;

  constructor(options: CrossEntropyOptions = {}) {
    super();
    this.weight = options.weight && keep(options.weight);
    this.#options = options;
  }

  forward(logits: Tensor, target: Tensor): Tensor {
    return crossEntropy(logits, target, this.#options);
  }
}

/** {@link klDiv} as a module. */
export class KLDivLoss extends Module {
  constructor(readonly options: KlDivOptions = {}) {
    super();
  }

  forward(logProbabilities: Tensor, target: Tensor): Tensor {
    return klDiv(logProbabilities, target, this.options);
  }
}

/** {@link mseLoss} as a module. */
export class MSELoss extends Module {
  constructor(readonly options: { readonly reduction?: Reduction } = {}) {
    super();
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return mseLoss(input, target, this.options);
  }
}

/** {@link l1Loss} as a module. */
export class L1Loss extends Module {
  constructor(readonly options: { readonly reduction?: Reduction } = {}) {
    super();
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return l1Loss(input, target, this.options);
  }
}

/** {@link binaryCrossEntropyWithLogits} as a module, whose weights are buffers. */
export class BCEWithLogitsLoss extends Module {
  readonly weight: Tensor | undefined;
  readonly pos_weight: Tensor | undefined;
  readonly #options: BceWithLogitsOptions;

  constructor(options: BceWithLogitsOptions = {}) {
    super();
    this.weight = options.weight && keep(options.weight);
    this.pos_weight = options.posWeight && keep(options.posWeight);
    this.#options = options;
  }

  forward(logits: Tensor, target: Tensor): Tensor {
    return binaryCrossEntropyWithLogits(logits, target, this.#options);
  }
}
