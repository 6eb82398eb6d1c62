import type { VoxelArray, VoxelType } from "../volume.js";
import { createVoxels } from "../voxels.js";
import { malformed, unsupported } from "./bytes.js";
import { decode } from "./decoder.js";
import type { DecodedImage } from "./decoder-messages.js";
import type { DicomSlice } from "./dicom-geometry.js";
import { type DicomHeader, UNCOMPRESSED } from "./dicom-header.js";

/** Transfer syntaxes that GDCM decodes; of JPEG-LS and JPEG 2000 the lossless and the lossy form. */
const DECODABLE: readonly string[] = [
  ...UNCOMPRESSED,
  "1.2.840.10008.1.2.5",
  "1.2.840.10008.1.2.4.50",
  "1.2.840.10008.1.2.4.51",
  "1.2.840.10008.1.2.4.57",
  "1.2.840.10008.1.2.4.70",
  "1.2.840.10008.1.2.4.80",
  "1.2.840.10008.1.2.4.81",
  "1.2.840.10008.1.2.4.90",
  "1.2.840.10008.1.2.4.91",
];

const SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";
const RT_DOSE = "1.2.840.10008.5.1.4.1.1.481.2";

/**
 * Refuses what would not be read rightly.
 *
 * @throws ImagingError `"unsupported"` or `"malformed"`.
 */
export function checkPixels(file: DicomHeader): void {
  const { path, transferSyntax, frames } = file;
  const refuse = (fault: string, remedy: string): never => {
    throw unsupported(path, fault, remedy);
  };
  if (file.sopClass === SEGMENTATION) refuse("is a DICOM segmentation object", "Export the mask as NIfTI or NRRD.");
  if (file.sopClass === RT_DOSE) refuse("is a radiotherapy dose", "Export it as NIfTI.");
  if (!DECODABLE.includes(transferSyntax)) {
    const remedy = "Export it uncompressed, or as lossless JPEG, JPEG-LS, JPEG 2000 or RLE.";
    refuse(`is compressed by the transfer syntax ${transferSyntax}, which cannot be decoded`, remedy);
  }
  if (file.samplesPerPixel !== 1 || !/^MONOCHROME[12]$/.test(file.photometric)) {
    const kind = `${file.samplesPerPixel} samples a pixel, ${file.photometric || "kind not given"}`;
    refuse(`is no grey-scale image (${kind})`, "Export the grey-scale series.");
  }
  // GDCM turns their intensities round.
  if (file.photometric === "MONOCHROME1") refuse("shows low values bright (MONOCHROME1)", "Export it as MONOCHROME2.");
  if (file.pixels === "floats" || ![8, 16, 32].includes(file.bitsAllocated)) {
    refuse(`holds pixels of ${file.bitsAllocated} bits ${file.pixels}`, "Export it with integers of 8, 16 or 32 bits.");
  }
  if (file.hasLookupTable) refuse("maps its intensities through a table", "Export it with a rescale slope.");
  if (frames.length > 1 && frames.some(({ position }) => position === undefined)) {
    refuse(`holds ${frames.length} frames without positions in space`, "Export it as one file per slice.");
  }
  if (frames.some(({ slope, intercept }) => slope !== frames[0].slope || intercept !== frames[0].intercept)) {
    refuse("scales the intensities of its frames differently", "Export it as one file per slice.");
  }
  const needed = (file.rows * file.columns * frames.length * file.bitsAllocated) / 8;
  const valid = file.bitsStored >= 1 && file.bitsStored <= file.bitsAllocated && needed > 0 && frames[0].slope !== 0;
  if (!valid || !Number.isSafeInteger(needed)) {
    const fault = `has ${file.columns} × ${file.rows} pixels of ${file.bitsStored} bits in ${file.bitsAllocated}`;
    throw malformed(path, `is damaged DICOM: it ${fault}, slope ${frames[0].slope}`, "Export it again.");
  }
  if (file.isCutOff || (file.pixelBytes !== undefined && file.pixelBytes < needed)) {
    throw malformed(path, `is truncated: it does not hold the ${needed} bytes of its pixels`, "Export it again.");
  }
}

