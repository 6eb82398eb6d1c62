// How good a run's masks are, as a table for the terminal: what `mn run` and `mn demo` end with.
// They load it when there is something to show.

import { columns } from "@mandn/base";
import type { MetricName } from "@mandn/imaging";
import { metricHead, shownValue, spreadHead, spreadText } from "../evaluation/tables.js";
import { countedValues, type Metrics, type ResultSet } from "../run/results.js";

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
