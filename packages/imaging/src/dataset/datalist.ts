// JSON lists of cases: the Decathlon's dataset.json (http://medicaldecathlon.com) and MONAI's datalists.
// Two layouts (layout.ts); which of them a file is, its keys say (json-kind.ts).

import { basename, dirname, join } from "node:path";
import { someOf } from "@mandn/base";
import { z } from "zod";
import { addTo } from "../group-by.js";
import { type Case, type CaseFile, type Dataset, datasetError, type Remark, type Split } from "./dataset.js";
import { filesIn, idsFor, listedPath, requireFiles } from "./files.js";
import { jsonKind, listsOf } from "./json-kind.js";
import { channelNames, labelEntrySchema, labelNames } from "./label-names.js";
import { claimOfList, type DiscoverOptions, type Layout, legible } from "./layout.js";
import { type ListEntry, listEntrySchema, looksLikeEntry } from "./list-entry.js";
import { isUnlabelledName, splitNamed } from "./names.js";
import { understood, unreadPlace } from "./remarks.js";
import { readJson } from "./text-files.js";

const schema = z.looseObject({
  modality: z.record(z.string(), z.string()).optional().catch(undefined),
  labels: labelEntrySchema.optional(),
});
const listSchema = z.array(listEntrySchema);

/** An entry, with where it stands. */
interface Listed {
  readonly entry: ListEntry;
  readonly split: Split;
  /** `training.3` */
  readonly place: string;
}

/**
 * The Medical Segmentation Decathlon: `dataset.json` with `training`, a list of image and label, and `test`, a list of
 * images. Channels lie in the files' fourth dimension.
 */
export const decathlon: Layout = {
  name: "decathlon",
  looksLike: 'dataset.json with the lists "training" and "test"',
  async claim(path, folder) {
    const json = folder ? join(path, "dataset.json") : path;
    const kind = folder ? await legible(jsonKind(json)) : await jsonKind(json);
    return kind === "decathlon" ? { path: json, found: `${basename(json)} of the Decathlon` } : undefined;
  },
  read: (json, options) => readDatalist("decathlon", json, options),
};

/**
 * A MONAI datalist: JSON with the lists `training`, `validation`, `testing` or `test`, also `unlabeled`; an entry has
 * `image` (one path or a list of channels) and may have `label`, under this or another usual name, and `fold`.
 */
export const monaiDatalist: Layout = {
  name: "monai-datalist",
  looksLike: 'a JSON file with the lists "training", "validation" or "testing"',
  async claim(path, folder) {
    const files = folder ? await filesIn(path) : [path];
    const lists: string[] = [];
    for (const file of files) {
      const kind = folder ? await legible(jsonKind(file)) : await jsonKind(file);
      if (kind === "monai-datalist") lists.push(file);
    }
    return claimOfList(path, lists, "JSON");
  },
  read: (json, options) => readDatalist("monai-datalist", json, options),
};

async function readDatalist(
  layout: "decathlon" | "monai-datalist",
  json: string,
  { baseFolder = dirname(json), fold: validating, lookForFiles = true }: DiscoverOptions,
): Promise<Dataset> {
  const description = await readJson(json, schema);
  const lists = listsOf(description);
  const listed = lists.flatMap(([name, list]) => entriesIn(json, name, list));
  if (listed.length === 0) throw datasetError(json, "lists no case", 'Add entries to "training".');
  const toFile = (path: string): CaseFile => ({ path: listedPath(baseFolder, path) });
  const ids = idsFor(
    json,
    listed.map(({ entry }) => toFile(entry.image[0]).path),
  );
  const cases = listed.map(({ entry, split, place }, i): Case => {
    const validates = validating !== undefined && entry.fold === validating && split === "train";
    return {
      id: ids[i],
      channels: entry.image.map(toFile),
      ...(entry.label === undefined ? {} : { label: toFile(entry.label) }),
      split: validates ? "validation" : split,
      ...(entry.fold === undefined ? {} : { fold: entry.fold }),
      recognisedBy: `${place} of ${basename(json)}`,
    };
  });
  requireFold(json, listed, validating);
  if (lookForFiles)
    requireFiles(json, cases, `Paths are relative to ${baseFolder}: give \`baseFolder\` if they lie elsewhere.`);
  const names = channelNames(description.modality);
  const countOf = (split: Split) => listed.filter((one) => one.split === split).length;
  const counts = [`${countOf("train")} training`, `${countOf("validation")} validation`, `${countOf("test")} test`];
  const folds = new Set(listed.map(({ entry }) => entry.fold).filter((fold) => fold !== undefined));
  const dataset: Dataset = {
    root: json,
    layout,
    recognisedBy:
      `${basename(json)} lists ${counts.join(", ")} cases` +
      `${folds.size > 0 ? ` in ${folds.size} folds` : ""}${validating === undefined ? "" : `; fold ${validating} validates`}.`,
    ...(names === undefined ? {} : { channelNames: names }),
    ...labelNames(json, description.labels),
    cases,
    remarks: [...keyRemarks(json, listed), ...listRemarks(json, description)],
  };
  return dataset;
}

