// compare.json: methods, or ablations of one, trained alike and scored on the same test scans. Every scan of every row and seed
// stands in it, so that whatever is said of it can be worked out again.
import { z } from "zod";
import { metricsSchema } from "./results.js";

const finite = z.number();
const count = z.int().nonnegative();
const ids = z.array(z.string().min(1));

/** The metrics of a comparison, in the order of its columns. */
export const COMPARED = ["dice", "hd95", "assd"] as const;
export type ComparedMetric = (typeof COMPARED)[number];

/** A value for each metric, over the mean of the classes. */
const perMetric = <T extends z.ZodType>(value: T) => z.strictObject({ dice: value, hd95: value, assd: value });

/** A mean over scans and seeds. */
export const estimateSchema = z.strictObject({
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
export const differenceSchema = estimateSchema.extend({
  pValue: finite.nullable().describe("Wilcoxon's signed-rank test over the scans, of the means over the seeds"),
  corrected: finite.nullable().describe("by Holm, over all rows of the table"),
  seedSpread: finite
    .nullable()
    .describe("standard deviation, over seeds, of the difference between one run of each; null for one seed"),
  verdict: z
    .enum(["ahead", "behind", "none", "unclear"])
    .describe(
      "none: smaller than `seedSpread`; ahead or behind: larger, with a corrected p below 0.05; else, or with one seed, unclear",
    ),
});
export type Difference = z.infer<typeof differenceSchema>;

const scoredSchema = z.strictObject({
  id: z.string().min(1),
  mean: perMetric(finite.nullable()).describe("over the classes; of overlaps with a missed class as 0"),
  classes: z.array(z.strictObject({ label: z.int(), ...perMetric(finite.nullable()).shape })),
});
export type ScoredScan = z.infer<typeof scoredSchema>;

export const spentSchema = z.strictObject({
  steps: count,
  updates: count.describe("of all networks"),
  withGradient: count.nullable().describe("crops that went through a network forward and back"),
  without: count.nullable().describe("crops that went forward alone, as those of teachers"),
  seconds: finite.describe("of all steps"),
  coreMinutes: finite.nullable().describe("of all cores, with pseudo-masks, validations and checkpoints"),
  peakBytes: finite.nullable().describe("the most memory that the training's process had at once"),
});

export const runOfRowSchema = z.discriminatedUnion("state", [
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
