// The dataset that a run was planned for. dataset.json is the dataset as it was discovered: files in the dataset's folder are written
// relative to it, so that a run finds them again where that folder was moved; its place is the plan's `dataset.root`. inputs.json has the
// SHA-256 of every scan and mask: it tells what has changed in a dataset since, and whether a folder at another place is the same one.

import { dirname, relative, resolve } from "node:path";
import { counted, someOf } from "@mandn/base";
import { type Case, type CaseFile, type Dataset, datasetSchema } from "@mandn/imaging";
import { z } from "zod";
import { readJsonFile, readProduct, writeJsonFile } from "./files.js";
import { isWithin, type RunFolder } from "./folder.js";
import { isSame, type MadeFrom, madeFrom, madeFromSchema, type Sources } from "./freshness.js";

/** Whether a dataset is a list of scans rather than a folder of them. */
export const isList = (root: string): boolean => /\.(json|csv)$/i.test(root);

/** The folder that a dataset's paths start from: itself or, of a list, the one that it lies in. */
const baseOf = (root: string): string => (isList(root) ? dirname(root) : root);

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

const VERSION = 1;
const inputsSchema = z.strictObject({
  version: z.literal(VERSION),
  inputs: madeFromSchema.describe("every scan (`scan/ID`) and mask (`reference/ID`) of the dataset"),
});

/** Scans with their references, by case. */
export function caseSources(cases: readonly Case[]): Sources {
  return Object.fromEntries(
    cases.flatMap(({ id, channels, label }) => [
      [`scan/${id}`, { files: channels }] as const,
      ...(label === undefined ? [] : [[`reference/${id}`, { files: [label] }] as const]),
    ]),
  );
}

/**
 * Reads every file of a dataset once and writes `inputs.json`.
 *
 * @throws ImagingError and FileError for files that cannot be read
 */
export async function writeInputs(folder: RunFolder, { cases }: Dataset): Promise<void> {
  writeJsonFile(folder.inputs, { version: VERSION, inputs: await madeFrom(caseSources(cases)) });
}

/** Undefined in a run of an earlier version. */
export function readInputs(folder: RunFolder): MadeFrom | undefined {
  return readProduct(folder.inputs, inputsSchema)?.inputs;
}

/** How a dataset differs from what it was, by the scans' ids. */
export interface DatasetChanges {
  /** Scans that had no mask and have one. */
  readonly newMasks: readonly string[];
  readonly changedMasks: readonly string[];
  readonly goneMasks: readonly string[];
  readonly newScans: readonly string[];
  readonly changedScans: readonly string[];
  readonly goneScans: readonly string[];
}

/**
 * What has changed in a dataset. Files whose size, inode and times are as they were are not read again.
 *
 * @param before as it was, and its inputs; without these a file that was changed in place is not noticed
 * @throws ImagingError and FileError for files that cannot be read
 */
export async function datasetChanges(
  before: { readonly dataset: Dataset; readonly inputs: MadeFrom | undefined },
  now: Dataset,
): Promise<DatasetChanges> {
  const old = new Map(before.dataset.cases.map((one) => [one.id, one]));
  const current = new Set(now.cases.map(({ id }) => id));
  const both = now.cases.flatMap((one) => {
    const was = old.get(one.id);
    return was === undefined ? [] : [{ was, one }];
  });
  const ids = (wanted: (pair: (typeof both)[number]) => boolean) => both.filter(wanted).map(({ one }) => one.id);
  const changed = async (kind: "scan" | "reference") => {
    const found: string[] = [];
    for (const { was, one } of both) {
      const name = `${kind}/${one.id}`;
      const [mark, source] = [before.inputs?.[name], caseSources([one])[name]];
      const isKnown = mark !== undefined && name in caseSources([was]);
      if (isKnown && source !== undefined && !(await isSame(mark, source))) found.push(one.id);
    }
    return found;
  };
  return {
    newMasks: ids(({ was, one }) => was.label === undefined && one.label !== undefined),
    changedMasks: await changed("reference"),
    goneMasks: ids(({ was, one }) => was.label !== undefined && one.label === undefined),
    newScans: now.cases.filter(({ id }) => !old.has(id)).map(({ id }) => id),
    changedScans: await changed("scan"),
    goneScans: before.dataset.cases.filter(({ id }) => !current.has(id)).map(({ id }) => id),
  };
}

const KINDS: readonly (readonly [keyof DatasetChanges, string])[] = [
  ["newMasks", "new mask"],
  ["changedMasks", "changed mask"],
  ["goneMasks", "missing mask"],
  ["newScans", "new scan"],
  ["changedScans", "changed scan"],
  ["goneScans", "missing scan"],
];

/** Scans named of each kind. */
const NAMED = 5;

/** The changes as a part of a sentence: `2 new masks (a, b), 1 changed mask (c)`; undefined where there is none. */
export function changesText(changes: DatasetChanges): string | undefined {
  const parts = KINDS.flatMap(([kind, words]) => {
    const ids = changes[kind];
    return ids.length === 0 ? [] : [`${counted(ids.length, words)} (${someOf(ids, NAMED)})`];
  });
  return parts.length === 0 ? undefined : parts.join(", ");
}
