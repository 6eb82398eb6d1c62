// The header of one DICOM file: where its slices lie, how its pixels are stored. DICOM PS3.3, PS3.5, PS3.10:
// https://www.dicomstandard.org/current
import type { FileHandle } from "node:fs/promises";
import type { ByteArrayParser, DataSet } from "dicom-parser";
import dicomParser from "dicom-parser";
import { ImagingError } from "../errors.js";
import { accessError } from "../file-access.js";
import { ByteSource, malformed, openRegular } from "./bytes.js";
import { type Codestream, codestreamsOf } from "./dicom-codestream.js";
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
  /** Between the slices of a multi-frame image, mm. */
  readonly spacingBetweenSlices?: number;
  /** Of a segmentation: the number of the segment that the frame is of. */
  readonly segment?: number;
  readonly slope: number;
  readonly intercept: number;
}

/** Uncompressed pixel data in a file. */
interface PlainPixels {
  readonly bytes: number;
  /** Where the data set begins in the file. */
  readonly dataSetOffset: number;
  /** Where the pixels begin in the data set. */
  readonly offset: number;
  /** The data set is deflated. */
  readonly deflated: boolean;
  readonly littleEndian: boolean;
  /** Bytes lie in 16-bit words of the file's order. */
  readonly inWords: boolean;
}

/** What a segmentation says of itself (PS3.3 C.8.20.2). */
export interface DicomSegmentation {
  /** `"BINARY"`, `"FRACTIONAL"` or `"LABELMAP"`. */
  readonly type: string;
  readonly segments: readonly { readonly number: number; readonly label: string }[];
  /** The series that it was drawn on; empty where it does not say. */
  readonly seriesUid: string;
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
  readonly highBit: number;
  /** Where in the file Bits Stored and High Bit are said, two bytes each; undefined where one is not. */
  readonly bitsPlaces?: readonly [bitsStored: number, highBit: number];
  readonly signed: boolean;
  /** Unused bits of the pixels may hold overlays. */
  readonly hasOverlayInPixels: boolean;
  /** Intensities go through a table instead of a slope. */
  readonly hasLookupTable: boolean;
  readonly spacingBetweenSlices?: number;
  /** What a segmentation says of itself. */
  readonly segmentation?: DicomSegmentation;
  /** Where uncompressed pixel data lies; undefined when compressed or when there is none. */
  readonly plain?: PlainPixels;
  /** What compressed pixel data says of itself. */
  readonly codestreams: readonly Codestream[];
  readonly pixels: "integers" | "floats" | "none";
  /** The pixel data goes on beyond the file's end. */
  readonly isCutOff: boolean;
  readonly frames: readonly DicomFrame[];
}

const PIXEL_DATA = "x7fe00010";
/** How much of a data set is looked at, until its pixel data is found. */
const LOOKS = [1 << 16, 1 << 20, 1 << 24, 1 << 26];
const MOST_FRAMES = 100_000;
/**
 * How much parsing a header may cost, in readings of numbers: some 300,000 elements. A header of ordinary size can name so many
 * empty items that the objects for them fill the memory.
 */
const MOST_STEPS = 2_000_000;

/**
 * The header of a DICOM file, with or without the 128 bytes and "DICM" in front; the pixel data is not read.
 *
 * @returns undefined when the file is no DICOM.
 * @throws ImagingError `"access"` when it cannot be read, `"malformed"` when it is DICOM and damaged, or has far more elements
 * than any scan.
 */
export async function readDicomHeader(path: string): Promise<DicomHeader | undefined> {
  return withDataSet(path, async ({ file, size, meta, data, whole }) => {
    const pixels = data.elements[PIXEL_DATA];
    if (pixels === undefined && !whole && data.elements.x00280010 !== undefined) {
      throw malformed(path, "is damaged DICOM: no pixel data begins within its first megabytes", EXPORT_AGAIN);
    }
    const isEncapsulated = pixels !== undefined && !UNCOMPRESSED.includes(meta.transferSyntax);
    const codestreams = isEncapsulated ? await codestreamsOf(file, meta.end + pixels.dataOffset, size) : [];
    return interpret(path, data, meta, { fileSize: size, codestreams });
  });
}

/**
 * Elements before the pixel data, as bytes, by their tags; those that are not there are left out.
 *
 * @throws ImagingError as {@link readDicomHeader}.
 */
export async function readElements(path: string, tags: readonly number[]): Promise<Map<number, Uint8Array>> {
  const found = await withDataSet(path, ({ data }) =>
    tags.flatMap((tag) => {
      const place = data.elements[`x${tag.toString(16).padStart(8, "0")}`];
      if (place === undefined) return [];
      return [[tag, data.byteArray.subarray(place.dataOffset, place.dataOffset + place.length)] as const];
    }),
  );
  return new Map(found);
}

