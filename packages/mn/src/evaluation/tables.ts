// Metrics and their values as people read them: the result of mn evaluate for a terminal, as a table for spreadsheets, as JSON; the
// metrics of a run for a terminal; and how each is written wherever it stands. What a metric is called stands in imaging's METRICS.

import { readFile } from "node:fs/promises";
import { columns, visible, writeAtomicallySync } from "@mandn/base";
import { FEWEST_FOR_INTERVAL, METRICS, type MetricName, metricOf, type Summary, tableText } from "@mandn/imaging";
import { MnError } from "../errors.js";
import { checkOutputs } from "../run/outputs.js";
import { countedValues, type Metrics, type ResultSet } from "../run/results.js";
import { type Evaluation, evaluationSchema, type MetricComparison, summaryOf } from "./evaluation.js";

/** The columns of the table of cases. */
const CASE_METRICS: readonly MetricName[] = ["dice", "jaccard", "hd95", "assd", "volumeDifference"];

/** Titles of the columns of statistics after the class's name. */
const TEXT_HEAD = ["median", "min", "max", "n", "without a value"] as const;

/** Titles of the first columns of the CSV table. */
const CSV_HEAD = ["case", "class", "value", "undefined because", "predicted voxels", "reference voxels"] as const;

/** The result for a terminal: statistics of every metric and class, then every case. Overlaps are in per cent. */
export function evaluationText(evaluation: Evaluation): string {
  const { classes, cases, otherValues, unpaired } = evaluation;
  const several = classes.length > 1 ? [{ name: "mean over classes", value: null }] : [];
  const statistics = [...classes, ...several].map(({ name, value }) => {
    const rows = METRICS.map(({ key }) => {
      return statisticsRow(key, summaryOf(evaluation, value, key), countedValues(evaluation, value, key));
    });
    return columns([[name, "mean", "sd", spreadHead(cases.length), ...TEXT_HEAD], ...rows]);
  });
  const rows = cases.flatMap(({ id, metrics }) =>
    metrics.classes.map(({ label, values, undefinedBecause }) => [
      id,
      nameOf(evaluation, label),
      ...CASE_METRICS.map((metric) => shownValue(values[metric], metric)),
      undefinedBecause ?? "",
    ]),
  );
  const notes = [
    otherValues.length > 0 ? [`Not scored: the values ${otherValues.join(", ")}.`] : [],
    unpaired.predictions.length > 0 ? [visible(`Masks without a reference: ${unpaired.predictions.join(", ")}.`)] : [],
    unpaired.labels.length > 0 ? [visible(`References without a mask: ${unpaired.labels.join(", ")}.`)] : [],
  ].flat();
  const table = columns([["case", "class", ...CASE_METRICS.map((metric) => metricHead(metric)), ""], ...rows]);
  return [...statistics, table, ...(notes.length > 0 ? [notes.join("\n")] : [])].join("\n\n");
}

/**
 * A row for each case and class, a column for each metric (RFC 4180); a metric without a value is an empty field. A
 * name that a spreadsheet would take for a formula has a ' before it.
 */
export function evaluationCsv(evaluation: Evaluation): string {
  const units = METRICS.map(({ key, unit }) => (unit === "" ? key : `${key} (${unit})`));
  const rows = evaluation.cases.flatMap(({ id, metrics }) =>
    metrics.classes.map(({ label, undefinedBecause, predictionVoxels, referenceVoxels, values }) => [
      id,
      nameOf(evaluation, label),
      label,
      undefinedBecause ?? "",
      predictionVoxels,
      referenceVoxels,
      ...METRICS.map(({ key }) => values[key] ?? ""),
    ]),
  );
  return tableText([[...CSV_HEAD, ...units], ...rows]);
}

/** Two results for a terminal: the mean difference of every class and metric, its interval and Wilcoxon's p. */
export function comparisonText(comparisons: readonly MetricComparison[], classes: Evaluation["classes"]): string {
  const rows = comparisons.map(({ label, metric, comparison: { meanDifference, interval, wilcoxon, n, excluded } }) => [
    nameOf({ classes }, label),
    metricHead(metric),
    shownValue(meanDifference, metric),
    interval === null ? "–" : `${shownValue(interval.low, metric)} to ${shownValue(interval.high, metric)}`,
    wilcoxon === null ? "–" : wilcoxon.pValue.toPrecision(2),
    String(n),
    excluded.length === 0 ? "" : `${excluded.length} left out`,
  ]);
  return columns([["class", "metric", "difference", "95 % interval", "p", "n", ""], ...rows]);
}

/** The formats that a result is written in, by the ending of the file's name. */
const FORMATS: ReadonlyMap<string, (evaluation: Evaluation) => string> = new Map([
  ["json", (evaluation) => `${JSON.stringify(evaluation, null, 2)}\n`],
  ["csv", evaluationCsv],
  ["txt", (evaluation) => `${evaluationText(evaluation)}\n`],
]);

function formatOf(path: string): (evaluation: Evaluation) => string {
  const format = FORMATS.get(path.toLowerCase().split(".").at(-1) ?? "");
  if (format !== undefined) return format;
  throw new MnError("usage", "a result is written as .json, .csv or .txt", { path });
}

