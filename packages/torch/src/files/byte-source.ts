// Bytes of a file or a buffer, read piece by piece and never beyond its end: what every reader of checkpoints reads
// from. A file that changes while it is read is an error; a pipe is refused.

import { constants } from "node:buffer";
import { closeSync, fstatSync, readSync, type Stats } from "node:fs";
import { FileError, openRegularSync } from "@mandn/base";
import { TorchError } from "../errors.js";

/** Where bytes lie in a file, for whoever wants to map them into memory instead of reading them. */
export interface FileRange {
  readonly path: string;
  /** Need not be a multiple of the element size. */
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** Bytes that are read piece by piece: those of a file, or a buffer. */
export abstract class ByteSource {
  abstract readonly byteLength: number;

  /** A fresh copy of the bytes, at the start of an ArrayBuffer of their own. Never called outside the source's bounds. */
  protected abstract copy(offset: number, length: number): Uint8Array<ArrayBuffer>;
  /** The same range as a part of a file, if the source is one. */
  abstract range(offset: number, length: number): FileRange | undefined;
  /** A `file` error about this source; `message` ends without a full stop. */
  abstract error(message: string, remedy?: string, cause?: unknown): TorchError;

  /** Reads `length` bytes at `offset`; `what` names them in the error if they are not there. */
  read(offset: number, length: number, what: string): Uint8Array<ArrayBuffer> {
    if (!(offset >= 0 && length >= 0 && offset + length <= this.byteLength)) {
      throw this.error(`${what} lies outside the file: ${length} bytes at ${offset} of ${this.byteLength}`);
    }
    return this.copy(offset, length);
  }
}

/** A buffer in memory as a source; `parent` is the source it was unpacked from, which its errors are about. */
export class MemorySource extends ByteSource {
  readonly byteLength: number;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly parent?: ByteSource,
  ) {
    super();
    this.byteLength = bytes.byteLength;
  }

  protected override copy(offset: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.bytes.subarray(offset, offset + length));
  }

  override range(): undefined {
    return undefined;
  }

  override error(message: string, remedy?: string, cause?: unknown): TorchError {
    return this.parent?.error(message, remedy, cause) ?? fileError("the buffer", undefined, message, remedy, cause);
  }
}

const largestRead = 1 << 30; // readSync takes at most 2³¹ − 1 bytes

/**
 * A file as a source. It is held open between the constructor and `close()`, so that reading a header is one opening;
 * a later read opens it again and makes sure that it is still the same file.
 */
export class FileSource extends ByteSource {
  readonly byteLength: number;
  private descriptor: number | undefined;
  private readonly stats: Stats;

  constructor(readonly path: string) {
    super();
    this.descriptor = this.open();
    this.stats = fstatSync(this.descriptor);
    this.byteLength = this.stats.size;
  }

  private open(): number {
    try {
      return openRegularSync(this.path);
    } catch (cause) {
      if (!(cause instanceof FileError)) throw cause;
      throw this.error(cause.fault, cause.remedy, cause);
    }
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  protected override copy(offset: number, length: number): Uint8Array<ArrayBuffer> {
    if (length > constants.MAX_LENGTH) {
      throw this.error(`holds ${length} bytes in one piece, more than an array can; map them into memory instead`);
    }
    if (this.descriptor !== undefined) return this.fill(this.descriptor, offset, length);
    const descriptor = this.open();
    try {
      const { ino, size, mtimeMs } = fstatSync(descriptor);
      if (ino !== this.stats.ino || size !== this.stats.size || mtimeMs !== this.stats.mtimeMs) {
        throw this.error("has changed since it was opened", "Open it again.");
      }
      return this.fill(descriptor, offset, length);
    } finally {
      closeSync(descriptor);
    }
  }

  private fill(descriptor: number, offset: number, length: number): Uint8Array<ArrayBuffer> {
    const bytes = Buffer.allocUnsafeSlow(length); // not zeroed first: filled below, or never returned
    for (let done = 0; done < length; ) {
      const count = readSync(descriptor, bytes, done, Math.min(length - done, largestRead), offset + done);
      if (count === 0) throw this.error("was shortened while it was read", "Open it again.");
      done += count;
    }
    return new Uint8Array(bytes.buffer, 0, length);
  }

  override range(byteOffset: number, byteLength: number): FileRange {
    return { path: this.path, byteOffset, byteLength };
  }

  override error(message: string, remedy?: string, cause?: unknown): TorchError {
    return fileError(this.path, this.path, message, remedy, cause);
  }
}

function fileError(name: string, path: string | undefined, message: string, remedy?: string, cause?: unknown) {
  return new TorchError("file", { subject: name, fault: message, remedy, path, cause });
}

/** Runs `parse` on the file or buffer; a file is closed when it returns and opened again for later reads. */
export function withSource<T>(input: string | Uint8Array, parse: (source: ByteSource) => T): T {
  if (typeof input !== "string") return parse(new MemorySource(input));
  const source = new FileSource(input);
  try {
    return parse(source);
  } finally {
    source.close();
  }
}

const chunkLength = 1 << 16;

/** Reads a source from one end to the other in chunks, never asking for memory that the source has no bytes for. */
export class Cursor {
  private chunk = new Uint8Array(0);
  private chunkStart: number;
  private next = 0;

  constructor(
    readonly source: ByteSource,
    start: number,
    readonly end: number,
  ) {
    this.chunkStart = start;
  }

  get position(): number {
    return this.chunkStart + this.next;
  }

  get remaining(): number {
    return this.end - this.position;
  }

  byte(): number {
    if (this.next === this.chunk.byteLength) this.refill(1);
    return this.chunk[this.next++] as number;
  }

  /** The next `length` bytes; a view that stays valid. */
  bytes(length: number): Uint8Array {
    if (length > this.chunk.byteLength - this.next) this.refill(length);
    this.next += length;
    return this.chunk.subarray(this.next - length, this.next);
  }

  view(length: number): DataView {
    const bytes = this.bytes(length);
    return new DataView(bytes.buffer, bytes.byteOffset, length);
  }

  /** The bytes up to the next line feed, which is skipped; a line longer than `limit` is an error. */
  line(limit: number): Uint8Array {
    const wanted = Math.min(limit + 1, this.remaining);
    if (wanted > this.chunk.byteLength - this.next) this.refill(wanted);
    const end = this.chunk.subarray(this.next, this.next + wanted).indexOf(0x0a);
    if (end < 0) throw this.source.error(`the line at byte ${this.position} does not end`);
    const line = this.bytes(end);
    this.next += 1;
    return line;
  }

  private refill(atLeast: number): void {
    const start = this.position;
    if (atLeast > this.end - start) {
      throw this.source.error(
        `is truncated: ${atLeast} bytes are wanted at ${start}, where ${this.end - start} are left`,
      );
    }
    const length = Math.min(this.end - start, Math.max(atLeast, chunkLength));
    this.chunk = this.source.read(start, length, "the next chunk");
    this.chunkStart = start;
    this.next = 0;
  }
}
