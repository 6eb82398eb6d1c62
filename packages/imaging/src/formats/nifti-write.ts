// Writes NIfTI: the transforms of the scan that a volume comes from as they were, where it lies on that scan's grid.
// Masks of scans whose own format is not written are NIfTI too.

import type { FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { ImagingError } from "../errors.js";
import { writeAtomically } from "../file-access.js";
import { spacingOf } from "../geometry/affine.js";
import { affineDistance } from "../geometry/grid.js";
import type { Volume, VolumeHeader, VoxelArray } from "../volume.js";
import { bytesPerVoxel } from "../voxels.js";
import type { WriteOptions } from "./format.js";
import {
  affineInMillimetres,
  DATATYPES,
  type GridHeader,
  gridHeaderOf,
  LAST_CODE,
  quaternionFormOf,
} from "./nifti-grid.js";
import { encodeHeader, type NiftiVersion, type NumberField } from "./nifti-header.js";

/** Bytes handed to the compressor or the disk at a time. */
const PIECE = 1 << 20;

/** The largest size of an axis in NIfTI-1. */
const LARGEST_SIZE = 32767;

/**
 * Writes a volume `[C, D, H, W]` as `.nii` or `.nii.gz`, atomically, on exactly its grid. On the grid of its source, a NIfTI
 * file, sform, qform, their codes, voxel sizes and unit are the source's to the last bit, so that every program shows both in
 * the same place, whichever of them it reads. Elsewhere lengths are in millimetres, the affine is the sform and, where its
 * axes are at right angles, the qform, with the codes of the source (1, scanner, when that is no NIfTI file). Channels are
 * the fourth dimension. NIfTI-1, or NIfTI-2 when the source is or an axis is longer than 32,767. Voxels keep their type;
 * masks go through `compactMask` first.
 *
 * @param options.compressionLevel 0 to 9, default 4.
 * @param options.source default the file that the volume was read from.
 * @throws ImagingError `"argument"` for another file name or a shape that does not fit the voxels, `"access"` when the
 * disk or folder refuses; the old file then stays.
 */
export async function writeNifti(path: string, volume: Volume, options: WriteOptions = {}): Promise<void> {
  await writeNiftiSlices(path, volume, [volume.voxels], options);
}

/**
 * Writes a volume as {@link writeNifti} does, whose voxels come a piece after the other, as many at a time as one likes: no more is held.
 *
 * @param header its `dtype` is that of all pieces
 * @throws as {@link writeNifti}, also where the pieces are too few, too many, or of another type; what making them throws
 */
export async function writeNiftiSlices(
  path: string,
  header: VolumeHeader,
  slices: Iterable<VoxelArray> | AsyncIterable<VoxelArray>,
  options: WriteOptions = {},
): Promise<void> {
  const name = path.toLowerCase();
  if (!name.endsWith(".nii") && !name.endsWith(".nii.gz")) {
    throw new ImagingError("argument", "NIfTI is written as .nii or .nii.gz", { path });
  }
  const level = options.compressionLevel ?? 4;
  if (!Number.isInteger(level) || level < 0 || level > 9) {
    throw new ImagingError("argument", `compression levels are 0 to 9, not ${level}`, { path });
  }
  const start = headerOf(header, options.source?.header ?? header);
  await writeAtomically(path, async (file) => {
    const all = pieces(start, filling(path, header, slices));
    if (!name.endsWith(".gz")) {
      for await (const piece of all) await writeWhole(file, piece);
      return;
    }
    const gzip = createGzip({ level, chunkSize: PIECE / 4 });
    await pipeline(all, gzip, async (compressed: AsyncIterable<Uint8Array>) => {
      for await (const piece of compressed) await writeWhole(file, piece);
    });
  });
}

/** The pieces, once it is known that they fill the shape. */
async function* filling(
  path: string,
  { shape, dtype }: VolumeHeader,
  slices: Iterable<VoxelArray> | AsyncIterable<VoxelArray>,
): AsyncGenerator<VoxelArray> {
  const wanted = shape.reduce((product, size) => product * size, 1);
  let found = 0;
  for await (const slice of slices) {
    if (slice.BYTES_PER_ELEMENT !== bytesPerVoxel(dtype))
      throw new ImagingError("argument", `voxels of ${slice.BYTES_PER_ELEMENT} bytes are no ${dtype}`, { path });
    found += slice.length;
    if (found > wanted) break;
    yield slice;
  }
  if (found === wanted) return;
  const count = found > wanted ? "more" : found;
  throw new ImagingError("argument", `${count} voxels do not fill ${shape.join("×")}`, { path });
}

async function* pieces(header: Uint8Array, voxels: AsyncIterable<VoxelArray>): AsyncGenerator<Uint8Array> {
  yield header;
  for await (const { buffer, byteOffset, byteLength } of voxels) {
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE);
  }
}

