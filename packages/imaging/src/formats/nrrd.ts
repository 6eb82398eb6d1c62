// NRRD, the format of teem and 3D Slicer: https://teem.sourceforge.net/nrrd/format.html
// Header lines and voxels are read by raw-image.ts; this file knows the fields and what they say of the grid.

import { basename, dirname, resolve } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { writeAtomically } from "../file-access.js";
import { determinant, spacingOf } from "../geometry/affine.js";
import type { Affine, Volume, VolumeHeader, VoxelType } from "../volume.js";
import { compactMask } from "../voxels.js";
import type { Format, ReadOptions, WriteOptions } from "./format.js";
import { affineFromLps, cross, length, lpsFromAffine, scale, type Vector } from "./lps.js";
import {
  checkParts,
  type DataPart,
  damaged,
  notRead,
  parseNumbers,
  parseSizes,
  type RawImage,
  rawSlices,
  readRawImage,
  readTextHeader,
} from "./raw-image.js";
import { mergeLayers, namesOf, typeOfSegments, type ValuedSegment, valuedSegments } from "./segments.js";
import { holdsSegments, segmentLines, segmentsOf } from "./slicer-segments.js";
import { noteBeyond, type StoredType, typeOnceRead } from "./stored-voxels.js";
import { millimetresOf } from "./units.js";

const TYPES: Readonly<Record<Exclude<StoredType, "float16">, readonly string[]>> = {
  int8: ["signed char", "int8", "int8_t"],
  uint8: ["uchar", "unsigned char", "uint8", "uint8_t"],
  int16: ["short", "short int", "signed short", "signed short int", "int16", "int16_t"],
  uint16: ["ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t"],
  int32: ["int", "signed int", "int32", "int32_t"],
  uint32: ["uint", "unsigned int", "uint32", "uint32_t"],
  int64: ["longlong", "long long", "long long int", "signed long long", "signed long long int", "int64", "int64_t"],
  uint64: ["ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t"],
  float32: ["float"],
  float64: ["double"],
};

/** Signs that take each named space to LPS; as ITK, the others are taken for LPS as they are. */
const SPACES: ReadonlyMap<string, Vector> = new Map([
  ["left-posterior-superior", [1, 1, 1]],
  ["lps", [1, 1, 1]],
  ["right-anterior-superior", [-1, -1, 1]],
  ["ras", [-1, -1, 1]],
  ["left-anterior-superior", [1, -1, 1]],
  ["las", [1, -1, 1]],
]);
const UNNAMED_SPACES: readonly string[] = ["scanner-xyz", "3d-right-handed", "3d-left-handed"];
/** Kinds of an axis that goes through space or time; along others lie the components of one voxel. */
const DOMAIN_KINDS: readonly string[] = ["domain", "space", "time", "???", "none", ""];
/** Kinds of component axes whose values are plain channels. */
const CHANNEL_KINDS =
  /^(list|vector|covariant-vector|normal|point|[234]-vector|[34]-gradient|3-normal|4-color|((rgb|hsv|xyz|rgba)-color))$/;

interface NrrdFields {
  readonly path: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly keyValues: ReadonlyMap<string, string>;
  /** Offset of the data in the same file. */
  readonly end: number | undefined;
  /** Lines after `data file: LIST`. */
  readonly list: readonly string[];
}

async function readFields(path: string): Promise<NrrdFields> {
  const { lines, end } = await readTextHeader(path, (line) => line === "");
  if (!/^NRRD000\d/.test(lines[0] ?? "")) throw damaged(path, "it does not begin as NRRD");
  const fields = new Map<string, string>();
  const keyValues = new Map<string, string>();
  for (const [i, line] of lines.slice(1).entries()) {
    if (line.startsWith("#") || line === "") continue;
    const keyValue = /^(.*?):=(.*)$/.exec(line);
    const field = /^([^:]+): (.*)$/.exec(line);
    if (keyValue?.[1] !== undefined && keyValue[2] !== undefined) {
      keyValues.set(keyValue[1], keyValue[2].replaceAll("\\n", "\n").replaceAll("\\\\", "\\"));
    } else if (field?.[1] !== undefined && field[2] !== undefined) {
      const name = field[1].toLowerCase().replace("datafile", "data file");
      fields.set(name, field[2].trim());
      if (name === "data file" && /^list\b/i.test(field[2].trim())) {
        const list = lines.slice(i + 2).filter((name) => name !== "");
        return { path, fields, keyValues, end, list };
      }
    } else {
      throw damaged(path, `line ${i + 2} of its header is "${line.slice(0, 80)}"`);
    }
  }
  return { path, fields, keyValues, end, list: [] };
}

