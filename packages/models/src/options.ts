// What every network is told, and the one way in which options are checked.
// Schemas of options stand in the networks' own files.

import { TorchError } from "@mandn/torch";
import { z } from "zod";

/** What the data says to every network. */
export interface Channels {
  /** Channels of the scans. */
  readonly inChannels: number;
  /** Classes, background among them. */
  readonly classes: number;
}

/**
 * Options with their defaults filled in.
 *
 * @throws {TorchError} `argument` with the path of every fault and what is allowed there.
 */
export function parseOptions<Schema extends z.ZodType>(
  network: string,
  schema: Schema,
  options: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new TorchError("argument", `options of ${network}:\n${z.prettifyError(parsed.error)}`, { cause: parsed.error });
}
