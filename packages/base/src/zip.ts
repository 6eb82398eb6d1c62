// The directory of a ZIP archive, checked against lies: what checkpoints, NPZ files and archives of DICOM slices are
// unpacked by. PKWARE's APPNOTE.TXT, sections 4.3 and 4.5.3 (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
// Compression itself is Node's.

import { closeSync, fstatSync, readSync } from "node:fs";
import { crc32, inflateRawSync } from "node:zlib";
import { CodedError, type ErrorData } from "./error.js";
import { openRegularSync } from "./file.js";
import { fileError } from "./file-error.js";

/** What is wrong with an archive, without its name, which the caller knows. */
export class ZipFault extends CodedError<"malformed"> {
  override readonly name = "ZipFault";
  declare readonly fault: string;

  /** Takes data only, no message, so that each has its fault. */
  constructor(data: ErrorData) {
    super("malformed", data);
  }
}

/** The bytes of an archive. */
export interface ZipSource {
  readonly byteLength: number;
  /** A part of them; never called outside their bounds. */
  read(offset: number, length: number): Uint8Array;
}

export interface ZipLimits {
  /** All entries together may unpack to this many times the archive, and 1 MiB more. */
  readonly mostExpansion: number;
  /** What helps where an archive that can be trusted exceeds that. */
  readonly remedy: string;
}

/** One file of a ZIP archive. */
export interface ZipEntry {
  readonly name: string;
  /** 0: stored; 8: deflated; any other may stand here too. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Where its (possibly compressed) bytes start in the archive. */
  readonly dataOffset: number;
}

interface DirectoryEntry extends Omit<ZipEntry, "dataOffset"> {
  readonly nameBytes: Uint8Array;
  readonly headerOffset: number;
}

/** More than the directory of any archive of tensors or scans can need. */
const largestDirectory = 1 << 26;

const endSize = 22;
const longestComment = 0xffff;
const directoryEntrySize = 46;
const localHeaderSize = 30;
const largest32 = 0xffffffff;

const freeExpansion = 1 << 20;

/**
 * Reads a ZIP archive's directory, ZIP64 too. Checked against lies: entries do not overlap, local headers agree with the
 * directory, names come once, and what all entries unpack to stays within a multiple of the archive.
 *
 * @returns the entries by name, in the order in which their bytes lie
 * @throws ZipFault if the archive is damaged, split, or breaks a rule above
 */
export function readZipDirectory(source: ZipSource, limits: ZipLimits): Map<string, ZipEntry> {
  const { count, offset, size } = findDirectory(source);
  const listed = parseDirectory(count, read(source, offset, size, "its directory"));
  const entries = new Map<string, ZipEntry>();
  let unpacked = 0;
  let free = 0; // everything before it is taken
  for (const entry of listed.sort((a, b) => a.headerOffset - b.headerOffset)) {
    const what = `the entry ${JSON.stringify(entry.name)}`;
    if (entries.has(entry.name)) throw fault(`has ${what}, which comes twice`);
    if (entry.headerOffset < free) throw fault(`has ${what}, which overlaps the one before it`);
    const dataOffset = entry.headerOffset + checkLocalHeader(source, entry, what);
    free = dataOffset + entry.compressedSize;
    if (free > offset) throw fault(`has ${what}, which reaches into the archive's directory`);
    unpacked += entry.size;
    const { mostExpansion, remedy } = limits;
    if (unpacked > source.byteLength * mostExpansion + freeExpansion) {
      throw fault(
        `unpacks to more than ${mostExpansion} times its size, as archives made to exhaust memory do`,
        remedy,
      );
    }
    const { nameBytes: _nameBytes, headerOffset: _headerOffset, ...told } = entry;
    entries.set(entry.name, { ...told, dataOffset });
  }
  return entries;
}

/**
 * As {@link readZipDirectory}, of a file.
 *
 * @throws ZipFault; FileError `"access"`, `"irregular"`
 */
export function readZipFile(path: string, limits: ZipLimits): Map<string, ZipEntry> {
  const file = openRegularSync(path);
  const readAt = (offset: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const count = readSync(file, bytes, done, length - done, offset + done);
      if (count === 0) throw fault("was shortened while it was read");
      done += count;
    }
    return bytes;
  };
  try {
    return readZipDirectory({ byteLength: fstatSync(file).size, read: readAt }, limits);
  } catch (cause) {
    throw fileError(path, "read", cause);
  } finally {
    closeSync(file);
  }
}

/**
 * The content of an entry from its bytes in the archive. Its CRC-32 is checked, unless it is 0: some writers leave it out.
 *
 * @param packed `entry.compressedSize` bytes from `entry.dataOffset` on
 * @throws ZipFault if it is damaged, or neither stored nor deflated
 */
export function unpackZipEntry(entry: ZipEntry, packed: Uint8Array): Uint8Array {
  assertReadable(entry);
  const bytes = entry.method === 0 ? packed : inflate(entry, packed);
  if (entry.crc !== 0 && crc32(bytes) !== entry.crc) {
    throw fault(`is damaged: the checksum of ${JSON.stringify(entry.name)} is wrong`, "Fetch the file again.");
  }
  return bytes;
}

/** @throws ZipFault for an entry that is encrypted, or neither stored nor deflated */
export function assertReadable({ name, isEncrypted, method, size, compressedSize }: ZipEntry): void {
  if (isEncrypted)
    throw fault(`has the entry ${JSON.stringify(name)}, which is encrypted`, "Save it without a password.");
  if (method === 8 || (method === 0 && size === compressedSize)) return;
  throw fault(
    `has the entry ${JSON.stringify(name)}, which is neither stored nor deflated (method ${method}, ${compressedSize} bytes for ${size})`,
    "Save it stored or deflated.",
  );
}

