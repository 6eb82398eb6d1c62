// NIfTI-1 and -2 files, single and in pairs, compressed or not: https://nifti.nimh.nih.gov
// The header is decoded by nifti-header.ts, the grid made of it by nifti-grid.ts.

import { access } from "node:fs/promises";
import { gunzipSync, constants as zlib } from "node:zlib";
import { ImagingError } from "../errors.js";
import type { Volume, VolumeHeader, VoxelArray } from "../volume.js";
import { ByteSource, malformed, unsupported } from "./bytes.js";
import type { Format, SliceRange } from "./format.js";
import { type InterpretedHeader, interpretHeader } from "./nifti-grid.js";
import { decodeHeader, HEADER_BYTES, type NiftiHeader, recogniseHeader } from "./nifti-header.js";
import { writeNifti } from "./nifti-write.js";
import { checkRoom, noteBeyond, readStoredSlices, readStoredVoxels } from "./stored-voxels.js";

/** Bytes read and inflated at a time when only the header is wanted. */
const HEADER_CHUNK = 4096;

/**
 * NIfTI-1 and -2 (nifti1.h, nifti2.h): `.nii`, `.nii.gz`, and `.hdr` with `.img`, gzip told by content and not by name.
 * Written as `.nii` or `.nii.gz`.
 */
export const nifti: Format = {
  name: "nifti",
  extensions: [".nii", ".nii.gz", ".hdr", ".hdr.gz", ".img", ".img.gz"],
  inOneFile: [".nii.gz", ".nii"],
  matches: (_path, firstBytes) => firstBytes !== undefined && isNifti(firstBytes),
  readHeader: readNiftiHeader,
  read: readNifti,
  slices: niftiSlices,
  async files(path) {
    const header = await besideIt(path, ".hdr");
    return /\.hdr(\.gz)?$/i.test(header) ? [header, await besideIt(header, ".img")] : [header];
  },
  write: writeNifti,
};

/**
 * A NIfTI file's header. Of a compressed file only the first kilobytes are inflated; of any other the length is compared
 * with what the header declares.
 *
 * @throws ImagingError `"access"`, `"malformed"`, `"unsupported"`.
 */
async function readNiftiHeader(path: string): Promise<VolumeHeader> {
  return withScan(path, HEADER_CHUNK, async ({ header, stored, voxelOffset }, source, position) => {
    return noteBeyond(header, checkRoom(source, stored, voxelOffset - position));
  });
}

/**
 * A NIfTI scan or mask, `[C, D, H, W]`, scaled by `scl_slope` and `scl_inter`; several time points or components are
 * channels. Voxels keep their type, but: 64-bit integers become int32, scaled ones float32, or float64 where 24 bits
 * would not hold the stored values.
 *
 * @throws ImagingError `"access"`, `"malformed"` (truncated, twice as long as it should be, damaged), `"unsupported"` (complex, RGB, 64-bit
 * integers beyond int32), `"decoder"` when the memory for the voxels cannot be had.
 */
export async function readNifti(path: string): Promise<Volume> {
  return withScan(path, undefined, async ({ header, stored, voxelOffset }, source, position) => {
    await source.skip(voxelOffset - position);
    const { voxels, beyond } = await readStoredVoxels(source, stored);
    return { ...noteBeyond(header, beyond), voxels };
  });
}

/** Rows of slices, one slice after the other; throws as {@link readNifti}. */
async function* niftiSlices(path: string, range: SliceRange): AsyncGenerator<VoxelArray> {
  const { scan, source, position } = await openScan(path, undefined);
  try {
    await source.skip(scan.voxelOffset - position);
    yield* readStoredSlices(source, scan.stored, scan.header.shape, range);
  } finally {
    await source.close();
  }
}

/** A scan whose voxels follow from byte `position` of their file's content on. */
interface OpenScan {
  readonly scan: InterpretedHeader;
  readonly source: ByteSource;
  readonly position: number;
}

async function withScan<R>(
  path: string,
  chunkBytes: number | undefined,
  use: (scan: InterpretedHeader, voxels: ByteSource, position: number) => Promise<R>,
): Promise<R> {
  const { scan, source, position } = await openScan(path, chunkBytes);
  try {
    return await use(scan, source, position);
  } finally {
    await source.close();
  }
}

