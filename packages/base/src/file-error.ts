// The error class of this package, and what the system's error codes mean in words. The codes are those of errno(3),
// https://man7.org/linux/man-pages/man3/errno.3.html.

import { CodedError, type ErrorDetails } from "./error.js";
import { capitalised } from "./text.js";

/** What a {@link FileError} is about; its `code`. */
export type FileErrorCode =
  /** The system refuses: no such file, no permission, disk full. */
  | "access"
  /** It is a folder, pipe, socket, device or link where a file is wanted. */
  | "irregular"
  /** It holds more bytes than such a file can need. */
  | "too-large";

export interface FileErrorDetails extends ErrorDetails {
  /** The file or folder concerned. */
  readonly path: string;
  /** `"ENOENT"`, `"ENOSPC"`, … where it was the system that refused. */
  readonly systemCode?: string;
}

/** What is wrong with a file. Packages that know what the file is for turn it into an error of their own. */
export class FileError extends CodedError<FileErrorCode, FileErrorDetails> {
  override readonly name = "FileError";
  declare readonly path: string;
  declare readonly systemCode?: string;
}

/** `"ENOENT"`, `"ENOSPC"`, … of an error of the system, or of a FileError that follows from one; undefined for others. */
export function systemCode(error: unknown): string | undefined {
  if (error instanceof FileError) return error.systemCode;
  return error instanceof Error && "syscall" in error && "code" in error ? String(error.code) : undefined;
}

/** The reason as a clause, and what to do about it. */
const WORDS: Readonly<Record<string, readonly [reason: string, action: string]>> = {
  ENOENT: ["the file or its folder does not exist", "check the path"],
  ENOTDIR: ["a part of the path is a file, not a folder", "check the path"],
  EEXIST: ["something else has this name", "choose another"],
  EISDIR: ["it is a folder", "give a file"],
  ENXIO: ["it is a socket or a device", "give a file"],
  ELOOP: ["it is a symbolic link that leads to itself", "check the path"],
  EACCES: ["it is not allowed", "check the permissions of the file and its folder"],
  EPERM: ["it is not allowed", "check the permissions of the file and its folder"],
  EROFS: ["the file system is read-only", "choose another folder"],
  ENOSPC: ["the disk is full", "free some space or choose another folder"],
  EDQUOT: ["the disk quota is used up", "free some space or choose another folder"],
  EFBIG: ["the file is larger than the file system or the process's limit allows", "choose another folder"],
  EMFILE: ["too many files are open", "raise the limit (ulimit -n)"],
  ENFILE: ["too many files are open on this machine", "end some programs"],
  ENAMETOOLONG: ["the file name is too long", "choose a shorter one"],
  EIO: ["the disk does not answer as it should", "check it, and copy the file elsewhere"],
  ESTALE: ["the network folder has changed meanwhile", "try again"],
};

/**
 * Why the system refused.
 *
 * @returns `reason`, a clause ("the disk is full"), and `remedy`, a sentence that says both ("The disk is full: free …").
 */
export function systemWords(error: unknown): { readonly reason: string; readonly remedy: string } {
  const [reason, action] = WORDS[systemCode(error) ?? ""] ?? [];
  if (reason !== undefined) return { reason, remedy: `${capitalised(reason)}: ${action}.` };
  if (error instanceof FileError) return { reason: error.fault, remedy: error.remedy ?? "" };
  const message = error instanceof Error ? error.message : String(error);
  return { reason: message, remedy: `The system says: ${message}` };
}

/**
 * The error for a file operation that the system refused; any other error as it is.
 *
 * @param done participle of what was tried: "read", "written", "made"
 */
export function fileError(path: string, done: string, cause: unknown): unknown {
  const code = systemCode(cause);
  if (code === undefined || cause instanceof FileError) return cause;
  const { remedy } = systemWords(cause);
  return new FileError("access", { fault: `cannot be ${done}`, remedy, path, systemCode: code, cause });
}

/** Runs `action`; what the system refuses becomes the error of {@link fileError}. */
export function orFileError<T>(path: string, done: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw fileError(path, done, cause);
  }
}
