import { inflateRawSync } from "node:zlib";
import type { DataSet, ParseDicomOptions } from "dicom-parser";
import dicomParser from "dicom-parser";
import { accessError } from "../atomic.js";
import { ImagingError } from "../errors.js";
import { malformed, openRegular } from "./bytes.js";
import type { Vector } from "./lps.js";

/** One image of a DICOM file. */
export interface DicomFrame {
  /** Centre of the first voxel, LPS mm (Image Position Patient). */
  readonly position?: Vector;
  /** Direction cosines of a row and of a column (Image Orientation Patient). */
  readonly orientation?: readonly [row: Vector, column: Vector];
  /** Between rows (y) and between columns (x), mm. */
  readonly pixelSpacing?: readonly [y: number, x: number];
  readonly sliceThickness?: number;
  readonly slope: number;
  readonly intercept: number;
}

/** What a DICOM file says beside its pixels. */
export interface DicomHeader {
  readonly path: string;
  readonly transferSyntax: string;
  readonly sopClass: string;
  readonly instanceUid: string;
  readonly seriesUid: string;
  readonly description: string;
  readonly modality: string;
  readonly instanceNumber?: number;
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly photometric: string;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly signed: boolean;
  /** Intensities go through a table instead of a slope. */
  readonly hasLookupTable: boolean;
  readonly spacingBetweenSlices?: number;
  /** Bytes of uncompressed pixel data that the file holds; undefined when compressed or when there is none. */
  readonly pixelBytes?: number;
  readonly pixels: "integers" | "floats" | "none";
  /** The pixel data goes on beyond the file's end. */
  readonly isCutOff: boolean;
  readonly frames: readonly DicomFrame[];
}

const PIXEL_DATA = "x7fe00010";
const FIRST_READ = 1 << 16;
/** dicom-parser reads to the end of what it is given, and finds no pixel data in a header longer than this. */
const LONGEST_HEADER = 1 << 28;
const MOST_FRAMES = 100_000;

/**
 * The header of a DICOM file, with or without the 128 bytes and "DICM" in front; the pixel data is not read.
 *
 * @returns undefined when the file is no DICOM.
 * @throws ImagingError `"access"` when it cannot be read, `"malformed"` when it is DICOM and damaged.
 */
export async function readDicomHeader(path: string): Promise<DicomHeader | undefined> {
  const file = await openRegular(path);
  try {
    const { size } = await file.stat();
    for (let length = FIRST_READ; ; length *= 16) {
      const bytes = Buffer.alloc(Math.min(length, size));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      const start = bytes.subarray(0, bytesRead);
      const syntax = guessSyntax(start);
      if (syntax === undefined) return undefined;
      const whole = bytesRead === size || length >= LONGEST_HEADER;
      const header = parse(path, start, { syntax, whole, size });
      if (header !== undefined) return header;
    }
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && "syscall" in cause) throw accessError(path, "read", cause);
    throw cause;
  } finally {
    await file.close();
  }
}

const IMPLICIT_LITTLE = "1.2.840.10008.1.2";
const EXPLICIT_LITTLE = "1.2.840.10008.1.2.1";
const DEFLATED = "1.2.840.10008.1.2.1.99";
const EXPLICIT_BIG = "1.2.840.10008.1.2.2";
export const UNCOMPRESSED: readonly string[] = [IMPLICIT_LITTLE, EXPLICIT_LITTLE, DEFLATED, EXPLICIT_BIG];

/** Undefined for what is no DICOM; `"file"` with a file meta header; else the syntax that a bare data set, which begins with group 0008, looks like. */
export function guessSyntax(bytes: Buffer): string | undefined {
  if (bytes.toString("latin1", 128, 132) === "DICM") return "file";
  if (bytes.length < 16) return undefined;
  const explicit = /^[A-Z]{2}$/.test(bytes.toString("latin1", 4, 6));
  if (bytes.readUInt16LE(0) === 8 && bytes.readUInt16LE(2) < 0x1000) {
    return explicit ? EXPLICIT_LITTLE : bytes.readUInt32LE(4) < 1024 ? IMPLICIT_LITTLE : undefined;
  }
  return bytes.readUInt16BE(0) === 8 && bytes.readUInt16BE(2) < 0x1000 && explicit ? EXPLICIT_BIG : undefined;
}

interface Beginning {
  readonly syntax: string;
  /** Whether there is no more of the file to be read. */
  readonly whole: boolean;
  /** Bytes of the file. */
  readonly size: number;
}

/** Undefined when more of the file is needed. */
function parse(path: string, bytes: Buffer, { syntax, whole, size }: Beginning): DicomHeader | undefined {
  const options: ParseDicomOptions & { inflater: (bytes: Uint8Array, position: number) => Uint8Array } = {
    untilTag: PIXEL_DATA,
    ...(syntax === "file" ? {} : { TransferSyntaxUID: syntax }),
    inflater: (deflated, position) =>
      Buffer.concat([
        deflated.subarray(0, position),
        inflateRawSync(deflated.subarray(position), { maxOutputLength: LONGEST_HEADER }),
      ]),
  };
  try {
    const dataSet = dicomParser.parseDicom(bytes, options);
    return whole || dataSet.elements[PIXEL_DATA] !== undefined ? headerOf(path, dataSet, size) : undefined;
  } catch (cause) {
    if (cause instanceof ImagingError) throw cause;
    if (!whole) return undefined;
    const what = cause instanceof Error ? cause.message : describe(cause);
    throw malformed(path, `is damaged DICOM: ${what}`, "Export it from the archive again.", cause);
  }
}

