// Prepares the scans that a run trains on, or a part of them, before it is trained: `mn prepare`, and the beginning of `mn train`.
// Each scan is files of its own in the cache (data/cache.ts), so processes that share the work need not know of each other.

import { ScanCache } from "../data/cache.js";
import type { Shard } from "../run/shard.js";
import { Run, type StepOptions } from "./run.js";

export interface PrepareStepOptions extends StepOptions {
  /** The folder for prepared scans; default `prepared` in the folder that `MANDN_HOME` names. */
  readonly prepared?: string;
  /** The part of the scans, by the order of their ids, that this process prepares; default all. */
  readonly shard?: Shard;
}

/**
 * Prepares what the cache lacks of a run's scans.
 *
 * @returns how many scans there are, and how many of them were prepared now
 * @throws MnError as {@link ScanCache.open}
 */
export async function prepareStep(
  run: string | Run,
  options: PrepareStepOptions = {},
): Promise<{ readonly scans: number; readonly made: number }> {
  let [scans, made] = [0, 0];
  const onScan = (isMade: boolean) => {
    scans += 1;
    if (isMade) made += 1;
  };
  using _cache = await openPrepared(await Run.open(run), options, onScan);
  return { scans, made };
}

/** The prepared scans of a run, or of a shard of it; the caller disposes of them. */
export function openPrepared(
  { plan, dataset }: Run,
  { prepared, shard, signal, onProgress, onNote }: PrepareStepOptions,
  onScan: (isMade: boolean) => void = () => {},
): Promise<ScanCache> {
  return ScanCache.open(plan, dataset, {
    ...(prepared !== undefined && { folder: prepared }),
    ...(signal && { signal }),
    shard,
    onProgress: ({ id, done, total, made }) => {
      onScan(made);
      onProgress?.({ what: "preparing", done, total, unit: "scans", detail: id });
    },
    onRepair: (note) => onNote?.(note),
  });
}
