import { z } from "zod";

const number = z.number();
const which = z.enum(["2d", "3d"]);
const time = z.number().describe("milliseconds since 1970");

/** One line of `events.jsonl`. `epoch` and `update` count from 0, each network's own. */
export const eventSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("start"), time, version: z.string(), engine: z.string(), device: z.string() }),
  /** Training goes on after `updates` updates in all: later steps before this line did not count. */
  z.strictObject({ type: z.literal("resume"), time, updates: z.int() }),
  z.strictObject({
    type: z.literal("step"),
    time,
    network: which,
    /** Updates of both networks before this one. */
    update: z.int(),
    epoch: z.int(),
    stage: z.union([z.literal(1), z.literal(2)]),
    learningRate: number,
    /** Unlabelled crops in the batch. */
    unlabelled: z.int(),
    loss: number,
    dice: number,
    kl: number,
    seconds: number,
  }),
  z.strictObject({
    type: z.literal("validation"),
    time,
    updates: z.int(),
    network: z.enum(["2d", "3d", "both"]),
    /** Mean Dice (0 … 1) of each foreground class over the validation scans; null: undefined in all of them. */
    dice: z.array(number.nullable()),
  }),
  z.strictObject({ type: z.literal("pseudo-masks"), time, updates: z.int(), cases: z.int(), seconds: number }),
  /** From here on the run has another number of epochs in all, so that it ends with its budget. */
  z.strictObject({
    type: z.literal("length"),
    time,
    updates: z.int(),
    epochs: z.int(),
    /** Of the budget, spent so far. */
    seconds: number,
  }),
  z.strictObject({ type: z.literal("checkpoint"), time, updates: z.int(), file: z.string(), seconds: number }),
  z.strictObject({ type: z.literal("interrupted"), time, updates: z.int(), reason: z.string() }),
  z.strictObject({ type: z.literal("end"), time, updates: z.int(), seconds: number, peakBytes: z.int().optional() }),
]);

export type RunEvent = z.infer<typeof eventSchema>;
