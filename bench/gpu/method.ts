import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadSafetensors, scope } from "@mandn/torch";
import { evaluate, plan as planRun, predict, score, train } from "mandn";
import { writePlan } from "mandn/plan";
import { RunFolder, readEvents } from "mandn/run";
import { trainWithStop } from "../train-with-stop.js";
import { check, distance, must } from "./checks.js";

const SCANS = fileURLToPath(new URL("../../../examples/hippocampus", import.meta.url));
const EPOCHS = 40;
/** Seconds. */
const BUDGET = 60;
/** Of both networks averaged, on the test scans: four minutes on two cores of a CPU give 0.80. */
const LEAST_DICE = 0.75;

/** The method on some of the repository's scans: trained, stopped and continued, predicted on the device and on the CPU. */
export async function checkMethod(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mn-gpu-check-"));
  try {
    const whole = await planned(folder, "whole", EPOCHS);
    await check(`M&N, ${EPOCHS} updates of each network`, () => trained(whole));
    await check("stopped and continued: weights beside those of the run that was not", () => continued(folder, whole));
    await check("masks beside those that the CPU makes", () => predicted(folder, whole));
    for (const precision of ["float32", "bfloat16"] as const) {
      await check(`2 labels, ${precision}, a budget of ${BUDGET} s, scored`, () => withinBudget(folder, precision));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function planned(folder: string, name: string, epochs: number): Promise<RunFolder> {
  const run = new RunFolder(join(folder, name));
  const plan = await planRun(SCANS, run.root, { labelled: 2, device: "cuda" });
  const { training, dataset } = plan;
  await writePlan(run.root, {
    ...plan,
    precision: "float32",
    dataset: { ...dataset, unlabelled: dataset.unlabelled.slice(0, 8) },
    method: { ...plan.method, settings: { ...plan.method.settings, pseudoMaskRefreshes: [0.5] } },
    training: { ...training, epochs, crop: [32, 32, 32] },
    inference: { ...plan.inference, window: [32, 32, 32] },
  });
  return run;
}

/** Mean losses of the first and last fifth of each network's updates. */
async function trained(run: RunFolder): Promise<string> {
  await train(run.root);
  const steps = readEvents(run).filter((event) => event.type === "step");
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
  const losses = (["2d", "3d"] as const).map((network) => {
    const own = steps.flatMap(({ members }) => members[network]?.terms.loss ?? []);
    const mean = (list: readonly number[]) => list.reduce((a, b) => a + b) / list.length;
    const [first, last] = [mean(own.slice(0, EPOCHS / 5)), mean(own.slice(-EPOCHS / 5))];
    must(last < first, `the ${network} loss rose from ${first} to ${last}`);
    return `${network} loss ${first.toFixed(2)} → ${last.toFixed(2)}`;
  });
  return `${losses.join(", ")}; ${((1000 * seconds) / steps.length).toFixed(0)} ms an update`;
}

/** The device adds up in no fixed order, so that not even the same run gives the same weights twice: that is what it is compared with. */
async function continued(folder: string, whole: RunFolder): Promise<string> {
  const again = await planned(folder, "again", EPOCHS);
  await train(again.root);
  const run = await planned(folder, "continued", EPOCHS);
  await trainWithStop(run, EPOCHS);
  const [continuation, repetition] = [run, again].map((one) => difference(one, whole));
  const figure = `differ by ${continuation.toExponential(1)}, of a run repeated by ${repetition.toExponential(1)}`;
  must(continuation <= 3 * repetition, figure);
  return figure;
}

/** ‖a − b‖ / ‖b‖ over all weights of the 3D networks. */
function difference(a: RunFolder, b: RunFolder): number {
  return scope(() => {
    const [ours, others] = [a, b].map((one) => loadSafetensors(one.network("3d")).tensors);
    return distance(Object.values(ours), Object.values(others));
  });
}

async function predicted(folder: string, whole: RunFolder): Promise<string> {
  const scans = [join(SCANS, "test", "images")];
  const [gpu, cpu] = [join(folder, "masks-cuda"), join(folder, "masks-cpu")];
  await predict(whole.root, scans, { out: gpu });
  await predict(whole.root, scans, { out: cpu, device: "cpu" });
  const dice = (await evaluate(gpu, cpu)).summaries.at(-1)?.metrics.dice.mean ?? 0;
  must(dice > 0.99, `Dice ${dice}`);
  return `Dice ${(100 * dice).toFixed(2)} %`;
}

/** A run as a user would start it, scored on the test scans. */
async function withinBudget(folder: string, precision: "float32" | "bfloat16"): Promise<string> {
  const run = join(folder, precision);
  const plan = { ...(await planRun(SCANS, run, { labelled: 2, device: "cuda", budget: BUDGET })), precision };
  await writePlan(run, plan);
  const begun = performance.now();
  await train(run);
  const seconds = (performance.now() - begun) / 1000;
  must(seconds < 1.1 * BUDGET, `took ${seconds} s`);
  const dice = (await score(run))?.sets[0]?.summaries.at(-1)?.metrics.dice.mean ?? 0;
  const { training, members } = plan;
  const done = readEvents(new RunFolder(run)).filter((event) => event.type === "step");
  const size = `crops ${training.crop.join("×")}, width ${members["3d"]?.options.width}, ${precision}`;
  const epochs = (done.at(-1)?.epoch ?? -1) + 1;
  const figure = `${size}, ${epochs} epochs done in ${seconds.toFixed(0)} s, Dice ${(100 * dice).toFixed(1)} %`;
  must(dice > LEAST_DICE, figure);
  return figure;
}
