import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Xoshiro128 } from "@mandn/imaging";

// MANDN_KILLS=1000 node scripts/test.mjs mn/dist/test/cotraining/kill: the longer campaign.
const KILLS = Number(process.env.MANDN_KILLS ?? 50);
const folder = mkdtempSync(join(tmpdir(), "mn-kill-"));
after(() => rmSync(folder, { recursive: true }));

function start(run: string, seed: number): ChildProcess {
  const child = fileURLToPath(new URL("./train-child.js", import.meta.url));
  return spawn(process.execPath, [child, run, String(seed)], { stdio: ["ignore", "pipe", "inherit"] });
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

/** Trains to the end without a stop. */
async function trainThrough(run: string, seed: number): Promise<void> {
  const child = start(run, seed);
  child.stdout?.resume();
  const [code] = await once(child, "exit");
  assert.equal(code, 0);
}

const weights = (run: string) =>
  ["2d", "3d"].map((which) => readFileSync(join(run, `network-${which}.safetensors`)).toString("base64"));

test(`a run killed at ${KILLS} random moments has the weights of one that was never killed, bit for bit`, async () => {
  const random = new Xoshiro128(1);
  const reference = join(folder, "reference");
  await trainThrough(reference, 0);
  let kills = 0;
  for (let round = 0; kills < KILLS; round++) {
    const run = join(folder, `killed-${round}`);
    for (;;) {
      const child = start(run, 0);
      const exited = once(child, "exit");
      await Promise.race([events(child, random.below(12)), exited]);
      await Promise.race([setTimeout(random.below(20)), exited]);
      child.kill("SIGKILL");
      const [code] = await exited;
      if (code === 0) break;
      kills++;
    }
    assert.deepEqual(weights(run), weights(reference), `run ${round} after ${kills} kills`);
  }
});

test("the same seed gives the same weights twice, another seed others", async () => {
  const runs = [join(folder, "a"), join(folder, "b"), join(folder, "c")];
  for (const [i, seed] of [3, 3, 4].entries()) await trainThrough(runs[i], seed);
  assert.deepEqual(weights(runs[0]), weights(runs[1]));
  for (const i of [0, 1]) assert.notEqual(weights(runs[0])[i], weights(runs[2])[i]);
});
