// Writes masks and probabilities as DICOM segmentations of the series that they were drawn on. DICOM PS3.3 A.51 and C.8.20:
// https://dicom.nema.org/medical/dicom/current/output/chtml/part03/sect_A.51.html
import { createHash } from "node:crypto";
import { ImagingError } from "../errors.js";
import { writeAtomically } from "../file-access.js";
import { sameGrid } from "../geometry/grid.js";
import type { Triple, Volume, VolumeHeader } from "../volume.js";
import { type CodedConcept, codesOf, labOf } from "./dicom-codes.js";
import type { DicomSlice } from "./dicom-geometry.js";
import { readSubject, type Subject } from "./dicom-subject.js";
import { type DicomElement, type DicomItem, decimal, dicomFile, element, sequence, uidOf } from "./dicom-write.js";
import type { LabelDescription, WriteOptions } from "./format.js";
import { length, lpsFromAffine, scale } from "./lps.js";

const SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";
/** What the largest probability, 1, is written as. */
const MOST_FRACTION = 255;

/** The series that a segmentation is of. */
export interface SegmentedSeries {
  readonly header: VolumeHeader;
  readonly slices: readonly DicomSlice[];
}

/**
 * Writes a segmentation: of a mask, `[1, D, H, W]` of whole numbers, one that is binary, with a segment for each value that has a
 * name in `labels`; of probabilities, `[K, D, H, W]` of floats, one of fractions in 255 steps, with a segment for each named
 * channel. Slices that hold nothing of a segment are left out. The same content of the same series gets the same UIDs.
 *
 * @throws ImagingError `"argument"` where the volume does not lie on the series' grid or holds a value without a name;
 * `"unsupported"` where the series does not say which study it is of; `"access"`.
 */
export async function writeSegmentation(
  path: string,
  volume: Volume,
  series: SegmentedSeries,
  { labels = {}, algorithm = { name: "unnamed", version: "0" } }: Pick<WriteOptions, "labels" | "algorithm">,
): Promise<void> {
  const { same, summary } = sameGrid(series.header, volume);
  if (!same) throw new ImagingError("argument", `the mask does not lie on the series' grid: ${summary}`, { path });
  const isFractional = volume.dtype.startsWith("float");
  const segments = segmentsOf(path, volume, labels, isFractional);
  const frames = segments.flatMap((segment, i) => framesOf(volume, segment, i, isFractional));
  // Pixel data has a frame at least: of an empty mask it is empty.
  if (frames.length === 0) frames.push({ segment: 0, slice: 0, values: new Uint8Array(planeOf(volume)) });
  const pixels = isFractional ? joined(frames) : packed(frames);
  const subject = await readSubject(series.slices[0] as DicomSlice);
  const { name, version } = algorithm;
  const identity = createHash("sha256").update(JSON.stringify([name, version, segments.map(({ label }) => label)]));
  const key = `${seriesUidOf(series)} ${identity.update(pixels).digest("hex")}`;
  const data: DicomItem = [
    ...subject.elements,
    ...seriesElements(key, subject, { name, version }),
    ...imageElements(volume, isFractional, frames.length),
    ...dimensionElements(key),
    sequence(0x00620002, ...segments.map((segment, i) => segmentItem(segment.label, i + 1, { name, version }))),
    referencedSeries(series),
    sequence(0x52009229, sharedItem(series.header)),
    sequence(0x52009230, ...frames.map((frame) => frameItem(frame, series))),
    { tag: 0x7fe00010, vr: "OB", value: pixels },
  ];
  const bytes = dicomFile(data, `MANDN ${version}`.slice(0, 16));
  await writeAtomically(path, (file) => file.writeFile(bytes));
}

/** A segment, and where it is in the volume: at voxels of a value, or in a channel. */
interface WrittenSegment {
  readonly label: LabelDescription & { readonly name: string };
  /** Of a mask the value, of probabilities the channel. */
  readonly place: number;
}

interface Frame {
  /** Index of the segment. */
  readonly segment: number;
  readonly slice: number;
  /** Of each voxel of the slice. */
  readonly values: Uint8Array;
}

const planeOf = ({ shape: [, , h, w] }: VolumeHeader) => h * w;

