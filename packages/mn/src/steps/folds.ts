// Cross-validation: the labelled scans are dealt into folds, one run is trained for each without its scans, and every labelled scan is
// scored by the run that did not learn from it. The folder holds the runs, and their common predictions, scores and page.
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { counted, withLock } from "@mandn/base";
import { MnError } from "../errors.js";
import { writePlan } from "../planning/file.js";
import { cleanRoles } from "../planning/roles.js";
import { writeDataset } from "../run/dataset.js";
import { copyFile, orRefused } from "../run/files.js";
import { foldFolder, foldsOf, RunFolder, writeFolds } from "../run/folder.js";
import { assertAsked, requestOf } from "../run/request.js";
import { METRICS_VERSION, type Metrics, type Predictions, type ResultSet, summarizeResults } from "../run/results.js";
import { isIn, type Shard } from "../run/shard.js";
import { Ensemble } from "./ensemble.js";
import { planStep } from "./plan.js";
import { poolRules, rulesFor } from "./post-processing.js";
import { ownTasks, predictFiles } from "./predict.js";
import { reportStep } from "./report.js";
import { Run } from "./run.js";
import type { RunAllOptions } from "./run-all.js";
import { scoreStep, writeMetrics } from "./score.js";
import { isTrained, trainStep } from "./train.js";

export interface FoldsOptions extends Omit<RunAllOptions, "from"> {
  /** How many; each labelled scan that is not for the test is held out of one. */
  readonly folds: number;
  /** The part of the folds that this process trains, of so many parts; default all. */
  readonly shard?: Shard | undefined;
}

export interface FoldsResult {
  /** The folder with the folds, their scores and the page. */
  readonly folder: RunFolder;
  readonly metrics: Metrics;
  readonly predictions: Predictions;
  readonly report: string;
}

/**
 * Plans folds and trains them, or goes on where that stopped. Once all are trained: chooses what is done to masks by all held-out scans
 * together, scores each of these by its own fold, and the test scans by all folds averaged.
 *
 * @returns undefined while other processes have folds to train
 * @throws MnError `"data"` for fewer labelled scans than folds, `"usage"` where the dataset says its validation scans; and as the steps
 */
export async function foldsStep(
  datasetPath: string,
  out: string,
  { shard = { index: 1, of: 1 }, ...options }: FoldsOptions,
): Promise<FoldsResult | undefined> {
  const { onNote } = options;
  const root = resolve(out);
  const folders = await planFolds(datasetPath, root, options);
  const runs: Run[] = [];
  for (const folder of folders) runs.push(await Run.open(folder));
  for (const [i, run] of runs.entries()) {
    if (!isIn(shard, i)) continue;
    onNote?.(`Fold ${i + 1} of ${runs.length}.`);
    await trainStep(run, options);
  }
  const waiting = runs.flatMap((run, i) => (isTrained(run) ? [] : [i + 1]));
  if (waiting.length > 0) {
    onNote?.(
      `${counted(waiting.length, "fold")} of other parts not trained yet: ${waiting.join(", ")}. The same command sums up once they are.`,
    );
    return undefined;
  }
  return sumUp(root, runs, options);
}

/** The folds' folders, planned by the first process that comes; the others wait for it. */
async function planFolds(
  datasetPath: string,
  root: string,
  options: Omit<FoldsOptions, "shard">,
): Promise<readonly string[]> {
  const { folds, onNote } = options;
  assertFree(root);
  orRefused(root, "made", () => mkdirSync(root, { recursive: true }));
  return withLock(
    join(root, ".planning.lock"),
    async () => {
      const first = foldFolder(root, 1);
      const planned = foldsOf(root);
      if (!existsSync(new RunFolder(first).plan)) await planStep(datasetPath, first, { ...options, heldOut: 1 });
      const run = await Run.open(first);
      const { dataset, plan, request } = run;
      assertAsked(requestOf(datasetPath, options), { plan, dataset, request, path: run.folder.plan });
      if (planned !== undefined) return planned;
      for (let fold = 2; fold <= folds; fold++) await writeFold(run, fold, options);
      writeDataset(new RunFolder(root), dataset);
      copyFile(run.folder.check, new RunFolder(root).check);
      writeFolds(root, folds);
      onNote?.(
        `${folds} folds of ${plan.dataset.labelled.length + plan.dataset.validation.length} labelled scans are planned in ${root}.`,
      );
      return foldsOf(root) as string[];
    },
    (holder) => onNote?.(`Waiting for ${holder}, which plans the folds.`),
  );
}

/** A folder of folds is no run's. */
function assertFree(root: string): void {
  if (!existsSync(new RunFolder(root).plan)) return;
  const remedy = "Choose another folder for the folds.";
  throw new MnError("run", "holds a run", { path: root, remedy });
}

/** Plans a fold like the first one, but for the scans that it does not learn from. */
async function writeFold(
  { folder: first, plan, dataset }: Run,
  fold: number,
  options: Omit<FoldsOptions, "shard">,
): Promise<void> {
  const folder = RunFolder.create(foldFolder(dirname(first.root), fold));
  const test = typeof options.test === "string" ? plan.dataset.test : options.test;
  const { roles, reasons } = cleanRoles(dataset, { ...options, test, heldOut: fold, seed: plan.seed });
  for (const file of ["request", "dataset", "inputs", "check"] as const) copyFile(first[file], folder[file]);
  await writePlan(folder.root, {
    ...plan,
    dataset: { ...plan.dataset, ...roles },
    reasons: { ...plan.reasons, ...reasons },
  });
}

async function sumUp(root: string, runs: readonly Run[], options: Omit<FoldsOptions, "shard">): Promise<FoldsResult> {
  const [first, second, ...others] = runs as readonly [Run, Run, ...Run[]];
  const folder = new RunFolder(root);
  const sets = Object.keys(first.predictors);
  for (const run of runs) await rulesFor(run, sets, options); // a part that was killed may have trained and not chosen
  poolRules(runs, sets);
  const scored: Metrics[] = [];
  for (const run of runs) {
    const metrics = await scoreStep(run, options);
    if (metrics !== undefined) scored.push(metrics);
    await reportStep(run);
  }
  const held = sets.map((set) => heldOut(root, runs, scored, first.titleOf(set)));
  const ensemble = new Ensemble([first, second, ...others], folder);
  const { signal, onProgress, onNote } = options;
  const predictions = await predictFiles(ensemble, ownTasks(ensemble), { signal, onProgress, onNote });
  const test = await scoreStep(ensemble, options);
  const metrics: Metrics = {
    version: METRICS_VERSION,
    classes: first.plan.dataset.classes.slice(1),
    madeFrom: { ...test?.madeFrom },
    sets: [...(test?.sets.filter(({ split }) => split === "test") ?? []), ...held],
  };
  writeMetrics(folder, metrics);
  return { folder, metrics, predictions, report: await reportStep(root) };
}

/** The results of all held-out scans, each by the fold that did not learn from it. */
function heldOut(root: string, runs: readonly Run[], scored: readonly Metrics[], title: string): ResultSet {
  const masks: Record<string, string> = {};
  const cases = scored.flatMap(({ sets }, i) => {
    const own = sets.find(({ name, split }) => name === title && split === "validation");
    for (const [id, path] of Object.entries(own?.masks ?? {})) {
      masks[id] = relative(root, join((runs[i] as Run).folder.root, path));
    }
    return own?.cases ?? [];
  });
  return summarizeResults({
    name: `${title}, ${runs.length} folds, each scan by the one that did not see it`,
    split: "validation",
    masks,
    cases,
  });
}
