// How much networks differ about a scan, which says what to label next, and the class that probabilities speak for.
// Counted on the grid that the networks see, before masks are brought back to the scan's own.

import { scope, type Tensor } from "@mandn/torch";
import type { Disagreement } from "../run/results.js";

/** Counts, slab by slab, where networks differ on the grid that they see. */
export class DisagreementCounter {
  readonly #classes: number;
  /** For each pair of networks the voxels by the one's class (row) and the other's (column). */
  readonly #pairs: readonly { readonly first: number; readonly second: number; readonly voxels: Float64Array }[];

  constructor(networks: number, classes: number) {
    this.#classes = classes;
    const all = Array.from({ length: networks }, (_, i) => i);
    this.#pairs = all.flatMap((first) =>
      all.slice(first + 1).map((second) => ({ first, second, voxels: new Float64Array(classes * classes) })),
    );
  }

  /** Takes each network's probabilities of some slices, `[K, d, H, W]`. */
  add(probabilities: readonly Tensor[]): void {
    if (this.#pairs.length === 0) return;
    scope(() => {
      const found = probabilities.map(decide); // [d, H, W]
      for (const { first, second, voxels } of this.#pairs) {
        const pairs = found[first].mul(this.#classes).add(found[second]).reshape([-1]);
        const counts = pairs.bincount({ minlength: voxels.length }).to("float64").toTypedArray();
        for (const [i, count] of counts.entries()) voxels[i] += Number(count);
      }
    });
  }

  result(): Disagreement {
    if (this.#pairs.length === 0) return { kind: "single" };
    const pairs = this.#pairs.map(({ voxels }) => this.#differences(voxels));
    const ofPairs = pairs.flatMap((differences) => meanOf(differences) ?? []);
    if (ofPairs.length === 0) return { kind: "all-empty" };
    const classes = Array.from({ length: this.#classes - 1 }, (_, i) => meanOf(pairs.map((pair) => pair[i])) ?? null);
    return { kind: "value", value: mean(ofPairs), classes };
  }

  /** Of each foreground class 1 − the Dice of two networks; undefined where neither found it. */
  #differences(voxels: Float64Array): (number | undefined)[] {
    const k = this.#classes;
    const all = Array.from({ length: k }, (_, i) => i);
    return all.slice(1).map((label) => {
      const either = all.reduce((sum, i) => sum + voxels[label * k + i] + voxels[i * k + label], 0);
      return either === 0 ? undefined : 1 - (2 * voxels[label * k + label]) / either;
    });
  }
}

/**
 * How much networks differ in each voxel: half of Σ |p − q| over the classes, mean over the pairs of networks.
 *
 * @param probabilities of each network, `[K, d, H, W]`; of one alone the map is 0
 * @returns `[1, d, H, W]`, 0 … 1
 */
export function disagreementMap(probabilities: readonly Tensor[]): Tensor {
  return scope(() => {
    const pairs = probabilities.flatMap((p, i) =>
      probabilities.slice(i + 1).map((q) => p.sub(q).abs().sum([0], { keepdim: true })),
    );
    const [first, ...rest] = pairs;
    if (first === undefined) return probabilities[0].narrow(0, 0, 1).zerosLike();
    return rest.reduce((sum, one) => sum.add(one), first).div(2 * pairs.length);
  });
}

/**
 * Scans in the order in which to label them next: first those in which no network found anything, then by falling disagreement, then
 * those that one network alone was asked about.
 */
export function rankForLabelling<Scan extends { readonly disagreement: Disagreement }>(scans: readonly Scan[]): Scan[] {
  const urgency = ({ disagreement }: Scan) =>
    disagreement.kind === "value" ? disagreement.value : disagreement.kind === "all-empty" ? 2 : -1;
  return [...scans].sort((a, b) => urgency(b) - urgency(a));
}

/** Of the values that there are; undefined where there is none. */
function meanOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : mean(known);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The class with the largest probability, the first of equal ones: `[K, D, H, W]` → `[D, H, W]`, int64. As `argmax(0)`, which
 * takes five times as long on a CPU.
 */
export function decide(probabilities: Tensor): Tensor {
  return scope(() => probabilities.max(0)[1]);
}
