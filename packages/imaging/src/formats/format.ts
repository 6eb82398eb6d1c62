// What a file format is to the rest of the package. A new one needs a file of its own and its place in index.ts.
// volume-files.ts finds the format of a path by it.

import type { Color, Volume, VolumeHeader, VoxelArray } from "../volume.js";
import type { SegmentCodes } from "./dicom-codes.js";

/** How many of a file's first bytes {@link Format.matches} is shown; fewer when the file is shorter. */
export const FIRST_BYTES = 1024;

export interface ReadOptions {
  /**
   * Which array of a file that holds several by name (HDF5, NPZ) is read; default `"image"`, or the only one there is.
   * Formats with one array a file ignore it.
   */
  readonly key?: string;
  /**
   * Along which axis of an HDF5 array its slices are stacked: the first of `[z, y, x]` or the last of `[x, y, z]`. Default: as
   * the array's shape suggests, which a note tells. Other formats say it themselves.
   */
  readonly slices?: "first" | "last";
  /** What stands for each named segment of a segmentation file in the mask that is read; default what the file says. */
  readonly segments?: Readonly<Record<string, number>>;
}

/** Rows of slices of one channel, in the file's own order: each pair from, up to and not including. */
export interface SliceRange {
  readonly channel: number;
  readonly slices: readonly [from: number, to: number];
  readonly rows: readonly [from: number, to: number];
}

/** The scan that a volume was made from, such as the one that a mask was drawn on. */
export interface Source {
  readonly header: VolumeHeader;
  /** The files that it was read from. */
  readonly files: readonly string[];
}

/** What a value of a mask means. */
export interface LabelDescription {
  readonly name: string;
  readonly color?: Color;
  /** What it is in the codes of DICOM; default by its name. */
  readonly codes?: SegmentCodes;
}

export interface WriteOptions {
  /** Deflate level 0–9 of formats that compress. */
  readonly compressionLevel?: number;
  /** What a mask's values mean, background included, written where the format has a place for it. */
  readonly labels?: Readonly<Record<number, LabelDescription>>;
  /** What made the mask, written where the format has a place for it. */
  readonly algorithm?: { readonly name: string; readonly version: string };
  /**
   * Where the volume lies on its source's grid and the source has the same format, its transforms and unit of length are
   * written as the source has them, so that every program lays one over the other. Default: the file that it was read from.
   */
  readonly source?: Source;
}

/**
 * One file format. `readHeader` never reads the voxels; `read` gives them with the intensity scaling applied once. Every
 * fault is an `ImagingError` that names the file: `"access"`, `"malformed"`, `"unsupported"` or `"decoder"`.
 */
export interface Format {
  /** As in `Provenance.format`. */
  readonly name: string;
  /** Lower-case ends of file names, with the dot: `".nii.gz"`. The longest that fits decides. */
  readonly extensions: readonly string[];
  /**
   * Whether the content is of this format: asked when no extension decides. `firstBytes` holds the file's first
   * {@link FIRST_BYTES} bytes as they lie on disk, and is undefined for a folder.
   */
  matches(path: string, firstBytes: Uint8Array | undefined): boolean;
  readHeader(path: string, options?: ReadOptions): Promise<VolumeHeader>;
  read(path: string, options?: ReadOptions): Promise<Volume>;
  /**
   * The voxels of a range, a slice after the other, as `read` would give them and without the rest of the scan in memory; undefined for a
   * file whose voxels do not lie so.
   */
  slices?(
    path: string,
    range: SliceRange,
    options?: ReadOptions,
  ): AsyncIterable<VoxelArray> | Promise<AsyncIterable<VoxelArray> | undefined>;
  /** The files that a scan at `path` is read from, where these may be others than `path` itself. */
  files?(path: string): Promise<readonly string[]>;
  /** Of {@link extensions} those under which a volume is written in one file; the first stands for those that need several. */
  readonly inOneFile?: readonly string[];
  /** Writes atomically (see `file-access.ts`) on exactly the volume's grid. */
  write?(path: string, volume: Volume, options?: WriteOptions): Promise<void>;
}
