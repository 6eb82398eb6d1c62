// Files as the formats read them: opened only where they are files, from front to back, inflated on the way, and never
// more of them than was asked for.
import type { Stats } from "node:fs";
import { type FileHandle, readlink, stat } from "node:fs/promises";
import type { Transform } from "node:stream";
import { pipeline } from "node:stream";
import { crc32, createGunzip, createInflateRaw, createUnzip } from "node:zlib";
import { openRegular as openRegularFile } from "@mandn/base";
import { ImagingError } from "../errors.js";
import { accessError } from "../file-access.js";

/** No deflate stream expands by more than this factor. */
export const MOST_EXPANSION = 1032;

/** The most bytes that one system call is asked for. */
const LARGEST_READ = 2 ** 30;

interface ByteSourceOptions {
  /** `"auto"`: gzip when the file begins with gzip's two magic bytes, else as stored. `"unzip"`: zlib or gzip. */
  readonly decode: "auto" | "stored" | "deflate" | "unzip";
  /** The part of the file to read, in bytes; default all of it. */
  readonly start?: number;
  readonly end?: number;
  /** How many bytes are read and inflated at a time: few for a header, many for voxels. */
  readonly chunkBytes?: number;
  /** The CRC-32 that all bytes together must have; checked when the end is met, unless some were skipped. */
  readonly checksum?: number;
}

/** A file's bytes from front to back, inflated on the way if need be, into buffers that the caller owns. */
export class ByteSource {
  readonly path: string;
  /** Bytes of the part of the file that is read, as they lie on disk. */
  readonly storedBytes: number;
  /** Whether the bytes are inflated on the way. */
  readonly compressed: boolean;
  readonly #file: FileHandle;
  readonly #inflated: { stream: Transform; chunks: AsyncIterator<Uint8Array> } | null;
  #pending: Uint8Array = new Uint8Array(0);
  #position: number;
  readonly #end: number;
  /** The checksum to be met and that of the bytes so far. */
  #checksum: { readonly expected: number; sum: number } | null;

  private constructor(
    path: string,
    file: FileHandle,
    range: readonly [number, number],
    inflate: Transform | null,
    { chunkBytes = 1 << 18, checksum }: ByteSourceOptions,
  ) {
    const [start, end] = range;
    this.#checksum = checksum === undefined ? null : { expected: checksum, sum: 0 };
    this.path = path;
    this.storedBytes = end - start;
    this.compressed = inflate !== null;
    this.#file = file;
    this.#position = start;
    this.#end = end;
    if (inflate === null || start === end) {
      this.#inflated = null;
      return;
    }
    const stored = file.createReadStream({ start, end: end - 1, highWaterMark: chunkBytes, autoClose: false });
    // Its errors reach the iterator, through which alone the stream is read; but one may come before the first read.
    inflate.on("error", () => {});
    pipeline(stored, inflate, () => {});
    this.#inflated = { stream: inflate, chunks: inflate[Symbol.asyncIterator]() };
  }

  /** @throws ImagingError `"access"` when the file cannot be opened or is a folder, a pipe or a device. */
  static async open(path: string, options: ByteSourceOptions): Promise<ByteSource> {
    const { decode, start = 0, end, chunkBytes = 1 << 18 } = options;
    const file = await openRegular(path);
    try {
      const { size } = await file.stat();
      let inflate: Transform | null = null;
      if (decode === "deflate") inflate = createInflateRaw({ chunkSize: chunkBytes });
      if (decode === "unzip") inflate = createUnzip({ chunkSize: chunkBytes });
      if (decode === "auto") {
        const magic = new Uint8Array(2);
        await file.read(magic, 0, 2, start);
        if (magic[0] === 0x1f && magic[1] === 0x8b) inflate = createGunzip({ chunkSize: chunkBytes });
      }
      const last = Math.min(end ?? size, size);
      return new ByteSource(path, file, [Math.min(start, last), last], inflate, options);
    } catch (cause) {
      await file.close();
      throw accessError(path, "read", cause);
    }
  }

  /** No more bytes than this can still come out: what guards against headers that promise more than there is. */
  get mostBytes(): number {
    return this.compressed ? this.storedBytes * MOST_EXPANSION : this.#end - this.#position;
  }

