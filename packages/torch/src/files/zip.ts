import { crc32, inflateRawSync } from "node:zlib";
import type { ByteSource, FileRange } from "./byte-source.js";
import { PlainStorage, type Storage } from "./stored-tensor.js";

/** One file of a ZIP archive. */
export interface ZipEntry {
  readonly name: string;
  /** 0: stored; 8: deflated. */
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Where its (possibly compressed) bytes start in the archive. */
  readonly dataOffset: number;
}

interface DirectoryEntry extends Omit<ZipEntry, "dataOffset"> {
  readonly nameBytes: Uint8Array;
  readonly flags: number;
  readonly headerOffset: number;
}

const endSize = 22;
const longestComment = 0xffff;
const directoryEntrySize = 46;
const localHeaderSize = 30;
const largest32 = 0xffffffff;

/** All entries together may unpack to this many times the archive, and this many bytes more. */
const mostExpansion = 16;
const freeExpansion = 1 << 20;

/**
 * Reads a ZIP archive's directory: stored and deflated entries, ZIP64. Checked against lies: entries do not overlap,
 * local headers agree with the directory, names come once, and what all entries unpack to stays within a small
 * multiple of the archive. (PKWARE's APPNOTE.TXT, sections 4.3 and 4.5.3.)
 *
 * @throws TorchError `file` if the archive is damaged, encrypted, split, or breaks a rule above
 */
export function readZipDirectory(source: ByteSource): Map<string, ZipEntry> {
  const { count, offset, size } = findDirectory(source);
  const listed = parseDirectory(source, count, source.read(offset, size, "the archive's directory"));
  const entries = new Map<string, ZipEntry>();
  let unpacked = 0;
  let free = 0; // everything before it is taken
  for (const entry of listed.sort((a, b) => a.headerOffset - b.headerOffset)) {
    const what = `the entry ${JSON.stringify(entry.name)}`;
    if (entries.has(entry.name)) throw source.error(`${what} comes twice`);
    if (entry.headerOffset < free) throw source.error(`${what} overlaps the one before it`);
    const dataOffset = entry.headerOffset + checkLocalHeader(source, entry, what);
    free = dataOffset + entry.compressedSize;
    if (free > offset) throw source.error(`${what} reaches into the archive's directory`);
    unpacked += entry.size;
    if (unpacked > source.byteLength * mostExpansion + freeExpansion) {
      throw source.error(
        `unpacks to more than ${mostExpansion} times its size, as archives made to exhaust memory do`,
        "If you trust the file, load it in Python and save it again with torch.save, which does not compress.",
      );
    }
    const { name, method, crc, compressedSize, size } = entry;
    entries.set(name, { name, method, crc, compressedSize, size, dataOffset });
  }
  return entries;
}

function findDirectory(source: ByteSource): { count: number; offset: number; size: number } {
  const tailLength = Math.min(source.byteLength, endSize + longestComment);
  const tailStart = source.byteLength - tailLength;
  const tail = new DataView(source.read(tailStart, tailLength, "the archive's end").buffer);
  let end = tailLength - endSize;
  while (
    end >= 0 &&
    !(tail.getUint32(end, true) === 0x06054b50 && tail.getUint16(end + 20, true) === tailLength - endSize - end)
  ) {
    end -= 1;
  }
  if (end < 0) throw source.error("is a truncated or damaged ZIP archive: its directory is missing");
  const wide = readWideEnd(source, tailStart + end);
  const count = wide?.count ?? tail.getUint16(end + 10, true);
  const size = wide?.size ?? tail.getUint32(end + 12, true);
  const offset = wide?.offset ?? tail.getUint32(end + 16, true);
  if (tail.getUint16(end + 4, true) !== 0 || tail.getUint16(end + 6, true) !== 0) {
    throw source.error("is one part of a split ZIP archive");
  }
  if (offset + size > tailStart + end || count * directoryEntrySize > size) {
    throw source.error(`is a damaged ZIP archive: its directory of ${count} entries does not lie where it should`);
  }
  return { count, offset, size };
}

/** The ZIP64 end record, if its locator stands before the end record. */
function readWideEnd(source: ByteSource, end: number): { count: number; offset: number; size: number } | undefined {
  if (end < 20) return undefined;
  const locator = new DataView(source.read(end - 20, 20, "the ZIP64 locator").buffer);
  if (locator.getUint32(0, true) !== 0x07064b50) return undefined;
  const offset = Number(locator.getBigUint64(8, true));
  const record = new DataView(source.read(offset, 56, "the ZIP64 end record").buffer);
  if (record.getUint32(0, true) !== 0x06064b50) throw source.error("is a damaged ZIP archive: no ZIP64 end record");
  const read = (at: number) => Number(record.getBigUint64(at, true));
  return { count: read(32), size: read(40), offset: read(48) };
}

