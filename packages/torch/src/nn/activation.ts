// Activations as layers, each with PyTorch's name, defaults and formula: torch.nn's non-linear activations.
// In-place variants write into their input where that is no leaf.

import * as operators from "../generated/operators.js";
import type { Tensor } from "../tensor.js";
import { Module, Parameter } from "./module.js";

export interface InPlaceOptions {
  /** Whether the input is overwritten; default false. */
  readonly inplace?: boolean;
}

/** max(0, x). */
export class ReLU extends Module {
  readonly inplace: boolean;

  constructor(options: InPlaceOptions = {}) {
    super();
    this.inplace = options.inplace ?? false;
  }

  forward(x: Tensor): Tensor {
    return this.inplace ? operators.relu_(x) : operators.relu(x);
  }
}

/** min(max(0, x), 6). */
export class ReLU6 extends Module {
  readonly inplace: boolean;

  constructor(options: InPlaceOptions = {}) {
    super();
    this.inplace = options.inplace ?? false;
  }

  forward(x: Tensor): Tensor {
    return this.inplace ? operators.relu6_(x) : operators.relu6(x);
  }
}

/** x where positive, slope · x elsewhere. */
export class LeakyReLU extends Module {
  readonly inplace: boolean;

  constructor(
    readonly negativeSlope = 0.01,
    options: InPlaceOptions = {},
  ) {
    super();
    this.inplace = options.inplace ?? false;
  }

  forward(x: Tensor): Tensor {
    return this.inplace ? operators.leakyRelu_(x, this.negativeSlope) : operators.leakyRelu(x, this.negativeSlope);
  }
}

/** x where positive, learnt slope · x elsewhere: one slope, or one for each channel. */
export class PReLU extends Module {
  readonly weight: Parameter;

  constructor(numParameters = 1, options: { readonly init?: number } = {}) {
    super();
    this.weight = Parameter.full([numParameters], options.init ?? 0.25);
  }

  forward(x: Tensor): Tensor {
    return operators.prelu(x, this.weight);
  }
}

/** x where positive, alpha · (exp(x) − 1) elsewhere. */
export class ELU extends Module {
  readonly alpha: number;

  constructor(options: { readonly alpha?: number } = {}) {
    super();
    this.alpha = options.alpha ?? 1;
  }

  forward(x: Tensor): Tensor {
    return operators.elu(x, this.alpha);
  }
}

/** x · Φ(x), Φ the normal distribution function; `"tanh"` is an approximation of it. */
export class GELU extends Module {
  readonly approximate: "none" | "tanh";

  constructor(options: { readonly approximate?: "none" | "tanh" } = {}) {
    super();
    this.approximate = options.approximate ?? "none";
  }

  forward(x: Tensor): Tensor {
    return operators.gelu(x, { approximate: this.approximate });
  }
}

/** x · sigmoid(x), also called swish. */
export class SiLU extends Module {
  forward(x: Tensor): Tensor {
    return operators.silu(x);
  }
}

/** x · ReLU6(x + 3) / 6. */
export class Hardswish extends Module {
  forward(x: Tensor): Tensor {
    return operators.hardswish(x);
  }
}

/** 1 / (1 + exp(−x)). */
export class Sigmoid extends Module {
  forward(x: Tensor): Tensor {
    return operators.sigmoid(x);
  }
}

export class Tanh extends Module {
  forward(x: Tensor): Tensor {
    return operators.tanh(x);
  }
}

/** log(1 + exp(beta · x)) / beta; x where beta · x is above the threshold. */
export class Softplus extends Module {
  readonly beta: number;
  readonly threshold: number;

  constructor(options: { readonly beta?: number; readonly threshold?: number } = {}) {
    super();
    this.beta = options.beta ?? 1;
    this.threshold = options.threshold ?? 20;
  }

  forward(x: Tensor): Tensor {
    return operators.softplus(x, this.beta, this.threshold);
  }
}

/** Shares of one along `dim`. */
export class Softmax extends Module {
  constructor(readonly dim: number) {
    super();
  }

  forward(x: Tensor): Tensor {
    return operators.softmax(x, this.dim);
  }
}

export class LogSoftmax extends Module {
  constructor(readonly dim: number) {
    super();
  }

  forward(x: Tensor): Tensor {
    return operators.logSoftmax(x, this.dim);
  }
}

/** Its input. */
export class Identity extends Module {
  forward(x: Tensor): Tensor {
    return x;
  }
}

/** Dimensions `startDim` to `endDim` as one. [N, ...] → [N, M]. */
export class Flatten extends Module {
  constructor(
    readonly startDim = 1,
    readonly endDim = -1,
  ) {
    super();
  }

  forward(x: Tensor): Tensor {
    return operators.flatten(x, this.startDim, this.endDim);
  }
}
