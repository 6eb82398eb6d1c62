// Everything that the report says, gathered from the run's folder in one place; sections only write it.
// What is missing in an unfinished run is undefined here.

import {
  type Case,
  type DatasetReport,
  datasetReportSchema,
  ImagingError,
  readHeader,
  type Triple,
} from "@mandn/imaging";
import type { Plan } from "../plan/plan.js";
import { readDataset } from "../run/dataset.js";
import { type RunEvent, readEvents } from "../run/events.js";
import { readJsonFile } from "../run/files.js";
import type { RunFolder } from "../run/folder.js";
import { readPredictions } from "../run/predictions-folder.js";
import { type Metrics, metricsSchema, type Predictions, type ResultSet } from "../run/results.js";
import type { Method } from "../training/method.js";

/** What a scan's file says of its size. */
interface ScanSize {
  readonly id: string;
  /** Voxels along D, H, W. */
  readonly voxels: Triple;
  /** Millimetres along D, H, W. */
  readonly spacing: Triple;
}

/** A run that is open. */
export interface Reported {
  readonly folder: RunFolder;
  readonly plan: Plan;
  /** The plan's, with its settings. */
  readonly method: Method;
  /** Of a cross-validation: its folds, each a run of its own. */
  readonly folds?: readonly FoldFacts[];
}

/** A fold of a cross-validation. */
export interface FoldFacts {
  /** The name of its folder, beside the page. */
  readonly name: string;
  readonly plan: Plan;
  readonly isTrained: boolean;
  readonly metrics: Metrics | undefined;
}

/** Everything that a report is made of. */
export interface RunFacts extends Reported {
  readonly cases: ReadonlyMap<string, Case>;
  /** What was found in the scans; undefined for a run that was not planned from checked ones. */
  readonly check: DatasetReport | undefined;
  readonly events: readonly RunEvent[];
  readonly metrics: Metrics | undefined;
  readonly predictions: Predictions | undefined;
  readonly sizes: readonly ScanSize[];
  /** Why files could not be read, one sentence each. */
  readonly unreadable: readonly string[];
}

/** @throws MnError `run` where a file of the run is damaged or cannot be read */
export async function gatherFacts({ folder, plan, method, folds }: Reported): Promise<RunFacts> {
  const dataset = readDataset(folder, plan.dataset.root);
  const cases = new Map(dataset?.cases.map((one) => [one.id, one]));
  return {
    folder,
    plan,
    method,
    ...(folds && { folds }),
    cases,
    check: readJsonFile(folder.check, datasetReportSchema),
    events: readEvents(folder),
    metrics: readJsonFile(folder.metrics, metricsSchema),
    predictions: readPredictions(folder.predictions),
    ...(await sizesOf(cases, plan)),
  };
}

async function sizesOf(cases: RunFacts["cases"], { dataset }: Plan): Promise<Pick<RunFacts, "sizes" | "unreadable">> {
  const ids = [...new Set([...dataset.labelled, ...dataset.unlabelled, ...dataset.validation, ...dataset.test])];
  const sizes: ScanSize[] = [];
  const unreadable: string[] = [];
  for (const id of ids) {
    const file = cases.get(id)?.channels[0];
    if (file === undefined) continue;
    try {
      const { shape, spacing } = await readHeader(file.path, file);
      sizes.push({ id, voxels: [shape[1], shape[2], shape[3]], spacing });
    } catch (error) {
      if (!(error instanceof ImagingError)) throw error;
      unreadable.push(error.message);
    }
  }
  return { sizes, unreadable };
}

/** The result sets that the report speaks of: those of the test scans, or else of the validation scans. */
export function leadingSets({ metrics }: RunFacts): readonly ResultSet[] {
  const of = (split: ResultSet["split"]) => metrics?.sets.filter((set) => set.split === split) ?? [];
  return of("test").length > 0 ? of("test") : of("validation");
}

/** A set's summaries over all its classes: of their mean, or of the only one. */
export function overall({ summaries }: ResultSet): ResultSet["summaries"][number] {
  return summaries.find(({ label }) => label === null) ?? summaries[0];
}
