// The door to scans on disk: which format a path has, and reading and writing through it.
// Everything that needs a scan comes here; nothing else asks a format to read or write.

import { ImagingError } from "./errors.js";
import { accessError } from "./file-access.js";
import { ByteSource, malformed, sizeOfRegular, statusOf } from "./formats/bytes.js";
import {
  FIRST_BYTES,
  type Format,
  type ReadOptions,
  type SliceRange,
  type Source,
  type WriteOptions,
} from "./formats/format.js";
import { FORMATS } from "./formats/index.js";
import { type Box, cropHeader } from "./geometry/box.js";
import type { Volume, VolumeHeader, VoxelArray } from "./volume.js";
import { compactMask, createVoxels } from "./voxels.js";

/**
 * Everything about a scan or mask but its voxels, which are not read.
 *
 * @param path a file, or a folder that holds a DICOM series; the format is told by the file's extension, else by content.
 * @throws ImagingError `"access"`, `"malformed"`, `"unsupported"`; the message names the file and what to do.
 */
export async function readHeader(path: string, options?: ReadOptions): Promise<VolumeHeader> {
  return named(path, (format) => format.readHeader(path, options));
}

/**
 * A scan or mask, `[C, D, H, W]`, x fastest, intensity scaling applied once.
 *
 * @param path as for {@link readHeader}.
 * @throws ImagingError `"access"`, `"malformed"`, `"unsupported"`, or `"decoder"` when there is not the memory for it.
 */
export async function readVolume(path: string, options?: ReadOptions): Promise<Volume> {
  return named(path, (format) => format.read(path, options));
}

/**
 * The voxels of a range, a slice after the other, as {@link readVolume} would give them. Of NIfTI, and of NRRD and MetaImage whose voxels lie
 * in one file, channel after channel, no more than one slice is held; of anything else the whole scan is.
 *
 * @throws ImagingError as {@link readVolume}
 */
