import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileNameOf } from "../src/index.js";
import { temporaryFolder } from "./fixtures.js";

const digits = (id: string) => createHash("sha256").update(id).digest("hex").slice(0, 8);

test("an id that can be a file name is its own file name", () => {
  for (const id of ["case_001", "b c ü", "a.b", "プロスタタ", "x".repeat(200), "a..b", "-"])
    assert.equal(fileNameOf(id), id);
});

test("no id leads out of the folder or hides its file", (t) => {
  const folder = temporaryFolder(t);
  const ids = [
    "../../x",
    "..",
    ".",
    "/etc/passwd",
    "a/b",
    "a\\b",
    ".hidden",
    "a\0b",
    "a\x1b[2J",
    "a\x85b",
    "\ud800",
    "x".repeat(300),
  ];
  for (const id of ids) {
    const path = join(folder, `${fileNameOf(id)}.nii.gz`);
    assert.equal(dirname(path), folder, id);
    assert.ok(!fileNameOf(id).startsWith("."), id);
    writeFileSync(path, "");
    assert.ok(existsSync(path), id);
  }
  assert.equal(fileNameOf("patient/scan"), `patient_scan-${digits("patient/scan")}`);
  assert.equal(fileNameOf("..a"), `_a-${digits("..a")}`);
});

test("long ids are cut between two characters, to at most 200 bytes, and stay different", () => {
  for (const letter of ["x", "ü", "脳", "🧠"]) {
    const one = fileNameOf(`${letter.repeat(300)}1`);
    const other = fileNameOf(`${letter.repeat(300)}2`);
    assert.notEqual(one, other);
    assert.ok(Buffer.byteLength(one) <= 200 && Buffer.byteLength(one) > 195, one);
    assert.ok(!one.includes("\ufffd"));
    assert.match(one, new RegExp(`^(${letter})+-[0-9a-f]{8}$`, "u"));
  }
});

test("ids that differ only in what is replaced have different file names", () => {
  assert.equal(new Set(["a/b", "a\\b", "a\nb", "a_b", "./a_b"].map(fileNameOf)).size, 5);
});
