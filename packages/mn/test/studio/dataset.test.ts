// The studio on a dataset that nothing was trained on: labels are drawn from nothing beside it, and a run learns from them; scans of several
// channels.
import assert from "node:assert/strict";
import { readdirSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { affineFromSpacing, type Volume, writeVolume } from "@mandn/imaging";
import { type Scan, type State, scansSchema, stateSchema, volumeHeaderSchema } from "@mandn/studio/api";
import { checkStep } from "../../src/steps/check.js";
import { datasetNews } from "../../src/steps/continue.js";
import { planStep } from "../../src/steps/plan.js";
import { Run } from "../../src/steps/run.js";
import { openTarget } from "../../src/studio/target.js";
import { mnError } from "../run/support.js";
import { TINY_OPTIONS, TinyPlace } from "../steps/tiny-run.js";
import { Asked } from "./requests.js";

const LENGTH = 10 * 12 * 14;
const OPTIONS = { cacheFolder: null } as const;

test("labels are not kept where the dataset's own files lie", async (t) => {
  const place = await TinyPlace.create({ scans: 2, labelled: 1 });
  t.after(() => place.dispose());
  symlinkSync(join(place.scans, "labels"), place.path("link"));
  for (const labels of [join(place.scans, "labels"), place.scans, place.path("link")]) {
    const opened = openTarget(place.scans, { ...OPTIONS, labels });
    await assert.rejects(opened, mnError("usage", labels, "the dataset's own files, which are never changed"));
  }
  assert.deepEqual(readdirSync(join(place.scans, "labels")), ["scan_0.nii.gz"]);
});

test("labels from nothing lie beside the dataset, which stays as it is, and a run that is planned with them learns from them", async (t) => {
  const place = await TinyPlace.create({ scans: 6, labelled: 2 });
  t.after(() => place.dispose());
  const files = () => readdirSync(place.scans, { recursive: true }).map(String).sort();
  const before = files();
  using asked = await Asked.open(place.scans, OPTIONS);
  const state = stateSchema.parse(await asked.json<State>("/api/state"));
  assert.deepEqual([state.kind, state.training.status, state.networks, state.rounds], ["dataset", "none", [], []]);
  assert.deepEqual(
    state.classes.map(({ name, value }) => [name, value]),
    [
      ["background", 0],
      ["class 1", 1],
      ["class 2", 2],
    ],
  );
  const scans = scansSchema.parse(await asked.json<Scan[]>("/api/scans"));
  assert.deepEqual(
    scans.map(({ id, rank, role }) => [id, rank, role]),
    [
      ["scan_2", 1, "unlabelled"],
      ["scan_3", 2, "unlabelled"],
      ["scan_4", 3, "unlabelled"],
      ["scan_5", 4, "unlabelled"],
      ["scan_0", null, "labelled"],
      ["scan_1", null, "labelled"],
    ],
  );
  assert.notDeepEqual(
    scans.slice(0, 4).map(({ randomRank }) => randomRank),
    [1, 2, 3, 4],
    "the random order is another",
  );
  const mask = new Uint8Array(LENGTH).fill(1, 400, 500).fill(2, 600, 700);
  for (const id of ["scan_3", "scan_5", "scan_0"]) {
    assert.equal((await asked.put(`/api/scans/${id}/label`, mask, 0)).status, 200);
  }
  assert.deepEqual(files(), before);
  const labels = `${place.scans}-labels`;
  assert.deepEqual(
    readdirSync(labels)
      .filter((name) => !name.startsWith("."))
      .sort(),
    ["scan_0.nii.gz", "scan_3.nii.gz", "scan_5.nii.gz"],
  );
  const notes: string[] = [];
  const { dataset } = await checkStep(place.scans, { ...OPTIONS, labels, onNote: (note) => void notes.push(note) });
  assert.match(notes.join(), /Saved labels of .*scans-labels are the masks of scan_0, scan_3, scan_5/);
  assert.equal(dataset.cases.filter(({ label }) => label !== undefined).length, 4);

  const plan = await planStep(place.scans, place.path("run"), {
    ...TINY_OPTIONS,
    labelled: undefined,
    test: undefined,
    labels,
  });
  assert.deepEqual(plan.dataset.labelled, ["scan_0", "scan_1", "scan_3", "scan_5"]);
  const run = await Run.open(place.path("run"));
  assert.equal(run.labels, labels, "what is saved for the run's scans goes on there");
  const used = run.dataset.cases.flatMap(({ label }) => (label === undefined ? [] : [basename(label.path)]));
  assert.deepEqual(used.sort(), ["0001.nii.gz", "0001.nii.gz", "0001.nii.gz", "scan_1.nii.gz"]);
});

test("classes are those that are named where no mask says them; what a run fixes is refused", async (t) => {
  const place = await TinyPlace.create({ scans: 2, labelled: 0 });
  t.after(() => place.dispose());
  const named = await openTarget(place.scans, { ...OPTIONS, classNames: ["liver", "tumour"], layout: "images-labels" });
  assert.deepEqual(
    named.classes.map(({ name, value }) => [name, value]),
    [
      ["background", 0],
      ["liver", 1],
      ["tumour", 2],
    ],
  );
  const one = await openTarget(place.scans, { ...OPTIONS, layout: "images-labels" });
  assert.deepEqual(
    one.classes.map(({ name }) => name),
    ["background", "foreground"],
  );
  {
    using asked = await Asked.open(place.scans, {
      ...OPTIONS,
      classNames: ["liver", "tumour"],
      layout: "images-labels",
    });
    assert.equal((await asked.put("/api/scans/scan_0/label", new Uint8Array(LENGTH).fill(1, 9, 99), 0)).status, 200);
  }
  const again = await openTarget(place.scans, { ...OPTIONS, classNames: ["liver", "tumour"], layout: "images-labels" });
  assert.deepEqual(again.classes, named.classes, "also when one of them was never painted");
  const other = await TinyPlace.create();
  t.after(() => other.dispose());
  const run = await other.planned("run");
  await assert.rejects(openTarget(run.root, { classNames: ["liver"] }), mnError("usage", "--class-names"));
  await assert.rejects(openTarget(run.root, { labels: place.path("elsewhere") }), mnError("usage", "--labels"));
});

test("each channel of a scan is given as its file has it", async (t) => {
  const place = await TinyPlace.create({ scans: 0, labelled: 0 });
  t.after(() => place.dispose());
  const voxels = Float32Array.from({ length: 2 * 24 }, (_, i) => (i < 24 ? i : -i / 2));
  const scan: Volume<"float32"> = {
    shape: [2, 2, 3, 4],
    affine: affineFromSpacing([1, 2, 3]),
    spacing: [3, 2, 1],
    dtype: "float32",
    voxels,
    provenance: { path: "two", format: "memory", notes: [], fields: {} },
  };
  await writeVolume(join(place.scans, "images", "two.nii.gz"), scan);
  using asked = await Asked.open(place.scans, { ...OPTIONS, layout: "images-labels" });
  assert.equal((await asked.json<State>("/api/state")).channels.length, 2);
  for (const channel of [0, 1]) {
    const response = await asked.request(`/api/scans/two/image?channel=${channel}`);
    const { shape, window } = volumeHeaderSchema.parse(JSON.parse(response.headers.get("x-volume") ?? ""));
    const own = voxels.subarray(24 * channel, 24 * channel + 24);
    assert.deepEqual(shape, [4, 3, 2]);
    assert.deepEqual(new Float32Array(await response.arrayBuffer()), own.slice());
    assert.ok(window[0] >= Math.min(...own) && window[1] <= Math.max(...own) && window[0] < window[1]);
  }
  assert.equal((await asked.request("/api/scans/two/image?channel=2")).status, 404);
  assert.equal((await asked.request("/api/scans/two/image?channel=-1")).status, 400);
});

test("a run that is not trained yet is told how to learn from its new labels, also of scans whose masks it was not to use", async (t) => {
  const place = await TinyPlace.create({ scans: 8, labelled: 6 });
  t.after(() => place.dispose());
  const { root, labels } = await place.planned("run"); // 2 labelled, 2 for the test; the other masks are not used
  using asked = await Asked.open(root);
  const stripped = (await Run.open(root)).plan.dataset.unlabelled.find((id) => id !== "scan_6") as string;
  for (const id of [stripped, "scan_6"]) {
    assert.equal((await asked.put(`/api/scans/${id}/label`, new Uint8Array(LENGTH).fill(1, 400, 500), 0)).status, 200);
  }
  const news = (await datasetNews(await Run.open(root))) ?? "";
  assert.match(news, new RegExp(`2 new masks \\(${stripped}, scan_6\\)`));
  assert.ok(news.endsWith(`mn plan ${place.scans} --labels ${labels} --out ${root} --overwrite`), news);
  const all = { ...TINY_OPTIONS, labelled: undefined, test: undefined };
  const plan = await planStep(place.scans, root, { ...all, labels, overwrite: true });
  assert.ok(plan.dataset.labelled.includes("scan_6") && plan.dataset.labelled.includes(stripped));
  assert.equal(await datasetNews(await Run.open(root)), undefined);
});