/** What a DICOM file begins with. */
interface Opened {
  readonly file: FileHandle;
  readonly size: number;
  readonly meta: Meta;
  readonly data: DataSet;
  /** There is no more of the file than was looked at. */
  readonly whole: boolean;
}

/** @returns undefined when the file is no DICOM */
async function withDataSet<T>(path: string, use: (opened: Opened) => T | Promise<T>): Promise<T | undefined> {
  const file = await openRegular(path);
  try {
    const { size } = await file.stat();
    const start = Buffer.alloc(Math.min(LOOKS[0], size));
    const { bytesRead } = await file.read(start, 0, start.length, 0);
    const meta = readMeta(path, start.subarray(0, bytesRead));
    if (meta === undefined) return undefined;
    return await use({ file, size, meta, ...(await readDataSet(path, meta)) });
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && "syscall" in cause) throw accessError(path, "read", cause);
    throw cause;
  } finally {
    await file.close();
  }
}

const EXPORT_AGAIN = "Export it from the archive again.";

const IMPLICIT_LITTLE = "1.2.840.10008.1.2";
export const EXPLICIT_LITTLE = "1.2.840.10008.1.2.1";
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

const LITTLE_ENDIAN = dicomParser.littleEndianByteArrayParser;

/** The file meta header (PS3.10 7.1). */
interface Meta {
  readonly transferSyntax: string;
  /** Where the data set begins. */
  readonly end: number;
}

/** Undefined for what is no DICOM. */
function readMeta(path: string, bytes: Buffer): Meta | undefined {
  const syntax = guessSyntax(bytes);
  if (syntax !== "file") return syntax === undefined ? undefined : { transferSyntax: syntax, end: 0 };
  let transferSyntax = "";
  try {
    const stream = new dicomParser.ByteStream(LITTLE_ENDIAN, bytes, 132);
    // The elements of group 2 come first, always in explicit little endian.
    while (stream.position + 8 <= bytes.length && bytes.readUInt16LE(stream.position) === 2) {
      const { tag, dataOffset, length } = dicomParser.readDicomElementExplicit(stream, []);
      if (tag === "x00020010") transferSyntax = dicomParser.readFixedString(bytes, dataOffset, length).trim();
    }
    if (transferSyntax !== "") return { transferSyntax, end: stream.position };
  } catch (cause) {
    throw damaged(path, cause);
  }
  throw damaged(path, "it does not name its transfer syntax (0002,0010)");
}

/** The elements before the pixel data, of which only the place is read; `whole`: there is no more of the file. */
async function readDataSet(path: string, { transferSyntax, end }: Meta): Promise<{ data: DataSet; whole: boolean }> {
  const deflated = transferSyntax === DEFLATED;
  const source = await ByteSource.open(path, { decode: deflated ? "deflate" : "stored", start: end });
  const looks = deflated ? LOOKS.slice(0, -1) : LOOKS;
  try {
    let bytes = Buffer.alloc(0);
    for (const [i, length] of looks.entries()) {
      const longer = Buffer.alloc(source.compressed ? length : Math.min(length, source.storedBytes));
      bytes.copy(longer);
      const filled = bytes.length + (await source.read(longer.subarray(bytes.length)));
      const whole = filled < longer.length || longer.length < length;
      bytes = longer.subarray(0, filled);
      const { data, failure } = parse(path, bytes, transferSyntax);
      if (failure === undefined && (whole || data.elements[PIXEL_DATA] !== undefined)) return { data, whole };
      if (whole) throw damaged(path, failure);
      if (i === looks.length - 1) return { data, whole };
    }
    throw damaged(path, "it has no data set");
  } finally {
    await source.close();
  }
}

/** dicom-parser's class, which its own declarations leave out. */
const { DataSet: DicomDataSet } = dicomParser as unknown as {
  DataSet: new (parser: ByteArrayParser, bytes: Uint8Array, elements: DataSet["elements"]) => DataSet;
};

/** What was found until the pixel data, the end, or a failure, which more of the file may mend. */
function parse(path: string, bytes: Buffer, syntax: string): { data: DataSet; failure?: unknown } {
  const order = syntax === EXPLICIT_BIG ? dicomParser.bigEndianByteArrayParser : LITTLE_ENDIAN;
  const parser = bounded(path, order);
  if (bytes.length === 0) return { data: new DicomDataSet(LITTLE_ENDIAN, bytes, {}), failure: "it has no data set" };
  const stream = new dicomParser.ByteStream(parser, bytes, 0);
  const data = new DicomDataSet(order, bytes, {});
  data.warnings = stream.warnings;
  const read =
    syntax === IMPLICIT_LITTLE ? dicomParser.parseDicomDataSetImplicit : dicomParser.parseDicomDataSetExplicit;
  try {
    read(data, stream, bytes.length, { untilTag: PIXEL_DATA });
    return { data };
  } catch (failure) {
    if (failure instanceof ImagingError) throw failure;
    return { data, failure };
  }
}

