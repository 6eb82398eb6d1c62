export { ImagingError, type ImagingErrorCode, type ImagingErrorDetails } from "./errors.js";
export * from "./metrics/index.js";
export type {
  Affine,
  Provenance,
  Triple,
  Volume,
  VolumeHeader,
  VoxelArray,
  VoxelArrays,
  VoxelType,
} from "./volume.js";
