// The pixels of DICOM: what is refused, because it would not be read rightly, and reading what is left. Uncompressed pixels are
// read here; compressed ones by GDCM, whose results are held against the header and against what the codestreams say.
import { copyFile, mkdtemp, open, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extremes } from "@mandn/base";
import { ImagingError } from "../errors.js";
import { accessError } from "../file-access.js";
import { addTo } from "../group-by.js";
import type { VoxelArray, VoxelType } from "../volume.js";
import { allocateBuffer, createVoxels } from "../voxels.js";
import { ByteSource, malformed, unsupported } from "./bytes.js";
import { decode } from "./decoder.js";
import type { DecodedImage } from "./decoder-messages.js";
import type { Codestream } from "./dicom-codestream.js";
import type { DicomSlice } from "./dicom-geometry.js";
import { type DicomFrame, type DicomHeader, UNCOMPRESSED } from "./dicom-header.js";
import { decodeVoxels } from "./stored-voxels.js";

/** What the pixels are compressed by, for each transfer syntax that GDCM decodes. */
const COMPRESSION: ReadonlyMap<string, Codestream["kind"]> = new Map([
  ["1.2.840.10008.1.2.5", "RLE"],
  ["1.2.840.10008.1.2.4.50", "JPEG"],
  ["1.2.840.10008.1.2.4.51", "JPEG"],
  ["1.2.840.10008.1.2.4.57", "JPEG"],
  ["1.2.840.10008.1.2.4.70", "JPEG"],
  ["1.2.840.10008.1.2.4.80", "JPEG-LS"],
  ["1.2.840.10008.1.2.4.81", "JPEG-LS"],
  ["1.2.840.10008.1.2.4.90", "JPEG 2000"],
  ["1.2.840.10008.1.2.4.91", "JPEG 2000"],
]);

