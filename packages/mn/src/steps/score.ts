import { existsSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type Case, DistanceBuffers, evaluateCase, sameGrid } from "@mandn/imaging";
import { writeFileAtomic } from "@mandn/torch";
import { MnError } from "../errors.js";
import { methodOf } from "../methods/index.js";
import type { Plan } from "../plan/plan.js";
import type { RunFolder } from "../run/folder.js";
import { readJsonFile } from "../run/json-file.js";
import { type Metrics, metricsSchema, type ResultSet, summarizeResults } from "../run/results.js";
import { predictorTitle } from "../training/method.js";
import { networkFiles } from "../training/networks.js";
import { readRunDataset } from "./dataset.js";
import { readRunPlan } from "./plan.js";
import { defaultNetworks, type Networks, predictFiles } from "./predict.js";
import { readMask, referenceOf } from "./reference.js";
import type { StepOptions } from "./step.js";

/**
 * Scores a run on its own test and validation scans that have masks: each network, and both averaged. Writes `metrics.json`.
 * Predicts what is not predicted yet.
 *
 * @returns undefined when no such scan has a mask.
 * @throws MnError `"run"` when the run is not trained, `"data"`; the signal's reason.
 */
export async function scoreStep(run: string, options: StepOptions = {}): Promise<Metrics | undefined> {
  const { folder, plan } = await readRunPlan(run);
  if (isScored(folder, plan)) {
    options.onNote?.(`${folder.metrics} is up to date.`);
    return readJsonFile(folder.metrics, metricsSchema);
  }
  const { cases } = readRunDataset(folder);
  const withMask = (ids: readonly string[]) => cases.filter(({ id, label }) => label !== undefined && ids.includes(id));
  const splits = [
    { split: "test" as const, cases: withMask(plan.dataset.test) },
    { split: "validation" as const, cases: withMask(plan.dataset.validation) },
  ].filter((one) => one.cases.length > 0);
  if (splits.length === 0) return undefined;
  const sets: ResultSet[] = [];
  for (const networks of networkSets(plan)) {
    const isResult = networks === defaultNetworks(plan);
    const out = isResult ? folder.predictions : folder.predictionsOf(networks);
    const scans = splits.flatMap((one) => one.cases);
    const { scans: predicted } = await predictFiles(folder, plan, scans, { ...options, out, networks });
    const masks = new Map(predicted.map(({ id, mask }) => [id, join(out, mask)]));
    for (const { split, cases: scored } of splits) {
      const name = setName(plan, networks);
      sets.push(
        summarizeResults({
          name,
          split,
          masks: relative(folder.root, out),
          cases: await scoreCases(scored, masks, plan, name, options),
        }),
      );
    }
  }
  const metrics: Metrics = { version: 1, classes: plan.dataset.classes.slice(1), sets };
  writeMetrics(folder, metrics);
  return metrics;
}

/** Writes a run's `metrics.json`. */
export function writeMetrics(folder: RunFolder, metrics: Metrics): void {
  writeFileAtomic(folder.metrics, [Buffer.from(`${JSON.stringify(metricsSchema.parse(metrics), null, 1)}\n`)]);
}

/** Whether `metrics.json` is there and younger than what it was made from. */
function isScored(folder: RunFolder, plan: Plan): boolean {
  if (!existsSync(folder.metrics)) return false;
  const made = statSync(folder.metrics).mtimeMs;
  const sources = [folder.plan, ...networkFiles(folder, plan)].filter((source) => existsSync(source));
  return sources.every((source) => statSync(source).mtimeMs <= made);
}

/** What is scored, the run's own result first. */
function networkSets(plan: Plan): readonly Networks[] {
  return Object.keys(methodOf(plan).predictors);
}

/** What a set of predictors is called in results: "M&N, both averaged"; by the method alone where it is the only one. */
function setName(plan: Plan, networks: Networks): string {
  const method = methodOf(plan);
  const { title } = method.definition;
  return networkSets(plan).length === 1 ? title : `${title}, ${predictorTitle(method, networks)}`;
}

async function scoreCases(
  cases: readonly Case[],
  masks: ReadonlyMap<string, string>,
  plan: Plan,
  name: string,
  { signal, onProgress }: StepOptions,
): Promise<ResultSet["cases"]> {
  const labels = plan.dataset.classes.slice(1).map(({ value }) => value);
  const buffers = new DistanceBuffers();
  const scored: ResultSet["cases"] = [];
  for (const one of cases) {
    await setImmediate(); // lets signals in
    signal?.throwIfAborted();
    const path = masks.get(one.id) as string;
    const [mask, reference] = [await readMask(path), await referenceOf(one)];
    const { same, summary } = sameGrid(reference, mask);
    if (!same) {
      const remedy = "mn check says where it lies.";
      throw new MnError("data", `The mask of ${one.id} does not lie on its scan's grid: ${summary}. ${remedy}`, {
        caseIds: [one.id],
        path,
        remedy,
      });
    }
    scored.push({ id: one.id, metrics: evaluateCase(mask, reference, { labels, buffers }) });
    const progress = { done: scored.length, total: cases.length, unit: "scans", detail: one.id };
    onProgress?.({ what: `scoring ${name}`, ...progress });
  }
  return scored;
}
