// The list of all metrics. A new one needs an entry in its family's file, or a file with a family of its own and a line
// here; results, tables, summaries and reports then have it.

import { averageDistanceMetrics } from "./average-distance.js";
import { hausdorffMetrics } from "./hausdorff.js";
import type { Metric } from "./metric.js";
import { overlapMetrics } from "./overlap.js";
import { surfaceDiceMetrics } from "./surface-dice.js";
import { volumeMetrics } from "./volume.js";

const metrics = [
  ...overlapMetrics,
  ...surfaceDiceMetrics,
  ...hausdorffMetrics,
  ...averageDistanceMetrics,
  ...volumeMetrics,
];

export type MetricName = (typeof metrics)[number]["key"];

/** Every metric, in the order in which results list them. */
export const METRICS: readonly Metric<MetricName>[] = metrics;

const byKey = new Map(METRICS.map((metric) => [metric.key, metric]));

/** What is known of the metric with this key. */
export function metricOf(key: MetricName): Metric<MetricName> {
  return byKey.get(key) as Metric<MetricName>;
}
