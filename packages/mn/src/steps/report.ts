import { writeReport } from "../report/report.js";
import { readRunPlan } from "./plan.js";

/**
 * Writes the report of a run, finished or not.
 *
 * @returns its path.
 * @throws MnError `"run"` when there is no run or the page cannot be written, `"plan"` when the plan is faulty.
 */
export async function reportStep(run: string): Promise<string> {
  return writeReport((await readRunPlan(run)).folder);
}
