// `mn predict` as its users meet it: several at once, scans that cannot be read, other formats, Ctrl-C.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { affineFromSpacing, readVolume, writeVolume } from "@mandn/imaging";
import type { Plan } from "../../src/plan/plan.js";
import type { RunFolder } from "../../src/run/folder.js";
import { readPredictions } from "../../src/run/predictions-folder.js";
import { reportStep } from "../../src/steps/report.js";
import { runAll } from "../../src/steps/run-all.js";
import { TINY_OPTIONS, TinyPlace } from "../steps/tiny-run.js";
import { mn } from "./mn.js";

describe("mn predict", { concurrency: false }, () => {
  let place: TinyPlace;
  let run: RunFolder;
  before(async () => {
    place = await TinyPlace.create();
    run = await place.trained("run");
  });
  after(() => place.dispose());

  const image = (i: number) => join(place.scans, "images", `scan_${i}.nii.gz`);

  test("of different scans at once into one folder loses none of them", async () => {
    const out = place.path("at-once");
    const calls = [0, 1, 2].map((first) => mn(["predict", run.root, image(first), image(first + 3), "--out", out]));
    for (const { code, stderr } of await Promise.all(calls)) assert.equal(code, 0, stderr);
    const list = readPredictions(out);
    assert.deepEqual(
      list?.scans.map(({ id }) => id).sort(),
      [0, 1, 2, 3, 4, 5].map((i) => `scan_${i}`),
    );
    assert.equal(Object.keys(list?.files ?? {}).length, 6);
    assert.deepEqual(list?.pending, []);
    assert.deepEqual(
      readdirSync(out).filter((name) => name.startsWith(".")),
      [],
    );
  });

  test("of a folder goes on after a scan that cannot be read, and ends with code 1 and the list", async () => {
    const [folder, out] = [place.path("incoming"), place.path("incoming-masks")];
    mkdirSync(folder);
    for (const i of [0, 2]) writeFileSync(join(folder, `case_${i}.nii.gz`), readFileSync(image(i)));
    writeFileSync(join(folder, "case_1.nii.gz"), readFileSync(image(1)).subarray(0, 300));
    const dark = await readVolume(image(3));
    await writeVolume(join(folder, "case_3.nii.gz"), {
      ...dark,
      dtype: "float32",
      voxels: new Float32Array(dark.voxels.length),
    });
    const { code, stdout, stderr } = await mn(["predict", run.root, folder, "--out", out]);
    assert.equal(code, 1, stderr);
    assert.match(stderr, /mn: 2 scans were not predicted:\n {2}case_1: .*case_1\.nii\.gz.*\n {2}case_3: .*constant/);
    assert.match(stdout, /2 masks in /);
    assert.deepEqual(readdirSync(out).sort(), [
      "case_0.nii.gz",
      "case_0.prediction.json",
      "case_1.fault.json",
      "case_2.nii.gz",
      "case_2.prediction.json",
      "case_3.fault.json",
      "predictions.json",
    ]);
    const byHand = join(out, "case_1.nii.gz"); // whoever draws the missing mask by hand keeps it
    writeFileSync(byHand, "by hand");
    const refused = await mn(["predict", run.root, folder, "--out", out, "--retry-faults"]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /case_1\.nii\.gz: would be replaced, though not as this program wrote it/);
    rmSync(byHand);
    const again = await mn(["predict", run.root, join(folder, "case_0.nii.gz"), "--out", out]);
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stderr, /1 scan is predicted already/);
    assert.match(again.stdout, /\n1 mask in /);
    writeFileSync(join(folder, "case_2.nii.gz"), readFileSync(image(2)).subarray(0, 300)); // damaged after it was predicted
    const damaged = await mn(["predict", run.root, folder, "--out", out, "--json"]);
    assert.equal(damaged.code, 1, damaged.stderr);
    assert.match(damaged.stderr, /3 scans were not predicted:\n {2}case_1: .*\n {2}case_2: .*\n {2}case_3: /);
    const ids = (scans: readonly { readonly id: string }[]) => scans.map(({ id }) => id);
    assert.deepEqual(
      [ids(JSON.parse(damaged.stdout).scans), ids(readPredictions(out)?.scans ?? [])],
      [["case_0"], ["case_0"]],
    );
  });

  test("shows the windows of a scan, and ends at Ctrl-C within it, with nothing half written", async () => {
    const [scan, out] = [place.path("large.nii.gz"), place.path("interrupted")];
    const shape = [1, 96, 96, 96] as const;
    const voxels = Float32Array.from({ length: 96 ** 3 }, (_, i) => Math.sin(i / 7));
    const provenance = { path: "large", format: "nifti", notes: [], fields: {} };
    const affine = affineFromSpacing([1, 1, 1]);
    await writeVolume(scan, { shape, affine, spacing: [1, 1, 1], dtype: "float32", voxels, provenance });
    const whole = readFileSync(run.plan, "utf8");
    const plan = JSON.parse(whole) as Plan;
    const inference = { ...plan.inference, overlap: 0.8, windowsPerBatch: 1 };
    writeFileSync(run.plan, JSON.stringify({ ...plan, inference }));
    const { code, stderr } = await mn(["predict", run.root, scan, "--out", out], {
      interrupt: (said) => (/predicting 0\/1 scans .*large, \d+ of \d+ windows/.test(said) ? "SIGINT" : undefined),
    });
    writeFileSync(run.plan, whole);
    assert.equal(code, 130, stderr);
    assert.match(stderr, /Ending at the next safe point[\s\S]*Interrupted by SIGINT/);
    assert.ok(!existsSync(out));
  });

  test("names the sets of networks that there are when another is asked for", async () => {
    const { code, stderr } = await mn(["predict", run.root, image(0), "--out", place.path("no"), "--networks", "4d"]);
    assert.equal(code, 2);
    assert.match(stderr, /The run has no networks "4d"\. Choose one of both, 3d, 2d\./);
    assert.ok(!existsSync(place.path("no")));
  });
});

for (const extension of [".nrrd", ".mha", ".nii"]) {
  test(`a run on ${extension} scans predicts, scores and shows them in its report`, async () => {
    const place = await TinyPlace.create();
    try {
      const scans = place.path("converted");
      for (const kind of ["images", "labels"]) {
        mkdirSync(join(scans, kind), { recursive: true });
        for (const name of readdirSync(join(place.scans, kind))) {
          const path = join(scans, kind, name.replace(".nii.gz", extension));
          await writeVolume(path, await readVolume(join(place.scans, kind, name)), { mask: kind === "labels" });
        }
      }
      const run = await place.planned("run", {}, undefined, scans);
      const { folder, report } = await runAll(scans, run.root, { ...TINY_OPTIONS });
      assert.ok(existsSync(join(folder.predictions, `scan_0${extension}`)));
      assert.equal(await reportStep(run.root), report);
      const page = readFileSync(report, "utf8");
      assert.doesNotMatch(page, /No picture/);
      assert.ok((page.match(/data:image\/png/g)?.length ?? 0) >= 6, "best, worst and the scans to label next");
    } finally {
      place.dispose();
    }
  });
}
