// The check of a dataset: every case measured, in threads and with a cache, and every fault said in one report.
// `mn check` shows the report; a plan is made from the measures in it.

import { availableParallelism } from "node:os";
import { join } from "node:path";
import { mandnHome } from "@mandn/base";
import { ImagingError } from "../errors.js";
import { caseFaults, unreadableFaults } from "./case-faults.js";
import { type Case, type Dataset, severitySchema } from "./dataset.js";
import { datasetFaults } from "./dataset-faults.js";
import { FactsCache, identityOf } from "./facts-cache.js";
import { idFaults } from "./id-faults.js";
import type { Measured } from "./measure.js";
import { measureCases } from "./measure-threads.js";
import type { DatasetReport, Fault } from "./report.js";

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
  /** The folder that keeps what was measured, by the files' identity; default `checks` in `MANDN_HOME`; null: none. */
  readonly cacheFolder?: string | null;
  /** Told, as a sentence, what did not go as it should and costs nothing but time. */
  readonly onNote?: (sentence: string) => void;
  /** Called after each case. */
  readonly onProgress?: (progress: CheckProgress) => void;
  /** Ends the check early. */
  readonly signal?: AbortSignal;
}

/**
 * Reads every scan and mask of a dataset and says every fault there is, each with severity, case, file and remedy, and
 * beside them the facts that a plan is made from. Nothing that is wrong with a scan is thrown: a file that cannot be
 * read, or whose decoder crashes or runs out of memory, costs its case and is a fault of the report.
 *
 * The scans are read in worker threads. What was measured is kept, so that a second check reads only what has changed.
 *
 * @returns plain data that `datasetReportSchema` describes; `formatDatasetReport` makes a text of it.
 * @throws ImagingError `"argument"` for a number of threads below 1; the signal's reason once it is aborted: what was
 * measured until then is kept. A cache that cannot be read or written is told by `onNote`.
 */
export async function checkDataset(dataset: Dataset, options: CheckOptions = {}): Promise<DatasetReport> {
  const { threads = Math.min(8, availableParallelism()), onProgress, onNote, signal } = options;
  const { cacheFolder = join(mandnHome(), "checks") } = options;
  if (!(Number.isInteger(threads) && threads >= 1)) {
    throw new ImagingError("argument", `${threads} threads: give a whole number from 1.`);
  }
  signal?.throwIfAborted();
  const measured = new Map<string, Measured>();
  const done = (one: Case, result: Measured, cached: number): void => {
    measured.set(one.id, result);
    onProgress?.({ done: measured.size, total: dataset.cases.length, caseId: one.id, cached });
  };

  let cache = cacheFolder === null ? undefined : new FactsCache(cacheFolder);
  /** The cache's work; where the disk or the permissions refuse, a note, and it is let be. */
  const kept = <T>(work: (cache: FactsCache) => T): T | undefined => {
    try {
      return cache && work(cache);
    } catch (error) {
      if (!(error instanceof ImagingError)) throw error;
      cache = undefined;
      onNote?.(`What was measured is not kept for the next time: ${error.message}`);
      return undefined;
    }
  };
  const identities = new Map<Case, string>();
  for (const one of cacheFolder === null ? [] : dataset.cases) {
    signal?.throwIfAborted();
    const identity = await identityOf(one);
    if (identity === null) continue;
    identities.set(one, identity);
    const facts = kept((known) => known.get(identity));
    if (facts !== undefined) done(one, { facts, unreadable: [] }, measured.size + 1);
  }

  const cached = measured.size;
  const onMeasured = (one: Case, result: Measured): void => {
    const identity = identities.get(one);
    const { facts, unreadable } = result;
    if (facts !== null && unreadable.length === 0 && identity !== undefined)
      kept((known) => known.set(identity, facts));
    done(one, result, cached);
  };
  const waiting = dataset.cases.filter(({ id }) => !measured.has(id));
  await measureCases(waiting, { threads, signal, memory: process.availableMemory(), onMeasured });
  return report(dataset, measured);
}

function report(dataset: Dataset, measured: ReadonlyMap<string, Measured>): DatasetReport {
  const { root, layout, recognisedBy, channelNames, labels, cases, remarks = [] } = dataset;
  const examined = cases.map((one) => ({ one, facts: measured.get(one.id)?.facts ?? null }));
  const faults = [
    ...remarks,
    ...idFaults(dataset),
    ...cases.flatMap((one) => unreadableFaults(one, measured.get(one.id)?.unreadable ?? [])),
    ...examined.flatMap(({ one, facts }) => (facts === null ? [] : caseFaults(dataset, one, facts))),
    ...datasetFaults(dataset, examined),
  ];
  return {
    version: 1,
    root,
    layout,
    recognisedBy,
    ...(channelNames === undefined ? {} : { channelNames }),
    ...(labels === undefined ? {} : { labels }),
    cases: examined.map(({ one: { id, split, label }, facts }) => ({
      id,
      split,
      labelled: label !== undefined,
      facts,
    })),
    faults: inOrder(faults, cases),
  };
}

function inOrder(faults: readonly Fault[], cases: readonly Case[]): Fault[] {
  const place = new Map(cases.map(({ id }, i) => [id, i]));
  const placeOf = ({ caseId }: Fault) => (caseId === undefined ? -1 : (place.get(caseId) ?? -1));
  const rank = ({ severity }: Fault) => severitySchema.options.indexOf(severity);
  return faults.toSorted(
    (a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) || placeOf(a) - placeOf(b),
  );
}
