// Stochastic gradient descent with momentum, as PyTorch defines it (the learning rate outside the momentum).
// All parameters of a device are updated at once: torch.optim.SGD.

import { emptyLike } from "../generated/operators.js";
import { operator } from "../operator.js";
import { float } from "../scalar.js";
import { keep } from "../scope.js";
import type { Tensor } from "../tensor.js";
import { type GroupOptions, Optimizer, type ParameterGroup } from "./optimizer.js";

const foreach = {
  add: operator("aten::_foreach_add", "List"),
  add_: operator("aten::_foreach_add_", "List"),
  mul_: operator("aten::_foreach_mul_", "Scalar"),
  neg: operator("aten::_foreach_neg"),
};
const fusedSgd = operator("aten::_fused_sgd_");

export interface SGDOptions extends GroupOptions {
  /** Decay of the sum of gradients; default 0: none is kept. */
  momentum: number;
  /** Share of a new gradient that does not go into that sum; default 0. */
  dampening: number;
  /** Default 0. */
  weightDecay: number;
  /** Whether to look ahead by one step of momentum; default false. */
  nesterov: boolean;
}

const sgdDefaults: SGDOptions = {
  lr: 1e-3,
  momentum: 0,
  dampening: 0,
  weightDecay: 0,
  nesterov: false,
  maximize: false,
  fused: true,
};

/** Stochastic gradient descent with momentum, as PyTorch defines it (the learning rate outside the momentum). */
export class SGD extends Optimizer<SGDOptions> {
  protected readonly pythonOptions = { foreach: null, differentiable: false };

  /** @param options default lr 1e-3, momentum 0. */
  constructor(params: Iterable<Tensor> | readonly ParameterGroup<SGDOptions>[], options: Partial<SGDOptions> = {}) {
    super(params, { ...sgdDefaults, ...options });
  }

  protected stateNames({ momentum }: SGDOptions): string[] {
    return momentum === 0 ? [] : ["momentum_buffer"];
  }

  protected update(group: SGDOptions, params: Tensor[], grads: Tensor[]): void {
    // A parameter's first gradient becomes its momentum, without dampening.
    const pairs = params.map((param, i) => ({ param, grad: grads[i] as Tensor }));
    const first = group.momentum === 0 ? [] : pairs.filter(({ param }) => !this.state.has(param));
    for (const { param } of first) this.state.set(param, { momentum_buffer: keep(emptyLike(param)) });
    this.#update(group, first, true);
    this.#update(
      group,
      pairs.filter((pair) => !first.includes(pair)),
      false,
    );
  }

  #update(group: SGDOptions, pairs: readonly { param: Tensor; grad: Tensor }[], isFirst: boolean): void {
    if (pairs.length === 0) return;
    const params = pairs.map(({ param }) => param);
    const grads = pairs.map(({ grad }) => grad);
    const { lr, momentum, dampening, weightDecay, nesterov, maximize, fused } = group;
    const buffers = momentum === 0 ? [] : params.map((param) => this.state.get(param)?.momentum_buffer as Tensor);
    if (fused) {
      fusedSgd.call(params, grads, buffers, weightDecay, momentum, lr, dampening, nesterov, maximize, isFirst);
      return;
    }
    let gradients = maximize ? foreach.neg.callTensors(grads) : grads;
    if (weightDecay !== 0) gradients = foreach.add.callTensors(gradients, params, float(weightDecay));
    if (momentum !== 0) {
      if (isFirst) {
        for (const [i, buffer] of buffers.entries()) buffer.copy_(gradients[i] as Tensor);
      } else {
        foreach.mul_.call(buffers, float(momentum));
        foreach.add_.call(buffers, gradients, float(1 - dampening));
      }
      gradients = nesterov ? foreach.add.callTensors(gradients, buffers, float(momentum)) : buffers;
    }
    foreach.add_.call(params, gradients, float(-lr));
  }
}
