// Scoring a run: its masks of the test and validation scans against the references, for every set of its networks.
// Writes metrics.json, which the report and `mn run` show.

import { join, relative } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type Case, DistanceBuffers, evaluateCase, keepLargestComponent } from "@mandn/imaging";
import { z } from "zod";
import { type Mask, readMask } from "../evaluation/masks.js";
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
  predictionsSchema,
  type ResultSet,
  resultSetSchema,
  summarizeResults,
} from "../run/results.js";
import { isIn } from "../run/shard.js";
import { inOrder, ownScans } from "../training/part.js";
import { ownTasks, predictFiles } from "./predict.js";
import type { PredictionTask } from "./prediction-work.js";
import { noOthers, type Ranks } from "./ranks.js";
import { type Model, Run, type StepOptions } from "./run.js";
import { referenceOf } from "./scans.js";

export interface ScoreOptions {
  /**
   * Scores the masks as they would be if of each class only the largest component were kept, into a file of their own. The
   * masks stay as they are. Default false.
   */
  readonly largestComponent?: boolean;
  /** The processes that share the scans, all of the same run; default this one alone. */
  readonly ranks?: Ranks;
  /** What predicts; default the plan's device. */
  readonly device?: string;
}

/**
 * Scores a run on its own test and validation scans that have masks: all networks averaged, and each alone. Writes `metrics.json`.
 * Predicts what is not predicted yet. Nothing is scored again while masks and references are as they were.
 *
 * Of several processes each predicts and scores its own scans; the first one alone writes what is said of all.
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
  const { largestComponent = false, ranks = noOthers } = options;
  const { peers } = ranks;
  const splits = splitsOf(opened);
  if (splits.length === 0) return undefined;
  const scored = splits.flatMap(({ cases }) => cases);
  const tasks = ownTasks(opened).filter(({ scan }) => scored.some(({ id }) => id === scan.id));
  const predictions = await predictedTogether(opened, tasks, ranks, options);
  const masks = masksOf(folder, predictions);
  const sources = sourcesOf(scored, predictions, plan, largestComponent);
  const before = readProduct(metricsPath(folder, largestComponent), metricsSchema);
  const isDone = before !== undefined && (await isFresh(before.madeFrom, sources));
  if (peers.any(isDone && peers.rank === 0)) {
    options.onNote?.(`${metricsPath(folder, largestComponent)} is up to date.`);
    return before;
  }
  const made = await madeFrom(sources);
  const names = Object.keys(sets);
  const scores = new Map<Split, Scores>();
  for (const one of splits) scores.set(one, await scoreCases(one.cases, names, masks, plan, { ...options, ranks }));
  const results = names.flatMap((set) =>
    splits.map((one) =>
      summarizeResults({
        name: opened.titleOf(set),
        split: one.split,
        ...(!largestComponent && {
          masks: Object.fromEntries(one.cases.map(({ id }) => [id, relative(folder.root, masks(id, set))])),
        }),
        cases: scores.get(one)?.get(set) ?? [],
      }),
    ),
  );
  const metrics: Metrics = {
    version: METRICS_VERSION,
    classes: plan.dataset.classes.slice(1),
    madeFrom: made,
    sets: results,
  };
  if (peers.rank === 0) writeMetrics(folder, metrics, options);
  return metrics;
}

/** Predicts what is not predicted yet, each process its own scans. What the first one then finds holds for all. */
async function predictedTogether(
  model: Model,
  tasks: readonly PredictionTask[],
  { peers, together }: Ranks,
  { signal, onProgress, device }: StepOptions & ScoreOptions,
): Promise<Predictions> {
  const given = { signal, onProgress, ...(device !== undefined && { device }) };
  if (peers.count === 1) return predictFiles(model, tasks, given);
  const shard = { index: peers.rank + 1, of: peers.count };
  const own = tasks.filter((_, place) => isIn(shard, place));
  await together(predictFiles(model, own, { ...given, shard }));
  const found = await together(peers.rank === 0 ? predictFiles(model, tasks, given) : Promise.resolve(null));
  const [text] = peers.gather(JSON.stringify(found));
  return predictionsSchema.parse(JSON.parse(text ?? ""));
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

/** Scans that are scored together. */
interface Split {
  readonly split: ResultSet["split"];
  readonly cases: readonly Case[];
}

/** By set, of each scan of a split. */
type Scores = ReadonlyMap<string, ResultSet["cases"]>;

/** The test and validation scans that have masks. */
function splitsOf({ plan, dataset }: Pick<Model, "plan" | "dataset">): readonly Split[] {
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
  sets: readonly string[],
  masks: (id: string, set: string) => string,
  plan: Plan,
  { signal, onProgress, largestComponent = false, ranks }: StepOptions & ScoreOptions & { readonly ranks: Ranks },
): Promise<Scores> {
  const { peers, together } = ranks;
  const sizes = cases.map(() => 1); // what a scan takes is not known before it is read
  const own = ownScans(peers, sizes).map((place) => cases[place] as Case);
  const found = peers
    .gather(JSON.stringify(await together(scoreOwn(own))))
    .map((text) => z.array(z.array(resultSetSchema.shape.cases.element)).parse(JSON.parse(text)));
  return new Map(
    sets.map((set, k) => [
      set,
      inOrder(
        sizes,
        found.map((bySet) => bySet[k] ?? []),
      ),
    ]),
  );

  /** The scores of each set's masks. A mask is read while the one before it is scored. */
  async function scoreOwn(some: readonly Case[]): Promise<ResultSet["cases"][]> {
    const [background, ...labels] = plan.dataset.classes.map(({ value }) => value);
    const buffers = new DistanceBuffers();
    const scored = sets.map((): ResultSet["cases"] => []);
    const steps = some.flatMap((one) => sets.map((set, k) => ({ one, set, k })));
    const read = (step: (typeof steps)[number] | undefined) => step && readMask(masks(step.one.id, step.set));
    let reference: { readonly of: Case; readonly mask: Mask } | undefined;
    let next = read(steps[0]);
    for (const [i, { one, k }] of steps.entries()) {
      await setImmediate(); // lets signals in
      signal?.throwIfAborted();
      const mask = (await next) as Mask;
      if (reference?.of !== one) reference = { of: one, mask: await referenceOf(one, mask) };
      next = read(steps[i + 1]);
      next?.catch(() => {}); // thrown where it is waited for
      if (largestComponent) for (const label of labels) keepLargestComponent(mask, label, { background });
      scored[k]?.push({ id: one.id, metrics: evaluateCase(mask, reference.mask, { labels, buffers }) });
      const progress = { done: Math.floor((i + 1) / sets.length), total: some.length, unit: "scans", detail: one.id };
      onProgress?.({ what: "scoring", ...progress });
    }
    return scored;
  }
}
