import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readZipFile, unpackZipEntry, writeZip } from "../src/index.js";

const folder = mkdtempSync(join(tmpdir(), "base-zip-"));
after(() => rmSync(folder, { recursive: true }));
const path = join(folder, "a.zip");
const LIMITS = { mostExpansion: 2000, remedy: "" };
const text = Buffer.from("the same words again and again. ".repeat(2000));
const noise = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3)) % 251));

function write(): void {
  writeZip(path, [
    { name: "text.json", read: () => text },
    { name: "deep/noise.bin", read: () => noise, compress: false },
    { name: "empty", read: () => new Uint8Array() },
  ]);
}

test("what is written is read again, and Python's zipfile agrees", () => {
  write();
  const bytes = readFileSync(path);
  const entries = readZipFile(path, LIMITS);
  assert.deepEqual([...entries.keys()], ["text.json", "deep/noise.bin", "empty"]);
  const content = (name: string) => {
    const entry = entries.get(name);
    assert.ok(entry !== undefined);
    return Buffer.from(
      unpackZipEntry(entry, bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize)),
    );
  };
  assert.ok(content("text.json").equals(text));
  assert.ok(content("deep/noise.bin").equals(noise));
  assert.equal(content("empty").length, 0);
  assert.ok((entries.get("text.json")?.compressedSize ?? 1e9) < text.length / 20);
  const code =
    "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.namelist(), len(z.read('text.json')))";
  const told = execFileSync("python3", ["-c", code, path], { encoding: "utf8" });
  assert.equal(told.trim(), `None ['text.json', 'deep/noise.bin', 'empty'] ${text.length}`);
});

test("the same content gives the same archive, whatever the time", () => {
  write();
  const first = readFileSync(path);
  write();
  assert.ok(readFileSync(path).equals(first));
});

test("nothing is left where the content cannot be read", () => {
  const out = join(folder, "b.zip");
  const read = () => {
    throw new Error("the disk broke");
  };
  assert.throws(
    () =>
      writeZip(out, [
        { name: "a", read: () => text },
        { name: "b", read },
      ]),
    /the disk broke/,
  );
  assert.ok(!existsSync(out));
});
