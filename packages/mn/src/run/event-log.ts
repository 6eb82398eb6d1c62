// events.jsonl: what happened in a run, appended line by line, and taken back where a resumed run does it again.
// The report, TensorBoard's file and whoever watches read it.

import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { systemCode } from "@mandn/base";
import { MnError } from "../errors.js";
import { upgradeEvent } from "../plan/upgrade.js";
import { eventSchema, type RunEvent } from "./events.js";
import { orRefused, refused } from "./files.js";
import type { RunFolder } from "./folder.js";

const LINE_FEED = 0x0a;
/** Events after which the disk is waited for. */
const FLUSHED: ReadonlySet<RunEvent["type"]> = new Set(["checkpoint", "interrupted", "end"]);

/** `events.jsonl`, to append to: each event is one line, written in one piece, so that a kill costs none before it. */
export class EventLog {
  private constructor(
    private readonly path: string,
    private readonly file: number,
  ) {}

  /**
   * Opens the log of a run, or begins it. A last line without its end, from a crash of the machine or a full disk, is
   * cut off. The caller holds the run's lock.
   *
   * @throws MnError `run` when the file cannot be written
   */
  static open({ events: path }: RunFolder): EventLog {
    return orRefused(path, "opened for writing", () => {
      const file = openSync(path, "a+");
      try {
        cutTornLine(file);
      } catch (error) {
        closeSync(file);
        throw error;
      }
      return new EventLog(path, file);
    });
  }

  /**
   * @throws MnError `run` when the disk is full: the lines before stay whole. ZodError for an event that is none, such
   * as one with a number that is not finite.
   */
  append(event: RunEvent): void {
    const line = Buffer.from(`${JSON.stringify(eventSchema.parse(event))}\n`);
    orRefused(this.path, "written", () => {
      try {
        for (let done = 0; done < line.length; ) done += writeSync(this.file, line, done);
      } catch (error) {
        cutTornLine(this.file);
        throw error;
      }
      if (FLUSHED.has(event.type)) fsyncSync(this.file);
    });
  }

  close(): void {
    closeSync(this.file);
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** Cuts a file after its last line feed, reading no more than its end. */
function cutTornLine(file: number): void {
  const piece = Buffer.alloc(1 << 16);
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

/**
 * The events of a run that count, in order: after a `resume` (or a second `start`), what was logged of later updates
 * is left out, since it happened again. A last line still being written is left out too.
 *
 * @returns empty where there is no log yet
 * @throws MnError `run`, with the line, for one that is not an event
 */
export function readEvents({ events: path }: RunFolder): RunEvent[] {
  let kept: RunEvent[] = [];
  let number = 0;
  for (const line of linesOf(path)) {
    number += 1;
    const event = parseEvent(line, path, number);
    const from = event.type === "resume" ? event.updates : event.type === "start" ? 0 : undefined;
    if (from !== undefined) kept = kept.filter((earlier) => updatesUpTo(earlier) <= from);
    kept.push(event);
  }
  return kept;
}

/** Updates of all members when an event was over; 0 for events that a resume never removes (start, resume). */
function updatesUpTo(event: RunEvent): number {
  if (event.type === "step") return event.update + Object.keys(event.members).length;
  return event.type === "validation" ||
    event.type === "pseudo-masks" ||
    event.type === "pace" ||
    event.type === "checkpoint"
    ? event.updates
    : 0;
}

function* linesOf(path: string): Generator<string> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return;
    throw refused(path, "read", error);
  }
  let start = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
    yield bytes.toString("utf8", start, end);
    start = end + 1;
  }
}

function parseEvent(line: string, path: string, number: number): RunEvent {
  try {
    return eventSchema.parse(upgradeEvent(JSON.parse(line)));
  } catch (cause) {
    const remedy = "Delete the line.";
    throw new MnError("run", `line ${number} is not an event of this version`, { path, remedy, cause });
  }
}
