import assert from "node:assert/strict";
import { test } from "node:test";
import { CompactTexts } from "../src/index.js";

function compact(texts: readonly string[]): CompactTexts {
  const all = new CompactTexts();
  for (const text of texts) all.add(text);
  return all;
}

test("texts are sorted, and each has its place", () => {
  const texts = Array.from({ length: 3000 }, (_, i) => `${(i * 1543) % 3000} ä€ ${"x".repeat(i % 50)}`);
  const all = compact(texts);
  const sorted = [...texts].sort();
  assert.equal(all.length, 3000);
  assert.deepEqual([...all.sorted()], sorted);
  const { places, wrong } = all.order();
  assert.deepEqual(
    Array.from(places, (place) => sorted[place]),
    texts,
  );
  assert.deepEqual(wrong, []);
});

test("texts that are empty or there twice are told, as many as are wanted", () => {
  assert.deepEqual(compact(["b", "", "a", "b", "ab", "b"]).order().wrong, ["", "b", "b"]);
  assert.deepEqual(compact(["b", "b", "b", "b"]).order(2).wrong, ["b", "b"]);
  assert.deepEqual([...compact([]).sorted()], []);
});
