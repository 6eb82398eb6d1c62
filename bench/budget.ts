// What a budget comes to on a real machine: the same run left alone, beside a busy process on one core, and stopped and continued
// twice (SIGSTOP, SIGCONT), which its budget is not charged with. Prints how long training took by its own clock, the share of it that
// stage 1 had, the updates, and Dice on the test scans.
// node bench/dist/budget.js DATASET [--labelled 2] [--test 20] [--budget 180] [--seeds 1,2,3] [--conditions idle,busy,stopped] [--out mn-budget]
// Runs that are done are not done again.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Metrics, Run, score } from "mandn";
import { readEvents } from "mandn/run";
import { sharesOf } from "mandn/training";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    labelled: { type: "string", default: "2" },
    test: { type: "string", default: "20" },
    budget: { type: "string", default: "180" },
    seeds: { type: "string", default: "1,2,3" },
    conditions: { type: "string", default: "idle,busy,stopped" },
    out: { type: "string", default: "mn-budget" },
  },
});
const [dataset] = positionals;
if (dataset === undefined) throw new Error("Give a dataset: node bench/dist/budget.js DATASET");
const budget = Number(values.budget);

/** When a stopped run is stopped, and for how long, as shares of the budget from the beginning of its training. */
const STOPS = [0.2, 0.6];
const STOPPED = 0.1;

type Condition = "idle" | "busy" | "stopped";
const isCondition = (name: string): name is Condition => ["idle", "busy", "stopped"].includes(name);

/** Plans and trains a run under a condition. */
async function train(out: string, seed: number, condition: Condition): Promise<void> {
  const bin = new URL("../../packages/mn/bin/mn.js", import.meta.url).pathname;
  const mn = (...args: string[]) => spawn(process.execPath, [bin, ...args], { stdio: ["ignore", "ignore", "inherit"] });
  const common = [
    "--labelled",
    values.labelled,
    "--test",
    values.test,
    "--seed",
    String(seed),
    "--budget",
    `${budget}s`,
  ];
  await ended(mn("plan", dataset as string, "--out", out, ...common));
  const busy = condition === "busy" ? spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }) : undefined;
  const training = mn("train", out);
  const end = ended(training);
  if (condition === "stopped") await Promise.race([end, stopAndContinue(training)]);
  await end.finally(() => busy?.kill("SIGKILL"));
}

async function stopAndContinue(training: ChildProcess): Promise<void> {
  let now = 0;
  for (const share of STOPS) {
    await after((share - now) * budget * 1000);
    training.kill("SIGSTOP");
    await after(STOPPED * budget * 1000);
    training.kill("SIGCONT");
    now = share + STOPPED;
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`${child.spawnargs.join(" ")} ended with ${code ?? signal}`)),
    );
  });
}

/** Dice of the test scans by set of predictors, in per cent. */
const diceOf = ({ sets }: Metrics) =>
  sets
    .filter(({ split }) => split === "test")
    .map(({ name, summaries }) => `${name} ${(100 * (summaries.at(-1)?.metrics.dice.mean ?? Number.NaN)).toFixed(1)}`)
    .join(", ");

console.log("| machine | seed | seconds | stage 1's share, planned | in fact | updates | decisions | Dice % |");
console.log("|---|---|---|---|---|---|---|---|");
for (const condition of values.conditions.split(",")) {
  if (!isCondition(condition)) throw new Error(`No condition is called ${condition}`);
  for (const seed of values.seeds.split(",").map(Number)) {
    const out = join(values.out, `${condition}-${seed}`);
    const opened = existsSync(join(out, "plan.json")) ? await Run.open(out) : undefined;
    const isDone = opened !== undefined && readEvents(opened.folder).some(({ type }) => type === "end");
    if (!isDone) await train(out, seed, condition);
    const run = opened ?? (await Run.open(out));
    const events = readEvents(run.folder);
    const shares = sharesOf(events, run.method);
    const end = events.find((event) => event.type === "end");
    const metrics = await score(out);
    if (shares === undefined || end?.type !== "end" || metrics === undefined) throw new Error(`${out} is not complete`);
    const [{ planned, actual }] = shares.stages;
    console.log(
      `| ${condition} | ${seed} | ${end.seconds.toFixed(1)} | ${planned.toFixed(3)} | ${actual.toFixed(3)} | ${shares.taught + shares.untaught} | ${shares.changes} | ${diceOf(metrics)} |`,
    );
  }
}
