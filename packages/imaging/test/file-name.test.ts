import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fileNameOf } from "../src/dataset/file-name.js";

describe("the file name of a case's id", () => {
  test("is the id where that is a plain name", () => {
    for (const id of ["la_001", "case 3", "a.b-c", "ünïcode 空", "$(touch x)", "x".repeat(200)])
      assert.equal(fileNameOf(id), id);
  });

  test("stays in its folder and can be written, whatever the id holds", () => {
    const ids = [
      "../up",
      "/abs",
      "a/b",
      "a\\b",
      ".",
      "..",
      ".hidden",
      "a\0b",
      "a\nb",
      "\u001b[2J",
      "\u009b31m",
      "e\u202egpj",
    ];
    for (const id of [...ids, "L".repeat(300), "空".repeat(100), "\ud800", "", "___"]) {
      const name = fileNameOf(id);
      assert.ok(Buffer.byteLength(name) <= 200 && name !== "", JSON.stringify(id));
      assert.doesNotMatch(name, /[/\\\p{Cc}\p{Cf}\p{Cs}]|^\./u, JSON.stringify(id));
      assert.equal(Buffer.from(name).toString(), name, "no character is torn");
    }
  });

  test("differs where ids differ", () => {
    const long = "L".repeat(300);
    const ids = [
      "a",
      "./a",
      "x/../a",
      "x\\..\\a",
      "_",
      "/",
      "\\",
      "..",
      ".",
      "a/b",
      "a_b",
      long,
      `${long}L`,
      "\ud800",
      "\ud801",
    ];
    assert.equal(new Set(ids.map((id) => fileNameOf(id))).size, ids.length);
  });

  test("says by what it was changed, and the same each time", () => {
    assert.match(fileNameOf("../../precious/s0"), /^__.._precious_s0-[0-9a-f]{8}$/);
    assert.equal(fileNameOf("../a"), fileNameOf("../a"));
  });
});