/** Reads the header and opens the file with the voxels. */
async function openScan(path: string, chunkBytes: number | undefined): Promise<OpenScan> {
  const notes: string[] = [];
  const headerPath = await besideIt(path, ".hdr");
  const source = await ByteSource.open(headerPath, { decode: "auto", chunkBytes });
  try {
    noteCompression(source, notes);
    const { raw, position } = await readRawHeader(source);
    const scan = interpretHeader(path, raw, notes);
    if (!scan.paired) {
      if (headerPath !== path)
        throw malformed(path, `belongs to ${headerPath}, which holds voxels itself`, "Read that.");
      return { scan, source, position };
    }
    const voxelPath = await besideIt(headerPath, ".img");
    const voxels = await ByteSource.open(voxelPath, { decode: "auto", chunkBytes });
    await source.close();
    return { scan, source: voxels, position: 0 };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function readRawHeader(source: ByteSource): Promise<{ raw: NiftiHeader; position: number }> {
  const bytes = new Uint8Array(HEADER_BYTES[2]);
  let position = await source.read(bytes.subarray(0, HEADER_BYTES[1]));
  const recognised = recogniseHeader(bytes.subarray(0, position));
  if (recognised === null)
    throw malformed(source.path, "is no NIfTI file", "Check that it is the file that you meant.");
  const { version, littleEndian } = recognised;
  const length = HEADER_BYTES[version];
  if (position < length) position += await source.read(bytes.subarray(position, length));
  if (position < length) {
    const fault = `is truncated: its header has ${position} of ${length} bytes`;
    throw malformed(source.path, fault, "Copy or download the file again.");
  }
  const raw = decodeHeader(bytes, version, littleEndian);
  if (raw.magic === `n+${version}` || raw.magic === `ni${version}`) return { raw, position };
  if (raw.magic === "") {
    throw unsupported(
      source.path,
      "is an ANALYZE 7.5 file, which does not say left from right",
      "Convert it to NIfTI.",
    );
  }
  throw malformed(
    source.path,
    `has the magic string ${JSON.stringify(raw.magic)}, which is not NIfTI's`,
    "Write it again.",
  );
}

/** The .hdr of an .img or the .img of an .hdr, compressed or not; any other path is itself. */
async function besideIt(path: string, wanted: ".hdr" | ".img"): Promise<string> {
  const other = wanted === ".hdr" ? ".img" : ".hdr";
  const found = /(\.hdr|\.img|\.nii)(\.gz)?$/i.exec(path);
  if (found === null || (wanted === ".hdr" && found[1].toLowerCase() !== other)) return path;
  const stem = path.slice(0, found.index);
  const named = found[1] === found[1].toUpperCase() ? wanted.toUpperCase() : wanted;
  const compressed = found[2] ?? ".gz";
  const candidates = found[2] === undefined ? [named, named + compressed] : [named + compressed, named];
  for (const ending of candidates) {
    if (await exists(stem + ending)) return stem + ending;
  }
  const remedy = `Put ${candidates.join(" or ")} beside it: the pair belongs together.`;
  throw new ImagingError("access", `lacks its ${wanted} file`, { path, remedy });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function noteCompression({ path, compressed }: ByteSource, notes: string[]): void {
  const named = path.toLowerCase().endsWith(".gz");
  if (compressed && !named) notes.push("Compressed with gzip although its name does not say so.");
  if (!compressed && named) notes.push("Not compressed although its name says so.");
}

function isNifti(firstBytes: Uint8Array): boolean {
  const isGzip = firstBytes[0] === 0x1f && firstBytes[1] === 0x8b;
  const bytes = isGzip ? inflateStart(firstBytes) : firstBytes;
  const recognised = recogniseHeader(bytes);
  if (recognised === null || bytes.length < HEADER_BYTES[1]) return false;
  const magic = Buffer.from(bytes)
    .toString("latin1", recognised.version === 1 ? 344 : 4)
    .slice(0, 2);
  return magic === "n+" || magic === "ni";
}

function inflateStart(compressed: Uint8Array): Uint8Array {
  try {
    return gunzipSync(compressed, { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: 1 << 21 });
  } catch {
    return new Uint8Array(0); // Damaged, so not recognisable as NIfTI.
  }
}
