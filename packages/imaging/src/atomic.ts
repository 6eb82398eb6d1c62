import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ImagingError } from "./errors.js";

/**
 * Writes a file so that a reader, a crash or a full disk never meets half of one: `fill` writes beside it under a
 * temporary name, that is flushed to disk, renamed over `path`, and the folder flushed. When anything fails the old file
 * stays as it was and the temporary one is removed. A symbolic link at `path` is replaced, not followed.
 *
 * @throws ImagingError `"access"` when the folder is missing or read-only or the disk is full; what else `fill` throws
 * passes unchanged.
 */
export async function writeAtomically(path: string, fill: (file: FileHandle) => Promise<void>): Promise<void> {
  const beside = join(dirname(path), `.${randomBytes(8).toString("hex")}.partial`);
  const file = await open(beside, "wx").catch((cause: unknown) => {
    throw accessError(path, "written", cause);
  });
  try {
    try {
      await fill(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    throw isSystemError(cause) ? accessError(path, "written", cause) : cause;
  }
  await syncFolder(dirname(path));
}

/** Codes of systems (Windows) and file systems that cannot flush folders; there the rename is all that can be had. */
const NO_FOLDER_SYNC = new Set(["EISDIR", "EPERM", "EINVAL", "ENOTSUP", "EACCES"]);

async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (cause) {
    if (!NO_FOLDER_SYNC.has(codeOf(cause))) throw accessError(path, "flushed", cause);
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOENT: "Check the path: the file or its folder does not exist.",
  ENOTDIR: "Check the path: a part of it is a file, not a folder.",
  EISDIR: "Give a file, not a folder.",
  EACCES: "Check the permissions of the file and its folder.",
  EPERM: "Check the permissions of the file and its folder.",
  EROFS: "The file system is read-only: choose another folder.",
  ENOSPC: "The disk is full: free some space or choose another folder.",
  EDQUOT: "The disk quota is used up: free some space or choose another folder.",
  EFBIG: "The file is larger than the file system or the process's limit allows.",
  EMFILE: "Too many files are open: raise the limit (ulimit -n).",
  ENAMETOOLONG: "Choose a shorter file name.",
};

/** The `"access"` error for a failed file operation: `done` is its participle ("read", "written"). */
export function accessError(path: string, done: string, cause: unknown): ImagingError {
  const code = codeOf(cause);
  const remedy = REMEDIES[code] ?? `The system says: ${cause instanceof Error ? cause.message : String(cause)}`;
  return new ImagingError("access", `${path} cannot be ${done}. ${remedy}`, { path, remedy, cause });
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

function isSystemError(cause: unknown): boolean {
  return cause instanceof Error && "syscall" in cause;
}
