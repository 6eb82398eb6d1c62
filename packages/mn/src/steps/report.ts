// Writes the report of a run, finished or not.
// `mn report`, and the end of `mn run`.

import { writeReport } from "../report/report.js";
import { Run } from "./run.js";
import { isTrained } from "./train.js";

/**
 * Writes the report of a run, finished or not.
 *
 * @returns its path.
 * @throws MnError `"run"` when there is no run, its networks were trained by another plan, or the page cannot be written, `"plan"`
 * when the plan is faulty.
 */
export async function reportStep(run: string | Run): Promise<string> {
  const opened = await Run.open(run);
  isTrained(opened); // throws: a page about settings that nothing was trained by would be false
  return writeReport(opened);
}
