// What is up to date is told by content: what changed is made anew, and nothing else is.
import assert from "node:assert/strict";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { after, before, describe, mock, test } from "node:test";
import { readVolume, reorient, sameGrid, writeVolume } from "@mandn/imaging";
import type { Plan } from "../../src/plan/plan.js";
import { writePlan } from "../../src/planning/file.js";
import { RunFolder } from "../../src/run/folder.js";
import { readPredictions } from "../../src/run/predictions-folder.js";
import { type PredictStepOptions, predictStep } from "../../src/steps/predict.js";
import { reportStep } from "../../src/steps/report.js";
import { Run } from "../../src/steps/run.js";
import { scoreStep } from "../../src/steps/score.js";
import { PredictionSession } from "../../src/steps/session.js";
import { trainStep } from "../../src/steps/train.js";
import { mnError } from "../run/support.js";
import { bytesOf, TinyPlace } from "./tiny-run.js";

/** Runs `body`, and returns which scans were predicted meanwhile, by which sets. */
async function predictedBy(body: () => Promise<unknown>): Promise<string[]> {
  const spy = mock.method(PredictionSession.prototype, "predict");
  try {
    await body();
    return spy.mock.calls.map(({ arguments: [scan, wanted] }) => `${scan.id} ${wanted?.sets}`).sort();
  } finally {
    spy.mock.restore();
  }
}

const later = (path: string) => utimesSync(path, new Date(), new Date(Date.now() + 60_000));

describe("a scan's mask", { concurrency: false }, () => {
  let place: TinyPlace;
  let run: RunFolder;
  let other: RunFolder;
  before(async () => {
    place = await TinyPlace.create();
    run = await place.trained("run");
    other = await place.trained("other", { seed: 5 });
  });
  after(() => place.dispose());

  const image = (i: number) => join(place.scans, "images", `scan_${i}.nii.gz`);
  const predict = (folder: RunFolder, scan: string, out: string, options: PredictStepOptions = {}) =>
    predictStep(folder.root, [scan], { out, ...options });

  test("is made anew when another scan lies under the same path, and is not when only its time is another", async () => {
    const [scan, out] = [place.path("in.nii.gz"), place.path("replaced")];
    copyFileSync(image(0), scan);
    await predict(run, scan, out);
    later(scan);
    later(run.plan);
    assert.deepEqual(await predictedBy(() => predict(run, scan, out)), []);
    const volume = await readVolume(image(1));
    const [, , h, w] = volume.shape;
    const cut = { ...volume, shape: [1, 6, h, w], voxels: volume.voxels.slice(0, 6 * h * w) } as typeof volume;
    await writeVolume(scan, cut);
    const { atime, mtime } = statSync(image(0));
    utimesSync(scan, atime, mtime); // as a copy that keeps the time leaves it
    const { scans } = await predict(run, scan, out);
    assert.ok(sameGrid(await readVolume(join(out, "in.nii.gz")), cut).same);
    const { scans: expected } = await predict(run, scan, place.path("replaced-2"));
    assert.deepEqual(scans, expected);
  });

  test("is another run's when that predicts into the same folder", async () => {
    const [a, b] = [place.path("shared"), place.path("alone")];
    await predict(run, image(2), a);
    await predict(other, image(2), a);
    await predict(other, image(2), b);
    const name = basename(image(2));
    assert.equal(bytesOf(join(a, name)), bytesOf(join(b, name)));
    await assert.rejects(
      predict(run, image(3), a),
      mnError("usage", "lists masks by other networks or settings", "scan_2", "--overwrite"),
    );
    await predict(run, image(3), a, { overwrite: true });
    assert.deepEqual(
      readPredictions(a)?.scans.map(({ id }) => id),
      ["scan_3"],
    );
  });

  test("is made anew when its file is damaged or gone", async () => {
    const out = place.path("damaged");
    await predict(run, image(4), out);
    const mask = join(out, "scan_4.nii.gz");
    const whole = bytesOf(mask);
    for (const damage of [() => truncateSync(mask, 60), () => rmSync(mask)]) {
      damage();
      assert.equal((await predictedBy(() => predict(run, image(4), out))).length, 1);
      assert.equal(bytesOf(mask), whole);
    }
  });

  test("is made anew when the plan's way of predicting changes, and stays when only its order of work does", async () => {
    const out = place.path("settings");
    await predict(run, image(5), out);
    const { plan } = await Run.open(run.root);
    const change = (inference: Partial<Plan["inference"]>) =>
      writePlan(run.root, { ...plan, inference: { ...plan.inference, ...inference } });
    await change({ windowsPerBatch: 1 });
    assert.deepEqual(await predictedBy(() => predict(run, image(5), out)), []);
    await change({ overlap: 0.75 });
    assert.equal((await predictedBy(() => predict(run, image(5), out))).length, 1);
    await writePlan(run.root, plan);
  });
});

