// What a NIfTI header means: shape, type, scaling, and where the voxels lie.
// https://nifti.nimh.nih.gov/pub/dist/src/niftilib/nifti1.h
import { plain } from "@mandn/base";
import { determinant3, type Matrix3, nearestOrthogonal, spacingOf, toAffine } from "../geometry/affine.js";
import { affineDistance, formatMm } from "../geometry/grid.js";
import type { Affine, VolumeHeader } from "../volume.js";
import { malformed, unsupported } from "./faults.js";
import type { NiftiHeader } from "./nifti-header.js";
import { type StoredType, type StoredVoxels, typeOnceRead } from "./stored-types.js";

/** NIfTI's `datatype` codes that we read. */
export const DATATYPES: Readonly<Record<StoredType, number | null>> = {
  uint8: 2,
  int16: 4,
  int32: 8,
  float32: 16,
  float64: 64,
  int8: 256,
  uint16: 512,
  uint32: 768,
  int64: 1024,
  uint64: 1280,
  float16: null,
};

/** Codes of the standard that we refuse by name. */
const REFUSED_DATATYPES: Readonly<Record<number, string>> = {
  1: "1-bit",
  32: "complex64",
  128: "RGB",
  1536: "float128",
  1792: "complex128",
  2048: "complex256",
  2304: "RGBA",
};

/** Names and lengths in millimetres of `xyzt_units`' spatial codes. */
const UNITS: Readonly<Record<number, readonly [name: string, millimetres: number]>> = {
  1: ["metres", 1000],
  2: ["millimetres", 1],
  3: ["micrometres", 0.001],
};

/** The fields that place the voxels in space. */
const TRANSFORM_FIELDS = ["pixdim", "quatern", "qoffset", "srow"] as const;
type GridField = (typeof TRANSFORM_FIELDS)[number] | "dim" | "sform_code" | "qform_code" | "xyzt_units";

/** As much of a header as says where the voxels lie. */
export interface GridHeader {
  readonly version: NiftiHeader["version"];
  readonly numbers: Pick<NiftiHeader["numbers"], GridField>;
}

/** A header judged: what it says of the scan, and where and how its voxels lie. */
export interface InterpretedHeader {
  readonly header: VolumeHeader;
  readonly stored: StoredVoxels;
  /** Whether the voxels lie in an .img beside the header. */
  readonly paired: boolean;
  readonly voxelOffset: number;
}

/**
 * What a header means, by nibabel's rules: sform before qform before `pixdim`, no scaling when `scl_slope` is 0 or not
 * finite. Lengths are converted to millimetres by the header's unit; an unknown unit is taken for millimetres.
 *
 * @param notes oddities met on the way here, to which those of the header are added.
 * @throws ImagingError `"malformed"` for dimensions, offsets, transforms or intercepts that make no sense, `"unsupported"`
 * for complex, RGB, 1-bit and 128-bit voxels and for 6 or 7 dimensions.
 */
export function interpretHeader(path: string, raw: NiftiHeader, notes: string[]): InterpretedHeader {
  const shape = shapeOf(path, raw, notes);
  const stored: StoredVoxels = {
    type: storedType(path, raw, notes),
    littleEndian: raw.littleEndian,
    count: shape[0] * shape[1] * shape[2] * shape[3],
    scaling: scalingOf(path, raw),
  };
  if (!raw.littleEndian) notes.push("Big-endian.");
  const affine = affineInMillimetres(path, raw, shape, notes);
  const spacing = spacingOf(affine);
  if (!affine.every(Number.isFinite) || nearestOrthogonal(affine) === null) {
    throw malformed(
      path,
      "has a singular or non-finite affine",
      "Write its sform or qform again from the original scan.",
    );
  }
  const dtype = typeOnceRead(stored);
  const provenance = { path, format: "nifti", notes, fields: fieldsOf(raw) };
  const paired = raw.magic.startsWith("ni");
  return {
    header: { shape, affine, spacing, dtype, provenance },
    stored,
    paired,
    voxelOffset: voxelOffset(path, raw, paired, notes),
  };
}

