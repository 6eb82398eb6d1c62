// Strict JSON (RFC 8259) for files that people edit, and for headers that may be hostile. Unlike `JSON.parse` it says where
// a fault is, takes no key twice, and bounds the nesting; it can also read by the shape that the caller expects, so that
// nothing is built that nobody asked for.

import { CodedError, type ErrorData, type ErrorDetails } from "./error.js";

export interface JsonFaultDetails extends ErrorDetails {
  /** Of the text, from 1. */
  readonly line: number;
  /** Within the line, from 1, in UTF-16 units, as editors count. */
  readonly column: number;
}

/** What is wrong with a JSON text, and where. */
export class JsonFault extends CodedError<"json", JsonFaultDetails> {
  override readonly name = "JsonFault";
  declare readonly fault: string;
  declare readonly line: number;
  declare readonly column: number;

  /** Takes data only, no message, so that each has its fault and its place. */
  constructor(data: ErrorData<JsonFaultDetails>) {
    super("json", data);
  }
}

/**
 * The value of a JSON text; a byte order mark before it is passed over.
 *
 * @throws JsonFault also for a key that comes twice in one object, a number too large for a double, half a surrogate pair,
 * and nesting of more than 128 levels
 */
export function parseJson(text: string): unknown {
  const reader = new JsonReader(text.replace(/^\uFEFF/, ""));
  const value = reader.value();
  reader.end();
  return value;
}

const DEEPEST = 128;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const COUNT = /(?:0|[1-9]\d*)(?![\d.eE])/y;

/** Reads JSON in the order in which it is written, by the shape that the caller expects. */
export class JsonReader {
  private position = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  /** Reads an object; `readValue` must read the value of each key. */
  object(readValue: (key: string) => void): void {
    const keys = new Set<string>();
    this.enter("{");
    if (!this.accept("}")) {
      do {
        this.space();
        const start = this.position;
        if (this.text[start] !== '"') this.fail("a key in double quotes is expected");
        const key = this.string();
        if (keys.has(key)) this.fail(`the key ${JSON.stringify(key)} comes twice`, start);
        keys.add(key);
        if (!this.accept(":")) this.fail('":" is expected');
        readValue(key);
      } while (this.accept(","));
      if (!this.accept("}")) this.fail('"," or "}" is expected');
    }
    this.depth -= 1;
  }

  /** Reads a list; `readItem` must read each item. */
  array(readItem: () => void): void {
    this.enter("[");
    if (!this.accept("]")) {
      do readItem();
      while (this.accept(","));
      if (!this.accept("]")) this.fail('"," or "]" is expected');
    }
    this.depth -= 1;
  }

  string(): string {
    this.space();
    const start = this.position;
    if (this.text[start] !== '"') this.fail("a string is expected");
    let escaped = false;
    for (let at = start + 1; at < this.text.length; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code < 0x20) this.fail("a string holds no line break, tab or other control character: escape it", at);
      if (code === 0x5c) {
        escaped = true;
        at += 1;
      } else if (code === 0x22) {
        this.position = at + 1;
        return this.characters(start, escaped);
      }
    }
    return this.fail("the string does not end");
  }

  private characters(start: number, escaped: boolean): string {
    let value = this.text.slice(start + 1, this.position - 1);
    if (escaped) {
      try {
        value = JSON.parse(this.text.slice(start, this.position)) as string;
      } catch {
        this.fail("the string has an unknown escape", start);
      }
    }
    if (/\p{Surrogate}/u.test(value)) this.fail("the string has half a surrogate pair", start);
    return value;
  }

  /** A count: digits only, no sign, fraction or exponent. */
  integer(): number {
    const literal = this.match(COUNT) ?? this.fail("a whole number is expected");
    const value = Number(literal);
    return Number.isSafeInteger(value) ? value : this.fail(`${literal} is too large`);
  }

  /** Reads any value and builds it. */
  value(): unknown {
    if (this.starts("{")) {
      const entries: [key: string, value: unknown][] = [];
      this.object((key) => entries.push([key, this.value()]));
      return Object.fromEntries(entries);
    }
    if (this.starts("[")) {
      const items: unknown[] = [];
      this.array(() => items.push(this.value()));
      return items;
    }
    return this.plain();
  }

  /** Reads over any value; true if it was null. */
  skip(): boolean {
    if (this.starts("{")) this.object(() => this.skip());
    else if (this.starts("[")) this.array(() => this.skip());
    else return this.plain() === null;
    return false;
  }

  private plain(): string | number | boolean | null {
    if (this.starts('"')) return this.string();
    const start = this.position;
    const word = this.match(WORD);
    if (word !== undefined) return JSON.parse(word) as boolean | null;
    const number = Number(this.match(NUMBER) ?? this.fail("a value is expected"));
    return Number.isFinite(number) ? number : this.fail("the number is too large", start);
  }

  /** True if the next value is an object. */
  startsObject(): boolean {
    return this.starts("{");
  }

  /** Nothing but white space may follow. */
  end(): void {
    this.space();
    if (this.position < this.text.length) this.fail("the end is expected");
  }

  /** @throws JsonFault for `fault`, a clause, at the place read last or at the character `at` */
  fail(fault: string, at = this.position): never {
    const before = this.text.slice(0, at);
    const line = before.split("\n").length;
    const column = at - before.lastIndexOf("\n");
    throw new JsonFault({ subject: `line ${line}, column ${column}`, fault, line, column });
  }

  private enter(mark: string): void {
    if (!this.starts(mark)) this.fail(`"${mark}" is expected`);
    this.depth += 1;
    if (this.depth > DEEPEST) this.fail(`the nesting is deeper than ${DEEPEST} levels`);
    this.position += 1;
  }

  private starts(mark: string): boolean {
    this.space();
    return this.text[this.position] === mark;
  }

  private space(): void {
    for (; this.position < this.text.length; this.position += 1) {
      const code = this.text.charCodeAt(this.position);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    }
  }

  private accept(mark: string): boolean {
    if (!this.starts(mark)) return false;
    this.position += 1;
    return true;
  }

  private match(pattern: RegExp): string | undefined {
    this.space();
    pattern.lastIndex = this.position;
    const literal = pattern.exec(this.text)?.[0];
    this.position += literal?.length ?? 0;
    return literal;
  }
}
