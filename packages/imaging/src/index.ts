// @mandn/imaging: scans on disk and in space, in millimetres, without any network.
// Metrics, statistics and resampling by tensors have doors of their own.

export {
  type Components,
  connectedComponents,
  fillHoles,
  keepLargestComponent,
  type Mask,
} from "./components/components.js";
export type { Connectivity } from "./components/label-runs.js";
export { MOST_CLASSES } from "./dataset/case-faults.js";
export { type CheckOptions, type CheckProgress, checkDataset } from "./dataset/check.js";
export { datasetCsv } from "./dataset/csv.js";
export {
  type Case,
  type CaseFile,
  caseSchema,
  type Dataset,
  datasetSchema,
  type LayoutName,
  type Remark,
  type Severity,
  type Split,
  suggestValidation,
} from "./dataset/dataset.js";
export { discoverDataset } from "./dataset/discover.js";
export { fileNameOf } from "./dataset/file-name.js";
export {
  contentOf,
  type FolderContent,
  isSlice,
  labelSuffix,
  masksIn,
  requireDifferentStems,
  type Scan,
  scansIn,
  stemOf,
} from "./dataset/files.js";
export { identityOfFiles, stateOfFile } from "./dataset/identity.js";
export { type NamedLabel, readLabelFile } from "./dataset/label-file.js";
export type { DiscoverOptions } from "./dataset/layout.js";
export { LongTable } from "./dataset/long-table.js";
export {
  type CaseFacts,
  type ChannelFacts,
  type DatasetReport,
  datasetReportSchema,
  type Fault,
  type FaultCode,
  type FileFacts,
  type Intensities,
  type LabelFacts,
} from "./dataset/report.js";
export { formatDatasetReport } from "./dataset/report-text.js";
export { tableText } from "./dataset/table.js";
export { ImagingError, type ImagingErrorCode, type ImagingErrorDetails } from "./errors.js";
export { accessError, writeAtomically } from "./file-access.js";
export { type DicomListing, type DicomSeries, listSeries } from "./formats/dicom.js";
export type { Format, LabelDescription, ReadOptions, SliceRange, Source, WriteOptions } from "./formats/format.js";
export { writeNiftiSlices } from "./formats/nifti-write.js";
export {
  affineFromSpacing,
  applyAffine,
  composeAffines,
  determinant,
  IDENTITY,
  invertAffine,
  type Point,
  spacingOf,
  toAffine,
  voxelToWorld,
  worldToVoxel,
} from "./geometry/affine.js";
export { type Box, bodyBox, crop, cropHeader, foregroundBox, otsuThreshold, pad } from "./geometry/box.js";
export { affineDistance, type Grid, type GridComparison, sameGrid } from "./geometry/grid.js";
export { orientationOf, reorient, reorientHeader, reorientLike } from "./geometry/orientation.js";
export * from "./metrics/index.js";
export { antiAliasingSigmas, gridAtSpacing } from "./resample/grids.js";
export type { Interpolation } from "./resample/kernels.js";
export * from "./statistics/index.js";
export type {
  Affine,
  Color,
  Provenance,
  Triple,
  Volume,
  VolumeHeader,
  VoxelArray,
  VoxelArrays,
  VoxelType,
} from "./volume.js";
export {
  endingLike,
  filesOf,
  formatOf,
  readBox,
  readHeader,
  readSlices,
  readSource,
  readVolume,
  writeVolume,
} from "./volume-files.js";
export { bytesPerVoxel, compactMask, createVoxels } from "./voxels.js";
