// What can happen in a run, as data: the lines of events.jsonl. Earlier versions' lines are upgraded on reading.
// event-log.ts writes and reads them.

import { z } from "zod";

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
