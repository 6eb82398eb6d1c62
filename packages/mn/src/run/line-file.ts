// Files of lines that only grow: events.jsonl of a run, the journal of saved labels. A line counts once its end is there; one that a kill
// or a full disk cut off is passed over by readers, and taken away before the next is appended.

import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { openRegularSync, systemCode } from "@mandn/base";
import { orRefused } from "./files.js";

const LINE_FEED = 0x0a;
const PIECE = 1 << 16;

/** Appends a line, given without its end, to an open file; when that fails the file ends as it did. */
export function writeLine(file: number, text: string): void {
  const line = Buffer.from(`${text}\n`);
  try {
    for (let done = 0; done < line.length; ) done += writeSync(file, line, done);
  } catch (error) {
    cutTornLine(file);
    throw error;
  }
}

/**
 * Appends a line to a file, made where it is missing, and waits for the disk. The caller sees to it that nobody else writes.
 *
 * @throws MnError `run` when the system refuses
 */
export function appendLine(path: string, text: string): void {
  orRefused(path, "written", () => {
    const file = openSync(path, "a+");
    try {
      cutTornLine(file);
      writeLine(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
}

/** Cuts a file after its last line feed, reading no more than its end. */
export function cutTornLine(file: number): void {
  const piece = Buffer.alloc(PIECE);
  const { size } = fstatSync(file);
  let end = size;
  while (end > 0) {
    const start = Math.max(0, end - piece.length);
    const count = readSync(file, piece, 0, end - start, start);
    const last = piece.subarray(0, count).lastIndexOf(LINE_FEED);
    if (last >= 0) {
      end = start + last + 1;
      break;
    }
    end = start;
  }
  if (end < size) ftruncateSync(file, end);
}

/** A line, and where the next one begins, in bytes. */
export interface Line {
  readonly text: string;
  readonly end: number;
}

/**
 * The whole lines of a file; none where it is not there.
 *
 * @param from the byte at which to begin: the `end` of a line
 * @throws MnError `run` when the system refuses
 */
export function* linesOf(path: string, from = 0): Generator<Line> {
  const bytes = orRefused(path, "read", () => bytesFrom(path, from));
  let start = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
    const text = bytes.toString("utf8", start, end);
    start = end + 1;
    yield { text, end: from + start };
  }
}

function bytesFrom(path: string, from: number): Buffer {
  let file: number;
  try {
    file = openRegularSync(path);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(file).size - from));
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(file, bytes, length, bytes.length - length, from + length);
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
