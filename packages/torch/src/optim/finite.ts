// The check between backward and an optimizer's step: one gradient that is not finite would make all weights so at
// once. The trainer of mandn asks it at every update.

import { noGrad } from "../autograd.js";
import { stack } from "../generated/operators.js";
import { operator } from "../operator.js";
import { float } from "../scalar.js";
import { scope } from "../scope.js";
import type { Tensor } from "../tensor.js";
import { byDeviceAndDtype } from "./optimizer.js";

const foreachNorm = operator("aten::_foreach_norm", "Scalar");

/**
 * The parameters whose gradients have a NaN or an infinity; none where all is well. Reads every gradient once and waits for the
 * device once for each device and dtype: a fraction of an optimizer's step.
 */
export function nonFiniteGradients<T extends Tensor>(parameters: Iterable<T>): T[] {
  return scope(() =>
    noGrad(() => {
      const pairs = Array.from(parameters).flatMap((parameter) => {
        const { grad } = parameter;
        return grad === undefined || grad.numel === 0 ? [] : [{ parameter, grad }];
      });
      return byDeviceAndDtype(pairs, ({ grad }) => grad).flatMap((part) => {
        const gradients = part.map(({ grad }) => grad);
        const norms = stack(foreachNorm.callTensors(gradients, float(2))).toTypedArray();
        // A norm may also be infinite because the squares of huge numbers are: that is rare enough to look twice.
        const suspects = part.filter((_, i) => !Number.isFinite(norms[i]));
        return suspects.filter(({ grad }) => !grad.isfinite().all().item()).map(({ parameter }) => parameter);
      });
    }),
  );
}
