// The scans in a folder: which files are named as one, what they are called, which mask belongs to which.
// Every layout and `mn predict` go by these names.

import { type Dirent, existsSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { someOf } from "@mandn/base";
import { accessError } from "../file-access.js";
import { dicom } from "../formats/dicom.js";
import { FORMATS } from "../formats/index.js";
import { repeated } from "../group-by.js";
import { type Case, datasetError } from "./dataset.js";
import { labelSuffixOf } from "./names.js";

/** Ends of file names that scans have, the longest first. */
const EXTENSIONS = FORMATS.flatMap(({ extensions }) => extensions).sort((a, b) => b.length - a.length);

/** A scan in a folder: a file, or a folder that holds a DICOM series. */
export interface Scan {
  /** Its name without the extension. */
  readonly stem: string;
  readonly path: string;
}

/** A file's name without the extension of its format, or undefined when it is not named as a scan. */
export function stemOf(name: string): string | undefined {
  const extension = EXTENSIONS.find((end) => name.toLowerCase().endsWith(end));
  return extension === undefined || name.length === extension.length ? undefined : name.slice(0, -extension.length);
}

/** Whether a file is named as one slice of a DICOM series. */
export function isSlice(path: string): boolean {
  const name = path.toLowerCase();
  return dicom.extensions.some((end) => end !== ".zip" && name.endsWith(end)); // an archive holds a whole series
}

/** What a folder holds, by name, but hidden files (as macOS's `._scan.nii.gz`). */
export async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw accessError(folder, "read", cause);
  });
  return entries
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/**
 * Whether an entry is a folder, symbolic links followed. One that leads nowhere, or to itself, is none: reading it then
 * says what is wrong.
 */
export function isFolder(entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(join(entry.parentPath, entry.name)).isDirectory();
  } catch {
    return false;
  }
}

/** Paths of the files in a folder, by name. */
export async function filesIn(folder: string): Promise<string[]> {
  return (await entriesOf(folder)).filter((entry) => !isFolder(entry)).map(({ name }) => join(folder, name));
}

/** Paths of the folders in a folder, by name. */
export async function foldersIn(folder: string): Promise<string[]> {
  return (await entriesOf(folder)).filter(isFolder).map(({ name }) => join(folder, name));
}

/** What a folder holds. */
export interface FolderContent {
  readonly scans: Scan[];
  /** Paths of files that are named as no scan. */
  readonly others: string[];
}

/**
 * The scans in a folder: files named as one of the formats read, and subfolders, which are DICOM series. Of a pair
 * `.hdr` and `.img` the header stands for both. Other files are passed over.
 *
 * @throws ImagingError `"dataset"` when two have the same stem: it cannot be told which is meant.
 */
export async function scansIn(folder: string): Promise<Scan[]> {
  const { scans } = await contentOf(folder);
  requireDifferentStems(folder, scans);
  return scans;
}

/**
 * The masks in a folder of predictions or references: as {@link scansIn}, but of a mask and arrays of the same stem the
 * mask; nnU-Net keeps probabilities as `<case>.npz` beside it.
 *
 * @throws ImagingError `"dataset"` when two masks have the same stem.
 */
export async function masksIn(folder: string): Promise<FolderContent> {
  const { scans, others } = await contentOf(folder);
  const isArrays = ({ path }: Scan) => /\.np[yz]$/i.test(path);
  const stems = new Set(scans.filter((scan) => !isArrays(scan)).map(({ stem }) => stem));
  const masks = scans.filter((scan) => !isArrays(scan) || !stems.has(scan.stem));
  requireDifferentStems(folder, masks);
  return { scans: masks, others };
}

/**
 * As {@link scansIn}, with the files that are no scans, and several of one stem allowed.
 *
 * @param isWanted which entries are looked at; default all.
 */
export async function contentOf(
  folder: string,
  isWanted: (entry: Dirent) => boolean = () => true,
): Promise<FolderContent> {
  const entries = await entriesOf(folder);
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  const content: FolderContent = { scans: [], others: [] };
  for (const entry of entries.filter(isWanted)) {
    const path = join(folder, entry.name);
    const header = entry.name.toLowerCase().replace(/\.img(\.gz)?$/, ".hdr$1");
    const isOfPair = !isFolder(entry) && header !== entry.name.toLowerCase() && names.has(header);
    const stem = isFolder(entry) ? entry.name : stemOf(entry.name);
    if (stem === undefined) content.others.push(path);
    else if (!isOfPair) content.scans.push({ stem, path });
  }
  return content;
}