/** A write may take only a part, so it is repeated. */
async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let start = 0; start < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, start);
    start += bytesWritten;
  }
}

/** The header with the four bytes that say that no extension follows. */
function headerOf(volume: VolumeHeader, source: VolumeHeader): Uint8Array {
  const [c, d, h, w] = volume.shape;
  const dim = [c > 1 ? 4 : 3, w, h, d, c, 1, 1, 1];
  const kept = keptTransforms(volume, source, dim);
  const version: NiftiVersion = kept?.version === 2 || Math.max(c, d, h, w) > LARGEST_SIZE ? 2 : 1;
  const { pixdim, ...transforms } = kept?.numbers ?? ownTransforms(volume, source, version);
  const timeStep = Number(source.provenance.fields["pixdim[4]"] ?? 0);
  const numbers: Partial<Record<NumberField, readonly number[]>> = {
    ...transforms,
    dim,
    datatype: [DATATYPES[volume.dtype] ?? 0],
    bitpix: [Number(volume.dtype.replace(/\D/g, ""))],
    pixdim: [...pixdim.slice(0, 4), c > 1 ? timeStep || 1 : 1, 1, 1, 1],
    vox_offset: [version === 1 ? 352 : 544],
    scl_slope: [1],
  };
  const encoded = encodeHeader(version, numbers, {});
  const bytes = new Uint8Array(encoded.length + 4);
  bytes.set(encoded);
  return bytes;
}

/** The source's transforms where they put the volume's voxels where it has them, else null. */
function keptTransforms(volume: VolumeHeader, source: VolumeHeader, dim: readonly number[]): GridHeader | null {
  if (source.provenance.format !== "nifti") return null;
  const header = gridHeaderOf(source, dim);
  if (header === null) return null;
  const meant = affineInMillimetres(source.provenance.path, header, volume.shape, []);
  const isThere = affineDistance(volume.shape, meant, volume.affine) <= Math.min(...spacingOf(volume.affine)) / 1000;
  return isThere ? header : null;
}

/** Transforms for the volume's affine, in millimetres. */
function ownTransforms(volume: VolumeHeader, source: VolumeHeader, version: NiftiVersion): GridHeader["numbers"] {
  const { affine, shape } = volume;
  const zooms = spacingOf(affine).toReversed();
  const form = quaternionFormOf(affine, version);
  const rightAngled = form !== null && affineDistance(shape, form.affine, affine) <= Math.min(...zooms) / 100;
  const { sform, qform } = codesOf(source, rightAngled);
  return {
    dim: [],
    pixdim: [form?.qfac ?? 1, ...zooms],
    xyzt_units: [2 | (Number(source.provenance.fields.xyzt_units ?? 0) & 0x38)],
    sform_code: [sform],
    qform_code: [qform],
    srow: affine.slice(0, 12),
    quatern: rightAngled ? form.quatern : [0, 0, 0],
    qoffset: [affine[3], affine[7], affine[11]],
  };
}

/** Codes that keep the meaning of the source's transforms: 2, aligned, where it has none that is known. */
function codesOf(
  { provenance: { format, fields } }: VolumeHeader,
  rightAngled: boolean,
): { sform: number; qform: number } {
  if (format !== "nifti") return { sform: 1, qform: rightAngled ? 1 : 0 };
  const [sform, qform] = [fields.sform_code, fields.qform_code].map((code) => {
    const given = Math.max(0, Number(code ?? 0));
    return given <= LAST_CODE ? given : 2;
  });
  if (sform === 0 && qform === 0) return { sform: 2, qform: 0 };
  return { sform: sform || qform, qform: rightAngled ? qform : 0 };
}
