// The result of mn evaluate as data, and the comparison of two results over the same cases.
// tables.ts writes it for people.

import { someOf } from "@mandn/base";
import {
  caseValues,
  comparePaired,
  METRICS,
  type MetricName,
  type PairedComparison,
  type Summary,
} from "@mandn/imaging";
import { z } from "zod";
import { MnError } from "../errors.js";
import { metricsSchema, missedAs, resultSetSchema } from "../run/results.js";

const ids = z.array(z.string().min(1));

/** What `mn evaluate` finds: every metric of every case and class, and their statistics. */
export const evaluationSchema = resultSetSchema.pick({ cases: true, summaries: true }).extend({
  version: z.literal(1),
  predictions: z.string().min(1).describe("the folder of the masks that were scored"),
  labels: z.string().min(1).describe("the folder of the references"),
  classes: metricsSchema.shape.classes,
  otherValues: z.array(z.int()).describe("values that the masks hold beside the background and `classes`: not scored"),
  unpaired: z.strictObject({
    predictions: ids.describe("masks without a reference"),
    labels: ids.describe("references without a mask"),
  }),
});

export type Evaluation = z.infer<typeof evaluationSchema>;

/** One metric of one class in two results over the same cases. Differences are first minus second. */
export interface MetricComparison {
  /** The class's value in the masks. */
  readonly label: number;
  readonly metric: MetricName;
  readonly comparison: PairedComparison;
}

/**
 * Compares two results over the same cases, pair by pair, for every class and metric that says how good a mask is.
 *
 * @throws MnError `"data"` where cases or classes differ.
 */
export function compareEvaluations(first: Evaluation, second: Evaluation): MetricComparison[] {
  const labels = first.classes.map(({ value }) => value);
  const others = new Set(second.classes.map(({ value }) => value));
  if (labels.length !== others.size || !labels.every((label) => others.has(label))) {
    throw new MnError("data", "The two results are not of the same classes.", {
      remedy: "Evaluate both for the same classes.",
    });
  }
  const firstIds = new Set(first.cases.map(({ id }) => id));
  const secondIds = new Set(second.cases.map(({ id }) => id));
  const alone = [...firstIds]
    .filter((id) => !secondIds.has(id))
    .concat([...secondIds].filter((id) => !firstIds.has(id)));
  if (alone.length > 0) {
    throw new MnError("data", `Only one of the two results has ${someOf(alone, 5)}.`, { caseIds: alone });
  }
  const values = ({ cases }: Evaluation, label: number, metric: MetricName) =>
    caseValues(
      cases.map(({ id, metrics }) => [id, metrics] as const),
      label,
      metric,
    );
  return labels.flatMap((label) =>
    QUALITY.map((metric) => ({
      label,
      metric,
      comparison: comparePaired(values(first, label, metric), values(second, label, metric), {
        undefinedAs: missedAs(metric),
      }),
    })),
  );
}

/** The metrics that say how good a mask is: all but the volumes. */
const QUALITY = METRICS.filter(({ better }) => better !== null).map(({ key }) => key);

/** The statistics of a metric of a class; of the mean over the classes for `null`. */
export function summaryOf(
  { summaries }: Pick<Evaluation, "summaries">,
  label: number | null,
  metric: MetricName,
): Summary {
  const found = summaries.find((entry) => entry.label === label);
  if (found === undefined) throw new MnError("usage", `The result has no class ${label}.`);
  return found.metrics[metric];
}
