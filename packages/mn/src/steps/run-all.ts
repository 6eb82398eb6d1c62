// Everything, in order: plan, train, predict, score, report; each leaves alone what is done.
// `mn run`.

import { existsSync } from "node:fs";
import type { Plan } from "../plan/plan.js";
import { RunFolder } from "../run/folder.js";
import { assertAsked, requestOf } from "../run/request.js";
import type { Metrics, Predictions } from "../run/results.js";
import { datasetNews } from "./continue.js";
import { type PlanStepOptions, planStep } from "./plan.js";
import { predictStep } from "./predict.js";
import { relocate } from "./relocate.js";
import { reportStep } from "./report.js";
import { Run, type StepOptions } from "./run.js";
import { scoreStep } from "./score.js";
import { trainStep } from "./train.js";

export type RunAllOptions = Omit<PlanStepOptions, "overwrite" | "folds" | "heldOut">;

export interface RunResult {
  readonly folder: RunFolder;
  readonly plan: Plan;
  readonly predictions: Predictions;
  /** Undefined when no test or validation scan has a mask. */
  readonly metrics: Metrics | undefined;
  /** Path of the report. */
  readonly report: string;
}

/**
 * Everything, in order: checks the scans, plans, trains, predicts every scan, scores the test and validation scans, writes the
 * report. What is done already is not done again, so that the same call goes on after an interruption. Where the dataset has changed
 * since the run was planned, that is told, with what to do.
 *
 * @throws MnError `"run"` when the run was planned for something else than is asked now; and as the steps.
 */
export async function runAll(datasetPath: string, out: string, options: RunAllOptions = {}): Promise<RunResult> {
  const { onNote, signal, onProgress } = options;
  const folder = new RunFolder(out);
  const isPlanned = existsSync(folder.plan);
  if (!isPlanned) await planStep(datasetPath, out, options);
  const run = isPlanned ? await atPlace(await Run.open(out), datasetPath, options) : await Run.open(out);
  const { plan } = run;
  if (isPlanned) {
    assertAsked(requestOf(datasetPath, options), {
      plan,
      dataset: run.dataset,
      request: run.request,
      path: folder.plan,
    });
    onNote?.(`${folder.plan} is there and used as it is (${plan.training.epochs} epochs).`);
    const news = await datasetNews(run);
    if (news !== undefined) onNote?.(news);
  } else {
    const { labelled, unlabelled, validation, test } = plan.dataset;
    const counts = `${labelled.length} labelled, ${unlabelled.length} unlabelled, ${validation.length} validation, ${test.length} test scans`;
    onNote?.(`Planned ${plan.training.epochs} epochs: ${counts}; see ${folder.plan}`);
  }
  await trainStep(run, options);
  const predictions = await predictStep(run, undefined, { signal, onProgress, onNote });
  const metrics = await scoreStep(run, options);
  return { folder, plan, predictions, metrics, report: await reportStep(run) };
}

/** What a run that goes on from another may have of its own. */
export interface ContinueOptions
  extends Pick<RunAllOptions, "budget" | "device" | "seed" | "threads" | "cacheFolder" | "probe" | keyof StepOptions> {
  /** Where the dataset lies now; default where it lay. */
  readonly dataset?: string | undefined;
}

/**
 * {@link runAll} that goes on from a trained run: with the masks and scans that its dataset has got since, from its networks.
 *
 * @param from the trained run's folder
 * @param out the new run's
 * @throws as {@link runAll}; MnError `"run"` when the earlier run is not trained, `"data"` when its test or validation scans are gone
 */
export async function continueStep(from: string, out: string, options: ContinueOptions = {}): Promise<RunResult> {
  const { dataset, ...kept } = options;
  const { plan, folder } = await Run.open(from);
  return runAll(dataset ?? plan.dataset.root, out, { ...kept, from: folder.root });
}

/** A run whose dataset is not where it was is taken to be about the one that is given, which must be the same. */
async function atPlace(run: Run, datasetPath: string, { signal, onProgress }: RunAllOptions): Promise<Run> {
  return existsSync(run.plan.dataset.root) ? run : relocate(run, datasetPath, { signal, onProgress });
}
