// Batch norm that keeps what it was loaded with, for pretrained encoders.
// As torchvision's FrozenBatchNorm2d, but for a bias that learns.

import { keep, nn, ones, scope, type Tensor, zeros } from "@mandn/torch";

/**
 * A batch norm whose scale and statistics stay as they were loaded, in training too: a few slices would spoil what millions
 * of photographs gave. Its bias learns.
 */
export class FrozenBatchNorm2d extends nn.Module {
  readonly bias: nn.Parameter;
  readonly weight: Tensor;
  readonly running_mean: Tensor;
  readonly running_var: Tensor;

  constructor(
    channels: number,
    readonly eps = 1e-5,
  ) {
    super();
    this.bias = nn.Parameter.full([channels], 0);
    this.weight = keep(ones([channels]));
    this.running_mean = keep(zeros([channels]));
    this.running_var = keep(ones([channels]));
  }

  /** Weight and bias of a convolution [out, in, k, k] that does what `convolution` and then this norm do. */
  fold(convolution: nn.Conv2d): [weight: Tensor, bias: Tensor] {
    return scope(() => {
      const scale = this.weight.mul(this.running_var.add(this.eps).rsqrt()); // [out]
      const weight = convolution.weight.mul(scale.reshape([-1, 1, 1, 1]));
      return [weight, this.bias.sub(this.running_mean.mul(scale))];
    });
  }
}
