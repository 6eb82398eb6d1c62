// What is written never replaces what is read, nor what somebody else wrote.
import assert from "node:assert/strict";
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { RunFolder } from "../../src/run/folder.js";
import { checkOutputs } from "../../src/run/outputs.js";
import { evaluateStep } from "../../src/steps/evaluate.js";
import { planStep } from "../../src/steps/plan.js";
import { type PredictStepOptions, predictStep } from "../../src/steps/predict.js";
import { inRun, mnError } from "../run/support.js";
import { bytesOf, TinyPlace } from "./tiny-run.js";

describe("a prediction", { concurrency: false }, () => {
  let place: TinyPlace;
  let run: RunFolder;
  before(async () => {
    place = await TinyPlace.create();
    run = await place.trained("run");
  });
  after(() => place.dispose());

  const images = () => join(place.scans, "images");
  const predict = (scans: readonly string[] | undefined, out: string, options: PredictStepOptions = {}) =>
    predictStep(run.root, scans, { out, ...options });
  /** Everything below the scans' folder, with content. */
  const content = () =>
    readdirSync(place.scans, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, bytesOf(join(entry.parentPath, entry.name))]);

  test("never replaces the scan it is made from, nor other scans or references, asked to overwrite or not", async () => {
    const before = content();
    const one = join(images(), "scan_0.nii.gz");
    const link = place.path("link");
    symlinkSync(images(), link);
    for (const overwrite of [false, true]) {
      for (const [scans, out] of [
        [[one], images()],
        [[images()], images()],
        [[one], link],
        [[images()], join(place.scans, "labels")],
        [undefined, images()],
        [undefined, join(place.scans, "labels")],
      ] as const) {
        await assert.rejects(
          predict(scans, out, { overwrite }),
          mnError("usage", "scan_0.nii.gz", "scans, masks and lists are never replaced"),
        );
      }
    }
    assert.deepEqual(content(), before);
  });

  test("never replaces a scan that lies elsewhere under another name", async () => {
    const folder = place.path("elsewhere");
    mkdirSync(folder);
    copyFileSync(join(images(), "scan_0.nii.gz"), join(folder, "case_0000.nii.gz"));
    linkSync(join(folder, "case_0000.nii.gz"), join(folder, "case.nii.gz"));
    await assert.rejects(predict([join(folder, "case_0000.nii.gz")], folder), mnError("usage", "case.nii.gz", "read"));
  });

  test("takes away what a killed one left of the list, and what is hidden of others not", async () => {
    const out = place.path("left");
    mkdirSync(out);
    const own = ".predictions.json.4711.0123456789ab.tmp";
    const others = [".mine.json.4711.0123456789ab.tmp", ".predictions.json.swp"];
    for (const name of [own, ...others]) writeFileSync(join(out, name), "half");
    await predict([join(images(), "scan_0.nii.gz")], out);
    const hidden = readdirSync(out).filter((name) => name.startsWith("."));
    assert.deepEqual(hidden.sort(), [...others].sort());
  });

  test("leaves a file that somebody else wrote, until it is told to overwrite", async () => {
    const out = place.path("others");
    mkdirSync(out);
    const mine = join(out, "scan_1.nii.gz");
    writeFileSync(mine, "an expert's mask");
    const scan = [join(images(), "scan_1.nii.gz")];
    await assert.rejects(predict(scan, out), mnError("usage", mine, "--overwrite"));
    assert.equal(readFileSync(mine, "utf8"), "an expert's mask");
    assert.deepEqual(readdirSync(out), ["scan_1.nii.gz"]);
    await predict(scan, out, { overwrite: true });
    assert.notEqual(readFileSync(mine, "utf8"), "an expert's mask");
    await predict(scan, out, { networks: "3d" }); // its own masks it replaces without a question
  });

  test("leaves a mask of its own that was corrected by hand", async () => {
    const out = place.path("corrected");
    const scan = [join(images(), "scan_2.nii.gz")];
    await predict(scan, out);
    copyFileSync(join(place.scans, "labels", "scan_2.nii.gz"), join(out, "scan_2.nii.gz"));
    const corrected = bytesOf(join(out, "scan_2.nii.gz"));
    await assert.rejects(
      predict(scan, out, { networks: "3d" }),
      mnError("usage", "scan_2.nii.gz", "not as this program"),
    );
    assert.equal(bytesOf(join(out, "scan_2.nii.gz")), corrected);
  });

  test("goes on after a kill between a mask and its entry", async () => {
    const out = place.path("interrupted");
    const scan = [join(images(), "scan_3.nii.gz")];
    await predict(scan, out);
    const path = join(out, "scan_3.prediction.json");
    const entry = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...entry, files: {}, pending: ["scan_3.nii.gz"], scans: [] }));
    assert.equal((await predict(scan, out)).scans.length, 1);
    const { pending, scans } = JSON.parse(readFileSync(path, "utf8"));
    assert.deepEqual({ pending, scans }, { pending: [], scans: entry.scans });
  });

  test("refuses before a network is read", async () => {
    const network = run.network("3d");
    const weights = readFileSync(network);
    const damaged = Buffer.from(weights);
    damaged[damaged.length - 1] ^= 1; // which is found out when the weights are read
    writeFileSync(network, damaged);
    await assert.rejects(predict([images()], images()), mnError("usage", "scan_0.nii.gz"));
    await assert.rejects(predict([images()], place.path("unread")), mnError("run", network, "is damaged"));
    assert.ok(!existsSync(place.path("unread")));
    writeFileSync(network, weights);
    assert.ok(!existsSync(join(images(), "predictions.json")));
  });
});

