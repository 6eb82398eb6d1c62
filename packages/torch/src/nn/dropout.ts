// Dropout of elements and of whole channels, on in training only: torch.nn.Dropout and its relatives.
// Srivastava et al., 2014: https://jmlr.org/papers/v15/srivastava14a.html

import { TorchError } from "../errors.js";
import { dropout, featureDropout } from "../generated/operators.js";
import type { Tensor } from "../tensor.js";
import { Module } from "./module.js";

abstract class DropoutBase extends Module {
  /** @param p the probability of a zero. */
  constructor(readonly p = 0.5) {
    super();
    if (!(p >= 0 && p <= 1)) throw new TorchError("argument", `a dropout probability lies between 0 and 1, got ${p}`);
  }
}

/** In training, zeros with probability p, and the rest scaled by 1 / (1 − p). */
export class Dropout extends DropoutBase {
  forward(x: Tensor): Tensor {
    return dropout(x, this.p, this.training);
  }
}

/** Dropout of whole channels. [N, C, H, W] → same. */
export class Dropout2d extends DropoutBase {
  forward(x: Tensor): Tensor {
    return featureDropout(x, this.p, this.training);
  }
}

/** Dropout of whole channels. [N, C, D, H, W] → same. */
export class Dropout3d extends DropoutBase {
  forward(x: Tensor): Tensor {
    return featureDropout(x, this.p, this.training);
  }
}
