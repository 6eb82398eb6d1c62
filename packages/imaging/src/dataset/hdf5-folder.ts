import { basename, join } from "node:path";
import { ImagingError } from "../errors.js";
import { decode } from "../formats/decoder.js";
import { type Case, type Dataset, datasetError, type Split, someOf } from "./dataset.js";
import { entriesOf, idsFor, isFolder, readText } from "./files.js";
import type { Layout } from "./layout.js";

const isHdf5 = (name: string) => /\.(h5|hdf5)$/i.test(name);
const LISTS: Readonly<Record<string, Split>> = {
  train: "train",
  val: "validation",
  validation: "validation",
  test: "test",
};

/**
 * The semi-supervised field's folder of HDF5 cases, each with the arrays `image` and, when labelled, `label`: the files
 * lie in the folder, in `data/`, or one in each subfolder. `train.list`, `val.list`, `test.list` (or `.txt`; a case's name
 * a line) give the split.
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
    const { splits, lists } = await readLists(root, ids);
    const cases: Case[] = [];
    for (const [i, path] of files.entries()) {
      const keys = await arraysOf(path);
      if (keys !== undefined && !keys.includes("image")) {
        throw datasetError(path, `has no array "image" but ${someOf(keys) || "none at all"}`, 'Name the scan "image".');
      }
      const labelled = keys === undefined || keys.includes("label");
      cases.push({
        id: ids[i],
        channels: [{ path, key: "image" }],
        ...(labelled ? { label: { path, key: "label" } } : {}),
        split: splits.get(ids[i]) ?? "train",
        recognisedBy: `${basename(path)} with the arrays ${keys === undefined ? "not readable: see the checks" : someOf(keys)}`,
      });
    }
    const labelled = cases.filter(({ label }) => label !== undefined).length;
    const dataset: Dataset = {
      root,
      layout: "hdf5-folder",
      recognisedBy:
        `${cases.length} .h5 files, ${labelled} of them with a label` +
        `${lists.length > 0 ? `; split by ${lists.join(", ")}` : ""}.`,
      cases,
    };
    return dataset;
  },
};

async function casesIn(root: string): Promise<string[]> {
  const entries = await entriesOf(root);
  const own = entries.filter((entry) => isHdf5(entry.name) && !isFolder(entry)).map(({ name }) => join(root, name));
  if (own.length > 0) return own;
  const folders = entries.filter(isFolder).map(({ name }) => join(root, name));
  const inside = await Promise.all(
    folders.map(async (folder) =>
      (await entriesOf(folder)).filter(({ name }) => isHdf5(name)).map((e) => join(folder, e.name)),
    ),
  );
  const data = inside[folders.findIndex((folder) => basename(folder) === "data")] ?? [];
  if (data.length > 0) return data;
  return inside.every((files) => files.length <= 1) ? inside.flat() : [];
}

/** The arrays of a file; undefined for one that cannot be read, which the checks report. */
async function arraysOf(path: string): Promise<string[] | undefined> {
  try {
    return (await decode(path, { kind: "hdf5-list", path }, { bytes: 0 })).map(({ key }) => key);
  } catch (error) {
    if (error instanceof ImagingError) return undefined;
    throw error;
  }
}

async function readLists(
  root: string,
  ids: readonly string[],
): Promise<{ splits: Map<string, Split>; lists: string[] }> {
  const splits = new Map<string, Split>();
  const lists: string[] = [];
  for (const { name } of await entriesOf(root)) {
    const [, stem] = /^(train|val|validation|test)\.(?:list|txt)$/i.exec(name) ?? [];
    if (stem === undefined) continue;
    lists.push(name);
    const path = join(root, name);
    const split = LISTS[stem.toLowerCase()];
    const named = (await readText(path)).split(/\r?\n/).map((line) => line.trim().replace(/\.(h5|hdf5)$/i, ""));
    for (const id of named.filter((line) => line !== "")) {
      if (!ids.includes(id))
        throw datasetError(path, `lists "${id}", of which there is no .h5 file`, "Correct the list.");
      const other = splits.get(id);
      if (other !== undefined && other !== split) {
        throw datasetError(path, `lists "${id}", which is in the list for ${other} too`, "Keep it in one of them.");
      }
      splits.set(id, split);
    }
  }
  return { splits, lists };
}
