// MetaImage, ITK's own format: https://itk.org/Wiki/ITK/MetaIO/Documentation
// Header lines and voxels are read by raw-image.ts; this file knows the fields and what they say of the grid.

import { basename, dirname, resolve } from "node:path";
import { promisify } from "node:util";
import { deflate } from "node:zlib";
import { writeAtomically } from "../file-access.js";
import { determinant, spacingOf } from "../geometry/affine.js";
import type { Affine, Volume, VolumeHeader, VoxelType } from "../volume.js";
import { compactMask } from "../voxels.js";
import type { Format, WriteOptions } from "./format.js";
import { affineFromLps, lpsFromAffine, scale, type Vector } from "./lps.js";
import { numberedNames } from "./nrrd.js";
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
  transpose,
} from "./raw-image.js";
import { noteBeyond, type StoredType, typeOnceRead } from "./stored-voxels.js";
import { millimetresOf } from "./units.js";

const TYPES: ReadonlyMap<string, StoredType> = new Map([
  ["MET_CHAR", "int8"],
  ["MET_UCHAR", "uint8"],
  ["MET_SHORT", "int16"],
  ["MET_USHORT", "uint16"],
  ["MET_INT", "int32"],
  ["MET_UINT", "uint32"],
  ["MET_LONG", "int32"],
  ["MET_ULONG", "uint32"],
  ["MET_LONG_LONG", "int64"],
  ["MET_ULONG_LONG", "uint64"],
  ["MET_FLOAT", "float32"],
  ["MET_DOUBLE", "float64"],
]);

const WRITTEN_TYPES: Readonly<Record<VoxelType, string>> = {
  int8: "MET_CHAR",
  uint8: "MET_UCHAR",
  int16: "MET_SHORT",
  uint16: "MET_USHORT",
  int32: "MET_INT",
  uint32: "MET_UINT",
  float32: "MET_FLOAT",
  float64: "MET_DOUBLE",
};

interface MetaFields {
  readonly path: string;
  readonly fields: ReadonlyMap<string, string>;
  /** Offset of the data in the same file. */
  readonly end: number | undefined;
  /** Lines after `ElementDataFile = LIST`. */
  readonly list: readonly string[];
}

