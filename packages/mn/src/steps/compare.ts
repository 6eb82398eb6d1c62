// Methods, or ablations of one, trained alike and scored on the same test scans: one engine for both. Every training is a run in a
// folder of its own and a process of its own; what is done already is not done again.
import { copyFileSync, existsSync } from "node:fs";
import { resolve } from "node:path";
import { CodedError } from "@mandn/base";
import { type Dataset, discoverDataset } from "@mandn/imaging";
import { ScanCache } from "../data/cache.js";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { readPlan, writePlan } from "../planning/file.js";
import {
  ablations,
  assertOfComparison,
  comparedMethods,
  methodVariants,
  planOf,
  type Variant,
} from "../planning/variants.js";
import { writeComparisonPage } from "../report/comparison-page.js";
import { type Cell, type Comparison, ComparisonFolder, type ComparisonRequest } from "../run/comparison.js";
import { assertApart, RunFolder } from "../run/folder.js";
import { RunLock } from "../run/lock.js";
import { assertAsked, requestOf } from "../run/request.js";
import { assertShard, isIn, type Shard } from "../run/shard.js";
import { gatherComparison, isDone, writeComparison } from "./gather.js";
import { type PlanStepOptions, planStep } from "./plan.js";
import { Run, type StepOptions } from "./run.js";
import { workInChild } from "./work.js";

export interface ComparisonOptions
  extends StepOptions,
    Omit<
      PlanStepOptions,
      | "labelled"
      | "validation"
      | "officialFold"
      | "preset"
      | "method"
      | "seed"
      | "overwrite"
      | "from"
      | "folds"
      | "heldOut"
      | "writeCsv"
    > {
  /** Numbers of labelled scans, a table each; default one table with all that have masks. */
  readonly labelled?: readonly number[];
  /** Default 1, 2, 3. */
  readonly seeds?: readonly number[];
  /** What every training has as much of; default `"time"`, for which a budget is needed. */
  readonly equal?: "time" | "updates";
  /** Default a quarter of the labelled scans, at most 20, where the dataset names no test scans. */
  readonly test?: number;
  /** Default: all trainings are this process's. */
  readonly shard?: Shard;
  /**
   * Trains and scores the run in a folder, as `workOn` does; default in a process of its own, which knows no methods that this one
   * registered.
   */
  readonly work?: (run: string, options: StepOptions) => Promise<unknown>;
}

export interface CompareOptions extends ComparisonOptions {
  /** By name, or by the path of a file of one's own; the first one is what the others are compared with; default all. Training on labels alone is always among them. */
  readonly methods?: readonly string[] | "all";
}

export interface AblateOptions extends ComparisonOptions {
  /** By name; default all. M&N as planned is always the first. */
  readonly rows?: readonly string[];
}

/**
 * Compares methods: plans once for each number of labels, trains every method with every seed within the same time, scores all on the
 * same test scans, and writes `compare.json`, `compare.csv` and `compare.html`. A method that fails is a row that says why.
 *
 * @throws MnError `"usage"` for options that contradict each other or a method that is not there, `"data"` when the scans have faults
 * or do not allow it, `"run"` when the folder holds something else, `"interrupted"`.
 */
export async function compareStep(dataset: string, out: string, options: CompareOptions = {}): Promise<Comparison> {
  const { methods = "all", ...others } = options;
  const compared = await comparedMethods(methods);
  return comparison({ dataset, out, kind: "compare", variants: (plan) => methodVariants(plan, compared) }, others);
}

/**
 * As {@link compareStep}, of M&N with one part of it taken away or changed at a time: the paper's ablations.
 */
export async function ablateStep(dataset: string, out: string, options: AblateOptions = {}): Promise<Comparison> {
  const { rows, ...others } = options;
  const variants = (plan: Plan) => chosen(ablations(plan), rows);
  return comparison({ dataset, out, kind: "ablate", variants }, others);
}

function chosen(variants: readonly Variant[], rows: readonly string[] | undefined): readonly Variant[] {
  if (rows === undefined) return variants;
  const names = variants.map(({ name }) => name);
  const unknown = rows.find((row) => !names.includes(row));
  if (unknown === undefined) return variants.filter(({ name }, i) => i === 0 || rows.includes(name));
  const remedy = `Choose of ${names.join(", ")}.`;
  throw new MnError("usage", `There is no ablation "${unknown}" of this plan.`, { remedy });
}

