// What the runs of a comparison came to, read from their folders: compare.json and compare.csv.
// The page and the terminal's tables are written from it.

import { existsSync } from "node:fs";
import { relative } from "node:path";
import { CodedError } from "@mandn/base";
import { tableText } from "@mandn/imaging";
import { MnError } from "../errors.js";
import { estimatesOf, scoredScans, withDifferences } from "../evaluation/standings.js";
import type { Plan } from "../plan/plan.js";
import { assertOfComparison, planOf, type Variant } from "../planning/variants.js";
import {
  type Cell,
  COMPARED,
  type Comparison,
  type ComparisonFolder,
  type ComparisonRequest,
  type ComparisonRow,
  type ComparisonTable,
  comparisonSchema,
  type DoneRun,
  type RunOfRow,
} from "../run/comparison.js";
import { readEvents } from "../run/events.js";
import { writeJsonFile, writeTextFile } from "../run/files.js";
import type { RunFolder } from "../run/folder.js";
import type { Metrics } from "../run/results.js";
import { predictorTitle } from "../training/method.js";
import { spentBy } from "../training/spent.js";
import { Run } from "./run.js";
import { currentMetrics } from "./score.js";
import { isTrained } from "./train.js";

/** What is compared. */
interface Compared {
  readonly kind: ComparisonRequest["comparison"];
  readonly equal: ComparisonRequest["equal"];
  readonly seeds: readonly number[];
  /** What runs that are done have spent, by their folders: read once. */
  readonly spent: Map<string, DoneRun["spent"]>;
  readonly groups: readonly {
    readonly labelled: number | undefined;
    readonly reference: RunFolder;
    readonly plan: Plan;
    readonly variants: readonly Variant[];
  }[];
}

/** A run that is trained and scored. */
interface Finished {
  readonly run: Run;
  readonly metrics: Metrics;
  readonly ofLargest: Metrics;
}

/** What a run of a cell has to be made from. */
interface Making {
  readonly made: Variant;
  readonly reference: Plan;
  readonly equal: ComparisonRequest["equal"];
}

/**
 * Undefined where a run is not trained or not scored yet, or not as its files are now.
 *
 * @throws MnError where it was made otherwise, or a file of it is damaged
 */
async function finished(folder: ComparisonFolder, cell: Cell, making: Making): Promise<Finished | undefined> {
  const place = folder.run(cell);
  if (!existsSync(place.plan)) return undefined;
  const run = await Run.open(place.root);
  const expected = planOf(making.made, making.reference, { seed: cell.seed, equal: making.equal });
  assertOfComparison(run.plan, expected, { path: place.plan, equal: making.equal });
  if (!isTrained(run)) return undefined;
  const metrics = await currentMetrics(run);
  const ofLargest = await currentMetrics(run, { largestComponent: true });
  return metrics && ofLargest && { run, metrics, ofLargest };
}

/** Whether a run is trained and scored; one that was made otherwise, or of which a file is damaged, is not. */
export async function isDone(folder: ComparisonFolder, cell: Cell, making: Making): Promise<boolean> {
  try {
    return (await finished(folder, cell, making)) !== undefined;
  } catch (error) {
    if (error instanceof MnError) return false; // what is wrong is told when it is trained
    throw error;
  }
}

/** Reads what there is of every run. */
export async function gatherComparison(
  folder: ComparisonFolder,
  { kind, equal, seeds, spent, groups }: Compared,
): Promise<Comparison> {
  const [{ plan }] = groups as [Compared["groups"][number]];
  const tables: ComparisonTable[] = [];
  for (const { labelled, reference, plan: own, variants } of groups) {
    const rows: Omit<ComparisonRow, "difference">[] = [];
    for (const made of variants)
      rows.push(...(await rowsOf(folder, { labelled, seeds, spent }, { made, reference: own, equal })));
    tables.push({
      labelled: own.dataset.labelled.length,
      unlabelled: own.dataset.unlabelled.length,
      test: own.dataset.test,
      reference: relative(folder.root, reference.root),
      rows: withDifferences(rows),
    });
  }
  return {
    version: 1,
    comparison: kind,
    dataset: plan.dataset.root,
    classes: plan.dataset.classes.slice(1),
    equal,
    budgetSeconds: equal === "time" ? (plan.training.budget?.seconds ?? null) : null,
    seeds: [...seeds],
    tables,
  };
}

