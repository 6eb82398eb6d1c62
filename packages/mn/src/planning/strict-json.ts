import { MnError } from "../errors.js";

/**
 * Reads JSON that people write. Unlike `JSON.parse` it says where a fault is, and takes no key twice.
 *
 * @param path the text's file, for messages
 * @throws MnError `"plan"` with line and column.
 */
export function parseStrictJson(text: string, path: string): unknown {
  const reader = new Reader(text, path);
  const value = reader.value();
  reader.end();
  return value;
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

class Reader {
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly path: string,
  ) {
    this.#take(SPACE);
  }

  value(): unknown {
    if (this.#accept("{")) return this.#object();
    if (this.#accept("[")) return this.#list();
    const token = this.#take(STRING) ?? this.#take(SCALAR) ?? this.#fail("a value");
    return JSON.parse(token);
  }

  end(): void {
    if (this.#at < this.text.length) this.#fail("the end");
  }

  #object(): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    if (this.#accept("}")) return {};
    do {
      const at = this.#at;
      const key = JSON.parse(this.#take(STRING) ?? this.#fail("a key in double quotes")) as string;
      if (entries.has(key)) this.#fail(`another key, for "${key}" comes twice`, at);
      if (!this.#accept(":")) this.#fail('":"');
      entries.set(key, this.value());
    } while (this.#accept(","));
    if (!this.#accept("}")) this.#fail('"," or "}"');
    return Object.fromEntries(entries);
  }

  #list(): unknown[] {
    const items: unknown[] = [];
    if (this.#accept("]")) return items;
    do items.push(this.value());
    while (this.#accept(","));
    if (!this.#accept("]")) this.#fail('"," or "]"');
    return items;
  }

  #accept(sign: string): boolean {
    if (this.text[this.#at] !== sign) return false;
    this.#at += 1;
    this.#take(SPACE);
    return true;
  }

  /** What the pattern matches here, white space behind it passed over; undefined when it does not. */
  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const token = pattern.exec(this.text)?.[0];
    if (token === undefined) return undefined;
    SPACE.lastIndex = this.#at + token.length;
    SPACE.exec(this.text);
    this.#at = SPACE.lastIndex;
    return token;
  }

  #fail(expected: string, at = this.#at): never {
    const lines = this.text.slice(0, at).split("\n");
    const where = `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
    const remedy = "Correct it there or just before.";
    throw new MnError("plan", `${this.path} is not JSON: at ${where} ${expected} is expected. ${remedy}`, {
      path: this.path,
      remedy,
    });
  }
}
