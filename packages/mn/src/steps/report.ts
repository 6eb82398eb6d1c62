// Writes the report of a run, finished or not, or of a folder of folds.
// `mn report`, and the end of `mn run`.

import { basename } from "node:path";
import { writeReport } from "../report/report.js";
import { readProduct } from "../run/files.js";
import { foldsOf } from "../run/folder.js";
import { metricsSchema } from "../run/results.js";
import { openModel } from "./ensemble.js";
import { Run } from "./run.js";
import { isTrained } from "./train.js";

/**
 * Writes the report of a run, finished or not, or of a folder of folds.
 *
 * @returns its path.
 * @throws MnError `"run"` when there is no run, its networks were trained by another plan, or the page cannot be written, `"plan"`
 * when the plan is faulty.
 */
export async function reportStep(run: string | Run): Promise<string> {
  if (typeof run === "string" && foldsOf(run) !== undefined) return reportFolds(run);
  const opened = await Run.open(run);
  isTrained(opened); // throws: a page about settings that nothing was trained by would be false
  return writeReport(opened);
}

async function reportFolds(folder: string): Promise<string> {
  const model = await openModel(folder);
  const folds = model.runs.map((run) => ({
    name: basename(run.folder.root),
    plan: run.plan,
    isTrained: isTrained(run),
    metrics: readProduct(run.folder.metrics, metricsSchema),
  }));
  return writeReport({ folder: model.folder, plan: model.plan, method: model.method, folds });
}
