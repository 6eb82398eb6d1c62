import { columns } from "@mandn/base";
import type { MetricName } from "@mandn/imaging";
import { metricHead, shownValue } from "../evaluation/metric-text.js";
import type { Metrics, ResultSet } from "../run/results.js";

const SHOWN: readonly MetricName[] = ["dice", "hd95"];

/** Dice and HD95 of every class, by split and network: mean, standard deviation and 95 % interval over the scans. */
export function metricsText({ classes, sets }: Metrics): string {
  const head = ["", "class", ...SHOWN.flatMap((metric) => [metricHead(metric), "sd", "95 % interval"]), "scans"];
  const splits = [...new Set(sets.map(({ split }) => split))];
  return splits
    .map((split) => {
      const rows = sets.filter((set) => set.split === split).flatMap((set) => rowsOf(set, classes));
      return `${split === "test" ? "Test" : "Validation"} scans\n${columns([head, ...rows])}`;
    })
    .join("\n\n");
}

function rowsOf({ name, cases, summaries }: ResultSet, classes: Metrics["classes"]): string[][] {
  return summaries.map(({ label, metrics }, i) => [
    i === 0 ? name : "",
    label === null ? "mean" : (classes.find(({ value }) => value === label)?.name ?? String(label)),
    ...SHOWN.flatMap((metric) => {
      const { mean, standardDeviation, interval } = metrics[metric];
      const shown = (value: number | null) => shownValue(value, metric);
      return [
        shown(mean),
        shown(standardDeviation),
        interval === null ? "–" : `${shown(interval.low)} to ${shown(interval.high)}`,
      ];
    }),
    String(cases.length),
  ]);
}
