// Finds the cases of a dataset: asks each layout whether a folder or file looks like it, and has the one that does
// read it.

import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { someOf } from "@mandn/base";
import { ImagingError } from "../errors.js";
import { accessError } from "../file-access.js";
import { csv } from "./csv.js";
import { decathlon, monaiDatalist } from "./datalist.js";
import { type Dataset, datasetError, datasetSchema, type Remark } from "./dataset.js";
import { dicomFolders } from "./dicom-folders.js";
import { entriesOf, isFolder } from "./files.js";
import { flatFolder } from "./flat-folder.js";
import { withHdf5Axes } from "./hdf5-axes.js";
import { hdf5Folder } from "./hdf5-folder.js";
import { imagesAndLabels } from "./images-labels.js";
import type { DiscoverOptions, Layout } from "./layout.js";
import { nnunet } from "./nnunet.js";
import { patientFolders } from "./patient-folders.js";
import { withSegmentNames } from "./segment-names.js";
import { parseJson } from "./text-files.js";

/** Every layout. A new one needs its file and its place here. */
const LAYOUTS: readonly Layout[] = [
  imagesAndLabels,
  nnunet,
  decathlon,
  monaiDatalist,
  csv,
  hdf5Folder,
  dicomFolders,
  patientFolders,
  flatFolder,
];

/**
 * Finds the cases of a dataset: which files are images, which labels, what is without a label, what is for testing.
 * Only names and lists are read, of HDF5 and DICOM the headers. A folder is read as the one layout that it looks like;
 * a JSON or CSV file as what it is.
 *
 * @param path a folder, or the JSON or CSV file that lists the dataset.
 * @returns plain data that `datasetSchema` describes; paths are absolute.
 * @throws ImagingError `"dataset"` when no layout fits, several do, or something in it does not fit together;
 * `"access"` when something cannot be read. The message names the file and what to do.
 */
export async function discoverDataset(path: string, options: DiscoverOptions = {}): Promise<Dataset> {
  const root = resolve(path);
  const status = await stat(root).catch((cause: unknown) => {
    throw accessError(root, "read", cause);
  });
  const allowed = LAYOUTS.filter(({ name }) => options.layout === undefined || name === options.layout);
  const all: { layout: Layout; path: string; found: string }[] = [];
  for (const layout of allowed) {
    const claim = await named(root, layout.claim(root, status.isDirectory()));
    if (claim !== undefined) all.push({ layout, ...claim });
  }
  const sure = all.filter(({ layout }) => layout.isGuess !== true);
  const claims = sure.length > 0 ? sure : all;
  if (claims.length === 0) throw await unknownLayout(root, allowed, status.isDirectory());
  if (claims.length > 1) {
    const found = claims.map((claim) => `${claim.layout.name} (${claim.found})`).join(" and ");
    throw datasetError(
      root,
      `looks like ${found}`,
      "Say which by the option `layout`, or give the JSON or CSV file itself.",
    );
  }
  const [claim] = claims;
  const read = await named(claim.path, claim.layout.read(claim.path, options));
  const dataset = await withSegmentNames(await named(claim.path, withHdf5Axes(read, options.slices)));
  const remarks = [...(dataset.remarks ?? []), ...(status.isDirectory() ? await oddLists(root, claim.path) : [])];
  const { success, data, error } = datasetSchema.safeParse({ ...dataset, remarks });
  if (success) return data;
  const [{ path: place, message }] = error.issues;
  throw datasetError(claim.path, `${place.join(".")}: ${message}`, "Correct the entry.", error);
}

/** The work on a file or folder; an error that no layout foresaw names it. */
async function named<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ImagingError) throw error;
    if (error instanceof Error && "syscall" in error)
      throw accessError("path" in error ? String(error.path) : path, "read", error);
    const said = error instanceof Error ? error.message : String(error);
    throw datasetError(path, `cannot be understood (${said})`, "Give the files as a CSV file.", error);
  }
}

/** Lists in a folder that cannot be read, or are damaged, and that the folder was read without. */
async function oddLists(root: string, used: string): Promise<Remark[]> {
  const paths = (await entriesOf(root)).map(({ name }) => join(root, name));
  const remarks: Remark[] = [];
  for (const file of paths.filter((path) => /\.json$/i.test(path) && path !== used)) {
    const fault = await parseJson(file).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (fault === undefined) continue;
    if (!(fault instanceof ImagingError)) throw fault;
    const { remedy = "Mend or remove it." } = fault;
    remarks.push({ code: "not-read", severity: "warning", file, message: fault.sentence, remedy });
  }
  return remarks;
}

async function unknownLayout(root: string, layouts: readonly Layout[], folder: boolean) {
  const known = layouts.map(({ looksLike }) => looksLike).join("; ");
  if (!folder) return datasetError(root, "is no list of cases that is known", `Known are: ${known}.`);
  const names = (await entriesOf(root)).map((entry) => (isFolder(entry) ? `${entry.name}/` : entry.name));
  const inside: string[] = [];
  for (const name of names.filter((entry) => entry.endsWith("/"))) {
    for (const layout of layouts) {
      if (await looksLike(layout, join(root, name))) inside.push(name);
    }
  }
  const odd = (await oddLists(root, "")).map(({ message }) => ` ${message}`).join("");
  const fault =
    `is laid out as no dataset that is known; it holds ${someOf(names) || "nothing"}${odd && `.${odd}`}`.replace(
      /\.$/,
      "",
    );
  if (inside.length === 0) return datasetError(root, fault, `Known are: ${known}.`);
  const remedy = `Give the dataset itself; these look like one: ${someOf([...new Set(inside)])}.`;
  return datasetError(root, fault, remedy);
}

/** Whether a folder looks like a layout, even one with a fault in it. */
async function looksLike(layout: Layout, folder: string): Promise<boolean> {
  try {
    return (await layout.claim(folder, true)) !== undefined;
  } catch (error) {
    if (error instanceof ImagingError && error.code === "dataset") return true;
    throw error;
  }
}
