// Text for people.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bytesText,
  clock,
  columns,
  columnWidths,
  counted,
  countText,
  duration,
  listed,
  plain,
  someOf,
  times,
  visible,
} from "../src/index.js";

test("what a terminal obeys or a reader cannot see is shown by its number", () => {
  const shown: [text: string, expected: string][] = [
    ["scan\u001b[31m.nii", "scan\\u{1b}[31m.nii"],
    ["two\nlines\ttab\u007f\u009b", "two\\u{a}lines\\u{9}tab\\u{7f}\\u{9b}"],
    ["\u202egpj.nii\u2066", "\\u{202e}gpj.nii\\u{2066}"],
    ["\u2028\u2029", "\\u{2028}\\u{2029}"],
    ["half \ud800 pair", "half \\u{d800} pair"],
  ];
  for (const [text, expected] of shown) assert.equal(visible(text), expected);
});

test("names in any writing are shown as they are", () => {
  for (const name of ["Größe.nii", "脳.nii.gz", "قلب", "👩‍⚕️", "a b", ""]) assert.equal(visible(name), name);
});

test("numbers have no more digits than they need", () => {
  assert.deepEqual(
    [0.005, 1, 12.5, 123456, 1 / 3].map((value) => plain(value)),
    ["0.005", "1", "12.5", "123500", "0.3333"],
  );
  assert.equal(times([1, 1, 2.5]), "1 × 1 × 2.5");
  assert.deepEqual(
    [0, 1, 12_000].map((count) => counted(count, "scan")),
    ["0 scans", "1 scan", "12,000 scans"],
  );
  assert.deepEqual([840, 12_300, 25_900_000].map(countText), ["840", "12.3 k", "25.9 M"]);
  assert.deepEqual([0, 512, 3482, 1.27 * 2 ** 30, 300 * 2 ** 20, 2 ** 60].map(bytesText), [
    "0 B",
    "512 B",
    "3.4 KiB",
    "1.27 GiB",
    "300 MiB",
    "1048576 TiB",
  ]);
});

test("durations are short, and on a clock where they change", () => {
  assert.deepEqual([12.4, 270, 7560].map(duration), ["12 s", "4.5 min", "2.1 h"]);
  assert.deepEqual([3, 75, 3729].map(clock), ["0:03", "1:15", "1:02:09"]);
});

test("lists are read as sentences, and long ones are cut and counted", () => {
  assert.deepEqual([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed), ["", "a", "a and b", "a, b and c"]);
  assert.equal(someOf(["a", "b", "c"], 3), "a, b, c");
  assert.equal(someOf(["a", "b", "c", "d"], 2), "a, b and 2 more");
});

test("tables have columns as wide as they need, each row in one line", () => {
  const rows = [
    ["scan", "ml", ""],
    ["a", "12.50", "not found"],
    ["long", "1", ""],
  ];
  assert.equal(columns(rows), "scan     ml\na     12.50  not found\nlong      1");
  assert.equal(
    columns(
      [
        ["name", "n"],
        ["a\u001b[2J\nb", "1"],
      ],
      { alignment: ["left", "left"], rule: true },
    ),
    "name              n\n────────────────  ─\na\\u{1b}[2J\\u{a}b  1",
  );
  assert.equal(columns([]), "");
});

test("a table may have any number of rows", () => {
  const rows = Array.from({ length: 300_000 }, (_, i) => [String(i), "x"]);
  assert.deepEqual(columnWidths(rows), [6, 1]);
  assert.equal(columns(rows).split("\n").length, 300_000);
});
