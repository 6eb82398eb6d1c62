// The first step: finds the scans of a dataset, lays labels that people saved over it, checks every scan, and writes the list down where
// that is asked for. `mn check`, and the beginning of `mn plan`. Saved labels are immutable files of run/labels-folder.ts, so what is
// planned with them never sees a later correction.

import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { someOf, writeAtomicallySync } from "@mandn/base";
import {
  type CheckOptions,
  checkDataset,
  type Dataset,
  type DatasetReport,
  type DiscoverOptions,
  datasetCsv,
  discoverDataset,
} from "@mandn/imaging";
import { MnError } from "../errors.js";
import { LabelsFolder } from "../run/labels-folder.js";
import { partOf, type Shard } from "../run/shard.js";
import type { StepOptions } from "./run.js";

export interface CheckStepOptions extends StepOptions, DiscoverOptions, Pick<CheckOptions, "threads" | "cacheFolder"> {
  /** A folder of saved labels, which take the place of the dataset's masks. */
  readonly labels?: string | undefined;
  /** Scans of an earlier run's validation and test, whose masks stay as the dataset has them. */
  readonly scored?: readonly string[] | undefined;
  /**
   * A `.csv` file to write what was found into, for people to edit and give as the dataset. Nothing is written over.
   */
  readonly writeCsv?: string;
  /**
   * The part of the cases, by the order of their ids, that this process measures, and the report is about. What is measured is kept
   * (`cacheFolder`), so that a check of all, once the parts are done, reads no scan again. A file that a list names and is not there is
   * then a fault of its case.
   */
  readonly shard?: Shard;
}

export interface CheckResult {
  /** With the saved labels. */
  readonly dataset: Dataset;
  readonly saved: SavedLabels;
  readonly report: DatasetReport;
  /** Whether training may start: no fault is an error. */
  readonly passes: boolean;
}

/**
 * Finds the scans of a dataset and every fault in them.
 *
 * @param path a folder, or the JSON or CSV file that lists the dataset
 * @throws ImagingError when no dataset can be made out there; MnError `"usage"` for a fold that the dataset does not
 * have, when the table's file is there already, with something else in it, or is not called `.csv`; the signal's
 * reason.
 */
export async function checkStep(path: string, options: CheckStepOptions = {}): Promise<CheckResult> {
  const {
    layout,
    fold,
    baseFolder,
    slices,
    labels,
    threads,
    cacheFolder,
    writeCsv,
    shard,
    signal,
    onProgress,
    onNote,
  } = options;
  const found = await discoverDataset(path, { layout, fold, baseFolder, slices, lookForFiles: shard === undefined });
  assertFold(found, fold);
  const saved = withSavedLabels(found, labels, options.scored);
  const { dataset: whole } = saved;
  if (saved.ids.length > 0) onNote?.(savedLabelsText(saved));
  if (writeCsv !== undefined) {
    const done = writeList(whole, resolve(writeCsv));
    onNote?.(done);
  }
  const dataset = { ...whole, cases: [...partOf(whole.cases, shard)] };
  const report = await checkDataset(dataset, {
    threads,
    cacheFolder,
    signal,
    onNote,
    onProgress: ({ done, total, caseId }) =>
      onProgress?.({ what: "checking", done, total, unit: "scans", detail: caseId }),
  });
  return { dataset, saved, report, passes: !report.faults.some(({ severity }) => severity === "error") };
}

/** A fold that no case has would validate nothing, without a word. */
function assertFold({ root, cases }: Dataset, fold: number | undefined): void {
  if (fold === undefined || cases.some((one) => one.fold === fold)) return;
  const folds = [...new Set(cases.flatMap((one) => one.fold ?? []))].sort((a, b) => a - b);
  const remedy = folds.length === 0 ? "Leave out --fold." : `Give one of ${folds.join(", ")}.`;
  const fault = folds.length === 0 ? "has no folds" : `has no fold ${fold}`;
  throw new MnError("usage", fault, { path: root, remedy });
}

/** Writes a dataset as a table; says what was done. */
function writeList(dataset: Dataset, path: string): string {
  if (!path.toLowerCase().endsWith(".csv")) {
    const remedy = "Give it a name that ends in .csv.";
    throw new MnError("usage", "could not be read as a table by this name", { path, remedy });
  }
  const text = datasetCsv(dataset, dirname(path));
  if (existsSync(path)) {
    if (statSync(path).isFile() && readFileSync(path, "utf8") === text) return `${path} says so already.`;
    const remedy = "Choose another name, or take the file away.";
    throw new MnError("usage", "is there already and holds something else", { path, remedy });
  }
  writeAtomicallySync(path, text);
  const names = dataset.labels === undefined ? "" : " The classes' names are not in it.";
  return `${path} lists the ${dataset.cases.length} cases as they were understood: edit it, and give it as the dataset.${names}`;
}

/** A dataset with saved labels. */
export interface SavedLabels {
  readonly dataset: Dataset;
  /** The scans whose masks are saved labels. */
  readonly ids: readonly string[];
  readonly folder: string | undefined;
}

/** Scans that a sentence names. */
const NAMED = 5;

/**
 * The dataset with the newest label of each scan for which one was saved. Masks of scans for validation and test stay as the dataset
 * has them: scores by other references could not be compared.
 *
 * @param folder of the labels; undefined, or not there: none was saved
 * @param scored further scans whose masks stay
 * @throws MnError `"run"` when the labels' journal is damaged or cannot be read
 */
export function withSavedLabels(
  dataset: Dataset,
  folder: string | undefined,
  scored: readonly string[] = [],
): SavedLabels {
  if (folder === undefined) return { dataset, ids: [], folder };
  const labels = new LabelsFolder(folder);
  const stays = new Set(scored);
  const ids: string[] = [];
  const cases = dataset.cases.map((one) => {
    const saved = labels.label(one.id);
    const isScored = stays.has(one.id) || (one.split !== "train" && one.label !== undefined);
    if (saved === undefined || isScored) return one;
    ids.push(one.id);
    return { ...one, label: { path: labels.pathOf(saved) } };
  });
  return { dataset: ids.length === 0 ? dataset : { ...dataset, cases }, ids, folder };
}

/** What was taken, as a sentence. */
function savedLabelsText({ ids, folder }: SavedLabels): string {
  return `Saved labels of ${folder} are the masks of ${someOf(ids, NAMED)}.`;
}
