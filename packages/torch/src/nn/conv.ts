// Convolutions and transposed ones in two and three dimensions, with PyTorch's initialisation and names:
// torch.nn.Conv3d and its relatives. Which kernel computes them on a CPU is decided in native/convolution.cc.

import { threads } from "../devices.js";
import { TorchError } from "../errors.js";
import { conv2d, conv3d, convTranspose2d, convTranspose3d, linear, pad } from "../generated/operators.js";
import type { Tensor } from "../tensor.js";
import { calculateFans, kaimingUniform_, uniform_ } from "./init.js";
import { expandSize, Module, Parameter, type Size } from "./module.js";

export interface ConvOptions {
  /** Default 1. */
  readonly stride?: Size;
  /** Voxels added on both sides; `"same"` keeps the size (stride 1 only). Default 0. */
  readonly padding?: Size | "same" | "valid";
  /** What is added. Default `"zeros"`. */
  readonly paddingMode?: "zeros" | "reflect" | "replicate" | "circular";
  /** Default 1. */
  readonly dilation?: Size;
  /** Default 1. */
  readonly groups?: number;
  /** Default true. */
  readonly bias?: boolean;
}

export interface ConvTransposeOptions {
  /** Default 1. */
  readonly stride?: Size;
  /** Voxels taken away on both sides of the output. Default 0. */
  readonly padding?: Size;
  /** Voxels added to one side of the output, as several input sizes give one output size. Default 0. */
  readonly outputPadding?: Size;
  /** Default 1. */
  readonly dilation?: Size;
  /** Default 1. */
  readonly groups?: number;
  /** Default true. */
  readonly bias?: boolean;
}

/** Weight and bias of a convolution, drawn as PyTorch draws them. */
abstract class Convolution extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | undefined;

  constructor(
    weightShape: readonly number[],
    readonly inChannels: number,
    readonly outChannels: number,
    readonly groups: number,
    hasBias: boolean,
  ) {
    super();
    this.weight = kaimingUniform_(Parameter.empty(weightShape), { a: Math.sqrt(5) }) as Parameter;
    const bound = 1 / Math.sqrt(calculateFans(this.weight).fanIn);
    if (hasBias) this.bias = uniform_(Parameter.empty([outChannels]), { a: -bound, b: bound }) as Parameter;
  }
}

/** Channels in each group. */
function perGroup(channels: number, groups: number): number {
  if (channels % groups === 0) return channels / groups;
  throw new TorchError("argument", `${channels} channels cannot be divided into ${groups} groups`);
}

abstract class Conv extends Convolution {
  readonly kernelSize: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[] | "same" | "valid";
  readonly dilation: readonly number[];
  readonly paddingMode: "zeros" | "reflect" | "replicate" | "circular";

  constructor(dims: number, inChannels: number, outChannels: number, kernelSize: Size, options: ConvOptions) {
    const { stride = 1, padding = 0, paddingMode = "zeros", dilation = 1, groups = 1, bias = true } = options;
    const kernel = expandSize(kernelSize, dims, "kernelSize");
    perGroup(outChannels, groups);
    super([outChannels, perGroup(inChannels, groups), ...kernel], inChannels, outChannels, groups, bias);
    this.kernelSize = kernel;
    this.stride = expandSize(stride, dims, "stride");
    this.padding = typeof padding === "string" ? padding : expandSize(padding, dims, "padding");
    this.dilation = expandSize(dilation, dims, "dilation");
    this.paddingMode = paddingMode;
  }

  /** The input with what `paddingMode` adds, and the padding that is left to the convolution. */
  protected padded(x: Tensor): [x: Tensor, padding: readonly number[] | "same" | "valid"] {
    if (this.paddingMode === "zeros" || this.padding === "valid") return [x, this.padding];
    const { padding } = this;
    const sides = this.kernelSize.map((size, i) => {
      const total = padding === "same" ? (this.dilation[i] ?? 1) * (size - 1) : 2 * (padding[i] ?? 0);
      return [Math.floor(total / 2), Math.ceil(total / 2)];
    });
    return [pad(x, sides.reverse().flat(), { mode: this.paddingMode }), "valid"];
  }
}

