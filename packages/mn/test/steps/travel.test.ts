// A run is carried to another place: its folder, its dataset and the home folder are others there, and nothing else is.
import assert from "node:assert/strict";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { readZipFile, writeZip } from "@mandn/base";
import { openSafetensors, readContiguous, setThreads } from "@mandn/torch";
import { MnError } from "../../src/errors.js";
import { RunFolder } from "../../src/run/folder.js";
import { packStep } from "../../src/steps/pack.js";
import { predictStep } from "../../src/steps/predict.js";
import { relocate } from "../../src/steps/relocate.js";
import { Run } from "../../src/steps/run.js";
import { trainStep } from "../../src/steps/train.js";
import { mn, Workplace } from "../cli/mn.js";
import { mnError } from "../run/support.js";
import { bytesOf, TinyPlace } from "./tiny-run.js";

setThreads(1); // as in the processes that go on

const masksIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith(".nii.gz"))
      .sort()
      .map((name) => [name, bytesOf(join(folder, name))]),
  );
/** The tensors of a network's file, without its header, which holds the plan. */
function valuesOf(path: string): Record<string, string> {
  const { tensors } = openSafetensors(path);
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, Buffer.from(readContiguous(tensor)).toString("base64")]),
  );
}

describe("a run at another place", { concurrency: false }, () => {
  let here: TinyPlace;
  let there: Workplace;
  let run: RunFolder;
  let masks: Record<string, string>;
  before(async () => {
    here = await TinyPlace.create();
    there = new Workplace();
    run = await here.trained("run");
    await predictStep(run.root, undefined);
    masks = masksIn(run.predictions);
  });
  after(() => {
    here.dispose();
    there.dispose();
  });

  test("names its scans by their place in the dataset's folder", () => {
    const dataset = JSON.parse(readFileSync(run.dataset, "utf8"));
    assert.equal(dataset.cases[0].channels[0].path, "images/scan_0.nii.gz");
    assert.equal(dataset.cases[0].label.path, "labels/scan_0.nii.gz");
    assert.doesNotMatch(JSON.stringify(dataset.cases), new RegExp(here.root));
  });

  test("predicts the same masks, bit for bit, where only the dataset's new place is said", async () => {
    const [moved, scans] = [there.path("elsewhere", "run"), there.path("data", "scans")];
    cpSync(run.root, moved, { recursive: true });
    cpSync(here.scans, scans, { recursive: true });
    rmSync(join(moved, "predictions"), { recursive: true });
    const away = `${here.scans}-away`;
    renameSync(here.scans, away);
    try {
      const without = await mn(["predict", moved, "--out", there.path("masks")], { env: there.env });
      assert.equal(without.code, 1, "the scans are not where they were");
      const { code, stderr } = await mn(["predict", moved, "--out", there.path("masks"), "--dataset", scans], {
        env: there.env,
      });
      assert.equal(code, 0, stderr);
    } finally {
      renameSync(away, here.scans);
    }
    assert.deepEqual(masksIn(there.path("masks")), masks);
    assert.equal((await Run.open(moved)).plan.dataset.root, scans);
    assert.equal((await mn(["report", moved], { env: there.env })).code, 0, "what was said once holds");
  });

  test("goes on training exactly", async () => {
    const [whole, cut] = [await here.planned("whole"), await here.planned("cut")];
    await trainStep(whole.root);
    const stop = new AbortController();
    let steps = 0;
    const onEvent = ({ type }: { readonly type: string }) =>
      type === "step" && ++steps === 5 && stop.abort(new MnError("interrupted", "x"));
    await assert.rejects(trainStep(cut.root, { signal: stop.signal, onEvent }), mnError("interrupted"));
    const [moved, scans] = [there.path("training"), there.path("data-of-training")];
    cpSync(cut.root, moved, { recursive: true });
    cpSync(here.scans, scans, { recursive: true });
    const { code, stderr } = await mn(["train", moved, "--dataset", scans], { env: there.env });
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Going on after \d+ of \d+ updates/);
    const tensors = (folder: RunFolder) => ["2d", "3d"].map((member) => valuesOf(folder.network(member)));
    assert.deepEqual(tensors(new RunFolder(moved)), tensors(whole));
  });

  test("refuses a folder that is not its dataset", async () => {
    const copy = here.path("copy");
    cpSync(run.root, copy, { recursive: true });
    const other = here.path("other-scans");
    cpSync(here.scans, other, { recursive: true });
    cpSync(join(other, "labels", "scan_0.nii.gz"), join(other, "labels", "scan_1.nii.gz"));
    await assert.rejects(relocate(copy, other), mnError("data", "holds other scans or masks", "scan_1"));
    rmSync(join(other, "images", "scan_7.nii.gz"));
    await assert.rejects(relocate(copy, other), mnError("data", "has not all 8 scans", "scan_7"));
    assert.equal((await Run.open(copy)).plan.dataset.root, here.scans);
  });

  test("as one file holds no scans, and predicts the same masks", async () => {
    const archive = here.path("model.zip");
    const shipped = await here.trained("shipped", { method: "supervised-3d", network3d: "unet3d" }, (plan) => {
      const [member] = Object.values(plan.members);
      return { ...plan, members: { "3d": { ...member, options: { width: 4, levels: 2 } } as typeof member } };
    });
    const scan = join(here.scans, "images", "scan_6.nii.gz");
    await predictStep(shipped.root, [scan], { out: here.path("of-folder") });
    await packStep(shipped.root, archive);
    const names = [...readZipFile(archive, { mostExpansion: 100, remedy: "" }).keys()].sort();
    assert.deepEqual(names, ["dataset.json", "network-3d.safetensors", "plan.json", "plan.schema.json"]);
    const lone = there.path("lone");
    mkdirSync(lone);
    cpSync(scan, join(lone, "scan_6.nii.gz"));
    const out = there.path("of-archive");
    const { code, stderr } = await mn(["predict", archive, join(lone, "scan_6.nii.gz"), "--out", out], {
      env: there.env,
    });
    assert.equal(code, 0, stderr);
    assert.equal(bytesOf(join(out, "scan_6.nii.gz")), bytesOf(here.path("of-folder", "scan_6.nii.gz")));
    await assert.rejects(packStep(shipped.root, archive), mnError("usage", "would be replaced", "--overwrite"));
    await packStep(shipped.root, archive, { overwrite: true });
    await assert.rejects(packStep(shipped.root, here.path("model")), mnError("usage", "ends in .zip"));
    await assert.rejects(
      packStep(run.root, here.path("no.zip")),
      mnError("plan", "small-2d.js: is a program of your own"),
    );
    const untrained = await here.planned("untrained");
    await assert.rejects(packStep(untrained.root, here.path("no.zip")), mnError("run", "mn train"));
    assert.ok(!existsSync(here.path("no.zip")));
  });

  test("is not unpacked from an archive that is damaged, or holds anything else", async () => {
    const archive = here.path("damaged.zip");
    cpSync(here.path("model.zip"), archive);
    truncateSync(archive, 4000);
    await assert.rejects(Run.open(archive), mnError("run", "damaged.zip"));
    const foreign = here.path("foreign.zip");
    for (const name of ["../plan.json", "start.sh"]) {
      writeZip(foreign, [
        { name: "plan.json", read: () => Buffer.from("{}") },
        { name, read: () => Buffer.from("x") },
      ]);
      await assert.rejects(Run.open(foreign), mnError("run", "is no packed run", name));
    }
    writeFileSync(foreign, "no archive");
    await assert.rejects(Run.open(foreign), mnError("run", "foreign.zip"));
  });
});
