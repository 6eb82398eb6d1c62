import type { Dataset } from "./dataset.js";
import type { DatasetReport } from "./report.js";

/** How far a check has come. */
export interface CheckProgress {
  readonly done: number;
  readonly total: number;
  /** The case that was done last. */
  readonly caseId: string;
  /** How many of those done were taken from the cache. */
  readonly cached: number;
}

export interface CheckOptions {
  /** Worker threads; default: as many as the machine has cores, at most 8. */
  readonly threads?: number;
  /** The folder for what was measured; default `checks` in `MANDN_HOME`; null: nothing is kept. */
  readonly cacheFolder?: string | null;
  /** Called after each case. */
  readonly onProgress?: (progress: CheckProgress) => void;
  /** Ends the check early: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Reads every scan and mask of a dataset once and says every fault there is, with the facts that a plan is made from.
 * A case that cannot be read costs that case only.
 */
export async function checkDataset(_dataset: Dataset, _options: CheckOptions = {}): Promise<DatasetReport> {
  throw new Error("not yet");
}
