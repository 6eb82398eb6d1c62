// The semi-supervised field's folders of HDF5 cases, as UA-MT (https://github.com/yulequan/UA-MT) and SSL4MIS
// (https://github.com/HiLab-git/SSL4MIS) lay them out, with their lists of who is for training, validation and test.

import { stat } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { someOf } from "@mandn/base";
import { ImagingError } from "../errors.js";
import { decode } from "../formats/decoder.js";
import { type Case, type Dataset, datasetError, type Remark, type Split } from "./dataset.js";
import { entriesOf, foldersIn, idsFor, isFolder } from "./files.js";
import { HDF5 } from "./hdf5-axes.js";
import type { Layout } from "./layout.js";
import { labelRank, splitNamed } from "./names.js";
import { passedOver, understood, unreadPlace } from "./remarks.js";
import { readText } from "./text-files.js";

/**
 * HDF5 cases, each with the arrays `image` and, when labelled, `label`: the files lie in the folder, or one in each
 * subfolder (UA-MT's `2018LA_Seg_Training Set/<case>/mri_norm2.h5`), or in one of these ways in the subfolder `data` or
 * the only one that holds any (SSL4MIS's `data/<case>.h5`). `train.list`, `val.list`, `test.list` (or `.txt`; a case's
 * name a line), in the folder, beside the cases or, as UA-MT has it, above the folder, give the split and the order of
 * the cases. Where there is a list for training, cases in no list are left out, as their authors leave them out.
 */
export const hdf5Folder: Layout = {
  name: "hdf5-folder",
  looksLike: "a folder of .h5 files with the arrays image and label",
  async claim(path, folder) {
    if (!folder) return undefined;
    const files = await casesIn(path);
    return files.length === 0 ? undefined : { path, found: `${files.length} .h5 files` };
  },
  async read(root) {
    const files = await casesIn(root);
    const ids = idsFor(root, files);
    const lists = await readLists(root, files, ids);
    const read: ReadCase[] = [];
    for (const [i, path] of files.entries()) {
      const split = lists.splits.get(ids[i]) ?? (lists.hasTraining ? undefined : "train");
      if (split !== undefined) read.push(await readCase(ids[i], path, split));
    }
    const place = new Map([...lists.splits.keys()].map((id, k) => [id, k]));
    const last = place.size;
    const cases = read.map(({ one }) => one).sort((a, b) => (place.get(a.id) ?? last) - (place.get(b.id) ?? last));
    const labelled = cases.filter(({ label }) => label !== undefined).length;
    const out = files.filter((_, i) => lists.hasTraining && !lists.splits.has(ids[i]));
    const dataset: Dataset = {
      root,
      layout: "hdf5-folder",
      recognisedBy:
        `${cases.length} .h5 files, ${labelled} of them with a label` +
        `${lists.names.length > 0 ? `; split by ${lists.names.join(", ")}, in their order` : ""}` +
        `${out.length > 0 ? `; ${out.length} files in no list are left out` : ""}.`,
      cases,
      ...(lists.hasTraining ? { ordered: true } : {}),
      remarks: [...lists.remarks, ...leftOut(root, out), ...arrayRemarks(read)],
    };
    return dataset;
  },
};

/** The files of the cases, in whichever of the ways they lie. */
async function casesIn(root: string): Promise<string[]> {
  const own = await oneWay(root);
  if (own.length > 0) return own;
  const folders = await foldersIn(root);
  const inside = await Promise.all(folders.map(oneWay));
  const data = inside[folders.findIndex((folder) => basename(folder) === "data")] ?? [];
  if (data.length > 0) return data;
  const holding = inside.filter((files) => files.length > 0);
  return holding.length === 1 ? holding[0] : [];
}

/** The .h5 files in a folder, or else those of its subfolders where none has more than one. */
async function oneWay(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder);
  const files = (of: readonly (typeof entries)[number][], at: string) =>
    of.filter((entry) => HDF5.test(entry.name) && !isFolder(entry)).map(({ name }) => join(at, name));
  const own = files(entries, folder);
  if (own.length > 0) return own;
  const inside = await Promise.all(
    entries.filter(isFolder).map(async ({ name }) => files(await entriesOf(join(folder, name)), join(folder, name))),
  );
  return inside.every((found) => found.length <= 1) ? inside.flat() : [];
}

interface ReadCase {
  readonly one: Case;
  /** Names of arrays that are neither the image nor the label. */
  readonly others: readonly string[];
}

async function readCase(id: string, path: string, split: Split): Promise<ReadCase> {
  const keys = await arraysOf(path);
  if (keys !== undefined && !keys.includes("image")) {
    throw datasetError(path, `has no array "image" but ${someOf(keys) || "none at all"}`, 'Name the scan "image".');
  }
  const usual = keys?.toSorted((a, b) => labelRank(b) - labelRank(a)).find((key) => labelRank(key) > 0);
  const label = keys === undefined || keys.includes("label") ? "label" : usual;
  const said = keys === undefined ? "not readable: see the checks" : someOf(keys);
  const one: Case = {
    id,
    channels: [{ path, key: "image" }],
    ...(label === undefined ? {} : { label: { path, key: label } }),
    split,
    recognisedBy: `${basename(path)} with the arrays ${said}`,
  };
  return { one, others: (keys ?? []).filter((key) => key !== "image" && key !== label) };
}

