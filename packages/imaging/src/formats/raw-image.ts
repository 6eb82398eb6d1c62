// Voxels of formats with a text header (NRRD, MetaImage): where they lie on disk, reading them, and the header's lines.
// What the fields of the header mean is the formats' own.

import { realpath } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { ImagingError } from "../errors.js";
import type { VoxelArray } from "../volume.js";
import { createVoxels } from "../voxels.js";
import { ByteSource, MOST_EXPANSION, malformed, sizeOfRegular, unsupported } from "./bytes.js";
import { decode } from "./decoder.js";
import type { SliceRange } from "./format.js";
import {
  type ReadVoxels,
  readStoredSlices,
  readStoredVoxels,
  type StoredType,
  storedBytesPerVoxel,
  typeOnceRead,
} from "./stored-voxels.js";

/** A file with voxels and where in it they begin: bytes from the start, or -1 when they end where the file ends. */
export interface DataPart {
  readonly path: string;
  readonly offset: number;
}

/** How the voxels of an image with a text header (NRRD, MetaImage) lie on disk. */
export interface RawImage {
  /** The header's file, named in errors. */
  readonly path: string;
  readonly shape: readonly [c: number, d: number, h: number, w: number];
  readonly type: StoredType;
  readonly littleEndian: boolean;
  /** The channels of one voxel lie side by side, rather than one volume after the other. */
  readonly interleaved: boolean;
  /** `"unzip"`: gzip or zlib. `"text"`: numbers written out, which ITK reads. */
  readonly encoding: "stored" | "unzip" | "text";
  /** Each holds the same number of voxels; the last axis goes through them. */
  readonly parts: readonly DataPart[];
}

/** PATH_MAX of Linux. */
const LONGEST_PATH = 4096;

/**
 * Looks whether the data files are there and can hold the voxels that the header promises, without reading them.
 *
 * @returns how many bytes follow the voxels, 0 where that is not known before they are inflated.
 * @throws ImagingError `"access"` when a data file is missing, `"malformed"` when one is too small.
 */
export async function checkParts(image: RawImage): Promise<number> {
  let beyond = 0;
  for (const part of image.parts) beyond += (await rangeOf(image, part)).beyond;
  return beyond;
}

function countOf({ shape: [c, d, h, w] }: RawImage): number {
  return c * d * h * w;
}

/** Where in its file a part's voxels lie. */
interface Range {
  readonly start: number;
  readonly end: number;
  /** Bytes after the end, where the voxels are stored as they are. */
  readonly beyond: number;
}

async function rangeOf(image: RawImage, part: DataPart): Promise<Range> {
  const { path, type, parts, encoding } = image;
  const needed = (countOf(image) * storedBytesPerVoxel(type)) / parts.length;
  if (!Number.isInteger(needed)) throw damaged(path, `its voxels do not divide into ${parts.length} data files`);
  const size = await sizeOf(image, part);
  const start = part.offset === -1 ? Math.max(size - needed, 0) : part.offset;
  // A number in text takes a digit and a separator at least.
  const expansion = { stored: 1, unzip: MOST_EXPANSION, text: storedBytesPerVoxel(type) }[encoding];
  const most = Math.max(size - start, 0) * expansion;
  if (most >= needed) {
    const end = encoding === "stored" ? start + needed : size;
    return { start, end, beyond: size - end };
  }
  const fault = `is truncated: the header promises ${needed} bytes of voxels, it can hold ${most} at most`;
  throw malformed(part.path, fault, "Copy or export the file again.");
}

async function sizeOf(image: RawImage, part: DataPart): Promise<number> {
  if (part.path.length > LONGEST_PATH) {
    throw damaged(image.path, `it names a data file of ${basename(part.path).length} characters`);
  }
  try {
    return await sizeOfRegular(part.path);
  } catch (cause) {
    if (part.path === image.path) throw cause;
    const remedy = `Put the data file ${basename(part.path)} beside the header, under the name that the header gives.`;
    throw new ImagingError("access", `cannot be read, and ${image.path} needs it for its data`, {
      path: part.path,
      remedy,
      cause,
    });
  }
}

