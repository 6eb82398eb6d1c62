/**
 * A process's part of the work, where several train together: of a batch, and of whole scans. Whatever is drawn for a batch is
 * drawn for all of it, in every process the same; each process then keeps what belongs to its own crops, so that what is learnt does
 * not depend on how many they are.
 */
import { fromTypedArray, scope, type Tensor } from "@mandn/torch";
import type { Json, Peers } from "@mandn/torch/distributed";

/** Which crops of a batch are here. */
export interface Part {
  /** Crops of the whole batch. */
  readonly unlabelled: number;
  readonly labelled: number;
  /** Those that are here, ascending, by their places among all, unlabelled ones first. */
  readonly own: readonly number[];
}

/** The part of one of several processes: they take crops in turns, so that each has its share of both kinds. */
export function partOf(
  { rank, count }: Pick<Peers, "rank" | "count">,
  { unlabelled, labelled }: Omit<Part, "own">,
): Part {
  const all = Array.from({ length: unlabelled + labelled }, (_, i) => i);
  return { unlabelled, labelled, own: all.filter((i) => i % count === rank) };
}

/** The places of a part's own unlabelled crops. */
export const ownUnlabelled = ({ unlabelled, own }: Part): readonly number[] => own.filter((i) => i < unlabelled);

/** Of what was drawn for every crop of a batch, `[N, …]`, the rows at some places; default all. */
export function rowsAt(drawn: Tensor, places: readonly number[] | undefined): Tensor {
  if (places === undefined || places.length === drawn.size(0)) return drawn;
  return scope(() => {
    const rows = fromTypedArray(BigInt64Array.from(places, BigInt));
    return drawn.indexSelect(0, rows.to(drawn.device));
  });
}

/**
 * Does work on scans, on each in one process: in the one that has the fewest voxels so far.
 *
 * @param scans one after the other by their voxels
 * @param work on the scan at a place
 * @returns the results of all, in every process
 */
export function sharedOut<T extends Json>(peers: Peers, scans: readonly number[], work: (place: number) => T): T[] {
  const voxels = Array.from({ length: peers.count }, () => 0);
  const ranks = scans.map((own) => {
    const rank = voxels.indexOf(Math.min(...voxels));
    voxels[rank] = (voxels[rank] as number) + own;
    return rank;
  });
  const placesOf = (rank: number) => ranks.flatMap((one, place) => (one === rank ? [place] : []));
  const found = new Map<number, T>();
  for (const [rank, own] of peers.gather(placesOf(peers.rank).map(work)).entries()) {
    for (const [i, place] of placesOf(rank).entries()) found.set(place, own[i] as T);
  }
  return scans.map((_, place) => found.get(place) as T);
}
