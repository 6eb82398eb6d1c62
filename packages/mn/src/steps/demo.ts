// The demonstration: a run, and each of its networks trained on the labels alone for the same time, in one report.
// `mn demo`.

import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { discoverDataset } from "@mandn/imaging";
import { MnError } from "../errors.js";
import { supervised2d, supervised3d } from "../methods/supervised.js";
import { writePlan } from "../planning/file.js";
import { withMethod } from "../planning/make.js";
import { RunFolder } from "../run/folder.js";
import type { Metrics, ResultSet } from "../run/results.js";
import { reportStep } from "./report.js";
import { Run, type StepOptions } from "./run.js";
import { runAll } from "./run-all.js";
import { scoreStep, writeMetrics } from "./score.js";
import { trainStep } from "./train.js";

export interface DemoOptions extends StepOptions {
  /** Seconds of training, of all runs together: each has as many. */
  readonly budget: number;
  /** Default 1 of the scans in the repository, 2 of others. */
  readonly labelled?: number;
  /** Default a quarter of the labelled scans, at most 20, where the dataset names no test scans. */
  readonly test?: number;
  readonly seed?: number;
}

/** Scans of the hippocampus, beside the packages of the repository. */
const EXAMPLE = fileURLToPath(new URL("../../../../../examples/hippocampus", import.meta.url));
/** What the method is measured against: its networks without each other and without the unlabelled scans. */
const BASELINES = [supervised3d, supervised2d];
const MOST_TEST = 20;

/**
 * The method and, by the same plan and for the same time, its 3D network and its pretrained 2D network on labels alone, all scored on
 * the same test scans.
 *
 * @param dataset default the scans in the repository
 * @returns the metrics of all, and the report's path.
 * @throws MnError `"usage"` when the repository's scans are not there; and as `runAll`.
 */
export async function demoStep(
  dataset: string = exampleScans(),
  out: string,
  { budget, labelled = dataset === EXAMPLE ? 1 : 2, test, ...options }: DemoOptions,
): Promise<{ readonly metrics: Metrics; readonly report: string }> {
  const { cases } = await discoverDataset(dataset);
  const named = cases.some(({ split }) => split === "test");
  const quarter = Math.floor(cases.filter(({ label }) => label !== undefined).length / 4);
  const kept = test ?? (named ? undefined : Math.min(MOST_TEST, quarter));
  const isScored = kept === undefined ? cases.some(({ split, label }) => split === "test" && label) : kept > 0;
  if (!isScored) {
    const remedy = "Give --test a number of labelled scans to keep for the test.";
    throw new MnError("usage", "has no test scans with masks to show the difference on", { path: dataset, remedy });
  }
  options.onNote?.("M&N: a pretrained 2D network and a 3D network teach each other.");
  const taught = await runAll(dataset, join(out, "mn"), {
    ...options,
    labelled,
    test: kept,
    ...(dataset === EXAMPLE ? { classNames: ["anterior", "posterior"] } : {}),
    budget: budget / (1 + BASELINES.length),
  });
  const baselines: ResultSet[] = [];
  for (const { name, title } of BASELINES) {
    options.onNote?.(`For comparison, for the same time: ${title}.`);
    const sets = await scoredAlone(name, join(out, name), taught, options);
    baselines.push(...sets.map((set) => ({ ...set, masks: beside(name, set.masks) })));
  }
  const scored = taught.metrics as Metrics; // there are test scans
  const names = baselines.map(({ name }) => name);
  const metrics = { ...scored, sets: [...scored.sets.filter(({ name }) => !names.includes(name)), ...baselines] };
  writeMetrics(taught.folder, metrics);
  return { metrics, report: await reportStep(taught.folder.root) };
}

/** Trains a method by the plan of a run, on the same scans, and scores it. */
async function scoredAlone(
  method: string,
  out: string,
  { folder, plan }: Pick<Run, "folder" | "plan">,
  options: StepOptions,
): Promise<readonly ResultSet[]> {
  const alone = RunFolder.create(out, [plan.dataset.root]);
  if (!existsSync(alone.plan)) {
    await writePlan(alone.root, withMethod(plan, method));
    copyFileSync(folder.dataset, alone.dataset);
  }
  const run = await Run.open(alone.root);
  await trainStep(run, options);
  return (await scoreStep(run, options))?.sets ?? [];
}

/** Masks of a run beside, as seen from this one. */
function beside(run: string, masks: ResultSet["masks"] = {}): ResultSet["masks"] {
  return Object.fromEntries(Object.entries(masks).map(([id, path]) => [id, join("..", run, path)]));
}

function exampleScans(): string {
  if (existsSync(EXAMPLE)) return EXAMPLE;
  const remedy = "Give a dataset: mn demo FOLDER.";
  throw new MnError("usage", "The example scans are only in the project's repository.", { remedy });
}
