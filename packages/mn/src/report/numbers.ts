import { percent } from "@mandn/base";
import { FEWEST_FOR_INTERVAL, type MetricName, metricOf, type Summary } from "@mandn/imaging";
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

/** A share of 1 with the sign, which never begins a line. */
export function inPercent(share: number): string {
  return `${percent(share)}\u00a0%`;
}

/**
 * `85.2` and `83.4 – 86.9`: a mean and its interval, or, of values too few for one, each: `84.0 · 86.4`. A dash where there
 * is no mean.
 *
 * @param values those the mean is of
 */
export function meanAndSpread(
  { mean, interval, n }: Summary,
  values: readonly number[],
  { format }: Shown,
): readonly [mean: string, spread: string | undefined] {
  if (mean === null) return ["–", undefined];
  if (interval !== null) return [format(mean), `${format(interval.low)} – ${format(interval.high)}`];
  if (n < 2 || n >= FEWEST_FOR_INTERVAL) return [format(mean), undefined];
  const each = [...values].sort((a, b) => a - b).map(format);
  return [format(mean), each.join(" · ")];
}
