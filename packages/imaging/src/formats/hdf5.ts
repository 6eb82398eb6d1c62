import { ImagingError } from "../errors.js";
import { affineFromSpacing } from "../geometry/affine.js";
import type { VolumeHeader, VoxelArray } from "../volume.js";
import { copyStrided, createVoxels } from "../voxels.js";
import { malformed, sizeOfRegular, unsupported } from "./bytes.js";
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
}

async function inspect(path: string, { key }: ReadOptions): Promise<Inspected> {
  const size = await sizeOfRegular(path);
  const datasets = await decode(path, { kind: "hdf5-list", path }, { bytes: 0 });
  const dataset = choose(path, datasets, key);
  const { shape, type } = dataset;
  const stored: StoredType | undefined = type === "bool" ? "uint8" : TYPES.find((known) => known === type);
  if (stored === undefined) {
    throw unsupported(
      path,
      `holds in "${dataset.key}" values that are not read (${type})`,
      "Save it as int or float, with gzip.",
    );
  }
  const count = shape.reduce((product, length) => product * length, 1);
  if (shape.length < 2 || shape.length > 3 || !(count > 0)) {
    throw unsupported(
      path,
      `holds in "${dataset.key}" an array of shape [${shape.join(", ")}]`,
      "Save it as (x, y, z).",
    );
  }
  // Deflate, HDF5's strongest filter, makes at most 1032 bytes of one.
  if (count > size * 1032)
    throw malformed(path, `is too small for the ${count} values of "${dataset.key}"`, "Copy it again.");
  const [x, y, z = 1] = shape;
  const notes = ["no spacing given: 1 mm taken", "array axes taken as x, y, z"];
  if (stored === "int64" || stored === "uint64") notes.push(`${stored} voxels are read as int32`);
  const header: VolumeHeader = {
    shape: [1, z, y, x],
    affine: affineFromSpacing([1, 1, 1]),
    spacing: [1, 1, 1],
    dtype: typeOnceRead({ type: stored, scaling: null }),
    provenance: { path, format: "hdf5", notes, fields: { dataset: dataset.key } },
  };
  return { header, dataset, type: stored };
}

function choose(path: string, datasets: readonly Hdf5Dataset[], key: string | undefined): Hdf5Dataset {
  const named = datasets.find((dataset) => dataset.key === (key ?? "image"));
  if (named !== undefined) return named;
  if (key === undefined && datasets.length === 1) return datasets[0];
  const keys = datasets.map((dataset) => dataset.key).join(", ") || "none";
  const remedy = `Name one as \`key\`: it has ${keys}.`;
  throw new ImagingError("argument", `${path} has no array "${key ?? "image"}". ${remedy}`, { path, remedy });
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
 * millimetres. The array's axes are x, y, z as in nibabel and in UA-MT's left-atrium files, so its last axis becomes D;
 * two axes are one slice.
 */
export const hdf5: Format = {
  name: "hdf5",
  extensions: [".h5", ".hdf5"],
  matches: (_path, firstBytes) =>
    firstBytes !== undefined &&
    Buffer.from(firstBytes.subarray(0, 8)).equals(Buffer.from("\x89HDF\r\n\x1a\n", "latin1")),
  readHeader: async (path, options = {}) => (await inspect(path, options)).header,
  async read(path, options = {}) {
    const { header, dataset, type } = await inspect(path, options);
    const count = dataset.shape.reduce((product, length) => product * length, 1);
    const expected = count * storedBytesPerVoxel(type);
    const { bytes } = await decode(path, { kind: "hdf5-read", path, key: dataset.key }, { bytes: expected });
    if (bytes.byteLength !== expected) {
      throw malformed(path, `holds ${bytes.byteLength} bytes of voxels instead of ${expected}`, "Copy it again.");
    }
    const values = decodeVoxels(path, bytes, { type, littleEndian: true, count, scaling: null });
    return { ...header, voxels: slicesFirst(values, header) };
  },
};