const INTEGERS: readonly (readonly [VoxelType, low: number, high: number])[] = [
  ["int16", -0x8000, 0x7fff],
  ["uint16", 0, 0xffff],
  ["int32", -0x80000000, 0x7fffffff],
  ["uint32", 0, 0xffffffff],
];

/** The type that holds every rescaled intensity which the files' bits allow; unscaled ones keep theirs. */
export function typeOnceRescaled(slices: readonly DicomSlice[]): VoxelType {
  const [{ file: first }] = slices;
  const scaled = slices.some(({ frame }) => frame.slope !== 1 || frame.intercept !== 0);
  const alike = slices.every(({ file }) => file.signed === first.signed && file.bitsAllocated === first.bitsAllocated);
  if (!scaled && alike) {
    const bits = first.bitsAllocated === 8 ? 8 : first.bitsAllocated === 16 ? 16 : 32;
    return first.signed ? `int${bits}` : `uint${bits}`;
  }
  const whole = slices.every(({ frame }) => Number.isInteger(frame.slope) && Number.isInteger(frame.intercept));
  const ends = slices.flatMap(({ file, frame }) => {
    const low = file.signed ? -(2 ** (file.bitsStored - 1)) : 0;
    return [low, low + 2 ** file.bitsStored - 1].map((value) => value * frame.slope + frame.intercept);
  });
  const [least, greatest] = [ends.reduce((a, b) => Math.min(a, b)), ends.reduce((a, b) => Math.max(a, b))];
  const integers = INTEGERS.find(([, low, high]) => low <= least && greatest <= high);
  if (whole && integers !== undefined) return integers[0];
  return slices.some(({ file }) => file.bitsStored > 16) ? "float64" : "float32";
}

/**
 * Decodes the slices in their order and puts them one after the other, intensities rescaled by GDCM.
 *
 * GDCM's reader of series applies the scaling of one file to all of them; so only files of the same scaling and coding
 * are given to it together.
 */
export async function decodeSlices(path: string, slices: readonly DicomSlice[], dtype: VoxelType): Promise<VoxelArray> {
  const [{ file: first }] = slices;
  const plane = first.rows * first.columns;
  const voxels = createVoxels(dtype, plane * slices.length);
  for (const group of groupsOf(slices)) {
    const files = [...new Set(group.map(({ slice }) => slice.file.path))];
    const frames = files.length === 1 ? group[0].slice.file.frames.length : files.length;
    const bytes = frames * plane * 8;
    const decoded = await decode(files.length === 1 ? files[0] : path, { kind: "dicom", files }, { bytes });
    const values = planesOf(files.length === 1 ? files[0] : path, decoded, frames * plane);
    for (const [i, { slice, place }] of group.entries()) {
      const start = (files.length === 1 ? slice.index : i) * plane;
      voxels.set(values.subarray(start, start + plane), place * plane);
    }
  }
  return voxels;
}

interface PlacedSlice {
  readonly slice: DicomSlice;
  /** Which slice of the volume it is. */
  readonly place: number;
}

function groupsOf(slices: readonly DicomSlice[]): PlacedSlice[][] {
  const groups = new Map<string, PlacedSlice[]>();
  for (const [place, slice] of slices.entries()) {
    const { file, frame } = slice;
    const { transferSyntax, bitsAllocated, bitsStored, signed } = file;
    const alone = file.frames.length > 1 ? file.path : "";
    const key = [alone, transferSyntax, bitsAllocated, bitsStored, signed, frame.slope, frame.intercept].join(" ");
    const group = groups.get(key) ?? [];
    group.push({ slice, place });
    groups.set(key, group);
  }
  return [...groups.values()];
}

function planesOf(path: string, { voxels, components }: DecodedImage, expected: number): VoxelArray {
  const is64Bits = voxels instanceof BigInt64Array || voxels instanceof BigUint64Array;
  if (!is64Bits && components === 1 && voxels.length === expected) return voxels;
  const fault = `is decoded to ${voxels.length} values of ${components} components, not to ${expected}`;
  throw malformed(path, fault, "Export it from the archive again.");
}
