import { type Generator, randperm, scope } from "@mandn/torch";

/** Where a {@link Deck} is. */
export interface DeckState {
  readonly order: readonly string[];
  readonly drawn: number;
}

/** Cases in shuffled order: each comes once before any comes again. */
export class Deck {
  readonly #ids: readonly string[];
  readonly #generator: Generator;
  #order: readonly string[] = [];
  #drawn = 0;

  constructor(ids: readonly string[], generator: Generator) {
    this.#ids = ids;
    this.#generator = generator;
  }

  draw(count: number): string[] {
    return Array.from({ length: count }, () => {
      if (this.#drawn === this.#order.length) this.#shuffle();
      return this.#order[this.#drawn++] as string;
    });
  }

  get state(): DeckState {
    return { order: this.#order, drawn: this.#drawn };
  }

  set state({ order, drawn }: DeckState) {
    this.#order = order;
    this.#drawn = drawn;
  }

  #shuffle(): void {
    const permutation = scope(() =>
      randperm(this.#ids.length, { generator: this.#generator }).toTypedArray(),
    ) as BigInt64Array;
    this.#order = Array.from(permutation, (i) => this.#ids[Number(i)] as string);
    this.#drawn = 0;
  }
}
