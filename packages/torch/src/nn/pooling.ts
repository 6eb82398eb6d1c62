// Pooling over windows, and to a given size: torch.nn's pooling layers.
// Shapes are rounded as PyTorch rounds them.

import * as operators from "../generated/operators.js";
import type { Tensor } from "../tensor.js";
import { Module, type Size } from "./module.js";

export interface MaxPoolOptions {
  /** Default the kernel's size. */
  readonly stride?: Size;
  /** Default 0. */
  readonly padding?: Size;
  /** Default 1. */
  readonly dilation?: Size;
  /** Whether windows may reach over the end; default false. */
  readonly ceilMode?: boolean;
}

export interface AvgPoolOptions {
  /** Default the kernel's size. */
  readonly stride?: Size;
  /** Default 0. */
  readonly padding?: Size;
  /** Whether windows may reach over the end; default false. */
  readonly ceilMode?: boolean;
  /** Whether the zeros of the padding count in the mean; default true. */
  readonly countIncludePad?: boolean;
  /** What sums are divided by, instead of the window's size. */
  readonly divisorOverride?: number;
}

/** Maximum of each window. [N, C, H, W] → [N, C, H', W']. */
export class MaxPool2d extends Module {
  constructor(
    readonly kernelSize: Size,
    readonly options: MaxPoolOptions = {},
  ) {
    super();
  }

  forward(x: Tensor): Tensor {
    return operators.maxPool2d(x, this.kernelSize, this.options);
  }
}

/** Maximum of each window. [N, C, D, H, W] → [N, C, D', H', W']. */
export class MaxPool3d extends Module {
  constructor(
    readonly kernelSize: Size,
    readonly options: MaxPoolOptions = {},
  ) {
    super();
  }

  forward(x: Tensor): Tensor {
    return operators.maxPool3d(x, this.kernelSize, this.options);
  }
}

/** Mean of each window. [N, C, H, W] → [N, C, H', W']. */
export class AvgPool2d extends Module {
  constructor(
    readonly kernelSize: Size,
    readonly options: AvgPoolOptions = {},
  ) {
    super();
  }

  forward(x: Tensor): Tensor {
    return operators.avgPool2d(x, this.kernelSize, this.options);
  }
}

/** Mean of each window. [N, C, D, H, W] → [N, C, D', H', W']. */
export class AvgPool3d extends Module {
  constructor(
    readonly kernelSize: Size,
    readonly options: AvgPoolOptions = {},
  ) {
    super();
  }

  forward(x: Tensor): Tensor {
    return operators.avgPool3d(x, this.kernelSize, this.options);
  }
}

/** Means of as many windows as the output has elements. [N, C, H, W] → [N, C, *outputSize]. */
export class AdaptiveAvgPool2d extends Module {
  constructor(readonly outputSize: Size) {
    super();
  }

  forward(x: Tensor): Tensor {
    return operators.adaptiveAvgPool2d(x, this.outputSize);
  }
}

/** Means of as many windows as the output has elements. [N, C, D, H, W] → [N, C, *outputSize]. */
export class AdaptiveAvgPool3d extends Module {
  constructor(readonly outputSize: Size) {
    super();
  }

  forward(x: Tensor): Tensor {
    return operators.adaptiveAvgPool3d(x, this.outputSize);
  }
}