function demand({ path, fields }: NrrdFields, name: string): string {
  const value = fields.get(name);
  if (value === undefined) throw damaged(path, `its header has no field "${name}"`);
  return value;
}

/** The header's facts, how the voxels lie on disk, and the segments that their layers hold. */
interface Inspected {
  readonly header: VolumeHeader;
  readonly image: RawImage;
  /** Of a mask of 3D Slicer whose segments are not the values of one layer already. */
  readonly segments?: readonly ValuedSegment[];
}

async function inspect(path: string, options: ReadOptions = {}): Promise<Inspected> {
  const nrrd = await readFields(path);
  const notes: string[] = [];
  const dimension = parseNumbers(path, "dimension", demand(nrrd, "dimension"), 1)[0] ?? 0;
  if (!Number.isInteger(dimension) || dimension < 1 || dimension > 16)
    throw damaged(path, `its dimension is ${dimension}`);
  const sizes = parseSizes(path, "sizes", demand(nrrd, "sizes"), dimension);
  const { axes, channelAxis } = findAxes(nrrd, dimension);
  const [x, y, z] = axes;
  const shape = [
    channelAxis === undefined ? 1 : (sizes[channelAxis] ?? 1),
    z === undefined ? 1 : (sizes[z] ?? 1),
    y === undefined ? 1 : (sizes[y] ?? 1),
    x === undefined ? 1 : (sizes[x] ?? 1),
  ] as const;
  const affine = findAffine(nrrd, axes, dimension, notes);
  const type = findType(nrrd);
  if (type.endsWith("64") && type !== "float64")
    notes.push(`${type} voxels are read as ${typeOnceRead({ type, scaling: null })}`);
  if (channelAxis === 3 && axes.length === 3 && DOMAIN_KINDS.includes(kindOf(nrrd, 3))) {
    notes.push("the fourth axis is read as channels");
  }
  const image: RawImage = {
    path,
    shape,
    type,
    littleEndian: isLittleEndian(nrrd, type),
    interleaved: channelAxis === 0,
    encoding: findEncoding(nrrd),
    parts: findParts(nrrd, shape),
  };
  const provenance = { path, format: "nrrd", notes, fields: Object.fromEntries([...nrrd.fields, ...nrrd.keyValues]) };
  const dtype = typeOnceRead({ type, scaling: null });
  const header = { shape, affine, spacing: spacingOf(affine), dtype, provenance };
  if (!holdsSegments(nrrd.keyValues)) return { header, image };
  const segments = valuedSegments(path, segmentsOf(path, nrrd.keyValues), options.segments, notes);
  const named: VolumeHeader = { ...header, labelNames: namesOf(segments), isBox: true };
  if (shape[0] === 1 && segments.every(({ stored, value }) => stored === value)) return { header: named, image };
  const [, d, h, w] = shape;
  return { header: { ...named, shape: [1, d, h, w], dtype: typeOfSegments(segments) }, image, segments };
}

function findType(nrrd: NrrdFields): StoredType {
  const name = demand(nrrd, "type").toLowerCase().replace(/\s+/g, " ");
  for (const [type, names] of Object.entries(TYPES)) {
    if (names.includes(name)) return type as StoredType;
  }
  throw notRead(nrrd.path, `its voxels are of type "${name}"`, "Convert them to integers or floats.");
}

function kindOf({ path, fields }: NrrdFields, axis: number): string {
  const kinds = fields.get("kinds")?.toLowerCase().split(/\s+/);
  if (kinds === undefined) return "";
  const kind = kinds[axis];
  if (kind === undefined) throw damaged(path, `its field "kinds" names ${kinds.length} axes`);
  return kind;
}

/** Which axes are x, y, z, and which holds the channels: the first or the last one. */
function findAxes(nrrd: NrrdFields, dimension: number): { axes: number[]; channelAxis: number | undefined } {
  const all = Array.from({ length: dimension }, (_, axis) => axis);
  const directions = nrrd.fields.get("space directions");
  const vectors = directions === undefined ? undefined : parseVectors(nrrd.path, directions, dimension);
  const isDomain = (axis: number): boolean =>
    vectors === undefined ? DOMAIN_KINDS.includes(kindOf(nrrd, axis)) : vectors[axis] !== undefined;
  let axes = all.filter(isDomain);
  const others = all.filter((axis) => !isDomain(axis));
  if (axes.length === 4 && others.length === 0) {
    others.push(3);
    axes = axes.slice(0, 3);
  }
  const channelAxis = others[0];
  const kind = channelAxis === undefined ? "" : kindOf(nrrd, channelAxis);
  const plain = CHANNEL_KINDS.test(kind) || DOMAIN_KINDS.includes(kind);
  const outermost = channelAxis === undefined || channelAxis === 0 || channelAxis === dimension - 1;
  if (axes.length < 1 || axes.length > 3 || others.length > 1 || !outermost || !plain) {
    const what = `its ${dimension} axes (kinds ${nrrd.fields.get("kinds") ?? "not given"}) are not those of a scan`;
    throw notRead(nrrd.path, what, "Export it with three axes of space, and one of channels at most.");
  }
  return { axes, channelAxis };
}