/** A parser of numbers that gives up where there are too many of them. */
function bounded(path: string, parser: ByteArrayParser): ByteArrayParser {
  let steps = 0;
  const count = (cost: number): void => {
    steps += cost;
    if (steps <= MOST_STEPS) return;
    throw malformed(path, "is damaged DICOM: its header has more than 300,000 elements", EXPORT_AGAIN);
  };
  return {
    ...parser,
    readUint16: (bytes, position) => {
      count(1);
      return parser.readUint16(bytes, position);
    },
    // Lengths of items, which cost more than others.
    readUint32: (bytes, position) => {
      count(4);
      return parser.readUint32(bytes, position);
    },
  };
}

function damaged(path: string, cause: unknown): ImagingError {
  return malformed(path, `is damaged DICOM: ${describe(cause)}`, EXPORT_AGAIN, cause);
}

/** dicom-parser throws strings, and objects with the string under `exception`. */
function describe(cause: unknown): string {
  const inner = typeof cause === "object" && cause !== null && "exception" in cause ? cause.exception : cause;
  return inner instanceof Error ? inner.message : String(inner);
}

/** What is known of a file beside its elements. */
interface FileFacts {
  readonly fileSize: number;
  readonly codestreams: readonly Codestream[];
}

/** As {@link headerOf}; what dicom-parser throws at elements that reach beyond the file's end is damage. */
function interpret(path: string, data: DataSet, meta: Meta, facts: FileFacts): DicomHeader {
  try {
    return headerOf(path, data, meta, facts);
  } catch (cause) {
    throw cause instanceof ImagingError ? cause : damaged(path, cause);
  }
}

function headerOf(path: string, data: DataSet, meta: Meta, { fileSize, codestreams }: FileFacts): DicomHeader {
  const pixels = data.elements[PIXEL_DATA] ?? data.elements.x7fe00008 ?? data.elements.x7fe00009;
  const { transferSyntax } = meta;
  const encapsulated = !UNCOMPRESSED.includes(transferSyntax);
  const deflated = transferSyntax === DEFLATED;
  const end = pixels === undefined || encapsulated ? 0 : meta.end + pixels.dataOffset + pixels.length;
  const frames = framesOf(path, data);
  const bitsStored = data.uint16("x00280101") ?? 0;
  const places = ["x00280101", "x00280102"].flatMap((tag) => {
    const element = data.elements[tag];
    return element === undefined ? [] : [meta.end + element.dataOffset];
  });
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
    bitsStored,
    highBit: data.uint16("x00280102") ?? bitsStored - 1,
    bitsPlaces: places.length === 2 ? [places[0], places[1]] : undefined,
    signed: data.uint16("x00280103") === 1,
    hasOverlayInPixels: overlaysInPixels(data),
    hasLookupTable: data.elements.x00283000 !== undefined,
    spacingBetweenSlices: numbers(path, data, "x00180088", 1)?.[0],
    segmentation: segmentationOf(data),
    plain:
      pixels === undefined || encapsulated
        ? undefined
        : {
            bytes: pixels.length,
            dataSetOffset: meta.end,
            offset: pixels.dataOffset,
            deflated,
            littleEndian: transferSyntax !== EXPLICIT_BIG,
            inWords: pixels.vr === "OW",
          },
    codestreams,
    pixels: pixels === undefined ? "none" : pixels.tag === PIXEL_DATA ? "integers" : "floats",
    isCutOff: !deflated && end > fileSize,
    frames,
  };
}

function segmentationOf(data: DataSet): DicomSegmentation | undefined {
  const type = text(data, "x00620001");
  if (type === "") return undefined;
  const items = data.elements.x00620002?.items ?? [];
  const segments = items.map(({ dataSet }) => {
    return { number: dataSet?.uint16("x00620004") ?? 0, label: (dataSet && text(dataSet, "x00620005")) ?? "" };
  });
  const series = item(data, "x00081115", 0);
  return { type, segments, seriesUid: (series && text(series, "x0020000e")) ?? "" };
}

/** Whether unused bits of the pixels hold overlays, as old scanners wrote them (PS3.5 8.1.2). */
function overlaysInPixels(data: DataSet): boolean {
  const groups = Array.from({ length: 16 }, (_, i) => `x60${(2 * i).toString(16).padStart(2, "0")}`);
  return groups.some((group) => (data.uint16(`${group}0102`) ?? 0) > 0);
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
      spacingBetweenSlices: numbers(path, measures, "x00180088", 1)?.[0],
      segment: group("x0062000a").uint16("x0062000b"),
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
