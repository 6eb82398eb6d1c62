import {
  type CheckOptions,
  checkDataset,
  type Dataset,
  type DatasetReport,
  type DiscoverOptions,
  discoverDataset,
} from "@mandn/imaging";
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
 * @throws ImagingError when no dataset can be made out there; the signal's reason.
 */
export async function checkStep(path: string, options: CheckStepOptions = {}): Promise<CheckResult> {
  const { layout, fold, baseFolder, threads, cacheFolder, signal, onProgress } = options;
  const dataset = await discoverDataset(path, { layout, fold, baseFolder });
  const report = await checkDataset(dataset, {
    ...(threads === undefined ? {} : { threads }),
    ...(cacheFolder === undefined ? {} : { cacheFolder }),
    ...(signal === undefined ? {} : { signal }),
    onProgress: ({ done, total, caseId }) =>
      onProgress?.({ what: "checking", done, total, unit: "scans", detail: caseId }),
  });
  return { dataset, report, passes: !report.faults.some(({ severity }) => severity === "error") };
}
