import { type MetricName, metricUnits } from "@mandn/imaging";
import type { Metrics, ResultSet } from "../run/results.js";
import { table } from "./table.js";

const SHOWN: readonly (readonly [MetricName, string])[] = [
  ["dice", "Dice %"],
  ["hd95", "HD95 mm"],
];

/** Dice and HD95 of every class, by split and network: mean, standard deviation and 95 % interval over the scans. */
export function metricsText({ classes, sets }: Metrics): string {
  const head = ["", "class", ...SHOWN.flatMap(([, title]) => [title, "sd", "95 % interval"]), "scans"];
  const splits = [...new Set(sets.map(({ split }) => split))];
  return splits
    .map((split) => {
      const rows = sets.filter((set) => set.split === split).flatMap((set) => rowsOf(set, classes));
      return `${split === "test" ? "Test" : "Validation"} scans\n${table([head, ...rows])}`;
    })
    .join("\n\n");
}

function rowsOf({ name, cases, summaries }: ResultSet, classes: Metrics["classes"]): string[][] {
  return summaries.map(({ label, metrics }, i) => [
    i === 0 ? name : "",
    label === null ? "mean" : (classes.find(({ value }) => value === label)?.name ?? String(label)),
    ...SHOWN.flatMap(([metric]) => {
      const { mean, standardDeviation, interval } = metrics[metric];
      const shown = (value: number | null) => show(value, metric);
      return [
        shown(mean),
        shown(standardDeviation),
        interval === null ? "–" : `${shown(interval.low)} to ${shown(interval.high)}`,
      ];
    }),
    String(cases.length),
  ]);
}

function show(value: number | null, metric: MetricName): string {
  if (value === null) return "–";
  return metricUnits[metric] === "" ? (100 * value).toFixed(1) : value.toFixed(2);
}
