// What stands in the brackets of Python's `x[…]`: what gives a view is applied here, what picks elements is left for
// aten's index and index_put_. Tensor.index and Tensor.indexPut_ are made of it.

import { tensor } from "./creation.js";
import { TorchError } from "./errors.js";
import * as operators from "./generated/operators.js";
import type { Scalar } from "./scalar.js";
import { complete, type Index, Slice, Tensor } from "./tensor.js";

// How many dimensions of the tensor an index takes up.
function width(index: Index): number {
  if (typeof index === "number" || index instanceof Slice) return 1;
  if (index instanceof Tensor) return index.dtype === "bool" ? index.dim : 1;
  return 0;
}

interface Applied {
  readonly view: Tensor;
  /** For each dimension of the view, the tensor that picks from it; undefined: all of it. */
  readonly picks: (Tensor | undefined)[];
}

/** Applies what gives a view; what picks elements is left for aten's index and index_put_. As Python's `x[…]`. */
function apply(x: Tensor, indices: readonly Index[]): Applied {
  const taken = indices.reduce<number>((sum, index) => sum + width(index), 0);
  if (taken > x.dim) throw new TorchError("index", `too many indices: ${taken} for a tensor with ${x.dim} dimensions`);
  if (indices.filter((index) => index === "...").length > 1)
    throw new TorchError("index", 'an index can hold only one "..."');
  const all = indices.includes("...") ? indices : [...indices, "..." as const];
  const picks: (Tensor | undefined)[] = [];
  let view = x;
  let dim = 0;
  const pick = (chosen: Tensor) => {
    picks[dim] = chosen;
    dim += 1;
  };
  for (const index of all) {
    if (index === "...") {
      dim += x.dim - taken;
    } else if (index === null) {
      view = operators.unsqueeze(view, dim);
      dim += 1;
    } else if (typeof index === "boolean") {
      view = operators.unsqueeze(view, dim);
      pick(tensor(index ? [0n] : [], { dtype: "int64", device: x.device }));
    } else if (typeof index === "number") {
      view = operators.select(view, dim, index);
    } else if (index instanceof Slice) {
      if (index.step < 1)
        throw new TorchError("index", `the step of a slice must be positive, not ${index.step}: use flip()`);
      view = operators.slice(view, dim, index.start, index.stop, index.step);
      dim += 1;
    } else if (index.dtype === "bool") {
      checkMask(index, view, dim);
      for (const positions of operators.unbind(operators.nonzero(index), 1)) pick(positions);
    } else {
      pick(index);
    }
  }
  return { view, picks: Array.from(picks, (chosen) => chosen) };
}

function checkMask(mask: Tensor, view: Tensor, dim: number): void {
  const covered = view.shape.slice(dim, dim + mask.dim);
  if (mask.shape.some((size, i) => size !== covered[i])) {
    throw new TorchError(
      "shape",
      `a mask of shape [${mask.shape}] does not fit the dimensions [${covered}] that it indexes`,
    );
  }
}

export const indexing = {
  get(x: Tensor, indices: readonly Index[]): Tensor {
    const { view, picks } = apply(x, indices);
    if (picks.some((chosen) => chosen !== undefined)) return operators.index(view, picks);
    return view === x ? operators.alias(x) : view;
  },

  put(x: Tensor, indices: readonly Index[], value: Tensor | Scalar): void {
    const { view, picks } = apply(x, indices);
    if (picks.some((chosen) => chosen !== undefined)) {
      const values = value instanceof Tensor ? value : operators.full([], value, { dtype: x.dtype, device: x.device });
      operators.indexPut_(view, picks, values);
    } else if (value instanceof Tensor) {
      operators.copy_(view, value);
    } else {
      operators.fill_(view, value);
    }
  },
};
complete({ indexing });
