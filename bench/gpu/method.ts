// The method on the device for a few epochs, and beside the CPU.
import { join } from "node:path";
import { loadSafetensors, scope } from "@mandn/torch";
import { evaluate, predict, Run, train } from "mandn";
import type { RunFolder } from "mandn/run";
import { trainWithStop } from "../train-with-stop.js";
import { type Bench, check, distance, must } from "./checks.js";
import { plannedRun, stepsOf } from "./runs.js";

const EPOCHS = { whole: 40, quick: 5 } as const;
/** Test scans that are predicted. */
const SCANS = 4;

/** The method for a few epochs: trained, stopped and continued, predicted on the device and on the CPU. */
export async function checkMethod(bench: Bench): Promise<void> {
  const epochs = EPOCHS[bench.quick ? "quick" : "whole"];
  const planned = (name: string) =>
    plannedRun(bench, `method-${name}`, ({ method, training, ...plan }) => ({
      ...plan,
      precision: "float32",
      method: { ...method, settings: { ...method.settings, pseudoMaskRefreshes: [0.5] } },
      training: { ...training, epochs },
    }));
  const whole = await planned("whole");
  await check(bench, `M&N, ${epochs} epochs in float32`, (signal) => trained(bench, whole, signal));
  await check(bench, "stopped and continued: weights beside those of the run that was not", async (signal) =>
    continued(bench, whole, await planned("again"), await planned("continued"), signal),
  );
  await check(bench, "masks beside those that the CPU makes", (signal) => predicted(bench, whole, signal));
}

/** Mean losses of the first and last fifth of each network's updates. */
async function trained({ quick }: Bench, run: RunFolder, signal: AbortSignal): Promise<string> {
  await train(run.root, { signal });
  const steps = stepsOf(run);
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
  const losses = (["2d", "3d"] as const).map((network) => {
    const own = steps.flatMap(({ members }) => members[network]?.terms.loss ?? []);
    const mean = (list: readonly number[]) => list.reduce((a, b) => a + b) / list.length;
    const fifth = Math.ceil(own.length / 5);
    const [first, last] = [mean(own.slice(0, fifth)), mean(own.slice(-fifth))];
    must(quick || last < first, `the ${network} loss rose from ${first} to ${last}`);
    return `${network} loss ${first.toFixed(2)} → ${last.toFixed(2)}`;
  });
  return `${losses.join(", ")}; ${((1000 * seconds) / steps.length).toFixed(0)} ms a step`;
}

/**
 * On a CPU the weights are equal bit for bit. A GPU adds up in no fixed order, so that not even the same run gives the same weights
 * twice: that is what it is compared with.
 */
async function continued(
  { device }: Bench,
  whole: RunFolder,
  again: RunFolder,
  stopped: RunFolder,
  signal: AbortSignal,
): Promise<string> {
  await train(again.root, { signal });
  await trainWithStop(stopped, stepsOf(whole).length / 2);
  const [continuation, repetition] = [stopped, again].map((one) => difference(one, whole));
  const figure = `differ by ${continuation.toExponential(1)}, of a run repeated by ${repetition.toExponential(1)}`;
  must(device === "cpu" ? continuation === 0 : continuation <= 3 * repetition, figure);
  return figure;
}

/** ‖a − b‖ / ‖b‖ over all weights of the 3D networks. */
function difference(a: RunFolder, b: RunFolder): number {
  return scope(() => {
    const [ours, others] = [a, b].map((one) => loadSafetensors(one.network("3d")).tensors);
    return distance(Object.values(ours), Object.values(others));
  });
}

async function predicted({ folder }: Bench, whole: RunFolder, signal: AbortSignal): Promise<string> {
  const { dataset, plan } = await Run.open(whole.root);
  const scans = plan.dataset.test
    .slice(0, SCANS)
    .flatMap((id) => dataset.cases.find((one) => one.id === id)?.channels[0].path ?? []);
  const [own, cpu] = [join(folder, "masks"), join(folder, "masks-cpu")];
  await predict(whole.root, scans, { out: own, signal });
  await predict(whole.root, scans, { out: cpu, device: "cpu", signal });
  const dice = (await evaluate(own, cpu)).summaries.at(-1)?.metrics.dice.mean;
  if (dice == null) throw new Error("neither found anything");
  must(dice > 0.99, `Dice ${dice}`);
  return `Dice ${(100 * dice).toFixed(2)} %`;
}
