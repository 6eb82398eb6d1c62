// Inverted residuals: expansion, depthwise convolution, projection, with ReLU6 between them and norms that are frozen.
// What MobileNetV2 (Sandler et al. 2018, https://arxiv.org/abs/1801.04381) and EfficientNet-Lite are made of.

import { conv2d, type nn, pad, scope, type Tensor } from "@mandn/torch";
import { depthwiseRelu6 } from "@mandn/torch/kernels";
import type { Folded, FrozenBatchNorm2d } from "./frozen-batch-norm.js";

/** A convolution and its norm. */
export type Pair = readonly [nn.Conv2d, FrozenBatchNorm2d];

/** How a convolution pads: `isSame` at stride 2 as TensorFlow does, more at the bottom and right than at the top and left. */
export interface Shape {
  readonly kernel: 3 | 5;
  readonly stride: 1 | 2;
  readonly isSame: boolean;
}

/** The first layer, at stride 2: convolution 3², norm, ReLU6. [N, in, H, W] → [N, out, H / 2, W / 2]. */
export function stem(x: Tensor, [weight, bias]: Folded, isSame: boolean): Tensor {
  return scope(() => {
    const [image, padding] = isSame ? [pad(x, [0, 1, 0, 1]), 0] : [x, 1];
    return conv2d(image, weight, bias, 2, padding).relu6_();
  });
}

/**
 * Expansion 1², depthwise, projection 1²; added to its input where shapes allow. [N, in, H, W] → [N, out, H / stride, W / stride];
 * H and W are multiples of the stride.
 *
 * @param folded of the expansion, unless there is none, the depthwise convolution and the projection
 */
export function invertedResidual(x: Tensor, folded: readonly Folded[], shape: Shape): Tensor {
  const { stride } = shape;
  return scope(() => {
    const [project, depthwise, expand] = folded.toReversed() as [Folded, Folded, Folded | undefined];
    const expanded = expand === undefined ? x : conv2d(x, ...expand); // [N, hidden, H, W], before ReLU6
    const options = { stride, padding: paddingBefore(shape), activateInput: expand !== undefined };
    const hidden = depthwiseRelu6(expanded, ...depthwise, options); // [N, hidden, H / stride, W / stride]
    const y = conv2d(hidden, ...project);
    return stride === 1 && x.size(1) === y.size(1) ? x.add(y) : y;
  });
}

/** Rows of zeros above the image and columns left of it: half a kernel, or one less where TensorFlow pads the other side more. */
function paddingBefore({ kernel, stride, isSame }: Shape): 0 | 1 | 2 {
  const isLess = stride === 2 && isSame;
  if (kernel === 3) return isLess ? 0 : 1;
  return isLess ? 1 : 2;
}
