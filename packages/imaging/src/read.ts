import { open, stat } from "node:fs/promises";
import { accessError } from "./atomic.js";
import { ImagingError } from "./errors.js";
import { FIRST_BYTES, type Format, type ReadOptions, type WriteOptions } from "./formats/format.js";
import { FORMATS } from "./formats/index.js";
import type { Volume, VolumeHeader } from "./volume.js";
import { compactMask } from "./voxels.js";

/**
 * Everything about a scan or mask but its voxels, which are not read.
 *
 * @param path a file, or a folder that holds a DICOM series; the format is told by the file's extension, else by content.
 * @throws ImagingError `"access"`, `"malformed"`, `"unsupported"`; the message names the file and what to do.
 */
export async function readHeader(path: string, options?: ReadOptions): Promise<VolumeHeader> {
  return (await formatOf(path)).readHeader(path, options);
}

/**
 * A scan or mask, `[C, D, H, W]`, x fastest, intensity scaling applied once.
 *
 * @param path as for {@link readHeader}.
 * @throws ImagingError `"access"`, `"malformed"`, `"unsupported"`, or `"decoder"` when there is not the memory for it.
 */
export async function readVolume(path: string, options?: ReadOptions): Promise<Volume> {
  return (await formatOf(path)).read(path, options);
}

/**
 * Writes a volume atomically on exactly its grid, in the format that the extension of `path` names. With `mask` the voxels
 * are stored in the smallest integer type that holds them.
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
    throw new ImagingError(
      "argument",
      `${path}: no format is written under this name. Choose from ${written.join(" ")}.`,
      {
        path,
      },
    );
  }
  await format.write(path, mask ? compactMask(volume) : volume, options);
}

/**
 * The format of a file or folder: the one whose extension fits best, else the first that recognises the content.
 *
 * @throws ImagingError `"access"`, or `"unsupported"` when no format knows it.
 */
export async function formatOf(path: string): Promise<Format> {
  const firstBytes = await readFirstBytes(path);
  const named = firstBytes === undefined ? undefined : byExtension(path);
  const format = named ?? FORMATS.find((candidate) => candidate.matches(path, firstBytes));
  if (format !== undefined) return format;
  const remedy = `Known are: ${FORMATS.map(({ name }) => name).join(", ")}.`;
  throw new ImagingError("unsupported", `${path} is of no known format. ${remedy}`, { path, remedy });
}

function byExtension(path: string): Format | undefined {
  const name = path.toLowerCase();
  const fitting = FORMATS.flatMap((format) => format.extensions.map((extension) => ({ format, extension })))
    .filter(({ extension }) => name.endsWith(extension))
    .sort((a, b) => b.extension.length - a.extension.length);
  return fitting[0]?.format;
}

/** Undefined for a folder. */
async function readFirstBytes(path: string): Promise<Uint8Array | undefined> {
  try {
    const status = await stat(path);
    if (status.isDirectory()) return undefined;
    if (!status.isFile()) throw new Error("it is neither a file nor a folder");
    const file = await open(path, "r");
    try {
      const bytes = new Uint8Array(FIRST_BYTES);
      const { bytesRead } = await file.read(bytes, 0, FIRST_BYTES, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw accessError(path, "read", cause);
  }
}
