// What a scan is: voxels in an array [C, D, H, W], x fastest, with an affine to RAS millimetres and where it came from.
// Every reader gives one and every writer takes one.

/** The voxel types that scans are stored in, by PyTorch's names where it has them. */
export type VoxelType = "int8" | "uint8" | "int16" | "uint16" | "int32" | "uint32" | "float32" | "float64";

/** The typed array of each voxel type. */
export interface VoxelArrays {
  int8: Int8Array;
  uint8: Uint8Array;
  int16: Int16Array;
  uint16: Uint16Array;
  int32: Int32Array;
  uint32: Uint32Array;
  float32: Float32Array;
  float64: Float64Array;
}
export type VoxelArray = VoxelArrays[VoxelType];

/** Three numbers in array order: D (slices, z), H (rows, y), W (columns, x). */
export type Triple = readonly [d: number, h: number, w: number];

/**
 * A 4 × 4 matrix, row by row, from voxel indices (x, y, z) – x fastest in memory, so (w, h, d) – to RAS millimetres, as
 * in NIfTI and nibabel. The last row is 0 0 0 1.
 */
export type Affine = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** A colour: red, green and blue, 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

/** Where a scan came from and what was done on reading it. */
export interface Provenance {
  /** The file, or the folder of a DICOM series. */
  readonly path: string;
  /** `"nifti"`, `"nrrd"`, `"metaimage"`, `"dicom"`, `"hdf5"`, `"npy"`. */
  readonly format: string;
  /** Oddities met and how they were resolved, one sentence each ("qform and sform differ by 3.1 mm: sform used"). */
  readonly notes: readonly string[];
  /** What the file says beside voxels and grid, by the format's own names. */
  readonly fields: Readonly<Record<string, string | number>>;
}

/** Everything about a scan but its voxels; reading it does not read them. */
export interface VolumeHeader {
  /** `[C, D, H, W]`; C is 1 but for multi-channel scans. */
  readonly shape: readonly [c: number, d: number, h: number, w: number];
  readonly affine: Affine;
  /** Distance between voxel centres along D, H, W in millimetres: the lengths of the affine's columns. */
  readonly spacing: Triple;
  /** Type of the voxels once read, intensity scaling applied. */
  readonly dtype: VoxelType;
  /** Of a mask whose file names its values: the names, background included. */
  readonly labelNames?: Readonly<Record<number, string>>;
  /**
   * Of a mask: its file keeps only the box that holds the segments, as those of 3D Slicer and DICOM segmentations may. Beyond it
   * all is background.
   */
  readonly isBox?: boolean;
  readonly provenance: Provenance;
}

/** A scan or mask in memory: `[C, D, H, W]`, x fastest, intensity scaling applied once. */
export interface Volume<T extends VoxelType = VoxelType> extends VolumeHeader {
  readonly dtype: T;
  readonly voxels: VoxelArrays[T];
}
