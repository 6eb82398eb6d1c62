// Packs a trained run into one file: `mn pack`. What is in it, and how it is opened, is in run/pack.ts.
// Nothing is packed that is not trained to its end.

import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { MnError } from "../errors.js";
import { checkOutputs } from "../run/outputs.js";
import { packRun } from "../run/pack.js";
import { Run } from "./run.js";
import { isTrained } from "./train.js";

interface PackStepOptions {
  /** Replaces a file at `out`; files of the run never. Default false. */
  readonly overwrite?: boolean;
}

/**
 * Writes what predicting needs of a trained run into one file, with its plan, metrics and report, and no scans. It predicts like the
 * run's folder: `predict("model.zip", …)`. The report has pictures of slices; the plan and the dataset's list have the scans' names.
 *
 * @param out a file whose name ends in `.zip`
 * @returns the names of what is in it
 * @throws MnError `"usage"` for another ending, or a file that is there; `"run"` when the run is not trained, or the disk refuses;
 * `"plan"` for networks or a method in files of one's own
 */
export async function packStep(
  run: string | Run,
  out: string,
  { overwrite = false }: PackStepOptions = {},
): Promise<readonly string[]> {
  const opened = await Run.open(run);
  const { folder, plan, method } = opened;
  if (!out.toLowerCase().endsWith(".zip")) {
    const remedy = "Give it a name that ends in .zip.";
    throw new MnError("usage", "could not be told from a run's folder", {
      path: out,
      remedy,
    });
  }
  if (!isTrained(opened)) {
    const remedy = `Train it first: mn train ${folder.root}`;
    throw new MnError("run", "is not trained to its end", { path: folder.root, remedy });
  }
  const sources = readdirSync(folder.root).map((name) => join(folder.root, name));
  await checkOutputs([resolve(out)], { sources, overwrite });
  const members = method.members.filter(({ make }) => make === undefined).map(({ name }) => name);
  return packRun(folder, plan, members, resolve(out));
}
