// Arrays of voxels: making them, copying boxes between them, and the smallest type that holds a mask.
// An array that does not fit into memory is an error of its own.

import { bytesText } from "@mandn/base";
import { ImagingError } from "./errors.js";
import type { Volume, VoxelArray, VoxelArrays, VoxelType } from "./volume.js";

type VoxelConstructors = {
  readonly [T in VoxelType]: new (
    buffer: ArrayBufferLike,
    offset: number,
    length: number,
  ) => VoxelArrays[T];
};

const CONSTRUCTORS: VoxelConstructors = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
};

const BYTES: Readonly<Record<VoxelType, number>> = {
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  float64: 8,
};

/** Bytes of one voxel. */
export function bytesPerVoxel(dtype: VoxelType): number {
  return BYTES[dtype];
}

/**
 * `length` voxels, all zero.
 *
 * @throws ImagingError `"decoder"` when the memory for them cannot be had.
 */
export function createVoxels<T extends VoxelType>(dtype: T, length: number): VoxelArrays[T] {
  return voxelsOver(dtype, allocateBuffer(length * BYTES[dtype]));
}

/** All of a buffer as voxels, without a copy. */
export function voxelsOver<T extends VoxelType>(dtype: T, buffer: ArrayBufferLike): VoxelArrays[T] {
  return new CONSTRUCTORS[dtype](buffer, 0, buffer.byteLength / BYTES[dtype]);
}

/**
 * `bytes` zero bytes.
 *
 * @throws ImagingError `"decoder"` when the memory for them cannot be had.
 */
export function allocateBuffer(bytes: number): ArrayBuffer {
  try {
    return new ArrayBuffer(bytes);
  } catch (cause) {
    throw new ImagingError(
      "decoder",
      `${bytesText(bytes)} of memory for voxels cannot be had: the scan is too large.`,
      { cause },
    );
  }
}

type Four = readonly [number, number, number, number];

/**
 * Fills `target`, an array of `sizes` with the last axis fastest, with the voxels of `source` that lie `strides` apart
 * along its axes, the first at `origin`. Strides may be negative. Both arrays have the same type.
 */
export function copyStrided(
  source: VoxelArray,
  target: VoxelArray,
  { sizes, strides, origin }: { sizes: Four; strides: Four; origin: number },
): void {
  const from = sameSizeIntegers(source);
  const to = sameSizeIntegers(target);
  const [n0, n1, n2, n3] = sizes;
  const [s0, s1, s2, step] = strides;
  let next = 0;
  for (let a = 0; a < n0; a++) {
    for (let b = 0; b < n1; b++) {
      for (let c = 0; c < n2; c++, next += n3) {
        const start = origin + a * s0 + b * s1 + c * s2;
        if (step === 1) to.set(from.subarray(start, start + n3), next);
        else copyRow(from, to, start, step, next, n3);
      }
    }
  }
}

type BitCopies = Uint8Array | Uint16Array | Uint32Array | Float64Array;

function copyRow(from: BitCopies, to: BitCopies, start: number, step: number, next: number, count: number): void {
  for (let i = 0; i < count; i++) to[next + i] = from[start + i * step];
}

/** A view that copies bits unchanged; few kinds of array keep the loop above fast. */
function sameSizeIntegers({ buffer, byteOffset, length, BYTES_PER_ELEMENT }: VoxelArray): BitCopies {
  if (BYTES_PER_ELEMENT === 1) return new Uint8Array(buffer, byteOffset, length);
  if (BYTES_PER_ELEMENT === 2) return new Uint16Array(buffer, byteOffset, length);
  if (BYTES_PER_ELEMENT === 4) return new Uint32Array(buffer, byteOffset, length);
  return new Float64Array(buffer, byteOffset, length);
}

/** Integer types from the smallest, with their ranges. */
const INTEGER_RANGES: readonly (readonly [VoxelType, number, number])[] = [
  ["uint8", 0, 0xff],
  ["int8", -0x80, 0x7f],
  ["uint16", 0, 0xffff],
  ["int16", -0x8000, 0x7fff],
  ["uint32", 0, 0xffffffff],
  ["int32", -0x80000000, 0x7fffffff],
];

/**
 * A mask in the smallest integer type that holds all its values: what masks are written in.
 *
 * @returns a new volume, or the same object when the type is the smallest already.
 * @throws ImagingError `"argument"` when a value is not an integer of 32 bits.
 */
export function compactMask(mask: Volume): Volume {
  if (mask.dtype === "uint8") return mask;
  let least = 0;
  let greatest = 0;
  const { voxels, provenance } = mask;
  const { path } = provenance;
  for (let i = 0; i < voxels.length; i++) {
    const value = voxels[i];
    if (!Number.isInteger(value)) {
      throw new ImagingError("argument", `a mask holds integers; voxel ${i} is ${value}`, { path });
    }
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const fitting = INTEGER_RANGES.find(([, low, high]) => low <= least && greatest <= high);
  if (fitting === undefined) {
    throw new ImagingError("argument", `values ${least} to ${greatest} exceed 32-bit integers`, { path });
  }
  const [dtype] = fitting;
  if (dtype === mask.dtype) return mask;
  const compact = createVoxels(dtype, voxels.length);
  compact.set(voxels);
  return { ...mask, dtype, voxels: compact };
}