export async function* readSlices(path: string, range: SliceRange, options?: ReadOptions): AsyncGenerator<VoxelArray> {
  const slices = await named(path, async (format) =>
    (await format.slices?.(path, range, options))?.[Symbol.asyncIterator](),
  );
  if (slices === undefined) {
    const { shape, voxels } = await readVolume(path, options);
    const [, d, h, w] = shape;
    for (let slice = range.slices[0]; slice < range.slices[1]; slice++) {
      const first = (range.channel * d + slice) * h;
      yield voxels.subarray((first + range.rows[0]) * w, (first + range.rows[1]) * w);
    }
    return;
  }
  try {
    for (;;) {
      const next = await named(path, () => slices.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await slices.return?.();
  }
}

/**
 * A box of one channel, `[1, D, H, W]`: what `crop` gives of {@link readVolume}, with no more of the scan held than {@link readSlices} does.
 *
 * @throws ImagingError as {@link readVolume}; `"argument"` when the box reaches outside, or there is no such channel
 */
export async function readBox(
  path: string,
  box: Box,
  { channel = 0, ...options }: ReadOptions & { readonly channel?: number } = {},
): Promise<Volume> {
  const header = await readHeader(path, options);
  const { start, end } = box;
  const [channels, ...sizes] = header.shape;
  const isInside = [0, 1, 2].every((axis) => start[axis] >= 0 && start[axis] < end[axis] && end[axis] <= sizes[axis]);
  if (!isInside || !(channel < channels)) {
    throw new ImagingError("argument", `the box ${start.join("×")} to ${end.join("×")} reaches outside`, { path });
  }
  const cut = cropHeader({ ...header, shape: [1, ...sizes] as const }, box);
  const [, d, h, w] = cut.shape;
  const voxels = createVoxels(header.dtype, d * h * w);
  let at = 0;
  const range: SliceRange = { channel, slices: [start[0], end[0]], rows: [start[1], end[1]] };
  for await (const slice of readSlices(path, range, options)) {
    for (let row = 0; row < h; row++, at += w) {
      voxels.set(slice.subarray(row * sizes[2] + start[2], row * sizes[2] + end[2]), at);
    }
  }
  return { ...cut, voxels };
}

/**
 * Writes a volume atomically on exactly its grid, in the format that the extension of `path` names. With `mask` the voxels
 * are stored in the smallest integer type that holds them; with `source`, the scan that it was made from, the header places
 * it as that scan's does.
 *
 * @throws ImagingError `"argument"` for an extension that is not written and for a mask that is not of integers,
 * `"access"` when the folder or disk refuses; an old file then stays as it was.
 */
export async function writeVolume(
  path: string,
  volume: Volume,
  { mask = false, ...options }: WriteOptions & { readonly mask?: boolean } = {},
): Promise<void> {
  const format = byExtension(path);
  if (format?.write === undefined) {
    const written = FORMATS.filter(({ write }) => write !== undefined).flatMap(({ extensions }) => extensions);
    const remedy = `Choose from ${written.join(" ")}.`;
    throw new ImagingError("argument", "no format is written under this name", { path, remedy });
  }
  await format.write(path, mask ? compactMask(volume) : volume, options);
}

/**
 * The files that a scan is read from: `path` itself, both of a pair, all slices of a series.
 *
 * @throws ImagingError as {@link readHeader}.
 */
export async function filesOf(path: string): Promise<readonly string[]> {
  return named(path, async (format) => (await format.files?.(path)) ?? [path]);
}

/**
 * A scan as the source of a volume that is made from it, for `WriteOptions.source`.
 *
 * @throws ImagingError as {@link readHeader}.
 */
export async function readSource(path: string, options?: ReadOptions): Promise<Source> {
  return { header: await readHeader(path, options), files: await filesOf(path) };
}

/** Lets a format work on a path. What it did not foresee becomes an error that names the file as well. */
async function named<T>(path: string, work: (format: Format) => Promise<T>): Promise<T> {
  const format = await formatOf(path);
  try {
    return await work(format);
  } catch (cause) {
    if (cause instanceof ImagingError) throw cause;
    if (cause instanceof Error && "syscall" in cause) throw accessError(path, "read", cause);
    throw malformed(path, `${UNFORESEEN} (${cause})`, "Export it again, or convert it to NIfTI.", cause);
  }
}

/** What the message of an error says that no reader foresaw. */
export const UNFORESEEN = "holds something that its reader does not expect";

/**
 * The format of a file or folder: the one whose extension fits best, else the first that recognises the content.
 *
 * @throws ImagingError `"access"`, or `"unsupported"` when no format knows it.
 */
export async function formatOf(path: string): Promise<Format> {
  const isFolder = await checkReadable(path);
  const named = isFolder ? undefined : byExtension(path);
  if (named !== undefined) return named;
  const firstBytes = isFolder ? undefined : await readFirstBytes(path);
  const recognised = FORMATS.find((format) => format.matches(path, firstBytes));
  if (recognised !== undefined) return recognised;
  const remedy = `Known are: ${FORMATS.map(({ name }) => name).join(", ")}.`;
  throw new ImagingError("unsupported", "is of no known format", { path, remedy });
}

/** The end of the name of one file in a scan's own format, such as its mask is written in; `.nii.gz` where that is not written. */
export function endingLike(path: string): string {
  const found = endingOf(path);
  const written = found?.format.inOneFile ?? [".nii.gz"];
  return written.find((ending) => ending === found?.extension) ?? written[0];
}

function byExtension(path: string): Format | undefined {
  return endingOf(path)?.format;
}

/** The longest extension that a path ends in, and whose it is. */
function endingOf(path: string): { readonly format: Format; readonly extension: string } | undefined {
  const name = path.toLowerCase();
  return FORMATS.flatMap((format) => format.extensions.map((extension) => ({ format, extension })))
    .filter(({ extension }) => name.endsWith(extension))
    .sort((a, b) => b.extension.length - a.extension.length)[0];
}

/** Whether the path is a folder; anything but a folder and a file (a pipe, a device) is refused. */
async function checkReadable(path: string): Promise<boolean> {
  const status = await statusOf(path);
  if (!status.isDirectory()) await sizeOfRegular(path);
  return status.isDirectory();
}

async function readFirstBytes(path: string): Promise<Uint8Array> {
  const source = await ByteSource.open(path, { decode: "stored" });
  try {
    const bytes = new Uint8Array(FIRST_BYTES);
    return bytes.subarray(0, await source.read(bytes));
  } finally {
    await source.close();
  }
}