/** A row for each set of the method's predictors, those of one network first; one for all while no run is done. */
async function rowsOf(
  folder: ComparisonFolder,
  { labelled, seeds, spent }: Pick<Compared, "seeds" | "spent"> & { readonly labelled: number | undefined },
  making: Making,
): Promise<Omit<ComparisonRow, "difference">[]> {
  const { name: variant, title } = making.made;
  const cells = seeds.map((seed): Cell => ({ labelled, variant, seed }));
  const found: { readonly cell: Cell; readonly done: Finished | undefined; readonly failure: string | undefined }[] =
    [];
  for (const cell of cells) found.push({ cell, ...(await outcomeOf(folder, cell, making)) });
  const method = found.find(({ done }) => done !== undefined)?.done?.run.method;
  const sets = Object.entries(method?.predictors ?? {}).map(([set, members], i) => ({ set, members, i }));
  if (method === undefined) {
    const runs = found.map((one) => runOf(folder, one, 0, spent));
    return [{ title, variant, predictors: null, networks: null, runs, ...estimatesOf(runs) }];
  }
  return sets
    .sort((a, b) => Number(a.members.length > 1) - Number(b.members.length > 1))
    .map(({ set, members, i }) => {
      const runs = found.map((one) => runOf(folder, one, i, spent));
      return {
        title: sets.length > 1 ? `${title}, ${predictorTitle(method, set)}` : title,
        variant,
        predictors: set,
        networks: members.length,
        runs,
        ...estimatesOf(runs),
      };
    });
}

async function outcomeOf(folder: ComparisonFolder, cell: Cell, making: Making) {
  try {
    const done = await finished(folder, cell, making);
    return { done, failure: done === undefined ? folder.failure(cell) : undefined };
  } catch (error) {
    if (error instanceof CodedError) return { done: undefined, failure: folder.failure(cell) ?? error.message };
    throw error;
  }
}

/** @param index of the set of predictors, among the method's */
function runOf(
  folder: ComparisonFolder,
  {
    cell,
    done,
    failure,
  }: { readonly cell: Cell; readonly done: Finished | undefined; readonly failure: string | undefined },
  index: number,
  spent: Compared["spent"],
): RunOfRow {
  const { seed } = cell;
  if (done === undefined) {
    return failure === undefined ? { state: "waiting", seed } : { state: "failed", seed, reason: failure };
  }
  const { run, metrics, ofLargest } = done;
  const scans = ({ sets }: Metrics) => {
    const set = sets.filter(({ split }) => split === "test")[index];
    if (set === undefined) throw new MnError("run", `${run.folder.metrics} has no scores of its test scans.`);
    return scoredScans(set);
  };
  const key = run.folder.root;
  const known = spent.get(key) ?? spentOf(run.folder);
  spent.set(key, known);
  return {
    state: "done",
    seed,
    folder: relative(folder.root, run.folder.root),
    device: run.plan.device,
    spent: known,
    scans: scans(metrics),
    largestComponent: scans(ofLargest),
  };
}

function spentOf(folder: RunFolder): DoneRun["spent"] {
  const { steps, updates, passes, seconds, cpuSeconds, peakBytes } = spentBy(readEvents(folder));
  return {
    steps,
    updates,
    withGradient: passes?.withGradient ?? null,
    without: passes?.without ?? null,
    seconds,
    coreMinutes: cpuSeconds === undefined ? null : cpuSeconds / 60,
    peakBytes: peakBytes ?? null,
  };
}

/** Writes `compare.json` and `compare.csv`. */
export function writeComparison(folder: ComparisonFolder, comparison: Comparison): void {
  writeJsonFile(folder.results, comparisonSchema.parse(comparison));
  writeTextFile(folder.table, comparisonCsv(comparison));
}

const CSV_HEAD = [
  "labelled scans",
  "row",
  "variant",
  "predictors",
  "seed",
  "scan",
  "class",
  "dice",
  "hd95 (mm)",
  "assd (mm)",
  "dice, largest component",
  "hd95 (mm), largest component",
  "assd (mm), largest component",
] as const;

/** A row for each scan and class of each run that is done, and for their mean; what has no value is an empty field. */
export function comparisonCsv({ tables, classes }: Comparison): string {
  const nameOf = (label: number | null) =>
    label === null ? "mean" : (classes.find(({ value }) => value === label)?.name ?? String(label));
  const lines = tables.flatMap(({ labelled, rows }) =>
    rows.flatMap(({ title, variant, predictors, runs }) =>
      runs.flatMap((run) => {
        if (run.state !== "done") return [];
        return run.scans.flatMap(({ id, mean, classes: own }, i) => {
          const other = run.largestComponent[i];
          const parts = [
            { label: null, one: mean, largest: other?.mean },
            ...own.map((one, k) => ({ label: one.label, one, largest: other?.classes[k] })),
          ];
          return parts.map(({ label, one, largest }) => [
            ...[labelled, title, variant, predictors ?? "", run.seed, id, nameOf(label)],
            ...COMPARED.map((metric) => one[metric] ?? ""),
            ...COMPARED.map((metric) => largest?.[metric] ?? ""),
          ]);
        });
      }),
    ),
  );
  return tableText([[...CSV_HEAD], ...lines]);
}
