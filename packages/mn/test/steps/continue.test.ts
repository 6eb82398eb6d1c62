// A dataset gets more labels, and a run goes on with them: what changed is told, what is compared stays, and training starts from the
// trained networks.
import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { discoverDataset, readVolume, writeVolume } from "@mandn/imaging";
import { loadTensors, scope } from "@mandn/torch";
import type { Plan } from "../../src/plan/plan.js";
import { writePlan } from "../../src/planning/file.js";
import { changesText, datasetChanges, readInputs } from "../../src/run/dataset.js";
import { readEvents } from "../../src/run/events.js";
import { RunFolder } from "../../src/run/folder.js";
import { readNetwork, readStart } from "../../src/run/network-file.js";
import { datasetNews } from "../../src/steps/continue.js";
import { planStep } from "../../src/steps/plan.js";
import { reportStep } from "../../src/steps/report.js";
import { Run } from "../../src/steps/run.js";
import { continueStep, runAll } from "../../src/steps/run-all.js";
import { trainStep } from "../../src/steps/train.js";
import { kindsToMeasure } from "../../src/training/costs.js";
import type { Method } from "../../src/training/method.js";
import { mnError } from "../run/support.js";
import { TinyPlace, tiny } from "./tiny-run.js";

/** Enough epochs for the short first stage of a run that goes on. */
const longer = (plan: Plan): Plan => ({ ...tiny(plan), training: { ...tiny(plan).training, epochs: 24 } });
const OPTIONS = { device: "cpu", cacheFolder: null } as const;

