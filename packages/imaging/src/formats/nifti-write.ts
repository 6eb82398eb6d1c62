import type { FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { writeAtomically } from "../atomic.js";
import { ImagingError } from "../errors.js";
import { spacingOf } from "../geometry/affine.js";
import { affineDistance } from "../geometry/grid.js";
import type { Affine, Volume, VolumeHeader } from "../volume.js";
import type { WriteOptions } from "./format.js";
import { DATATYPES, quaternionFormOf } from "./nifti-grid.js";
import { encodeHeader, type NiftiVersion, type NumberField } from "./nifti-header.js";

/** Bytes handed to the compressor or the disk at a time. */
const PIECE = 1 << 20;

/** The largest size of an axis in NIfTI-1. */
const LARGEST_SIZE = 32767;

/**
 * Writes a volume `[C, D, H, W]` as `.nii` or `.nii.gz`, atomically, on exactly its grid: lengths in millimetres, the
 * affine as sform and, where its axes are at right angles, as qform, with the codes of the NIfTI file it came from
 * (1, scanner, when it came from elsewhere). Channels are the fourth dimension. NIfTI-1, or NIfTI-2 when an axis is longer
 * than 32,767. Voxels keep their type; masks go through `compactMask` first.
 *
 * @param options.compressionLevel 0 to 9, default 4.
 * @throws ImagingError `"argument"` for another file name or a shape that does not fit the voxels, `"access"` when the
 * disk or folder refuses; the old file then stays.
 */
export async function writeNifti(path: string, volume: Volume, options: WriteOptions = {}): Promise<void> {
  const name = path.toLowerCase();
  if (!name.endsWith(".nii") && !name.endsWith(".nii.gz")) {
    throw new ImagingError("argument", `${path}: NIfTI is written as .nii or .nii.gz.`, { path });
  }
  const [c, d, h, w] = volume.shape;
  if (c * d * h * w !== volume.voxels.length) {
    throw new ImagingError(
      "argument",
      `${path}: ${volume.voxels.length} voxels do not fill ${volume.shape.join("×")}.`,
      {
        path,
      },
    );
  }
  const level = options.compressionLevel ?? 4;
  if (!Number.isInteger(level) || level < 0 || level > 9) {
    throw new ImagingError("argument", `${path}: compression levels are 0 to 9, not ${level}.`, { path });
  }
  const header = headerOf(volume);
  const { buffer, byteOffset, byteLength } = volume.voxels;
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  await writeAtomically(path, async (file) => {
    if (!name.endsWith(".gz")) {
      for (const piece of pieces(header, bytes)) await writeWhole(file, piece);
      return;
    }
    const gzip = createGzip({ level, chunkSize: PIECE / 4 });
    await pipeline(pieces(header, bytes), gzip, async (compressed: AsyncIterable<Uint8Array>) => {
      for await (const piece of compressed) await writeWhole(file, piece);
    });
  });
}

function* pieces(header: Uint8Array, bytes: Uint8Array): Generator<Uint8Array> {
  yield header;
  for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE);
}

/** A write may take only a part, so it is repeated. */
async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let start = 0; start < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, start);
    start += bytesWritten;
  }
}

/** The header with the four bytes that say that no extension follows. */
function headerOf(volume: VolumeHeader): Uint8Array {
  const [c, d, h, w] = volume.shape;
  const version: NiftiVersion = Math.max(c, d, h, w) > LARGEST_SIZE ? 2 : 1;
  const { affine } = volume;
  const zooms = spacingOf(affine).toReversed();
  const field = (name: string) => Number(volume.provenance.fields[name] ?? 0);
  const form = quaternionFormOf(affine, version);
  const rightAngled = form !== null && affineDistance(volume.shape, form.affine, affine) <= Math.min(...zooms) / 100;
  const { sform, qform } = codesOf(volume, rightAngled);
  const numbers: Partial<Record<NumberField, readonly number[]>> = {
    dim: [c > 1 ? 4 : 3, w, h, d, c, 1, 1, 1],
    datatype: [DATATYPES[volume.dtype] ?? 0],
    bitpix: [Number(volume.dtype.replace(/\D/g, ""))],
    pixdim: [form?.qfac ?? 1, ...zooms, c > 1 ? field("pixdim[4]") || 1 : 1, 1, 1, 1],
    vox_offset: [version === 1 ? 352 : 544],
    scl_slope: [1],
    xyzt_units: [2 | (field("xyzt_units") & 0x38)],
    sform_code: [sform],
    qform_code: [qform],
    srow: affine.slice(0, 12),
    quatern: rightAngled ? form.quatern : [0, 0, 0],
    qoffset: [affine[3], affine[7], affine[11]],
  };
  const encoded = encodeHeader(version, numbers, {});
  const bytes = new Uint8Array(encoded.length + 4);
  bytes.set(encoded);
  return bytes;
}

/**
 * Codes that keep the meaning of the source's transforms. Without any in the source the file gets none either, as long as
 * its grid is the one that readers then assume: so that every reader lays it over the source, whatever it assumes.
 */
function codesOf(volume: VolumeHeader, rightAngled: boolean): { sform: number; qform: number } {
  const { format, fields } = volume.provenance;
  if (format !== "nifti") return { sform: 1, qform: rightAngled ? 1 : 0 };
  const sform = Number(fields.sform_code ?? 0);
  const qform = Number(fields.qform_code ?? 0);
  if (sform === 0 && qform === 0) {
    if (affineDistance(volume.shape, volume.affine, centredAffine(volume)) < 1e-3) return { sform: 0, qform: 0 };
    return { sform: 2, qform: 0 };
  }
  return { sform: sform || qform, qform: rightAngled ? qform : 0 };
}

/** What nibabel assumes of a header without transforms. */
function centredAffine({ affine, shape: [, d, h, w] }: VolumeHeader): Affine {
  const [z, y, x] = spacingOf(affine);
  return [-x, 0, 0, (x * (w - 1)) / 2, 0, y, 0, (-y * (h - 1)) / 2, 0, 0, z, (-z * (d - 1)) / 2, 0, 0, 0, 1];
}
