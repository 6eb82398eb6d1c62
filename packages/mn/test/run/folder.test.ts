import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { RunFolder } from "../../src/run/folder.js";
import { asNobody, inRun, mnError, somePlan } from "./support.js";

test("a run's folder is made with the folders above it, and taken again when a run is there", () =>
  inRun(({ root }) => {
    const path = join(root, "new", "run");
    const folder = RunFolder.create(path);
    assert.deepEqual(readdirSync(path), []);
    writeFileSync(folder.plan, JSON.stringify(somePlan()));
    mkdirSync(folder.checkpoints);
    assert.equal(RunFolder.create(path).root, path);
  }));

test("a folder with other things is refused, so that no run is strewn among them", () =>
  inRun(({ root }) => {
    writeFileSync(join(root, "thesis.tex"), "");
    assert.throws(() => RunFolder.create(root), mnError("run", root, "thesis.tex", "empty folder"));
  }));

test("a folder with another program's plan.json, dataset.json, check.json or plan.schema.json is no run", () =>
  inRun(({ root }) => {
    for (const name of ["plan.json", "dataset.json", "check.json", "plan.schema.json"]) {
      for (const text of [
        '{"channel_names":{"0":"MR"},"labels":{"background":0},"numTraining":3}',
        "{}",
        "not JSON",
        "",
      ]) {
        const folder = join(root, `${name}-${text.length}`);
        mkdirSync(folder);
        writeFileSync(join(folder, name), text);
        assert.throws(() => RunFolder.create(folder), mnError("run", folder, name));
        assert.equal(readFileSync(join(folder, name), "utf8"), text);
      }
    }
  }));

test("a run's folder is neither the dataset's, nor in it, nor around it", () =>
  inRun(({ root }) => {
    const scans = join(root, "scans");
    const list = join(root, "lists", "scans.csv");
    for (const path of [join(scans, "images"), join(root, "lists")]) mkdirSync(path, { recursive: true });
    writeFileSync(list, "");
    symlinkSync(scans, join(root, "link"));
    const refused: [run: string, source: string, words: string][] = [
      [scans, scans, "is the dataset's own folder"],
      [join(root, "link"), scans, "is the dataset's own folder"],
      [join(scans, "new", "run"), scans, "lies in"],
      [join(root, "link", "run"), scans, "lies in"],
      [root, scans, "holds"],
      [join(root, "lists"), list, "holds"],
    ];
    for (const [run, source, words] of refused) {
      assert.throws(() => RunFolder.create(run, [source]), mnError("usage", run, words));
    }
    assert.deepEqual(readdirSync(scans), ["images"]);
    RunFolder.create(join(root, "scans-run"), [scans]);
    RunFolder.create(join(root, "lists", "run"), [list]);
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
