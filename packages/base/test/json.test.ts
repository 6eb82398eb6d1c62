// JSON as JSON.parse reads it, and its faults with their places; nothing in a text can exhaust the stack.
import assert from "node:assert/strict";
import { test } from "node:test";
import { JsonFault, JsonReader, parseJson } from "../src/index.js";

test("what is JSON is read as JSON.parse does", () => {
  const texts = [
    ' {"a": "a", "b": ["a", {"a": ":"}, "\\"a\\":\\u00e9"], "c": {"a": -1.5e-3}} ',
    "[]",
    "{}",
    "[[], null, true, false, 0, -0, 1E+3]\n",
    '"\\\\"',
    '"\\ud83d\\ude00 😀 \u007f\u0085\u2028"',
    '{"__proto__": 1, "": 2}',
  ];
  for (const text of texts) assert.deepEqual(parseJson(text), JSON.parse(text));
});

test("a byte order mark before it is passed over", () => {
  assert.deepEqual(parseJson('\uFEFF{"a": 1}'), { a: 1 });
  assert.throws(() => parseJson("\uFEFF}"), /line 1, column 1: a value is expected/);
});

test("what is not JSON is told by line and column", () => {
  const broken: [text: string, words: RegExp][] = [
    ['{\n  "a": 1,\n  "b": }\n', /^line 3, column 8: a value is expected\.$/],
    ["", /line 1, column 1: a value/],
    ['{"a": 1', /line 1, column 8: "," or "}" is expected/],
    ['{"a": [1,]}', /column 10: a value/],
    ["[1 2]", /column 4: "," or "]"/],
    ["{a: 1}", /column 2: a key in double quotes/],
    ['{"a" 1}', /column 6: ":" is expected/],
    ["01", /column 2: the end/],
    ["nul", /column 1: a value/],
    ["[1e999]", /column 2: the number is too large/],
    ['["a\nb"]', /column 4: a string holds no line break/],
    ['["a', /column 2: the string does not end/],
    ['["\\x"]', /column 2: the string has an unknown escape/],
    ['["\\ud800"]', /column 2: the string has half a surrogate pair/],
    ['{"a": {"b": 1,\n "b": 2}}', /line 2, column 2: the key "b" comes twice/],
    ['{"\\u0061": 1, "a": 2}', /the key "a" comes twice/],
  ];
  for (const [text, words] of broken) {
    assert.throws(
      () => parseJson(text),
      (error) => error instanceof JsonFault && words.test(error.message),
      text,
    );
  }
});

test("deep nesting and huge strings are a fault or are read, never an overflow of the stack", () => {
  const deep = 1_000_000;
  for (const text of ["[".repeat(deep), '{"a":'.repeat(deep), "[".repeat(deep) + "]".repeat(deep)]) {
    assert.throws(() => parseJson(text), /the nesting is deeper than 128 levels/);
    assert.throws(() => new JsonReader(text).skip(), /the nesting is deeper than 128 levels/);
  }
  const nested = "[".repeat(128) + "]".repeat(128);
  assert.deepEqual(parseJson(nested), JSON.parse(nested));
  const long = "x\\n".repeat(2_000_000);
  assert.equal((parseJson(`"${long}"`) as string).length, 4_000_000);
});

test("a reader takes what the caller expects, and builds nothing else", () => {
  const reader = new JsonReader('{"sizes": [1, 20], "other": {"x": [null, "y"]}, "none": null}');
  const sizes: number[] = [];
  const nulls: boolean[] = [];
  reader.object((key) => {
    if (key === "sizes") reader.array(() => sizes.push(reader.integer()));
    else nulls.push(reader.startsObject(), reader.skip());
  });
  reader.end();
  assert.deepEqual(
    [sizes, nulls],
    [
      [1, 20],
      [true, false, false, true],
    ],
  );
  for (const [text, words] of [
    ["-1", /a whole number/],
    ["1.0", /a whole number/],
    ["9007199254740992", /too large/],
  ] as const) {
    assert.throws(() => new JsonReader(text).integer(), words);
  }
  assert.throws(() => new JsonReader("[]").object(() => {}), /"{" is expected/);
  assert.throws(() => new JsonReader("{}").array(() => {}), /"\[" is expected/);
});
