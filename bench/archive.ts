// Whether the cost of a scan grows with the archive: lists of 100 to 100,000 entries, of which a shard predicts 50 scans and comes again to
// find them done, and all are collected. The entries are made here, of one scan, so that little but the bookkeeping is measured. A process
// each. Times are CPU time, so that other processes on the machine change little; memory is the most that the process had, and beside it what
// is in use: what a full garbage collection leaves of JavaScript's heap, at moments in between. How far the heap grows before Node.js
// collects is its own choice; so all is collected once more with a heap that may not.
// node bench/dist/archive.js [ENTRIES,…]
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { affineFromSpacing, identityOfFiles, writeVolume } from "@mandn/imaging";
import { collect, type PredictOptions, plan as planRun, predict, train } from "mandn";
import { readPlan, writePlan } from "mandn/plan";
import { predictionsSchema } from "mandn/run";

/** Scans that a shard predicts. */
const OWN = 50;
const SHAPE = [1, 10, 12, 14] as const;
const MN = fileURLToPath(new URL("../../packages/mn/bin/mn.js", import.meta.url));
/** Told at a program's end on its standard error: seconds of CPU time, and the most bytes that it had. */
const AT_END = `process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write(JSON.stringify([(user + system) / 1e6, process.resourceUsage().maxRSS * 1024]));
});`;

interface Outcome {
  readonly scans: number;
  /** Of CPU time. */
  readonly seconds: number;
  /** Until the first scan was begun, of a prediction. */
  readonly secondsBefore: number;
  readonly peakBytes: number;
  /** Of the heap after a garbage collection: once a prediction has read the list; the most of some moments while collecting. */
  readonly liveBytes: number;
}

const [first, ...rest] = process.argv.slice(2);
if (first === "--child") await child(JSON.parse(rest[0] as string));
else await main((first ?? "100,1000,10000,100000").split(",").map(Number));

/** What a process is told. */
interface Task extends Pick<PredictOptions, "list" | "out" | "shard"> {
  readonly run: string;
  readonly collects?: boolean;
  /** Looks at the heap each time that so many entries were read, in which case it takes longer. */
  readonly looksAfter?: number;
}

/** Predicts or collects as told, and prints what it took. */
async function child({ run, collects = false, looksAfter, ...options }: Task): Promise<void> {
  const spent = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  const begun = spent();
  let [secondsBefore, liveBytes] = [Number.NaN, 0];
  const look = () => {
    globalThis.gc?.();
    liveBytes = Math.max(liveBytes, process.memoryUsage().heapUsed);
  };
  const onProgress = () => {
    if (!Number.isNaN(secondsBefore)) return;
    secondsBefore = spent() - begun;
    look();
  };
  if (looksAfter !== undefined) onEach(looksAfter, look);
  const scans = collects
    ? await collect(run, undefined, options)
    : (await predict(run, undefined, { ...options, onProgress })).scans.length;
  const seconds = spent() - begun;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const outcome: Outcome = { scans, seconds, secondsBefore, peakBytes, liveBytes };
  process.stdout.write(JSON.stringify(outcome));
}

/** Calls a function each time that so many texts of JSON were parsed: entries are, one at a time. */
function onEach(count: number, look: () => void): void {
  const { parse } = JSON;
  let calls = 0;
  JSON.parse = (...given: Parameters<typeof parse>): ReturnType<typeof parse> => {
    if (++calls % count === 0) look();
    return parse(...given);
  };
}

/** `mn predict --collect`, as a user calls it. */
function collected(run: string, list: string, out: string): Pick<Outcome, "seconds" | "peakBytes"> {
  const watch = ["--import", `data:text/javascript,${encodeURIComponent(AT_END)}`];
  const args = [...watch, MN, "predict", run, "--list", list, "--out", out, "--collect"];
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, OMP_NUM_THREADS: "1" },
  });
  assert.equal(status, 0, stderr);
  const [seconds, peakBytes] = JSON.parse(stderr.slice(stderr.lastIndexOf("["))) as [number, number];
  return { seconds, peakBytes };
}

function measured(task: Task): Outcome {
  const program = fileURLToPath(import.meta.url);
  const args = ["--expose-gc", program, "--child", JSON.stringify(task)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, OMP_NUM_THREADS: "1" },
  });
  assert.equal(status, 0, stderr);
  const outcome: Outcome = JSON.parse(stdout);
  return outcome;
}