/**
 * Where a header puts the voxels, in RAS millimetres.
 *
 * @param notes takes what was odd.
 * @throws ImagingError `"malformed"` when no transform that is given is sound.
 */
export function affineInMillimetres(
  path: string,
  raw: GridHeader,
  shape: VolumeHeader["shape"],
  notes: string[],
): Affine {
  return inMillimetres(raw, affineOf(path, raw, shape, notes), notes);
}

function shapeOf(path: string, { numbers }: NiftiHeader, notes: string[]): VolumeHeader["shape"] {
  const [rank, ...sizes] = numbers.dim;
  const remedy = "The header is damaged: write the file again from its source.";
  if (rank < 1 || rank > 7) throw malformed(path, `has ${rank} dimensions; NIfTI allows 1 to 7`, remedy);
  const [w, h, d, t, v, ...rest] = sizes.map((size, axis) => (axis < rank ? size : 1));
  if (![w, h, d, t, v, ...rest].every((size) => size >= 1 && Number.isSafeInteger(size))) {
    throw malformed(path, `has sizes ${sizes.slice(0, rank).join("×")}, which are not all at least 1`, remedy);
  }
  if (rest.some((size) => size > 1)) {
    throw unsupported(path, `has ${rank} dimensions of more than one voxel`, "Split it into volumes of at most 5.");
  }
  if (rank > 3 && t * v === 1) notes.push(`${rank}-D with one volume: read as 3-D.`);
  if (t > 1 && v > 1) notes.push(`${t} time points of ${v} components: read as ${t * v} channels.`);
  return [t * v, d, h, w];
}

function storedType(path: string, { numbers }: NiftiHeader, notes: string[]): StoredType {
  const [code] = numbers.datatype;
  const [bitpix] = numbers.bitpix;
  const found = Object.entries(DATATYPES).find(([, datatype]) => datatype === code);
  if (found === undefined) {
    const name = REFUSED_DATATYPES[code];
    if (name === undefined) throw malformed(path, `has the unknown data type ${code}`, "The header is damaged.");
    throw unsupported(path, `holds ${name} voxels`, "Convert it to a real number type with one value a voxel.");
  }
  const [type] = found;
  const bits = Number(type.replace(/\D/g, ""));
  if (bitpix !== bits) notes.push(`bitpix ${bitpix} does not fit ${type}: data type used.`);
  return type as StoredType;
}

function scalingOf(path: string, { numbers }: NiftiHeader): StoredVoxels["scaling"] {
  const [slope] = numbers.scl_slope;
  const [inter] = numbers.scl_inter;
  if (slope === 0 || !Number.isFinite(slope)) return null;
  if (!Number.isFinite(inter)) {
    throw malformed(path, `has scl_slope ${slope} but scl_inter ${inter}`, "Set scl_inter to a number, 0 for none.");
  }
  return slope === 1 && inter === 0 ? null : { slope, inter };
}

function voxelOffset(path: string, { version, numbers }: NiftiHeader, paired: boolean, notes: string[]): number {
  const [offset] = numbers.vox_offset;
  const least = paired ? 0 : version === 1 ? 352 : 544;
  if (!Number.isSafeInteger(offset) || offset < least) {
    throw malformed(
      path,
      `says that its voxels begin at byte ${offset}; at least ${least} is possible`,
      "Write it again.",
    );
  }
  if (!paired && offset > least) notes.push(`${offset - least} bytes of header extensions are not kept.`);
  return offset;
}

/** The greatest transform code that the standard gives a meaning (nifti1.h, nifti2.h). */
export const LAST_CODE = 5;

/**
 * The sform, or the qform where there is no sound sform or one of unknown meaning, as ITK and nibabel choose; neither: the
 * volume's middle at the origin, as nibabel has it.
 */
