// What the tests of this package share.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { FileError, type FileErrorCode } from "../src/index.js";

/** An empty folder, removed when the tests of the file are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "mandn-base-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Matches a FileError of a code about `path` whose message fits the pattern. */
export function fileFault(code: FileErrorCode, path: string, words: RegExp): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof FileError, String(error));
    assert.equal(error.code, code, error.message);
    assert.equal(error.path, path);
    assert.match(error.message, words);
    return true;
  };
}

/** Runs `body` as a user without rights over root's files; as it is where this is not root. */
export async function asNobody(body: () => void | Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    await body();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
