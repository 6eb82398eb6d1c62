// What voxels in files are, and how their bytes become ours: types, byte order, scaling. Runs in a browser too.
// The formats read files by stored-voxels.ts, which ends here; nifti-bytes.ts has the bytes already.
import type { VoxelArray, VoxelType } from "../volume.js";
import { bytesPerVoxel, createVoxels, voxelsOver } from "../voxels.js";
import { unsupported } from "./faults.js";

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

export const HOST_IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

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
  const all = new Uint8Array(buffer);
  for (let start = 0; start < all.length; start += bytes) {
    for (let low = start, high = start + bytes - 1; low < high; low++, high--) {
      const kept = all[low];
      all[low] = all[high];
      all[high] = kept;
    }
  }
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