function affineOf(path: string, raw: GridHeader, shape: VolumeHeader["shape"], notes: string[]): Affine {
  const { numbers } = raw;
  const [sformCode] = numbers.sform_code;
  const [qformCode] = numbers.qform_code;
  const zooms = zoomsOf(raw, notes);
  const sform = sformCode > 0 ? soundSform(raw) : null;
  const qform = qformCode > 0 ? affineOfQuaternion(raw, zooms, notes) : null;
  const sound = typeof sform === "string" ? null : sform;
  const turned = typeof qform === "string" ? null : qform;
  const chosen = sound !== null && (sformCode <= LAST_CODE || turned === null) ? sound : turned;
  const used = chosen === null ? "neither" : chosen === sound ? "sform" : "qform";
  noteUnknownCode("sform", sformCode, used, notes);
  noteUnknownCode("qform", qformCode, used, notes);
  if (chosen === null) {
    refuseInvalid(path, sform, qform);
    notes.push("Neither sform nor qform: centred, with x to the left, by the spacing alone.");
    return baseAffine(raw, shape, zooms);
  }
  if (typeof sform === "string") notes.push(`The sform is invalid (${sform}): qform used.`);
  if (typeof qform === "string") notes.push(`The qform is invalid (${qform}): sform used.`);
  if (used === "sform" && turned !== null) noteDisagreement(raw, shape, chosen, turned, notes);
  if (used === "sform" && qform === null) noteSpacing(chosen, zooms, notes);
  return chosen;
}

function noteUnknownCode(form: "sform" | "qform", code: number, used: string, notes: string[]): void {
  if (code >= 0 && code <= LAST_CODE) return;
  const meaning = code < 0 ? "read as 0, no transform" : used === form ? "the transform is used" : `${used} used`;
  notes.push(`${form}_code is ${code}, which NIfTI does not know: ${meaning}.`);
}

/** @throws ImagingError `"malformed"` when a transform that is given is not sound. */
function refuseInvalid(path: string, sform: Affine | string | null, qform: Affine | string | null): void {
  const remedy = "Write it again from the original scan.";
  const without = typeof qform === "string" ? "sound qform" : "qform";
  if (typeof sform === "string") throw malformed(path, `has an invalid sform (${sform}) and no ${without}`, remedy);
  if (typeof qform === "string") throw malformed(path, `has an invalid qform (${qform}) and no sform`, remedy);
}

/** The sform's affine, or what is wrong with it. */
function soundSform({ numbers }: GridHeader): Affine | string {
  const sform = toAffine(numbers.srow);
  if (!sform.every(Number.isFinite)) return "it holds numbers that are not finite";
  return nearestOrthogonal(sform) === null ? "it is singular" : sform;
}

/** `pixdim[1…3]`, x first: the sign dropped, 1 for 0, as nibabel reads them. */
function zoomsOf({ numbers }: GridHeader, notes: string[]): number[] {
  const given = numbers.pixdim.slice(1, 4);
  if (given.some((zoom) => zoom <= 0)) {
    notes.push(`pixdim ${sizesText(given)} is not positive: read as ${sizesText(given.map(positive))}.`);
  }
  return given.map(positive);
}

function positive(zoom: number): number {
  return zoom === 0 ? 1 : Math.abs(zoom);
}

/** Nibabel's affine of a header without transforms: the volume's middle at the origin, x to the left. */
function baseAffine({ numbers }: GridHeader, [, d, h, w]: VolumeHeader["shape"], zooms: number[]): Affine {
  const [x, y, z] = zooms.map((zoom, axis) => (axis < numbers.dim[0] ? zoom : 1));
  return [-x, 0, 0, (x * (w - 1)) / 2, 0, y, 0, (-y * (h - 1)) / 2, 0, 0, z, (-z * (d - 1)) / 2, 0, 0, 0, 1];
}