/**
 * Reads the voxels as `[C, D, H, W]`. Raw and deflated ones are read here: ITK's WebAssembly readers take four times as
 * long, say nothing of what is wrong, and MetaImage's gives half-inflated voxels when a compressed stream is damaged.
 *
 * @param format For text, whose reader of ITK is asked.
 * @throws ImagingError `"access"`, `"malformed"`, `"unsupported"` or `"decoder"`.
 */
export async function readRawImage(image: RawImage, format: "nrrd" | "metaimage"): Promise<ReadVoxels> {
  if (image.encoding === "text") return { voxels: await readThroughItk(image, format), beyond: 0 };
  const { type, littleEndian, shape, interleaved, parts, encoding } = image;
  const count = countOf(image) / parts.length;
  const volumes: VoxelArray[] = [];
  let beyond = 0;
  for (const part of parts) {
    const range = await rangeOf(image, part);
    const source = await ByteSource.open(part.path, { decode: encoding, start: range.start, end: range.end });
    try {
      const read = await readStoredVoxels(source, { type, littleEndian, count, scaling: null });
      volumes.push(read.voxels);
      beyond += range.beyond + read.beyond;
    } finally {
      await source.close();
    }
  }
  let [voxels] = volumes;
  if (volumes.length > 1) {
    voxels = createVoxels(typeOnceRead({ type, scaling: null }), countOf(image));
    for (const [i, volume] of volumes.entries()) voxels.set(volume, i * count);
  }
  if (interleaved && shape[0] > 1) voxels = transpose(voxels, (count * parts.length) / shape[0], shape[0]);
  return { voxels, beyond };
}

/**
 * Rows of slices, one slice after the other; undefined where the voxels do not lie so: as text, in several files, or with the channels side
 * by side. Throws as {@link readRawImage}.
 */
export function rawSlices(image: RawImage, range: SliceRange): AsyncIterable<VoxelArray> | undefined {
  const [part, ...others] = image.parts;
  const isSideBySide = image.interleaved && image.shape[0] > 1;
  const { encoding } = image;
  if (part === undefined || others.length > 0 || isSideBySide || encoding === "text") return undefined;
  return slicesOfPart(image, { part, encoding }, range);
}

async function* slicesOfPart(
  image: RawImage,
  { part, encoding }: { readonly part: DataPart; readonly encoding: "stored" | "unzip" },
  range: SliceRange,
): AsyncGenerator<VoxelArray> {
  const { type, littleEndian, shape } = image;
  const { start, end } = await rangeOf(image, part);
  const source = await ByteSource.open(part.path, { decode: encoding, start, end });
  try {
    yield* readStoredSlices(source, { type, littleEndian, count: countOf(image), scaling: null }, shape, range);
  } finally {
    await source.close();
  }
}

/**
 * 64-bit integers, which tools of Python write masks in, as int32.
 *
 * @throws ImagingError `"unsupported"` when a value needs more than 32 bits.
 */
function from64Bits(path: string, values: BigInt64Array | BigUint64Array): Int32Array {
  const narrowed = createVoxels("int32", values.length);
  for (let i = 0; i < values.length; i++) {
    narrowed[i] = Number(values[i]);
    if (BigInt(narrowed[i]) !== values[i]) {
      throw unsupported(path, `holds ${values[i]}, which int32 does not hold`, "Write it as int32 or float64.");
    }
  }
  return narrowed;
}

/** Rows × columns to columns × rows: from channels side by side to channels first, or back. */
export function transpose(voxels: VoxelArray, rows: number, columns: number): VoxelArray {
  const turned = voxels.slice();
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) turned[column * rows + row] = voxels[row * columns + column];
  }
  return turned;
}