/** Convolution. [N, in, H, W] → [N, out, H', W']. */
export class Conv2d extends Conv {
  constructor(inChannels: number, outChannels: number, kernelSize: Size, options: ConvOptions = {}) {
    super(2, inChannels, outChannels, kernelSize, options);
  }

  forward(input: Tensor): Tensor {
    const [x, padding] = this.padded(input);
    return conv2d(x, this.weight, this.bias, this.stride, padding, this.dilation, this.groups);
  }
}

/** Convolution. [N, in, D, H, W] → [N, out, D', H', W']. */
export class Conv3d extends Conv {
  readonly #isPointwise: boolean;

  constructor(inChannels: number, outChannels: number, kernelSize: Size, options: ConvOptions = {}) {
    super(3, inChannels, outChannels, kernelSize, options);
    const { stride, padding } = this;
    const isPlain = typeof padding === "string" || padding.every((size) => size === 0);
    this.#isPointwise = isPlain && this.groups === 1 && [...this.kernelSize, ...stride].every((size) => size === 1);
  }

  forward(input: Tensor): Tensor {
    // On one thread aten has no fast kernel of 1³ for float32, and leaves the memory format.
    if (this.#isPointwise && threads() === 1 && input.device === "cpu" && input.isContiguous("channels_last_3d")) {
      const voxels = input.permute([0, 2, 3, 4, 1]); // [N, D, H, W, in]
      return linear(voxels, this.weight.flatten(1), this.bias).permute([0, 4, 1, 2, 3]);
    }
    const [x, padding] = this.padded(input);
    return conv3d(x, this.weight, this.bias, this.stride, padding, this.dilation, this.groups);
  }
}

abstract class ConvTranspose extends Convolution {
  readonly kernelSize: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly outputPadding: readonly number[];
  readonly dilation: readonly number[];

  constructor(dims: number, inChannels: number, outChannels: number, kernelSize: Size, options: ConvTransposeOptions) {
    const { stride = 1, padding = 0, outputPadding = 0, dilation = 1, groups = 1, bias = true } = options;
    const kernel = expandSize(kernelSize, dims, "kernelSize");
    perGroup(inChannels, groups);
    super([inChannels, perGroup(outChannels, groups), ...kernel], inChannels, outChannels, groups, bias);
    this.kernelSize = kernel;
    this.stride = expandSize(stride, dims, "stride");
    this.padding = expandSize(padding, dims, "padding");
    this.outputPadding = expandSize(outputPadding, dims, "outputPadding");
    this.dilation = expandSize(dilation, dims, "dilation");
  }
}

/** Transposed convolution. [N, in, H, W] → [N, out, H', W']; kernel and stride 2 double the size. */
export class ConvTranspose2d extends ConvTranspose {
  constructor(inChannels: number, outChannels: number, kernelSize: Size, options: ConvTransposeOptions = {}) {
    super(2, inChannels, outChannels, kernelSize, options);
  }

  forward(x: Tensor): Tensor {
    const { weight, bias, stride, padding, outputPadding, groups, dilation } = this;
    return convTranspose2d(x, weight, bias, stride, padding, outputPadding, groups, dilation);
  }
}

/** Transposed convolution. [N, in, D, H, W] → [N, out, D', H', W']; kernel and stride 2 double the size. */
export class ConvTranspose3d extends ConvTranspose {
  constructor(inChannels: number, outChannels: number, kernelSize: Size, options: ConvTransposeOptions = {}) {
    super(3, inChannels, outChannels, kernelSize, options);
  }

  forward(x: Tensor): Tensor {
    const { weight, bias, stride, padding, outputPadding, groups, dilation } = this;
    return convTranspose3d(x, weight, bias, stride, padding, outputPadding, groups, dilation);
  }
}
