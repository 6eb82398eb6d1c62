// DICOM files made by the tests themselves: explicit little endian, 2 × 3 pixels of 16 bits (PS3.5 7.1.2, PS3.10 7).
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface DicomElement {
  readonly tag: string;
  readonly vr: string;
  readonly value: string | number | Buffer;
}

/** One element, its value padded to an even length. */
export function elementOf({ tag, vr, value }: DicomElement): Buffer {
  const group = Buffer.alloc(4);
  group.writeUInt16LE(Number.parseInt(tag.slice(0, 4), 16), 0);
  group.writeUInt16LE(Number.parseInt(tag.slice(4), 16), 2);
  const number = Buffer.alloc(2);
  if (typeof value === "number") number.writeUInt16LE(value, 0);
  const plain = typeof value === "number" ? number : typeof value === "string" ? Buffer.from(value, "latin1") : value;
  const bytes = plain.length % 2 === 0 ? plain : Buffer.concat([plain, Buffer.from(vr === "UI" ? "\0" : " ")]);
  const isLong = ["OB", "OW", "SQ", "UN"].includes(vr);
  const length = Buffer.alloc(isLong ? 6 : 2);
  if (isLong) length.writeUInt32LE(bytes.length, 2);
  else length.writeUInt16LE(bytes.length, 0);
  return Buffer.concat([group, Buffer.from(vr, "latin1"), length, bytes]);
}

/** The preamble and the file meta header of a transfer syntax. */
export function metaOf(transferSyntax: string): Buffer {
  const elements = [{ tag: "00020010", vr: "UI", value: transferSyntax }].map(elementOf);
  return Buffer.concat([Buffer.alloc(128), Buffer.from("DICM", "latin1"), ...elements]);
}

export const EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";

export interface SliceOptions {
  readonly position: readonly number[];
  readonly orientation?: readonly number[];
  /** Tells the slices of one series apart; also their first value. */
  readonly number: number;
}

/** A data set with one slice of 2 rows and 3 columns, `before` the pixels some other elements. */
export function sliceOf({ position, orientation = [1, 0, 0, 0, 1, 0], number }: SliceOptions, before = ""): Buffer {
  const pixels = Buffer.alloc(12);
  for (let i = 0; i < 6; i++) pixels.writeUInt16LE(number * 10 + i, 2 * i);
  const elements: DicomElement[] = [
    { tag: "00080016", vr: "UI", value: "1.2.840.10008.5.1.4.1.1.4" },
    { tag: "00080018", vr: "UI", value: `1.2.3.${number}` },
    { tag: "00080060", vr: "CS", value: "MR" },
    ...(before === "" ? [] : [{ tag: "00091001", vr: "UN", value: before }]),
    { tag: "0020000e", vr: "UI", value: "1.2.3" },
    { tag: "00200032", vr: "DS", value: position.join("\\") },
    { tag: "00200037", vr: "DS", value: orientation.join("\\") },
    { tag: "00280002", vr: "US", value: 1 },
    { tag: "00280004", vr: "CS", value: "MONOCHROME2" },
    { tag: "00280010", vr: "US", value: 2 },
    { tag: "00280011", vr: "US", value: 3 },
    { tag: "00280030", vr: "DS", value: "1.5\\1.5" },
    { tag: "00280100", vr: "US", value: 16 },
    { tag: "00280101", vr: "US", value: 16 },
    { tag: "00280102", vr: "US", value: 15 },
    { tag: "00280103", vr: "US", value: 0 },
    { tag: "7fe00010", vr: "OW", value: pixels },
  ];
  return Buffer.concat(elements.map(elementOf));
}

/** Writes a series, one file for each position (LPS, mm), and returns its folder. */
export function writeSeries(
  folder: string,
  positions: readonly (readonly number[])[],
  orientation?: readonly number[],
) {
  mkdirSync(folder, { recursive: true });
  for (const [number, position] of positions.entries()) {
    const slice = sliceOf({ position, orientation, number });
    writeFileSync(join(folder, `${number}.dcm`), Buffer.concat([metaOf(EXPLICIT_LITTLE_ENDIAN), slice]));
  }
  return folder;
}
