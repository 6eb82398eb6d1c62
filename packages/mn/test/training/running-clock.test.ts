/** The clock of a training with a budget, beside the one on the wall, in a process that is stopped or left alone. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { readEvents } from "../../src/run/events.js";
import { RunFolder } from "../../src/run/folder.js";

interface Told {
  readonly clock: number;
  readonly wall: number;
}

/** Runs a program to its end, and stops it for as long as each of these, in milliseconds, once it has begun to tell something. */
async function stoppedAt(stops: readonly number[], name: string, ...args: readonly string[]) {
  const program = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => (text += piece));
  const exit = once(child, "exit");
  await once(child.stdout, "data");
  let stopped = 0;
  for (const stop of stops) {
    await setTimeout(400);
    const begun = performance.now();
    child.kill("SIGSTOP");
    await setTimeout(stop);
    stopped += performance.now() - begun;
    child.kill("SIGCONT");
  }
  const [code] = await exit;
  assert.equal(code, 0);
  return { text, stopped };
}

async function timed(seconds: number, stops: readonly number[]) {
  const { text, stopped } = await stoppedAt(stops, "./clock-child.js", `${seconds}`);
  return { ...(JSON.parse(text.slice(text.indexOf("{"))) as Told), stopped };
}

test("the clock stands still while the process is stopped, and never goes back", async () => {
  const { clock, wall, stopped } = await timed(1.6, [1500, 2500]);
  assert.ok(stopped >= 4000);
  // Each stop is seen but for what lies between two looks.
  assert.ok(
    Math.abs(wall - clock - stopped) < 600,
    `${wall} ms on the wall, ${clock} on the clock, stopped for ${stopped}`,
  );
});

test("it is the wall's where the process is left alone, also beside others that want the processor", async () => {
  const others = [1, 2, 3, 4].map(() => spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }));
  try {
    const { clock, wall } = await timed(2, []);
    assert.ok(Math.abs(wall - clock) < 1, `${wall} ms on the wall, ${clock} on the clock`);
  } finally {
    for (const other of others) other.kill("SIGKILL");
  }
});

test("a budget is not charged with the time in which training is stopped", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "mn-clock-"));
  t.after(() => rmSync(root, { recursive: true }));
  const begun = performance.now();
  const { stopped } = await stoppedAt([3000], "./train-child.js", root, "0", "alternating", "4");
  const events = readEvents(new RunFolder(root));
  const { seconds = 0 } = events.findLast((event) => event.type === "end") ?? {};
  assert.ok(seconds > 3.5 && seconds < 4 + 1.5, `${seconds} s of 4, half a stop at most above`);
  assert.ok(performance.now() - begun > 1000 * seconds + stopped);
  const steps = events.filter((event) => event.type === "step");
  assert.ok(
    steps.every((step) => step.seconds < 1),
    "no step is as long as the stop",
  );
});
