// Whole files: written so that nobody ever meets half of one, opened so that a pipe cannot hang the program, read with a
// limit, told apart by their content.

import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { FileError, fileError, orFileError, systemCode } from "./file-error.js";

/**
 * Writes a file so that a reader, a crash or a full disk never meets half of one: `fill` writes beside it under a
 * temporary name, that is flushed to disk, renamed over `path`, and the folder flushed. When anything fails the old file
 * stays as it was and the temporary one is removed. A symbolic link at `path` is replaced, not followed.
 *
 * @throws FileError `"access"` when the folder is missing or read-only or the disk is full, `"irregular"` when `path` is a
 * pipe or a device; what else `fill` throws passes unchanged.
 */
export async function writeAtomically(path: string, fill: (file: FileHandle) => Promise<void>): Promise<void> {
  assertReplaceable(path);
  const temporary = temporaryBeside(path);
  const file = await open(temporary, "wx").catch((cause: unknown) => {
    throw fileError(path, "written", cause);
  });
  try {
    try {
      await fill(file);
      await file.sync();
    } finally {
      await file.close();
    }
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw fileError(path, "written", cause);
  }
  flushFolder(dirname(path));
}

/**
 * As {@link writeAtomically}, at once.
 *
 * @param content the whole, or piece by piece; pieces are taken one at a time, so they need not fit into memory together
 * @throws FileError as {@link writeAtomically} does; what the taking of a piece throws passes unchanged.
 */
export function writeAtomicallySync(path: string, content: string | Uint8Array | Iterable<Uint8Array>): void {
  assertReplaceable(path);
  const pieces =
    typeof content === "string" ? [Buffer.from(content)] : content instanceof Uint8Array ? [content] : content;
  const temporary = temporaryBeside(path);
  const file = orFileError(path, "written", () => openSync(temporary, "wx"));
  try {
    try {
      for (const piece of pieces) orFileError(path, "written", () => writeAll(file, piece));
      orFileError(path, "written", () => fsyncSync(file));
    } finally {
      closeSync(file);
    }
    orFileError(path, "written", () => renameSync(temporary, path));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  flushFolder(dirname(path));
}

/** Characters of a file's name in that of its temporary one: a name may have 255 bytes in all. */
const LONGEST = 40;

/** A path beside `path` that no other process uses, hidden, ending in `.tmp`: for what is renamed when it is whole. */
export function temporaryBeside(path: string): string {
  const name = basename(path).slice(0, LONGEST);
  return join(dirname(path), `.${name}.${process.pid}.${randomBytes(6).toString("hex")}.tmp`);
}

const TEMPORARY = /^\..*\.\d+\.[0-9a-f]{12}\.tmp$/;

/**
 * Removes the files of {@link temporaryBeside} that processes left in a folder when they were killed. Only where no process writes.
 *
 * @param name of the file that they were for; default any
 * @throws FileError `"access"` when the folder cannot be read or written
 */
export function removeTemporaries(folder: string, name = ""): void {
  orFileError(folder, "cleared of unfinished files", () => {
    for (const found of readdirSync(folder)) {
      if (TEMPORARY.test(found) && found.startsWith(`.${name.slice(0, LONGEST)}`)) {
        rmSync(join(folder, found), { force: true });
      }
    }
  });
}

/** Renaming a file over a device or pipe, such as /dev/null, would remove that for every program. */
function assertReplaceable(path: string): void {
  const status = orFileError(path, "written", () => statSync(path, { throwIfNoEntry: false }));
  if (status !== undefined && !status.isFile() && !status.isDirectory()) throw irregular(path, status);
}

const LARGEST_WRITE = 1 << 30; // a system call takes at most 2³¹ − 1 bytes

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.byteLength; ) {
    done += writeSync(file, bytes, done, Math.min(bytes.byteLength - done, LARGEST_WRITE));
  }
}

/** Codes of systems (Windows) and file systems that cannot flush folders; there the rename is all that can be had. */
const NO_FOLDER_FLUSH = new Set(["EISDIR", "EPERM", "EINVAL", "ENOTSUP", "EACCES"]);

function flushFolder(path: string): void {
  try {
    const folder = openSync(path, "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (cause) {
    if (!NO_FOLDER_FLUSH.has(systemCode(cause) ?? "")) throw fileError(path, "flushed", cause);
  }
}

/** Without waiting for a pipe's other end, and without making a terminal the program's own. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/**
 * Opens a file for reading, and nothing that is no file: a pipe would wait for ever, a device may never end.
 *
 * @throws FileError `"access"`; `"irregular"` for a folder, pipe, socket or device.
 */
export async function openRegular(path: string): Promise<FileHandle> {
  const file = await open(path, READ).catch((cause: unknown) => {
    throw fileError(path, "read", cause);
  });
  try {
    const status = await file.stat();
    if (!status.isFile()) throw irregular(path, status);
    return file;
  } catch (cause) {
    await file.close();
    throw fileError(path, "read", cause);
  }
}

/** As {@link openRegular}, at once; returns a file descriptor. */
export function openRegularSync(path: string): number {
  const file = orFileError(path, "read", () => openSync(path, READ));
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw irregular(path, status);
    return file;
  } catch (cause) {
    closeSync(file);
    throw fileError(path, "read", cause);
  }
}

/** The `"irregular"` error of a path that is there and is no file; `status` as `stat` or `lstat` has it. */
export function irregular(path: string, status: Stats, remedy = "Give a file."): FileError {
  const kinds: readonly [is: boolean, name: string][] = [
    [status.isDirectory(), "a folder"],
    [status.isFIFO(), "a pipe"],
    [status.isSocket(), "a socket"],
    [status.isSymbolicLink(), "a symbolic link"],
  ];
  const kind = kinds.find(([is]) => is)?.[1] ?? "a device";
  return new FileError("irregular", { fault: `is ${kind}, not a file`, remedy, path });
}

const CHUNK = 1 << 16;

/**
 * The whole content of a file that people or this program write, and that is small.
 *
 * @param limit the most bytes that it may have; no more than that is ever held
 * @throws FileError `"access"`, `"irregular"`, or `"too-large"`
 */
export function readSmallFile(path: string, limit: number): Buffer {
  const file = openRegularSync(path);
  try {
    const pieces: Buffer[] = [];
    for (let length = 0; ; ) {
      const piece = Buffer.allocUnsafe(CHUNK);
      const read = orFileError(path, "read", () => readSync(file, piece));
      if (read === 0) return Buffer.concat(pieces, length);
      length += read;
      if (length > limit) throw tooLarge(path, limit);
      pieces.push(piece.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
}

function tooLarge(path: string, limit: number): FileError {
  return new FileError("too-large", {
    fault: `has more than ${limit} bytes, which is too much for such a file`,
    remedy: "Check that it is the file meant.",
    path,
  });
}

/**
 * The SHA-256 of a file's content, in hexadecimal: what tells it from another, whatever its name and times. It is read in
 * pieces, so its size does not matter.
 *
 * @throws FileError `"access"`, `"irregular"`
 */
export async function contentHash(path: string): Promise<string> {
  const file = await openRegular(path);
  try {
    const hash = createHash("sha256");
    for await (const piece of file.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })) hash.update(piece);
    return hash.digest("hex");
  } catch (cause) {
    throw fileError(path, "read", cause);
  } finally {
    await file.close();
  }
}
