import { ImagingError } from "../errors.js";
import { ByteSource, malformed, unsupported } from "./bytes.js";

/** One file in a zip archive (PKWARE's APPNOTE 6.3). */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly checksum: number;
  readonly storedBytes: number;
  readonly headerOffset: number;
}

const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;

/** More than the directory of any archive of arrays can need. */
const LARGEST_DIRECTORY = 1 << 22;

/**
 * Opens one file of a zip archive for reading: `key` with the extension, default `"image"`, or the only one that has it.
 *
 * @throws ImagingError `"access"`; `"malformed"` for no or a damaged archive; `"unsupported"` for encryption and for
 * compression other than deflate; `"argument"` when the archive has no such file.
 */
export async function findArchived(path: string, extension: string, key?: string): Promise<ByteSource> {
  const entries = (await zipEntries(path)).filter(({ name }) => name.endsWith(extension));
  const wanted = `${key ?? "image"}${extension}`;
  const only = key === undefined && entries.length === 1 ? entries[0] : undefined;
  const entry = entries.find(({ name }) => name === wanted) ?? only;
  if (entry === undefined) {
    const names = entries.map(({ name }) => name.slice(0, -extension.length)).join(", ") || "none";
    throw new ImagingError("argument", `${path} has no array "${key ?? "image"}". It has: ${names}.`, { path });
  }
  return openEntry(path, entry);
}

/** The content of one file of an archive; damaged or foreign compression throws as {@link findArchived} does. */
export async function openEntry(path: string, entry: ZipEntry): Promise<ByteSource> {
  if (entry.encrypted) throw unsupported(path, "is encrypted", "Save it without a password.");
  if (entry.method !== 0 && entry.method !== 8) {
    throw unsupported(path, `is compressed by method ${entry.method}`, "Save it stored or deflated.");
  }
  const local = await readRange(path, entry.headerOffset, LOCAL_BYTES);
  if (local.length < LOCAL_BYTES || local.readUInt32LE(0) !== 0x04034b50) throw damaged(path);
  const start = entry.headerOffset + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
  const source = await ByteSource.open(path, {
    decode: entry.method === 0 ? "stored" : "deflate",
    start,
    end: start + entry.storedBytes,
    checksum: entry.checksum,
  });
  if (source.storedBytes === entry.storedBytes) return source;
  await source.close();
  throw damaged(path);
}

/** What an archive holds, folders included. */
export async function zipEntries(path: string): Promise<ZipEntry[]> {
  const tail = await readTail(path, END_BYTES + LONGEST_COMMENT);
  const end = tail.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0 || tail.length - end < END_BYTES) {
    throw malformed(path, "is no zip archive or is cut off", "Copy it or save it again with numpy.savez.");
  }
  const count = tail.readUInt16LE(end + 10);
  const bytes = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  if (count === 0xffff || bytes > LARGEST_DIRECTORY || offset === 0xffffffff) {
    throw unsupported(
      path,
      "is a zip archive of more than 4 GiB or 65,534 files",
      "Save its arrays as single .npy files.",
    );
  }
  const directory = await readRange(path, offset, bytes);
  if (directory.length < bytes) throw damaged(path);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (at + ENTRY_BYTES > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw damaged(path);
    const nameEnd = at + ENTRY_BYTES + directory.readUInt16LE(at + 28);
    const entry: ZipEntry = {
      name: directory.toString("utf8", at + ENTRY_BYTES, nameEnd),
      method: directory.readUInt16LE(at + 10),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      checksum: directory.readUInt32LE(at + 16),
      storedBytes: directory.readUInt32LE(at + 20),
      headerOffset: directory.readUInt32LE(at + 42),
    };
    entries.push(entry);
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function readTail(path: string, most: number): Promise<Buffer> {
  const source = await ByteSource.open(path, { decode: "stored" });
  try {
    await source.skip(Math.max(0, source.storedBytes - most));
    return await readAll(source, most);
  } finally {
    await source.close();
  }
}

/** The bytes from `start` on; fewer than `length` when the file ends before. */
async function readRange(path: string, start: number, length: number): Promise<Buffer> {
  const source = await ByteSource.open(path, { decode: "stored" });
  try {
    await source.skip(start);
    return await readAll(source, length);
  } finally {
    await source.close();
  }
}

async function readAll(source: ByteSource, most: number): Promise<Buffer> {
  const bytes = Buffer.alloc(most);
  return bytes.subarray(0, await source.read(bytes));
}

function damaged(path: string): ImagingError {
  return malformed(path, "is a damaged zip archive: its directory does not fit its content", "Copy or save it again.");
}
