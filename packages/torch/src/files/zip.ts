// Checkpoints as ZIP archives: base's directory reader, with its faults as errors of this package, and entries as
// storages. An entry that is stored plain is mapped where it lies in the file.

import {
  assertReadable,
  readZipDirectory as readBaseDirectory,
  unpackZipEntry,
  type ZipEntry,
  ZipFault,
  type ZipLimits,
} from "@mandn/base";
import type { ByteSource, FileRange } from "./byte-source.js";
import { PlainStorage, type Storage } from "./stored-tensor.js";

/** torch.save does not compress. */
const LIMITS: ZipLimits = {
  mostExpansion: 16,
  remedy: "If you trust the file, load it in Python and save it again with torch.save, which does not compress.",
};

/**
 * Reads a ZIP archive's directory: stored and deflated entries, ZIP64, checked against lies (base's `readZipDirectory`).
 *
 * @throws TorchError `file` if the archive is damaged, encrypted, split, or lies
 */
export function readZipDirectory(source: ByteSource): Map<string, ZipEntry> {
  return orFileError(source, () => {
    const { byteLength } = source;
    const read = (offset: number, length: number) => source.read(offset, length, "a part of the archive");
    const entries = readBaseDirectory({ byteLength, read }, LIMITS);
    for (const entry of entries.values()) assertReadable(entry);
    return entries;
  });
}

/**
 * Reads a whole entry. Its CRC-32 is checked, unless it is 0: torch.save writes none if told so.
 * @throws TorchError `file` if it is damaged
 */
export function readZipEntry(source: ByteSource, entry: ZipEntry): Uint8Array<ArrayBuffer> {
  const packed = source.read(entry.dataOffset, entry.compressedSize, `the entry ${entry.name}`);
  const bytes = orFileError(source, () => unpackZipEntry(entry, packed));
  return bytes === packed ? packed : new Uint8Array(bytes);
}

function orFileError<T>(source: ByteSource, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw cause instanceof ZipFault ? source.error(cause.fault, cause.remedy, cause) : cause;
  }
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
