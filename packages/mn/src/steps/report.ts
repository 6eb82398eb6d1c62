import { writeReport } from "../report/report.js";
import { Run } from "./run.js";

/**
 * Writes the report of a run, finished or not.
 *
 * @returns its path.
 * @throws MnError `"run"` when there is no run or the page cannot be written, `"plan"` when the plan is faulty.
 */
export async function reportStep(run: string | Run): Promise<string> {
  return writeReport((await Run.open(run)).folder);
}
