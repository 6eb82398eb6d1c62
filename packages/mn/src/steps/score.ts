// Scoring a run: its masks of the test and validation scans against the references, for every set of its networks.
// Writes metrics.json, which the report and `mn run` show.

import { join, relative } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type Case, DistanceBuffers, evaluateCase, keepLargestComponent } from "@mandn/imaging";
import { readMask } from "../evaluation/masks.js";
import type { Plan } from "../plan/plan.js";
import { readProduct, writeJsonFile } from "../run/files.js";
import type { RunFolder } from "../run/folder.js";
import { isFresh, madeFrom, type Source } from "../run/freshness.js";
import { readPredictions } from "../run/predictions-folder.js";
import {
  METRICS_VERSION,
  type Metrics,
  metricsSchema,
  type Predictions,
  type ResultSet,
  summarizeResults,
} from "../run/results.js";
import { ownTasks, predictFiles } from "./predict.js";
import { type Model, Run, type StepOptions } from "./run.js";
import { referenceOf } from "./scans.js";

export interface ScoreOptions {
  /**
   * Scores the masks as they would be if of each class only the largest component were kept, into a file of their own. The
   * masks stay as they are. Default false.
   */
  readonly largestComponent?: boolean;
}

/**
 * Scores a run on its own test and validation scans that have masks: all networks averaged, and each alone. Writes `metrics.json`.
 * Predicts what is not predicted yet. Nothing is scored again while masks and references are as they were.
 *
 * @returns undefined when no such scan has a mask.
 * @throws MnError `"run"` when the run is not trained, `"data"`; the signal's reason.
 */
export async function scoreStep(
  model: string | Model,
  options: StepOptions & ScoreOptions = {},
): Promise<Metrics | undefined> {
  const opened = typeof model === "string" ? await Run.open(model) : model;
  const { folder, plan, predictors: sets } = opened;
  const { largestComponent = false } = options;
  const splits = splitsOf(opened);
  if (splits.length === 0) return undefined;
  const scored = splits.flatMap(({ cases }) => cases);
  const tasks = ownTasks(opened).filter(({ scan }) => scored.some(({ id }) => id === scan.id));
  const { signal, onProgress } = options;
  const predictions = await predictFiles(opened, tasks, { signal, onProgress });
  const masks = masksOf(folder, predictions);
  const sources = sourcesOf(scored, predictions, plan, largestComponent);
  const before = readProduct(metricsPath(folder, largestComponent), metricsSchema);
  if (before !== undefined && (await isFresh(before.madeFrom, sources))) {
    options.onNote?.(`${metricsPath(folder, largestComponent)} is up to date.`);
    return before;
  }
  const made = await madeFrom(sources);
  const results: ResultSet[] = [];
  for (const set of Object.keys(sets)) {
    const name = opened.titleOf(set);
    const paths = new Map(scored.map(({ id }) => [id, masks(id, set)]));
    for (const { split, cases } of splits) {
      results.push(
        summarizeResults({
          name,
          split,
          ...(!largestComponent && {
            masks: Object.fromEntries(cases.map(({ id }) => [id, relative(folder.root, paths.get(id) as string)])),
          }),
          cases: await scoreCases(cases, paths, plan, name, options),
        }),
      );
    }
  }
  const metrics: Metrics = {
    version: METRICS_VERSION,
    classes: plan.dataset.classes.slice(1),
    madeFrom: made,
    sets: results,
  };
  writeMetrics(folder, metrics, options);
  return metrics;
}

/**
 * What {@link scoreStep} wrote, where masks and references are as they were then; else undefined. Nothing is predicted or scored.
 *
 * @throws MnError `"run"` when a file of the run is damaged
 */
export async function currentMetrics(
  run: string | Run,
  { largestComponent = false }: ScoreOptions = {},
): Promise<Metrics | undefined> {
  const opened = await Run.open(run);
  const { folder, plan } = opened;
  const predictions = readPredictions(folder.predictions);
  const metrics = readProduct(metricsPath(folder, largestComponent), metricsSchema);
  if (predictions === undefined || metrics === undefined) return undefined;
  const scored = splitsOf(opened).flatMap(({ cases }) => cases);
  const scans = predictions.scans.filter(({ id }) => scored.some((one) => one.id === id));
  const sources = sourcesOf(scored, { ...predictions, scans }, plan, largestComponent);
  return (await isFresh(metrics.madeFrom, sources)) ? metrics : undefined;
}

const metricsPath = (folder: RunFolder, largestComponent: boolean) =>
  largestComponent ? folder.metricsOfLargest : folder.metrics;

/** The test and validation scans that have masks. */
function splitsOf({ plan, dataset }: Pick<Model, "plan" | "dataset">) {
  const withMask = (ids: readonly string[]) =>
    dataset.cases.filter(({ id, label }) => label !== undefined && ids.includes(id));
  return [
    { split: "test" as const, cases: withMask(plan.dataset.test) },
    { split: "validation" as const, cases: withMask(plan.dataset.validation) },
  ].filter((one) => one.cases.length > 0);
}

/** Writes a run's `metrics.json`. */
export function writeMetrics(
  folder: RunFolder,
  metrics: Metrics,
  { largestComponent = false }: ScoreOptions = {},
): void {
  writeJsonFile(metricsPath(folder, largestComponent), metricsSchema.parse(metrics));
}

/** The path of a scan's mask by a set of networks. */
function masksOf({ predictions: folder }: RunFolder, { scans }: Predictions): (id: string, set: string) => string {
  const paths = new Map(
    scans.flatMap(({ id, masks }) => Object.entries(masks).map(([set, { path }]) => [`${set}/${id}`, path])),
  );
  return (id, set) => join(folder, paths.get(`${set}/${id}`) as string);
}

/** What the metrics are made from: the masks, known by their content already, and the references. */
function sourcesOf(
  cases: readonly Case[],
  { scans, files }: Predictions,
  { dataset }: Plan,
  largestComponent: boolean,
): Record<string, Source> {
  const sources: Record<string, Source> = {
    classes: { value: dataset.classes },
    ...(largestComponent && { rule: { value: "largest component" } }),
  };
  for (const { id, masks } of scans) {
    for (const [set, { path }] of Object.entries(masks)) sources[`mask/${set}/${id}`] = { value: files[path]?.sha256 };
  }
  for (const { id, label } of cases) if (label !== undefined) sources[`reference/${id}`] = { files: [label] };
  return sources;
}

async function scoreCases(
  cases: readonly Case[],
  masks: ReadonlyMap<string, string>,
  plan: Plan,
  name: string,
  { signal, onProgress, largestComponent = false }: StepOptions & ScoreOptions,
): Promise<ResultSet["cases"]> {
  const [background, ...labels] = plan.dataset.classes.map(({ value }) => value);
  const buffers = new DistanceBuffers();
  const scored: ResultSet["cases"] = [];
  for (const one of cases) {
    await setImmediate(); // lets signals in
    signal?.throwIfAborted();
    const mask = await readMask(masks.get(one.id) as string);
    if (largestComponent) for (const label of labels) keepLargestComponent(mask, label, { background });
    const reference = await referenceOf(one, mask);
    scored.push({ id: one.id, metrics: evaluateCase(mask, reference, { labels, buffers }) });
    const progress = { done: scored.length, total: cases.length, unit: "scans", detail: one.id };
    onProgress?.({ what: `scoring ${name}`, ...progress });
  }
  return scored;
}
