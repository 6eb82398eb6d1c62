// The plans of a comparison's runs: a variant's with a seed, and what all have alike; and whether a run that is there was made by it.
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { describeChange, planChanges } from "../plan/plan.js";
import type { Variant } from "../planning/variants.js";
import type { ComparisonRequest } from "../run/comparison.js";

type Equal = ComparisonRequest["equal"];

/** A variant's plan with a seed. No rule for masks is chosen or applied: what one would change is told beside. */
export function planOf(
  made: Variant,
  reference: Plan,
  { seed, equal, device }: { readonly seed: number; readonly equal: Equal; readonly device?: string | undefined },
): Plan {
  const plan = made.plan();
  const { budget: _, ...training } = plan.training;
  const none = plan.dataset.classes.slice(1).map(() => false);
  const rule = "the same for all that are compared; what it would change is a column of its own";
  return {
    ...plan,
    seed,
    device: device === undefined || device === "auto" ? reference.device : device,
    training: equal === "updates" ? training : plan.training,
    inference: { ...plan.inference, largestComponent: none, fillHoles: [...none] },
    reasons: { ...plan.reasons, "inference.largestComponent": rule, "inference.fillHoles": rule },
  };
}

/** Guesses, from which the clock takes over: within equal time a run may have others than it would have now. */
const GUESSED = ["training.epochs", "training.budget.measuredOn"];
/** Changes told in a message. */
const TOLD = 3;

/**
 * Makes sure that the plan of a run that is there is the one that the comparison would give it.
 *
 * @throws MnError `"run"` with the settings that differ
 */
export function assertOfComparison(
  found: Plan,
  expected: Plan,
  { path, equal }: { readonly path: string; readonly equal: Equal },
): void {
  const asJson = (plan: Plan): Plan => JSON.parse(JSON.stringify(plan));
  const [before, now] = [asJson(found), asJson(expected)];
  const ofMasks = planChanges(before.inference, now.inference)
    .filter((change) => change.path !== "windowsPerBatch")
    .map((change) => ({ ...change, path: `inference.${change.path}` }));
  const ofTraining = planChanges(before, now).filter((one) => equal === "updates" || !GUESSED.includes(one.path));
  const changes = [...ofTraining, ...ofMasks];
  if (changes.length === 0) return;
  const remedy = "Remove its folder, or compare in another one.";
  const told = changes.slice(0, TOLD).map(describeChange).join("; ");
  throw new MnError("run", `is not of this comparison: ${told}`, { path, remedy });
}
