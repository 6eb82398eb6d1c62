// The demonstration: a run, and the 3D network trained on the labels alone by the same plan, in one report.
// `mn demo`.

import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { discoverDataset } from "@mandn/imaging";
import { MnError } from "../errors.js";
import { supervised3d } from "../methods/supervised.js";
import { writePlan } from "../planning/file.js";
import { withMethod } from "../planning/with-method.js";
import { readEvents } from "../run/event-log.js";
import { RunFolder } from "../run/folder.js";
import type { Metrics, ResultSet } from "../run/results.js";
import { reportStep } from "./report.js";
import { Run, type StepOptions } from "./run.js";
import { runAll } from "./run-all.js";
import { scoreStep, writeMetrics } from "./score.js";
import { trainStep } from "./train.js";

export interface DemoOptions extends StepOptions {
  /** Seconds of training, of both runs together. */
  readonly budget: number;
  /** Default 2. */
  readonly labelled?: number;
  /** Default a quarter of the labelled scans, at most 20, where the dataset names no test scans. */
  readonly test?: number;
  readonly seed?: number;
}

/** Scans of the hippocampus, beside the packages of the repository. */
const EXAMPLE = fileURLToPath(new URL("../../../../../examples/hippocampus", import.meta.url));
/** Of the budget for the method; the rest is for the 3D network alone, which has no teacher and no partner. */
const METHODS_SHARE = 0.7;
const MOST_TEST = 20;

/**
 * The method and, with the same settings and as many updates, its 3D network on labels alone, both scored on the same test
 * scans.
 *
 * @param dataset default the scans in the repository
 * @returns the metrics of both, and the report's path.
 * @throws MnError `"usage"` when the repository's scans are not there; and as `runAll`.
 */
export async function demoStep(
  dataset: string = exampleScans(),
  out: string,
  { budget, labelled = 2, test, ...options }: DemoOptions,
): Promise<{ readonly metrics: Metrics; readonly report: string }> {
  const { cases } = await discoverDataset(dataset);
  const named = cases.some(({ split }) => split === "test");
  const quarter = Math.floor(cases.filter(({ label }) => label !== undefined).length / 4);
  const kept = test ?? (named ? undefined : Math.min(MOST_TEST, quarter));
  options.onNote?.("M&N: a pretrained 2D network and a 3D network teach each other.");
  const both = await runAll(dataset, join(out, "mn"), {
    ...options,
    labelled,
    test: kept,
    ...(dataset === EXAMPLE ? { classNames: ["anterior", "posterior"] } : {}),
    budget: METHODS_SHARE * budget,
  });
  options.onNote?.("For comparison: the 3D network on the labels alone.");
  const alone = RunFolder.create(join(out, supervised3d.name), [both.plan.dataset.root]);
  if (!existsSync(alone.plan)) {
    const { budget: _, ...training } = both.plan.training;
    const steps = readEvents(both.folder).filter((event) => event.type === "step");
    const epochs = (steps.at(-1)?.epoch ?? training.epochs - 1) + 1;
    await writePlan(alone.root, { ...withMethod(both.plan, supervised3d.name), training: { ...training, epochs } });
    copyFileSync(both.folder.dataset, alone.dataset);
  }
  const run = await Run.open(alone.root);
  await trainStep(run, options);
  const baseline = await scoreStep(run, options);
  if (both.metrics === undefined || baseline === undefined) {
    const remedy = "Give --test a number of labelled scans to keep for the test.";
    throw new MnError("usage", "has no test scans with masks to show the difference on", {
      path: dataset,
      remedy,
    });
  }
  const names = baseline.sets.map(({ name }) => name);
  const metrics: Metrics = {
    ...both.metrics,
    sets: [
      ...both.metrics.sets.filter(({ name }) => !names.includes(name)),
      ...baseline.sets.map((set) => ({ ...set, masks: beside(supervised3d.name, set.masks) })),
    ],
  };
  writeMetrics(both.folder, metrics);
  return { metrics, report: await reportStep(both.folder.root) };
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
