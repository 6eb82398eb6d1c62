import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { RunFolder } from "../../src/run/folder.js";
import { asNobody, inRun, mnError } from "./support.js";

test("a run's folder is made with the folders above it, and taken again when a run is there", () =>
  inRun(({ root }) => {
    const path = join(root, "new", "run");
    const folder = RunFolder.create(path);
    assert.deepEqual(readdirSync(path), []);
    writeFileSync(folder.plan, "{}");
    mkdirSync(folder.checkpoints);
    assert.equal(RunFolder.create(path).root, path);
  }));

test("a folder with other things is refused, so that no run is strewn among them", () =>
  inRun(({ root }) => {
    writeFileSync(join(root, "thesis.tex"), "");
    assert.throws(() => RunFolder.create(root), mnError("run", root, "thesis.tex", "empty folder"));
  }));

test("what is a file, or cannot be written, is a typed error", () =>
  inRun(({ root }) => {
    const file = join(root, "file");
    writeFileSync(file, "");
    assert.throws(() => RunFolder.create(file), mnError("run", file));
    assert.throws(() => RunFolder.create(join(file, "run")), mnError("run", "file"));
    const closed = join(root, "closed");
    mkdirSync(closed, { mode: 0o555 });
    asNobody(() => {
      assert.throws(() => RunFolder.create(closed), mnError("run", closed));
      assert.throws(() => RunFolder.create(join(closed, "run")), mnError("run", closed));
    });
  }));
