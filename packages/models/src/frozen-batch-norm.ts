// Batch norm that keeps what it was loaded with, for pretrained encoders.
// As torchvision's FrozenBatchNorm2d, but for a bias that learns.

import { keep, nn, ones, operator, scope, type Tensor, zeros } from "@mandn/torch";

const each = {
  add: operator("aten::_foreach_add", "Scalar"),
  rsqrt: operator("aten::_foreach_rsqrt"),
  mul: operator("aten::_foreach_mul", "List"),
  sub: operator("aten::_foreach_sub", "List"),
};

/** Weight [out, in, k, k] and bias [out] of a convolution that does what a convolution and then its norm do. */
export type Folded = readonly [weight: Tensor, bias: Tensor];

/**
 * Folds many norms into the convolutions before them, in a few passes over all together: on a GPU, where launching a kernel costs
 * more than the work on a few numbers, a fraction of what one after the other costs.
 *
 * @param pairs whose norms have one `eps`
 */
export function foldAll(pairs: readonly (readonly [nn.Conv2d, FrozenBatchNorm2d])[]): Folded[] {
  return scope(() => {
    const norms = pairs.map(([, norm]) => norm);
    const deviations = each.rsqrt.callTensors(
      each.add.callTensors(
        norms.map((norm) => norm.running_var),
        (norms[0] as FrozenBatchNorm2d).eps,
      ),
    );
    const scales = each.mul.callTensors(
      norms.map((norm) => norm.weight),
      deviations,
    ); // [out] each
    const shifts = each.mul.callTensors(
      norms.map((norm) => norm.running_mean),
      scales,
    );
    const biases = each.sub.callTensors(
      norms.map((norm) => norm.bias),
      shifts,
    );
    return pairs.map(
      ([{ weight }], i): Folded => [weight.mul((scales[i] as Tensor).reshape([-1, 1, 1, 1])), biases[i] as Tensor],
    );
  });
}

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

  /** {@link foldAll} of one. */
  fold(convolution: nn.Conv2d): Folded {
    return foldAll([[convolution, this]])[0] as Folded;
  }
}
