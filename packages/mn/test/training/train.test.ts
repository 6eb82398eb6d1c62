import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { assertNoLeaks, saveSafetensors, scope, setThreads, zeros } from "@mandn/torch";
import { methodOf } from "../../src/methods/index.js";
import type { Plan } from "../../src/plan/plan.js";
import { readLatestCheckpoint } from "../../src/run/checkpoint.js";
import { readEvents } from "../../src/run/events.js";
import { RunFolder } from "../../src/run/folder.js";
import { RunLock } from "../../src/run/lock.js";
import { openSealed, writeSealed } from "../../src/run/sealed.js";
import { loadPredictors } from "../../src/training/networks.js";
import { type TrainOptions, train } from "../../src/training/session.js";
import { sharesOf } from "../../src/training/spent.js";
import type { CropRequest } from "../../src/training/trainer.js";
import { mnError } from "../run/support.js";
import { smallPlan } from "../small-plan.js";
import { SmallScans } from "../small-scans.js";

setThreads(1);
const root = mkdtempSync(join(tmpdir(), "mn-train-"));
after(() => rmSync(root, { recursive: true }));
const child = fileURLToPath(new URL("./train-child.js", import.meta.url));
let runs = 0;

function newFolder(): RunFolder {
  const folder = new RunFolder(join(root, String(++runs)));
  mkdirSync(folder.root);
  return folder;
}

const idsOf = ({ dataset }: Plan) => [...dataset.labelled, ...dataset.unlabelled, ...dataset.validation];

async function trainIn(
  folder: RunFolder,
  plan: Plan,
  options?: TrainOptions,
  scans = new SmallScans(idsOf(plan)),
): Promise<boolean> {
  try {
    return await train(folder, plan, methodOf(plan), scans, options);
  } finally {
    scans.dispose();
  }
}

/** Stops after so many updates. */
function stopAfter(count: number): TrainOptions {
  const stop = new AbortController();
  return { signal: stop.signal, onProgress: ({ updates }) => updates >= count && stop.abort() };
}

const weights = ({ root }: RunFolder) =>
  ["2d", "3d"].map((which) => readFileSync(join(root, `network-${which}.safetensors`)).toString("base64"));

const reference = newFolder();
await trainIn(reference, smallPlan());

test("the checkpoint holds the best validation of each network, and when it was", () => {
  const found = scope(() => readLatestCheckpoint(reference, smallPlan(), assert.fail)?.state) as {
    readonly best: readonly { readonly network: string; readonly dice: number; readonly updates: number }[];
  };
  const validations = readEvents(reference).filter((event) => event.type === "validation");
  assert.equal(validations.length, 6);
  for (const network of ["2d", "3d", "both"]) {
    const scores = validations
      .filter((event) => event.network === network)
      .map(({ dice, updates }) => ({
        network,
        updates,
        dice: dice.reduce<number>((a, b) => a + (b ?? Number.NaN), 0) / 2,
      }));
    const best = scores.reduce((a, b) => (b.dice > a.dice ? b : a));
    assert.deepEqual(
      found.best.find((one) => one.network === network),
      best,
    );
  }
});

test("a checkpoint of the version that had places among its tensors is gone on from exactly", async () => {
  const folder = newFolder();
  const plan = smallPlan();
  const { updates = 0 } = readEvents(reference).find((event) => event.type === "pseudo-masks") ?? {};
  assert.equal(await trainIn(folder, plan, stopAfter(updates + 3)), false);
  const names = readdirSync(folder.checkpoints);
  const [latest] = names.filter((name) => /^\d/.test(name)).sort((a, b) => (a < b ? 1 : -1));
  const places = names.filter((name) => name.startsWith("places-"));
  assert.ok(latest !== undefined && places.length === 2, `${names}`);
  scope(() => {
    const path = join(folder.checkpoints, latest);
    const { text } = openSealed(path);
    const found = readLatestCheckpoint(folder, plan, assert.fail);
    assert.ok(Object.keys(found?.tensors ?? {}).some((name) => name.startsWith("foreground/")));
    const { places: _, ...before } = text;
    const tensors = Object.entries(found?.tensors ?? {}).map(([name, one]) => [name, one.clone()]);
    writeSealed(path, Object.fromEntries(tensors), { ...before, format: "mandn-checkpoint-2" });
  });
  for (const name of places) rmSync(join(folder.checkpoints, name));
  assert.equal(await trainIn(folder, plan), true);
  assert.deepEqual(weights(folder), weights(reference));
});

/** Scans whose crops cost time, by a clock of their own that nothing else moves. */
class SlowScans extends SmallScans {
  /** Milliseconds. */
  clock = 0;
  readonly now = () => this.clock;

  constructor(
    ids: readonly string[],
    readonly perDraw: (clock: number) => number,
  ) {
    super(ids);
  }

  override draw(request: CropRequest): ReturnType<SmallScans["draw"]> {
    this.clock += this.perDraw(this.clock);
    return super.draw(request);
  }
}

/** The small run with a budget of so many seconds; its plan expects 200 epochs. */
function budgeted(seconds: number): Plan {
  const plan = smallPlan();
  const budget = { seconds, measuredOn: "a clock" };
  return { ...plan, training: { ...plan.training, epochs: 200, budget, checkpointMinutes: 60, validations: 0 } };
}

