import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, type TestContext, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Xoshiro128 } from "@mandn/imaging";

// make kills KILLS=1000 SEED=2: the longer campaign.
const KILLS = Number(process.env.MANDN_KILLS ?? 30);
const SEED = Number(process.env.MANDN_KILLS_SEED ?? 1);
const folder = mkdtempSync(join(tmpdir(), "mn-kill-"));
after(() => rmSync(folder, { recursive: true }));

/** Whether the networks take turns in stage 2, the default of plans, or learn from each batch together. */
type Order = "alternating" | "together";

function start(run: string, seed: number, order: Order): ChildProcess {
  const child = fileURLToPath(new URL("./train-child.js", import.meta.url));
  return spawn(process.execPath, [child, run, String(seed), order], { stdio: ["ignore", "pipe", "inherit"] });
}

/** Waits until the child has told of so many events: steps and checkpoints in turn, some milliseconds apart. */
function events(child: ChildProcess, count: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    child.stdout?.on("data", (chunk) => {
      seen += String(chunk).split("\n").length - 1;
      if (seen >= count) resolve();
    });
  });
}

/** Waits for a file in the folder that is being written under its temporary name, or for `end`. */
async function unfinishedFile(path: string, end: Promise<unknown>): Promise<void> {
  let close = () => {};
  const begun = new Promise<void>((resolve) => {
    const watcher = watch(path, (_, name) => name?.endsWith(".tmp") && resolve());
    close = () => watcher.close();
  });
  await Promise.race([begun, end]);
  close();
}

/** Trains to the end without a stop. */
async function trainThrough(run: string, seed: number, order: Order = "alternating"): Promise<void> {
  const child = start(run, seed, order);
  child.stdout?.resume();
  const [code] = await once(child, "exit");
  assert.equal(code, 0);
}

const weights = (run: string) =>
  ["2d", "3d"].map((which) => readFileSync(join(run, `network-${which}.safetensors`)).toString("base64"));

for (const order of ["alternating", "together"] as const) {
  test(`a run whose networks learn ${order}, killed at ${KILLS} random moments, has the weights of one that was never killed, bit for bit`, (t) =>
    kill(t, order));
}

async function kill(t: TestContext, order: Order): Promise<void> {
  const random = new Xoshiro128(SEED);
  const reference = join(folder, `reference-${order}`);
  await trainThrough(reference, 0, order);
  let kills = 0;
  /** Kills that left a checkpoint unfinished. */
  let torn = 0;
  for (let round = 0; kills < KILLS; round++) {
    const run = join(folder, `killed-${order}-${round}`);
    const checkpoints = join(run, "checkpoints");
    mkdirSync(checkpoints, { recursive: true });
    for (;;) {
      const child = start(run, 0, order);
      const exited = once(child, "exit");
      await Promise.race([events(child, random.below(12)), exited]);
      // At any moment, or as soon as a checkpoint begins to be written.
      if (random.below(2) === 0) await Promise.race([setTimeout(random.below(20)), exited]);
      else await unfinishedFile(checkpoints, exited);
      child.kill("SIGKILL");
      const [code] = await exited;
      if (code === 0) break;
      kills++;
      if (readdirSync(checkpoints).some((name) => name.endsWith(".tmp"))) torn++;
    }
    assert.deepEqual(weights(run), weights(reference), `run ${round} after ${kills} kills, seed ${SEED}`);
    rmSync(run, { recursive: true });
  }
  t.diagnostic(`${kills} kills, ${torn} of them within the writing of a checkpoint`);
  assert.ok(torn > 0, "no kill fell into the writing of a checkpoint");
}

test("the same seed gives the same weights twice, another seed others", async () => {
  const runs = [join(folder, "a"), join(folder, "b"), join(folder, "c")];
  for (const [i, seed] of [3, 3, 4].entries()) await trainThrough(runs[i], seed);
  assert.deepEqual(weights(runs[0]), weights(runs[1]));
  for (const i of [0, 1]) assert.notEqual(weights(runs[0])[i], weights(runs[2])[i]);
});
