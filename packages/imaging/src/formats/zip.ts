// Scans in ZIP archives (NPZ files, archives of DICOM slices): base's directory reader, and entries as streams.
// How much is unpacked is bounded before it is.

import { assertReadable, FileError, readZipFile, type ZipEntry, ZipFault, type ZipLimits } from "@mandn/base";
import { ImagingError } from "../errors.js";
import { accessError } from "../file-access.js";
import { ByteSource, MOST_EXPANSION, malformed, unsupported } from "./bytes.js";

/** Masks are mostly zeros and shrink as far as deflate can; how much is unpacked is bounded by what a header says. */
const LIMITS: ZipLimits = { mostExpansion: MOST_EXPANSION, remedy: "Copy it or save it again." };

/**
 * Opens one file of a zip archive for reading: `key` with the extension, default `"image"`, or the only one that has it.
 *
 * @throws ImagingError `"access"`; `"malformed"` for no or a damaged archive; `"unsupported"` for encryption and for
 * compression other than deflate; `"argument"` when the archive has no such file.
 */
export async function findArchived(path: string, extension: string, key?: string): Promise<ByteSource> {
  const entries = zipEntries(path).filter(({ name }) => name.endsWith(extension));
  const wanted = `${key ?? "image"}${extension}`;
  const only = key === undefined && entries.length === 1 ? entries[0] : undefined;
  const entry = entries.find(({ name }) => name === wanted) ?? only;
  if (entry === undefined) {
    const names = entries.map(({ name }) => name.slice(0, -extension.length)).join(", ") || "none";
    const remedy = `Name one as \`key\`: it has ${names}.`;
    throw new ImagingError("argument", `has no array "${key ?? "image"}"`, { path, remedy });
  }
  return openEntry(path, entry);
}

/** The content of one file of an archive; damaged or foreign compression throws as {@link findArchived} does. */
export async function openEntry(path: string, entry: ZipEntry): Promise<ByteSource> {
  try {
    assertReadable(entry);
  } catch (cause) {
    if (!(cause instanceof ZipFault)) throw cause;
    throw unsupported(path, cause.fault, cause.remedy ?? "");
  }
  const { method, dataOffset: start, compressedSize, crc: checksum } = entry;
  return ByteSource.open(path, {
    decode: method === 0 ? "stored" : "deflate",
    start,
    end: start + compressedSize,
    checksum,
  });
}

/** What an archive holds, folders included, in the order in which it lies. */
export function zipEntries(path: string): ZipEntry[] {
  try {
    return [...readZipFile(path, LIMITS).values()];
  } catch (cause) {
    if (cause instanceof FileError) throw accessError(path, "read", cause);
    if (!(cause instanceof ZipFault)) throw cause;
    throw malformed(path, cause.fault, cause.remedy ?? "Copy it or save it again.", cause);
  }
}