/** The qform's affine, or what is wrong with it (nifti1.h, method 2). */
function affineOfQuaternion({ version, numbers }: GridHeader, zooms: number[], notes: string[]): Affine | string {
  const [b, c, d] = numbers.quatern;
  const [qfac] = numbers.pixdim;
  if (![b, c, d, ...zooms, ...numbers.qoffset].every(Number.isFinite)) return "it holds numbers that are not finite";
  const square = 1 - b * b - c * c - d * d;
  const rounding = 3 * (version === 1 ? 2 ** -23 : 2 ** -52);
  if (square < -rounding) return "its quaternion is longer than 1";
  if (qfac !== 1 && qfac !== -1 && qfac !== 0) notes.push(`qfac (pixdim[0]) is ${qfac}, not 1 or -1: read as 1.`);
  const turn = [Math.abs(square) < rounding ? 0 : Math.sqrt(square), b, c, d] as const;
  return quaternionAffine(turn, qfac === -1 ? -1 : 1, zooms, numbers.qoffset);
}

type Quaternion = readonly [a: number, b: number, c: number, d: number];

/** The affine of a rotation, the sense of its third axis, voxel sizes and the first voxel's place, all x first. */
function quaternionAffine(
  [a, b, c, d]: Quaternion,
  qfac: 1 | -1,
  zooms: readonly number[],
  offset: readonly number[],
): Affine {
  const [x, y, z] = [zooms[0], zooms[1], zooms[2] * qfac];
  const s = 2 / (a * a + b * b + c * c + d * d);
  return [
    (1 - s * (c * c + d * d)) * x,
    s * (b * c - a * d) * y,
    s * (b * d + a * c) * z,
    offset[0],
    s * (b * c + a * d) * x,
    (1 - s * (b * b + d * d)) * y,
    s * (c * d - a * b) * z,
    offset[1],
    s * (b * d - a * c) * x,
    s * (c * d + a * b) * y,
    (1 - s * (b * b + c * c)) * z,
    offset[2],
    0,
    0,
    0,
    1,
  ];
}

/** Half a percent of the smallest spacing: more than float32 rounding, less than anyone could mean. */
function noteDisagreement(
  raw: GridHeader,
  shape: VolumeHeader["shape"],
  sform: Affine,
  qform: Affine,
  notes: string[],
): void {
  const difference = affineDistance(shape, sform, qform);
  if (difference > Math.min(...spacingOf(qform)) / 200) {
    const [, scale] = UNITS[raw.numbers.xyzt_units[0] & 7] ?? ["", 1];
    notes.push(`sform and qform differ by up to ${formatMm(difference * scale)}: sform used.`);
  }
}

function noteSpacing(sform: Affine, zooms: number[], notes: string[]): void {
  const spacing = spacingOf(sform).toReversed();
  if (spacing.some((size, axis) => Math.abs(size - zooms[axis]) > size / 100)) {
    notes.push(`pixdim says voxels of ${sizesText(zooms)}, the sform ${sizesText(spacing)}: sform used.`);
  }
}

const sizesText = (sizes: readonly number[]) => sizes.map((size) => plain(size)).join("×");

function inMillimetres({ numbers }: GridHeader, affine: Affine, notes: string[]): Affine {
  const code = numbers.xyzt_units[0] & 7;
  if (code === 0) return affine;
  const unit = UNITS[code];
  if (unit === undefined) {
    notes.push(`The unit of length has the unknown code ${code}: taken for millimetres.`);
    return affine;
  }
  const [name, millimetres] = unit;
  if (millimetres === 1) return affine;
  notes.push(`The header gives lengths in ${name}: converted to millimetres.`);
  return toAffine(affine.slice(0, 12).map((value) => value * millimetres));
}

