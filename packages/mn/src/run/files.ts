// Files of a run's folder: read and written as JSON, and what is thrown where the system refuses one.
// Everything in the folder but tensors goes through it.

import { closeSync, readFileSync, readSync } from "node:fs";
import { FileError, fileError, openRegularSync, readSmallFile, systemCode, writeAtomicallySync } from "@mandn/base";
import { TorchError } from "@mandn/torch";
import { z } from "zod";
import { MnError } from "../errors.js";

/**
 * What to throw when a file operation on the run folder failed: where the system refused it (read-only, no permission,
 * disk full) an {@link MnError} `"run"` that says what to do; any other error unchanged.
 *
 * @param done participle of what was tried: "read", "written", "made"
 */
export function refused(path: string, done: string, error: unknown): unknown {
  const refusal = fileError(path, done, error instanceof TorchError && error.code === "file" ? error.cause : error);
  if (!(refusal instanceof FileError)) return error;
  const { fault, remedy } = refusal;
  return new MnError("run", { fault, remedy, path, cause: error });
}

/** Runs `action`; what the system refuses becomes the error of {@link refused}. */
export function orRefused<T>(path: string, done: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw refused(path, done, error);
  }
}

/** Larger than what a run with a million scans writes. */
const LARGEST = 1 << 28;

/**
 * What a JSON file of the run folder holds; undefined where there is no such file.
 *
 * @throws MnError `run` with every fault of its content and its place, or when the system refuses to read
 */
export function readJsonFile<T>(path: string, schema: z.ZodType<T>): T | undefined {
  const value = readJson(path);
  return value === undefined ? undefined : checked(value, schema, path);
}

/**
 * What a product of an earlier step holds; undefined where there is none, or one of another version of this program, which is then
 * made anew.
 *
 * @param schema says in its field `version` which one is current
 * @throws MnError `run` as {@link readJsonFile}
 */
export function readProduct<Schema extends Versioned>(path: string, schema: Schema): z.infer<Schema> | undefined {
  const value = readJson(path);
  if (value === undefined) return undefined;
  const { version } = checked(value, z.looseObject({ version: z.unknown() }), path);
  return version === schema.shape.version.value ? checked(value, schema, path) : undefined;
}

type Versioned = z.ZodType & { readonly shape: { readonly version: z.ZodLiteral<number> } };

/** Undefined where there is no such file; JSON holds no such value. */
function readJson(path: string): unknown {
  let text: string;
  try {
    text = readSmallFile(path, LARGEST).toString();
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw refused(path, "read", error);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MnError("run", `is not JSON: ${(cause as Error).message}`, { path, cause });
  }
}

function checked<Schema extends z.ZodType>(value: unknown, schema: Schema, path: string): z.infer<Schema> {
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return data;
  throw new MnError("run", `is not as it should be:\n${z.prettifyError(error)}`, { path, cause: error });
}

/**
 * Writes a JSON file of the run folder in one step.
 *
 * @throws MnError `run` when the system refuses to write
 */
export function writeJsonFile(path: string, value: unknown): void {
  writeTextFile(path, `${JSON.stringify(value, null, 1)}\n`);
}

/**
 * Copies a file in one step; both lie in folders of runs, and it fits into memory.
 *
 * @throws MnError `run` when the system refuses
 */
export function copyFile(from: string, to: string): void {
  const content = orRefused(from, "read", () => readFileSync(from));
  orRefused(to, "written", () => writeAtomicallySync(to, content));
}

/** As {@link writeJsonFile}, for any text. */
export function writeTextFile(path: string, text: string): void {
  orRefused(path, "written", () => writeAtomicallySync(path, text));
}

/** As {@link writeTextFile}, of a text in pieces that need not fit into memory together. What taking a piece throws passes unchanged. */
export function writePieces(path: string, pieces: Iterable<string>): void {
  try {
    writeAtomicallySync(path, joinedPieces(pieces));
  } catch (error) {
    throw refused(path, "written", error);
  }
}

/**
 * Whether a file holds exactly this text.
 *
 * @throws MnError `run` when the system refuses to read; what taking a piece throws passes unchanged
 */
export function holdsPieces(path: string, pieces: Iterable<string>): boolean {
  const file = orRefused(path, "read", () => openRegularSync(path));
  try {
    const read = (length: number) => {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(
        0,
        orRefused(path, "read", () => readSync(file, bytes)),
      );
    };
    for (const piece of joinedPieces(pieces)) if (!read(piece.length).equals(piece)) return false;
    return read(1).length === 0;
  } finally {
    closeSync(file);
  }
}

/** The first characters of a file of ASCII characters, as far as there are so many; empty where there is no file. */
export function beginningOf(path: string, length: number): string {
  let file: number;
  try {
    file = openRegularSync(path);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return "";
    throw refused(path, "read", error);
  }
  try {
    const bytes = Buffer.alloc(length);
    return bytes.toString(
      "latin1",
      0,
      orRefused(path, "read", () => readSync(file, bytes)),
    );
  } finally {
    closeSync(file);
  }
}

/** So many characters are written at once. */
const AT_ONCE = 1 << 16;

function* joinedPieces(pieces: Iterable<string>): Generator<Buffer> {
  let some: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    some.push(piece);
    length += piece.length;
    if (length < AT_ONCE) continue;
    yield Buffer.from(some.join(""));
    some = [];
    length = 0;
  }
  yield Buffer.from(some.join(""));
}
