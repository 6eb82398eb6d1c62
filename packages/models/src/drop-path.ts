// Stochastic depth, as the transformers here use it.
// Huang et al. 2016: https://arxiv.org/abs/1603.09382

import { nn, rand, scope, type Tensor } from "@mandn/torch";

/** Stochastic depth: in training, a branch is dropped for each sample with probability `p`, else scaled by 1 / (1 − p). */
export class DropPath extends nn.Module {
  constructor(readonly p: number) {
    super();
  }

  forward(x: Tensor): Tensor {
    if (this.p === 0 || !this.training) return x;
    return scope(() => {
      const perSample = [x.size(0), ...Array<number>(x.dim - 1).fill(1)];
      const kept = rand(perSample, { dtype: x.dtype, device: x.device })
        .add_(1 - this.p)
        .floor_();
      return x.div(1 - this.p).mul(kept);
    });
  }
}
