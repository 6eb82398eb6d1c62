// Parts of a work that processes share, by number alone: no process knows of the others, and each may be started again.
// Comparisons, folds, predictions, checks and preparing are shared out so.

import { MnError } from "../errors.js";

/** One part of several. */
export interface Shard {
  /** From 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

/** Whether what stands in a place, from 0, belongs to a part: place i to part i mod n. */
export const isIn = ({ index, of }: Shard, place: number): boolean => place % of === index - 1;

/** @throws MnError `"usage"` for a part that is none of so many */
export function assertShard({ index, of }: Shard): void {
  if (Number.isInteger(index) && Number.isInteger(of) && index >= 1 && index <= of) return;
  const remedy = "Give 1/4, 2/4, 3/4 and 4/4, say, to four processes.";
  throw new MnError("usage", `There is no shard ${index} of ${of}.`, { remedy });
}

/**
 * What of things with ids belongs to a part, by the ids' order; without a part all, in the order that is given.
 *
 * @throws MnError as {@link assertShard}
 */
export function partOf<T extends { readonly id: string }>(all: readonly T[], shard: Shard | undefined): readonly T[] {
  if (shard === undefined) return all;
  assertShard(shard);
  return all.toSorted((a, b) => (a.id < b.id ? -1 : 1)).filter((_, place) => isIn(shard, place));
}
