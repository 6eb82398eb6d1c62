import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { generatedText } from "../generate/text.js";
import { native } from "../src/native.js";

const version = native.configuration().builtForVersion;

test("the committed operators and methods are what the generator writes", {
  skip: version === "2.13.0" ? false : `they are generated from libtorch 2.13.0, this is ${version}`,
}, () => {
  for (const [name, text] of Object.entries(generatedText(native.schemas(), version))) {
    const committed = readFileSync(new URL(`../../src/generated/${name}`, import.meta.url), "utf8");
    assert.ok(committed === text, `src/generated/${name} is out of date: make generate`);
  }
});

test("the generator's text depends on nothing but the schemas and the version", () => {
  const add = native.schemas().filter((schema) => schema.name === "aten::relu" && schema.overload === "");
  assert.equal(add.length, 1);
  const text = generatedText(add, "9.9.9");
  assert.match(text["operators.ts"], /^\/\/ Generated from libtorch 9\.9\.9/);
  assert.match(text["operators.ts"], /export function relu\(self: Tensor\): Tensor \{/);
  assert.match(text["methods.ts"], /relu\(\): Tensor;/);
  assert.deepEqual(generatedText(add, "9.9.9"), text);
});
