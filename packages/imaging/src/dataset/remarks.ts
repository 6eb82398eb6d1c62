// What finding a dataset's files has to say beside the cases: files and entries that were not read, and how something
// unusual was understood. `checkDataset` makes faults of the remarks, so that `mn check` says each of them.

import { basename } from "node:path";
import type { Case, Remark } from "./dataset.js";
import { stemOf } from "./files.js";

/** Endings of files that lie beside scans and are none: texts, tables, settings and by-products of tools. */
const BESIDE: ReadonlySet<string> = new Set(
  (
    "txt md rst rtf pdf doc docx html htm url lnk " +
    "json csv tsv xls xlsx xml yaml yml toml ini cfg log list bak db md5 sha1 sha256 " +
    "bval bvals bvec bvecs ctbl mrml pkl tfm py m r sh ipynb"
  ).split(" "),
);
const TEXTS = /^(readme|licen[cs]e|changes)$/i;

function isBeside(name: string): boolean {
  return TEXTS.test(name) || BESIDE.has(name.toLowerCase().split(".").at(-1) ?? "");
}

const READ = "NIfTI, NRRD, MetaImage, HDF5, NPY or a folder of DICOM slices";

/**
 * Files in the place of masks that are not read: an error each, since the scans would count as unlabelled; what is
 * surely no mask, as a text, is a note.
 *
 * @param others paths of the files
 * @param cases those that the masks may belong to
 * @param ending what the dataset declares that names end in
 */
export function unreadMasks(others: readonly string[], cases: readonly Case[], ending?: string): Remark[] {
  const unlabelled = new Set(cases.filter(({ label }) => label === undefined).map(({ id }) => id));
  return others.map((path): Remark => {
    const name = basename(path);
    if (isBeside(name)) return passedOver(path, "The file lies among the masks and is no scan: it is passed over");
    const owner = ownerOf(name, unlabelled);
    const consequence = owner === undefined ? "" : `: its scan ${owner} would count as unlabelled`;
    return {
      code: "not-read",
      severity: "error",
      ...(owner === undefined ? {} : { caseId: owner }),
      file: path,
      message: `The file is in the place of masks, and ${whyUnread(name, ending)}${consequence}.`,
      remedy: `Write the mask ${howToWrite(name, ending)}, or take the file away.`,
    };
  });
}

/** Files in the place of images that are not read: a warning each; what is surely no image is not worth a word. */
export function unreadImages(others: readonly string[], ending?: string): Remark[] {
  return others
    .filter((path) => !isBeside(basename(path)))
    .map((file) => ({
      code: "not-read",
      severity: "warning",
      file,
      message: `The file is in the place of images, and ${whyUnread(basename(file), ending)}.`,
      remedy: `Write the image ${howToWrite(basename(file), ending)}, or take the file away.`,
    }));
}

/** Why a file is not read: its name does not end as declared, or it is of no format. */
function whyUnread(name: string, ending: string | undefined): string {
  const isScan = ending !== undefined && stemOf(name) !== undefined;
  return isScan ? `its name does not end in ${ending}, as "file_ending" declares` : "its format is not read";
}

function howToWrite(name: string, ending: string | undefined): string {
  if (ending !== undefined && stemOf(name) !== undefined) return `as ${ending}`;
  return `as ${READ}`;
}

/** A note that something was seen and left aside. */
export function passedOver(file: string, fault: string): Remark {
  const remedy = "None is needed, unless it was meant to be read.";
  return { code: "not-read", severity: "note", file, message: `${fault}.`, remedy };
}

/** An error: an entry of a list, or a folder, that may hold masks and is not read. */
export function unreadPlace(file: string, fault: string, remedy: string): Remark {
  return { code: "not-read", severity: "error", file, message: `${fault}.`, remedy };
}

/** A note of how something was understood that can be meant otherwise. */
export function understood(file: string, sentence: string, remedy: string): Remark {
  return { code: "layout", severity: "note", file, message: sentence, remedy };
}

/** The case whose id a file's name begins with, up to a dot or one of the usual separators. */
function ownerOf(name: string, ids: ReadonlySet<string>): string | undefined {
  for (let end = name.length; end > 0; end--) {
    if (end < name.length && !/[._-]/.test(name[end])) continue;
    const id = name.slice(0, end);
    if (ids.has(id)) return id;
  }
  return undefined;
}