/** `(1,0,0) none (0,1,0)` */
function parseVectors(path: string, text: string, count: number): (readonly number[] | undefined)[] {
  const words = text.match(/none|\([^()]*\)/gi) ?? [];
  if (words.length !== count) {
    throw damaged(path, `"${text.slice(0, 80)}" does not give ${count} directions`);
  }
  return words.map((word) => {
    if (word.toLowerCase() === "none") return undefined;
    const vector = word.slice(1, -1).split(",").map(Number);
    if (vector.some((value) => !Number.isFinite(value))) throw damaged(path, `"${word}" is no direction`);
    return vector;
  });
}

function findAffine(nrrd: NrrdFields, axes: readonly number[], dimension: number, notes: string[]): Affine {
  const { path, fields } = nrrd;
  const lengths = millimetresOf(unitsOf(nrrd.fields, axes), notes);
  const signs = findSpace(nrrd, notes).map((sign, axis) => sign * lengths[axis]);
  const toLps = (vector: readonly number[]): Vector => {
    const [x = 0, y = 0, z = 0] = vector;
    if (vector.length > 3) throw notRead(path, `its space has ${vector.length} dimensions`, "Export it in three.");
    return [x * signs[0], y * signs[1], z * signs[2]];
  };
  const directions = fields.get("space directions");
  const steps = directions === undefined ? stepsBySpacing(nrrd, axes, dimension, notes) : undefined;
  const vectors = directions === undefined ? [] : parseVectors(path, directions, dimension);
  const [x = [1, 0, 0], y, z] = steps ?? axes.map((axis) => vectors[axis] ?? []);
  const stepX = toLps(x);
  const stepY = y === undefined ? anyNormal(stepX) : toLps(y);
  const stepZ = z === undefined ? unit(cross(stepX, stepY)) : toLps(z);
  if (z === undefined) notes.push("one slice without a thickness: 1 mm taken");
  const origin = fields.get("space origin");
  const start = origin === undefined ? [0, 0, 0] : (parseVectors(path, origin, 1)[0] ?? [0, 0, 0]);
  if (origin === undefined) notes.push("no origin given: (0, 0, 0) taken");
  const affine = affineFromLps(stepX, stepY, stepZ, toLps(start));
  if (!(Math.abs(determinant(affine)) > 0)) throw damaged(path, "its space directions do not span space");
  return affine;
}

function unit(vector: Vector): Vector {
  return scale(vector, 1 / length(vector));
}

function anyNormal(vector: Vector): Vector {
  return unit(cross(vector, Math.abs(vector[0]) < Math.abs(vector[1]) ? [-1, 0, 0] : [0, -1, 0]));
}

/** The unit along each of the three axes of space: by `space units`, or where only spacings are given by `units`. */
function unitsOf(fields: ReadonlyMap<string, string>, axes: readonly number[]): string[] {
  const words = (name: string) => [...(fields.get(name) ?? "").matchAll(/"([^"]*)"/g)].map(([, word]) => word);
  const ofSpace = words("space units");
  const ofAxes = fields.has("space directions") ? [] : words("units");
  return [0, 1, 2].map((axis) => (fields.has("space units") ? ofSpace[axis] : ofAxes[axes[axis]]) ?? "");
}

function findSpace({ path, fields }: NrrdFields, notes: string[]): Vector {
  const name = fields.get("space")?.toLowerCase();
  if (name === undefined || UNNAMED_SPACES.includes(name)) {
    notes.push(`the space is ${name ?? "not named"}: taken as left-posterior-superior, as ITK does`);
    return [1, 1, 1];
  }
  const signs = SPACES.get(name);
  if (signs === undefined) throw notRead(path, `its space is "${name}"`, "Export it in left-posterior-superior.");
  return signs;
}