function segmentsOf(
  path: string,
  volume: Volume,
  labels: Readonly<Record<number, LabelDescription>>,
  isFractional: boolean,
): WrittenSegment[] {
  const named = Object.entries(labels).map(([place, label]) => ({ label, place: Number(place) }));
  const segments = named.filter(({ place }) => place !== 0).sort((a, b) => a.place - b.place);
  if (segments.length === 0) throw new ImagingError("argument", "a segmentation needs named segments", { path });
  const known = new Set([0, ...segments.map(({ place }) => place)]);
  const unnamed = isFractional ? undefined : volume.voxels.find((value) => !known.has(value));
  const beyond = isFractional ? segments.find(({ place }) => place >= volume.shape[0]) : undefined;
  if (unnamed === undefined && beyond === undefined) return segments;
  const what = beyond === undefined ? `the value ${unnamed} has no name` : `there is no channel ${beyond.place}`;
  throw new ImagingError("argument", what, { path });
}

/** The slices that hold something of a segment. */
function framesOf(volume: Volume, { place }: WrittenSegment, segment: number, isFractional: boolean): Frame[] {
  const [, d] = volume.shape;
  const plane = planeOf(volume);
  const frames: Frame[] = [];
  for (let slice = 0; slice < d; slice++) {
    const start = ((isFractional ? place * d : 0) + slice) * plane;
    const stored = volume.voxels.subarray(start, start + plane);
    const values = new Uint8Array(plane);
    let isEmpty = true;
    for (let i = 0; i < plane; i++) {
      const value = stored[i] as number;
      values[i] = isFractional ? Math.round(MOST_FRACTION * Math.min(1, Math.max(0, value))) : Number(value === place);
      if (values[i] !== 0) isEmpty = false;
    }
    if (!isEmpty) frames.push({ segment, slice, values });
  }
  return frames;
}

function joined(frames: readonly Frame[]): Buffer {
  return Buffer.concat(frames.map(({ values }) => values));
}

/** One bit a voxel, the first in the lowest bit, frames without gaps between them (PS3.5 8.1.1). */
function packed(frames: readonly Frame[]): Buffer {
  const plane = frames[0]?.values.length ?? 0;
  const bytes = Buffer.alloc(Math.ceil((frames.length * plane) / 8));
  for (const [frame, { values }] of frames.entries()) {
    for (let i = 0, bit = frame * plane; i < plane; i++, bit++) {
      if (values[i] === 1) bytes[bit >> 3] = (bytes[bit >> 3] as number) | (1 << (bit & 7));
    }
  }
  return bytes;
}

interface Algorithm {
  readonly name: string;
  readonly version: string;
}

function seriesElements(key: string, { frameOfReference }: Subject, { name, version }: Algorithm): DicomElement[] {
  const now = new Date().toISOString().replaceAll(/[-:]/g, "");
  return [
    element(0x00080005, "CS", "ISO_IR 192"),
    element(0x00080008, "CS", "DERIVED", "PRIMARY"),
    element(0x00080016, "UI", SEGMENTATION),
    element(0x00080018, "UI", uidOf(`instance ${key}`)),
    element(0x00080023, "DA", now.slice(0, 8)),
    element(0x00080033, "TM", now.slice(9, 15)),
    element(0x00080060, "CS", "SEG"),
    element(0x00080070, "LO", "M&N"),
    element(0x0008103e, "LO", `${name} segmentation`.slice(0, 64)),
    element(0x00081090, "LO", name.slice(0, 64)),
    element(0x00181000, "LO", "none"),
    element(0x00181020, "LO", version),
    element(0x0020000e, "UI", uidOf(`series ${key}`)),
    element(0x00200011, "IS", "1"),
    element(0x00200013, "IS", "1"),
    element(0x00200052, "UI", frameOfReference),
    element(0x00201040, "LO"),
    element(0x00700080, "CS", "SEGMENTATION"),
    element(0x00700081, "LO", `${name} ${version}`.slice(0, 64)),
    element(0x00700084, "PN"),
  ];
}

function imageElements({ shape: [, , h, w] }: VolumeHeader, isFractional: boolean, frames: number): DicomElement[] {
  const bits = isFractional ? 8 : 1;
  return [
    element(0x00280002, "US", 1),
    element(0x00280004, "CS", "MONOCHROME2"),
    element(0x00280008, "IS", String(frames)),
    element(0x00280010, "US", h),
    element(0x00280011, "US", w),
    element(0x00280100, "US", bits),
    element(0x00280101, "US", bits),
    element(0x00280102, "US", bits - 1),
    element(0x00280103, "US", 0),
    element(0x00282110, "CS", "00"),
    element(0x00620001, "CS", isFractional ? "FRACTIONAL" : "BINARY"),
    ...(isFractional
      ? [element(0x00620010, "CS", "PROBABILITY"), element(0x0062000e, "US", MOST_FRACTION)]
      : [element(0x00620013, "CS", "NO")]),
  ];
}