test("training on a machine slower than measured ends with the budget, its stages with their shares of it", async () => {
  const plan = budgeted(60);
  const folder = newFolder();
  const scans = new SlowScans(idsOf(plan), (clock) => (clock < 20_000 ? 300 : 450));
  assert.ok(await trainIn(folder, plan, { preparingSeconds: 5, now: scans.now }, scans));
  const events = readEvents(folder);
  const { seconds = 0 } = events.findLast((event) => event.type === "end") ?? {};
  assert.ok(seconds + 5 > 0.95 * 60 && seconds + 5 < 1.05 * 60, `${seconds} s, and 5 of preparing`);
  const steps = events.filter((event) => event.type === "step");
  assert.ok((steps.at(-1)?.epoch ?? 200) < 120);
  assert.ok((steps.at(-1)?.members["3d"]?.rate ?? 1) < 0.02 * 1e-2);
  const { stages = [], warnings } = sharesOf(events, methodOf(plan)) ?? {};
  assert.ok(
    stages.every(({ planned, actual }) => Math.abs(actual - planned) < 0.1 * planned),
    JSON.stringify(stages),
  );
  assert.deepEqual(warnings, []);
});

test("a run with a budget repeats, after a kill, every decision that its checkpoint holds", async () => {
  const plan = budgeted(30);
  const stopped = newFolder();
  const pace = (folder: RunFolder) => readEvents(folder).filter((event) => event.type === "pace");
  const first = new SlowScans(idsOf(plan), () => 100);
  const stop = new AbortController();
  const onProgress = () => pace(stopped).length >= 4 && stop.abort();
  assert.equal(await trainIn(stopped, plan, { signal: stop.signal, onProgress, now: first.now }, first), false);
  const decided = pace(stopped).map(({ epoch, epochs, until }) => ({ epoch, epochs, until }));
  const weightsOf = async (perDraw: number) => {
    const folder = newFolder();
    cpSync(stopped.root, folder.root, { recursive: true });
    const scans = new SlowScans(idsOf(plan), () => perDraw);
    assert.ok(await trainIn(folder, plan, { now: scans.now }, scans));
    const found = pace(folder).map(({ epoch, epochs, until }) => ({ epoch, epochs, until }));
    assert.deepEqual(found.slice(0, decided.length), decided);
    return weights(folder);
  };
  assert.deepEqual(await weightsOf(100), await weightsOf(100));
});

test("weights of another network are refused, and nothing of the networks is left", () =>
  assertNoLeaks(async () => {
    const folder = newFolder();
    cpSync(reference.network("2d"), folder.network("2d"));
    const weights = { "head.weight": zeros([1]) };
    saveSafetensors(folder.network("3d"), weights, { options: JSON.stringify(smallPlan().members["3d"]?.options) });
    weights["head.weight"].dispose();
    await assert.rejects(loadPredictors(folder, smallPlan(), methodOf(smallPlan()), ["2d", "3d"]), {
      name: "TorchError",
    });
  }));

test("a damaged newest checkpoint costs what came after the one before, and nothing else", async () => {
  const folder = newFolder();
  await trainIn(folder, smallPlan(), stopAfter(14));
  const names = readdirSync(folder.checkpoints).sort();
  assert.equal(names.length, 2);
  appendFileSync(join(folder.checkpoints, names[1]), "rubbish");
  const notices: string[] = [];
  assert.ok(await trainIn(folder, smallPlan(), { onNotice: (notice) => notices.push(notice) }));
  assert.equal(notices.length, 1);
  assert.match(notices[0], new RegExp(`${names[1]}: is damaged.*The one before it is used`));
  assert.deepEqual(weights(folder), weights(reference));
});

test("a second trainer of a run is refused and disturbs nothing", async () => {
  const folder = newFolder();
  await trainIn(folder, smallPlan(), stopAfter(8));
  const before = readFileSync(folder.events, "utf8");
  {
    using _held = RunLock.take(folder);
    await assert.rejects(trainIn(folder, smallPlan()), mnError("run", /trained by|already|lock/));
  }
  assert.equal(readFileSync(folder.events, "utf8"), before);
  assert.ok(await trainIn(folder, smallPlan()));
  assert.deepEqual(weights(folder), weights(reference));
});

test("a disk that is full stops training with a typed error; with room again it goes on as if nothing was", (t) => {
  const disk = mkdtempSync(join(root, "disk-"));
  const script = `
    mount -t tmpfs -o size=$SIZE tmpfs "$DISK" || exit 77
    "$NODE" "$CHILD" "$DISK/run" > "$DISK.out" 2> "$DISK.err" && exit 1
    mount -o remount,size=64m "$DISK"
    "$NODE" "$CHILD" "$DISK/run" >> "$DISK.out" 2>> "$DISK.err" || exit 2
    cp "$DISK"/run/network-* "$DISK.kept"`;
  mkdirSync(`${disk}.kept`);
  const env = { ...process.env, DISK: disk, NODE: process.execPath, CHILD: child, SIZE: "80k" }; // of 109 k in all
  const { status } = spawnSync("unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", script], { env });
  if (status === 77 || status === null) return t.skip("no small disk can be had");
  assert.equal(status, 0, readFileSync(`${disk}.err`, "utf8"));
  assert.match(readFileSync(`${disk}.err`, "utf8"), /The disk is full: free some space.*code: 'run'/s);
  assert.deepEqual(weights(new RunFolder(`${disk}.kept`)), weights(reference));
});
