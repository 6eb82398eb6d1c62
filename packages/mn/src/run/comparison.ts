// A comparison of methods, or of ablations of one, trained alike and scored on the same test scans: the folder that everything of it lies
// in, its only state as a run's folder is a run's; and compare.json, in which every scan of every row and seed stands, so that whatever is
// said of it can be worked out again.

import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { MnError } from "../errors.js";
import { orRefused, readJsonFile, writeJsonFile } from "./files.js";
import { RunFolder } from "./folder.js";
import { metricsSchema } from "./results.js";

/** What all runs of a comparison have in common, beside what stands in its plans. */
const requestSchema = z.strictObject({
  version: z.literal(1),
  comparison: z.enum(["compare", "ablate"]),
  equal: z.enum(["time", "updates"]),
});
export type ComparisonRequest = Omit<z.infer<typeof requestSchema>, "version">;

const failureSchema = z.strictObject({
  version: z.literal(1),
  time: z.number().describe("milliseconds since 1970"),
  message: z.string(),
});

/** One training of a comparison. */
export interface Cell {
  /** Scans whose masks are used; undefined: all that there are. */
  readonly labelled: number | undefined;
  /** The variant's name. */
  readonly variant: string;
  readonly seed: number;
}

export class ComparisonFolder {
  readonly root: string;

  private constructor(root: string) {
    this.root = resolve(root);
  }

  /**
   * The folder of a comparison, made where it is missing, or one that is there already.
   *
   * @throws MnError `"run"` when it holds other things, when something else was asked for in it, or when it cannot be written
   */
  static create(root: string, request: ComparisonRequest): ComparisonFolder {
    const folder = new ComparisonFolder(root);
    orRefused(folder.root, "written", () => {
      mkdirSync(folder.root, { recursive: true });
      accessSync(folder.root, constants.W_OK | constants.X_OK);
    });
    if (!existsSync(folder.request)) {
      const [other] = readdirSync(folder.root);
      if (other !== undefined) throw folder.#foreign(other);
      writeJsonFile(folder.request, { version: 1, ...request });
      return folder;
    }
    const before = readJsonFile(folder.request, z.looseObject({ comparison: z.string().optional() }));
    if (before?.comparison === undefined) throw folder.#foreign("request.json");
    const asked = readJsonFile(folder.request, requestSchema);
    if (asked?.comparison === request.comparison && asked.equal === request.equal) return folder;
    const remedy = "Take another folder.";
    const fault = `holds runs of mn ${asked?.comparison} with equal ${asked?.equal}, and mn ${request.comparison} with equal ${request.equal} is asked now`;
    throw new MnError("run", fault, { path: folder.root, remedy });
  }

