/** What is wrong with a JSON text, and where. */
export class JsonFault extends Error {}

const deepestNesting = 128;

/**
 * Reads JSON in the order it is written, by the shape the caller expects: nothing is built that is not asked for,
 * integers are exact, and a key that comes twice in one object is a fault (`JSON.parse` silently keeps the last).
 */
export class StrictJson {
  private position = 0;

  constructor(private readonly text: string) {}

  /** Reads an object; `readValue` must read the value of each key. */
  object(readValue: (key: string) => void): void {
    const keys = new Set<string>();
    this.expect("{");
    if (this.accept("}")) return;
    do {
      const key = this.string();
      if (keys.has(key)) this.fail(`the key ${JSON.stringify(key)} comes twice`);
      keys.add(key);
      this.expect(":");
      readValue(key);
    } while (this.accept(","));
    this.expect("}");
  }

  array(readItem: () => void): void {
    this.expect("[");
    if (this.accept("]")) return;
    do readItem();
    while (this.accept(","));
    this.expect("]");
  }

  string(): string {
    this.space();
    const start = this.position;
    if (this.text[start] !== '"') this.fail("a string is expected");
    let escaped = false;
    for (let at = start + 1; at < this.text.length; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code < 0x20) break;
      if (code === 0x5c) {
        escaped = true;
        at += 1;
      } else if (code === 0x22) {
        this.position = at + 1;
        return escaped ? this.unescape(start) : this.text.slice(start + 1, at);
      }
    }
    return this.fail("the string does not end");
  }

  private unescape(start: number): string {
    let value: unknown;
    try {
      value = JSON.parse(this.text.slice(start, this.position));
    } catch {
      return this.fail("the string has an unknown escape");
    }
    if (typeof value !== "string" || /\p{Surrogate}/u.test(value)) this.fail("the string has half a surrogate pair");
    return value as string;
  }

  /** A count: digits only, no sign, fraction or exponent. */
  integer(): number {
    const literal = this.match(/(?:0|[1-9]\d*)(?![\d.eE])/y) ?? this.fail("a whole number is expected");
    const value = Number(literal);
    return Number.isSafeInteger(value) ? value : this.fail(`${literal} is too large`);
  }

  /** Reads over any value; true if it was null. */
  skip(depth = 0): boolean {
    if (depth > deepestNesting) this.fail("the nesting is too deep");
    this.space();
    const start = this.text[this.position];
    if (start === "{") this.object(() => this.skip(depth + 1));
    else if (start === "[") this.array(() => this.skip(depth + 1));
    else if (start === '"') this.string();
    else if (this.match(/null\b/y) !== undefined) return true;
    else if (this.match(/(?:true|false)\b|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y) === undefined) {
      this.fail("a value is expected");
    }
    return false;
  }

  /** True if the next value is an object. */
  startsObject(): boolean {
    this.space();
    return this.text[this.position] === "{";
  }

  /** Nothing but white space may follow. */
  end(): void {
    this.space();
    if (this.position < this.text.length) this.fail("the text goes on after its end");
  }

  fail(message: string): never {
    throw new JsonFault(`${message} (character ${this.position})`);
  }

  private space(): void {
    while (this.position < this.text.length && " \t\n\r".includes(this.text[this.position] as string))
      this.position += 1;
  }

  private accept(mark: string): boolean {
    this.space();
    if (this.text[this.position] !== mark) return false;
    this.position += 1;
    return true;
  }

  private expect(mark: string): void {
    if (!this.accept(mark)) this.fail(`"${mark}" is expected`);
  }

  private match(pattern: RegExp): string | undefined {
    this.space();
    pattern.lastIndex = this.position;
    const literal = pattern.exec(this.text)?.[0];
    this.position += literal?.length ?? 0;
    return literal;
  }
}