/** dicom-parser throws strings, and objects with the string under `exception`. */
function describe(cause: unknown): string {
  const inner = typeof cause === "object" && cause !== null && "exception" in cause ? cause.exception : cause;
  return inner instanceof Error ? inner.message : String(inner);
}

function headerOf(path: string, data: DataSet, fileSize: number): DicomHeader {
  const pixels = data.elements[PIXEL_DATA] ?? data.elements.x7fe00008 ?? data.elements.x7fe00009;
  const transferSyntax = text(data, "x00020010") || IMPLICIT_LITTLE;
  const encapsulated = !UNCOMPRESSED.includes(transferSyntax);
  const end = pixels === undefined || encapsulated ? 0 : pixels.dataOffset + pixels.length;
  const deflated = transferSyntax === DEFLATED;
  const frames = framesOf(path, data);
  return {
    path,
    transferSyntax,
    sopClass: text(data, "x00080016"),
    instanceUid: text(data, "x00080018"),
    seriesUid: text(data, "x0020000e"),
    description: text(data, "x0008103e"),
    modality: text(data, "x00080060"),
    instanceNumber: numbers(path, data, "x00200013", 1)?.[0],
    rows: data.uint16("x00280010") ?? 0,
    columns: data.uint16("x00280011") ?? 0,
    samplesPerPixel: data.uint16("x00280002") ?? 1,
    photometric: text(data, "x00280004"),
    bitsAllocated: data.uint16("x00280100") ?? 0,
    bitsStored: data.uint16("x00280101") ?? 0,
    signed: data.uint16("x00280103") === 1,
    hasLookupTable: data.elements.x00283000 !== undefined,
    spacingBetweenSlices: numbers(path, data, "x00180088", 1)?.[0],
    pixelBytes: pixels === undefined || encapsulated ? undefined : pixels.length,
    pixels: pixels === undefined ? "none" : pixels.tag === PIXEL_DATA ? "integers" : "floats",
    isCutOff: !deflated && end > fileSize,
    frames,
  };
}

/** One frame, or those of an enhanced multi-frame image from its functional groups (DICOM PS3.3 C.7.6.16). */
function framesOf(path: string, data: DataSet): DicomFrame[] {
  const count = numbers(path, data, "x00280008", 1)?.[0] ?? 1;
  if (!Number.isInteger(count) || count < 1 || count > MOST_FRAMES) {
    throw malformed(path, `is damaged DICOM: it claims ${count} frames`, "Export it from the archive again.");
  }
  const shared = item(data, "x52009229", 0);
  return Array.from({ length: count }, (_, i) => {
    const own = item(data, "x52009230", i);
    const group = (tag: string): DataSet => (own && item(own, tag, 0)) ?? (shared && item(shared, tag, 0)) ?? data;
    const measures = group("x00289110");
    const values = group("x00289145");
    const cosines = numbers(path, group("x00209116"), "x00200037", 6);
    const position = numbers(path, group("x00209113"), "x00200032", 3);
    const spacing = numbers(path, measures, "x00280030", 2) ?? numbers(path, measures, "x00181164", 2);
    return {
      position: position && [position[0], position[1], position[2]],
      orientation: cosines && [
        [cosines[0], cosines[1], cosines[2]],
        [cosines[3], cosines[4], cosines[5]],
      ],
      pixelSpacing: spacing && [spacing[0], spacing[1]],
      sliceThickness: numbers(path, measures, "x00180050", 1)?.[0],
      slope: numbers(path, values, "x00281053", 1)?.[0] ?? 1,
      intercept: numbers(path, values, "x00281052", 1)?.[0] ?? 0,
    };
  });
}

function item(data: DataSet, tag: string, index: number): DataSet | undefined {
  return data.elements[tag]?.items?.[index]?.dataSet;
}

function text(data: DataSet, tag: string): string {
  return data.string(tag)?.trim() ?? "";
}

/** Decimal strings; undefined when the tag is missing or empty. */
function numbers(path: string, data: DataSet, tag: string, count: number): number[] | undefined {
  const words = text(data, tag);
  if (words === "") return undefined;
  const values = words.split("\\").map((word) => (word.trim() === "" ? Number.NaN : Number(word)));
  if (values.length >= count && values.slice(0, count).every(Number.isFinite)) return values.slice(0, count);
  const name = `(${tag.slice(1, 5)},${tag.slice(5)})`;
  throw malformed(path, `is damaged DICOM: its element ${name} is "${words}"`, "Export it from the archive again.");
}
