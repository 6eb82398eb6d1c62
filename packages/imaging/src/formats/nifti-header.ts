// The header of NIfTI-1 and -2 as a structure of named numbers, read and written: where each field lies and what type
// it has. What the numbers mean for the grid is in nifti-grid.ts. https://nifti.nimh.nih.gov

import { HOST_IS_LITTLE_ENDIAN } from "./stored-voxels.js";

/** Bytes of the header structure of NIfTI-1 and NIfTI-2. */
export const HEADER_BYTES = { 1: 348, 2: 540 } as const;
export type NiftiVersion = keyof typeof HEADER_BYTES;

type Kind = "u8" | "i16" | "i32" | "i64" | "f32" | "f64";
type Place = readonly [kind: Kind, offset: number];

/** Each numeric field: how many numbers, and its type and offset in NIfTI-1 and NIfTI-2 (nifti1.h, nifti2.h). */
const NUMBERS = {
  dim_info: [1, ["u8", 39], ["u8", 524]],
  dim: [8, ["i16", 40], ["i64", 16]],
  intent_code: [1, ["i16", 68], ["i32", 504]],
  datatype: [1, ["i16", 70], ["i16", 12]],
  bitpix: [1, ["i16", 72], ["i16", 14]],
  pixdim: [8, ["f32", 76], ["f64", 104]],
  vox_offset: [1, ["f32", 108], ["i64", 168]],
  scl_slope: [1, ["f32", 112], ["f64", 176]],
  scl_inter: [1, ["f32", 116], ["f64", 184]],
  slice_code: [1, ["u8", 122], ["i32", 496]],
  xyzt_units: [1, ["u8", 123], ["i32", 500]],
  cal_max: [1, ["f32", 124], ["f64", 192]],
  cal_min: [1, ["f32", 128], ["f64", 200]],
  slice_duration: [1, ["f32", 132], ["f64", 208]],
  toffset: [1, ["f32", 136], ["f64", 216]],
  qform_code: [1, ["i16", 252], ["i32", 344]],
  sform_code: [1, ["i16", 254], ["i32", 348]],
  quatern: [3, ["f32", 256], ["f64", 352]],
  qoffset: [3, ["f32", 268], ["f64", 376]],
  srow: [12, ["f32", 280], ["f64", 400]],
} as const satisfies Record<string, readonly [count: number, one: Place, two: Place]>;

/** Each text field: how many bytes, and its offset in NIfTI-1 and NIfTI-2. */
const TEXTS = {
  descrip: [80, 148, 240],
  aux_file: [24, 228, 320],
  intent_name: [16, 328, 508],
} as const;

export type NumberField = keyof typeof NUMBERS;
type TextField = keyof typeof TEXTS;

/** A header as the file says it, unjudged, under the format's own field names. */
export interface NiftiHeader {
  readonly version: NiftiVersion;
  readonly littleEndian: boolean;
  /** `"n+1"`, `"ni1"`, `"n+2"`, `"ni2"`: with `+` the voxels follow in the same file, else they lie in an .img. */
  readonly magic: string;
  readonly numbers: Readonly<Record<NumberField, readonly number[]>>;
  readonly texts: Readonly<Record<TextField, string>>;
}

/** The version and byte order that a file's first bytes announce, or null when they are no NIfTI or ANALYZE header. */
export function recogniseHeader(bytes: Uint8Array): Pick<NiftiHeader, "version" | "littleEndian"> | null {
  if (bytes.length < 4) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const littleEndian of [true, false]) {
    const size = view.getInt32(0, littleEndian);
    if (size === HEADER_BYTES[1]) return { version: 1, littleEndian };
    if (size === HEADER_BYTES[2]) return { version: 2, littleEndian };
  }
  return null;
}

/** All fields of a header; `bytes` holds at least `HEADER_BYTES[version]`. */
export function decodeHeader(bytes: Uint8Array, version: NiftiVersion, littleEndian: boolean): NiftiHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const numbers = (field: NumberField): number[] => {
    const [kind, offset] = NUMBERS[field][version];
    return Array.from({ length: NUMBERS[field][0] }, (_, i) =>
      getNumber(view, kind, offset + i * SIZES[kind], littleEndian),
    );
  };
  const text = (field: TextField): string => {
    const [length] = TEXTS[field];
    return textOf(bytes, TEXTS[field][version], length);
  };
  return {
    version,
    littleEndian,
    magic: textOf(bytes, version === 1 ? 344 : 4, 4),
    numbers: mapFields(NUMBERS, numbers),
    texts: mapFields(TEXTS, text),
  };
}

/** The header structure of a single file, in the byte order of this machine; fields left out are zero. */
export function encodeHeader(
  version: NiftiVersion,
  numbers: Partial<Record<NumberField, readonly number[]>>,
  texts: Partial<Record<TextField, string>>,
): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES[version]);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, HEADER_BYTES[version], HOST_IS_LITTLE_ENDIAN);
  if (version === 1) {
    bytes.set(Buffer.from("n+1\0", "latin1"), 344);
    bytes[38] = 0x72; // "regular", which ANALYZE's readers look for
  } else {
    bytes.set(Buffer.from("n+2\0\r\n\x1a\n", "latin1"), 4);
  }
  for (const field of fieldsOf(numbers)) {
    const [kind, offset] = NUMBERS[field][version];
    numbers[field]?.forEach((value, i) => {
      setNumber(view, kind, offset + i * SIZES[kind], value, HOST_IS_LITTLE_ENDIAN);
    });
  }
  for (const field of fieldsOf(texts)) {
    const [length] = TEXTS[field];
    const encoded = Buffer.from(texts[field] ?? "", "utf8").subarray(0, length - 1);
    bytes.set(encoded, TEXTS[field][version]);
  }
  return bytes;
}

const SIZES: Readonly<Record<Kind, number>> = { u8: 1, i16: 2, i32: 4, i64: 8, f32: 4, f64: 8 };

function getNumber(view: DataView, kind: Kind, offset: number, littleEndian: boolean): number {
  switch (kind) {
    case "u8":
      return view.getUint8(offset);
    case "i16":
      return view.getInt16(offset, littleEndian);
    case "i32":
      return view.getInt32(offset, littleEndian);
    case "i64":
      return Number(view.getBigInt64(offset, littleEndian));
    case "f32":
      return view.getFloat32(offset, littleEndian);
    case "f64":
      return view.getFloat64(offset, littleEndian);
  }
}

function setNumber(view: DataView, kind: Kind, offset: number, value: number, littleEndian: boolean): void {
  switch (kind) {
    case "u8":
      view.setUint8(offset, value);
      break;
    case "i16":
      view.setInt16(offset, value, littleEndian);
      break;
    case "i32":
      view.setInt32(offset, value, littleEndian);
      break;
    case "i64":
      view.setBigInt64(offset, BigInt(value), littleEndian);
      break;
    case "f32":
      view.setFloat32(offset, value, littleEndian);
      break;
    case "f64":
      view.setFloat64(offset, value, littleEndian);
      break;
  }
}

function textOf(bytes: Uint8Array, offset: number, length: number): string {
  const field = Buffer.from(bytes.buffer, bytes.byteOffset + offset, length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end < 0 ? length : end);
}

function fieldsOf<K extends string>(record: Partial<Record<K, unknown>>): K[] {
  return Object.keys(record) as K[];
}

function mapFields<K extends string, V>(fields: Record<K, unknown>, value: (field: K) => V): Record<K, V> {
  return Object.fromEntries(fieldsOf(fields).map((field) => [field, value(field)])) as Record<K, V>;
}
