// `@mandn/torch/kernels`: operators of our own, not PyTorch's, each one pass where PyTorch takes several. On a CPU in the memory
// format that each names they are fused (native/*.cc); everywhere else aten's operators compute the same. Layers use them; a
// network may, too.
import { operator } from "./operator.js";
import type { Tensor } from "./tensor.js";

const fusedInstanceNorm = operator("mandn::instance_norm_act");
const fusedGroupNorm = operator("mandn::group_norm_act");
const fusedUpsampleCat = operator("mandn::upsample2x_cat");
const fusedDepthwiseRelu6 = operator("mandn::depthwise_relu6");

export interface NormReluOptions {
  /** Of each channel, [C]. */
  readonly weight?: Tensor | undefined;
  readonly bias?: Tensor | undefined;
  /** Added to the variance; default 1e-5. */
  readonly eps?: number;
  /** Slope below 0: 0 for ReLU, 1 for the norm alone; default 0. */
  readonly negativeSlope?: number;
}

/** Instance norm and (leaky) ReLU. [N, C, H, W] or [N, C, D, H, W] → same. Fused in channels_last and channels_last_3d. */
export function instanceNormRelu(x: Tensor, options: NormReluOptions = {}): Tensor {
  const { weight, bias, eps = 1e-5, negativeSlope = 0 } = options;
  return fusedInstanceNorm.callTensor(x, weight, bias, eps, negativeSlope);
}

/**
 * Group norm and (leaky) ReLU. [N, C, H, W] or [N, C, D, H, W] → same. Fused in channels_last and channels_last_3d.
 *
 * @param groups of channels; C is a multiple of it
 */
export function groupNormRelu(x: Tensor, groups: number, options: NormReluOptions = {}): Tensor {
  const { weight, bias, eps = 1e-5, negativeSlope = 0 } = options;
  return fusedGroupNorm.callTensor(x, groups, weight, bias, eps, negativeSlope);
}

/**
 * Trilinear upsampling of x [N, C, D, H, W] to twice the size, concatenated with skip [N, S, 2D, 2H, 2W] along the channels:
 * [N, S + C, 2D, 2H, 2W], or [N, C + S, …] with `skipFirst = false`; or bilinear upsampling, all without D. Fused in
 * channels_last_3d and channels_last.
 */
export function upsample2xCat(x: Tensor, skip: Tensor, skipFirst = true): Tensor {
  return fusedUpsampleCat.callTensor(x, skip, skipFirst);
}

export interface DepthwiseRelu6Options {
  /** Default 1. */
  readonly stride?: 1 | 2;
  /**
   * Pixels above and left of the image: (K − 1) / 2, the default, or at stride 2 also one less; below and right there are as many as
   * are needed.
   */
  readonly padding?: 0 | 1 | 2;
  /** Whether x goes through ReLU6 first; default false. */
  readonly activateInput?: boolean;
}

/**
 * ReLU6 of a depthwise convolution of x, or of ReLU6 of x: what stands between the expansion and the projection of an inverted
 * residual. x [N, C, H, W], weight [C, 1, K, K] for K = 3 or 5, bias [C] → [N, C, ⌈H / stride⌉, ⌈W / stride⌉]. Fused in channels_last.
 */
export function depthwiseRelu6(x: Tensor, weight: Tensor, bias: Tensor, options: DepthwiseRelu6Options = {}): Tensor {
  const { stride = 1, padding = (weight.size(-1) - 1) / 2, activateInput = false } = options;
  return fusedDepthwiseRelu6.callTensor(x, weight, bias, stride, padding, activateInput);
}
