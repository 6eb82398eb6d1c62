// `@mandn/imaging/pure`: what needs neither files nor Node.js, for programs in a browser: geometry, the weights of resampling, components,
// and NIfTI as bytes.
export { fillHoles, keepLargestComponent } from "./components/components.js";
export { ImagingError } from "./errors.js";
export { type NiftiVolume, niftiBytes, readNiftiBytes } from "./formats/nifti-bytes.js";
export { encodeHeader } from "./formats/nifti-header.js";
export { spacingOf } from "./geometry/affine.js";
export { type Box, bodyBox, crop, foregroundBox } from "./geometry/box.js";
export { type Grid, sameGrid } from "./geometry/grid.js";
export { reorient, reorientLike } from "./geometry/orientation.js";
export { distanceTransform } from "./metrics/distance-transform.js";
export { alignedAxes, antiAliasingSigmas, gridAtSpacing, indexMap } from "./resample/grids.js";
export { interpolationRows, type Row } from "./resample/kernels.js";
export type { Affine, Color, Triple, Volume, VolumeHeader, VoxelArray, VoxelType } from "./volume.js";
export { bytesPerVoxel, createVoxels, voxelsOver } from "./voxels.js";
