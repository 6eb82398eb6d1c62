// Adam and AdamW, all parameters of a device at once, with PyTorch's numbers.
// Kingma and Ba 2015, https://arxiv.org/abs/1412.6980; Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101

import { zeros, zerosLike } from "../generated/operators.js";
import { operator } from "../operator.js";
import { float } from "../scalar.js";
import { keep } from "../scope.js";
import type { Tensor } from "../tensor.js";
import { type GroupOptions, Optimizer, type ParameterGroup } from "./optimizer.js";

const foreach = {
  add: operator("aten::_foreach_add", "List"),
  add_: operator("aten::_foreach_add_", "Scalar"),
  addcdiv_: operator("aten::_foreach_addcdiv_", "ScalarList"),
  addcmul_: operator("aten::_foreach_addcmul_", "Scalar"),
  div_: operator("aten::_foreach_div_", "ScalarList"),
  lerp_: operator("aten::_foreach_lerp_", "Scalar"),
  maximum_: operator("aten::_foreach_maximum_", "List"),
  mul_: operator("aten::_foreach_mul_", "Scalar"),
  neg: operator("aten::_foreach_neg"),
  sqrt: operator("aten::_foreach_sqrt"),
};
const fusedAdam = operator("aten::_fused_adam_");
const fusedAdamW = operator("aten::_fused_adamw_");

export interface AdamOptions extends GroupOptions {
  /** Decay of the means of gradients and of their squares; default [0.9, 0.999]. */
  betas: readonly [number, number];
  /** Added to the denominator; default 1e-8. */
  eps: number;
  /** Default 0, with AdamW 0.01. */
  weightDecay: number;
  /** Whether to divide by the largest mean of squares so far; default false. */
  amsgrad: boolean;
}

const adamDefaults: AdamOptions = {
  lr: 1e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
  maximize: false,
  fused: true,
};

/** Adam (Kingma and Ba 2015), with weight decay added to the gradient. */
export class Adam extends Optimizer<AdamOptions> {
  /** Whether weights decay by themselves, and not by way of the gradient. */
  protected readonly decoupled: boolean = false;

  protected get pythonOptions() {
    return { foreach: null, capturable: false, differentiable: false, decoupled_weight_decay: this.decoupled };
  }

  /** @param options default lr 1e-3, betas [0.9, 0.999], eps 1e-8, weightDecay 0. */
  constructor(params: Iterable<Tensor> | readonly ParameterGroup<AdamOptions>[], options: Partial<AdamOptions> = {}) {
    super(params, { ...adamDefaults, ...options });
  }

  protected stateNames({ amsgrad }: AdamOptions): string[] {
    return ["step", "exp_avg", "exp_avg_sq", ...(amsgrad ? ["max_exp_avg_sq"] : [])];
  }

  protected update(group: AdamOptions, params: Tensor[], grads: Tensor[]): void {
    const { lr, betas, eps, weightDecay, amsgrad, maximize, fused } = group;
    for (const param of params) if (!this.state.has(param)) this.state.set(param, this.#start(param, group));
    const all = (name: string) => params.map((param) => this.state.get(param)?.[name] as Tensor);
    const steps = all("step");
    const means = all("exp_avg");
    const squares = all("exp_avg_sq");
    const largest = amsgrad ? all("max_exp_avg_sq") : [];
    foreach.add_.call(steps, 1);
    if (fused) {
      const operation = this.decoupled ? fusedAdamW : fusedAdam;
      operation.call(params, grads, means, squares, largest, steps, lr, ...betas, weightDecay, eps, amsgrad, maximize);
      return;
    }
    let gradients = maximize ? foreach.neg.callTensors(grads) : grads;
    if (weightDecay !== 0) {
      if (this.decoupled) foreach.mul_.call(params, float(1 - lr * weightDecay));
      else gradients = foreach.add.callTensors(gradients, params, float(weightDecay));
    }
    foreach.lerp_.call(means, gradients, float(1 - betas[0]));
    foreach.mul_.call(squares, float(betas[1]));
    foreach.addcmul_.call(squares, gradients, gradients, float(1 - betas[1]));
    if (amsgrad) foreach.maximum_.call(largest, squares);
    const counts = steps.map((step) => step.itemNumber());
    const denominators = foreach.sqrt.callTensors(amsgrad ? largest : squares);
    foreach.div_.call(
      denominators,
      counts.map((t) => float((1 - betas[1] ** t) ** 0.5)),
    );
    foreach.add_.call(denominators, float(eps));
    foreach.addcdiv_.call(
      params,
      means,
      denominators,
      counts.map((t) => float(-(lr / (1 - betas[0] ** t)))),
    );
  }

  #start(param: Tensor, { amsgrad, fused }: AdamOptions): Record<string, Tensor> {
    return {
      step: keep(zeros([], { dtype: "float32", device: fused ? param.device : "cpu" })),
      exp_avg: keep(zerosLike(param)),
      exp_avg_sq: keep(zerosLike(param)),
      ...(amsgrad && { max_exp_avg_sq: keep(zerosLike(param)) }),
    };
  }
}

/** Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019). */
export class AdamW extends Adam {
  protected override readonly decoupled = true;

  /** @param options default lr 1e-3, betas [0.9, 0.999], eps 1e-8, weightDecay 0.01. */
  constructor(params: Iterable<Tensor> | readonly ParameterGroup<AdamOptions>[], options: Partial<AdamOptions> = {}) {
    super(params, { weightDecay: 0.01, ...options });
  }
}
