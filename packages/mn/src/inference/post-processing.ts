import { countOverlap, fillHoles, keepLargestComponent, type LabelMap, overlap } from "@mandn/imaging";
import { MnError } from "../errors.js";
import type { Inference, Plan } from "../plan/plan.js";

type Classes = Plan["dataset"]["classes"];

/** What is done to the mask of each foreground class, in the plan's order; the largest component first. */
export interface PostProcessing {
  /** Whether only its largest component (26 neighbours) is kept. */
  readonly largestComponent: readonly boolean[];
  /** Whether background that it closes in becomes it. */
  readonly fillHoles: readonly boolean[];
}

/** A prediction, without post-processing, beside what it should be. */
export interface ValidationCase {
  readonly id: string;
  readonly prediction: LabelMap;
  readonly reference: LabelMap;
}

/**
 * Mean Dice of a foreground class over the validation cases, as predicted and with the rules; a missed class counts as 0,
 * cases without it in either mask are left out. Null where no case has it.
 */
export interface PostProcessingEffect {
  readonly none: number | null;
  readonly largestComponent: number | null;
  readonly fillHoles: number | null;
  readonly both: number | null;
}

export interface ChosenPostProcessing extends PostProcessing {
  /** Of each foreground class, what the choice was made by; null where the plan fixes both rules. */
  readonly effects: readonly PostProcessingEffect[] | null;
}

/**
 * Applies the rules to a mask of the classes' values, in place.
 *
 * @throws MnError `"usage"` unless there is a rule for each foreground class.
 */
export function applyPostProcessing(mask: LabelMap, classes: Classes, rules: PostProcessing): void {
  checkRules(rules.largestComponent, classes);
  checkRules(rules.fillHoles, classes);
  const [{ value: background }, ...foreground] = classes;
  for (const [i, { value }] of foreground.entries()) {
    if (rules.largestComponent[i]) keepLargestComponent(mask, value, { background });
    if (rules.fillHoles[i]) fillHoles(mask, value, { background });
  }
}

/**
 * Chooses, where the plan says `"validation"`, for each foreground class whether its largest component alone is kept, and then
 * whether its holes are filled: what raises its mean Dice over the validation cases. Nothing is chosen without such cases.
 *
 * @param cases each looked at once
 * @throws MnError `"usage"` where the plan fixes a rule for another number of classes.
 */
export async function choosePostProcessing(
  cases: Iterable<ValidationCase> | AsyncIterable<ValidationCase>,
  classes: Classes,
  allowed: Pick<Inference, "largestComponent" | "fillHoles">,
): Promise<ChosenPostProcessing> {
  const { largestComponent, fillHoles: holes } = allowed;
  if (largestComponent !== "validation") checkRules(largestComponent, classes);
  if (holes !== "validation") checkRules(holes, classes);
  if (largestComponent !== "validation" && holes !== "validation") {
    return { largestComponent, fillHoles: holes, effects: null };
  }
  const effects = await effectsOf(cases, classes);
  const keeps = effects.map(({ none, largestComponent: with_ }, i) =>
    largestComponent === "validation" ? isHigher(with_, none) : largestComponent[i],
  );
  const fills = effects.map((effect, i) => {
    if (holes !== "validation") return holes[i];
    return keeps[i] ? isHigher(effect.both, effect.largestComponent) : isHigher(effect.fillHoles, effect.none);
  });
  return { largestComponent: keeps, fillHoles: fills, effects };
}

const VARIANTS = ["none", "largestComponent", "fillHoles", "both"] as const;

async function effectsOf(
  cases: Iterable<ValidationCase> | AsyncIterable<ValidationCase>,
  classes: Classes,
): Promise<PostProcessingEffect[]> {
  const [{ value: background }, ...foreground] = classes;
  const sums = foreground.map(() => ({ none: 0, largestComponent: 0, fillHoles: 0, both: 0, cases: 0 }));
  for await (const { prediction, reference } of cases) {
    for (const [i, { value }] of foreground.entries()) {
      const dice = VARIANTS.map((variant) => {
        const mask = { ...prediction, voxels: prediction.voxels.slice() };
        if (variant === "largestComponent" || variant === "both") keepLargestComponent(mask, value, { background });
        if (variant === "fillHoles" || variant === "both") fillHoles(mask, value, { background });
        const [counts] = countOverlap(mask, reference, [value]);
        return counts.prediction + counts.reference === 0 ? null : (overlap(counts).dice ?? 0);
      });
      if (dice[0] === null) continue;
      sums[i].cases++;
      for (const [v, variant] of VARIANTS.entries()) sums[i][variant] += dice[v] ?? 0;
    }
  }
  return sums.map(({ cases: count, ...sum }) => {
    const mean = (variant: (typeof VARIANTS)[number]) => (count === 0 ? null : sum[variant] / count);
    return {
      none: mean("none"),
      largestComponent: mean("largestComponent"),
      fillHoles: mean("fillHoles"),
      both: mean("both"),
    };
  });
}

function isHigher(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && a > b;
}

function checkRules(rules: readonly boolean[], classes: Classes): void {
  if (rules.length === classes.length - 1) return;
  throw new MnError(
    "usage",
    `Post-processing has rules for ${rules.length} classes, but there are ${classes.length - 1} beside the background.`,
    { remedy: "Give `inference.largestComponent` and `inference.fillHoles` one value for each, or `validation`." },
  );
}
