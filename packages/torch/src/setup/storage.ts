// What set-up keeps in the cache folder: JSON files, told apart by hashes, written under locks, while there is space. What the
// disk refuses is a `setup` error.

import { createHash } from "node:crypto";
import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import {
  makeFolder as baseMakeFolder,
  bytesText,
  type Environment,
  FileError,
  orFileError,
  readSmallFile,
  systemCode,
  systemWords,
  withLock as withBaseLock,
  writeAtomicallySync,
} from "@mandn/base";
import type { TorchError } from "../errors.js";
import { setupError } from "./tools.js";

/** Part of the names of what is kept, so that a version that writes other content does not read this one's. */
export const RECORD_FORMAT = 2;

/** The SHA-256 of the parts, each preceded by its length, so that no two lists of parts give the same text. */
export function sha256(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest("hex");
}

/** Writes a JSON file so that a reader sees the old content or the new, never a part. */
export function writeJson(path: string, value: unknown): void {
  orStorageError(path, () => writeAtomicallySync(path, `${JSON.stringify(value, null, 2)}\n`));
}

/** Larger than any of set-up's records. */
const LARGEST_RECORD = 1 << 24;

/** The parsed content of a JSON file, or `undefined` when the file is not there or is not JSON. */
export function readJson(path: string): unknown {
  let text: string;
  try {
    text = readSmallFile(path, LARGEST_RECORD).toString();
  } catch (error) {
    if (systemCode(error) === "ENOENT" || systemCode(error) === "ENOTDIR") return undefined;
    throw storageError(error, path);
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes a folder and those above it. */
export function makeFolder(path: string, env: Environment): void {
  orStorageError(path, () => baseMakeFolder(path, env));
}

/** Runs `work` while holding the lock file at `path`, whose folder is made (base's `withLock`). */
export async function withLock<T>(
  path: string,
  env: Environment,
  work: () => Promise<T>,
  onWait: (holder: string) => void,
): Promise<T> {
  makeFolder(dirname(path), env);
  try {
    return await withBaseLock(path, work, onWait);
  } catch (error) {
    throw error instanceof FileError ? storageError(error, error.path) : error; // the lock's, or one of the work's own
  }
}

/** Throws a `setup` error when the disk that holds `folder` (which exists) has fewer than `bytes` free. */
export function requireSpace(folder: string, bytes: number, purpose: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  const problem = `${purpose} needs ${bytesText(bytes)} of disk space and there are ${bytesText(free)}`;
  throw setupError(problem, "export MANDN_HOME=<folder on a larger disk>", { path: folder });
}

function orStorageError<T>(path: string, action: () => T): T {
  try {
    return orFileError(path, "used", action);
  } catch (error) {
    throw error instanceof FileError ? storageError(error, path) : error;
  }
}

/** A file error of set-up as a `setup` error that names the path and what to do. */
export function storageError(error: unknown, path: string): TorchError {
  return setupError(`set-up cannot use it, for ${systemWords(error).reason}`, "export MANDN_HOME=<another folder>", {
    path,
    cause: error,
  });
}