/** The arrays of a file; undefined for one that cannot be read, which the checks report. */
async function arraysOf(path: string): Promise<string[] | undefined> {
  try {
    if (!(await stat(path)).isFile()) return undefined; // reading a pipe could wait for ever
    return (await decode(path, { kind: "hdf5-list", path }, { bytes: 0 })).map(({ key }) => key);
  } catch (error) {
    if (error instanceof ImagingError || (error instanceof Error && "syscall" in error)) return undefined;
    throw error;
  }
}

/** What the arrays were taken for, and which were not read. */
function arrayRemarks(read: readonly ReadCase[]): Remark[] {
  const renamed = read.flatMap(({ one: { label } }) => (label?.key === "label" ? [] : (label ?? [])));
  const taken = renamed.slice(0, 1).map(({ path, key }) => {
    const sentence = `The array "${key}" is taken for the mask, as there is none called "label".`;
    return understood(path, sentence, 'If it is something else, leave it out of the files or write "label".');
  });
  const unread = read.filter(({ others }) => others.length > 0);
  const unlabelled = unread.filter(({ one }) => one.label === undefined);
  const lost = unlabelled.map(({ one, others }): Remark => {
    const fault = `The arrays ${someOf(others)} are not read, and the scan would count as unlabelled`;
    return { ...unreadPlace(one.channels[0].path, fault, 'Name the mask "label".'), caseId: one.id };
  });
  const first = unread.find(({ one }) => one.label !== undefined);
  if (first === undefined) return [...taken, ...lost];
  const fault = `Of ${unread.length} files some arrays are not read, first ${someOf(first.others)} of ${first.one.id}`;
  return [...taken, ...lost, passedOver(first.one.channels[0].path, fault)];
}

function leftOut(root: string, files: readonly string[]): Remark[] {
  if (files.length === 0) return [];
  const names = someOf(files.map((path) => relative(root, path)));
  const sentence = `${files.length} .h5 files are in no list and left out: ${names}.`;
  return [{ ...understood(root, sentence, "List those that are to be used."), severity: "warning" }];
}

interface Lists {
  /** The split of each listed case, in the order of the lists: training, validation, test. */
  readonly splits: ReadonlyMap<string, Split>;
  /** Names of the lists, from the root. */
  readonly names: readonly string[];
  readonly hasTraining: boolean;
  readonly remarks: readonly Remark[];
}

interface List {
  readonly path: string;
  readonly split: Split;
  readonly named: readonly string[];
}

const ORDER: readonly Split[] = ["train", "validation", "test"];

async function readLists(root: string, files: readonly string[], ids: readonly string[]): Promise<Lists> {
  const idOf = namesOf(root, files, ids);
  const places = [...new Set([root, ...files.map(dirname), ...files.map((path) => dirname(dirname(path)))])];
  const inside = places.filter((place) => place === root || place.startsWith(`${root}/`));
  let lists: List[] = [];
  let others: string[] = [];
  for (const place of [...inside, dirname(root)]) {
    const found = await listsIn(place);
    // Lists above the folder are of these cases only when they name some of them.
    if (place === dirname(root) && !found.lists.some(({ named }) => named.some((name) => idOf.has(name)))) continue;
    if (found.lists.length === 0) continue;
    ({ lists, others } = found);
    break;
  }
  lists.sort((a, b) => ORDER.indexOf(a.split) - ORDER.indexOf(b.split));
  const splits = new Map<string, Split>();
  for (const { path, split, named } of lists) {
    for (const name of named) {
      const id = idOf.get(name);
      if (id === undefined)
        throw datasetError(path, `lists "${name}", of which there is no .h5 file`, "Correct the list.");
      const other = splits.get(id);
      if (other !== undefined && other !== split) {
        throw datasetError(path, `lists "${id}", which is in the list for ${other} too`, "Keep it in one of them.");
      }
      splits.set(id, split);
    }
  }
  return {
    splits,
    names: lists.map(({ path }) => relative(root, path)),
    hasTraining: lists.some(({ split }) => split === "train"),
    remarks: others.map((path) => passedOver(path, "The list is not read: its name is none of train, val and test")),
  };
}

/** The ids by every name that a list may give a case: id, file name, folder's name, path. */
function namesOf(root: string, files: readonly string[], ids: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const several = new Set<string>();
  const add = (name: string, id: string) => {
    if (found.has(name) && found.get(name) !== id) several.add(name);
    found.set(name, id);
  };
  for (const [i, path] of files.entries()) {
    const stem = path.replace(HDF5, "");
    for (const name of [ids[i], basename(stem), basename(dirname(path)), relative(root, stem)]) add(name, ids[i]);
    add(join(basename(dirname(path)), basename(stem)), ids[i]);
  }
  for (const name of several) found.delete(name);
  for (const id of ids) found.set(id, id);
  return found;
}

/** The lists in a folder, and files that are named as a list of something else. */
async function listsIn(folder: string): Promise<{ lists: List[]; others: string[] }> {
  const lists: List[] = [];
  const others: string[] = [];
  for (const entry of await entriesOf(folder)) {
    const [, stem] = /^(.+)\.(?:list|txt)$/i.exec(entry.name) ?? [];
    if (stem === undefined || isFolder(entry)) continue;
    const path = join(folder, entry.name);
    const split = splitNamed(stem);
    if (split === undefined) {
      if (/\.list$/i.test(entry.name)) others.push(path);
      continue;
    }
    // SSL4MIS takes what stands before a comma.
    const lines = (await readText(path)).split(/\r?\n/).map((line) => line.split(",")[0].trim().replace(HDF5, ""));
    lists.push({ path, split, named: lines.filter((line) => line !== "").map((line) => line.replaceAll("\\", "/")) });
  }
  return { lists, others };
}
