// NIfTI single files as bytes, inflated already: for programs that have no file system. A mask keeps all of its scan's header that places
// it in space.
import { ImagingError } from "../errors.js";
import type { Volume } from "../volume.js";
import { allocateBuffer } from "../voxels.js";
import { malformed } from "./faults.js";
import { interpretHeader } from "./nifti-grid.js";
import { decodeHeader, encodeHeader, HEADER_BYTES, type NiftiHeader, recogniseHeader } from "./nifti-header.js";
import { decodeVoxels, storedBytesPerVoxel } from "./stored-types.js";

/** A volume with the header that it was read from. */
export interface NiftiVolume {
  readonly volume: Volume;
  readonly header: NiftiHeader;
}

/**
 * A scan `[C, D, H, W]` from the bytes of a `.nii` file.
 *
 * @param name what errors call it
 * @throws ImagingError `"malformed"` or `"unsupported"` as for files
 */
export function readNiftiBytes(name: string, bytes: Uint8Array): NiftiVolume {
  const recognised = recogniseHeader(bytes);
  if (recognised === null || bytes.length < HEADER_BYTES[recognised.version]) {
    throw malformed(name, "is no NIfTI file", "Give a .nii or .nii.gz file.");
  }
  const raw = decodeHeader(bytes, recognised.version, recognised.littleEndian);
  if (raw.magic !== `n+${raw.version}`) {
    throw malformed(name, "does not hold its voxels itself", "Convert it to one .nii or .nii.gz file.");
  }
  const { header, stored, voxelOffset } = interpretHeader(name, raw, []);
  const length = stored.count * storedBytesPerVoxel(stored.type);
  if (bytes.length < voxelOffset + length) {
    const found = Math.max(0, bytes.length - voxelOffset);
    throw malformed(name, `is truncated: ${found} of ${length} bytes of voxels are there`, "Copy the file again.");
  }
  const buffer = allocateBuffer(length);
  new Uint8Array(buffer).set(bytes.subarray(voxelOffset, voxelOffset + length));
  return { volume: { ...header, voxels: decodeVoxels(name, buffer, stored) } as Volume, header: raw };
}

/** Where voxels begin in a file without extensions. */
const OFFSET = { 1: 352, 2: 544 } as const;

/**
 * A mask of a scan as the bytes of a `.nii` file: uint8 or int32, on the scan's grid to the last bit.
 *
 * @param voxels `[D, H, W]` in the scan's own order
 * @param like the scan's header
 * @throws ImagingError `"argument"` where the voxels are not as many as the scan's
 */
export function niftiBytes(voxels: Uint8Array | Int32Array, like: NiftiHeader): Uint8Array {
  const [, w, h, d] = like.numbers.dim;
  if (voxels.length !== Math.max(1, w) * Math.max(1, h) * Math.max(1, d)) {
    throw new ImagingError("argument", `${voxels.length} voxels do not fill ${w}×${h}×${d}.`);
  }
  const isByte = voxels instanceof Uint8Array;
  const header = encodeHeader(
    like.version,
    {
      ...like.numbers,
      dim: [3, w, Math.max(1, h), Math.max(1, d), 1, 1, 1, 1],
      datatype: [isByte ? 2 : 8],
      bitpix: [isByte ? 8 : 32],
      vox_offset: [OFFSET[like.version]],
      scl_slope: [1],
      scl_inter: [0],
      cal_min: [0],
      cal_max: [0],
      intent_code: [0],
    },
    {},
  );
  const bytes = new Uint8Array(OFFSET[like.version] + voxels.byteLength);
  bytes.set(header);
  bytes.set(new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength), OFFSET[like.version]);
  return bytes;
}
