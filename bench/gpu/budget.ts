// A run as a user starts it, with a budget, in a fresh process: how long planning measures, what the first steps cost, whether the stages
// get their shares of the time, and whether training ends with the budget.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { plan as planRun, Run, score, train } from "mandn";
import { writePlan } from "mandn/plan";
import { RunFolder, readEvents } from "mandn/run";
import { sharesOf } from "mandn/training";
import { type Bench, check, must, percent } from "./checks.js";
import { done, firstSteps, forDevice, labelledCount, stepsOf, tableOfScans } from "./runs.js";

/** Seconds. */
const BUDGET = { whole: 60, quick: 15 } as const;
/** A quick check plans for an hour, which halves nothing, and trains tiny networks. */
const HOUR = 3600;
/** By how much of itself a stage's share, and the whole time, may be off. */
const TOLERATED = 0.1;
/** Of the first steps of each kind, that are told. */
const FIRST = 5;

export async function checkBudget(bench: Bench): Promise<void> {
  const { quick } = bench;
  const budget = BUDGET[quick ? "quick" : "whole"];
  const run = new RunFolder(join(bench.folder, "budget"));
  const name = `M&N, a budget of ${budget} s`;
  await check(bench, `${name}: planned`, async (signal) => {
    const dataset = await tableOfScans(bench);
    const notes: string[] = [];
    let probed = 0;
    const begun = performance.now();
    const plan = await planRun(dataset, run.root, {
      labelled: labelledCount(bench),
      device: bench.device,
      budget: quick ? HOUR : budget,
      signal,
      onNote: (note) => {
        notes.push(note);
        if (probed === 0) probed = performance.now();
      },
    });
    const seconds = (performance.now() - begun) / 1000;
    const measuring = probed === 0 ? 0 : (performance.now() - probed) / 1000;
    if (quick) {
      const { training, ...tiny } = forDevice(bench, plan);
      const own = { seconds: budget, measuredOn: "gpu-check" };
      await writePlan(run.root, { ...tiny, training: { ...training, epochs: 50, budget: own } });
    }
    const { crop, volumesPerBatch } = plan.training;
    const { spacing } = plan.preprocessing;
    const sizes = `${spacing.join("×")} mm, ${volumesPerBatch} crops of ${crop.join("×")}, width ${plan.members["3d"]?.options.width}`;
    return `in ${seconds.toFixed(1)} s, ${measuring.toFixed(1)} of them measuring; ${sizes}, ${plan.precision}, ${plan.training.epochs} epochs foreseen`;
  });
  await check(bench, `${name}: trained`, async (signal) => {
    const begun = performance.now();
    await train(run.root, { signal });
    const seconds = (performance.now() - begun) / 1000;
    const figure = `${done(stepsOf(run))}; over after ${seconds.toFixed(1)} s`;
    // A few seconds are the networks' making and writing, which no budget can hold.
    must(quick || seconds <= (1 + TOLERATED) * budget + 5, figure);
    return figure;
  });
  await check(bench, `${name}: first steps of each kind`, () => {
    if (!existsSync(run.events)) throw new Error("nothing was trained");
    return firstSteps(stepsOf(run), FIRST);
  });
  await check(bench, `${name}: shares of the time`, async () => {
    const { method } = await Run.open(run.root);
    const shares = sharesOf(readEvents(run), method);
    if (shares === undefined) throw new Error("nothing was trained");
    const { stages, taught, untaught, changes } = shares;
    const told = stages.map(({ planned, actual }, i) => `stage ${i + 1} ${percent(actual)} of ${percent(planned)}`);
    const figure = `${told.join(", ")}; ${changes} decisions; ${taught} updates with unlabelled crops, ${untaught} without`;
    must(quick || stages.every(({ planned, actual }) => Math.abs(actual - planned) <= TOLERATED * planned), figure);
    return figure;
  });
  await check(bench, `${name}: Dice on the test scans`, async () => {
    const sets = ((await score(run.root))?.sets ?? []).filter(({ split }) => split === "test");
    if (sets.length === 0) throw new Error("there are no test scans");
    return sets
      .map(({ name, summaries }) => `${name} ${percent(summaries.at(-1)?.metrics.dice.mean ?? Number.NaN)}`)
      .join(", ");
  });
}
