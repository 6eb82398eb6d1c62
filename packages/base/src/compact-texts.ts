// Very many short texts, such as the ids of an archive, in one piece of memory: a text's own bytes and eight more, where a string takes
// some eighty.

/** A list that texts are added to, and that is then sorted. */
export class CompactTexts {
  #bytes = Buffer.alloc(1 << 12);
  /** Where each text ends. */
  #ends = new Float64Array(1 << 8);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(text: string): void {
    const start = this.#end(this.#length - 1);
    const end = start + Buffer.byteLength(text);
    if (end > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], 2 * end);
    if (this.#length === this.#ends.length) {
      const ends = new Float64Array(2 * this.#length);
      ends.set(this.#ends);
      this.#ends = ends;
    }
    this.#bytes.write(text, start);
    this.#ends[this.#length++] = end;
  }

  at(i: number): string {
    return this.#bytes.toString("utf8", this.#end(i - 1), this.#end(i));
  }

  /** The texts by their order. */
  *sorted(): Generator<string> {
    for (const i of this.#sorted()) yield this.at(i);
  }

  /**
   * The place of each text by the order of their code points, from 0, and some of those that are empty or there twice.
   *
   * @param most so many of these are told
   */
  order(most = 20): { readonly places: Uint32Array; readonly wrong: readonly string[] } {
    const sorted = this.#sorted();
    const places = new Uint32Array(this.#length);
    const wrong: string[] = [];
    for (const [place, i] of sorted.entries()) {
      places[i] = place;
      const isTwice = place > 0 && this.#compare(sorted[place - 1] as number, i) === 0;
      if ((isTwice || this.at(i) === "") && wrong.length < most) wrong.push(this.at(i));
    }
    return { places, wrong };
  }

  #sorted(): Uint32Array {
    return Uint32Array.from({ length: this.#length }, (_, i) => i).sort((a, b) => this.#compare(a, b));
  }

  #compare(a: number, b: number): number {
    const bytes = this.#bytes;
    return bytes.compare(bytes, this.#end(b - 1), this.#end(b), this.#end(a - 1), this.#end(a));
  }

  #end(i: number): number {
    return i < 0 ? 0 : (this.#ends[i] as number);
  }
}