const LOSSY_JPEG: readonly string[] = ["1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51"];

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
  if (file.sopClass === RT_DOSE) refuse("is a radiotherapy dose", "Export it as NIfTI.");
  if (!UNCOMPRESSED.includes(transferSyntax) && !COMPRESSION.has(transferSyntax)) {
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
  if (file.highBit !== file.bitsStored - 1) {
    refuse(
      `keeps its ${file.bitsStored} bits up to bit ${file.highBit} of a pixel`,
      "Export it with the high bit last.",
    );
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
  if (file.isCutOff || (file.plain !== undefined && file.plain.bytes < needed)) {
    throw malformed(path, `is truncated: it does not hold the ${needed} bytes of its pixels`, "Export it again.");
  }
  if (file.plain === undefined) checkCodestreams(file);
}

/** What makes every doubt about compressed pixels go away. */
const DECOMPRESS = "Export it uncompressed, or convert it so (dcmdjpeg, dcmdjpls, gdcmconv --raw).";

/**
 * Refuses compressed pixels that say of themselves something else than the header does, and those that GDCM decodes to other
 * values: it cuts off, drops the sign, or reads bytes as pairs, without a word.
 *
 * @throws ImagingError `"unsupported"` or `"malformed"`.
 */
function checkCodestreams(file: DicomHeader): void {
  const { path, codestreams, bitsAllocated, bitsStored, signed } = file;
  const expected = COMPRESSION.get(file.transferSyntax);
  if (codestreams.length === 0) {
    throw malformed(path, `is damaged DICOM: no ${expected} image begins in its pixel data`, "Export it again.");
  }
  for (const stream of codestreams) {
    const { kind, bits } = stream;
    const size = `${stream.columns ?? file.columns} × ${stream.rows ?? file.rows}`;
    if (kind !== expected || size !== `${file.columns} × ${file.rows}` || stream.components !== 1) {
      const fault = `holds ${kind} of ${size} pixels with ${stream.components} components, its header says ${expected}`;
      throw malformed(path, `is damaged DICOM: it ${fault} of ${file.columns} × ${file.rows}`, "Export it again.");
    }
    const losesSign = signed && !stream.signed && kind !== "RLE" && bits < bitsStored;
    const isFilled = Math.ceil(bits / 8) === bitsAllocated / 8;
    const isMisread =
      (LOSSY_JPEG.includes(file.transferSyntax) && !isFilled && bitsStored <= 8) ||
      (kind === "JPEG-LS" && (bits < 8 || !isFilled)) ||
      (kind === "RLE" && (bits !== bitsAllocated || (bitsAllocated > 8 && bitsStored <= 8))) ||
      (kind === "JPEG 2000" && (bits > 16 || (signed !== stream.signed && !isFilled) || (!signed && stream.signed)));
    if (bits > bitsAllocated || losesSign || isMisread) {
      const values = `${signed ? "signed" : "unsigned"} values of ${bitsStored} bits in ${bitsAllocated}`;
      const own = `${stream.signed ? "signed " : ""}${bits}-bit ${kind}`;
      throw unsupported(path, `holds ${values} as ${own}, which the decoder does not read rightly`, DECOMPRESS);
    }
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
  const [least, greatest] = extremes(slices.flatMap(endsOf));
  const integers = INTEGERS.find(([, low, high]) => low <= least && greatest <= high);
  if (whole && integers !== undefined) return integers[0];
  return slices.some(({ file }) => file.bitsStored > 16) ? "float64" : "float32";
}

/**
 * Reads the slices in their order and puts them one after the other, intensities rescaled.
 *
 * GDCM's reader of series applies the scaling of one file to all of them; so only files of the same scaling and coding
 * are given to it together.
 *
 * @throws ImagingError `"unsupported"` for pixels with values beyond the bits that the header says, `"malformed"` when the decoder gives another number of them.
 */
export async function decodeSlices(path: string, slices: readonly DicomSlice[], dtype: VoxelType): Promise<VoxelArray> {
  const [{ file: first }] = slices;
  const plane = first.rows * first.columns;
  const voxels = createVoxels(dtype, plane * slices.length);
  for (const group of groupsOf(slices)) {
    if (group[0].slice.file.plain === undefined) await decodeGroup(path, group, plane, voxels);
    else await readGroup(group, plane, voxels);
  }
  return voxels;
}

/** Uncompressed pixels of one file. */
async function readGroup(group: readonly PlacedSlice[], plane: number, voxels: VoxelArray): Promise<void> {
  const values = await readPlain(group[0].slice.file);
  for (const { slice, place } of group) {
    const frame = values.subarray(slice.index * plane, (slice.index + 1) * plane);
    rescale(frame, slice.frame, voxels.subarray(place * plane, (place + 1) * plane));
  }
}

function rescale(stored: VoxelArray, { slope, intercept }: DicomFrame, target: VoxelArray): void {
  if (slope === 1 && intercept === 0) target.set(stored);
  else for (let i = 0; i < stored.length; i++) target[i] = stored[i] * slope + intercept;
}

/** The values that a file stores uncompressed, of all its frames. */
async function readPlain(file: DicomHeader): Promise<VoxelArray> {
  const { path, plain, bitsAllocated, bitsStored, signed } = file;
  const count = file.rows * file.columns * file.frames.length;
  const buffer = await readPlainBytes(file, (count * bitsAllocated) / 8);
  const size = bitsAllocated === 8 ? 8 : bitsAllocated === 16 ? 16 : 32;
  const stored = { littleEndian: plain?.littleEndian ?? true, count, scaling: null };
  const values = decodeVoxels(path, buffer, { type: signed ? `int${size}` : `uint${size}`, ...stored });
  if (bitsStored < bitsAllocated) keepStoredBits(file, values);
  return values.subarray(0, count);
}

/**
 * The bytes of uncompressed pixels.
 *
 * @throws ImagingError `"malformed"` when there are fewer, `"argument"` where they are compressed.
 */
export async function readPlainBytes(file: DicomHeader, bytes: number): Promise<ArrayBuffer> {
  const { path, plain, bitsAllocated } = file;
  if (plain === undefined) throw new ImagingError("argument", "is compressed", { path });
  const decode = plain.deflated ? "deflate" : "stored";
  const source = await ByteSource.open(path, { decode, start: plain.dataSetOffset });
  try {
    const swapsBytes = plain.inWords && !plain.littleEndian && bitsAllocated === 8;
    const buffer = allocateBuffer(swapsBytes ? bytes + (bytes % 2) : bytes);
    const found = (await source.skip(plain.offset)) === plain.offset ? await source.read(new Uint8Array(buffer)) : 0;
    if (found < bytes) {
      throw malformed(path, `is truncated: it holds ${found} of the ${bytes} bytes of its pixels`, "Export it again.");
    }
    if (swapsBytes) Buffer.from(buffer).swap16();
    return buffer;
  } finally {
    await source.close();
  }
}

/** Takes the unused bits of pixels away, where they hold nothing but the sign, or overlays. */
function keepStoredBits({ path, bitsStored, signed, hasOverlayInPixels }: DicomHeader, values: VoxelArray): void {
  const unused = 32 - bitsStored;
  for (let i = 0; i < values.length; i++) {
    const bits = values[i] << unused;
    const value = signed ? bits >> unused : bits >>> unused;
    // Some writers leave the sign's copies out.
    const isWithin = value === values[i] || (signed && value + 2 ** bitsStored === values[i]);
    if (!isWithin && !hasOverlayInPixels) {
      const fault = `says that it holds ${bitsStored} bits, and pixel ${i} is ${values[i]}`;
      throw unsupported(path, fault, "Export it with Bits Stored as large as its values need.");
    }
    values[i] = value;
  }
}

/** Compressed pixels of files of the same coding and scaling, or of one file with frames. */
async function decodeGroup(
  path: string,
  group: readonly PlacedSlice[],
  plane: number,
  voxels: VoxelArray,
): Promise<void> {
  const files = [...new Map(group.map(({ slice: { file } }) => [file.path, file])).values()];
  const [first] = files;
  const frames = files.length === 1 ? first.frames.length : files.length;
  const named = files.length === 1 ? first.path : path;
  const decoded = await withAllBits(files, (paths) =>
    decode(named, { kind: "dicom", files: paths }, { bytes: frames * plane * 8 }),
  );
  const values = planesOf(named, decoded, frames * plane);
  keepRange(named, values, group[0].slice);
  for (const [i, { slice, place }] of group.entries()) {
    const start = (files.length === 1 ? slice.index : i) * plane;
    voxels.set(values.subarray(start, start + plane), place * plane);
  }
}

/**
 * The paths of files by which GDCM decodes them. It sees only the folders of the files that it is given, so these are no links,
 * and no paths from the current folder. And it cuts off what its codestream holds beyond Bits Stored, without a word; so of
 * such files it is given copies that say as many bits as there are, for as long as `use` runs.
 */
async function withAllBits<T>(
  files: readonly DicomHeader[],
  use: (paths: readonly string[]) => Promise<T>,
): Promise<T> {
  const bitsOf = ({ codestreams }: DicomHeader) => Math.max(...codestreams.map(({ bits }) => bits));
  const isCutOff = (file: DicomHeader) => file.codestreams[0]?.kind !== "RLE" && bitsOf(file) > file.bitsStored;
  if (!files.some(isCutOff)) return use(await Promise.all(files.map(({ path }) => realpath(path))));
  const folder = await mkdtemp(join(tmpdir(), "mandn-dicom-"));
  try {
    const copies: string[] = [];
    for (const [i, file] of files.entries()) {
      const copy = join(folder, `${i}.dcm`);
      await copyWithBits(file, bitsOf(file), copy);
      copies.push(copy);
    }
    return await use(copies);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyWithBits({ path, bitsPlaces }: DicomHeader, bits: number, copy: string): Promise<void> {
  if (bitsPlaces === undefined) throw unsupported(path, "does not say its high bit (0028,0102)", DECOMPRESS);
  try {
    await copyFile(path, copy);
    const file = await open(copy, "r+");
    try {
      // Little-endian, as in every compressed file.
      for (const [i, place] of bitsPlaces.entries()) await file.write(Buffer.from([bits - i, 0]), 0, 2, place);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw accessError(path, `copied to ${tmpdir()}`, cause);
  }
}

/** The least and greatest intensity that a file's bits allow. */
function endsOf({ file, frame }: DicomSlice): [least: number, greatest: number] {
  const low = file.signed ? -(2 ** (file.bitsStored - 1)) : 0;
  const [a, b] = [low, low + 2 ** file.bitsStored - 1].map((value) => value * frame.slope + frame.intercept);
  return a < b ? [a, b] : [b, a];
}

/**
 * Holds decoded values against what the header allows. Signed values whose unused bits are empty get their sign.
 *
 * @throws ImagingError `"unsupported"` when they cannot be what the header says.
 */
function keepRange(path: string, values: VoxelArray, slice: DicomSlice): void {
  const [least, greatest] = endsOf(slice);
  const rounding = 1e-6 * Math.max(1, Math.abs(least), Math.abs(greatest));
  const isAllowed = (value: number) => value >= least - rounding && value <= greatest + rounding;
  const turn = slice.file.signed ? 2 ** slice.file.bitsStored * slice.frame.slope : 0;
  for (let i = 0; i < values.length; i++) {
    if (isAllowed(values[i])) continue;
    if (!isAllowed(values[i] - turn)) {
      const fault = `is decoded to ${values[i]} at pixel ${i}; its header allows ${least} to ${greatest}`;
      throw unsupported(path, fault, DECOMPRESS);
    }
    values[i] -= turn;
  }
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
    const alone = file.frames.length > 1 || file.plain !== undefined ? file.path : "";
    const key = [alone, transferSyntax, bitsAllocated, bitsStored, signed, frame.slope, frame.intercept].join(" ");
    addTo(groups, key, { slice, place });
  }
  return [...groups.values()];
}

function planesOf(path: string, { voxels, components }: DecodedImage, expected: number): VoxelArray {
  const is64Bits = voxels instanceof BigInt64Array || voxels instanceof BigUint64Array;
  if (!is64Bits && components === 1 && voxels.length === expected) return voxels;
  const fault = `is decoded to ${voxels.length} values of ${components} components, not to ${expected}`;
  throw malformed(path, fault, "Export it from the archive again.");
}