interface Asked {
  readonly dataset: string;
  readonly out: string;
  readonly kind: ComparisonRequest["comparison"];
  readonly variants: (reference: Plan) => readonly Variant[];
}

/** The rows of a table to be: variants of one plan. */
interface Group {
  readonly labelled: number | undefined;
  readonly reference: RunFolder;
  readonly plan: Plan;
  readonly variants: readonly Variant[];
}

/** A training to be done, if it is not done yet. */
interface Job extends Cell {
  readonly group: Group;
  readonly made: Variant;
}

async function comparison({ dataset, out, kind, variants }: Asked, options: ComparisonOptions): Promise<Comparison> {
  const { labelled = [undefined], seeds = [1, 2, 3], equal = "time", shard, signal, onNote } = options;
  assertOptions(options, { labelled, seeds, equal });
  assertApart(out, [resolve(dataset)]);
  const found = await discoverDataset(dataset, options);
  const folder = ComparisonFolder.create(out, { comparison: kind, equal });
  const groups: Group[] = [];
  for (const count of labelled) {
    const plan = await referencePlan(folder, count, { dataset, found, options });
    groups.push({ labelled: count, reference: folder.reference(count), plan, variants: variants(plan) });
  }
  const jobs = seeds.flatMap((seed) =>
    groups.flatMap((group) =>
      group.variants.map((made): Job => ({ group, made, seed, labelled: group.labelled, variant: made.name })),
    ),
  );
  const what = { kind, equal, seeds, groups, spent: new Map() };
  const prepared = new Set<Group>();
  for (const [i, job] of jobs.entries()) {
    if (shard !== undefined && !isIn(shard, i)) continue;
    if (await isDone(folder, job, { made: job.made, reference: job.group.plan, equal })) continue;
    const labels = job.labelled === undefined ? "" : `, ${job.labelled} labelled`;
    if (!prepared.has(job.group)) await prepareScans(job.group, options);
    prepared.add(job.group);
    onNote?.(`Training ${i + 1} of ${jobs.length}: ${job.made.title}${labels}, seed ${job.seed}.`);
    try {
      folder.clearFailure(job);
      await train(folder, job, options);
    } catch (error) {
      if (signal?.aborted) throw interrupted(signal);
      const message = reasonOf(error);
      folder.writeFailure(job, message);
      onNote?.(`It failed, and the others go on: ${message}`);
    }
    await written(folder, what, options);
  }
  return written(folder, what, options, true);
}

/** Writes what there is; several processes may do so in turn. */
async function written(
  folder: ComparisonFolder,
  what: Parameters<typeof gatherComparison>[1],
  { signal, onNote }: StepOptions,
  withPage = false,
): Promise<Comparison> {
  using _lock = await RunLock.patiently(folder, { signal, onWait: onNote });
  const gathered = await gatherComparison(folder, what);
  writeComparison(folder, gathered);
  if (withPage) await writeComparisonPage(folder, gathered);
  return gathered;
}

function assertOptions(
  { budget, shard }: ComparisonOptions,
  {
    labelled,
    seeds,
    equal,
  }: { readonly labelled: readonly unknown[]; readonly seeds: readonly number[]; readonly equal: string },
): void {
  const refuse = (fault: string, remedy: string) => {
    throw new MnError("usage", fault, { remedy });
  };
  for (const [what, all] of [
    ["seed", seeds],
    ["number of labelled scans", labelled],
  ] as const) {
    if (all.length === 0) refuse(`No ${what} is given.`, "Give one at least.");
    if (new Set(all).size < all.length) refuse(`A ${what} is given twice.`, "Give each once.");
  }
  if (equal === "time" && budget === undefined) {
    refuse(
      "Equal time for all needs to be known.",
      "Give a budget, the time of each training, such as 10m, or ask for equal updates.",
    );
  }
  if (shard !== undefined) assertShard(shard);
}

/** The test scans that are kept where nobody says how many, of a dataset that names none. */
const MOST_TEST = 20;

