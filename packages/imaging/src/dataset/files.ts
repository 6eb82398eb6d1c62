import { type Dirent, existsSync, statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { z } from "zod";
import { accessError } from "../atomic.js";
import { FORMATS } from "../formats/index.js";
import { type Case, datasetError, someOf } from "./dataset.js";

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

/** What a folder holds, by name, but hidden files (as macOS's `._scan.nii.gz`). */
export async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw accessError(folder, "read", cause);
  });
  return entries
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Whether an entry is a folder, symbolic links followed. */
export function isFolder(entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * The scans in a folder: files named as one of the formats read, and subfolders, which are DICOM series. Of a pair
 * `.hdr` and `.img` the header stands for both. Other files are passed over.
 *
 * @throws ImagingError `"dataset"` when two have the same stem: it cannot be told which is meant.
 */
export async function scansIn(folder: string): Promise<Scan[]> {
  const entries = await entriesOf(folder);
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  const scans: Scan[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (isFolder(entry)) scans.push({ stem: entry.name, path });
    else if (!names.has(entry.name.toLowerCase().replace(/\.img(\.gz)?$/, ".hdr$1")) || !/\.img(\.gz)?$/i.test(path)) {
      const stem = stemOf(entry.name);
      if (stem !== undefined) scans.push({ stem, path });
    }
  }
  const byStem = new Map(scans.map((scan) => [scan.stem, scan.path]));
  const twice = scans.filter(({ stem, path }) => byStem.get(stem) !== path).map(({ stem }) => stem);
  if (twice.length > 0) {
    throw datasetError(folder, `holds several scans called ${someOf(twice)}`, "Keep one of each, or rename them.");
  }
  return scans;
}

/**
 * What the names of labels have after those of their images: nothing, or, when none has an image's stem and all end in one
 * and the same of `_label`, `_seg`, `_segmentation`, `_mask`, `_gt` (also with `-` or `.`), that.
 */
export function labelSuffix(stems: ReadonlySet<string>, labels: readonly Scan[]): string {
  const suffixes = new Set(labels.map(({ stem }) => /[_.-](label|seg|segmentation|mask|gt)$/i.exec(stem)?.[0] ?? ""));
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

/**
 * Ids for cases by their first image: the stem; where that is not unique, with the folder's name before it. Paths that
 * are still the same throw.
 *
 * @throws ImagingError `"dataset"` when an image is listed twice.
 */
export function idsFor(source: string, images: readonly string[]): string[] {
  const stems = images.map((path) => stemOf(basename(path)) ?? basename(path));
  const unique = (ids: readonly string[]) => new Set(ids).size === ids.length;
  if (unique(stems)) return stems;
  const folders = images.map((path) => basename(dirname(path)));
  if (unique(folders)) return folders;
  const both = images.map((_path, i) => `${folders[i]}/${stems[i]}`);
  if (unique(both)) return both;
  const twice = images.filter((path, i) => images.indexOf(path) !== i);
  if (twice.length === 0) return images.map((path) => path);
  throw datasetError(
    source,
    `lists images more than once: ${someOf(twice)}`,
    "Leave one line or entry for each image.",
  );
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

/** Reads JSON and checks its shape; a fault names the place in the file. */
export async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const value = await parseJson(path);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path: place, message }) => `${place.join(".") || "the file"}: ${message}`);
  throw datasetError(
    path,
    `does not describe a dataset (${someOf(faults, 5)})`,
    "Correct these entries.",
    result.error,
  );
}

/** @throws ImagingError `"access"`, or `"dataset"` when the text is not JSON. */
export async function parseJson(path: string): Promise<unknown> {
  const text = await readText(path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw datasetError(path, `is not JSON (${said})`, "Correct it; a JSON checker shows the place.", cause);
  }
}

/** A text file without its byte order mark. */
export async function readText(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw accessError(path, "read", cause);
  });
  return text.replace(/^\uFEFF/, "");
}
