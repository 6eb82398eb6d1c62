import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";
import { unzip } from "node:zlib";
import { accessError } from "../atomic.js";
import { ImagingError } from "../errors.js";
import type { VoxelArray, VoxelType } from "../volume.js";
import { allocateBuffer, bytesPerVoxel, createVoxels, voxelsOver } from "../voxels.js";
import { decode } from "./decoder.js";

/** Types of voxels in files; those of 64 bits are read into 32 when their values allow it. */
export type StoredType = VoxelType | "int64" | "uint64";

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
  /** `"deflate"`: gzip or zlib. `"text"`: numbers written out, which ITK reads. */
  readonly encoding: "raw" | "deflate" | "text";
  /** Each holds the same number of voxels; the last axis goes through them. */
  readonly parts: readonly DataPart[];
}

/** Deflate makes at most this many bytes of one. */
const DEFLATE_RATIO = 1032;
const unzipAsync = promisify(unzip);

/** The type that voxels have once read. */
export function typeOnceRead(type: StoredType): VoxelType {
  if (type === "int64") return "int32";
  return type === "uint64" ? "uint32" : type;
}

function bytesOf(type: StoredType): number {
  return type === "int64" || type === "uint64" ? 8 : bytesPerVoxel(type);
}

/**
 * Looks whether the data files are there and can hold the voxels that the header promises, without reading them.
 *
 * @throws ImagingError `"access"` when a data file is missing, `"malformed"` when one is too small.
 */
export async function checkParts(image: RawImage): Promise<void> {
  const needed = bytesPerPart(image);
  for (const part of image.parts) {
    const file = await openPart(image, part);
    try {
      checkSize(image, part, (await file.stat()).size, needed);
    } finally {
      await file.close();
    }
  }
}

function bytesPerPart({ path, shape, type, parts }: RawImage): number {
  const voxels = shape.reduce((product, size) => product * size, 1);
  const bytes = (voxels * bytesOf(type)) / parts.length;
  if (!Number.isSafeInteger(bytes)) {
    throw malformed(path, `its ${shape.join(" × ")} voxels do not divide into ${parts.length} data files`);
  }
  return bytes;
}

async function openPart(image: RawImage, part: DataPart): Promise<FileHandle> {
  try {
    return await open(part.path, "r");
  } catch (cause) {
    if (part.path === image.path) throw accessError(part.path, "read", cause);
    const remedy = `Put the data file ${basename(part.path)} beside the header, under the name that the header gives.`;
    throw new ImagingError(
      "access",
      `${image.path} needs the data file ${part.path}, which cannot be read. ${remedy}`,
      {
        path: part.path,
        remedy,
        cause,
      },
    );
  }
}

function checkSize(image: RawImage, part: DataPart, fileSize: number, needed: number): void {
  const held = fileSize - Math.max(part.offset, 0);
  if (image.encoding === "raw" && held < needed) {
    throw malformed(part.path, `it is truncated: its header promises ${needed} bytes of voxels, it holds ${held}`);
  }
  if (image.encoding === "deflate" && held * DEFLATE_RATIO < needed) {
    throw malformed(part.path, `it is truncated: ${held} compressed bytes cannot hold the ${needed} that are promised`);
  }
  if (image.encoding === "text" && held < needed / bytesOf(image.type)) {
    throw malformed(
      part.path,
      `it is truncated: ${held} characters cannot hold ${needed / bytesOf(image.type)} numbers`,
    );
  }
}

/**
 * Reads the voxels as `[C, D, H, W]`.
 *
 * @param format For text encodings, whose reader of ITK is asked.
 * @throws ImagingError `"access"`, `"malformed"`, `"unsupported"` or `"decoder"`.
 */
export async function readRawImage(image: RawImage, format: "nrrd" | "metaimage"): Promise<VoxelArray> {
  await checkParts(image);
  if (image.encoding === "text") return readThroughItk(image, format);
  const needed = bytesPerPart(image);
  const bytes = new Uint8Array(allocateBuffer(needed * image.parts.length));
  for (const [i, part] of image.parts.entries()) {
    await readPart(image, part, bytes.subarray(i * needed, (i + 1) * needed));
  }
  if (!image.littleEndian) swapBytes(bytes, bytesOf(image.type));
  return channelsFirst(image, narrow(image, bytes.buffer as ArrayBuffer));
}

async function readPart(image: RawImage, part: DataPart, into: Uint8Array): Promise<void> {
  const file = await openPart(image, part);
  try {
    const { size } = await file.stat();
    checkSize(image, part, size, into.byteLength);
    if (image.encoding === "raw") {
      await fill(file, part, into, part.offset === -1 ? size - into.byteLength : part.offset);
      return;
    }
    const compressed = Buffer.alloc(size - part.offset);
    await fill(file, part, compressed, part.offset);
    into.set(await inflated(part.path, compressed, into.byteLength));
  } finally {
    await file.close();
  }
}

async function fill(file: FileHandle, part: DataPart, into: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < into.byteLength) {
    const length = Math.min(into.byteLength - done, 1 << 30);
    const { bytesRead } = await file.read(into, done, length, position + done).catch((cause: unknown) => {
      throw accessError(part.path, "read", cause);
    });
    if (bytesRead === 0) throw malformed(part.path, `it ends after ${position + done} bytes`);
    done += bytesRead;
  }
}

