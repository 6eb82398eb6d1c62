// A dataset that lies elsewhere now: the run is told where, once it is sure that the scans are the ones it was planned for.
// `--dataset` of several commands.
import { existsSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { someOf } from "@mandn/base";
import { MnError } from "../errors.js";
import { writePlan } from "../planning/file.js";
import { caseSources, isList, readDataset, readInputs } from "../run/dataset.js";
import { isSame } from "../run/freshness.js";
import { RunLock } from "../run/lock.js";
import type { StepOptions } from "./run.js";
import { Run } from "./run.js";

/**
 * Tells a run that its dataset lies in another folder, by the plan's `dataset.root`. Every scan and mask is read once and compared with
 * what the run was planned for.
 *
 * @param dataset the folder or list as it lies now
 * @returns the run with it
 * @throws MnError `"data"` when scans are missing there or hold something else, `"run"` when another process is at work in the run; the
 * signal's reason
 */
export async function relocate(
  run: string | Run,
  dataset: string,
  { signal, onProgress }: StepOptions = {},
): Promise<Run> {
  const opened = await Run.open(run);
  const { folder, plan } = opened;
  const root = rootAt(plan.dataset.root, resolve(dataset));
  if (root === plan.dataset.root) return opened;
  const { cases } = readDataset(folder, root) ?? opened.dataset;
  const remedy = "Give the folder in which the run's scans lie now.";
  const error = (fault: string, caseIds: readonly string[]) =>
    new MnError("data", `${fault}: ${someOf(caseIds, 5)}`, { path: root, caseIds, remedy });
  const missing = cases.filter(({ channels, label }) =>
    [...channels, ...(label === undefined ? [] : [label])].some(({ path }) => !existsSync(path)),
  );
  if (missing.length > 0)
    throw error(
      `has not all ${cases.length} scans of ${folder.root}`,
      missing.map(({ id }) => id),
    );
  const inputs = readInputs(folder);
  const other: string[] = [];
  for (const [done, one] of cases.entries()) {
    await setImmediate(); // lets signals in
    signal?.throwIfAborted();
    onProgress?.({ what: "comparing", done, total: cases.length, unit: "scans", detail: one.id });
    for (const [name, source] of Object.entries(caseSources([one]))) {
      if (inputs?.[name] !== undefined && !(await isSame(inputs[name], source))) other.push(one.id);
    }
  }
  if (other.length > 0)
    throw error(`holds other scans or masks than ${folder.root} was planned for`, [...new Set(other)]);
  using _lock = RunLock.take(folder);
  await writePlan(folder.root, { ...plan, dataset: { ...plan.dataset, root } });
  return Run.open(folder.root);
}

/** Of a list, the list of the same name in a folder that is given. */
function rootAt(before: string, given: string): string {
  const isFolder = statSync(given, { throwIfNoEntry: false })?.isDirectory() === true;
  return isList(before) && isFolder ? join(given, basename(before)) : given;
}