test("ids that are paths, or too long, stay in their folder, each with a mask of its own", async () => {
  const place = await TinyPlace.create({ scans: 6, labelled: 3 });
  try {
    const ids = ["a", "./a", "x/../a", "../../../precious/s0", "L".repeat(300), "c:d"];
    const precious = join(place.root, "precious", "s0.nii.gz");
    mkdirSync(dirname(precious));
    copyFileSync(join(place.scans, "labels", "scan_0.nii.gz"), precious);
    const rows = ids.map((id, i) => [
      id,
      `scans/images/scan_${i}.nii.gz`,
      i < 3 ? `scans/labels/scan_${i}.nii.gz` : "",
    ]);
    const list = place.path("list.csv");
    writeFileSync(list, [["id", "image", "label"], ...rows].map((row) => `${row.join(",")}\n`).join(""));
    const before = bytesOf(precious);
    const run = await place.trained("deep/er/run", { test: 0 }, undefined, list);
    const { scans } = await predictStep(run.root, undefined, { probabilities: true });
    assert.deepEqual(scans.map(({ id }) => id).sort(), [...ids].sort());
    const names = readdirSync(run.predictions).filter((name) => name.endsWith(".nii.gz"));
    assert.equal(names.length, ids.length);
    assert.equal(readdirSync(join(run.predictions, "probabilities")).length, ids.length);
    assert.deepEqual(scans.map(({ masks }) => masks.both.path).sort(), names.sort());
    assert.equal(bytesOf(precious), before);
    assert.deepEqual(readdirSync(place.root).sort(), ["deep", "list.csv", "precious", "scans"]);
  } finally {
    place.dispose();
  }
});

test("outputs that are one file are refused, whatever they are called", () =>
  inRun(async ({ root }) => {
    const [a, b] = ["a", "b"].map((name) => join(root, name));
    writeFileSync(a, "");
    symlinkSync(a, b);
    const check = (...outputs: string[]) => checkOutputs(outputs, { sources: [], overwrite: true });
    await assert.rejects(check(a, join(root, ".", "a")), mnError("usage", "written twice"));
    await assert.rejects(check(a, b), mnError("usage", "written twice"));
    await assert.rejects(checkOutputs([root], { sources: [] }), mnError("usage", root));
    await check(a, join(root, "new", "folder", "a"));
  }));

test("an evaluation replaces an earlier result, and nothing else", async () => {
  const place = await TinyPlace.create({ scans: 2, labelled: 2 });
  try {
    const labels = join(place.scans, "labels");
    for (const name of ["result.json", "result.csv", "result.txt"]) {
      const out = place.path(name);
      await evaluateStep(labels, labels, { out });
      await evaluateStep(labels, labels, { out });
      writeFileSync(out, "case,notes\r\nscan_0,bleeding\r\n");
      await assert.rejects(evaluateStep(labels, labels, { out }), mnError("usage", out, "--overwrite"));
      assert.match(readFileSync(out, "utf8"), /bleeding/);
      await evaluateStep(labels, labels, { out, overwrite: true });
      assert.doesNotMatch(readFileSync(out, "utf8"), /bleeding/);
    }
    await assert.rejects(evaluateStep(labels, labels, { out: "result.doc" }), mnError("usage", ".json, .csv or .txt"));
  } finally {
    place.dispose();
  }
});

test("planning leaves the dataset.json of nnU-Net, and every other file of a dataset, as it is", async () => {
  const place = await TinyPlace.create({ scans: 3, labelled: 2 });
  try {
    const list = join(place.scans, "dataset.json");
    const cases = ["scan_0", "scan_1"].map((id) => [
      id,
      { images: [`images/${id}.nii.gz`], label: `labels/${id}.nii.gz` },
    ]);
    const dataset = { ...Object.fromEntries(cases), scan_2: { images: ["images/scan_2.nii.gz"] } };
    const header = { channel_names: { 0: "MR" }, labels: { background: 0, front: 1, back: 2 }, file_ending: ".nii.gz" };
    writeFileSync(list, JSON.stringify({ ...header, dataset }));
    const text = bytesOf(list);
    for (const out of [place.scans, join(place.scans, "run"), place.root]) {
      for (const given of [place.scans, list]) {
        if (given === list && out === join(place.scans, "run")) continue; // beside the list
        await assert.rejects(planStep(given, out, { overwrite: true, cacheFolder: null }), /run/);
      }
    }
    assert.equal(bytesOf(list), text);
    assert.deepEqual(readdirSync(place.scans).sort(), ["dataset.json", "images", "labels"]);
  } finally {
    place.dispose();
  }
});