function stepsBySpacing(nrrd: NrrdFields, axes: readonly number[], dimension: number, notes: string[]): number[][] {
  const text = nrrd.fields.get("spacings");
  if (text === undefined) notes.push("no spacing given: 1 mm taken");
  else notes.push("no directions given: axes taken along x, y, z");
  const spacings = text?.trim().split(/\s+/).map(Number) ?? [];
  if (text !== undefined && spacings.length !== dimension) throw damaged(nrrd.path, `its spacings are "${text}"`);
  return axes.map((axis, i) => {
    const spacing = text === undefined ? 1 : (spacings[axis] ?? Number.NaN);
    if (!(spacing > 0 && spacing < Number.POSITIVE_INFINITY)) throw damaged(nrrd.path, `its spacings are "${text}"`);
    return [0, 1, 2].map((k) => (k === i ? spacing : 0));
  });
}

function isLittleEndian(nrrd: NrrdFields, type: StoredType): boolean {
  const endian = nrrd.fields.get("endian")?.toLowerCase();
  if (endian === "big" || endian === "little") return endian === "little";
  if (endian !== undefined || (type !== "uint8" && type !== "int8" && findEncoding(nrrd) !== "text")) {
    throw damaged(nrrd.path, `its byte order is ${endian === undefined ? "not given" : `"${endian}"`}`);
  }
  return true;
}

function findEncoding(nrrd: NrrdFields): RawImage["encoding"] {
  const encoding = demand(nrrd, "encoding").toLowerCase();
  if (encoding === "raw") return "stored";
  if (encoding === "gzip" || encoding === "gz") return "unzip";
  if (["txt", "text", "ascii", "hex"].includes(encoding)) return "text";
  throw notRead(nrrd.path, `its encoding is "${encoding}"`, 'Write it with the encoding "gzip" or "raw".');
}

function findParts(nrrd: NrrdFields, shape: readonly number[]): DataPart[] {
  const { path, fields, end, list } = nrrd;
  const skip = parseNumbers(path, "byte skip", fields.get("byte skip") ?? fields.get("byteskip") ?? "0", 1)[0] ?? 0;
  const lines = fields.get("line skip") ?? fields.get("lineskip") ?? "0";
  const encoding = findEncoding(nrrd);
  if (lines !== "0" || !Number.isInteger(skip) || skip < -1 || (skip !== 0 && encoding !== "stored")) {
    throw notRead(
      path,
      `it skips ${lines} lines and ${skip} bytes of its data`,
      "Write it without line and byte skip.",
    );
  }
  const dataFile = fields.get("data file");
  if (dataFile === undefined) {
    if (end === undefined) throw damaged(path, "it ends within its header");
    return [{ path, offset: skip === -1 ? -1 : end + skip }];
  }
  const names = /^list\b/i.test(dataFile) ? list : (numberedNames(path, dataFile) ?? [dataFile]);
  if (names.length === 0 || names.length > Math.max(...shape, 1)) {
    throw damaged(path, `it names ${names.length} data files for ${shape.join(" × ")} voxels`);
  }
  if (names.length > 1 && encoding === "text") {
    throw notRead(path, "its text lies in several files", 'Write it with the encoding "gzip" or "raw".');
  }
  return names.map((name) => ({ path: resolve(dirname(path), name), offset: skip }));
}

/** File names have at most this many digits. */
const MOST_DIGITS = 20;

/**
 * The names that `slice%03d.raw 1 20 1` stands for: first, last and step, in NRRD also the axis that they go along.
 * Undefined when the text is no such pattern.
 *
 * @throws ImagingError `"malformed"` when it counts no file, more than 100,000, or has more digits than a name can need.
 */
export function numberedNames(path: string, dataFile: string): string[] | undefined {
  const [, name, first, last, step] = /^(\S+) (-?\d+) (-?\d+) (-?[1-9]\d*)(?: \d+)?$/.exec(dataFile) ?? [];
  if (name === undefined || !name.includes("%")) return undefined;
  const [from, to, by] = [Number(first), Number(last), Number(step)];
  const count = Math.floor((to - from) / by) + 1;
  const [, zero = "", width = ""] = /%(0?)(\d*)[di]/.exec(name) ?? [];
  if (!(count >= 1 && count <= 100_000) || Number(width) > MOST_DIGITS) {
    throw damaged(path, `it numbers its data files as "${dataFile.slice(0, 80)}"`);
  }
  const numbered = (number: number) => String(number).padStart(Number(width), zero === "0" ? "0" : " ");
  return Array.from({ length: count }, (_, i) => name.replace(/%0?\d*[di]/, () => numbered(from + i * by)));
}

