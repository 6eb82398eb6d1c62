// NumPy's arrays, alone (.npy) or several by name in a zip (.npz), without a grid; pickled objects are refused.
// The format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

import { extname } from "node:path";
import { IDENTITY } from "../geometry/affine.js";
import type { Volume, VolumeHeader } from "../volume.js";
import { copyStrided, createVoxels } from "../voxels.js";
import { ByteSource, malformed, unsupported } from "./bytes.js";
import type { Format, ReadOptions } from "./format.js";
import {
  checkRoom,
  noteBeyond,
  readStoredVoxels,
  type StoredType,
  type StoredVoxels,
  typeOnceRead,
} from "./stored-voxels.js";
import { findArchived } from "./zip.js";

const MAGIC = Buffer.from("\x93NUMPY", "latin1");

/** More than any header of a plain array can need. */
const LONGEST_HEADER = 1 << 16;

/**
 * NumPy's arrays, `.npy`, and zip archives of them, `.npz`: read as `[D, H, W]` or `[C, D, H, W]` by their logical axes,
 * whatever the order in memory. The format knows no grid: 1 mm along RAS is assumed, and noted. Pickled objects are
 * refused unread.
 */
export const npy: Format = {
  name: "npy",
  extensions: [".npy", ".npz"],
  matches: (_path, firstBytes) => firstBytes !== undefined && MAGIC.equals(firstBytes.subarray(0, MAGIC.length)),
  readHeader: readNpyHeader,
  read: readNpy,
};

/**
 * The header of an array; of an archive, that of `options.key`, default `"image"` or the only array.
 *
 * @throws ImagingError `"access"`, `"malformed"`, `"unsupported"`, `"argument"` for a key that an archive lacks.
 */
function readNpyHeader(path: string, options: ReadOptions = {}): Promise<VolumeHeader> {
  return withArray(path, options, async ({ header, stored }, source) => noteBeyond(header, checkRoom(source, stored)));
}

/**
 * An array as a volume `[C, D, H, W]`. Booleans become uint8, float16 float32, 64-bit integers int32.
 *
 * @throws ImagingError as {@link readNpyHeader}, and `"unsupported"` for 64-bit integers beyond int32.
 */
function readNpy(path: string, options: ReadOptions = {}): Promise<Volume> {
  return withArray(path, options, async ({ header, stored, fortranOrder }, source) => {
    const { voxels: values, beyond } = await readStoredVoxels(source, stored);
    const [c, d, h] = header.shape;
    if (!fortranOrder) return { ...noteBeyond(header, beyond), voxels: values };
    const voxels = createVoxels(header.dtype, stored.count);
    copyStrided(values, voxels, { sizes: header.shape, strides: [1, c, c * d, c * d * h], origin: 0 });
    return { ...noteBeyond(header, beyond), voxels };
  });
}

interface ArrayHeader {
  readonly header: VolumeHeader;
  readonly stored: StoredVoxels;
  readonly fortranOrder: boolean;
}

async function withArray<R>(
  path: string,
  options: ReadOptions,
  use: (array: ArrayHeader, source: ByteSource) => Promise<R>,
): Promise<R> {
  const source =
    extname(path).toLowerCase() === ".npz"
      ? await findArchived(path, ".npy", options.key)
      : await ByteSource.open(path, { decode: "stored" });
  try {
    return await use(parseHeader(path, await readHeaderText(source)), source);
  } finally {
    await source.close();
  }
}

/** The dictionary at an array's beginning (NumPy's NEP 1), leaving `source` at the first voxel. */
async function readHeaderText(source: ByteSource): Promise<string> {
  const start = new Uint8Array(12);
  const damaged = (fault: string) => malformed(source.path, fault, "Save it again with numpy.save.");
  const found = await source.read(start.subarray(0, 10));
  if (found < 10 || !MAGIC.equals(start.subarray(0, MAGIC.length))) throw damaged("is no NPY array");
  const view = new DataView(start.buffer);
  const version = start[6];
  if (version < 1 || version > 3) throw damaged(`has NPY version ${version}; 1, 2 and 3 are known`);
  if (version > 1) await source.read(start.subarray(10, 12));
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST_HEADER) throw damaged(`declares a header of ${length} bytes`);
  const text = new Uint8Array(length);
  if ((await source.read(text)) < length) throw damaged("is truncated within its header");
  return Buffer.from(text).toString("utf8");
}

function parseHeader(path: string, text: string): ArrayHeader {
  const match = (pattern: RegExp) => pattern.exec(text)?.[1];
  const fortran = match(/["']fortran_order["']\s*:\s*(True|False)\b/);
  const shape = match(/["']shape["']\s*:\s*\(([\dL,\s]*)\)/);
  if (fortran === undefined || shape === undefined) {
    throw malformed(path, "has a header without fortran_order or shape", "Save it again with numpy.save.");
  }
  const sizes = shape
    .split(",")
    .filter((size) => size.trim() !== "")
    .map((size) => Number.parseInt(size, 10));
  const type = { ...typeOf(path, match(/["']descr["']\s*:\s*["']([^"']*)["']/)), scaling: null };
  const volumeShape = shapeOf(path, sizes);
  const stored: StoredVoxels = { ...type, count: volumeShape.reduce((count, size) => count * size, 1) };
  const notes = ["The format knows no grid: voxels of 1 mm along RAS assumed."];
  const header: VolumeHeader = {
    shape: volumeShape,
    affine: IDENTITY,
    spacing: [1, 1, 1],
    dtype: typeOnceRead(stored),
    provenance: { path, format: "npy", notes, fields: {} },
  };
  return { header, stored, fortranOrder: fortran === "True" };
}

const TYPES: ReadonlyMap<string, StoredType> = new Map([
  ["b1", "uint8"],
  ["i1", "int8"],
  ["u1", "uint8"],
  ["i2", "int16"],
  ["u2", "uint16"],
  ["i4", "int32"],
  ["u4", "uint32"],
  ["i8", "int64"],
  ["u8", "uint64"],
  ["f2", "float16"],
  ["f4", "float32"],
  ["f8", "float64"],
]);

function typeOf(path: string, descr: string | undefined): { type: StoredType; littleEndian: boolean } {
  const remedy = "Save it as a plain array of integers or floats.";
  if (descr === undefined) throw unsupported(path, "holds structured records", remedy);
  const type = TYPES.get(descr.slice(1));
  if (descr.includes("O")) throw unsupported(path, "holds pickled Python objects, which are never executed", remedy);
  if (type === undefined || !"<>|".includes(descr[0]))
    throw unsupported(path, `holds elements of type "${descr}"`, remedy);
  return { type, littleEndian: descr[0] !== ">" };
}

function shapeOf(path: string, sizes: readonly number[]): VolumeHeader["shape"] {
  if (!sizes.every((size) => Number.isSafeInteger(size) && size > 0)) {
    throw malformed(
      path,
      `has the shape (${sizes.join(", ")}), which holds no voxel`,
      "Save an array that is not empty.",
    );
  }
  const leading = sizes.findIndex((size, axis) => size > 1 || sizes.length - axis <= 4);
  const [c, d, h, w] = [...[1, 1].slice(0, Math.max(0, 4 - sizes.length)), ...sizes.slice(Math.max(0, leading))];
  const rank = sizes.length - Math.max(0, leading);
  if (rank < 2 || rank > 4) {
    throw unsupported(path, `has ${sizes.length} axes`, "Save it as [H, W], [D, H, W] or [C, D, H, W].");
  }
  return [c, d, h, w];
}
