// Segmentations of DICOM as masks: their frames, each of one segment at one place, put together on one grid. DICOM PS3.3 A.51 and
// C.8.20: https://dicom.nema.org/medical/dicom/current/output/chtml/part03/sect_A.51.html
import { spacingOf } from "../geometry/affine.js";
import type { VolumeHeader, VoxelArray } from "../volume.js";
import { malformed, unsupported } from "./bytes.js";
import { directionsOf, geometryError, pixelSpacingOf } from "./dicom-geometry.js";
import type { DicomFrame, DicomHeader } from "./dicom-header.js";
import { readPlainBytes } from "./dicom-pixels.js";
import type { ReadOptions } from "./format.js";
import { affineFromLps, cross, dot, length, scale, subtract, type Vector } from "./lps.js";
import { namesOf, SegmentMerger, typeOfSegments, type ValuedSegment, valuedSegments } from "./segments.js";

const SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";
const LABELMAP = "1.2.840.10008.5.1.4.1.1.66.7";
/** How far a frame may lie from its place, as a share of the distance of two. */
const OFF_PLACE = 0.02;
const MOST_SLICES = 65536;

/** Whether a file is a segmentation and no image. */
export function isSegmentation({ sopClass }: Pick<DicomHeader, "sopClass">): boolean {
  return sopClass === SEGMENTATION || sopClass === LABELMAP;
}

/** A segmentation that may be read. */
export interface Segmentation {
  /** Of the box of slices that the frames fill; `isBox`. */
  readonly header: VolumeHeader;
  readonly file: DicomHeader;
  readonly segments: readonly ValuedSegment[];
  /** The slice of each frame. */
  readonly places: readonly number[];
}

/**
 * The grid of a segmentation and its segments; slices between its frames that hold none are background.
 *
 * @throws ImagingError `"unsupported"` for probabilities and compressed frames, `"geometry"` where the frames do not lie on one
 * evenly spaced line, `"malformed"`.
 */
export function openSegmentation(path: string, file: DicomHeader, { segments: wanted }: ReadOptions): Segmentation {
  const { frames, rows, columns, segmentation } = file;
  const notes: string[] = [];
  checkFrames(file);
  const segments = valuedSegments(
    path,
    (segmentation?.segments ?? []).map(({ number, label }) => ({
      name: label === "" ? `segment ${number}` : label,
      layer: 0,
      stored: number,
    })),
    wanted,
    notes,
  );
  const [first] = frames as readonly [DicomFrame];
  const { row, column } = directionsOf(path, first, notes);
  const normal = cross(row, column);
  const positions = frames.map(({ position }) => position ?? demandPosition(file));
  const along = positions.map((position) => dot(position, normal));
  const origin = positions[along.indexOf(Math.min(...along))] as Vector;
  const step = stepOf(first, along, notes);
  const places = positions.map((position) => placeOf(file, subtract(position, origin), scale(normal, step)));
  const slices = Math.max(...places) + 1;
  const [y, x] = pixelSpacingOf(path, first, notes);
  const affine = affineFromLps(scale(row, x), scale(column, y), scale(normal, step), origin);
  const fields = { SeriesInstanceUID: file.seriesUid, SeriesDescription: file.description, Modality: file.modality };
  const header: VolumeHeader = {
    shape: [1, slices, rows, columns],
    affine,
    spacing: spacingOf(affine),
    dtype: typeOfSegments(segments),
    labelNames: namesOf(segments),
    isBox: true,
    provenance: { path, format: "dicom", notes, fields },
  };
  return { header, file, segments, places };
}

/**
 * The mask of a segmentation.
 *
 * @throws ImagingError `"unsupported"` where segments overlap, `"malformed"` for frames of no segment and files that end too early.
 */
export async function readSegmentation({ header, file, segments, places }: Segmentation): Promise<VoxelArray> {
  const { rows, columns, frames, bitsAllocated, path } = file;
  const plane = rows * columns;
  const bytes = new DataView(await readPlainBytes(file, Math.ceil((plane * frames.length * bitsAllocated) / 8)));
  const stored = (pixel: number): number => {
    if (bitsAllocated === 1) return (bytes.getUint8(pixel >> 3) >> (pixel & 7)) & 1;
    return bitsAllocated === 8 ? bytes.getUint8(pixel) : bytes.getUint16(2 * pixel, file.plain?.littleEndian);
  };
  const values = new Map(segments.map((segment) => [segment.stored, segment.value]));
  const merger = new SegmentMerger(path, plane * header.shape[1], segments);
  for (const [index, place] of places.entries()) {
    for (let i = 0; i < plane; i++) {
      const pixel = stored(index * plane + i);
      if (pixel === 0) continue;
      const number = bitsAllocated === 1 ? (frames[index] as DicomFrame).segment : pixel;
      const value = values.get(number ?? 0);
      if (value === undefined) throw malformed(path, `names no segment ${number}, which frame ${index} is of`, AGAIN);
      merger.put(place * plane + i, value);
    }
  }
  return merger.finish();
}

const AGAIN = "Export the segmentation again.";

function checkFrames({ path, segmentation, frames, rows, columns, bitsAllocated, plain, ...file }: DicomHeader): void {
  const type = segmentation?.type ?? "no";
  const bits = type === "LABELMAP" ? [8, 16] : [1];
  if (type === "FRACTIONAL") {
    throw unsupported(path, "is a segmentation of fractions, and no mask", "Export it as a binary segmentation.");
  }
  if ((type !== "BINARY" && type !== "LABELMAP") || !bits.includes(bitsAllocated)) {
    throw unsupported(
      path,
      `is a ${type} segmentation of ${bitsAllocated} bits`,
      "Export it as a binary segmentation.",
    );
  }
  if (plain === undefined) throw unsupported(path, "is a compressed segmentation", "Export it uncompressed.");
  const needed = Math.ceil((rows * columns * frames.length * bitsAllocated) / 8);
  if (file.isCutOff || !(needed > 0) || plain.bytes < needed) {
    throw malformed(path, `is truncated: it does not hold the ${needed} bytes of its frames`, AGAIN);
  }
}

function demandPosition({ path }: DicomHeader): never {
  throw geometryError(path, "a frame of the segmentation gives no position", AGAIN);
}

/** Millimetres from one slice to the next: as the file says, else the least distance of two frames. */
function stepOf(
  { spacingBetweenSlices, sliceThickness }: DicomFrame,
  along: readonly number[],
  notes: string[],
): number {
  if (spacingBetweenSlices !== undefined && spacingBetweenSlices > 0) return spacingBetweenSlices;
  const sorted = [...new Set(along.map((value) => Math.round(value * 1000) / 1000))].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((value, i) => value - (sorted[i] as number));
  if (gaps.length > 0) return Math.min(...gaps);
  if (sliceThickness === undefined || !(sliceThickness > 0)) notes.push("one slice without a thickness: 1 mm taken");
  return sliceThickness !== undefined && sliceThickness > 0 ? sliceThickness : 1;
}

/** Which slice a frame is, from the first one's position. */
function placeOf({ path }: DicomHeader, from: Vector, step: Vector): number {
  const steps = dot(from, step) / dot(step, step);
  const place = Math.round(steps);
  const off = length(subtract(from, scale(step, place)));
  const isLarge = place >= MOST_SLICES;
  if (off <= OFF_PLACE * length(step) + 1e-3 && !isLarge) return place;
  const what = `a frame of the segmentation lies ${off.toFixed(3)} mm off the slices, which are ${length(step).toFixed(3)} mm apart`;
  throw geometryError(path, isLarge ? "its frames lie too far apart" : what, AGAIN);
}
