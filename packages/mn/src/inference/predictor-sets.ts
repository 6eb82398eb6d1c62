/**
 * Whose masks a run can give: which networks' probabilities are averaged under which name, as its method says. Prediction, scores,
 * post-processing, the command line and the report go through these names.
 */
import { MnError } from "../errors.js";

/** By name, the members whose probabilities are averaged. The first is the run's own result. */
export type PredictorSets = Readonly<Record<string, readonly string[]>>;

/** The name of the run's own result. */
export function leadingSet(sets: PredictorSets): string {
  return Object.keys(sets)[0] as string;
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
  throw new MnError("usage", `The run has no networks "${asked}".`, { remedy });
}
