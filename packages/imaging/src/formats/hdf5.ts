// HDF5 as the semi-supervised field keeps its cases: arrays by name, without a grid.
// https://www.hdfgroup.org/solutions/hdf5 The file is opened in the decoder's thread.

import { ImagingError } from "../errors.js";
import { IDENTITY } from "../geometry/affine.js";
import type { VolumeHeader, VoxelArray } from "../volume.js";
import { copyStrided, createVoxels } from "../voxels.js";
import { MOST_EXPANSION, malformed, sizeOfRegular, unsupported } from "./bytes.js";
import { decode } from "./decoder.js";
import type { Hdf5Dataset } from "./decoder-messages.js";
import type { Format, ReadOptions } from "./format.js";
import { decodeVoxels, type StoredType, storedBytesPerVoxel, typeOnceRead } from "./stored-voxels.js";

const TYPES: readonly StoredType[] = [
  "int8",
  "uint8",
  "int16",
  "uint16",
  "int32",
  "uint32",
  "int64",
  "uint64",
  "float16",
  "float32",
  "float64",
];

interface Inspected {
  readonly header: VolumeHeader;
  readonly dataset: Hdf5Dataset;
  readonly type: StoredType;
  /** Along which axis the slices are stacked. */
  readonly slices: Slices;
  readonly bytes: number;
}

/** The decoder counts bytes with 32 bits, and needs some room beside the voxels. */
const TOO_LARGE = 2 ** 31;

async function inspect(path: string, { key, slices: given }: ReadOptions): Promise<Inspected> {
  const size = await sizeOfRegular(path);
  const datasets = await decode(path, { kind: "hdf5-list", path }, { bytes: 0 });
  const dataset = choose(path, datasets, key);
  const { shape } = dataset;
  const type = typeOf(path, dataset);
  const count = shape.reduce((product, length) => product * length, 1);
  if (shape.length < 2 || shape.length > 3 || !(count > 0)) {
    throw unsupported(
      path,
      `holds in "${dataset.key}" an array of shape [${shape.join(", ")}]`,
      "Save it as (x, y, z) or (z, y, x).",
    );
  }
  const bytes = count * storedBytesPerVoxel(type);
  if (bytes >= TOO_LARGE) {
    const fault = `holds in "${dataset.key}" ${(bytes / 2 ** 30).toPrecision(3)} GiB, and of HDF5 less than 2 GiB are read`;
    throw unsupported(path, fault, "Save it as NIfTI, or with a smaller type.");
  }
  // Deflate is HDF5's strongest filter.
  if (count > size * MOST_EXPANSION)
    throw malformed(path, `is too small for the ${count} values of "${dataset.key}"`, "Copy it again.");
  const shown = slicesShownBy(shape);
  const slices = given ?? shown ?? "last";
  const notes = ["no spacing given: 1 mm taken"];
  if (given === undefined) {
    const said = slices === "first" ? "z, y, x (slices first)" : "x, y, z (slices last)";
    notes.push(`array axes taken as ${said}${shown === undefined ? "" : `: the ${slices} is by far the shortest`}`);
  }
  if (type === "int64" || type === "uint64") notes.push(`${type} voxels are read as int32`);
  const [x, y, z = 1] = slices === "last" ? shape : shape.toReversed();
  const header: VolumeHeader = {
    shape: [1, z, y, x],
    affine: IDENTITY,
    spacing: [1, 1, 1],
    dtype: typeOnceRead({ type, scaling: null }),
    provenance: { path, format: "hdf5", notes, fields: { dataset: dataset.key } },
  };
  return { header, dataset, type, slices, bytes };
}

