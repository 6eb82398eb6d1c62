// Folders of DICOM series, one a case, with the mask in or beside it.
// A layout like the others (layout.ts); what is in a folder, formats/dicom.ts says.

import { basename, join } from "node:path";
import { someOf } from "@mandn/base";
import { ImagingError } from "../errors.js";
import { accessError } from "../file-access.js";
import { openRegular } from "../formats/bytes.js";
import { type DicomSeries, dicom, listSeries } from "../formats/dicom.js";
import { FIRST_BYTES } from "../formats/format.js";
import { sameGrid } from "../geometry/grid.js";
import type { VolumeHeader } from "../volume.js";
import { readHeader } from "../volume-files.js";
import { type Case, type CaseFile, type Dataset, datasetError, type Remark } from "./dataset.js";
import { entriesOf, filesIn, foldersIn, isFolder, type Scan, stemOf } from "./files.js";
import { type Layout, legible } from "./layout.js";
import { unreadMasks } from "./remarks.js";

/**
 * Folders of DICOM series, one a case, at any depth inside; its mask, if any, is a DICOM segmentation among them, or a file that
 * is no DICOM, in the case's folder or beside it under the folder's name. Of several series in a case the one that the segmentation
 * was drawn on, or that lies on the mask's grid, is taken.
 */
export const dicomFolders: Layout = {
  name: "dicom-folders",
  looksLike: "a folder for each case with a DICOM series, and the mask in or beside it",
  async claim(path, folder) {
    if (!folder) return undefined;
    const folders = await caseFolders(path);
    return folders.length === 0 ? undefined : { path, found: `${folders.length} folders of DICOM files` };
  },
  async read(root) {
    const folders = await caseFolders(root);
    const cases: Case[] = [];
    for (const folder of folders) cases.push(await readCase(root, folder));
    const used = new Set(cases.map(({ label }) => label?.path));
    const orphans = (await maskFilesIn(root)).filter(({ path }) => !used.has(path));
    if (orphans.length > 0) {
      const names = someOf(orphans.map(({ path }) => basename(path)));
      throw datasetError(
        root,
        `no case's folder belongs to ${names}`,
        "Name each mask as its folder, or put it inside.",
      );
    }
    const labelled = cases.filter(({ label }) => label !== undefined).length;
    const dataset: Dataset = {
      root,
      layout: "dicom-folders",
      recognisedBy: `${cases.length} folders with a DICOM series each, ${labelled} of them with a mask in or beside it.`,
      cases,
      remarks: (await Promise.all([root, ...folders].map((folder) => picturesIn(folder, cases)))).flat(),
    };
    return dataset;
  },
};

const IS_DICOM = /\.(dcm|dicom|ima|zip)$/i;

/** Subfolders with a DICOM file somewhere inside. */
async function caseFolders(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const folder of await foldersIn(root)) {
    if (await holdsDicom(folder, 3)) found.push(folder);
  }
  return found;
}

/** Looks at the first few files of a folder, then into its subfolders. */
export async function holdsDicom(folder: string, depth: number): Promise<boolean> {
  const entries = await entriesOf(folder);
  const files = entries.filter((entry) => !isFolder(entry)).map(({ name }) => join(folder, name));
  for (const file of files.slice(0, 5)) {
    if (await isDicom(file)) return true;
  }
  if (depth === 0) return false;
  for (const entry of entries.filter(isFolder)) {
    if (await holdsDicom(join(folder, entry.name), depth - 1)) return true;
  }
  return false;
}

async function isDicom(path: string): Promise<boolean> {
  const stem = stemOf(path);
  if (stem !== undefined && !IS_DICOM.test(path)) return false;
  const file = await legible(openRegular(path));
  if (file === undefined) return false;
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
    return dicom.matches(path, buffer.subarray(0, bytesRead));
  } catch (cause) {
    throw accessError(path, "read", cause);
  } finally {
    await file.close();
  }
}

async function readCase(root: string, folder: string): Promise<Case> {
  const id = basename(folder);
  const { series: all, faults } = await listSeries(folder);
  const series = all.filter(({ segmentationOf }) => segmentationOf === undefined);
  const segmentations = all.filter(({ segmentationOf }) => segmentationOf !== undefined);
  const drawn = segmentations.flatMap(({ uid, files }) => files.map((path) => ({ stem: uid, path })));
  const masks = [...drawn, ...(await masksOf(root, folder))];
  if (masks.length > 1) {
    const names = someOf(masks.map(({ path }) => path.slice(root.length + 1)));
    throw datasetError(folder, `has several files that may be its mask: ${names}`, "Keep one, or give a CSV file.");
  }
  const [mask] = masks;
  const drawnOn = segmentations[0]?.segmentationOf;
  const chosen = series.find(({ uid }) => uid === drawnOn) ?? (await chooseSeries(folder, series, mask?.path));
  const found = chosen === undefined ? "a series that cannot be read: see the checks" : describe(chosen);
  const label: { label?: CaseFile } = mask === undefined ? {} : { label: { path: mask.path } };
  const damaged = faults.length > 0 ? `, ${faults.length} damaged files` : "";
  return {
    id,
    channels: [{ path: folder, ...(all.length > 1 && chosen !== undefined ? { key: chosen.uid } : {}) }],
    ...label,
    split: "train",
    recognisedBy: `${id}/ holds ${found}${damaged}; ${mask === undefined ? "no mask" : `mask ${mask.path.slice(root.length + 1)}`}`,
  };
}

/** Masks in the case's folder, and beside it those of the same name. */
async function masksOf(root: string, folder: string): Promise<Scan[]> {
  const beside = (await maskFilesIn(root)).filter(({ stem }) => stem === basename(folder));
  return [...(await maskFilesIn(folder)), ...beside];
}

/** The files in a folder that are named as a scan of another format than DICOM. */
async function maskFilesIn(folder: string): Promise<Scan[]> {
  return (await filesIn(folder)).flatMap((path) => {
    const stem = stemOf(basename(path));
    return stem === undefined || IS_DICOM.test(path) ? [] : [{ stem, path }];
  });
}

/** Endings of files that hold a picture, and so perhaps a mask, and that neither DICOM nor a format read has. */
const PICTURE = /\.(png|jpe?g|tiff?|bmp|gif|mat|gipl|vtk|nii\.gz\.gz)$/i;

async function picturesIn(folder: string, cases: readonly Case[]): Promise<Remark[]> {
  const pictures = (await filesIn(folder)).filter((path) => PICTURE.test(path));
  return unreadMasks(pictures, cases);
}

async function chooseSeries(
  folder: string,
  series: readonly DicomSeries[],
  mask: string | undefined,
): Promise<DicomSeries | undefined> {
  if (series.length <= 1) return series[0];
  const onGrid = mask === undefined ? [] : seriesOnGrid(series, await legible(readHeader(mask)));
  if (onGrid.length === 1) return onGrid[0];
  const list = series.map((one) => `${one.uid} (${describe(one)})`).join("; ");
  const remedy = "Keep the one to segment in the case's folder, or give each its own.";
  throw datasetError(folder, `holds ${series.length} series and it cannot be told which is meant: ${list}`, remedy);
}

function seriesOnGrid(series: readonly DicomSeries[], mask: VolumeHeader | undefined): DicomSeries[] {
  if (mask === undefined) return [];
  return series.filter(({ header }) => !(header instanceof ImagingError) && sameGrid(header, mask).same);
}

function describe({ modality, description, files }: DicomSeries): string {
  return `${modality || "no modality"}, ${description || "no description"}, ${files.length} files`;
}
