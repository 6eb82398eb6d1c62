// Voxels as files hold them: types, byte order, scaling, and how many bytes there must be.
// Every format that is read here ends with these functions.

import { endianness } from "node:os";
import type { VolumeHeader, VoxelArray, VoxelType } from "../volume.js";
import { allocateBuffer, bytesPerVoxel, createVoxels, voxelsOver } from "../voxels.js";
import { type ByteSource, malformed, unsupported } from "./bytes.js";

/** Voxel types as files hold them; the last three are converted on reading, exactly or not at all. */
export type StoredType = VoxelType | "int64" | "uint64" | "float16";

/** How voxels lie in a file. */
export interface StoredVoxels {
  readonly type: StoredType;
  readonly littleEndian: boolean;
  readonly count: number;
  /** Intensity = `slope` · stored + `inter`; null when the stored values are the intensities. */
  readonly scaling: { readonly slope: number; readonly inter: number } | null;
}

export const HOST_IS_LITTLE_ENDIAN = endianness() === "LE";

const LARGEST_FLOAT32 = 3.4028234663852886e38;

export function storedBytesPerVoxel(type: StoredType): number {
  if (type === "int64" || type === "uint64") return 8;
  return type === "float16" ? 2 : bytesPerVoxel(type);
}

/**
 * The type of the voxels once read. Unscaled they keep theirs (float16 becomes float32, 64-bit integers int32); scaled
 * they become float32 when every stored value fits its 24 bits, else float64.
 */
export function typeOnceRead({ type, scaling }: Pick<StoredVoxels, "type" | "scaling">): VoxelType {
  if (scaling === null) {
    if (type === "int64" || type === "uint64") return "int32";
    return type === "float16" ? "float32" : type;
  }
  const wide = ["int32", "uint32", "int64", "uint64", "float64"].includes(type);
  const greatest = Math.abs(scaling.slope) * 65536 + Math.abs(scaling.inter);
  const overflows = type !== "float32" && greatest > LARGEST_FLOAT32;
  return wide || overflows ? "float64" : "float32";
}

/** Voxels, and how many bytes followed them. */
export interface ReadVoxels {
  readonly voxels: VoxelArray;
  readonly beyond: number;
}

/**
 * Reads the voxels that begin where `source` is, swaps their bytes and scales them; beside the result at most one array of
 * the stored type is held. What follows them is passed over, up to as many bytes as they have themselves.
 *
 * @throws ImagingError `"malformed"` when the source holds fewer bytes than the voxels need, as many again or more, or is
 * damaged, `"unsupported"` for 64-bit integers that no type of ours holds exactly.
 */
export async function readStoredVoxels(source: ByteSource, stored: StoredVoxels): Promise<ReadVoxels> {
  const { path } = source;
  checkRoom(source, stored);
  const expected = bytesOf(stored);
  const buffer = allocateBuffer(expected);
  const found = await source.read(new Uint8Array(buffer));
  if (found < expected) throw truncated(path, found, expected);
  const beyond = await readOn(source, mostBeyond(expected));
  if (beyond === mostBeyond(expected)) throw tooLong(path, expected);
  return { voxels: decodeVoxels(path, buffer, stored), beyond };
}

/** How many bytes are left, at most `most`; reading to the end has the checksum of what was read verified. */
async function readOn(source: ByteSource, most: number): Promise<number> {
  const scratch = new Uint8Array(Math.min(most, 1 << 16));
  let passed = 0;
  for (let count = -1; count !== 0 && passed < most; passed += count) {
    count = await source.read(scratch.subarray(0, Math.min(scratch.length, most - passed)));
  }
  return passed;
}

/**
 * Compares what the header promises with what the file can hold, without reading it.
 *
 * @param offset bytes between here and the first voxel.
 * @returns how many bytes follow the voxels; 0 for a compressed file, of which that is not known yet.
 * @throws ImagingError `"malformed"` when a file without compression is too short or too long, or a compressed one so short
 * that no content could expand to the voxels.
 */
export function checkRoom(source: ByteSource, stored: StoredVoxels, offset = 0): number {
  const { path, compressed, storedBytes } = source;
  const expected = bytesOf(stored);
  const room = source.mostBytes - offset;
  if (compressed && room < expected) {
    throw malformed(
      path,
      `declares ${expected} bytes of voxels, more than its ${storedBytes} compressed bytes can hold`,
      "It is cut off or its header is wrong: copy or write it again.",
    );
  }
  if (room < expected) throw truncated(path, Math.max(0, room), expected);
  if (compressed) return 0;
  if (room - expected >= mostBeyond(expected)) throw tooLong(path, expected);
  return room - expected;
}

