import { scope, type Tensor } from "@mandn/torch";
import { decide } from "./decide.js";

/** How much two networks differ about one scan, on the grid that they see. */
export interface Disagreement {
  /** For each foreground class the Dice of the one network's mask against the other's; null where neither found it. */
  readonly dice: readonly (number | null)[];
  /** 1 − the mean of `dice` over the classes that either found: 0 … 1; null where neither found any. */
  readonly masks: number | null;
  /**
   * Σ |p − q| / 2 over the classes' probabilities p and q, mean over the voxels that either gives a foreground class: 0 … 1;
   * null where neither found any.
   */
  readonly probabilities: number | null;
}

/** Counts, slab by slab, where two networks differ. */
export class DisagreementCounter {
  readonly #classes: number;
  /** Voxels by the first network's class (row) and the second's (column). */
  readonly #voxels: Float64Array;
  #distance = 0;

  constructor(classes: number) {
    this.#classes = classes;
    this.#voxels = new Float64Array(classes * classes);
  }

  /** Takes both networks' probabilities of some slices, `[K, d, H, W]`. */
  add(first: Tensor, second: Tensor): void {
    scope(() => {
      const [a, b] = [decide(first), decide(second)]; // [d, H, W]
      const counts = a.mul(this.#classes).add(b).reshape([-1]).bincount({ minlength: this.#voxels.length });
      for (const [i, count] of counts.to("float64").toTypedArray().entries()) this.#voxels[i] += Number(count);
      const distance = first.sub(second).abs().sum([0]).div(2);
      const isForeground = a.add(b).gt(0);
      this.#distance += distance.mul(isForeground).sum({ dtype: "float64" }).itemNumber();
    });
  }

  result(): Disagreement {
    const k = this.#classes;
    const sumOf = (indices: readonly number[]) => indices.reduce((sum, i) => sum + this.#voxels[i], 0);
    const all = Array.from({ length: k }, (_, i) => i);
    const dice = all.slice(1).map((label) => {
      const [row, column] = [sumOf(all.map((i) => label * k + i)), sumOf(all.map((i) => i * k + label))];
      return row + column === 0 ? null : (2 * this.#voxels[label * k + label]) / (row + column);
    });
    const found = dice.filter((one) => one !== null);
    const foreground = sumOf(Array.from({ length: k * k - 1 }, (_, i) => i + 1));
    if (found.length === 0) return { dice, masks: null, probabilities: null };
    return {
      dice,
      masks: 1 - found.reduce((sum, one) => sum + one, 0) / found.length,
      probabilities: this.#distance / foreground,
    };
  }
}