describe("a run that goes on with more labels", { concurrency: false }, () => {
  let place: TinyPlace;
  let run: RunFolder;
  const label = (id: string) => join(place.scans, "labels", `${id}.nii.gz`);
  const image = (id: string) => join(place.scans, "images", `${id}.nii.gz`);
  before(async () => {
    // scan_0 … scan_3 have masks, of which the last two are for the test; scan_4 … scan_7 have none.
    place = await TinyPlace.create({ scans: 8, labelled: 4 });
    run = await place.planned("run", {}, longer);
    await trainStep(run.root);
    await runAll(place.scans, run.root, OPTIONS); // predicts, so that a scan may vanish afterwards
  });
  after(() => place.dispose());

  test("is not spoken of while the dataset is as it was", async () => {
    assert.equal(await datasetNews(await Run.open(run.root)), undefined);
    assert.match(readFileSync(await reportStep(run.root), "utf8"), /^(?![\s\S]*undefined)/);
  });

  test("is told what is new, what changed and what is gone, by content", async () => {
    const before = { dataset: (await Run.open(run.root)).dataset, inputs: readInputs(run) };
    cpSync(label("scan_0"), label("scan_4"));
    cpSync(image("scan_5"), image("scan_9"));
    rmSync(image("scan_6"));
    const mask = await readVolume(label("scan_1"));
    await writeVolume(
      label("scan_1"),
      { ...mask, voxels: mask.voxels.map((value) => (value === 2 ? 0 : value)) } as never,
      {
        mask: true,
      },
    );
    const changes = await datasetChanges(before, await discoverDataset(place.scans));
    assert.deepEqual(changes, {
      newMasks: ["scan_4"],
      changedMasks: ["scan_1"],
      goneMasks: [],
      newScans: ["scan_9"],
      changedScans: [],
      goneScans: ["scan_6"],
    });
    assert.equal(
      changesText(changes),
      "1 new mask (scan_4), 1 changed mask (scan_1), 1 new scan (scan_9), 1 missing scan (scan_6)",
    );
    rmSync(image("scan_9")); // a copy of another scan would be a fault
    const { onNote, notes } = listening();
    await runAll(place.scans, run.root, { ...OPTIONS, onNote });
    assert.match(
      notes(),
      /Since the run was planned the dataset has 1 new mask \(scan_4\).*To go on .*mn continue \S+run --out \S+run-2/,
    );
  });

  test("learns from the new masks, starts from the trained networks, and leaves test scans alone", async () => {
    const next = new RunFolder(place.path("run-2"));
    const { onNote, notes } = listening();
    const plan = await planStep(place.scans, next.root, { ...OPTIONS, from: run.root, onNote });
    assert.match(notes(), /Since \S+ the dataset has 1 new mask \(scan_4\), 1 changed mask/);
    const old = (await Run.open(run.root)).plan;
    assert.deepEqual(plan.dataset.labelled, ["scan_0", "scan_1", "scan_4"]);
    assert.deepEqual(plan.dataset.unlabelled, ["scan_5", "scan_7"]);
    assert.deepEqual(plan.dataset.test, old.dataset.test);
    assert.deepEqual([plan.members, plan.preprocessing], [old.members, old.preprocessing]);
    assert.equal(plan.method.settings.stage1, 0.1);
    assert.deepEqual(plan.method.settings.pseudoMaskRefreshes, [0.1, 0.325, 0.5501, 0.775]);
    assert.deepEqual(Object.keys(plan.start?.networks ?? {}).sort(), ["2d", "3d"]);
    const first = await firstWeights(next);
    for (const member of ["2d", "3d"]) {
      const trained = scope(() => firstValues(readNetwork(run.network(member), old).weights));
      assert.deepEqual(first[member], trained, `${member} starts from the trained weights`);
    }
    const done = await continueStep(run.root, next.root, OPTIONS); // planned already: trains and scores
    assert.deepEqual(
      done.metrics?.sets[0]?.cases.map(({ id }) => id),
      old.dataset.test,
    );
    const firstLoss = (folder: RunFolder) => {
      const step = readEvents(folder).find((event) => event.type === "step");
      return step?.type === "step"
        ? Object.values(step.members).reduce((sum, { terms }) => sum + (terms.loss ?? 0), 0)
        : Number.NaN;
    };
    assert.ok(firstLoss(next) < 0.9 * firstLoss(run), `${firstLoss(next)} after, ${firstLoss(run)} before training`);
  });

  test("has as many epochs as fit into a budget, at the sizes of its networks", async () => {
    const old = (await Run.open(run.root)).plan;
    const plan = await planStep(place.scans, place.path("budget"), {
      ...OPTIONS,
      from: run.root,
      budget: 60,
      probe: taking(0.01),
    });
    assert.equal(plan.training.budget?.seconds, 60);
    assert.deepEqual([plan.training.crop, plan.members], [old.training.crop, old.members]);
    // 0.98 · 60 s less 3 s, at 0.01 s in stage 1 and, where the networks take turns, 0.02 s in stage 2.
    assert.equal(plan.training.epochs, Math.floor((0.98 * 60 - 3) / (0.1 * 0.01 + 0.9 * 0.02)));
    await assert.rejects(
      planStep(place.scans, place.path("short"), { ...OPTIONS, from: run.root, budget: 10, probe: taking(1) }),
      mnError("usage", "fewer than 60 batches"),
    );
  });

  test("refuses options that its networks fix, and a run that is not trained", async () => {
    const out = place.path("refused");
    await assert.rejects(
      planStep(place.scans, out, { ...OPTIONS, from: run.root, labelled: 2, network3d: "vnet" }),
      mnError("usage", "--labelled, --network-3d", "Leave them out"),
    );
    const untrained = await place.planned("untrained");
    await assert.rejects(planStep(place.scans, out, { ...OPTIONS, from: untrained.root }), mnError("run", "mn train"));
    assert.ok(!existsSync(out));
  });

  test("refuses a dataset without its test scans, a copy of one under another name, and a mask with a value that the networks do not know", async () => {
    const [test] = (await Run.open(run.root)).plan.dataset.test as [string];
    const [scan, mask] = [place.path("set-aside.nii.gz"), place.path("mask-aside.nii.gz")];
    renameSync(image(test), scan);
    renameSync(label(test), mask);
    await assert.rejects(
      planStep(place.scans, place.path("gone"), { ...OPTIONS, from: run.root }),
      mnError("data", "test or validation scans are not there any more", test),
    );
    renameSync(scan, image(test));
    renameSync(mask, label(test));
    cpSync(image(test), image("scan_9"));
    await assert.rejects(
      planStep(place.scans, place.path("copied"), { ...OPTIONS, from: run.root }),
      mnError("data", `the new scan scan_9 has the voxels of ${test}, which is kept for scores`),
    );
    rmSync(image("scan_9"));
    const strange = await readVolume(label("scan_0"));
    await writeVolume(
      label("scan_5"),
      { ...strange, voxels: strange.voxels.map((value) => (value === 2 ? 7 : value)) } as never,
      {
        mask: true,
      },
    );
    await assert.rejects(
      planStep(place.scans, place.path("strange"), { ...OPTIONS, from: run.root }),
      mnError("data", "the mask of scan_5 holds 7, which is no class of the run"),
    );
    rmSync(label("scan_5"));
  });

  test("notices a network that is not the one it was planned to start from", async () => {
    const next = new RunFolder(place.path("other-start"));
    const plan = await planStep(place.scans, next.root, { ...OPTIONS, from: run.root });
    const other = { ...plan, start: { run: run.root, networks: { ...plan.start?.networks, "3d": "0".repeat(64) } } };
    await writePlan(next.root, other);
    await assert.rejects(trainStep(next.root), mnError("run", basename(next.start("3d")), "another network"));
    writeFileSync(next.start("2d"), "");
    await writePlan(next.root, plan);
    await assert.rejects(trainStep(next.root), mnError("run", basename(next.start("2d")), "damaged"));
  });
});

/** Measures so many seconds of every step. */
const taking = (seconds: number) => () => async (plan: Plan, method: Method) => ({
  steps: kindsToMeasure(method, plan.training).map((step) => ({ step, seconds })),
  preparingSeconds: 1,
  overheadSeconds: 2,
});

function listening() {
  const heard: string[] = [];
  return { onNote: (sentence: string) => void heard.push(sentence), notes: () => heard.join("\n") };
}

/** Some values of the networks that a planned run starts from. */
async function firstWeights(folder: RunFolder): Promise<Record<string, number[]>> {
  const { start } = (await Run.open(folder.root)).plan;
  return scope(() =>
    Object.fromEntries(
      Object.entries(start?.networks ?? {}).map(([name, sha256]) => [
        name,
        firstValues(readStart(folder.start(name), sha256)),
      ]),
    ),
  );
}

function firstValues(weights: ReturnType<typeof readStart>): number[] {
  const tensors = loadTensors(weights);
  return Object.keys(tensors)
    .sort()
    .map((key) => Number(tensors[key]?.to("float64").sum().itemNumber()));
}
