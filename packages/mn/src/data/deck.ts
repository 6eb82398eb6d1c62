/** The order in which cases are drawn: shuffled rounds, in each of which every case comes once. */
import { randperm, scope } from "@mandn/torch";
import type { Randomness } from "./random.js";

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
