import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { TorchError } from "../errors.js";

/**
 * Writes a file so that, whatever happens, `path` holds either what it held before or all of the new content: into a
 * temporary file beside it, flushed to the disk, then renamed; then the folder is flushed.
 *
 * @param chunks the content, piece by piece; taken one at a time, so it need not fit into memory at once
 * @throws TorchError `file` if writing fails, and whatever `chunks` throws; the temporary file is removed
 */
export function writeFileAtomic(path: string, chunks: Iterable<Uint8Array>): void {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${process.pid}.${randomBytes(4).toString("hex")}.tmp`);
  const descriptor = attempt(path, () => openSync(temporary, "wx"));
  try {
    try {
      for (const chunk of chunks) attempt(path, () => writeAll(descriptor, chunk));
      attempt(path, () => fsyncSync(descriptor));
    } finally {
      closeSync(descriptor);
    }
    attempt(path, () => renameSync(temporary, path));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  if (process.platform !== "win32") attempt(path, () => flushFolder(folder)); // Windows cannot open folders
}

const largestWrite = 1 << 30; // writeSync takes at most 2³¹ − 1 bytes

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.byteLength; ) {
    done += writeSync(descriptor, bytes, done, Math.min(bytes.byteLength - done, largestWrite));
  }
}

function flushFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TorchError("file", `${path}: cannot be written (${reason}).`, { path, cause });
  }
}
