// DICOM series in folders, zips and single files: which there are, their grids, their voxels. The headers are read by
// dicom-header.ts, places by dicom-geometry.ts, pixels by dicom-pixels.ts. https://www.dicomstandard.org

import type { Dirent } from "node:fs";
import { mkdir, mkdtemp, open, readdir, realpath, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { ImagingError } from "../errors.js";
import { accessError } from "../file-access.js";
import { spacingOf } from "../geometry/affine.js";
import { addTo } from "../group-by.js";
import type { Volume, VolumeHeader } from "../volume.js";
import { malformed, sizeOfRegular, statusOf, unsupported } from "./bytes.js";
import { type DicomSlice, orderSlices } from "./dicom-geometry.js";
import { type DicomHeader, guessSyntax, readDicomHeader } from "./dicom-header.js";
import { checkPixels, decodeSlices, typeOnceRescaled } from "./dicom-pixels.js";
import { isSegmentation, openSegmentation, readSegmentation, type Segmentation } from "./dicom-segmentation.js";
import { writeSegmentation } from "./dicom-segmentation-write.js";
import type { Format, ReadOptions, WriteOptions } from "./format.js";
import { openEntry, zipEntries } from "./zip.js";

/** One series among the files of a folder. */
export interface DicomSeries {
  /** Series Instance UID: the `key` by which it is read; empty when the files give none. */
  readonly uid: string;
  readonly description: string;
  /** `"CT"`, `"MR"`, … */
  readonly modality: string;
  /** Their paths; for a zip the names in it. */
  readonly files: readonly string[];
  /** Of a segmentation: the UID of the series that it was drawn on, empty where it does not say. */
  readonly segmentationOf?: string;
  /** Its grid, or why it cannot be read. */
  readonly header: VolumeHeader | ImagingError;
}

/** What a folder, its subfolders, a zip or a file holds of DICOM. */
export interface DicomListing {
  readonly series: readonly DicomSeries[];
  /** DICOM files too damaged to tell their series. */
  readonly faults: readonly ImagingError[];
}

/**
 * Lists the DICOM image series under a folder, in a zip of one, or in a single file; nothing but headers is read. Files
 * that are no DICOM, and DICOM files without an image, are passed over.
 *
 * @throws ImagingError `"access"` when the path cannot be read, `"malformed"` or `"unsupported"` for a zip that cannot.
 */
export async function listSeries(path: string): Promise<DicomListing> {
  return withFiles(path, async (files, unpackedTo) => {
    const { series, faults } = await scan(files);
    const listed = [...series].map(([uid, headers]): DicomSeries => {
      const [{ description, modality, segmentation }] = headers;
      return {
        uid,
        description,
        modality,
        ...(isSegmentation(headers[0]) && { segmentationOf: segmentation?.seriesUid ?? "" }),
        files: headers.map((file) => (unpackedTo === undefined ? file.path : relative(unpackedTo, file.path))),
        header: headerOrFault(path, headers),
      };
    });
    return { series: listed, faults };
  });
}

function headerOrFault(path: string, headers: readonly DicomHeader[]): VolumeHeader | ImagingError {
  try {
    return assemble(path, headers).header;
  } catch (error) {
    if (error instanceof ImagingError) return error;
    throw error;
  }
}

/** How many headers are read at a time. */
const AT_ONCE = 16;

/** Headers by series. */
async function scan(files: readonly string[]): Promise<{ series: Map<string, DicomHeader[]>; faults: ImagingError[] }> {
  const series = new Map<string, DicomHeader[]>();
  const faults: ImagingError[] = [];
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const results = await Promise.allSettled(files.slice(start, start + AT_ONCE).map(readDicomHeader));
    for (const result of results) {
      if (result.status === "rejected") {
        if (!(result.reason instanceof ImagingError)) throw result.reason;
        faults.push(result.reason);
      } else if (result.value !== undefined && result.value.pixels !== "none") {
        addTo(series, result.value.seriesUid, result.value);
      }
    }
  }
  return { series, faults };
}

/** What is to be read, and its grid. */
type Assembled =
  | { readonly header: VolumeHeader; readonly slices: readonly DicomSlice[] }
  | (Segmentation & { readonly slices?: undefined });