async function writeNrrd(path: string, volume: Volume, options: WriteOptions = {}): Promise<void> {
  const { labels, compressionLevel = 3 } = options;
  const stored = labels === undefined ? volume : compactMask(volume);
  const { voxels } = stored;
  const bytes = Buffer.from(voxels.buffer, voxels.byteOffset, voxels.byteLength);
  const data = compressionLevel === 0 ? bytes : await promisify(gzip)(bytes, { level: compressionLevel });
  const detached = path.toLowerCase().endsWith(".nhdr");
  const dataPath = path.replace(/\.nhdr$/i, compressionLevel === 0 ? ".raw" : ".raw.gz");
  const header = headerText(stored, options, detached ? basename(dataPath) : undefined);
  if (detached) await writeAtomically(dataPath, (file) => file.writeFile(data));
  await writeAtomically(path, async (file) => {
    await file.writeFile(header);
    if (!detached) await file.writeFile(data);
  });
}

const WRITTEN_TYPES: Readonly<Record<VoxelType, string>> = {
  int8: "int8",
  uint8: "uint8",
  int16: "int16",
  uint16: "uint16",
  int32: "int32",
  uint32: "uint32",
  float32: "float",
  float64: "double",
};

function headerText(volume: Volume, options: WriteOptions, dataFile: string | undefined): string {
  const { shape, affine, dtype } = volume;
  const [c, d, h, w] = shape;
  const { steps, origin } = lpsFromAffine(affine);
  const channels = c > 1;
  const { units, lengths } = sourceUnits(options.source?.header ?? volume);
  const inUnits = (vector: Vector) => `(${vector.map((value, axis) => value / lengths[axis]).join(",")})`;
  const lines = [
    "NRRD0005",
    `type: ${WRITTEN_TYPES[dtype]}`,
    `dimension: ${channels ? 4 : 3}`,
    "space: left-posterior-superior",
    `sizes: ${w} ${h} ${d}${channels ? ` ${c}` : ""}`,
    `space directions: ${steps.map(inUnits).join(" ")}${channels ? " none" : ""}`,
    `kinds: domain domain domain${channels ? " list" : ""}`,
    "endian: little",
    `encoding: ${options.compressionLevel === 0 ? "raw" : "gzip"}`,
    `space origin: ${inUnits(origin)}`,
    ...(lengths.every((length) => length === 1) ? [] : [`space units: ${units.map((unit) => `"${unit}"`).join(" ")}`]),
    ...(dataFile === undefined ? [] : [`data file: ${dataFile}`]),
    ...segmentLines(options.labels ?? {}, shape),
  ];
  return `${lines.join("\n")}\n\n`;
}

/** The units of an NRRD source, and how many millimetres each is: programs that overlook them see both files alike. */
function sourceUnits({ provenance: { format, fields } }: VolumeHeader): { units: string[]; lengths: number[] } {
  const texts = format === "nrrd" ? Object.entries(fields) : [];
  const units = unitsOf(new Map(texts.map(([name, text]) => [name, String(text)])), [0, 1, 2]);
  return { units, lengths: millimetresOf(units, []) };
}

/**
 * NRRD (`.nrrd`, and `.nhdr` with its data beside): raw, gzip and text encodings, data in several files, any named
 * space, channels along the first or last axis; segmentations of 3D Slicer, of one layer or several. Written with gzip (level 3 unless told otherwise; 0 for none) in
 * left-posterior-superior; with label names the mask is stored in its smallest type and the names as 3D Slicer does.
 */
export const nrrd: Format = {
  name: "nrrd",
  extensions: [".nrrd", ".nhdr"],
  inOneFile: [".nrrd"],
  matches: (_path, firstBytes) =>
    firstBytes !== undefined && Buffer.from(firstBytes.subarray(0, 7)).toString() === "NRRD000",
  async readHeader(path, options) {
    const { header, image } = await inspect(path, options);
    return noteBeyond(header, await checkParts(image));
  },
  files: async (path) => [path, ...(await inspect(path)).image.parts.map((part) => part.path)],
  async read(path, options) {
    const { header, image, segments } = await inspect(path, options);
    const { voxels, beyond } = await readRawImage(image, "nrrd");
    const whole = segments === undefined ? voxels : mergeLayers(path, voxels, image.shape[0], segments);
    return { ...noteBeyond(header, beyond), voxels: whole };
  },
  async slices(path, range, options) {
    const { image, segments } = await inspect(path, options);
    return segments === undefined ? rawSlices(image, range) : undefined;
  },
  write: writeNrrd,
};
