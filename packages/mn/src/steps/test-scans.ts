// The test scans of a dataset's other runs: taken over from one of them, and told where a new plan would train on them. For the last n
// scans with a mask are others as soon as there are more masks.

import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { counted, FileError, orFileError, readSmallFile, someOf } from "@mandn/base";
import { z } from "zod";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { LARGEST_PLAN } from "../planning/file.js";
import { readJsonFile } from "../run/files.js";
import { RunFolder } from "../run/folder.js";

/** What is read of other runs' plans, whatever their versions. */
const plannedSchema = z.looseObject({ dataset: z.looseObject({ root: z.string(), test: z.array(z.string()) }) });

/**
 * The test scans of a run, by their ids.
 *
 * @throws MnError `"run"` where the folder is no run's, or its plan has no test scans
 */
export function testScansOf(run: string): readonly string[] {
  const folder = new RunFolder(run);
  const plan = readJsonFile(folder.plan, plannedSchema);
  if (plan !== undefined && plan.dataset.test.length > 0) return plan.dataset.test;
  const fault = plan === undefined ? "is no run: it has no plan.json" : "keeps no scans for the test";
  const remedy = "Give a run that has test scans, or say how many there are to be.";
  throw new MnError("run", fault, { path: folder.root, remedy });
}

/**
 * Where a plan trains on scans that are for the test in another run of its dataset: what to tell, a sentence for each such run. Looked at
 * are the plan that it replaces and the runs beside it.
 */
export function movedTestScans(folder: RunFolder, { dataset }: Plan): string[] {
  const learnt = new Set([...dataset.labelled, ...dataset.validation]);
  const parent = dirname(folder.root);
  const beside = orNothing(() => orFileError(parent, "read", () => readdirSync(parent))) ?? [];
  return beside.sort().flatMap((name) => {
    const run = new RunFolder(join(parent, name));
    const plan = orNothing(
      () => plannedSchema.safeParse(JSON.parse(readSmallFile(run.plan, LARGEST_PLAN).toString())).data,
    );
    if (plan?.dataset.root !== dataset.root) return [];
    const moved = plan.dataset.test.filter((id) => learnt.has(id));
    if (moved.length === 0) return [];
    const scans = `${counted(moved.length, "scan")} (${someOf(moved)})`;
    const where = run.root === folder.root ? "the plan that was here" : run.root;
    return [
      `${scans} for the test in ${where} ${moved.length === 1 ? "is" : "are"} trained on by this plan, so the two cannot be compared. ` +
        `--test ${run.root} takes the same test scans.`,
    ];
  });
}

/** What is not there, may not be read or is no JSON tells nothing of other runs, and hinders none. */
function orNothing<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof FileError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
