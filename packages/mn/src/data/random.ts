/**
 * Randomness by key: what is drawn for a step, a case or a view depends on the run's seed and that key alone. Crops may be drawn
 * in any order and in any process and are the same, and a checkpoint needs no generator's state.
 */
import { createHash } from "node:crypto";
import { Generator, randperm, scope } from "@mandn/torch";

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

/** The order in which cases are drawn: shuffled rounds, in each of which every case comes once. */
export class Deck {
  /** Cases drawn so far: all of its state. */
  drawn = 0;
  #round = -1;
  #order: readonly string[] = [];

  /** @param name what is drawn, so that two decks of a run have orders of their own */
  constructor(
    readonly name: string,
    readonly ids: readonly string[],
    readonly random: Randomness,
  ) {}

  draw(count: number): string[] {
    return Array.from({ length: count }, () => {
      const round = Math.floor(this.drawn / this.ids.length);
      if (round !== this.#round) this.#shuffle(round);
      return this.#order[this.drawn++ % this.ids.length] as string;
    });
  }

  #shuffle(round: number): void {
    using generator = this.random.generator("order", this.name, round);
    const places = scope(() => randperm(this.ids.length, { generator }).toTypedArray()) as BigInt64Array;
    this.#order = Array.from(places, (place) => this.ids[Number(place)] as string);
    this.#round = round;
  }
}
