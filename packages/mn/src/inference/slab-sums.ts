// The sums of windows that overlap, weighted as MONAI weights them, a slab of slices at a time: what no later window reaches is handed on
// and forgotten. So a whole scan's probabilities are never in memory.

import type { Triple } from "@mandn/imaging";
import { arange, type Device, keep, ones, scope, type Tensor, zeros } from "@mandn/torch";
import type { Plan } from "../plan/plan.js";
import { FLOOR, SIGMA, type WindowAxis } from "./windows.js";

/** How the predictions of windows that overlap are weighted. */
export type Weighting = Plan["inference"]["weighting"];

/** `[..., d, h, w]` of a window → a view of the part that lies in the scan. */
export function inScan(x: Tensor, axes: readonly WindowAxis[]): Tensor {
  return axes.reduce((part, { before, length }, axis) => part.narrow(axis - 3, before, length), x);
}

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

/** Bytes of one network's logits in a slab that is handed on, if one slice does not take more. */
const SLAB_BYTES = 32 * 2 ** 20;

/** Slices that no later window touches. */
export interface Slab {
  /** The first of them in the scan. */
  readonly start: number;
  /** The logits of each network, `[K, d, H, W]`, float32, on its device; freed when the consumer returns. */
  readonly logits: readonly Tensor[];
}

/**
 * Weighted sums of logits, and of weights, for the slices that windows still touch: rings along D as deep as a window.
 * Windows come in ascending order along D.
 */
export class SlabSums {
  readonly #axes: readonly WindowAxis[];
  readonly #plane: readonly [h: number, w: number];
  readonly #device: Device;
  readonly #consume: (slab: Slab) => void;
  /** Of the part of a window that lies in the scan: `[d, h, w]`. */
  readonly #weights: Tensor;
  /** `[ring, H, W]` */
  readonly #weightSums: Tensor;
  /** For each network `[K, ring, H, W]`, made when the first logits come. */
  readonly #sums: Tensor[] = [];
  /** Slices before this one have been handed on. */
  #start = 0;

  /**
   * @param axes where windows lie along D, H, W
   * @param plane H and W of the scan
   */
  constructor(
    axes: readonly WindowAxis[],
    plane: readonly [h: number, w: number],
    { window, weighting, device = "cpu" }: { window: Triple; weighting: Weighting; device?: Device },
    consume: (slab: Slab) => void,
  ) {
    this.#axes = axes;
    this.#plane = plane;
    this.#device = device;
    this.#consume = consume;
    this.#weights = scope(() => keep(inScan(windowWeights(window, weighting), axes).to(device)));
    this.#weightSums = keep(zeros([axes[0].length, ...plane], { dtype: "float32", device }));
  }

  /** Adds the logits `[N, K, d, h, w]` of each network in the windows at N places. */
  add(places: readonly Triple[], logits: readonly Tensor[]): void {
    for (const [n, place] of places.entries()) {
      this.finish(place[0]);
      this.#addTo(this.#weightSums, place);
      for (const [i, one] of logits.entries()) {
        this.#sums[i] ??= keep(
          zeros([one.size(1), this.#axes[0].length, ...this.#plane], { dtype: "float32", device: this.#device }),
        );
        this.#addTo(this.#sums[i], place, one.select(0, n));
      }
    }
  }

  /** Hands on the slices before `end`. */
  finish(end: number): void {
    const [h, w] = this.#plane;
    const classes = Math.max(1, ...this.#sums.map((sums) => sums.size(0)));
    const most = Math.max(1, Math.floor(SLAB_BYTES / (4 * classes * h * w)));
    while (this.#start < end) {
      const [{ at, count }] = this.#pieces(this.#start, Math.min(most, end - this.#start));
      scope(() => {
        const weights = this.#weightSums.narrow(0, at, count);
        const sums = this.#sums.map((one) => one.narrow(1, at, count));
        this.#consume({ start: this.#start, logits: sums.map((one) => one.div(weights)) });
        for (const done of [weights, ...sums]) done.zero_();
      });
      this.#start += count;
    }
  }

  dispose(): void {
    for (const tensor of [this.#weights, this.#weightSums, ...this.#sums]) tensor.dispose();
  }

  #addTo(sums: Tensor, [start, y, x]: Triple, logits?: Tensor): void {
    const [d, h, w] = this.#axes.map(({ length }) => length);
    for (const { at, offset, count } of this.#pieces(start, d)) {
      scope(() => {
        const target = sums.narrow(-3, at, count).narrow(-2, y, h).narrow(-1, x, w);
        const weights = this.#weights.narrow(0, offset, count);
        if (logits === undefined) target.add_(weights);
        else target.addcmul_(inScan(logits, this.#axes).narrow(1, offset, count), weights);
      });
    }
  }

  /** Where `count` slices from `start` on lie in the ring: one piece, or two around its end. */
  #pieces(start: number, count: number): { at: number; offset: number; count: number }[] {
    const ring = this.#axes[0].length;
    const at = start % ring;
    const first = Math.min(count, ring - at);
    const pieces = [
      { at, offset: 0, count: first },
      { at: 0, offset: first, count: count - first },
    ];
    return pieces.filter((piece) => piece.count > 0);
  }
}
