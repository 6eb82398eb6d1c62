// dataset.json: the dataset as it was discovered. Files that lie in the dataset's folder are written relative to it, so that a run finds
// them again where that folder was moved; its place is the plan's `dataset.root`.
import { dirname, relative, resolve } from "node:path";
import { type CaseFile, type Dataset, datasetSchema } from "@mandn/imaging";
import { readJsonFile, writeJsonFile } from "./files.js";
import { isWithin, type RunFolder } from "./folder.js";

/** Whether a dataset is a list of scans rather than a folder of them. */
export const isList = (root: string): boolean => /\.(json|csv)$/i.test(root);

/** The folder that a dataset's paths start from: itself or, of a list, the one that it lies in. */
export const baseOf = (root: string): string => (isList(root) ? dirname(root) : root);

/** Writes `dataset.json`. */
export function writeDataset(folder: RunFolder, dataset: Dataset): void {
  const base = baseOf(dataset.root);
  const written = (path: string) => (isWithin(path, base) ? relative(base, path) || "." : path);
  writeJsonFile(folder.dataset, withPaths(dataset, written));
}

/**
 * What `dataset.json` holds, with absolute paths; undefined where it is not there.
 *
 * @param root where the dataset lies; default where it lay when it was written
 * @throws MnError `"run"` when it is damaged
 */
export function readDataset(folder: RunFolder, root?: string): Dataset | undefined {
  const written = readJsonFile(folder.dataset, datasetSchema);
  if (written === undefined) return undefined;
  const place = root ?? written.root;
  return { ...withPaths(written, (path) => resolve(baseOf(place), path)), root: place };
}

function withPaths(dataset: Dataset, change: (path: string) => string): Dataset {
  const file = (one: CaseFile): CaseFile => ({ ...one, path: change(one.path) });
  const cases = dataset.cases.map(({ label, ...one }) => ({
    ...one,
    channels: one.channels.map(file),
    ...(label && { label: file(label) }),
  }));
  return { ...dataset, cases };
}