/**
 * From so many bytes on, what follows the voxels is no padding: as much again as there should be comes from a header with a
 * wrong type or one dimension too few.
 */
function mostBeyond(expected: number): number {
  return Math.max(expected, 1024);
}

/** The header with a note on bytes that follow the voxels, where there are any. */
export function noteBeyond<Header extends VolumeHeader>(header: Header, beyond: number): Header {
  if (beyond === 0) return header;
  const note = `${beyond} bytes follow the voxels and are not read.`;
  return { ...header, provenance: { ...header.provenance, notes: [...header.provenance.notes, note] } };
}

function bytesOf({ count, type }: StoredVoxels): number {
  return count * storedBytesPerVoxel(type);
}

function truncated(path: string, found: number, expected: number) {
  return malformed(
    path,
    `is truncated: ${found} of ${expected} bytes of voxels are there, ${expected - found} are missing`,
    "Copy or download the file again.",
  );
}

function tooLong(path: string, expected: number) {
  return malformed(
    path,
    `holds more than the ${expected} bytes of voxels that its header declares`,
    "The header's dimensions or data type are wrong: write the file again from its source.",
  );
}

/** Voxels from their bytes as stored, which are used up: bytes swapped, types converted, scaling applied. */
export function decodeVoxels(path: string, buffer: ArrayBuffer, stored: StoredVoxels): VoxelArray {
  if (stored.littleEndian !== HOST_IS_LITTLE_ENDIAN) swapBytes(buffer, storedBytesPerVoxel(stored.type));
  const { type, scaling } = stored;
  const readType = typeOnceRead(stored);
  if (type === "int64" || type === "uint64") return fromInt64(path, buffer, stored);
  const values = type === "float16" ? fromFloat16(new Uint16Array(buffer)) : voxelsOver(type, buffer);
  if (scaling === null) return values;
  const scaled = type === readType ? values : createVoxels(readType, stored.count);
  scale(values, scaling.slope, scaling.inter, scaled);
  return scaled;
}

/** In double precision, rounded once on storing. `target` may be `values`. */
function scale(values: VoxelArray, slope: number, inter: number, target: VoxelArray): void {
  for (let i = 0; i < values.length; i++) target[i] = values[i] * slope + inter;
}

function swapBytes(buffer: ArrayBuffer, bytes: number): void {
  const view = Buffer.from(buffer);
  if (bytes === 2) view.swap16();
  if (bytes === 4) view.swap32();
  if (bytes === 8) view.swap64();
}

function fromInt64(path: string, buffer: ArrayBuffer, { type, scaling, count }: StoredVoxels): VoxelArray {
  const words = new Int32Array(buffer);
  const low = HOST_IS_LITTLE_ENDIAN ? 0 : 1;
  const voxels = createVoxels(scaling === null ? "int32" : "float64", count);
  for (let i = 0; i < count; i++) {
    const lower = words[2 * i + low];
    const upper = words[2 * i + 1 - low];
    if (scaling === null) {
      if (type === "int64" ? upper !== lower >> 31 : upper !== 0 || lower < 0) throw inexact(path, type, i, "int32");
      voxels[i] = lower;
    } else {
      const value = (type === "int64" ? upper : upper >>> 0) * 2 ** 32 + (lower >>> 0);
      if (!Number.isSafeInteger(value)) throw inexact(path, type, i, "float64");
      voxels[i] = value * scaling.slope + scaling.inter;
    }
  }
  return voxels;
}

function inexact(path: string, type: StoredType, voxel: number, ours: VoxelType) {
  return unsupported(
    path,
    `holds ${type} voxels of which number ${voxel} does not fit ${ours} exactly`,
    "Write it as int32 or float64.",
  );
}

/** IEEE 754 half precision, exactly. */
function fromFloat16(halves: Uint16Array): Float32Array {
  const voxels = createVoxels("float32", halves.length);
  for (let i = 0; i < halves.length; i++) {
    const sign = halves[i] & 0x8000 ? -1 : 1;
    const exponent = (halves[i] >> 10) & 0x1f;
    const fraction = halves[i] & 0x3ff;
    if (exponent === 0) voxels[i] = sign * fraction * 2 ** -24;
    else if (exponent === 0x1f) voxels[i] = fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    else voxels[i] = sign * (1024 + fraction) * 2 ** (exponent - 25);
  }
  return voxels;
}
