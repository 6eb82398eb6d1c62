/**
 * Randomness by key: what is drawn for a step, a case or a view depends on the run's seed and that key alone. Crops may be drawn
 * in any order and in any process and are the same, and a checkpoint needs no generator's state.
 */
import { createHash } from "node:crypto";
import { Generator } from "@mandn/torch";

/** What something random is for: `["crop", step, case, 0]`. */
export type RandomKey = readonly (string | number)[];

export class Randomness {
  constructor(readonly seed: number) {}

  /** A generator of the CPU of its own; the caller disposes of it. */
  generator(...key: RandomKey): Generator {
    return Generator.create(this.seedOf(...key));
  }

  /** The first 63 bits of the SHA-256 of the JSON of the seed and the key. */
  seedOf(...key: RandomKey): bigint {
    const digest = createHash("sha256")
      .update(JSON.stringify([this.seed, ...key]))
      .digest();
    return digest.readBigUInt64BE(0) >> 1n;
  }
}
