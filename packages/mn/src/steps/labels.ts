// Labels that people saved, laid over the dataset that they were drawn on: each by its immutable version file, so that what is planned
// with them never sees a later correction. run/labels-folder.ts keeps them.

import { someOf } from "@mandn/base";
import type { Dataset } from "@mandn/imaging";
import { LabelsFolder } from "../run/labels-folder.js";

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
export function savedLabelsText({ ids, folder }: SavedLabels): string {
  return `Saved labels of ${folder} are the masks of ${someOf(ids, NAMED)}.`;
}
