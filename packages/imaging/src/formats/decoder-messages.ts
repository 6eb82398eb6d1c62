// What the decoder's thread is asked and what it answers: the contract of decoder.ts and decoder-worker.ts.
// Both are plain data, voxels as typed arrays that are handed over.

import type { VoxelArray } from "../volume.js";

/** What the decoder thread is asked for. */
export type DecodeRequest =
  /** One image by ITK's reader of that format. */
  | { readonly kind: "nrrd" | "metaimage"; readonly path: string }
  /** DICOM files of one grid, one value scaling, in slice order. */
  | { readonly kind: "dicom"; readonly files: readonly string[] }
  /** Names, shapes and types of the arrays in an HDF5 file. */
  | { readonly kind: "hdf5-list"; readonly path: string }
  /** The values of one array, which take so many bytes. */
  | { readonly kind: "hdf5-read"; readonly path: string; readonly key: string; readonly bytes: number };

/** Voxels as ITK gives them: x fastest, the components of one voxel side by side. */
export interface DecodedImage {
  /** x, y, z, … */
  readonly size: readonly number[];
  readonly components: number;
  readonly voxels: VoxelArray | BigInt64Array | BigUint64Array;
}

export interface Hdf5Dataset {
  /** Path inside the file without the leading slash. */
  readonly key: string;
  readonly shape: readonly number[];
  /** HDF5's class and size: `float32`, `uint8`, `int64`, …, or a class that holds no plain numbers. */
  readonly type: string;
  /** Where its values lie when not in the file itself: a file's name, or what its virtual layout is put together from. */
  readonly elsewhere?: string;
}

export interface Hdf5Values {
  /** As stored, but little-endian. */
  readonly bytes: ArrayBuffer;
}

/** What each kind of request is answered with. */
export type DecodeResult<R extends DecodeRequest> = R extends { kind: "hdf5-list" }
  ? readonly Hdf5Dataset[]
  : R extends { kind: "hdf5-read" }
    ? Hdf5Values
    : DecodedImage;

/** The thread's answer; `said` is what the decoder printed. `crashed` when the decoder's memory or code gave up and the thread must not be used again. */
export type DecodeReply<R extends DecodeRequest = DecodeRequest> =
  | { readonly ok: true; readonly result: DecodeResult<R> }
  | { readonly ok: false; readonly crashed: boolean; readonly message: string; readonly said: string };
