import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { assertNoLeaks, saveSafetensors, scope, setThreads, zeros } from "@mandn/torch";
import { loadPredictors } from "../../src/cotraining/networks.js";
import { type TrainOptions, train } from "../../src/cotraining/train.js";
import type { Plan } from "../../src/plan/plan.js";
import { readLatestCheckpoint, writeCheckpoint } from "../../src/run/checkpoint.js";
import { readEvents } from "../../src/run/event-log.js";
import { RunFolder } from "../../src/run/folder.js";
import { RunLock } from "../../src/run/lock.js";
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

async function trainIn(folder: RunFolder, plan: Plan, options?: TrainOptions): Promise<boolean> {
  const { labelled, unlabelled, validation } = plan.dataset;
  const scans = new SmallScans([...labelled, ...unlabelled, ...validation]);
  try {
    return await train(folder, plan, scans, options);
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

/** The small run with a budget of so many seconds, and updates that were measured to take so many. */
function budgeted(seconds: number, ofUpdate: number): Plan {
  const plan = smallPlan();
  const both: [number, number] = [2 * ofUpdate, 2 * ofUpdate];
  const stepSeconds: NonNullable<Plan["training"]["budget"]>["stepSeconds"] = { "2d": [0, 0], "3d": [0, 0], both };
  const budget = { seconds, stepSeconds, besidesSeconds: 0 };
  return { ...plan, training: { ...plan.training, epochs: 200, budget, checkpointMinutes: 60, validations: 0 } };
}

test("training on a machine slower than measured ends with the budget, and says how it changed its length", async () => {
  const plan = budgeted(6, 0.004);
  const folder = newFolder();
  const draw = SmallScans.prototype.draw;
  SmallScans.prototype.draw = function (...args) {
    const until = performance.now() + 40; // 200 epochs take longer than the budget on any machine
    while (performance.now() < until);
    return draw.apply(this, args);
  };
  try {
    assert.ok(await trainIn(folder, plan, { preparingSeconds: 0.5 }));
  } finally {
    SmallScans.prototype.draw = draw;
  }
  const events = readEvents(folder);
  const { seconds = 0 } = events.findLast((event) => event.type === "end") ?? {};
  assert.ok(seconds + 0.5 > 0.85 * 6 && seconds + 0.5 < 1.15 * 6, `${seconds} s, and 0.5 of preparing`);
  const lengths = events.filter((event) => event.type === "length");
  assert.ok(lengths.length > 0 && lengths.every(({ epochs }) => epochs < 200));
  const steps = events.filter((event) => event.type === "step");
  assert.equal(steps.at(-1)?.epoch, (lengths.at(-1)?.epochs ?? 0) - 1);
  assert.ok((steps.at(-1)?.learningRate ?? 1) < 0.02 * 1e-2);
});

test("a run that changed its length goes on from its checkpoint bit for bit, without asking the clock again", async () => {
  const [plan, late] = [budgeted(0.5, 0.001), { preparingSeconds: 3600 }];
  const stopped = newFolder();
  const count = (type: "length" | "step") => readEvents(stopped).filter((event) => event.type === type).length;
  const stop = new AbortController();
  const onProgress = () => count("length") > 0 && stop.abort();
  await trainIn(stopped, plan, { ...late, signal: stop.signal, onProgress });
  assert.equal(count("length"), 1); // to the least that is left: there is nothing more to decide
  // Two copies go on: one in one piece, one stopped again and again.
  const [whole, pieces] = [newFolder(), newFolder()];
  for (const copy of [whole, pieces]) cpSync(stopped.root, copy.root, { recursive: true });
  assert.ok(await trainIn(whole, plan, late));
  let stops = 0;
  for (let at = count("step") + 4; !(await trainIn(pieces, plan, { ...stopAfter(at), ...late })); at += 5) stops++;
  assert.ok(stops > 1);
  assert.deepEqual(weights(pieces), weights(whole));
});

test("weights of another network are refused, and nothing of the networks is left", () =>
  assertNoLeaks(async () => {
    const folder = newFolder();
    cpSync(reference.network("2d"), folder.network("2d"));
    const weights = { "head.weight": zeros([1]) };
    saveSafetensors(folder.network("3d"), weights, { options: JSON.stringify(smallPlan().network3d.options) });
    weights["head.weight"].dispose();
    await assert.rejects(loadPredictors(folder, smallPlan()), { name: "TorchError" });
  }));

test("a checkpoint from a GPU, whose dropout drew from another generator, goes on here", async () => {
  const folder = newFolder();
  await trainIn(folder, smallPlan(), stopAfter(6));
  scope(() => {
    const found = readLatestCheckpoint(folder, smallPlan(), assert.fail);
    assert.ok(found !== undefined);
    const { "default-generator-cpu": _, ...tensors } = found.tensors;
    const fromGpu = { ...tensors, "default-generator-cuda": zeros([16], { dtype: "uint8" }) };
    writeCheckpoint(folder, smallPlan(), { ...found, tensors: fromGpu });
  });
  assert.equal(await trainIn(folder, smallPlan()), true);
});

test("a damaged newest checkpoint costs what came after the one before, and nothing else", async () => {
  const folder = newFolder();
  await trainIn(folder, smallPlan(), stopAfter(14));
  const names = readdirSync(folder.checkpoints).sort();
  assert.equal(names.length, 2);
  appendFileSync(join(folder.checkpoints, names[1]), "rubbish");
  const notices: string[] = [];
  assert.ok(await trainIn(folder, smallPlan(), { onNotice: (notice) => notices.push(notice) }));
  assert.equal(notices.length, 1);
  assert.match(notices[0], new RegExp(`${names[1]} is damaged.*The one before it is used`));
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