async function main(sizes: readonly number[]): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "mn-archive-"));
  try {
    const run = await tinyRun(root);
    const head = [
      "entries",
      "shard: s before",
      "ms a scan",
      "  MB",
      "in use",
      "again: s",
      "collect: ms a scan",
      "  MB",
      "in use",
    ];
    const print = (cells: readonly string[]) =>
      process.stdout.write(`${cells.map((cell, i) => cell.padStart(head[i]?.length ?? 0)).join("  ")}\n`);
    print(head);
    for (const size of sizes) {
      print(await rowOf(root, run, size));
      rmSync(join(root, `${size}`), { recursive: true });
    }
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function rowOf(root: string, run: string, size: number): Promise<string[]> {
  const list = join(root, `${size}.csv`);
  const image = join(root, "scans", "images", "scan_0.nii.gz");
  const ids = Array.from({ length: size }, (_, i) => `scan-${String(i).padStart(7, "0")}`);
  writeFileSync(list, `id,image\n${ids.map((id) => `${id},${image}\n`).join("")}`);
  const out = join(root, `${size}`);
  const part = { run, list, out, shard: { index: 1, of: Math.ceil(size / OWN) } };
  const [shard, again] = [measured(part), measured(part)];
  await fill(out, ids);
  const whole = collected(run, list, out);
  const looked = measured({ run, list, out, collects: true, looksAfter: Math.ceil(size / 5) });
  const scans = [shard, again, looked].map((one) => one.scans);
  assert.deepEqual(scans, [OWN, OWN, size]);
  const mb = (bytes: number) => (bytes / 1e6).toFixed(0);
  const each = (seconds: number, count: number) => ((1000 * seconds) / count).toFixed(2);
  return [
    String(size),
    shard.secondsBefore.toFixed(2),
    each(shard.seconds - shard.secondsBefore, OWN),
    mb(shard.peakBytes),
    mb(shard.liveBytes),
    again.seconds.toFixed(2),
    each(whole.seconds, size),
    mb(whole.peakBytes),
    mb(looked.liveBytes),
  ];
}

/** Gives every scan the mask and the entry that the first one has. */
async function fill(out: string, [first = "", ...others]: readonly string[]): Promise<void> {
  const path = (id: string, ending: string) => join(out, `${id}${ending}`);
  const entry = predictionsSchema.parse(JSON.parse(readFileSync(path(first, ".prediction.json"), "utf8")));
  const mark = entry.files[`${first}.nii.gz`];
  const [scan] = entry.scans;
  assert.ok(mark !== undefined && scan !== undefined);
  const files = { [`${first}.nii.gz`]: { ...mark, state: "STATE" } };
  const text = JSON.stringify({ ...entry, files });
  for (const id of others) {
    const mask = path(id, ".nii.gz");
    copyFileSync(path(first, ".nii.gz"), mask);
    const state = await identityOfFiles([{ path: mask }]);
    writeFileSync(path(id, ".prediction.json"), text.replaceAll(first, id).replace("STATE", state));
  }
}

/** A run on four scans of a few voxels, with a network of a few weights, trained for a moment. */
async function tinyRun(root: string): Promise<string> {
  for (const kind of ["images", "labels"]) mkdirSync(join(root, "scans", kind), { recursive: true });
  const length = SHAPE.reduce<number>((all, size) => all * size, 1);
  const spacing = [1, 1, 1] as const;
  for (let i = 0; i < 4; i++) {
    const mask = Uint8Array.from({ length }, (_, at) => (at % 14 > 4 + i ? 1 : 0));
    const voxels = Float32Array.from(mask, (value, at) => 100 * value + 20 * Math.sin(at * 0.7 + i));
    const provenance = { path: "tiny", format: "nifti", notes: [], fields: {} };
    const header = { shape: SHAPE, affine: affineFromSpacing(spacing), spacing, provenance };
    const name = `scan_${i}.nii.gz`;
    await writeVolume(join(root, "scans", "images", name), { ...header, dtype: "float32", voxels });
    const label = { ...header, dtype: "uint8", voxels: mask } as const;
    await writeVolume(join(root, "scans", "labels", name), label, { mask: true });
  }
  const run = join(root, "run");
  const network3d = fileURLToPath(new URL("../../packages/mn/dist/test/networks/small-3d.js", import.meta.url));
  const made = { network3d, method: "supervised-3d", device: "cpu", cacheFolder: null } as const;
  await planRun(join(root, "scans"), run, made);
  const plan = await readPlan(join(run, "plan.json"));
  const training = { ...plan.training, crop: [8, 8, 8] as [number, number, number], epochs: 8, volumesPerBatch: 2 };
  await writePlan(run, { ...plan, training, inference: { ...plan.inference, window: [8, 12, 12] } });
  await train(run);
  return run;
}
