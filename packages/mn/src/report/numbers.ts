import { type MetricName, metricOf, type Summary } from "@mandn/imaging";
import { shownUnit, shownValue } from "../evaluation/metric-text.js";

/** How a metric stands in a table. */
export interface Shown {
  readonly name: string;
  readonly unit: string;
  /** Of a value without its unit. */
  readonly format: (value: number) => string;
}

/** The metrics that the report shows, in their order. */
export const shownMetrics: readonly (readonly [MetricName, Shown])[] = (["dice", "hd95"] as const).map((metric) => {
  const shown = { name: metricOf(metric).title, unit: shownUnit(metric) };
  return [metric, { ...shown, format: (value) => shownValue(value, metric) }];
});

/** A share of 1 as a percentage, without its sign. */
export function percent(share: number): string {
  return (100 * share).toFixed(1);
}

/** A share of 1 with the sign, which never begins a line. */
export function inPercent(share: number): string {
  return `${percent(share)}\u00a0%`;
}

/** `85.2` and `83.4 – 86.9`: a mean and its interval; a dash where there is no mean. */
export function meanAndInterval(
  { mean, interval }: Summary,
  { format }: Shown,
): readonly [mean: string, interval: string | undefined] {
  if (mean === null) return ["–", undefined];
  return [format(mean), interval === null ? undefined : `${format(interval.low)} – ${format(interval.high)}`];
}

/** `3 scans`, `1 scan`. */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;
}

/** `12 s`, `4.5 min`, `2.1 h`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return seconds < 3600 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** Numbers with no more digits than they need: `0.005`, `1`, `12.5`. */
export function plain(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** `1 × 1 × 2.5`. */
export function times(values: readonly number[]): string {
  return values.map(plain).join(" × ");
}

/** `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