/**
 * Makes sure, before anything is scored, that a result may be written: the name's ending, and that it replaces nothing
 * but an earlier result.
 *
 * @param sources the masks and references that are scored
 * @throws MnError `"usage"` as `checkOutputs`, and for another ending.
 */
export async function checkEvaluationPath(
  path: string,
  { sources, overwrite }: { readonly sources: Iterable<string>; readonly overwrite: boolean },
): Promise<void> {
  formatOf(path);
  const remedy = "Choose another name, or give --overwrite to replace it.";
  await checkOutputs([path], { sources, overwrite, isOurs: isEvaluation, remedy });
}

/** Whether a file is an earlier result. */
async function isEvaluation(path: string): Promise<boolean> {
  const text = await readFile(path, "utf8");
  const [first] = text.split("\n", 1);
  if (path.toLowerCase().endsWith(".csv")) return first.startsWith(CSV_HEAD.join(","));
  if (path.toLowerCase().endsWith(".txt")) return TEXT_HEAD.every((title) => first.includes(title));
  try {
    return evaluationSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false; // not JSON, so not a result
  }
}

/**
 * Writes a result as what the name ends in says: `.json` (everything), `.csv` ({@link evaluationCsv}) or `.txt`
 * ({@link evaluationText}).
 *
 * @throws MnError `"usage"` for another name; FileError when the folder or disk refuses.
 */
export function writeEvaluation(path: string, evaluation: Evaluation): void {
  writeAtomicallySync(path, formatOf(path)(evaluation));
}

function statisticsRow(metric: MetricName, summary: Summary, values: readonly number[]): string[] {
  const { mean, standardDeviation, median, min, max, n, undefinedCases } = summary;
  const without = undefinedCases.map(({ reason, caseIds, countedAs }) => {
    return `${caseIds.length} ${reason}${countedAs === null ? "" : ` (as ${countedAs})`}`;
  });
  return [
    metricHead(metric),
    shownValue(mean, metric),
    shownValue(standardDeviation, metric),
    spreadText(summary, values, metric),
    shownValue(median, metric),
    shownValue(min, metric),
    shownValue(max, metric),
    String(n),
    without.join(", "),
  ];
}

function nameOf({ classes }: Pick<Evaluation, "classes">, label: number): string {
  return classes.find(({ value }) => value === label)?.name ?? String(label);
}

/** The unit that a metric's values are shown in: shares of 1 in per cent. */
export function shownUnit(metric: MetricName): string {
  const { kind, unit } = metricOf(metric);
  return kind === "overlap" ? "%" : unit;
}

/** `Dice %`, `HD95 mm`: the head of a column. */
export function metricHead(metric: MetricName): string {
  return `${metricOf(metric).title} ${shownUnit(metric)}`;
}

/** A value without its unit: shares in per cent with one digit, others with two below 10 and one above; – for none. */
export function shownValue(value: number | null, metric: MetricName): string {
  if (value === null) return "–";
  if (metricOf(metric).kind === "overlap") return (100 * value).toFixed(1);
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}

/** The head of the column of {@link spreadText}, for so many cases. */
function spreadHead(cases: number): string {
  return cases < FEWEST_FOR_INTERVAL ? "each" : "95 % interval";
}

/**
 * How sure a mean is: its interval; of fewer values than an interval is made of, the values themselves, ascending; –
 * where nothing can be said.
 *
 * @param values those the mean is of
 */
function spreadText({ interval, n }: Summary, values: readonly number[], metric: MetricName): string {
  if (interval !== null) return `${shownValue(interval.low, metric)} to ${shownValue(interval.high, metric)}`;
  if (n === 0 || n >= FEWEST_FOR_INTERVAL) return "–";
  return [...values]
    .sort((a, b) => a - b)
    .map((value) => shownValue(value, metric))
    .join(" ");
}

const SHOWN: readonly MetricName[] = ["dice", "hd95"];

/**
 * Dice and HD95 of every class, by split and network: mean, standard deviation and 95 % interval over the scans, or of few
 * scans each.
 */
export function metricsText({ classes, sets }: Metrics): string {
  const splits = [...new Set(sets.map(({ split }) => split))];
  return splits
    .map((split) => {
      const own = sets.filter((set) => set.split === split);
      const spread = spreadHead(own[0].cases.length);
      const head = ["", "class", ...SHOWN.flatMap((metric) => [metricHead(metric), "sd", spread]), "scans"];
      const rows = own.flatMap((set) => rowsOf(set, classes));
      return `${split === "test" ? "Test" : "Validation"} scans\n${columns([head, ...rows])}`;
    })
    .join("\n\n");
}

function rowsOf(set: ResultSet, classes: Metrics["classes"]): string[][] {
  return set.summaries.map(({ label, metrics }, i) => [
    i === 0 ? set.name : "",
    label === null ? "mean" : (classes.find(({ value }) => value === label)?.name ?? String(label)),
    ...SHOWN.flatMap((metric) => {
      const { mean, standardDeviation } = metrics[metric];
      const spread = spreadText(metrics[metric], countedValues(set, label, metric), metric);
      return [shownValue(mean, metric), shownValue(standardDeviation, metric), spread];
    }),
    String(set.cases.length),
  ]);
}