/** The plan that all rows with so many labelled scans are made from: one process makes it, the others wait. */
async function referencePlan(
  folder: ComparisonFolder,
  labelled: number | undefined,
  given: { readonly dataset: string; readonly found: Dataset; readonly options: ComparisonOptions },
): Promise<Plan> {
  const { dataset, found, options } = given;
  const { signal, onNote, device, labelled: _, seeds: _1, equal: _2, shard: _3, work: _4, ...planned } = options;
  assertScorable(found);
  const withMask = found.cases.filter(({ label }) => label !== undefined).length;
  const names = (split: string) => found.cases.some((one) => one.split === split);
  const asked: PlanStepOptions = {
    ...planned,
    test: options.test ?? (names("test") ? undefined : Math.min(MOST_TEST, Math.floor(withMask / 4))),
    ...(labelled !== undefined && { labelled }),
    ...(!names("validation") && { validation: 0 }),
  };
  const reference = folder.reference(labelled);
  using _lock = await RunLock.patiently(folder, { signal, onWait: onNote });
  if (!existsSync(reference.plan)) await planStep(dataset, reference.root, { ...asked, device, signal, onNote });
  const run = await Run.open(reference.root);
  assertAsked(requestOf(dataset, asked), {
    plan: run.plan,
    dataset: run.dataset,
    request: run.request,
    path: reference.plan,
  });
  const { test } = run.plan.dataset;
  const isScored = run.dataset.cases.some(({ id, label }) => label !== undefined && test.includes(id));
  if (isScored) return run.plan;
  const remedy = "Keep some labelled scans for it with --test.";
  throw new MnError("usage", `${dataset} has no test scans with masks to compare methods on.`, { remedy });
}

/** @throws MnError `"usage"` where the dataset names test scans, and none of them has a mask, as the Decathlon's tasks do. */
function assertScorable({ root, cases }: Dataset): void {
  const test = cases.filter(({ split }) => split === "test");
  if (test.length === 0 || test.some(({ label }) => label !== undefined)) return;
  const remedy = `Write the list down with mn check ${root} --write-csv list.csv, say in it which scans with masks are for the test, and give the list.`;
  throw new MnError("usage", `None of the ${test.length} test scans that ${root} names has a mask.`, {
    path: root,
    remedy,
  });
}

/** Prepares the scans before any training does, so that none has it taken from its time. */
async function prepareScans({ plan, reference }: Group, { signal, onProgress, onNote }: StepOptions): Promise<void> {
  const { dataset } = await Run.open(reference.root);
  using _cache = await ScanCache.open(plan, dataset, {
    ...(signal && { signal }),
    onProgress: ({ id, done, total }) => onProgress?.({ what: "preparing", done, total, unit: "scans", detail: id }),
    onRepair: (note) => onNote?.(note),
  });
}

/** Does a training, from wherever it is. */
async function train(
  folder: ComparisonFolder,
  { group, made, ...cell }: Job,
  options: ComparisonOptions,
): Promise<void> {
  const { signal, onProgress, onNote, work = workInChild } = options;
  const { equal = "time", device } = options;
  const plan = planOf(made, group.plan, { seed: cell.seed, equal, device });
  const run = folder.run(cell);
  if (existsSync(run.plan)) {
    assertOfComparison(await readPlan(run.plan), plan, { path: run.plan, equal });
  } else {
    RunFolder.create(run.root, [group.plan.dataset.root]);
    for (const name of ["dataset", "check"] as const) copyFileSync(group.reference[name], run[name]);
    await writePlan(run.root, plan);
  }
  (await RunLock.patiently(run, { signal, onWait: onNote })).release();
  await work(run.root, { signal, onProgress, onNote });
}

/** What a row says of a training that failed. */
function reasonOf(error: unknown): string {
  if (error instanceof CodedError) return error.message;
  return `unexpected error: ${error instanceof Error ? error.message : String(error)}`;
}

function interrupted({ reason }: AbortSignal): unknown {
  if (!(reason instanceof MnError)) return reason;
  const remedy = "The same command goes on.";
  return new MnError("interrupted", `${reason.message} What is done is kept.`, {
    remedy,
    ...(reason.signal !== undefined && { signal: reason.signal }),
  });
}
