// Norms over batches, instances, groups and layers, with PyTorch's names and running statistics: torch.nn's
// normalization layers. Instance and group norm with a ReLU have kernels of their own on CPUs (native/norm_act.cc).

import { noGrad } from "../autograd.js";
import { TorchError } from "../errors.js";
import { batchNorm, groupNorm, instanceNorm, layerNorm, leakyRelu, ones, zeros } from "../generated/operators.js";
import { groupNormRelu, instanceNormRelu } from "../kernels.js";
import { keep } from "../scope.js";
import type { Tensor } from "../tensor.js";
import { Module, Parameter } from "./module.js";

export interface BatchNormOptions {
  /** Added to the variance; default 1e-5. */
  readonly eps?: number;
  /** Weight of a new batch in the running statistics; default 0.1. null: their plain mean over all batches. */
  readonly momentum?: number | null;
  /** Whether scale and shift are learnt; default true. */
  readonly affine?: boolean;
  /** Whether running statistics are kept, and used in evaluation; default true. */
  readonly trackRunningStats?: boolean;
}

export interface InstanceNormOptions {
  /** Added to the variance; default 1e-5. */
  readonly eps?: number;
  /** Weight of a new batch in the running statistics; default 0.1. */
  readonly momentum?: number;
  /** Whether scale and shift are learnt; default false. */
  readonly affine?: boolean;
  /** Whether running statistics are kept, and used in evaluation; default false. */
  readonly trackRunningStats?: boolean;
}

/** Scale, shift and running statistics of norms over channels. */
export abstract class ChannelNorm extends Module {
  /** Whether a batch in training adds to the running statistics; false: it passes by its own and leaves no trace. */
  updatesStatistics = true;
  readonly weight: Parameter | undefined;
  readonly bias: Parameter | undefined;
  readonly running_mean: Tensor | undefined;
  readonly running_var: Tensor | undefined;
  readonly num_batches_tracked: Tensor | undefined;

  constructor(
    readonly dims: number,
    readonly numFeatures: number,
    readonly eps: number,
    affine: boolean,
    readonly trackRunningStats: boolean,
  ) {
    super();
    if (affine) {
      this.weight = Parameter.full([numFeatures], 1);
      this.bias = Parameter.full([numFeatures], 0);
    }
    if (trackRunningStats) {
      this.running_mean = keep(zeros([numFeatures], { dtype: "float32" }));
      this.running_var = keep(ones([numFeatures], { dtype: "float32" }));
      this.num_batches_tracked = keep(zeros([], { dtype: "int64" }));
    }
  }

  protected check(x: Tensor): void {
    const { shape } = x;
    if (shape.length === this.dims + 2 && shape[1] === this.numFeatures) return;
    const wanted = `[N, ${this.numFeatures}, ${this.dims === 3 ? "D, H, W" : "H, W"}]`;
    throw new TorchError("shape", `${this.constructor.name} takes ${wanted}, got [${shape.join(", ")}]`);
  }
}

abstract class BatchNorm extends ChannelNorm {
  readonly momentum: number | null;

  constructor(dims: number, numFeatures: number, options: BatchNormOptions) {
    const { eps = 1e-5, momentum = 0.1, affine = true, trackRunningStats = true } = options;
    super(dims, numFeatures, eps, affine, trackRunningStats);
    this.momentum = momentum;
  }

  /** @throws {TorchError} `shape` for another shape, or one value for each channel in training. */
  forward(x: Tensor): Tensor {
    this.check(x);
    const { training, trackRunningStats, weight, bias, eps } = this;
    const isTraceless = training && !this.updatesStatistics;
    const [mean, variance] = isTraceless ? [] : [this.running_mean, this.running_var];
    const usesBatch = training || !trackRunningStats;
    if (usesBatch && x.numel === this.numFeatures) {
      throw new TorchError(
        "shape",
        `batch norm in training needs more than one value for each channel, got [${x.shape}]`,
      );
    }
    let momentum = this.momentum ?? 0;
    if (training && !isTraceless && this.num_batches_tracked !== undefined) {
      const tracked = this.num_batches_tracked;
      noGrad(() => tracked.add_(1));
      if (this.momentum === null) momentum = 1 / tracked.itemNumber();
    }
    return batchNorm(x, weight, bias, mean, variance, usesBatch, momentum, eps, true);
  }
}

/** Batch norm over N, H, W for each channel. [N, C, H, W] → same. */
export class BatchNorm2d extends BatchNorm {
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    super(2, numFeatures, options);
  }
}