function assemble(path: string, headers: readonly DicomHeader[], options: ReadOptions = {}): Assembled {
  const [first] = headers as readonly [DicomHeader];
  if (isSegmentation(first)) {
    if (headers.length === 1) return openSegmentation(first.path, first, options);
    const fault = `holds ${headers.length} segmentations as one series`;
    throw unsupported(path, fault, "Give the file of the one that is meant.");
  }
  for (const header of headers) checkPixels(header);
  const notes: string[] = [];
  const given = headers.flatMap((file) => file.frames.map((frame, index): DicomSlice => ({ file, frame, index })));
  const { slices, affine } = orderSlices(path, given, notes);
  const [{ file }] = slices;
  const header: VolumeHeader = {
    shape: [1, slices.length, file.rows, file.columns],
    affine,
    spacing: spacingOf(affine),
    dtype: typeOnceRescaled(slices),
    provenance: {
      path,
      format: "dicom",
      notes,
      fields: {
        SeriesInstanceUID: file.seriesUid,
        SeriesDescription: file.description,
        Modality: file.modality,
        TransferSyntaxUID: file.transferSyntax,
        NumberOfFiles: headers.length,
      },
    },
  };
  return { header, slices };
}

async function withSeries<T>(
  path: string,
  options: ReadOptions,
  use: (assembled: Assembled) => T | Promise<T>,
): Promise<T> {
  return withFiles(path, async (files) => {
    const { series, faults } = await scan(files);
    if (faults.length > 0) throw faults[0];
    return use(assemble(path, choose(path, series, options.key), options));
  });
}

function choose(path: string, series: ReadonlyMap<string, DicomHeader[]>, key: string | undefined): DicomHeader[] {
  const images = [...series.values()].filter(([first]) => first !== undefined && !isSegmentation(first));
  const [only, ...others] = images.length > 0 ? images : series.values();
  if (key === undefined && only !== undefined && others.length === 0) return only;
  const chosen = key === undefined ? undefined : series.get(key);
  if (chosen !== undefined) return chosen;
  if (series.size === 0) {
    const remedy = "Give the folder, zip or file of a DICOM image series.";
    throw new ImagingError("dataset", "holds no DICOM image", { path, remedy });
  }
  const list = [...series].map(
    ([uid, files]) => `${uid} (${files[0].modality}, ${files[0].description}, ${files.length} files)`,
  );
  const remedy = "Name one by its Series Instance UID as `key`.";
  const what = key === undefined ? `holds ${series.size} series` : `has no series ${key}`;
  throw new ImagingError("argument", `${what}: ${list.join("; ")}`, { path, remedy });
}

/** The files under a path; those of a zip are unpacked for as long as `use` runs. */
async function withFiles<T>(
  path: string,
  use: (files: readonly string[], unpackedTo?: string) => Promise<T>,
): Promise<T> {
  if ((await statusOf(path)).isDirectory()) return use(await filesUnder(path));
  if (!path.toLowerCase().endsWith(".zip")) return use([path]);
  const folder = await mkdtemp(join(tmpdir(), "mandn-dicom-"));
  try {
    await unpack(path, folder);
    return await use(await filesUnder(folder), folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The files in a folder and its subfolders, by their paths; links are followed, and must lead somewhere. */
async function filesUnder(root: string): Promise<string[]> {
  const files: string[] = [];
  const seen = new Set<string>();
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const real = await realpath(folder);
    // A link back to a folder above it.
    if (seen.has(real)) continue;
    seen.add(real);
    const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
      throw accessError(folder ?? root, "read", cause);
    });
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const { isFile, isFolder } = await kindOf(entry, path);
      if (isFile) files.push(path);
      if (isFolder) waiting.push(path);
    }
  }
  return files.sort();
}

async function kindOf(entry: Dirent, path: string): Promise<{ isFile: boolean; isFolder: boolean }> {
  const found = entry.isSymbolicLink() ? await statusOf(path) : entry;
  return { isFile: found.isFile(), isFolder: found.isDirectory() };
}

const LARGEST_ARCHIVE = 32 * 2 ** 30;
/** An archive may unpack to this many times its own size, and this many bytes more: images do not shrink further. */
const MOST_EXPANSION = 100;
const FREE_EXPANSION = 64 * 2 ** 20;

