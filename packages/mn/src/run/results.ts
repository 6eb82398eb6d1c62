// What a run finds, as data: metrics.json and predictions.json, with their versions and what they were made from.
// Steps write them, the command line and the report read them.

import {
  type CaseMetrics,
  type CaseValue,
  caseSchema,
  caseValues,
  METRICS,
  type MetricName,
  metricOf,
  type Summary,
  summarize,
} from "@mandn/imaging";
import { z } from "zod";
import { madeFromSchema, markSchema } from "./freshness.js";

const finite = z.number();
const unit = z.number().min(0).max(1);
const count = z.int().nonnegative();
const metricName = z.enum(METRICS.map(({ key }) => key));

/** {@link CaseMetrics} of imaging, as data. */
const caseMetricsSchema: z.ZodType<CaseMetrics> = z.strictObject({
  definition: z.enum(["medpy", "deepmind"]),
  tolerance: z.number().nonnegative(),
  classes: z.array(
    z.strictObject({
      label: z.int(),
      undefinedBecause: z.enum(["both empty", "prediction empty", "reference empty"]).nullable(),
      predictionVoxels: count,
      referenceVoxels: count,
      values: z.record(metricName, finite.nullable()),
    }),
  ),
});

/** {@link Summary} of imaging, as data. */
const summarySchema: z.ZodType<Summary> = z.strictObject({
  cases: count,
  n: count,
  undefinedCases: z.array(
    z.strictObject({ reason: z.string(), caseIds: z.array(z.string()), countedAs: finite.nullable() }),
  ),
  mean: finite.nullable(),
  standardDeviation: finite.nullable(),
  ddof: z.union([z.literal(0), z.literal(1)]),
  median: finite.nullable(),
  min: finite.nullable(),
  max: finite.nullable(),
  interval: z
    .strictObject({
      low: finite,
      high: finite,
      method: z.enum(["studentized", "percentile", "bca"]),
      level: unit,
      resamples: count,
      seed: count,
    })
    .nullable(),
});

export const resultSetSchema = z.strictObject({
  name: z.string().min(1).describe("the method and whose masks were scored: `M&N, 3D network`, `M&N, both averaged`"),
  split: z.enum(["validation", "test"]),
  masks: z
    .record(z.string(), z.string().min(1))
    .optional()
    .describe("the scored mask of each case, by its path relative to this file; absent where they were not kept"),
  cases: z.array(z.strictObject({ id: z.string().min(1), metrics: caseMetricsSchema })).min(1),
  summaries: z.array(
    z.strictObject({
      label: z.int().nullable().describe("the class's value in the masks; null: mean over the foreground classes"),
      metrics: z.record(metricName, summarySchema),
    }),
  ),
});

/** Of `metrics.json`: raised when what it holds changes, so that earlier runs are scored anew. */
export const METRICS_VERSION = 2;

/** `metrics.json`: how good masks are, one set for each network or method and split. The first set of a split leads. */
export const metricsSchema = z.strictObject({
  version: z.literal(METRICS_VERSION),
  classes: z
    .array(z.strictObject({ name: z.string().min(1), value: z.int() }))
    .min(1)
    .describe("foreground only"),
  madeFrom: madeFromSchema.describe("the masks and references that were compared"),
  sets: z.array(resultSetSchema),
});

/** The folder of probabilities beside masks. */
export const PROBABILITIES = "probabilities";

/** The folder beside masks that holds a picture of each. */
export const PREVIEWS = "previews";

const path = z.string().min(1).describe("relative to this file");

/** How much the networks that were asked differ about one scan. */
const disagreementSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("value"),
    value: unit.describe(
      "1 − Dice of one network's mask against another's, mean over the classes that either found and over the pairs of networks",
    ),
    classes: z
      .array(unit.nullable())
      .optional()
      .describe(
        "the same of each of `classes`, mean over the pairs of networks of which either found it; null: none did; absent in earlier lists",
      ),
  }),
  z.strictObject({ kind: z.literal("all-empty") }).describe("several networks were asked, and none found anything"),
  z.strictObject({ kind: z.literal("single") }).describe("one network was asked"),
]);
export type Disagreement = z.infer<typeof disagreementSchema>;

/** A mask of a scan. */
const predictedMaskSchema = z.strictObject({
  path,
  probabilities: path.optional(),
  postProcessing: z
    .strictObject({ largestComponent: z.array(z.boolean()), fillHoles: z.array(z.boolean()) })
    .describe("what was done to each of `classes`"),
  millilitres: z.array(z.number().nonnegative()).describe("volume of each of `classes`"),
  empty: z.array(z.string()).describe("names of the classes that were not found"),
});

