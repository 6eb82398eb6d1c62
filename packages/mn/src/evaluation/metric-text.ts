/*
 * How a metric and its values are written for people: in the command line's tables, the report and the tables of files.
 * What a metric is called and what its unit is stands in imaging's METRICS.
 */
import { type MetricName, metricOf } from "@mandn/imaging";

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
