// Collecting what shards predicted, and saying what is missing. Scans and entries are taken one at a time, so that an archive may have any
// number of them. Nothing is predicted.

import { resolve } from "node:path";
import { someOf } from "@mandn/base";
import type { ScanFiles } from "../data/prepare.js";
import { MnError } from "../errors.js";
import { chosenSet } from "../inference/predictor.js";
import type { PredictedScan } from "../run/results.js";
import { checkBeside, writeBeside } from "./beside-masks.js";
import { openModel } from "./ensemble.js";
import { assertTogether, openWork, type PredictStepOptions, readBeside, scanList } from "./predict.js";
import type { PredictionTask } from "./prediction-work.js";
import type { Model } from "./run.js";

/** What {@link collectStep} takes: as the shards were told, but for how they were to predict. */
export type CollectStepOptions = Omit<PredictStepOptions, "shard" | "device" | "retryFaults">;

/**
 * Joins what `predictStep` made of scans in `predictions.json`. A scan that is not predicted, or not as it would be now, is a failure.
 *
 * @returns how many of these scans are predicted
 * @throws MnError `"data"` for failures, where nobody is told of each; else as `predictStep`
 */
export async function collectStep(
  model: string | readonly string[] | Model,
  scans: readonly string[] | undefined,
  options: CollectStepOptions = {},
): Promise<number> {
  const opened = await openModel(model);
  assertTogether(scans, options);
  const { onFailure, onNote } = options;
  const out = resolve(options.out ?? opened.folder.predictions);
  const wanted = await scanList(opened, scans, options.list);
  await checkBeside(wanted.all, { ...options, out, sources: readBeside(opened, options.list) });
  const sets = [chosenSet(opened.predictors, options.networks)];
  const { work, list, rules } = await openWork(opened, sets, { ...options, collects: true });
  /** The places in the list of scans that are not predicted. */
  const failed: number[] = [];
  const missing: string[] = [];
  let first: PredictionTask | undefined;
  let [place, waiting] = [0, 0];
  for await (const looked of work.look(tasksOf(wanted.all(), sets), rules)) {
    const { id } = looked.task.scan;
    first ??= looked.task;
    if (looked.missing.length > 0) {
      failed.push(place);
      if (looked.fault === undefined) waiting += 1;
      if (onFailure === undefined) missing.push(id);
      else onFailure(id, looked.fault ?? notPredicted([id]));
    }
    place += 1;
  }
  const done = place - failed.length;
  if (done > 0) onNote?.(`${done} ${done === 1 ? "scan is" : "scans are"} predicted already.`);
  await list.join();
  if (first !== undefined && waiting === 0) work.tidy(first);
  if (missing.length > 0) throw notPredicted(missing);
  await writeBeside({ ...list.header, scans: () => predicted(wanted.all()) }, opened.plan, { ...options, out });
  return done;

  function* predicted(all: Iterable<ScanFiles>): Generator<PredictedScan> {
    let [place, next] = [0, 0];
    for (const { id } of all) {
      const isFailed = failed[next] === place++;
      if (isFailed) next += 1;
      const scan = isFailed ? undefined : list.scan(id);
      if (scan !== undefined) yield scan;
    }
  }
}

function* tasksOf(all: Iterable<ScanFiles>, sets: readonly string[]): Generator<PredictionTask> {
  for (const scan of all) yield { scan, sets };
}

function notPredicted(caseIds: readonly string[]): MnError {
  const fault = "not predicted yet, or not as it would be now";
  const remedy = "Predict it: the same command without --collect.";
  return new MnError("data", { subject: someOf(caseIds, 5), fault, remedy, caseIds });
}