function parseDirectory(source: ByteSource, count: number, bytes: Uint8Array<ArrayBuffer>): DirectoryEntry[] {
  const view = new DataView(bytes.buffer);
  const entries: DirectoryEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + directoryEntrySize > bytes.byteLength || view.getUint32(at, true) !== 0x02014b50) {
      throw source.error(`is a damaged ZIP archive: entry ${index} of ${count} is missing`);
    }
    const nameEnd = at + directoryEntrySize + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > bytes.byteLength) throw source.error("is a damaged ZIP archive: its directory is cut off");
    const nameBytes = bytes.subarray(at + directoryEntrySize, nameEnd);
    const name = Buffer.from(nameBytes).toString("utf8");
    const wide = new WideFields(view, nameEnd, extraEnd, () =>
      source.error(`is a damaged ZIP archive: the sizes of ${JSON.stringify(name)} are missing`),
    );
    const size = wide.resolve(view.getUint32(at + 24, true)); // in the order in which ZIP64 stores them
    const compressedSize = wide.resolve(view.getUint32(at + 20, true));
    const headerOffset = wide.resolve(view.getUint32(at + 42, true));
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    if ((flags & 1) !== 0) throw source.error(`the entry ${JSON.stringify(name)} is encrypted`);
    if ((method !== 0 && method !== 8) || (method === 0 && size !== compressedSize)) {
      throw source.error(
        `the entry ${JSON.stringify(name)} (method ${method}, ${compressedSize} bytes for ${size}) is neither stored nor deflated`,
      );
    }
    entries.push({
      name,
      nameBytes,
      flags,
      method,
      crc: view.getUint32(at + 16, true),
      compressedSize,
      size,
      headerOffset,
    });
    at = next;
  }
  return entries;
}

/** The 64-bit fields of a directory entry: present, in a fixed order, for each field whose 32 bits are all ones. */
class WideFields {
  private at: number;
  private readonly end: number;

  constructor(
    private readonly view: DataView,
    extraStart: number,
    extraEnd: number,
    private readonly error: () => Error,
  ) {
    this.at = this.end = extraEnd;
    for (let at = extraStart; at + 4 <= extraEnd; ) {
      const fieldEnd = at + 4 + view.getUint16(at + 2, true);
      if (view.getUint16(at, true) === 1) {
        this.at = at + 4;
        this.end = Math.min(fieldEnd, extraEnd);
        break;
      }
      at = fieldEnd;
    }
  }

  resolve(narrow: number): number {
    if (narrow !== largest32) return narrow;
    if (this.at + 8 > this.end) throw this.error();
    this.at += 8;
    return Number(this.view.getBigUint64(this.at - 8, true));
  }
}

/** Checks an entry's local header against the directory and returns its length. */
function checkLocalHeader(source: ByteSource, entry: DirectoryEntry, what: string): number {
  const length = localHeaderSize + entry.nameBytes.byteLength;
  const bytes = source.read(entry.headerOffset, length, `the header of ${what}`);
  const header = new DataView(bytes.buffer);
  const hasSizes = (header.getUint16(6, true) & 8) === 0; // else they follow the data
  const agrees = (local: number, listed: number) => local === largest32 || local === listed;
  if (
    header.getUint32(0, true) !== 0x04034b50 ||
    header.getUint16(8, true) !== entry.method ||
    header.getUint16(26, true) !== entry.nameBytes.byteLength ||
    Buffer.compare(bytes.subarray(localHeaderSize), entry.nameBytes) !== 0 ||
    (hasSizes &&
      !(agrees(header.getUint32(18, true), entry.compressedSize) && agrees(header.getUint32(22, true), entry.size)))
  ) {
    throw source.error(`is a damaged ZIP archive: ${what} and its header disagree`);
  }
  return length + header.getUint16(28, true);
}

/**
 * Reads a whole entry. Its CRC-32 is checked, unless it is 0: torch.save writes none if told so.
 * @throws TorchError `file` if it is damaged
 */
export function readZipEntry(source: ByteSource, entry: ZipEntry): Uint8Array<ArrayBuffer> {
  const packed = source.read(entry.dataOffset, entry.compressedSize, `the entry ${entry.name}`);
  const bytes = entry.method === 0 ? packed : inflate(source, entry, packed);
  if (entry.crc !== 0 && crc32(bytes) !== entry.crc) {
    throw source.error(`is damaged: the checksum of ${JSON.stringify(entry.name)} is wrong`, "Fetch the file again.");
  }
  return bytes;
}

function inflate(source: ByteSource, entry: ZipEntry, packed: Uint8Array): Uint8Array<ArrayBuffer> {
  let bytes: Buffer;
  try {
    bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch (cause) {
    throw source.error(`is damaged: ${JSON.stringify(entry.name)} cannot be unpacked`, undefined, cause);
  }
  if (bytes.byteLength !== entry.size) {
    throw source.error(`is damaged: ${JSON.stringify(entry.name)} unpacks to a size other than it says`);
  }
  return new Uint8Array(bytes);
}

/** An entry as a storage: read as it lies in the file, or unpacked on each reading if it is deflated. */
export function zipEntryStorage(source: ByteSource, entry: ZipEntry): Storage {
  if (entry.method === 0) return new PlainStorage(source, entry.dataOffset, entry.size);
  return new DeflatedStorage(source, entry);
}

class DeflatedStorage implements Storage {
  readonly byteLength: number;
  readonly file: FileRange | undefined = undefined;

  constructor(
    private readonly source: ByteSource,
    private readonly entry: ZipEntry,
  ) {
    this.byteLength = entry.size;
  }

  read(): Uint8Array<ArrayBuffer> {
    return readZipEntry(this.source, this.entry);
  }
}