/** Frames are ordered by segment and by place. */
function dimensionElements(key: string): DicomElement[] {
  const organization = element(0x00209164, "UI", uidOf(`dimensions ${key}`));
  const index = (pointer: number, group: number) => [
    organization,
    element(0x00209165, "AT", pointer),
    element(0x00209167, "AT", group),
  ];
  return [
    sequence(0x00209221, [organization]),
    sequence(0x00209222, index(0x0062000b, 0x0062000a), index(0x00200032, 0x00209113)),
  ];
}

const coded = ({ value, scheme, meaning }: CodedConcept): DicomItem => [
  element(0x00080100, "SH", value),
  element(0x00080102, "SH", scheme),
  element(0x00080104, "LO", meaning),
];

function segmentItem(label: WrittenSegment["label"], number: number, { name, version }: Algorithm): DicomItem {
  const { category, type, modifier } = label.codes ?? codesOf(label.name);
  return [
    sequence(0x00620003, coded(category)),
    element(0x00620004, "US", number),
    element(0x00620005, "LO", label.name.replaceAll("\\", "/").slice(0, 64)),
    sequence(0x00620007, [
      sequence(0x0066002f, coded({ value: "123109", scheme: "DCM", meaning: "Artificial Intelligence" })),
      element(0x00660031, "LO", version),
      element(0x00660036, "LO", name.slice(0, 64)),
    ]),
    element(0x00620008, "CS", "AUTOMATIC"),
    element(0x00620009, "LO", name.slice(0, 64)),
    ...(label.color === undefined ? [] : [element(0x0062000d, "US", ...labOf(label.color))]),
    sequence(0x0062000f, [...coded(type), ...(modifier === undefined ? [] : [sequence(0x00620011, coded(modifier))])]),
  ];
}

function seriesUidOf({ slices }: SegmentedSeries): string {
  return (slices[0] as DicomSlice).file.seriesUid;
}

function referencedSeries(series: SegmentedSeries): DicomElement {
  const instances = new Map(series.slices.map(({ file }) => [file.instanceUid, file]));
  return sequence(0x00081115, [
    sequence(
      0x0008114a,
      ...[...instances.values()].map(({ sopClass, instanceUid }) => [
        element(0x00081150, "UI", sopClass),
        element(0x00081155, "UI", instanceUid),
      ]),
    ),
    element(0x0020000e, "UI", seriesUidOf(series)),
  ]);
}

/** What all frames share: orientation, spacing. */
function sharedItem({ affine }: VolumeHeader): DicomItem {
  const { steps } = lpsFromAffine(affine);
  const [x, y, z] = steps.map(length) as unknown as Triple;
  const cosines = [scale(steps[0], 1 / x), scale(steps[1], 1 / y)].flat();
  return [
    sequence(0x00209116, [element(0x00200037, "DS", ...cosines.map(decimal))]),
    sequence(0x00289110, [
      element(0x00180050, "DS", decimal(z)),
      element(0x00180088, "DS", decimal(z)),
      element(0x00280030, "DS", decimal(y), decimal(x)),
    ]),
  ];
}

function frameItem({ segment, slice }: Frame, { header, slices }: SegmentedSeries): DicomItem {
  const { steps, origin } = lpsFromAffine(header.affine);
  const position = origin.map((value, axis) => value + slice * (steps[2][axis] as number));
  const { file, index } = slices[slice] as DicomSlice;
  const source = [
    element(0x00081150, "UI", file.sopClass),
    element(0x00081155, "UI", file.instanceUid),
    ...(file.frames.length > 1 ? [element(0x00081160, "IS", String(index + 1))] : []),
    element(0x0028135a, "CS", "YES"),
    sequence(
      0x0040a170,
      coded({ value: "121322", scheme: "DCM", meaning: "Source image for image processing operation" }),
    ),
  ];
  const derivation = coded({ value: "113076", scheme: "DCM", meaning: "Segmentation" });
  return [
    sequence(0x00089124, [sequence(0x00082112, source), sequence(0x00089215, derivation)]),
    sequence(0x00209111, [element(0x00209157, "UL", segment + 1, slice + 1)]),
    sequence(0x00209113, [element(0x00200032, "DS", ...position.map(decimal))]),
    sequence(0x0062000a, [element(0x0062000b, "US", segment + 1)]),
  ];
}
