// events.jsonl: what happened in a run, appended line by line, and taken back where a resumed run does it again.
// The report, TensorBoard's file and whoever watches read it.

import { closeSync, fsyncSync, openSync } from "node:fs";
import { MnError } from "../errors.js";
import { upgradeEvent } from "../plan/upgrade.js";
import { eventSchema, type RunEvent } from "./events.js";
import { orRefused } from "./files.js";
import type { RunFolder } from "./folder.js";
import { cutTornLine, type Line, linesOf, writeLine } from "./line-file.js";

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
    const line = JSON.stringify(eventSchema.parse(event));
    orRefused(this.path, "written", () => {
      writeLine(this.file, line);
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

/**
 * The events of a run that count, in order: after a `resume` (or a second `start`), what was logged of later updates
 * is left out, since it happened again. A last line still being written is left out too.
 *
 * @returns empty where there is no log yet
 * @throws MnError `run`, with the line, for one that is not an event
 */
export function readEvents(folder: Pick<RunFolder, "events">): RunEvent[] {
  return thatCount(readEventsFrom(folder)).map(({ event }) => event);
}

/** An event, and where the next one begins in the log, in bytes. */
export interface PlacedEvent {
  readonly event: RunEvent;
  readonly end: number;
}

/**
 * Every event of a log, also what happened again later.
 *
 * @param from the byte at which to begin: the `end` of an event
 * @throws MnError as {@link readEvents}
 */
export function readEventsFrom({ events: path }: Pick<RunFolder, "events">, from = 0): PlacedEvent[] {
  const after = from === 0 ? "" : ` after byte ${from}`;
  return Array.from(linesOf(path, from), (line, i) => {
    return { event: parseEvent(line, `line ${i + 1}${after}`, path), end: line.end };
  });
}

/** Of all events those that count, as {@link readEvents} says. */
export function thatCount(all: readonly PlacedEvent[]): PlacedEvent[] {
  let kept: PlacedEvent[] = [];
  for (const placed of all) {
    const { event } = placed;
    const from = event.type === "resume" ? event.updates : event.type === "start" ? 0 : undefined;
    if (from !== undefined) kept = kept.filter((earlier) => updatesUpTo(earlier.event) <= from);
    kept.push(placed);
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

function parseEvent({ text }: Line, place: string, path: string): RunEvent {
  try {
    return eventSchema.parse(upgradeEvent(JSON.parse(text)));
  } catch (cause) {
    const remedy = "Delete the line.";
    throw new MnError("run", `${place} is not an event of this version`, { path, remedy, cause });
  }
}