function inflate({ name, size }: ZipEntry, packed: Uint8Array): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (cause) {
    throw fault(`is damaged: ${JSON.stringify(name)} cannot be unpacked`, "Fetch the file again.", cause);
  }
  if (bytes.byteLength === size) return bytes;
  throw fault(`is damaged: ${JSON.stringify(name)} unpacks to a size other than it says`, "Fetch the file again.");
}

function fault(words: string, remedy?: string, cause?: unknown): ZipFault {
  return new ZipFault({ fault: words, remedy, cause });
}

/** Reads a part of the archive; `what` names it in the error if it is not there. */
function read(source: ZipSource, offset: number, length: number, what: string): DataView {
  if (!(offset >= 0 && length >= 0 && offset + length <= source.byteLength)) {
    throw fault(`is a truncated or damaged ZIP archive: ${what} lies outside it`);
  }
  const { buffer, byteOffset } = source.read(offset, length);
  return new DataView(buffer, byteOffset, length);
}

function findDirectory(source: ZipSource): { count: number; offset: number; size: number } {
  const tailLength = Math.min(source.byteLength, endSize + longestComment);
  const tailStart = source.byteLength - tailLength;
  const tail = read(source, tailStart, tailLength, "its end");
  let end = tailLength - endSize;
  while (
    end >= 0 &&
    !(tail.getUint32(end, true) === 0x06054b50 && tail.getUint16(end + 20, true) === tailLength - endSize - end)
  ) {
    end -= 1;
  }
  if (end < 0) throw fault("is no ZIP archive, or is cut off: its directory is missing");
  const wide = readWideEnd(source, tailStart + end);
  const count = wide?.count ?? tail.getUint16(end + 10, true);
  const size = wide?.size ?? tail.getUint32(end + 12, true);
  const offset = wide?.offset ?? tail.getUint32(end + 16, true);
  if (tail.getUint16(end + 4, true) !== 0 || tail.getUint16(end + 6, true) !== 0) {
    throw fault("is one part of a split ZIP archive");
  }
  if (offset + size > tailStart + end || count * directoryEntrySize > size) {
    throw fault(`is a damaged ZIP archive: its directory of ${count} entries does not lie where it should`);
  }
  if (size > largestDirectory)
    throw fault(`has a directory of ${size} bytes, which is too much for any archive of this kind`);
  return { count, offset, size };
}

/** The ZIP64 end record, if its locator stands before the end record. */
function readWideEnd(source: ZipSource, end: number): { count: number; offset: number; size: number } | undefined {
  if (end < 20) return undefined;
  const locator = read(source, end - 20, 20, "the ZIP64 locator");
  if (locator.getUint32(0, true) !== 0x07064b50) return undefined;
  const offset = Number(locator.getBigUint64(8, true));
  const record = read(source, offset, 56, "the ZIP64 end record");
  if (record.getUint32(0, true) !== 0x06064b50) throw fault("is a damaged ZIP archive: no ZIP64 end record");
  const wide = (at: number) => Number(record.getBigUint64(at, true));
  return { count: wide(32), size: wide(40), offset: wide(48) };
}

function parseDirectory(count: number, view: DataView): DirectoryEntry[] {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const entries: DirectoryEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + directoryEntrySize > bytes.byteLength || view.getUint32(at, true) !== 0x02014b50) {
      throw fault(`is a damaged ZIP archive: entry ${index} of ${count} is missing`);
    }
    const nameEnd = at + directoryEntrySize + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > bytes.byteLength) throw fault("is a damaged ZIP archive: its directory is cut off");
    const nameBytes = bytes.subarray(at + directoryEntrySize, nameEnd);
    const name = Buffer.from(nameBytes).toString("utf8");
    const wide = new WideFields(view, nameEnd, extraEnd, () =>
      fault(`is a damaged ZIP archive: the sizes of ${JSON.stringify(name)} are missing`),
    );
    const size = wide.resolve(view.getUint32(at + 24, true)); // in the order in which ZIP64 stores them
    const compressedSize = wide.resolve(view.getUint32(at + 20, true));
    const headerOffset = wide.resolve(view.getUint32(at + 42, true));
    entries.push({
      name,
      nameBytes,
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
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
function checkLocalHeader(source: ZipSource, entry: DirectoryEntry, what: string): number {
  const length = localHeaderSize + entry.nameBytes.byteLength;
  const header = read(source, entry.headerOffset, length, `the header of ${what}`);
  const nameBytes = new Uint8Array(header.buffer, header.byteOffset + localHeaderSize, entry.nameBytes.byteLength);
  const hasSizes = (header.getUint16(6, true) & 8) === 0; // else they follow the data
  const agrees = (local: number, listed: number) => local === largest32 || local === listed;
  if (
    header.getUint32(0, true) !== 0x04034b50 ||
    header.getUint16(8, true) !== entry.method ||
    header.getUint16(26, true) !== entry.nameBytes.byteLength ||
    Buffer.compare(nameBytes, entry.nameBytes) !== 0 ||
    (hasSizes &&
      !(agrees(header.getUint32(18, true), entry.compressedSize) && agrees(header.getUint32(22, true), entry.size)))
  ) {
    throw fault(`is a damaged ZIP archive: ${what} and its header disagree`);
  }
  return length + header.getUint16(28, true);
}
