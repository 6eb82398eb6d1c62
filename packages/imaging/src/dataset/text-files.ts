// Lists and descriptions of datasets as files: opened only where they are plain files, read in whatever encoding they
// have, JSON checked for what JSON.parse passes over (keys given twice, `__proto__`).

import { closeSync, readSync } from "node:fs";
import { openRegularSync, someOf } from "@mandn/base";
import type { z } from "zod";
import { ImagingError } from "../errors.js";
import { accessError } from "../file-access.js";
import { openRegular } from "../formats/bytes.js";
import { datasetError } from "./dataset.js";

/** No list of scans is longer than this. */
const MOST_BYTES = 1 << 27;

/** A text file's content. */
interface TextFile {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: "UTF-8" | "UTF-16" | "Windows-1252";
}

/**
 * Reads a text file in UTF-8; in UTF-16 where its byte order mark, or a 0 in every second byte of its beginning, says
 * so; what is neither in Windows-1252, which is Latin-1 with the quotes and dashes that Excel writes.
 *
 * @throws ImagingError `"access"`; `"dataset"` for a file of more than 128 MiB.
 */
export async function readTextFile(path: string): Promise<TextFile> {
  const bytes = await readBytes(path);
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return { text: new TextDecoder(utf16).decode(bytes), encoding: "UTF-16" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "Windows-1252" };
  }
}

/** As {@link readTextFile}, the text alone. */
export async function readText(path: string): Promise<string> {
  return (await readTextFile(path)).text;
}

/** Of a list that is read piece by piece. */
const PIECE = 1 << 14;

/**
 * As {@link readText}, piece by piece, of a file of any length: what is kept of a piece keeps no more than that piece in memory.
 *
 * @throws ImagingError `"access"`.
 */
export function* textPieces(path: string): Generator<string> {
  const decoder = new TextDecoder(encodingOf(path));
  for (const bytes of bytePieces(path)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

/** As {@link readTextFile} decides it. */
function encodingOf(path: string): "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let isFirst = true;
  try {
    for (const bytes of bytePieces(path)) {
      const utf16 = isFirst ? utf16Of(bytes) : undefined;
      if (utf16 !== undefined) return utf16;
      isFirst = false;
      utf8.decode(bytes, { stream: true });
    }
    utf8.decode();
    return "utf-8";
  } catch (error) {
    if (error instanceof TypeError) return "windows-1252"; // what a decoder throws for bytes that are no UTF-8
    throw error;
  }
}

/** Each valid until the next is asked for. */
function* bytePieces(path: string): Generator<Buffer> {
  try {
    const file = openRegularSync(path);
    try {
      const bytes = Buffer.allocUnsafe(PIECE);
      for (let read = readSync(file, bytes); read > 0; read = readSync(file, bytes)) yield bytes.subarray(0, read);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw accessError(path, "read", cause);
  }
}

async function readBytes(path: string): Promise<Buffer> {
  const file = await openRegular(path);
  try {
    const { size } = await file.stat();
    if (size > MOST_BYTES) throw datasetError(path, `is no list of scans: it has ${size} bytes`, "Take it away.");
    return await file.readFile();
  } catch (cause) {
    throw cause instanceof ImagingError ? cause : accessError(path, "read", cause);
  } finally {
    await file.close();
  }
}

function utf16Of(bytes: Buffer): "utf-16le" | "utf-16be" | undefined {
  const mark = bytes.subarray(0, 2).toString("hex");
  if (mark === "fffe") return "utf-16le";
  if (mark === "feff") return "utf-16be";
  const pairs = Array.from({ length: Math.min(64, bytes.length >> 1) }, (_, i) => [bytes[2 * i], bytes[2 * i + 1]]);
  if (pairs.length === 0) return undefined;
  if (pairs.every(([low, high]) => low !== 0 && high === 0)) return "utf-16le";
  return pairs.every(([high, low]) => low !== 0 && high === 0) ? "utf-16be" : undefined;
}

/** @throws ImagingError `"access"`, or `"dataset"` when the text is not JSON. */
export async function parseJson(path: string): Promise<unknown> {
  return parsed(path, await readText(path));
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw datasetError(path, `is not JSON (${said})`, "Correct it; a JSON checker shows the place.", cause);
  }
}

/**
 * Reads JSON and checks its shape; a fault names the place in the file.
 *
 * @throws ImagingError `"access"`; `"dataset"` for what is no JSON or of another shape, for an object that has a key
 * twice, of which JSON.parse would take the last, and for the key `__proto__`, which would be lost.
 */
export async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readText(path);
  const value = parsed(path, text);
  const oddKeys = oddKeysOf(text);
  if (oddKeys.length > 0) throw datasetError(path, someOf(oddKeys, 5), "Give each entry one key of its own.");
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path: place, message }) => `${place.join(".") || "the file"}: ${message}`);
  throw datasetError(
    path,
    `does not describe a dataset (${someOf(faults, 5)})`,
    "Correct these entries.",
    result.error,
  );
}

/** Faults of the keys in a text that is JSON, as half sentences. */
function oddKeysOf(text: string): string[] {
  const faults: string[] = [];
  /** The keys of each object around the place; null for an array. */
  const around: (Set<string> | null)[] = [];
  let line = 1;
  let isKey = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === "\n") line++;
    else if (character === "{") {
      around.push(new Set());
      isKey = true;
    } else if (character === "[") around.push(null);
    else if (character === "}" || character === "]") {
      around.pop();
      isKey = false;
    } else if (character === ",") isKey = around.at(-1) !== null;
    else if (character === '"') {
      const end = endOfString(text, i);
      const keys = around.at(-1);
      if (isKey && keys) {
        const key = String(JSON.parse(text.slice(i, end + 1)));
        if (keys.has(key)) faults.push(`line ${line} has the key "${key}" a second time`);
        if (key === "__proto__") faults.push(`line ${line} has the key "__proto__", which cannot be one`);
        keys.add(key);
        isKey = false;
      }
      i = end;
    }
  }
  return faults;
}

/** The place of the quote that ends the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  return end;
}