async function readThroughItk(image: RawImage, format: "nrrd" | "metaimage"): Promise<VoxelArray> {
  const { path, shape, type } = image;
  await checkParts(image);
  const expected = countOf(image);
  // ITK sees only the folder of the file it is given, so no link; data in another file is named beside the link.
  const given = image.parts.some((part) => part.path !== path) ? resolve(path) : await realpath(path);
  const decoded = await decode(path, { kind: format, path: given }, { bytes: expected * storedBytesPerVoxel(type) });
  const { voxels } = decoded;
  if (voxels.length !== expected) {
    throw damaged(path, `ITK finds ${voxels.length} values where the header promises ${expected}`);
  }
  const narrowed =
    voxels instanceof BigInt64Array || voxels instanceof BigUint64Array ? from64Bits(path, voxels) : voxels;
  const [channels, d, h, w] = shape;
  return decoded.components > 1 ? transpose(narrowed, d * h * w, channels) : narrowed;
}

/** The error for a file that is damaged or not what it claims to be. */
export function damaged(path: string, what: string, cause?: unknown): ImagingError {
  return malformed(path, `cannot be read: ${what}`, "Copy or export the file again.", cause);
}

/** The error for a sound file that holds what is not read. */
export function notRead(path: string, what: string, remedy: string): ImagingError {
  return unsupported(path, `cannot be read: ${what}`, remedy);
}

/** More than any header of text can need; what is longer is another file, or made to keep the program busy. */
const LONGEST_HEADER = 1 << 20;
const LONGEST_LINE = 1 << 16;

/**
 * The lines of a text header, up to and including the one for which `isLast` holds, and the offset of the byte after it
 * (undefined when the file ends first).
 *
 * @throws ImagingError `"access"`; `"malformed"` when the header does not end within 1 MiB or has a line of more than 64 KiB.
 */
export async function readTextHeader(
  path: string,
  isLast: (line: string) => boolean,
): Promise<{ lines: string[]; end: number | undefined }> {
  const source = await ByteSource.open(path, { decode: "stored" });
  try {
    const bytes = Buffer.alloc(Math.min(LONGEST_HEADER, source.storedBytes));
    const lines: string[] = [];
    let start = 0;
    for (let filled = 0, count = -1; filled < bytes.length && count !== 0; filled += count) {
      count = await source.read(bytes.subarray(filled, filled + LONGEST_LINE));
      for (
        let stop = lineEnd(bytes, start, filled + count);
        stop !== -1;
        stop = lineEnd(bytes, start, filled + count)
      ) {
        const line = bytes.toString("utf8", start, stop).replace(/\r$/, "");
        if (line.length > LONGEST_LINE) throw tooLong(path, lines.length + 1);
        start = stop + 1;
        lines.push(line);
        if (isLast(line)) return { lines, end: start };
      }
      if (filled + count - start > LONGEST_LINE) throw tooLong(path, lines.length + 1);
    }
    if (source.storedBytes > bytes.length) throw damaged(path, "its header does not end within 1 MiB");
    if (start < bytes.length) lines.push(bytes.toString("utf8", start));
    return { lines, end: undefined };
  } finally {
    await source.close();
  }
}

function tooLong(path: string, line: number): ImagingError {
  return damaged(path, `line ${line} of its header is longer than 64 KiB`);
}

/** Where the next line feed is, or -1. */
function lineEnd(bytes: Buffer, start: number, filled: number): number {
  const place = bytes.subarray(start, filled).indexOf(10);
  return place === -1 ? -1 : start + place;
}

/** Numbers separated by spaces; `count` of them where that is given. */
export function parseNumbers(path: string, field: string, text: string, count?: number): number[] {
  const numbers = text.trim().split(/\s+/).map(Number);
  if (numbers.some((value) => !Number.isFinite(value)) || (count !== undefined && numbers.length !== count)) {
    throw damaged(path, `its field "${field}" is "${text.slice(0, 80)}" instead of ${count ?? "some"} numbers`);
  }
  return numbers;
}

/** Sizes of axes: positive whole numbers whose product can be counted. */
export function parseSizes(path: string, field: string, text: string, count: number): number[] {
  const sizes = parseNumbers(path, field, text, count);
  const product = sizes.reduce((all, size) => all * size, 8);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1) || !Number.isSafeInteger(product)) {
    throw damaged(path, `its field "${field}" is "${text.slice(0, 80)}", which is no size of an image`);
  }
  return sizes;
}
