// Files of this package: base's atomic writing and its words for what the system refuses, as errors of this package.
// Everything here that opens or writes a file goes through it.

import type { FileHandle } from "node:fs/promises";
import { writeAtomically as baseWriteAtomically, FileError, fileError, systemWords } from "@mandn/base";
import { ImagingError } from "./errors.js";

/**
 * Writes a file so that a reader, a crash or a full disk never meets half of one (base's `writeAtomically`).
 *
 * @throws ImagingError `"access"` when the folder is missing or read-only or the disk is full; what else `fill` throws
 * passes unchanged.
 */
export async function writeAtomically(path: string, fill: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    await baseWriteAtomically(path, fill);
  } catch (cause) {
    throw cause instanceof FileError ? accessError(path, "written", cause) : cause;
  }
}

/** The `"access"` error for a failed file operation: `done` is its participle ("read", "written"). */
export function accessError(path: string, done: string, cause: unknown): ImagingError {
  const refusal = fileError(path, done, cause);
  const fault = refusal instanceof FileError ? refusal.fault : `cannot be ${done}`;
  const { remedy } = systemWords(cause);
  return new ImagingError("access", fault, { path, remedy, cause });
}