/** Batch norm over N, D, H, W for each channel. [N, C, D, H, W] → same. */
export class BatchNorm3d extends BatchNorm {
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    super(3, numFeatures, options);
  }
}

abstract class InstanceNorm extends ChannelNorm {
  readonly momentum: number;

  constructor(dims: number, numFeatures: number, options: InstanceNormOptions) {
    const { eps = 1e-5, momentum = 0.1, affine = false, trackRunningStats = false } = options;
    super(dims, numFeatures, eps, affine, trackRunningStats);
    this.momentum = momentum;
  }

  forward(x: Tensor): Tensor {
    return this.leakyRelu(x, 1);
  }

  /** The norm and then ReLU, in one pass where the memory format is channels_last(_3d) on a CPU. */
  relu(x: Tensor): Tensor {
    return this.leakyRelu(x, 0);
  }

  /** The norm and then leaky ReLU, in one pass where the memory format is channels_last(_3d) on a CPU. */
  leakyRelu(x: Tensor, negativeSlope = 0.01): Tensor {
    this.check(x);
    const { weight, bias, running_mean, running_var, eps, momentum } = this;
    const isTraceless = this.training && !this.updatesStatistics;
    if (!this.trackRunningStats || isTraceless) return instanceNormRelu(x, { weight, bias, eps, negativeSlope });
    const y = instanceNorm(x, weight, bias, running_mean, running_var, this.training, momentum, eps, true);
    return negativeSlope === 1 ? y : negativeSlope === 0 ? y.relu() : leakyRelu(y, negativeSlope);
  }
}

/** Instance norm over H, W for each sample and channel. [N, C, H, W] → same. */
export class InstanceNorm2d extends InstanceNorm {
  constructor(numFeatures: number, options: InstanceNormOptions = {}) {
    super(2, numFeatures, options);
  }
}

/** Instance norm over D, H, W for each sample and channel. [N, C, D, H, W] → same. */
export class InstanceNorm3d extends InstanceNorm {
  constructor(numFeatures: number, options: InstanceNormOptions = {}) {
    super(3, numFeatures, options);
  }
}

/** Norm over the last dimensions, which are `normalizedShape`. [..., *shape] → same. */
export class LayerNorm extends Module {
  readonly weight: Parameter | undefined;
  readonly bias: Parameter | undefined;
  readonly normalizedShape: readonly number[];
  readonly eps: number;

  constructor(
    normalizedShape: number | readonly number[],
    options: { readonly eps?: number; readonly elementwiseAffine?: boolean; readonly bias?: boolean } = {},
  ) {
    super();
    const { eps = 1e-5, elementwiseAffine = true, bias = true } = options;
    this.normalizedShape = typeof normalizedShape === "number" ? [normalizedShape] : normalizedShape;
    this.eps = eps;
    if (elementwiseAffine) this.weight = Parameter.full(this.normalizedShape, 1);
    if (elementwiseAffine && bias) this.bias = Parameter.full(this.normalizedShape, 0);
  }

  forward(x: Tensor): Tensor {
    return layerNorm(x, this.normalizedShape, this.weight, this.bias, this.eps);
  }
}

/** Norm over each sample's groups of channels. [N, C, ...] → same. */
export class GroupNorm extends Module {
  readonly weight: Parameter | undefined;
  readonly bias: Parameter | undefined;
  readonly eps: number;

  constructor(
    readonly numGroups: number,
    readonly numChannels: number,
    options: { readonly eps?: number; readonly affine?: boolean } = {},
  ) {
    super();
    if (numChannels % numGroups !== 0) {
      throw new TorchError("argument", `${numChannels} channels cannot be divided into ${numGroups} groups`);
    }
    const { eps = 1e-5, affine = true } = options;
    this.eps = eps;
    if (affine) {
      this.weight = Parameter.full([numChannels], 1);
      this.bias = Parameter.full([numChannels], 0);
    }
  }

  forward(x: Tensor): Tensor {
    return groupNorm(x, this.numGroups, this.weight, this.bias, this.eps);
  }

  /** The norm and then ReLU, in one pass where the memory format is channels_last(_3d) on a CPU. */
  relu(x: Tensor): Tensor {
    return this.leakyRelu(x, 0);
  }

  /** The norm and then leaky ReLU, in one pass where the memory format is channels_last(_3d) on a CPU. */
  leakyRelu(x: Tensor, negativeSlope = 0.01): Tensor {
    const { weight, bias, eps } = this;
    return groupNormRelu(x, this.numGroups, { weight, bias, eps, negativeSlope });
  }
}
