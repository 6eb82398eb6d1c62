// A method of one's own, in a file anywhere: planned, trained and predicted by its path, without a program around it.
import assert from "node:assert/strict";
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Plan } from "../../src/plan/plan.js";
import { TINY_OPTIONS, tiny } from "../steps/tiny-run.js";
import { mn, Workplace } from "./mn.js";
import { writeTinyDataset } from "./tiny-dataset.js";

const GUIDE = fileURLToPath(new URL("../../../../../docs/own-method.md", import.meta.url));

/** The first program of the page on methods of one's own. */
function methodOfGuide(): string {
  const [, code] = /```js\n([\s\S]*?)```/.exec(readFileSync(GUIDE, "utf8")) ?? [];
  assert.ok(code !== undefined, "the page has a method");
  return code;
}

describe("a method in a file", { concurrency: false }, () => {
  const place = new Workplace();
  const [scans, run, method] = [place.path("scans"), place.path("run"), place.path("methods", "my-method.js")];
  const call = (...args: readonly string[]) => mn(args, { env: place.env });
  before(async () => {
    await writeTinyDataset(scans);
    mkdirSync(place.path("methods"));
    writeFileSync(method, methodOfGuide());
  });
  after(() => place.dispose());

  test("is described by mn methods", async () => {
    const { code, stdout, stderr } = await call("methods", method);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^Least entropy: /);
    assert.match(stdout, /weight +0\.1/);
  });

  test("trains, predicts, scores and reports as any other", async () => {
    const { code, stderr } = await call(
      "plan",
      scans,
      "--out",
      run,
      "--method",
      method,
      "--labelled",
      "2",
      "--test",
      "2",
      "--network-3d",
      String(TINY_OPTIONS.network3d),
    );
    assert.equal(code, 0, stderr);
    const path = join(run, "plan.json");
    const plan = JSON.parse(readFileSync(path, "utf8")) as Plan;
    assert.equal(plan.method.name, method);
    assert.match(plan.method.sha256 ?? "", /^[0-9a-f]{64}$/);
    writeFileSync(path, JSON.stringify(tiny(plan)));
    for (const args of [
      ["train", run],
      ["predict", run, join(scans, "images", "scan_7.nii.gz"), "--out", place.path("masks")],
      ["report", run],
    ]) {
      const done = await call(...args);
      assert.equal(done.code, 0, done.stderr);
    }
    assert.match(readFileSync(join(run, "report.html"), "utf8"), /Least entropy/);
  });

  test("is refused once the file holds something else", async () => {
    const kept = place.path("kept.js");
    copyFileSync(method, kept);
    appendFileSync(method, "\nglobalThis.hasRun = true;\n");
    const { code, stderr } = await call(
      "predict",
      run,
      join(scans, "images", "scan_6.nii.gz"),
      "--out",
      place.path("masks"),
    );
    assert.equal(code, 1);
    assert.match(stderr, /my-method\.js: has changed since it was planned with/);
    copyFileSync(kept, method);
  });

  test("must be one, and there", async () => {
    const none = place.path("methods", "none.js");
    writeFileSync(none, "export const answer = 42;\n");
    const { code, stderr } = await call("methods", none);
    assert.equal(code, 2);
    assert.match(stderr, /none\.js: must export one method; it exports 0\. .*defineMethod/);
    assert.match((await call("methods", place.path("nowhere.js"))).stderr, /nowhere\.js.*there is no such file/);
  });
});
