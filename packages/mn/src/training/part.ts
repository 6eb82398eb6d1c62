/**
 * A process's part of the work, where several train together: of a batch, and of whole scans. Whatever is drawn for a batch is
 * drawn for all of it, in every process the same; each process then keeps what belongs to its own crops, so that what is learnt does
 * not depend on how many they are.
 */
import { fromTypedArray, scope, type Tensor } from "@mandn/torch";
import type { Json, Peers } from "@mandn/torch/distributed";
import { MnError } from "../errors.js";
import { kindsToMeasure } from "./costs.js";
import { aloneBecause, type Method, type StepSpec, type TrainingPlan } from "./method.js";

/** Which crops of a batch are here. */
export interface Part {
  /** Crops of the whole batch. */
  readonly unlabelled: number;
  readonly labelled: number;
  /** Those that are here, ascending, by their places among all, unlabelled ones first. */
  readonly own: readonly number[];
}

/** What is not divided: crops; of `pairs`, two unlabelled crops at a time, one of each half. */
type Divided = Pick<StepSpec, "unlabelled" | "labelled" | "pairs">;

/** The part of one of several processes: they take crops in turns, so that each has its share of both kinds. */
export function partOf(
  { rank, count }: Pick<Peers, "rank" | "count">,
  { unlabelled, labelled, pairs = false }: Divided,
): Part {
  const half = unlabelled / 2;
  const turnOf = (i: number) => (!pairs ? i : i < half ? i : i - half);
  const all = Array.from({ length: unlabelled + labelled }, (_, i) => i);
  return { unlabelled, labelled, own: all.filter((i) => turnOf(i) % count === rank) };
}

/** How many processes a batch can be divided among. */
const turnsOf = ({ unlabelled, labelled, pairs = false }: Divided): number =>
  (pairs ? unlabelled / 2 : unlabelled) + labelled;

/** @throws MnError `"plan"` where so many processes cannot share each batch. */
export function assertSplits(method: Method, { training }: Pick<TrainingPlan, "training">, processes: number): void {
  const { definition } = method;
  if (processes === 1) return;
  const why = aloneBecause(definition);
  if (why !== undefined) {
    throw new MnError("plan", `${definition.title} trains in one process alone: ${why}.`, {
      remedy:
        "Train it without --devices, or choose another method: mn methods NAME says whether it can share its batches.",
    });
  }
  if (training.loss !== undefined) {
    const { path } = training.loss;
    const fault = "is a loss of one's own, of all crops of a batch at once: it trains in one process alone";
    throw new MnError("plan", fault, { path, remedy: "Train it without --devices, or plan a run without --loss." });
  }
  const steps = kindsToMeasure(method, training);
  const turns = Math.min(...steps.map(turnsOf));
  if (turns >= processes) return;
  const what = steps.some(({ pairs }) => pairs) ? "crops and pairs of crops" : "crops";
  throw new MnError("plan", `A batch has ${turns} ${what}, too few for ${processes} processes.`, {
    remedy: `Start ${turns} processes at most, or raise training.volumesPerBatch in plan.json before training begins.`,
  });
}

/** The places of a part's own pairs of unlabelled crops. */
export const ownPairs = ({ unlabelled, own }: Part): readonly number[] => own.filter((i) => i < unlabelled / 2);

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
 * Which process works on each of some scans: the one that has the fewest voxels so far.
 *
 * @param voxels of the scans, one after the other
 */
function ranksOf(count: number, voxels: readonly number[]): number[] {
  const given = Array.from({ length: count }, () => 0);
  return voxels.map((own) => {
    const rank = given.indexOf(Math.min(...given));
    given[rank] = (given[rank] as number) + own;
    return rank;
  });
}

/** The places of the scans that a process works on. */
export function ownScans({ rank, count }: Pick<Peers, "rank" | "count">, voxels: readonly number[]): number[] {
  return ranksOf(count, voxels).flatMap((one, place) => (one === rank ? [place] : []));
}

/**
 * The results of all scans, in their order, of what each process has found of its own.
 *
 * @param found by rank, in the order of {@link ownScans}
 */
export function inOrder<T>(voxels: readonly number[], found: readonly (readonly T[])[]): T[] {
  const taken = found.map(() => 0);
  return ranksOf(found.length, voxels).map((rank) => {
    const at = taken[rank] as number;
    taken[rank] = at + 1;
    return found[rank]?.[at] as T;
  });
}

/**
 * Does work on scans, on each in one process.
 *
 * @param voxels of the scans
 * @param work on the scan at a place
 * @returns the results of all, in every process
 */
export function sharedOut<T extends Json>(peers: Peers, voxels: readonly number[], work: (place: number) => T): T[] {
  return inOrder(voxels, peers.gather(ownScans(peers, voxels).map(work)));
}