/** The entries of a list; those for scans without masks have none, whatever they say. */
function entriesIn(json: string, name: string, list: readonly unknown[]): Listed[] {
  const { success, data, error } = listSchema.safeParse(list);
  if (!success) {
    const faults = error.issues.map(({ path: [index], message }) => `${name}.${String(index)} ${message}`);
    throw datasetError(json, `does not describe a dataset (${someOf(faults, 5)})`, "Correct these entries.", error);
  }
  const split = splitNamed(name) ?? "train";
  return data.map((entry, i) => {
    const place = `${name}.${i}`;
    if (!isUnlabelledName(name)) return { entry, split, place };
    const { label: _label, ...bare } = entry;
    return { entry: bare, split, place };
  });
}

/** What keys of entries were taken for, and which name scans that nobody reads. */
function keyRemarks(json: string, listed: readonly Listed[]): Remark[] {
  const keys = new Set(listed.flatMap(({ entry }) => (entry.label === undefined ? [] : (entry.labelKey ?? []))));
  keys.delete("label");
  const taken = [...keys].map((key) => {
    const sentence = `The masks are taken from the key "${key}", which MONAI calls "label".`;
    return understood(json, sentence, `If "${key}" is something else, take it out.`);
  });
  const dropped = listed.filter(({ entry }) => entry.labelKey !== undefined && entry.label === undefined);
  const first = dropped.slice(0, 1).map(({ place }) => {
    const sentence = `${dropped.length} entries of a list of unlabelled scans name a mask, first ${place}: not used.`;
    return understood(json, sentence, 'Move them to "training" where the masks are to be used.');
  });
  const unread = new Map<string, string[]>();
  for (const { entry, place } of listed) {
    for (const key of entry.unread) addTo(unread, key, place);
  }
  const lost = [...unread].map(([key, places]) => {
    const fault = `${places.length} entries, first ${places[0]}, name a file under the key "${key}", which is not read`;
    return unreadPlace(json, fault, 'Name masks "label" and images "image"; take out what is neither.');
  });
  return [...taken, ...first, ...lost];
}

/** Lists of cases under a name that nobody knows. */
function listRemarks(json: string, description: Readonly<Record<string, unknown>>): Remark[] {
  return Object.entries(description).flatMap(([name, list]) => {
    if (!Array.isArray(list) || splitNamed(name) !== undefined || !looksLikeEntry(list[0])) return [];
    const fault = `The list "${name}" has ${list.length} entries and is not read`;
    return [unreadPlace(json, fault, 'Call it "training", "validation", "testing" or "unlabeled", or take it out.')];
  });
}

function requireFold(json: string, listed: readonly Listed[], fold: number | undefined): void {
  if (fold === undefined || listed.some(({ entry }) => entry.fold === fold)) return;
  const folds = [...new Set(listed.map(({ entry }) => entry.fold))].filter((known) => known !== undefined).sort();
  throw datasetError(json, `no case has the fold ${fold}`, `Choose from: ${folds.join(", ") || "no folds are given"}.`);
}