describe("a run's scores", { concurrency: false }, () => {
  let place: TinyPlace;
  let run: RunFolder;
  before(async () => {
    place = await TinyPlace.create();
    run = await place.trained("run", { labelled: 4, validation: 2, test: 2 }, (plan) => ({
      ...plan,
      training: { ...plan.training, validations: 0 },
      inference: { ...plan.inference, largestComponent: "validation", fillHoles: "validation" },
    }));
  });
  after(() => place.dispose());

  const label = (id: string) => join(place.scans, "labels", `${id}.nii.gz`);
  const flip = async (path: string) => {
    const volume = await readVolume(path);
    const voxels = Uint8Array.from(volume.voxels, (value) => (value === 0 ? 0 : 3 - value));
    await writeVolume(path, { ...volume, dtype: "uint8", voxels }, { mask: true });
  };
  const all = "both,3d,2d";

  test("come from one pass over each scan, which the choice of post-processing shares", async () => {
    const { plan } = await Run.open(run.root);
    const scored = [...plan.dataset.validation, ...plan.dataset.test];
    const seen = await predictedBy(async () => {
      await predictStep(run.root, undefined);
      await scoreStep(run.root);
    });
    const expected = Array.from({ length: 8 }, (_, i) => `scan_${i}`);
    assert.deepEqual(seen, expected.map((id) => `${id} ${scored.includes(id) ? all : "both"}`).sort());
    const sets = readPredictions(run.predictions)?.scans.map(({ id, masks }) => `${id} ${Object.keys(masks)}`);
    assert.deepEqual(sets?.sort(), seen);
  });

  test("and what is done to their masks is decided when training ends, by no shard", async () => {
    const fresh = await place.trained("decided", { labelled: 4, validation: 2, test: 2 }, (plan) => ({
      ...plan,
      inference: { ...plan.inference, largestComponent: "validation", fillHoles: "validation" },
    }));
    const decided = bytesOf(fresh.postProcessing);
    const shard = { index: 1, of: 4 };
    const out = place.path("decided-masks");
    await predictStep(fresh.root, undefined, { out, shard });
    assert.equal(bytesOf(fresh.postProcessing), decided);
    rmSync(fresh.postProcessing);
    await assert.rejects(
      predictStep(fresh.root, undefined, { out: place.path("no"), shard }),
      mnError("run", "mn train"),
    );
    assert.equal(await trainStep(fresh.root), false);
    assert.equal(bytesOf(fresh.postProcessing), decided);
  });

  test("of another scan that has a validation scan's name are its own", async () => {
    const { plan } = await Run.open(run.root);
    const [id] = plan.dataset.validation;
    const [same, named] = [place.path("a", "x.nii.gz"), place.path("a", `${id}.nii.gz`)];
    mkdirSync(place.path("a"));
    for (const path of [same, named]) copyFileSync(join(place.scans, "images", `${plan.dataset.test[0]}.nii.gz`), path);
    rmSync(run.postProcessing); // so that it is chosen, and validation scans predicted, in the same call
    const { scans } = await predictStep(run.root, [named], { out: place.path("a-named") });
    const { scans: expected } = await predictStep(run.root, [same], { out: place.path("a-same") });
    assert.equal(bytesOf(place.path("a-named", `${id}.nii.gz`)), bytesOf(place.path("a-same", "x.nii.gz")));
    assert.equal(scans[0]?.content.sha256, expected[0]?.content.sha256);
  });

  test("are the same as of masks that were predicted one by one", async () => {
    const { plan } = await Run.open(run.root);
    for (const set of ["both", "3d", "2d"]) {
      const out = place.path(`alone-${set}`);
      const images = plan.dataset.validation.map((id) => join(place.scans, "images", `${id}.nii.gz`));
      const { scans } = await predictStep(run.root, images, { out, networks: set });
      for (const { id, masks } of scans) {
        const own = readPredictions(run.predictions)?.scans.find((one) => one.id === id)?.masks[set];
        assert.equal(
          bytesOf(join(run.predictions, own?.path ?? "")),
          bytesOf(join(out, masks[set].path)),
          `${id} ${set}`,
        );
        assert.deepEqual({ ...own, path: "" }, { ...masks[set], path: "" });
      }
    }
  });

  test("are not made twice, wherever the run was copied to and whatever the files' times are", async () => {
    const metrics = bytesOf(run.metrics);
    later(run.plan);
    later(run.network("3d"));
    for (const id of ["scan_4", "scan_5"]) later(label(id));
    const notes: string[] = [];
    const again = async (folder: RunFolder) => {
      await predictStep(folder.root, undefined, { onNote: (note) => notes.push(note) });
      await scoreStep(folder.root, { onNote: (note) => notes.push(note) });
    };
    assert.deepEqual(await predictedBy(() => again(run)), []);
    const copy = new RunFolder(place.path("copy"));
    cpSync(run.root, copy.root, { recursive: true });
    rmSync(copy.checkpoints, { recursive: true });
    assert.equal(await trainStep(copy.root), false);
    assert.deepEqual(await predictedBy(() => again(copy)), []);
    assert.equal(bytesOf(copy.metrics), metrics);
    assert.deepEqual(
      notes.map((note) => note.replace(/^.*\//, "")),
      [
        "8 scans are predicted already.",
        "metrics.json is up to date.",
        "8 scans are predicted already.",
        "metrics.json is up to date.",
      ],
    );
  });

  test("are the same with a reference in another storage order, which training takes as well", async () => {
    const { plan } = await Run.open(run.root);
    const [id] = plan.dataset.test;
    const metrics = async () => (await scoreStep(run.root))?.sets.map(({ cases }) => cases);
    const first = await metrics();
    const original = bytesOf(label(id));
    const reference = await readVolume(label(id));
    await writeVolume(label(id), reorient(reference, "LSA"), { mask: true });
    assert.notEqual(bytesOf(label(id)), original);
    assert.deepEqual(await metrics(), first);
    await writeVolume(label(id), reference, { mask: true });
  });

  test("are made anew from a corrected reference of a test scan, without predicting", async () => {
    const { plan } = await Run.open(run.root);
    const [id] = plan.dataset.test;
    const scores = async () => (await scoreStep(run.root))?.sets.map(({ name, cases }) => ({ name, cases }));
    const first = await scores();
    await flip(label(id));
    let second: Awaited<ReturnType<typeof scores>>;
    assert.deepEqual(await predictedBy(async () => (second = await scores())), []);
    assert.notDeepEqual(second, first);
    await flip(label(id));
    assert.deepEqual(await scores(), first);
  });

  test("choose the post-processing anew from a corrected reference of a validation scan", async () => {
    const { plan } = await Run.open(run.root);
    const chosen = () => JSON.parse(readFileSync(run.postProcessing, "utf8")).chosen;
    const first = chosen();
    assert.deepEqual(Object.keys(first), ["both", "3d", "2d"]);
    await flip(label(plan.dataset.validation[0]));
    const seen = await predictedBy(() => scoreStep(run.root));
    assert.deepEqual([...new Set(seen)].filter((one) => plan.dataset.validation.includes(one.split(" ")[0])).length, 2);
    assert.notDeepEqual(chosen().both.effects, first.both.effects);
    await flip(label(plan.dataset.validation[0]));
    await scoreStep(run.root);
    assert.deepEqual(chosen().both.effects, first.both.effects);
  });

  test("are told where the scans are not", async () => {
    rmSync(place.scans, { recursive: true });
    assert.deepEqual(await predictedBy(() => scoreStep(run.root)), []);
    assert.ok(existsSync(await reportStep(run.root)));
  });
});

test("masks that a version without entries listed are known by its list", async () => {
  const place = await TinyPlace.create({ scans: 4, labelled: 3 });
  try {
    const run = await place.trained("run", { test: 1 });
    const out = place.path("listed");
    const { scans } = await predictStep(run.root, undefined, { out });
    for (const { id } of scans) rmSync(join(out, `${id}.prediction.json`));
    const { joined, ...list } = readPredictions(out) ?? assert.fail();
    assert.equal(joined, true);
    writeFileSync(join(out, "predictions.json"), JSON.stringify(list));
    assert.deepEqual(await predictedBy(() => predictStep(run.root, undefined, { out })), []);
    rmSync(join(out, "scan_1.nii.gz"));
    const again = await predictStep(run.root, undefined, { out });
    assert.deepEqual(again.scans.map(({ id }) => id).sort(), scans.map(({ id }) => id).sort());
    assert.equal(readPredictions(out)?.scans.length, 4);
  } finally {
    place.dispose();
  }
});

test("another version's lists are no obstacle to a run, and their masks are not replaced unasked", async () => {
  const place = await TinyPlace.create({ scans: 4, labelled: 3 });
  try {
    const run = await place.trained("run", { test: 1 });
    const out = place.path("old");
    await predictStep(run.root, undefined, { out });
    for (const name of readdirSync(out)) if (name.endsWith(".prediction.json")) rmSync(join(out, name));
    writeFileSync(join(out, "predictions.json"), JSON.stringify({ version: 1, networks: "both", scans: [] }));
    writeFileSync(run.metrics, JSON.stringify({ version: 1, classes: [], sets: [] }));
    await assert.rejects(predictStep(run.root, undefined, { out }), mnError("usage", "scan_0.nii.gz", "--overwrite"));
    assert.equal((await predictStep(run.root, undefined, { out, overwrite: true })).scans.length, 4);
    assert.equal((await scoreStep(run.root))?.version, 2);
  } finally {
    place.dispose();
  }
});

test("references that are stored another way than their scans, in the same place, are trained on and scored alike", async () => {
  const place = await TinyPlace.create({ scans: 6, labelled: 5 });
  try {
    const options = { labelled: 3, validation: 1, test: 2 };
    const scored = async (name: string) => {
      const run = await place.trained(name, options, (plan) => ({
        ...plan,
        inference: { ...plan.inference, largestComponent: "validation", fillHoles: "validation" },
      }));
      return (await scoreStep(run.root))?.sets.map(({ cases }) =>
        cases.map(({ metrics }) => metrics.classes.map(({ values }) => values.dice)),
      );
    };
    const plain = await scored("plain");
    for (let i = 0; i < 5; i++) {
      const path = join(place.scans, "labels", `scan_${i}.nii.gz`);
      await writeVolume(path, reorient(await readVolume(path), "LIP"), { mask: true });
    }
    assert.deepEqual(await scored("turned"), plain);
  } finally {
    place.dispose();
  }
});