/** The header's fields that are not voxels, grid or layout, by their own names; numbers that are not finite left out. */
function fieldsOf({ version, numbers, texts }: NiftiHeader): Record<string, string | number> {
  const fields: Record<string, string | number> = { nifti: version };
  const kept = [
    "datatype",
    "xyzt_units",
    "qform_code",
    "sform_code",
    "scl_slope",
    "scl_inter",
    "cal_min",
    "cal_max",
    "intent_code",
    "dim_info",
    "slice_code",
    "slice_duration",
    "toffset",
  ] as const;
  for (const name of kept) {
    if (Number.isFinite(numbers[name][0])) fields[name] = numbers[name][0];
  }
  for (const name of TRANSFORM_FIELDS) fields[name] = numbers[name].map(asText).join(" ");
  const timeStep = numbers.pixdim[4];
  if (numbers.dim[0] > 3 && Number.isFinite(timeStep)) fields["pixdim[4]"] = timeStep;
  for (const name of ["descrip", "aux_file", "intent_name"] as const) {
    if (texts[name] !== "") fields[name] = texts[name];
  }
  return fields;
}

/** A number from which `Number` makes exactly the same one. */
function asText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/**
 * The part of a header that places voxels, from what {@link interpretHeader} kept of it in `provenance.fields`; null where
 * that is not there.
 */
export function gridHeaderOf({ provenance: { fields } }: VolumeHeader, dim: readonly number[]): GridHeader | null {
  if (TRANSFORM_FIELDS.some((name) => fields[name] === undefined)) return null;
  const numbers = (name: string) =>
    String(fields[name] ?? 0)
      .split(" ")
      .map(Number);
  return {
    version: fields.nifti === 2 ? 2 : 1,
    numbers: {
      dim,
      pixdim: numbers("pixdim"),
      quatern: numbers("quatern"),
      qoffset: numbers("qoffset"),
      srow: numbers("srow"),
      sform_code: numbers("sform_code"),
      qform_code: numbers("qform_code"),
      xyzt_units: numbers("xyzt_units"),
    },
  };
}

/** An affine as a qform; the nearest one when its axes are not at right angles. */
interface QuaternionForm {
  readonly quatern: readonly [b: number, c: number, d: number];
  readonly qfac: 1 | -1;
  /** What a reader gets from it. */
  readonly affine: Affine;
}

/** The qform of an affine, at the precision of the header's version. */
export function quaternionFormOf(affine: Affine, version: NiftiHeader["version"]): QuaternionForm | null {
  const nearest = nearestOrthogonal(affine);
  if (nearest === null) return null;
  const qfac = determinant3(nearest) < 0 ? -1 : 1;
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = nearest;
  const exact = quaternionOf([m0, m1, m2 * qfac, m3, m4, m5 * qfac, m6, m7, m8 * qfac]);
  const [b, c, d] = version === 1 ? exact.map(Math.fround) : exact;
  const turn = [Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d)), b, c, d] as const;
  const zooms = spacingOf(affine).toReversed();
  return { quatern: [b, c, d], qfac, affine: quaternionAffine(turn, qfac, zooms, [affine[3], affine[7], affine[11]]) };
}

/** (b, c, d) of the unit quaternion with a ≥ 0 of a rotation (Shepperd 1978: the largest component is found first). */
function quaternionOf([m0, m1, m2, m3, m4, m5, m6, m7, m8]: Matrix3): [number, number, number] {
  const squares = [1 + m0 + m4 + m8, 1 + m0 - m4 - m8, 1 - m0 + m4 - m8, 1 - m0 - m4 + m8];
  const largest = squares.indexOf(Math.max(...squares));
  const root = Math.sqrt(squares[largest]);
  const products = [
    [root * root, m7 - m5, m2 - m6, m3 - m1],
    [m7 - m5, root * root, m3 + m1, m2 + m6],
    [m2 - m6, m3 + m1, root * root, m7 + m5],
    [m3 - m1, m2 + m6, m7 + m5, root * root],
  ][largest];
  const [a, b, c, d] = products.map((product) => product / (2 * root));
  return a < 0 ? [-b, -c, -d] : [b, c, d];
}
