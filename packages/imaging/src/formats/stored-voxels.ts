// Voxels read from files: how many bytes there must be, and that there are no fewer and not many more.
// Each format says where its voxels lie and of what type they are.

import type { VolumeHeader, VoxelArray } from "../volume.js";
import { allocateBuffer } from "../voxels.js";
import type { ByteSource } from "./bytes.js";
import { malformed } from "./faults.js";
import type { SliceRange } from "./format.js";
import { decodeVoxels, type StoredVoxels, storedBytesPerVoxel } from "./stored-types.js";

export {
  decodeVoxels,
  HOST_IS_LITTLE_ENDIAN,
  type StoredType,
  type StoredVoxels,
  storedBytesPerVoxel,
  typeOnceRead,
} from "./stored-types.js";

/** Voxels, and how many bytes followed them. */
export interface ReadVoxels {
  readonly voxels: VoxelArray;
  readonly beyond: number;
}

/**
 * Reads the voxels that begin where `source` is, swaps their bytes and scales them; beside the result at most one array of
 * the stored type is held. What follows them is passed over, up to as many bytes as they have themselves.
 *
 * @throws ImagingError `"malformed"` when the source holds fewer bytes than the voxels need, as many again or more, or is
 * damaged, `"unsupported"` for 64-bit integers that no type of ours holds exactly.
 */
export async function readStoredVoxels(source: ByteSource, stored: StoredVoxels): Promise<ReadVoxels> {
  const { path } = source;
  checkRoom(source, stored);
  const expected = bytesOf(stored);
  const buffer = allocateBuffer(expected);
  const found = await source.read(new Uint8Array(buffer));
  if (found < expected) throw truncated(path, found, expected);
  const beyond = await readOn(source, mostBeyond(expected));
  if (beyond === mostBeyond(expected)) throw tooLong(path, expected);
  return { voxels: decodeVoxels(path, buffer, stored), beyond };
}

/**
 * Some rows of some slices of one channel, a slice after the other, as {@link readStoredVoxels} would give them; no more than one slice is
 * held. Of a file that is not compressed only they are read; a compressed one has to be inflated up to the last of them.
 *
 * @param source at the first voxel, as `stored` has all of them
 * @throws ImagingError as {@link readStoredVoxels}
 */
export async function* readStoredSlices(
  source: ByteSource,
  stored: StoredVoxels,
  [channels, d, h, w]: VolumeHeader["shape"],
  { channel, slices, rows }: SliceRange,
): AsyncGenerator<VoxelArray> {
  const { path } = source;
  checkRoom(source, stored);
  const row = w * storedBytesPerVoxel(stored.type);
  let position = 0;
  for (let slice = slices[0]; slice < slices[1]; slice++) {
    const start = ((channel * d + slice) * h + rows[0]) * row;
    const buffer = allocateBuffer((rows[1] - rows[0]) * row);
    position += await source.skip(start - position);
    const found = position < start ? 0 : await source.read(new Uint8Array(buffer));
    position += found;
    if (found < buffer.byteLength) throw truncated(path, position, bytesOf(stored));
    yield decodeVoxels(path, buffer, { ...stored, count: (rows[1] - rows[0]) * w });
  }
  const isEnd = channel === channels - 1 && slices[1] === d && rows[1] === h;
  if (isEnd && (await readOn(source, mostBeyond(bytesOf(stored)))) === mostBeyond(bytesOf(stored)))
    throw tooLong(path, bytesOf(stored));
}

/** How many bytes are left, at most `most`; reading to the end has the checksum of what was read verified. */
async function readOn(source: ByteSource, most: number): Promise<number> {
  const scratch = new Uint8Array(Math.min(most, 1 << 16));
  let passed = 0;
  for (let count = -1; count !== 0 && passed < most; passed += count) {
    count = await source.read(scratch.subarray(0, Math.min(scratch.length, most - passed)));
  }
  return passed;
}

/**
 * Compares what the header promises with what the file can hold, without reading it.
 *
 * @param offset bytes between here and the first voxel.
 * @returns how many bytes follow the voxels; 0 for a compressed file, of which that is not known yet.
 * @throws ImagingError `"malformed"` when a file without compression is too short or too long, or a compressed one so short
 * that no content could expand to the voxels.
 */
export function checkRoom(source: ByteSource, stored: StoredVoxels, offset = 0): number {
  const { path, compressed, storedBytes } = source;
  const expected = bytesOf(stored);
  const room = source.mostBytes - offset;
  if (compressed && room < expected) {
    throw malformed(
      path,
      `declares ${expected} bytes of voxels, more than its ${storedBytes} compressed bytes can hold`,
      "It is cut off or its header is wrong: copy or write it again.",
    );
  }
  if (room < expected) throw truncated(path, Math.max(0, room), expected);
  if (compressed) return 0;
  if (room - expected >= mostBeyond(expected)) throw tooLong(path, expected);
  return room - expected;
}

/**
 * From so many bytes on, what follows the voxels is no padding: as much again as there should be comes from a header with a
 * wrong type or one dimension too few.
 */
function mostBeyond(expected: number): number {
  return Math.max(expected, 1024);
}

/** The header with a note on bytes that follow the voxels, where there are any. */
export function noteBeyond<Header extends VolumeHeader>(header: Header, beyond: number): Header {
  if (beyond === 0) return header;
  const note = `${beyond} bytes follow the voxels and are not read.`;
  return { ...header, provenance: { ...header.provenance, notes: [...header.provenance.notes, note] } };
}

function bytesOf({ count, type }: StoredVoxels): number {
  return count * storedBytesPerVoxel(type);
}

function truncated(path: string, found: number, expected: number) {
  return malformed(
    path,
    `is truncated: ${found} of ${expected} bytes of voxels are there, ${expected - found} are missing`,
    "Copy or download the file again.",
  );
}

function tooLong(path: string, expected: number) {
  return malformed(
    path,
    `holds more than the ${expected} bytes of voxels that its header declares`,
    "The header's dimensions or data type are wrong: write the file again from its source.",
  );
}
