// What happens in a run: events as data, the lines of events.jsonl, appended one by one and taken back where a resumed run does them
// again. The report, TensorBoard's file and whoever watches read them; lines of earlier versions are upgraded on reading.

import { closeSync, fsyncSync, openSync } from "node:fs";
import { z } from "zod";
import { MnError } from "../errors.js";
import { upgradeEvent } from "../plan/upgrade.js";
import { orRefused } from "./files.js";
import type { RunFolder } from "./folder.js";
import { cutTornLine, type Line, linesOf, writeLine } from "./line-file.js";

const number = z.number();
const time = z.number().describe("milliseconds since 1970");

/** One line of `events.jsonl`. Steps, updates (of all members), epochs and stages count from 0. */
export const eventSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("start"), time, version: z.string(), engine: z.string(), device: z.string() }),
  /** Training goes on after `updates` updates in all: later steps before this line did not count. */
  z.strictObject({ type: z.literal("resume"), time, updates: z.int() }),
  z.strictObject({
    type: z.literal("step"),
    time,
    step: z.int(),
    /** Updates of all members before this step. */
    update: z.int(),
    epoch: z.int(),
    /** Share of the schedule that lies before it; null in runs of version 1. */
    place: number.nullable(),
    stage: z.int(),
    /** Crops in the batch; labelled ones are null in runs of version 1. */
    batch: z.strictObject({ labelled: z.int().nullable(), unlabelled: z.int() }),
    /** The members that learnt: their rates, and what their losses report. */
    members: z.record(z.string(), z.strictObject({ rate: number, terms: z.record(z.string(), number) })),
    seconds: number,
    /** Crops that went through a network, forward and back, and forward alone. */
    passes: z.strictObject({ withGradient: z.int(), without: z.int() }).optional(),
    /** Of `seconds`, in which a run with a budget stood still though its process was not stopped: a disk did not answer. */
    stalled: number.optional(),
  }),
  z.strictObject({
    type: z.literal("validation"),
    time,
    updates: z.int(),
    network: z.string().describe("a set of predictors"),
    /** Mean Dice (0 … 1) of each foreground class over the validation scans; null: undefined in all of them. */
    dice: z.array(number.nullable()),
    /** Of the validation, at the first of its sets alone. */
    seconds: number.optional(),
  }),
  z.strictObject({ type: z.literal("pseudo-masks"), time, updates: z.int(), cases: z.int(), seconds: number }),
  /** From this epoch on the run goes through its schedule at another speed, so that it ends with its budget. */
  z.strictObject({
    type: z.literal("pace"),
    time,
    updates: z.int(),
    epoch: z.int().nullable(),
    place: number.nullable(),
    /** Epochs that a whole run would have at this speed; the place at which it waits for the next decision. */
    epochs: number,
    until: number,
    /** Of the budget, spent so far. */
    seconds: number,
  }),
  z.strictObject({
    type: z.literal("checkpoint"),
    time,
    updates: z.int(),
    file: z.string(),
    seconds: number,
    /** Of all cores, since the session began. */
    cpuSeconds: number.optional(),
  }),
  z.strictObject({ type: z.literal("interrupted"), time, updates: z.int(), reason: z.string() }),
  z.strictObject({
    type: z.literal("end"),
    time,
    updates: z.int(),
    seconds: number,
    cpuSeconds: number.optional(),
    peakBytes: z.int().optional(),
  }),
]);

export type RunEvent = z.infer<typeof eventSchema>;

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
