// Where windows lie along an axis and how their voxels are weighted, as MONAI has them.
// sliding-window.ts puts them over a scan.

import type { Triple } from "@mandn/imaging";
import { arange, ones, scope, type Tensor } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";

/** How the predictions of windows that overlap are weighted. */
export type Weighting = Plan["inference"]["weighting"];

/** Where windows lie on an axis that may be shorter than they are. */
export interface WindowAxis {
  /** First voxel of each window, ascending. */
  readonly starts: readonly number[];
  /** Voxels of the scan in each window. */
  readonly length: number;
  /** Voxels of padding in front of the scan and behind it that fill a window. */
  readonly before: number;
  readonly after: number;
}

/**
 * Windows along one axis, as MONAI lays them: every ⌊window · (1 − overlap)⌋ voxels (at least one), the last moved back to
 * end with the scan; a scan that is shorter is padded on both sides.
 */
export function windowAxis(size: number, window: number, overlap: number): WindowAxis {
  const missing = Math.max(0, window - size);
  const before = Math.floor(missing / 2);
  const length = window - missing;
  const step = Math.max(1, Math.floor(window * (1 - overlap)));
  const count = Math.ceil((size - length) / step) + 1;
  const starts = Array.from({ length: count }, (_, i) => Math.min(i * step, size - length));
  return { starts, length, before, after: missing - before };
}

/** `[..., d, h, w]` of a window → a view of the part that lies in the scan. */
export function inScan(x: Tensor, axes: readonly WindowAxis[]): Tensor {
  return axes.reduce((part, { before, length }, axis) => part.narrow(axis - 3, before, length), x);
}

/** Standard deviation of the Gaussian weights as a share of the window, and their floor (MONAI's). */
const SIGMA = 0.125;
const FLOOR = 1e-3;

/**
 * The weight of each voxel of a window, `[d, h, w]`, float32: 1, or a Gaussian about its centre whose standard deviation is
 * an eighth of the window along each axis, floored at 0.001 (or its least value, if larger) so that no weight vanishes.
 */
export function windowWeights(window: Triple, weighting: Weighting): Tensor {
  if (weighting === "uniform") return ones([...window]);
  return scope(() => {
    const [d, h, w] = window.map((size) => {
      const distance = arange(-(size - 1) / 2, size / 2, { dtype: "float32" });
      return distance
        .square()
        .div(-2 * (size * SIGMA) ** 2)
        .exp();
    });
    const weights = d
      .reshape([-1, 1, 1])
      .mul(h.reshape([-1, 1]))
      .mul(w);
    return weights.clampMin(Math.max(FLOOR, weights.min().itemNumber()));
  });
}

/** @throws MnError `"usage"` unless every setting is within what it may be. */
export function checkWindows(window: Triple, overlap: number, windowsPerBatch: number): void {
  const wholes = [...window, windowsPerBatch].every((size) => Number.isSafeInteger(size) && size > 0);
  if (wholes && overlap >= 0 && overlap < 1) return;
  throw new MnError(
    "usage",
    `Windows of ${window.join("×")} voxels, ${windowsPerBatch} at a time, overlapping by ${overlap}: sizes are whole and positive, the overlap is from 0 up to, not including, 1.`,
  );
}
