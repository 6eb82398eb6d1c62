// How a metric and its values are written for people: in the command line's tables, the report and the tables of files.
// What a metric is called and what its unit is stands in imaging's METRICS.

import { FEWEST_FOR_INTERVAL, type MetricName, metricOf, type Summary } from "@mandn/imaging";

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
export function spreadHead(cases: number): string {
  return cases < FEWEST_FOR_INTERVAL ? "each" : "95 % interval";
}

/**
 * How sure a mean is: its interval; of fewer values than an interval is made of, the values themselves, ascending; –
 * where nothing can be said.
 *
 * @param values those the mean is of
 */
export function spreadText({ interval, n }: Summary, values: readonly number[], metric: MetricName): string {
  if (interval !== null) return `${shownValue(interval.low, metric)} to ${shownValue(interval.high, metric)}`;
  if (n === 0 || n >= FEWEST_FOR_INTERVAL) return "–";
  return [...values]
    .sort((a, b) => a - b)
    .map((value) => shownValue(value, metric))
    .join(" ");
}