/** How many bytes of an archive may be unpacked, and what is said of more. */
async function roomFor(path: string): Promise<{ most: number; refusal: ImagingError }> {
  const { bavail, bsize } = await statfs(tmpdir());
  const allowed = Math.min(LARGEST_ARCHIVE, (await sizeOfRegular(path)) * MOST_EXPANSION + FREE_EXPANSION);
  const free = 0.9 * bavail * bsize;
  const isDisk = free < allowed;
  const why = isDisk ? `90 % of what is free in ${tmpdir()}` : "more than slices of scans do that take as little room";
  const remedy = isDisk
    ? "Free some space, or set TMPDIR to another disk."
    : "Unpack it yourself, and give the folder.";
  const most = Math.min(allowed, free);
  const fault = `unpacks to more than ${(most / 2 ** 30).toPrecision(3)} GiB, ${why}`;
  return { most, refusal: unsupported(path, fault, remedy) };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: file systems refuse some of them
const CONTROL_CHARACTERS = /[\0-\x1f\x7f]/g;
/** What writing into a fresh folder fails with when one name is there already, as a file or a folder. */
const NAME_TAKEN = new Set<unknown>(["EEXIST", "EISDIR", "ENOTDIR"]);

async function unpack(path: string, folder: string): Promise<void> {
  const entries = zipEntries(path);
  const { most, refusal } = await roomFor(path);
  if (entries.reduce((sum, { size }) => sum + size, 0) > most) throw refusal;
  let unpacked = 0;
  const chunk = new Uint8Array(1 << 20);
  for (const [i, entry] of entries.entries()) {
    if (entry.name.endsWith("/")) continue;
    // The names stay readable in errors, and cannot lead out of the folder.
    const parts = entry.name.split(/[\\/]+/).filter((part) => part !== "" && part !== "." && part !== "..");
    const target = join(folder, ...parts.map((part) => part.slice(-100).replace(CONTROL_CHARACTERS, "_")));
    const source = await openEntry(path, entry);
    try {
      await mkdir(dirname(target), { recursive: true });
      const file = await open(target, "wx");
      try {
        for (let count = await source.read(chunk); count > 0; count = await source.read(chunk)) {
          unpacked += count;
          if (unpacked > most) throw refusal;
          await file.writeFile(chunk.subarray(0, count));
        }
      } finally {
        await file.close();
      }
    } catch (cause) {
      if (cause instanceof ImagingError) throw cause;
      if (cause instanceof Error && "code" in cause && NAME_TAKEN.has(cause.code)) {
        throw malformed(path, `holds two files of the name ${entry.name}`, "Pack it again.", cause);
      }
      throw accessError(`${path} (file ${i}, ${entry.name})`, "unpacked", cause);
    } finally {
      await source.close();
    }
  }
}

/** Writes a mask, or probabilities, as a segmentation of the series that it was drawn on. */
async function write(path: string, volume: Volume, { source, ...options }: WriteOptions = {}): Promise<void> {
  if (!path.toLowerCase().endsWith(".dcm")) {
    throw new ImagingError("argument", "DICOM files are written under names that end in .dcm", { path });
  }
  if (source === undefined || source.header.provenance.format !== "dicom") {
    const remedy = "Give the DICOM series as the source, or write another format.";
    throw new ImagingError("argument", "a DICOM segmentation is one of a DICOM series", { path, remedy });
  }
  const { path: series, fields } = source.header.provenance;
  await withSeries(series, { key: String(fields.SeriesInstanceUID) }, async ({ header, slices }) => {
    if (slices === undefined) throw unsupported(series, "is a segmentation itself", "Give the series that it is of.");
    await writeSegmentation(path, volume, { header, slices }, options);
  });
}

/**
 * DICOM: a series in a folder and its subfolders, in a zip, or a single file with one image or the frames of an enhanced
 * one. Where there are several series, `key` is the Series Instance UID of the one to read ({@link listSeries}). Slices are
 * ordered and spaced by their positions; the rescale slope and intercept are applied. Segmentations are read as masks, and masks
 * written as segmentations of the series that is their source.
 */
export const dicom: Format = {
  name: "dicom",
  extensions: [".dcm", ".dicom", ".ima", ".zip"],
  matches: (_path, firstBytes) => firstBytes === undefined || guessSyntax(Buffer.from(firstBytes)) !== undefined,
  files: async (path) => ((await statusOf(path)).isDirectory() ? filesUnder(path) : [path]),
  readHeader: (path, options = {}) => withSeries(path, options, ({ header }) => header),
  read: (path, options = {}) =>
    withSeries(path, options, async (assembled): Promise<Volume> => {
      const { header } = assembled;
      const voxels =
        assembled.slices === undefined
          ? await readSegmentation(assembled)
          : await decodeSlices(path, assembled.slices, header.dtype);
      return { ...header, voxels };
    }),
  write,
};