async function inflated(path: string, compressed: Buffer, needed: number): Promise<Buffer> {
  let bytes: Buffer;
  try {
    bytes = await unzipAsync(compressed, { maxOutputLength: needed, chunkSize: 1 << 20 });
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw malformed(path, `its compressed voxels are damaged, or more than its header promises (${what})`, cause);
  }
  if (bytes.byteLength === needed) return bytes;
  throw malformed(path, `it is truncated: its header promises ${needed} bytes of voxels, it holds ${bytes.byteLength}`);
}

function swapBytes(bytes: Uint8Array, size: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (size === 2) buffer.swap16();
  if (size === 4) buffer.swap32();
  if (size === 8) buffer.swap64();
}

/** The bytes as voxels; 64-bit integers as 32-bit ones. */
function narrow({ path, type }: RawImage, buffer: ArrayBuffer): VoxelArray {
  if (type === "int64") return from64Bits(path, new BigInt64Array(buffer));
  if (type === "uint64") return from64Bits(path, new BigUint64Array(buffer));
  return voxelsOver(type, buffer);
}

/**
 * 64-bit integers, which tools of Python write masks in, as 32-bit ones of the same sign.
 *
 * @throws ImagingError `"unsupported"` when a value needs more than 32 bits.
 */
export function from64Bits(path: string, values: BigInt64Array | BigUint64Array): Int32Array | Uint32Array {
  const narrowed = createVoxels(values instanceof BigInt64Array ? "int32" : "uint32", values.length);
  for (let i = 0; i < values.length; i++) {
    const value = Number(values[i]);
    narrowed[i] = value;
    if (narrowed[i] !== value) {
      const remedy = "Convert it to a type of 32 bits, or to float64.";
      throw new ImagingError("unsupported", `${path} holds ${value}, more than 32-bit integers hold. ${remedy}`, {
        path,
        remedy,
      });
    }
  }
  return narrowed;
}

function channelsFirst({ shape, interleaved }: RawImage, voxels: VoxelArray): VoxelArray {
  const [channels, d, h, w] = shape;
  return interleaved && channels > 1 ? transpose(voxels, d * h * w, channels) : voxels;
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
  const expected = shape.reduce((product, size) => product * size, 1);
  const decoded = await decode(path, { kind: format, path }, { bytes: expected * bytesOf(type) });
  const { voxels } = decoded;
  if (voxels.length !== expected) {
    throw malformed(path, `ITK finds ${voxels.length} values where the header promises ${expected}`);
  }
  const narrowed =
    voxels instanceof BigInt64Array || voxels instanceof BigUint64Array ? from64Bits(path, voxels) : voxels;
  const [channels, d, h, w] = shape;
  return decoded.components > 1 ? transpose(narrowed, d * h * w, channels) : narrowed;
}

/** The error for a file that is damaged or not what it claims to be. */
export function malformed(path: string, what: string, cause?: unknown): ImagingError {
  const remedy = "Copy or export the file again.";
  return new ImagingError("malformed", `${path} cannot be read: ${what}. ${remedy}`, { path, remedy, cause });
}

/** The error for a sound file that holds what is not read. */
export function unsupported(path: string, what: string, remedy: string): ImagingError {
  return new ImagingError("unsupported", `${path} cannot be read: ${what}. ${remedy}`, { path, remedy });
}

/** The first bytes of a file, fewer when it is shorter. */
export async function readStart(path: string, length: number): Promise<Buffer> {
  try {
    const file = await open(path, "r");
    try {
      const bytes = Buffer.alloc(Math.min(length, (await file.stat()).size));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw accessError(path, "read", cause);
  }
}

/**
 * The lines of a text header, up to and including the one for which `isLast` holds, and the offset of the byte after it
 * (undefined when the file ends first).
 */
export async function readTextHeader(
  path: string,
  isLast: (line: string) => boolean,
): Promise<{ lines: string[]; end: number | undefined; rest: string }> {
  for (let length = 1 << 16; ; length *= 8) {
    const bytes = await readStart(path, length);
    const lines: string[] = [];
    let start = 0;
    for (let stop = bytes.indexOf(10); stop !== -1; stop = bytes.indexOf(10, start)) {
      const line = bytes.toString("utf8", start, stop).replace(/\r$/, "");
      start = stop + 1;
      lines.push(line);
      if (isLast(line)) return { lines, end: start, rest: bytes.toString("utf8", start) };
    }
    if (bytes.length < length) {
      const line = bytes.toString("utf8", start);
      if (line !== "") lines.push(line);
      return { lines, end: undefined, rest: "" };
    }
    if (length > 1 << 24) throw malformed(path, "its header does not end");
  }
}

/** Numbers separated by spaces; `count` of them where that is given. */
export function parseNumbers(path: string, field: string, text: string, count?: number): number[] {
  const numbers = text.trim().split(/\s+/).map(Number);
  if (numbers.some((value) => !Number.isFinite(value)) || (count !== undefined && numbers.length !== count)) {
    throw malformed(path, `its field "${field}" is "${text}" instead of ${count ?? "some"} numbers`);
  }
  return numbers;
}

/** Sizes of axes: positive whole numbers whose product can be counted. */
export function parseSizes(path: string, field: string, text: string, count: number): number[] {
  const sizes = parseNumbers(path, field, text, count);
  const product = sizes.reduce((all, size) => all * size, 8);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1) || !Number.isSafeInteger(product)) {
    throw malformed(path, `its field "${field}" is "${text}", which is no size of an image`);
  }
  return sizes;
}