  /**
   * Fills `target` from where the last call ended.
   *
   * @returns how many bytes were written; fewer than `target.length` only at the end.
   * @throws ImagingError `"malformed"` when a compressed stream is damaged or cut off, `"access"` when the disk fails.
   */
  async read(target: Uint8Array): Promise<number> {
    let filled = 0;
    try {
      while (filled < target.length) {
        const bytes = this.compressed ? await this.#inflate(target, filled) : await this.#load(target, filled);
        if (bytes === 0) break;
        filled += bytes;
      }
    } catch (cause) {
      throw this.#explain(cause);
    }
    this.#verify(target.subarray(0, filled), filled < target.length);
    return filled;
  }

  /** Passes over `count` bytes; returns how many there were. */
  async skip(count: number): Promise<number> {
    this.#checksum = null;
    if (!this.compressed) {
      const passed = Math.min(count, this.#end - this.#position);
      this.#position += passed;
      return passed;
    }
    const scratch = new Uint8Array(Math.min(count, 1 << 16));
    let passed = 0;
    while (passed < count) {
      const bytes = await this.read(scratch.subarray(0, Math.min(scratch.length, count - passed)));
      if (bytes === 0) break;
      passed += bytes;
    }
    return passed;
  }

  async close(): Promise<void> {
    this.#inflated?.stream.destroy();
    await this.#file.close();
  }

  async #load(target: Uint8Array, filled: number): Promise<number> {
    const length = Math.min(target.length - filled, this.#end - this.#position, LARGEST_READ);
    if (length === 0) return 0;
    const { bytesRead } = await this.#file.read(target, filled, length, this.#position);
    this.#position += bytesRead;
    return bytesRead;
  }

  async #inflate(target: Uint8Array, filled: number): Promise<number> {
    while (this.#pending.length === 0) {
      const chunk = await this.#inflated?.chunks.next();
      if (chunk === undefined || chunk.done) return 0;
      this.#pending = chunk.value;
    }
    const part = this.#pending.subarray(0, target.length - filled);
    target.set(part, filled);
    this.#pending = this.#pending.subarray(part.length);
    return part.length;
  }

  #verify(bytes: Uint8Array, atEnd: boolean): void {
    if (this.#checksum === null) return;
    this.#checksum.sum = crc32(bytes, this.#checksum.sum);
    if (atEnd && this.#checksum.sum !== this.#checksum.expected) {
      throw malformed(
        this.path,
        "is damaged: its checksum does not fit its content",
        "Copy or download the file again.",
      );
    }
  }

  #explain(cause: unknown): ImagingError {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    if (!code.startsWith("Z_")) return accessError(this.path, "read", cause);
    const fault =
      code === "Z_BUF_ERROR"
        ? `is cut off: its compressed stream of ${this.storedBytes} bytes breaks off before its end`
        : `is damaged: its compressed stream cannot be inflated (${cause instanceof Error ? cause.message : code})`;
    return malformed(this.path, fault, "Copy or download the file again.", cause);
  }
}

/**
 * Opens a file for reading, and nothing that is no file (base's `openRegular`).
 *
 * @throws ImagingError `"access"` when it is missing, unreadable, a folder, a pipe, a socket or a device.
 */
export async function openRegular(path: string): Promise<FileHandle> {
  try {
    return await openRegularFile(path);
  } catch (cause) {
    throw accessError(path, "read", cause);
  }
}

/**
 * How many bytes a file has.
 *
 * @throws ImagingError as {@link openRegular}.
 */
export async function sizeOfRegular(path: string): Promise<number> {
  const file = await openRegular(path);
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/**
 * What stands at a path: a file, a folder, or what is neither.
 *
 * @throws ImagingError `"access"` when it cannot be looked at; of a link that leads nowhere it says what that leads to.
 */
export async function statusOf(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (cause) {
    throw await unreachable(path, cause);
  }
}

async function unreachable(path: string, cause: unknown): Promise<ImagingError> {
  const target = await readlink(path).catch(() => undefined);
  if (target === undefined) return accessError(path, "read", cause);
  const remedy = "Bring the file there (of git-annex or DataLad: `git annex get`), or take the link out.";
  return new ImagingError("access", `is a link to ${target}, which is not there`, {
    path,
    remedy,
    cause,
  });
}

/** The `"malformed"` error "PATH: FAULT. REMEDY". */
export function malformed(path: string, fault: string, remedy: string, cause?: unknown): ImagingError {
  return new ImagingError("malformed", fault, { path, remedy, cause });
}

/** The `"unsupported"` error "PATH: FAULT. REMEDY". */
export function unsupported(path: string, fault: string, remedy: string): ImagingError {
  return new ImagingError("unsupported", fault, { path, remedy });
}
