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

/** Parameters of one device and dtype, with the lengths of their gradients. */
export interface GradientNorms<T extends Tensor> {
  readonly parameters: readonly T[];
  /** `[P]`, on the device: not read, so nothing waits for it. */
  readonly norms: Tensor;
}

/**
 * The Euclidean length of each gradient, of those that are there and not empty. To read it together with other numbers: a step that
 * waits for its device once is quicker than one that waits for each.
 */
export function gradientNorms<T extends Tensor>(parameters: Iterable<T>): GradientNorms<T>[] {
  return scope(() =>
    noGrad(() => {
      const pairs = Array.from(parameters).flatMap((parameter) => {
        const { grad } = parameter;
        return grad === undefined || grad.numel === 0 ? [] : [{ parameter, grad }];
      });
      return byDeviceAndDtype(pairs, ({ grad }) => grad).map((part) => ({
        parameters: part.map(({ parameter }) => parameter),
        norms: stack(
          foreachNorm.callTensors(
            part.map(({ grad }) => grad),
            float(2),
          ),
        ),
      }));
    }),
  );
}

/**
 * The parameters whose gradients have a NaN or an infinity; none where all is well. Reads every gradient once and waits for the
 * device once for each device and dtype: a fraction of an optimizer's step.
 */
export function nonFiniteGradients<T extends Tensor>(parameters: Iterable<T>): T[] {
  return scope(() =>
    noGrad(() =>
      gradientNorms(parameters).flatMap(({ parameters: part, norms }) => {
        const lengths = norms.toTypedArray();
        // A norm may also be infinite because the squares of huge numbers are: that is rare enough to look twice.
        const suspects = part.filter((_, i) => !Number.isFinite(lengths[i]));
        return suspects.filter(({ grad }) => grad?.isfinite().all().item() !== true);
      }),
    ),
  );
}
