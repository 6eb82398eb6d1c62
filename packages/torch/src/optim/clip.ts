// Limits on gradients between backward and the step: torch.nn.utils.clip_grad_norm_ and clip_grad_value_.
// A norm that is not finite is an error.

import { noGrad } from "../autograd.js";
import { TorchError } from "../errors.js";
import { linalgVectorNorm, stack, zeros } from "../generated/operators.js";
import { operator } from "../operator.js";
import { float } from "../scalar.js";
import { scope } from "../scope.js";
import type { Tensor } from "../tensor.js";
import { byDeviceAndDtype } from "./optimizer.js";

const foreachNorm = operator("aten::_foreach_norm", "Scalar");
const foreachMul_ = operator("aten::_foreach_mul_", "Tensor");
const foreachClampMin_ = operator("aten::_foreach_clamp_min_", "Scalar");
const foreachClampMax_ = operator("aten::_foreach_clamp_max_", "Scalar");

function gradients(parameters: Iterable<Tensor>): Tensor[][] {
  const grads = Array.from(parameters, (p) => p.grad).filter((grad) => grad !== undefined);
  return byDeviceAndDtype(grads, (grad) => grad);
}

/**
 * Scales the gradients of all parameters so that their norm, taken together, is at most `maxNorm`.
 *
 * @param options.normType the p of the norm; default 2, `Infinity` for the largest absolute value.
 * @param options.errorIfNonfinite default false: one NaN or infinity makes all gradients so.
 * @returns the norm before, a tensor without dimensions.
 * @throws {TorchError} `value` for a norm that is not finite, if asked for; the gradients are unchanged then.
 */
export function clipGradNorm(
  parameters: Iterable<Tensor>,
  maxNorm: number,
  options: { readonly normType?: number; readonly errorIfNonfinite?: boolean } = {},
): Tensor {
  const { normType = 2, errorIfNonfinite = false } = options;
  return scope(() =>
    noGrad(() => {
      const parts = gradients(parameters);
      const first = parts[0]?.[0];
      if (first === undefined) return zeros([], { dtype: "float32" });
      const norms = parts.flatMap((grads) => foreachNorm.callTensors(grads, float(normType)));
      const total = linalgVectorNorm(stack(norms.map((norm) => norm.to({ device: first.device }))), float(normType));
      if (errorIfNonfinite && !Number.isFinite(total.itemNumber())) {
        throw new TorchError("value", `the norm of the gradients is ${total.itemNumber()}: they cannot be clipped`);
      }
      const factor = total.add(1e-6).reciprocal().mul(float(maxNorm)).clampMax(float(1));
      for (const grads of parts) foreachMul_.call(grads, factor.to({ device: (grads[0] as Tensor).device }));
      return total;
    }),
  );
}

/** Limits every element of the gradients to between −`value` and `value`. */
export function clipGradValue(parameters: Iterable<Tensor>, value: number): void {
  scope(() =>
    noGrad(() => {
      for (const grads of gradients(parameters)) {
        foreachClampMin_.call(grads, float(-value));
        foreachClampMax_.call(grads, float(value));
      }
    }),
  );
}