/** @throws ImagingError `"unsupported"` for values that are no numbers, and for those that lie in other files. */
function typeOf(path: string, { key, type, elsewhere }: Hdf5Dataset): StoredType {
  if (elsewhere !== undefined) {
    const fault = `keeps the values of "${key}" elsewhere (${elsewhere})`;
    throw unsupported(path, fault, "Copy them into one file: h5repack -l CONTI OLD.h5 NEW.h5.");
  }
  const stored = type === "bool" ? "uint8" : TYPES.find((known) => known === type);
  if (stored !== undefined) return stored;
  throw unsupported(
    path,
    `holds in "${key}" values that are not read (${type})`,
    "Save it as int or float, with gzip.",
  );
}

/** Where an array's slices are: first, as SimpleITK and SSL4MIS have it, or last, as nibabel and UA-MT have it. */
export type Slices = NonNullable<ReadOptions["slices"]>;

/**
 * Where the shape of three axes shows the slices: along the first or the last, where that is at most half as long as either of the
 * others, as slices of several millimetres make it. Undefined where it shows nothing.
 */
export function slicesShownBy(shape: readonly number[]): Slices | undefined {
  if (shape.length !== 3) return undefined;
  const [first, middle, last] = shape;
  if (2 * first <= Math.min(middle, last)) return "first";
  return 2 * last <= Math.min(first, middle) ? "last" : undefined;
}

/**
 * The shape of an array as the file has it.
 *
 * @param key as for reading
 * @throws ImagingError as reading the header does
 */
export async function shapeOf(path: string, key?: string): Promise<readonly number[]> {
  await sizeOfRegular(path);
  return choose(path, await decode(path, { kind: "hdf5-list", path }, { bytes: 0 }), key).shape;
}

function choose(path: string, datasets: readonly Hdf5Dataset[], key: string | undefined): Hdf5Dataset {
  const named = datasets.find((dataset) => dataset.key === (key ?? "image"));
  if (named !== undefined) return named;
  if (key === undefined && datasets.length === 1) return datasets[0];
  const keys = datasets.map((dataset) => dataset.key).join(", ") || "none";
  const remedy = `Name one as \`key\`: it has ${keys}.`;
  throw new ImagingError("argument", `has no array "${key ?? "image"}"`, { path, remedy });
}

/** From `[x, y, z]`, the last axis fastest, to `[1, D, H, W]`. */
function slicesFirst(values: VoxelArray, { shape, dtype }: VolumeHeader): VoxelArray {
  const [, d, h, w] = shape;
  const voxels = createVoxels(dtype, d * h * w);
  copyStrided(values, voxels, { sizes: [1, d, h, w], strides: [0, 1, d, d * h], origin: 0 });
  return voxels;
}

/**
 * HDF5 as the semi-supervised field keeps its cases: an array `image` and mostly a mask `label` (its `key`), without
 * millimetres. Its axes are x, y, z as in nibabel and in UA-MT's left-atrium files, or z, y, x as in SimpleITK and SSL4MIS's
 * files of the heart: `slices` says which, else the shape decides ({@link slicesShownBy}; last where it shows nothing), and a note
 * tells. Two axes are one slice. What lies in other
 * files (links, virtual layouts, external storage) is refused.
 */
export const hdf5: Format = {
  name: "hdf5",
  extensions: [".h5", ".hdf5"],
  matches: (_path, firstBytes) =>
    firstBytes !== undefined &&
    Buffer.from(firstBytes.subarray(0, 8)).equals(Buffer.from("\x89HDF\r\n\x1a\n", "latin1")),
  readHeader: async (path, options = {}) => (await inspect(path, options)).header,
  async read(path, options = {}) {
    const { header, dataset, type, slices, bytes } = await inspect(path, options);
    const values = await decode(path, { kind: "hdf5-read", path, key: dataset.key, bytes }, { bytes });
    const count = header.shape.reduce((product, length) => product * length, 1);
    const stored = decodeVoxels(path, values.bytes, { type, littleEndian: true, count, scaling: null });
    return { ...header, voxels: slices === "first" ? stored : slicesFirst(stored, header) };
  },
};
