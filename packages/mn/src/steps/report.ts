import { MnError } from "../errors.js";

/**
 * Writes the report of a run.
 *
 * @returns its path.
 */
export async function reportStep(run: string): Promise<string> {
  throw new MnError("run", `the report of ${run} is still to come`);
}
