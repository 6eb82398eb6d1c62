// The method trained for a fixed number of epochs in bfloat16 and in float32, scored, and its weights predicted in three ways: what says
// whether bfloat16 may be trusted on this device, with nothing else that differs. There is no budget, for its pace would be a second cause.
import { existsSync } from "node:fs";
import { compactMask, countOverlap, type LabelMap, readVolume } from "@mandn/imaging";
import { type Plan, Run, score, train } from "mandn";
import { PredictionSession } from "mandn/inference";
import type { RunFolder } from "mandn/run";
import { type Bench, check, must, percent } from "./checks.js";
import { done, firstSteps, plannedRun, stepsOf } from "./runs.js";

const EPOCHS = { whole: 200, quick: 5 } as const;
/** Of the test scans, both networks averaged. On the left atrium a CPU gives 0.85 and more after so many epochs. */
const LEAST_DICE = 0.7;
/** By how much the Dice of bfloat16 may be below float32's: seeds differ by as much. */
const TOLERATED = 0.03;
/** By how much the same weights' Dice may differ between ways of predicting. */
const TOLERATED_OF_WAYS = 0.005;
/** Test scans that are predicted in each way. */
const SCANS = 4;

type Precision = Plan["precision"];

export async function checkLengths(bench: Bench): Promise<void> {
  const epochs = EPOCHS[bench.quick ? "quick" : "whole"];
  const dice = new Map<Precision, number>();
  for (const precision of ["bfloat16", "float32"] as const) {
    const named = `M&N, ${epochs} epochs, no budget, ${precision}`;
    const run = await plannedRun(bench, `fixed-${precision}`, (plan) => ({
      ...plan,
      precision,
      training: { ...plan.training, epochs },
    }));
    await check(bench, `${named}: trained`, (signal) => trained(run, signal));
    await check(bench, `${named}: Dice on the test scans`, async () => {
      const { figure, leading } = await scored(run);
      dice.set(precision, leading);
      must(bench.quick || leading > LEAST_DICE, figure);
      return figure;
    });
    await check(bench, `${named}: Dice of its weights, predicted in three ways`, () => threeWays(bench, run));
  }
  await check(bench, "bfloat16 beside float32: Dice", () => {
    const [half, whole] = [dice.get("bfloat16"), dice.get("float32")];
    if (half === undefined || whole === undefined) throw new Error("one of them was not scored");
    const figure = `${percent(half)}, ${percent(whole)}`;
    must(bench.quick || half > whole - TOLERATED, figure);
    return figure;
  });
}

async function trained(run: RunFolder, signal: AbortSignal): Promise<string> {
  const sizes = async () => {
    const { plan } = await Run.open(run.root);
    const { training, members, preprocessing } = plan;
    const width = members["3d"]?.options.width;
    return `${preprocessing.spacing.join("×")} mm, crops ${training.crop.join("×")}, width ${width}`;
  };
  try {
    await train(run.root, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Error(`${done(stepsOf(run))}; ${await sizes()}`);
  }
  const steps = stepsOf(run);
  return `${done(steps)}; ${await sizes()}; first steps: ${firstSteps(steps, 3)}`;
}

/** Dice of each set of networks, and that of the first. */
async function scored(run: RunFolder): Promise<{ figure: string; leading: number }> {
  if (!existsSync(run.network("3d"))) throw new Error("training did not come to its end");
  const sets = ((await score(run.root))?.sets ?? []).filter(({ split }) => split === "test");
  const means = sets.map(({ name, summaries }) => ({
    name,
    dice: summaries.at(-1)?.metrics.dice.mean ?? Number.NaN,
  }));
  if (means.length === 0) throw new Error("there are no test scans");
  return { figure: means.map(({ name, dice }) => `${name} ${percent(dice)}`).join(", "), leading: means[0].dice };
}

async function threeWays(bench: Bench, folder: RunFolder): Promise<string> {
  if (!existsSync(folder.network("3d"))) throw new Error("training did not come to its end");
  const run = await Run.open(folder.root);
  const ways = [
    { device: bench.device, precision: "bfloat16" },
    { device: bench.device, precision: "float32" },
    { device: "cpu", precision: "float32" },
  ] as const;
  const found: number[] = [];
  for (const way of ways) found.push(await meanDice(run, way));
  const figure = ways.map(({ device, precision }, i) => `${device} ${precision} ${percent(found[i])}`).join(", ");
  must(Math.max(...found) - Math.min(...found) <= TOLERATED_OF_WAYS, figure);
  return figure;
}

/** Mean Dice over the classes and some test scans, of the run's own set of networks; a class that neither mask has counts nothing. */
async function meanDice(run: Run, way: { readonly device: string; readonly precision: Precision }): Promise<number> {
  const [set] = Object.keys(run.method.predictors);
  using session = await PredictionSession.open(run, { ...way, sets: [set] });
  const { test, classes } = run.plan.dataset;
  const labels = classes.slice(1).map(({ value }) => value);
  const values: number[] = [];
  for (const id of test.slice(0, SCANS)) {
    const scan = run.dataset.cases.find((one) => one.id === id);
    if (scan?.label === undefined) throw new Error(`${id} has no mask`);
    const { masks } = await session.predict(scan);
    const { path, key } = scan.label;
    const reference = compactMask(await readVolume(path, key === undefined ? {} : { key })) as LabelMap;
    for (const { prediction, reference: truth, intersection } of countOverlap(masks[set].mask, reference, labels)) {
      if (prediction + truth > 0) values.push((2 * intersection) / (prediction + truth));
    }
  }
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}