/** Of `predictions.json`, as {@link METRICS_VERSION}. */
export const PREDICTIONS_VERSION = 2;

/** `predictions/predictions.json`: the masks in this folder and beside it, and which scan to label next. */
export const predictionsSchema = z.strictObject({
  version: z.literal(PREDICTIONS_VERSION),
  joined: z.literal(true).optional().describe("every scan has an entry of its own beside its masks"),
  leading: z.string().describe("the set of networks whose masks lie in this folder"),
  predictors: z
    .record(z.string(), z.array(z.string()))
    .describe("the networks that are averaged, by the name of the set"),
  testTimeAugmentation: z.boolean(),
  classes: metricsSchema.shape.classes,
  madeFrom: madeFromSchema.describe("the networks and settings that every mask here was made with"),
  files: madeFromSchema.describe("every file as this program wrote it, by its path relative to this file"),
  pending: z.array(z.string()).describe("the files, by such paths, that are about to be written"),
  scans: z.array(
    z.strictObject({
      id: z.string().min(1),
      image: caseSchema.shape.channels.describe("the scan's files, one or more channels each"),
      content: markSchema.describe("of these files as they were predicted"),
      masks: z.record(z.string(), predictedMaskSchema).describe("by the set of networks"),
      disagreement: disagreementSchema,
    }),
  ),
});

export type ResultSet = z.infer<typeof resultSetSchema>;
export type Metrics = z.infer<typeof metricsSchema>;
export type Predictions = z.infer<typeof predictionsSchema>;
export type PredictedScan = Predictions["scans"][number];
export type PredictedMask = z.infer<typeof predictedMaskSchema>;

/** A class that only prediction or only reference has counts as 0 overlap; distances to nothing are left out, and listed. */
export function missedAs(metric: MetricName): Readonly<Record<string, number>> {
  return metricOf(metric).kind === "overlap" ? { "prediction empty": 0, "reference empty": 0 } : {};
}

/**
 * A result set with its summaries: each metric of each class, and of their mean, over the cases.
 *
 * @param set its cases all scored for the same classes
 * @throws ImagingError `argument` where they are not, or an id comes twice
 */
export function summarizeResults<Set extends Pick<ResultSet, "cases">>(set: Set): Set & Pick<ResultSet, "summaries"> {
  const results = set.cases.map(({ id, metrics }) => [id, metrics] as const);
  const labels = set.cases[0].metrics.classes.map(({ label }) => label);
  const metrics = (values: (metric: MetricName) => CaseValue[]) =>
    Object.fromEntries(
      METRICS.map(({ key, range }) => [
        key,
        summarize(values(key), { undefinedAs: missedAs(key), bootstrap: { range } }),
      ]),
    ) as Record<MetricName, Summary>;
  const summaries: ResultSet["summaries"] = labels.map((label) => ({
    label,
    metrics: metrics((metric) => caseValues(results, label, metric)),
  }));
  if (labels.length > 1) summaries.push({ label: null, metrics: metrics((metric) => classMeans(set, metric)) });
  return { ...set, summaries };
}

/** Each case's mean over its classes: of overlaps with a missed class as 0, of distances where all classes have one. */
export function classMeans(set: Pick<ResultSet, "cases">, metric: MetricName): CaseValue[] {
  return set.cases.map(({ id, metrics: { classes } }): CaseValue => {
    const present = classes.filter(({ undefinedBecause }) => undefinedBecause !== "both empty");
    const isOverlap = metricOf(metric).kind === "overlap";
    const values = present.map(({ values }) => values[metric] ?? (isOverlap ? 0 : null));
    const value = values.reduce((sum: number | null, each) => (sum === null || each === null ? null : sum + each), 0);
    if (present.length > 0 && value !== null) return { caseId: id, value: value / present.length };
    const reason = present.find(({ undefinedBecause }) => undefinedBecause !== null)?.undefinedBecause ?? "both empty";
    return { caseId: id, value: null, undefinedBecause: reason };
  });
}

/** The values that the statistics of a class are of; of the mean over the classes for `null`. */
export function countedValues(set: Pick<ResultSet, "cases">, label: number | null, metric: MetricName): number[] {
  const results = set.cases.map(({ id, metrics }) => [id, metrics] as const);
  const values = label === null ? classMeans(set, metric) : caseValues(results, label, metric);
  const missed = missedAs(metric);
  return values.flatMap((entry) => entry.value ?? missed[entry.undefinedBecause] ?? []);
}
