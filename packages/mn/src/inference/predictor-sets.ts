// Whose masks a run can give. This is the one place that says which networks' probabilities are averaged under which name; everything
// else (prediction, scores, post-processing, the command line, the report) goes through the names that it gives.
import { networksOf } from "../cotraining/schedule.js";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";

/** By name, the networks whose probabilities are averaged. The first is the run's own result. */
export type PredictorSets = Readonly<Record<string, readonly string[]>>;

/** All networks of the plan's method averaged and, where there are several, each alone. */
export function predictorSets(plan: Pick<Plan, "method">): PredictorSets {
  const networks = networksOf(plan);
  const alone = networks.toReversed().map((one) => [one, [one]] as const);
  return Object.fromEntries(networks.length > 1 ? [["both", networks] as const, ...alone] : alone);
}

/** The name of the run's own result. */
export function leadingSet(sets: PredictorSets): string {
  return Object.keys(sets)[0];
}

/**
 * The name of a set, the run's own result where none is asked for.
 *
 * @throws MnError `"usage"` when the run has no such set, with those there are
 */
export function chosenSet(sets: PredictorSets, asked: string | undefined): string {
  if (asked === undefined) return leadingSet(sets);
  if (Object.hasOwn(sets, asked)) return asked;
  const remedy = `Choose one of ${Object.keys(sets).join(", ")}.`;
  throw new MnError("usage", `The run has no networks "${asked}". ${remedy}`, { remedy });
}

/** What a set is called in tables: "M&N both", "M&N 3D", "supervised 3D". */
export function titleOf(set: string, plan: Pick<Plan, "method">): string {
  const name = networksOf(plan).some((one) => one === set) ? set.toUpperCase() : set;
  return `${plan.method === "mn" ? "M&N" : "supervised"} ${name}`;
}