/** As {@link contentOf}, of files alone, and not of those that are named as `except` says. */
export function scanFilesIn(folder: string, except: RegExp): Promise<FolderContent> {
  return contentOf(folder, (entry) => !isFolder(entry) && !except.test(entry.name));
}

/** @throws ImagingError `"dataset"` naming the stems that several scans have. */
export function requireDifferentStems(folder: string, scans: readonly Scan[]): void {
  const twice = repeated(scans.map(({ stem }) => stem));
  if (twice.length > 0) {
    throw datasetError(folder, `holds several scans called ${someOf(twice)}`, "Keep one of each, or rename them.");
  }
}

/**
 * What the names of labels have after those of their images: nothing, or, when none has an image's stem and all end in
 * one and the same of `_label`, `_seg`, `_mask`, `_gt` and the like (also with `-` or `.`), that.
 */
export function labelSuffix(stems: ReadonlySet<string>, labels: readonly Scan[]): string {
  const suffixes = new Set(labels.map(({ stem }) => labelSuffixOf(stem)));
  const [common] = suffixes;
  return suffixes.size === 1 && !labels.some(({ stem }) => stems.has(stem)) ? common : "";
}

/**
 * Labels by the stem of their images, their {@link labelSuffix} cut off.
 *
 * @returns the path for each stem that has one, and what was cut off.
 * @throws ImagingError `"dataset"` when labels are left without an image.
 */
export function matchLabels(
  folder: string,
  stems: ReadonlySet<string>,
  labels: readonly Scan[],
): { paths: Map<string, string>; suffix: string } {
  const suffix = labelSuffix(stems, labels);
  const cut = labels.map(({ stem, path }) => ({ stem: stem.slice(0, stem.length - suffix.length), path }));
  const orphans = cut.filter(({ stem }) => !stems.has(stem)).map(({ path }) => basename(path));
  if (orphans.length > 0) {
    const remedy = "Give each label the name of its image, or take it out.";
    throw datasetError(
      folder,
      `no image belongs to ${orphans.length} of ${labels.length} labels: ${someOf(orphans)}`,
      remedy,
    );
  }
  return { paths: new Map(cut.map(({ stem, path }) => [stem, path])), suffix };
}

/** What a case may be called by its first image: the stem; the folder's name; both; the path. */
export const IDS_BY_IMAGE: readonly ((path: string) => string)[] = [
  stemOfPath,
  folderOf,
  (path) => `${folderOf(path)}/${stemOfPath(path)}`,
  (path) => path,
];

function stemOfPath(path: string): string {
  return stemOf(basename(path)) ?? basename(path);
}

function folderOf(path: string): string {
  return basename(dirname(path));
}

/**
 * Ids for cases by their first image: the first of {@link IDS_BY_IMAGE} that is unique.
 *
 * @throws ImagingError `"dataset"` when an image is listed twice.
 */
export function idsFor(source: string, images: readonly string[]): string[] {
  for (const idOf of IDS_BY_IMAGE) {
    const ids = images.map(idOf);
    if (new Set(ids).size === ids.length) return ids;
  }
  throw imagesTwice(source, repeated(images));
}

/** The error of a list that names images twice. */
export function imagesTwice(source: string, images: readonly string[]) {
  const fault = `lists images more than once: ${someOf(images)}`;
  return datasetError(source, fault, "Leave one line or entry for each image.");
}

/** @throws ImagingError `"dataset"` naming every listed file that is not there. */
export function requireFiles(source: string, cases: readonly Case[], remedy: string): void {
  const files = cases.flatMap(({ channels, label }) => [...channels, ...(label === undefined ? [] : [label])]);
  const missing = files.map(({ path }) => path).filter((path) => !existsSync(path));
  if (missing.length > 0) {
    throw datasetError(
      source,
      `${missing.length} of ${files.length} listed files are not there: ${someOf(missing)}`,
      remedy,
    );
  }
}

/** A path in a list, resolved against the folder that the list's paths are relative to. */
export function listedPath(folder: string, path: string): string {
  return resolve(folder, path.trim());
}