  #foreign(name: string): MnError {
    const remedy = "Choose an empty folder, or one that is not there yet.";
    const fault = `holds other things than a comparison (${name})`;
    return new MnError("run", fault, { path: this.root, remedy });
  }

  get request(): string {
    return join(this.root, "request.json");
  }

  /** Held while a plan is made, or results are written. */
  get lock(): string {
    return join(this.root, "lock");
  }

  get results(): string {
    return join(this.root, "compare.json");
  }

  /** Every scan of every row and seed, as a table. */
  get table(): string {
    return join(this.root, "compare.csv");
  }

  get page(): string {
    return join(this.root, "compare.html");
  }

  /** The plan that all runs with so many labelled scans are made from; nothing is trained there. */
  reference(labelled: number | undefined): RunFolder {
    return new RunFolder(join(this.root, `${labelsText(labelled)}-plan`));
  }

  run(cell: Cell): RunFolder {
    return new RunFolder(join(this.root, nameOf(cell)));
  }

  /** Why a training failed; undefined where it did not. */
  failure(cell: Cell): string | undefined {
    return readJsonFile(this.#failurePath(cell), failureSchema)?.message;
  }

  writeFailure(cell: Cell, message: string): void {
    writeJsonFile(this.#failurePath(cell), { version: 1, time: Date.now(), message });
  }

  /** Before a training is tried again. */
  clearFailure(cell: Cell): void {
    orRefused(this.#failurePath(cell), "removed", () => rmSync(this.#failurePath(cell), { force: true }));
  }

  #failurePath(cell: Cell): string {
    return join(this.root, `${nameOf(cell)}-failure.json`);
  }
}

const labelsText = (labelled: number | undefined) => `${labelled ?? "all"}-labels`;

const nameOf = ({ labelled, variant, seed }: Cell) => `${labelsText(labelled)}-${variant}-seed-${seed}`;

const finite = z.number();
const count = z.int().nonnegative();
const ids = z.array(z.string().min(1));

/** The metrics of a comparison, in the order of its columns. */
export const COMPARED = ["dice", "hd95", "assd"] as const;
export type ComparedMetric = (typeof COMPARED)[number];

/** A value for each metric, over the mean of the classes. */
const perMetric = <T extends z.ZodType>(value: T) => z.strictObject({ dice: value, hd95: value, assd: value });

/** A mean over scans and seeds. */
const estimateSchema = z.strictObject({
  mean: finite.nullable(),
  low: finite.nullable().describe("of the 95 % interval over scans and seeds; null for fewer than 8 scans"),
  high: finite.nullable(),
  degreesOfFreedom: finite.nullable(),
  scans: count.describe("those that have a value in every seed: the mean is over them"),
  leftOut: ids.describe("the others: a class was missed, so that there is no distance"),
  bySeed: z.array(finite).describe("the mean of each seed that is done, in the order of `runs`"),
  spread: finite.nullable().describe("standard deviation of `bySeed`; null for one seed"),
});
export type Estimate = z.infer<typeof estimateSchema>;

/** A row beside the first one: this minus the first, over the same scans and seeds. */
const differenceSchema = estimateSchema.extend({
  pValue: finite.nullable().describe("Wilcoxon's signed-rank test over the scans, of the means over the seeds"),
  corrected: finite.nullable().describe("by Holm, over all rows of the table"),
  seedSpread: finite
    .nullable()
    .describe("standard deviation, over seeds, of the difference between one run of each; null for one seed"),
  verdict: z
    .enum(["ahead", "behind", "none", "unclear"])
    .describe(
      "none: no larger than `seedSpread`; ahead or behind: larger, with a corrected p below 0.05 and an interval without 0; else, or with one seed, unclear",
    ),
});
export type Difference = z.infer<typeof differenceSchema>;

const scoredSchema = z.strictObject({
  id: z.string().min(1),
  mean: perMetric(finite.nullable()).describe("over the classes; of overlaps with a missed class as 0"),
  classes: z.array(z.strictObject({ label: z.int(), ...perMetric(finite.nullable()).shape })),
});
export type ScoredScan = z.infer<typeof scoredSchema>;

const spentSchema = z.strictObject({
  steps: count,
  updates: count.describe("of all networks"),
  withGradient: count.nullable().describe("crops that went through a network forward and back"),
  without: count.nullable().describe("crops that went forward alone, as those of teachers"),
  seconds: finite.describe("of all steps"),
  coreMinutes: finite.nullable().describe("of all cores, with pseudo-masks, validations and checkpoints"),
  peakBytes: finite.nullable().describe("the most memory that the training's process had at once"),
});

const runOfRowSchema = z.discriminatedUnion("state", [
  z.strictObject({
    state: z.literal("done"),
    seed: count,
    folder: z.string().min(1).describe("relative to this file; `mn report` makes its page"),
    device: z.string(),
    spent: spentSchema,
    scans: z.array(scoredSchema).min(1),
    largestComponent: z.array(scoredSchema).min(1).describe("if of each class only the largest component were kept"),
  }),
  z.strictObject({ state: z.literal("failed"), seed: count, reason: z.string() }),
  z.strictObject({ state: z.literal("waiting"), seed: count }),
]);
export type RunOfRow = z.infer<typeof runOfRowSchema>;
export type DoneRun = Extract<RunOfRow, { state: "done" }>;

const rowSchema = z.strictObject({
  title: z.string().min(1),
  variant: z.string().min(1),
  predictors: z
    .string()
    .nullable()
    .describe("whose masks, a set of the method's predictors; null while no run is done"),
  networks: count.nullable().describe("how many are averaged"),
  runs: z.array(runOfRowSchema).min(1),
  values: perMetric(estimateSchema),
  largestComponent: perMetric(estimateSchema),
  difference: perMetric(differenceSchema).nullable().describe("null for the first row, and where nothing can be said"),
});
export type ComparisonRow = z.infer<typeof rowSchema>;

const tableSchema = z.strictObject({
  labelled: count,
  unlabelled: count,
  test: ids,
  reference: z.string().min(1).describe("the folder of the plan that all rows were made from, relative to this file"),
  rows: z.array(rowSchema).min(1),
});
export type ComparisonTable = z.infer<typeof tableSchema>;

export const comparisonSchema = z.strictObject({
  version: z.literal(1),
  comparison: z.enum(["compare", "ablate"]),
  dataset: z.string().min(1),
  classes: metricsSchema.shape.classes,
  equal: z.enum(["time", "updates"]).describe("what every training has as much of"),
  budgetSeconds: finite.nullable().describe("of each training, where the time is equal"),
  seeds: z.array(count).min(1),
  tables: z.array(tableSchema).min(1).describe("one for each number of labelled scans"),
});

/** `compare.json`. */
export type Comparison = z.infer<typeof comparisonSchema>;
