// Text for people.
import assert from "node:assert/strict";
import { test } from "node:test";
import { visible } from "../src/index.js";

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