async function readFields(path: string): Promise<MetaFields> {
  const dataFile = /^ElementDataFile\s*=/;
  const { lines, end } = await readTextHeader(path, (line) => dataFile.test(line) && !isList(fieldValue(line)));
  const fields = new Map<string, string>();
  for (const [i, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const name = line.slice(0, Math.max(0, line.indexOf("="))).trim();
    if (name === "") throw damaged(path, `line ${i + 1} of its header is "${line.slice(0, 80)}"`);
    fields.set(name, fieldValue(line));
    if (dataFile.test(line) && isList(fieldValue(line))) {
      const list = lines.slice(i + 1).map((file) => file.trim());
      return { path, fields, end, list: list.filter((file) => file !== "") };
    }
  }
  return { path, fields, end, list: [] };
}

/** `NAME = VALUE` */
function fieldValue(line: string): string {
  return line.slice(line.indexOf("=") + 1).trim();
}

function isList(dataFile: string): boolean {
  return /^list\b/i.test(dataFile);
}

function demand({ path, fields }: MetaFields, name: string): string {
  const value = fields.get(name);
  if (value === undefined) throw damaged(path, `its header has no field ${name}`);
  return value;
}

function isTrue({ path, fields }: MetaFields, name: string): boolean {
  const value = fields.get(name) ?? "False";
  if (/^(true|yes|1)$/i.test(value)) return true;
  if (/^(false|no|0)$/i.test(value)) return false;
  throw damaged(path, `its field ${name} is "${value}"`);
}

/** The header's facts, and how the voxels lie on disk. */
async function inspect(path: string): Promise<{ header: VolumeHeader; image: RawImage }> {
  const meta = await readFields(path);
  const notes: string[] = [];
  const kind = meta.fields.get("ObjectType") ?? "Image";
  if (kind !== "Image") throw notRead(path, `it holds a ${kind}`, "Give a MetaImage.");
  const dimension = parseNumbers(path, "NDims", demand(meta, "NDims"), 1)[0] ?? 0;
  if (![2, 3, 4].includes(dimension)) {
    throw notRead(path, `it has ${dimension} axes`, "Export it with three axes of space, and one of channels at most.");
  }
  const [w = 1, h = 1, d = 1, volumes = 1] = parseSizes(path, "DimSize", demand(meta, "DimSize"), dimension);
  const [components = 1] = parseSizes(
    path,
    "ElementNumberOfChannels",
    meta.fields.get("ElementNumberOfChannels") ?? "1",
    1,
  );
  if (components > 1 && volumes > 1) {
    throw notRead(path, `it has ${volumes} volumes of ${components} channels`, "Export one volume per file.");
  }
  if (dimension === 4) notes.push("the fourth axis is read as channels");
  const shape = [components * volumes, d, h, w] as const;
  const type = findType(meta);
  if (type.endsWith("64") && type !== "float64")
    notes.push(`${type} voxels are read as ${typeOnceRead({ type, scaling: null })}`);
  refuseIntensityFunction(meta);
  const affine = findAffine(meta, dimension, notes);
  const encoding = findEncoding(meta);
  const image: RawImage = {
    path,
    shape,
    type,
    littleEndian: !(isTrue(meta, "BinaryDataByteOrderMSB") || isTrue(meta, "ElementByteOrderMSB")),
    interleaved: components > 1,
    encoding,
    parts: findParts(meta, shape, encoding),
  };
  const provenance = { path, format: "metaimage", notes, fields: Object.fromEntries(meta.fields) };
  return {
    header: { shape, affine, spacing: spacingOf(affine), dtype: typeOnceRead({ type, scaling: null }), provenance },
    image,
  };
}

function findType(meta: MetaFields): StoredType {
  const name = demand(meta, "ElementType");
  const type = TYPES.get(name.replace(/_ARRAY$/, ""));
  if (type !== undefined) return type;
  throw notRead(meta.path, `its voxels are of type ${name}`, "Convert them to integers or floats.");
}

function findEncoding(meta: MetaFields): RawImage["encoding"] {
  if (!isTrue(meta, "BinaryData")) return "text";
  return isTrue(meta, "CompressedData") ? "unzip" : "stored";
}

/** ITK ignores these fields and other tools apply them: no one reading is safe. */
function refuseIntensityFunction({ path, fields }: MetaFields): void {
  const slope = Number(fields.get("ElementToIntensityFunctionSlope") ?? 1);
  const offset = Number(fields.get("ElementToIntensityFunctionOffset") ?? 0);
  if (slope === 1 && offset === 0) return;
  const what = `it wants its voxels scaled by ${slope} and shifted by ${offset}`;
  throw notRead(path, what, "Store the scaled values, without ElementToIntensityFunctionSlope and Offset.");
}

/** MetaImage's rows of the transform are the directions of the axes, in LPS (its AnatomicalOrientation "RAI"). */
function findAffine(meta: MetaFields, dimension: number, notes: string[]): Affine {
  const first = (...names: string[]): string | undefined =>
    names.map((name) => meta.fields.get(name)).find((value) => value !== undefined);
  const { path } = meta;
  const spacingText = first("ElementSpacing", "ElementSize");
  const matrixText = first("TransformMatrix", "Rotation", "Orientation");
  const originText = first("Offset", "Position", "Origin");
  if (spacingText === undefined) notes.push("no spacing given: 1 mm taken");
  if (originText === undefined) notes.push("no origin given: (0, 0, 0) taken");
  if (matrixText === undefined) notes.push("no directions given: axes taken along x, y, z");
  if (dimension === 2) notes.push("one slice without a thickness: 1 mm taken");
  const size = dimension;
  const spacing = spacingText === undefined ? [1, 1, 1] : parseNumbers(path, "ElementSpacing", spacingText, size);
  const origin = originText === undefined ? [0, 0, 0] : parseNumbers(path, "Offset", originText, size);
  const matrix = matrixText === undefined ? undefined : parseNumbers(path, "TransformMatrix", matrixText, size * size);
  const entry = (axis: number, k: number): number => {
    const given = axis < size && k < size ? matrix?.[axis * size + k] : undefined;
    return given ?? (axis === k ? 1 : 0);
  };
  if ([0, 1, 2].some((k) => dimension === 4 && (entry(3, k) !== 0 || entry(k, 3) !== 0))) {
    throw notRead(path, "its fourth axis is not independent of space", "Export one volume per file.");
  }
  const [unit] = millimetresOf([meta.fields.get("DistanceUnits") ?? ""], notes);
  const step = (axis: number): Vector => {
    const size = spacing[axis] === undefined ? 1 : Math.abs(spacing[axis]) * unit;
    return scale([entry(axis, 0), entry(axis, 1), entry(axis, 2)], size);
  };
  if (spacing.some((value) => value < 0)) notes.push("a negative spacing is taken as positive");
  const start = scale([origin[0] ?? 0, origin[1] ?? 0, origin[2] ?? 0], unit);
  const affine = affineFromLps(step(0), step(1), step(2), start);
  const cell = Math.abs(determinant(affine));
  if (!(cell > 0 && cell < Number.POSITIVE_INFINITY)) {
    throw damaged(path, "its spacing and directions do not span space");
  }
  return affine;
}

function findParts(meta: MetaFields, shape: readonly number[], encoding: RawImage["encoding"]): DataPart[] {
  const { path, fields, end } = meta;
  const dataFile = demand(meta, "ElementDataFile");
  const [headerSize = 0] = parseNumbers(path, "HeaderSize", fields.get("HeaderSize") ?? "0", 1);
  if (!Number.isInteger(headerSize) || headerSize < -1 || (headerSize !== 0 && encoding !== "stored")) {
    throw notRead(path, `its HeaderSize is ${headerSize}`, "Write it without a HeaderSize.");
  }
  if (/^local$/i.test(dataFile)) {
    if (end === undefined) throw damaged(path, "it ends within its header");
    return [{ path, offset: headerSize === -1 ? -1 : end + headerSize }];
  }
  const names = dataFileNames(meta, dataFile);
  if (names.length === 0 || names.length > Math.max(...shape)) {
    throw damaged(path, `it names ${names.length} data files for ${shape.join(" × ")} voxels`);
  }
  if (names.length > 1 && encoding !== "stored") {
    throw notRead(path, "its compressed or text data lies in several files", "Write it as one file.");
  }
  return names.map((name) => ({ path: resolve(dirname(path), name), offset: headerSize }));
}

function dataFileNames({ path, list }: MetaFields, dataFile: string): readonly string[] {
  return isList(dataFile) ? list : (numberedNames(path, dataFile) ?? [dataFile]);
}

async function writeMetaImage(path: string, volume: Volume, options: WriteOptions = {}): Promise<void> {
  const { labels, compressionLevel = 3 } = options;
  const { shape, affine, dtype, voxels } = labels === undefined ? volume : compactMask(volume);
  const [c, d, h, w] = shape;
  const sideBySide = c > 1 ? transpose(voxels, c, d * h * w) : voxels;
  const bytes = Buffer.from(sideBySide.buffer, sideBySide.byteOffset, sideBySide.byteLength);
  const compressed = compressionLevel > 0;
  const data = compressed ? await promisify(deflate)(bytes, { level: compressionLevel }) : bytes;
  const detached = path.toLowerCase().endsWith(".mhd");
  const dataPath = path.replace(/\.mhd$/i, compressed ? ".zraw" : ".raw");
  const spacing = spacingOf(affine);
  const { steps, origin } = lpsFromAffine(affine);
  // Programs that overlook the unit see the source and what is written alike.
  const { format, fields } = (options.source?.header ?? volume).provenance;
  const unit = format === "metaimage" ? String(fields.DistanceUnits ?? "") : "";
  const [length] = millimetresOf([unit], []);
  const directions = steps.map((step, axis) => scale(step, 1 / (spacing[2 - axis] ?? 1)).join(" "));
  const lines = [
    "ObjectType = Image",
    "NDims = 3",
    "BinaryData = True",
    "BinaryDataByteOrderMSB = False",
    `CompressedData = ${compressed ? "True" : "False"}`,
    ...(compressed ? [`CompressedDataSize = ${data.byteLength}`] : []),
    `TransformMatrix = ${directions.join(" ")}`,
    `Offset = ${scale(origin, 1 / length).join(" ")}`,
    "CenterOfRotation = 0 0 0",
    "AnatomicalOrientation = RAI",
    `ElementSpacing = ${spacing
      .map((size) => size / length)
      .toReversed()
      .join(" ")}`,
    ...(length === 1 ? [] : [`DistanceUnits = ${unit}`]),
    `DimSize = ${w} ${h} ${d}`,
    ...(c > 1 ? [`ElementNumberOfChannels = ${c}`] : []),
    `ElementType = ${WRITTEN_TYPES[dtype]}`,
    `ElementDataFile = ${detached ? basename(dataPath) : "LOCAL"}`,
  ];
  if (detached) await writeAtomically(dataPath, (file) => file.writeFile(data));
  await writeAtomically(path, async (file) => {
    await file.writeFile(`${lines.join("\n")}\n`);
    if (!detached) await file.writeFile(data);
  });
}

/**
 * MetaImage (`.mha`, and `.mhd` with its data beside): raw, compressed and text data, data in several files, channels
 * side by side or as a fourth axis. Written compressed (level 3 unless told otherwise; 0 for none); the format has no
 * place for label names, they only tell that the volume is a mask, which is stored in its smallest type.
 */
export const metaImage: Format = {
  name: "metaimage",
  extensions: [".mha", ".mhd"],
  inOneFile: [".mha"],
  matches: (_path, firstBytes) =>
    firstBytes !== undefined &&
    /^\s*(ObjectType|NDims)\s*=/.test(Buffer.from(firstBytes.subarray(0, 64)).toString("latin1")),
  async readHeader(path) {
    const { header, image } = await inspect(path);
    return noteBeyond(header, await checkParts(image));
  },
  files: async (path) => [path, ...(await inspect(path)).image.parts.map((part) => part.path)],
  async read(path) {
    const { header, image } = await inspect(path);
    const { voxels, beyond } = await readRawImage(image, "metaimage");
    return { ...noteBeyond(header, beyond), voxels };
  },
  slices: async (path, range) => rawSlices((await inspect(path)).image, range),
  write: writeMetaImage,
};
