// A folder for each patient, as hospitals export them and BraTS is laid out: PAT01/T1.nii.gz with
// PAT01/T1_seg.nii.gz, or BraTS_001/BraTS_001_flair.nii.gz, …_t1.nii.gz and BraTS_001/BraTS_001_seg.nii.gz. DICOM
// has its own layout.

import { join } from "node:path";
import { someOf } from "@mandn/base";
import { repeated } from "../group-by.js";
import { datasetError, type Split } from "./dataset.js";
import { holdsDicom } from "./dicom-folders.js";
import { entriesOf, type FolderContent, isFolder, scanFilesIn } from "./files.js";
import { datasetOf, groupOf, type ScanGroup, type Understood, understandGroups } from "./grouped-scans.js";
import type { Layout } from "./layout.js";
import { isImageFolder, splitNamed } from "./names.js";

/** A patient has no more images than this; a folder with more is a collection. */
const MOST_IMAGES = 16;

/**
 * A folder for each patient or visit with one image, or one for each channel, and perhaps a mask, which is called so
 * (`mask`, `T1_seg`, …); one of the folders at least has a mask. Channels are what names have after the folder's own.
 * The folders lie in the folder given, or in `train/`, `val/`, `test/`; the scans in them or in the only subfolder that
 * holds any. It is taken where no other layout fits.
 */
export const patientFolders: Layout = {
  name: "patient-folders",
  looksLike: "a folder for each patient with the image, or its channels, and a file called as the mask",
  isGuess: true,
  async claim(path, folder) {
    if (!folder) return undefined;
    const found = await understand(path);
    return found === undefined ? undefined : { path, found: `${found.cases.length} folders of a patient each` };
  },
  async read(root) {
    const found = await understand(root);
    if (found === undefined) {
      throw datasetError(root, "has no folders whose scans go together", "Give the files as a CSV file.");
    }
    const twice = repeated(found.cases.map(({ id }) => id));
    if (twice.length > 0) {
      throw datasetError(root, `several splits hold a folder called ${someOf(twice)}`, "Give each a name of its own.");
    }
    const taken = `${found.cases.length} folders are taken for a patient or visit each`;
    return datasetOf(root, "patient-folders", taken, found, found.others);
  },
};

async function understand(root: string): Promise<(Understood & { others: string[] }) | undefined> {
  const folders = (await entriesOf(root)).filter(isFolder).map(({ name }) => name);
  const parts = folders.filter((name) => splitNamed(name) !== undefined);
  const places: [string, Split][] =
    parts.length > 0 ? parts.map((name) => [join(root, name), splitNamed(name) ?? "train"]) : [[root, "train"]];
  const read = await Promise.all(places.map(([place, split]) => groupsIn(place, split)));
  const groups = read.flatMap((part) => part.groups);
  // Without a mask beside an image, folders may as well be collections: one of images, one of something else.
  const isEvident = groups.some(({ images, masks }) => images.size > 0 && masks.length > 0);
  if (!isEvident || groups.some(({ images }) => images.size > MOST_IMAGES)) return undefined;
  const found = understandGroups(groups);
  return found === undefined ? undefined : { ...found, others: read.flatMap((part) => part.others) };
}

/** Whether a folder is named as one of many patients' images or masks. */
function isCollection(name: string): boolean {
  return isImageFolder(name) || /^(images|labels)(tr|ts|val)$/i.test(name);
}

async function groupsIn(root: string, split: Split): Promise<{ groups: ScanGroup[]; others: string[] }> {
  const groups: ScanGroup[] = [];
  const others: string[] = [];
  const folders = (await entriesOf(root)).filter(isFolder);
  if (folders.some(({ name }) => isCollection(name))) return { groups, others };
  for (const entry of folders) {
    const place = join(root, entry.name);
    const content = await scansOf(place);
    if (content.scans.length === 0 || (await holdsDicom(place, 3))) continue;
    const group = groupOf({ id: entry.name, split, place }, content.scans, (stem) => channelOf(entry.name, stem));
    if (group === undefined) return { groups: [], others: [] };
    groups.push(group);
    for (const path of content.others) others.push(path);
  }
  return { groups, others };
}

/** Names of files that have layouts of their own. */
const OTHER_LAYOUTS = /\.(h5|hdf5|zip)$/i;

/** The scans in a folder, or in its only subfolder that has any. */
async function scansOf(folder: string): Promise<FolderContent> {
  const own = await scanFilesIn(folder, OTHER_LAYOUTS);
  if (own.scans.length > 0) return own;
  const inside: FolderContent[] = [];
  const folders = (await entriesOf(folder)).filter(isFolder);
  if (folders.some(({ name }) => isCollection(name))) return { scans: [], others: [] };
  for (const entry of folders) {
    const content = await scanFilesIn(join(folder, entry.name), OTHER_LAYOUTS);
    if (content.scans.length > 0) inside.push(content);
  }
  return inside.length === 1 ? inside[0] : { scans: [], others: [] };
}

/** What a name has after its folder's: `flair` of `BraTS_001_flair` in `BraTS_001`. */
function channelOf(folder: string, stem: string): string {
  if (!stem.toLowerCase().startsWith(folder.toLowerCase())) return stem;
  return stem.slice(folder.length).replace(/^[_. -]/, "") || "image";
}
