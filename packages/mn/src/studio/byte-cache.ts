// What was read last, held in memory up to so many bytes: volumes and masks that a page asks for again and again. What was asked for
// longest ago goes first.

/** Values by key, the least recently used dropped. */
export class ByteCache {
  readonly #held = new Map<string, { readonly value: Promise<{ readonly byteLength: number }>; bytes: number }>();
  #bytes = 0;

  /** @param most bytes that are held, but for the value that was asked for last */
  constructor(private readonly most: number) {}

  /** The value of a key, made where it is not held; who asks while it is being made gets the same. What `make` throws is not held. */
  get<T extends { readonly byteLength: number }>(key: string, make: () => Promise<T>): Promise<T> {
    const found = this.#held.get(key);
    if (found !== undefined) {
      this.#held.delete(key);
      this.#held.set(key, found); // the last one now
      return found.value as Promise<T>;
    }
    const value = make();
    const entry = { value, bytes: 0 };
    this.#held.set(key, entry);
    value.then(
      ({ byteLength }) => {
        entry.bytes = byteLength;
        this.#bytes += byteLength;
        this.#shrink(key);
      },
      () => this.#held.delete(key),
    );
    return value;
  }

  /** Bytes that are held. */
  get bytes(): number {
    return this.#bytes;
  }

  #shrink(kept: string): void {
    for (const [key, { bytes }] of this.#held) {
      if (this.#bytes <= this.most) return;
      if (key === kept || bytes === 0) continue;
      this.#held.delete(key);
      this.#bytes -= bytes;
    }
  }
}
