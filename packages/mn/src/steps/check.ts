import {
  type CheckOptions,
  checkDataset,
  type Dataset,
  type DatasetReport,
  type DiscoverOptions,
  discoverDataset,
} from "@mandn/imaging";
import { MnError } from "../errors.js";
import type { StepOptions } from "./step.js";

export interface CheckStepOptions extends StepOptions, DiscoverOptions, Pick<CheckOptions, "threads" | "cacheFolder"> {}

export interface CheckResult {
  readonly dataset: Dataset;
  readonly report: DatasetReport;
  /** Whether training may start: no fault is an error. */
  readonly passes: boolean;
}

/**
 * Finds the scans of a dataset and every fault in them.
 *
 * @param path a folder, or the JSON or CSV file that lists the dataset
 * @throws MnError `"usage"` for a fold that the dataset does not have; ImagingError when no dataset can be made out there; the
 * signal's reason.
 */
export async function checkStep(path: string, options: CheckStepOptions = {}): Promise<CheckResult> {
  const { layout, fold, baseFolder, threads, cacheFolder, signal, onProgress } = options;
  const dataset = await discoverDataset(path, { layout, fold, baseFolder });
  assertFold(dataset, fold);
  const report = await checkDataset(dataset, {
    ...(threads === undefined ? {} : { threads }),
    ...(cacheFolder === undefined ? {} : { cacheFolder }),
    ...(signal === undefined ? {} : { signal }),
    onProgress: ({ done, total, caseId }) =>
      onProgress?.({ what: "checking", done, total, unit: "scans", detail: caseId }),
  });
  return { dataset, report, passes: !report.faults.some(({ severity }) => severity === "error") };
}

/** A fold that no case has would validate nothing, without a word. */
function assertFold({ root, cases }: Dataset, fold: number | undefined): void {
  if (fold === undefined || cases.some((one) => one.fold === fold)) return;
  const folds = [...new Set(cases.flatMap((one) => one.fold ?? []))].sort((a, b) => a - b);
  const remedy = folds.length === 0 ? "Leave out --fold." : `Give one of ${folds.join(", ")}.`;
  const fault = folds.length === 0 ? "has no folds" : `has no fold ${fold}`;
  throw new MnError("usage", `${root} ${fault}. ${remedy}`, { path: root, remedy });
}
