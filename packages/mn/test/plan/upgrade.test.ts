// Plans, events and whole runs of version 1, when a plan had two networks of fixed names: fixtures/v1 was written by a program of
// that time. They are read, looked at, scored and predicted with as those of today.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { readVolume } from "@mandn/imaging";
import { setThreads } from "@mandn/torch";
import { methodNamed } from "../../src/methods/index.js";
import type { Plan } from "../../src/plan/plan.js";
import { parsePlan, readPlan } from "../../src/planning/file.js";
import { readEvents } from "../../src/run/events.js";
import { RunFolder } from "../../src/run/folder.js";
import { predictStep } from "../../src/steps/predict.js";
import { reportStep } from "../../src/steps/report.js";
import { scoreStep } from "../../src/steps/score.js";
import { trainStep } from "../../src/steps/train.js";
import { writeTinyDataset } from "../cli/tiny-dataset.js";

setThreads(1);
const fixtures = fileURLToPath(new URL("../../../test/fixtures/", import.meta.url));
const networks = fileURLToPath(new URL("../networks", import.meta.url));
const planAt = (path: string) => JSON.parse(readFileSync(join(fixtures, path), "utf8"));

/** A plan of today, but for what plans of version 1 chose otherwise: their 2D network saw axial slices alone. */
function axialPlan(name: string) {
  const plan = parsePlan(planAt(name), name);
  const { "2d": of2d, ...others } = plan.members;
  assert.ok(of2d?.view === "slices");
  return { ...plan, members: { ...others, "2d": { ...of2d, sliceDirections: ["d" as const] } } };
}

for (const name of ["hippocampus-plan.json", "hippocampus-plan-official.json"]) {
  test(`${name} of version 1 is the plan that is made today, with the same settings explained`, () => {
    const { reasons, ...found } = parsePlan(planAt(`v1/${name}`), name);
    const { reasons: own, ...wanted } = axialPlan(name);
    // What the method has got since has the value by which nothing changes where a plan does not say it.
    const settings = methodNamed(found.method.name).settings.parse(found.method.settings);
    assert.deepEqual({ ...found, method: { ...found.method, settings } }, wanted);
    assert.deepEqual(Object.keys(reasons).sort(), Object.keys(own).sort());
  });
}

for (const [method, view] of [
  ["supervised-3d", "3d"],
  ["supervised-2d", "2d"],
] as const) {
  test(`a plan of version 1 for ${method} has the one network that learnt, and the rate restarts where stage 2 began`, () => {
    const plan = parsePlan({ ...planAt("v1/hippocampus-plan.json"), method }, "plan.json");
    const both: Plan = axialPlan("hippocampus-plan.json");
    assert.deepEqual(plan.method, { name: method, settings: { restart: 0.3333 } });
    assert.deepEqual(plan.members, { [view]: both.members[view] });
  });
}

test("what is wrong in a plan of version 1 is said by its path of today", () => {
  const plan = planAt("v1/hippocampus-plan.json");
  plan.training.stage1 = 2;
  assert.throws(() => parsePlan(plan, "plan.json"), /method\.settings\.stage1 is 2: must be at most 1/);
  const { network3d: _, ...torn } = planAt("v1/hippocampus-plan.json");
  assert.throws(() => parsePlan(torn, "plan.json"), /version is 1: must be 2/);
});

describe("a run of version 1", { concurrency: false }, () => {
  let root = "";
  let run: RunFolder;
  before(async () => {
    root = mkdtempSync(join(tmpdir(), "mn-v1-"));
    run = RunFolder.create(join(root, "run"));
    await writeTinyDataset(join(root, "scans"), { scans: 6, labelled: 5 });
    // Paths that were absolute stand as words in the fixture.
    const here: Readonly<Record<string, string>> = { SCANS: join(root, "scans"), RUN: run.root, NETWORKS: networks };
    for (const name of readdirSync(join(fixtures, "v1", "run"))) {
      const [from, to] = [join(fixtures, "v1", "run", name), join(run.root, name)];
      if (name.endsWith(".safetensors")) continue;
      const text = readFileSync(from, "utf8");
      writeFileSync(
        to,
        text.replace(/"(SCANS|RUN|NETWORKS)\b/g, (_whole, word: string) => `"${here[word]}`),
      );
    }
    for (const name of ["network-2d.safetensors", "network-3d.safetensors"])
      copyFileSync(join(fixtures, "v1", "run", name), join(run.root, name));
  });
  after(() => rmSync(root, { recursive: true }));

  test("has its plan, with its budget and networks", async () => {
    const { members, training, method } = await readPlan(run.plan);
    assert.deepEqual(
      [members["2d"].view, members["2d"].network, members["3d"].view, members["3d"].network],
      ["slices", join(networks, "small-2d.js"), "volume", join(networks, "small-3d.js")],
    );
    assert.deepEqual(training.budget?.seconds, 2.5);
    assert.equal(method.settings.alternating, true);
  });

  test("has its events, each update of one network, and the budget's changes of speed", () => {
    const events = readEvents(run);
    const steps = events.filter((event) => event.type === "step");
    assert.deepEqual(
      steps.map(({ update }) => update),
      Array.from({ length: 102 }, (_, i) => i),
    );
    assert.deepEqual(steps[0], {
      type: "step",
      time: steps[0].time,
      step: 0,
      update: 0,
      epoch: 0,
      place: null,
      stage: 0,
      batch: { labelled: null, unlabelled: 0 },
      members: { "2d": { rate: 0.001, terms: steps[0].members["2d"].terms } },
      seconds: steps[0].seconds,
    });
    assert.deepEqual(Object.keys(steps[0].members["2d"].terms), ["loss", "dice", "kl"]);
    assert.ok(steps.every(({ stage, batch }) => stage === 1 || (stage === 0 && batch.unlabelled === 0)));
    assert.equal(steps.at(-1)?.stage, 1);
    const paces = events.filter((event) => event.type === "pace");
    assert.deepEqual([paces.length, paces[0].epochs, paces[0].until], [9, 39, 1]);
    assert.equal(events.filter(({ type }) => type === "resume").length, 1);
    assert.equal(events.filter(({ type }) => type === "validation").length, 6);
  });

  test("is trained, and nothing is done to it", async () => {
    const notes: string[] = [];
    assert.equal(await trainStep(run.root, { onNote: (note) => notes.push(note) }), false);
    assert.match(notes.join(), /is trained already/);
  });

  test("predicts the masks that it did", async () => {
    const scan = join(root, "scans", "images", "scan_0.nii.gz");
    const out = join(root, "masks");
    const { leading: which, scans } = await predictStep(run.root, [scan], { out });
    assert.equal(which, "both");
    const [found, wanted] = [
      await readVolume(join(out, scans[0].masks[which].path)),
      await readVolume(join(fixtures, "v1", "predicted.nii.gz")),
    ];
    const same = found.voxels.filter((voxel, i) => voxel === wanted.voxels[i]).length;
    assert.ok(same >= 0.999 * wanted.voxels.length, `${same} of ${wanted.voxels.length} voxels are as they were`);
  });

  test("is scored and reported", async () => {
    const metrics = await scoreStep(run.root);
    assert.ok(metrics?.sets.some(({ name }) => name === "M&N, both averaged"));
    const page = readFileSync(await reportStep(run.root), "utf8");
    assert.match(page, /102 updates took/);
    assert.match(page, /2D network[\s\S]*3D network/);
  });
});
