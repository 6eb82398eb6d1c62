// Writes DICOM files: elements to bytes, in explicit little endian and UTF-8. DICOM PS3.5 7 and PS3.10 7:
// https://dicom.nema.org/medical/dicom/current/output/chtml/part05/chapter_7.html
import { createHash } from "node:crypto";
import { EXPLICIT_LITTLE } from "./dicom-header.js";

/** The value representations that are written. */
type Vr =
  | "AE"
  | "AS"
  | "AT"
  | "CS"
  | "DA"
  | "DS"
  | "IS"
  | "LO"
  | "OB"
  | "PN"
  | "SH"
  | "SQ"
  | "ST"
  | "TM"
  | "UI"
  | "UL"
  | "US";

/** A value: texts, numbers, bytes, or the items of a sequence. */
type Value = readonly string[] | readonly number[] | Uint8Array | readonly DicomItem[];

export interface DicomElement {
  /** Group and element, as `0x00100010`. */
  readonly tag: number;
  readonly vr: Vr;
  readonly value: Value;
}

/** The elements of a data set, or of an item of a sequence, in any order. */
export type DicomItem = readonly DicomElement[];

/** An element of texts or numbers; without any it is there and empty. */
export function element(
  tag: number,
  vr: Exclude<Vr, "SQ" | "OB">,
  ...value: readonly string[] | readonly number[]
): DicomElement {
  return { tag, vr, value };
}

/** A sequence of items. */
export function sequence(tag: number, ...value: readonly DicomItem[]): DicomElement {
  return { tag, vr: "SQ", value };
}

/** Representations whose length takes 32 bits (PS3.5 7.1.2). */
const LONG: ReadonlySet<Vr> = new Set(["OB", "SQ"]);

/**
 * A whole DICOM file.
 *
 * @param data with SOP Class UID (0008,0016) and SOP Instance UID (0008,0018)
 * @param implementation what wrote it: at most 16 characters
 */
export function dicomFile(data: DicomItem, implementation: string): Buffer {
  const uid = (tag: number) => String(data.find((one) => one.tag === tag)?.value[0]);
  const meta = encode([
    { tag: 0x00020001, vr: "OB", value: new Uint8Array([0, 1]) },
    element(0x00020002, "UI", uid(0x00080016)),
    element(0x00020003, "UI", uid(0x00080018)),
    element(0x00020010, "UI", EXPLICIT_LITTLE),
    element(0x00020012, "UI", uidOf("implementation")),
    element(0x00020013, "SH", implementation),
  ]);
  const length = encode([element(0x00020000, "UL", meta.length)]);
  return Buffer.concat([Buffer.alloc(128), Buffer.from("DICM"), length, meta, encode(data)]);
}

/** A UID for what is told by a text: the same for the same text, and no other's (PS3.5 B.2, from a UUID of version 8). */
export function uidOf(text: string): string {
  const bytes = createHash("sha256").update(`mandn ${text}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return `2.25.${BigInt(`0x${bytes.toString("hex")}`)}`;
}

/** The elements in the order of their tags. */
function encode(item: DicomItem): Buffer {
  const parts = [...item].sort((a, b) => a.tag - b.tag).map(encodeElement);
  return Buffer.concat(parts);
}

function encodeElement({ tag, vr, value }: DicomElement): Buffer {
  const bytes = encodeValue(vr, value);
  const isLong = LONG.has(vr);
  if (!isLong && bytes.length > 0xfffe) throw new Error(`the element ${tag.toString(16)} is too long`);
  const head = Buffer.alloc(isLong ? 12 : 8);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.write(vr, 4, "latin1");
  if (isLong) head.writeUInt32LE(bytes.length, 8);
  else head.writeUInt16LE(bytes.length, 6);
  return Buffer.concat([head, bytes]);
}

function encodeValue(vr: Vr, value: Value): Buffer {
  if (value instanceof Uint8Array) return even(Buffer.from(value.buffer, value.byteOffset, value.byteLength), 0);
  switch (vr) {
    case "SQ":
      return Buffer.concat((value as readonly DicomItem[]).map(encodeItem));
    case "US":
    case "UL":
    case "AT":
      return encodeNumbers(vr, value as readonly number[]);
    default:
      return even(Buffer.from((value as readonly (string | number)[]).join("\\")), vr === "UI" ? 0 : 0x20);
  }
}

function encodeItem(item: DicomItem): Buffer {
  const bytes = encode(item);
  const head = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0]);
  head.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([head, bytes]);
}

function encodeNumbers(vr: "US" | "UL" | "AT", numbers: readonly number[]): Buffer {
  const size = vr === "US" ? 2 : 4;
  const bytes = Buffer.alloc(size * numbers.length);
  for (const [i, number] of numbers.entries()) {
    if (vr === "US") bytes.writeUInt16LE(number, 2 * i);
    else if (vr === "UL") bytes.writeUInt32LE(number, 4 * i);
    else {
      bytes.writeUInt16LE(number >>> 16, 4 * i);
      bytes.writeUInt16LE(number & 0xffff, 4 * i + 2);
    }
  }
  return bytes;
}

/** A value has an even number of bytes. */
function even(bytes: Buffer, filler: number): Buffer {
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from([filler])]);
}

/** A number as a decimal string, which holds 16 characters. */
export function decimal(value: number): string {
  for (let digits = 15; digits > 0; digits--) {
    const text = String(Number(value.toPrecision(digits)));
    if (text.length <= 16) return text;
  }
  return "0";
}
