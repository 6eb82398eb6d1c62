// What is done to masks: the largest component alone, holes filled; and the choice of it by what helps on validation
// scans. As nnU-Net chooses it: Isensee et al. 2021, https://doi.org/10.1038/s41592-020-01008-z

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
    applyRules(mask, value, background, { largestComponent: rules.largestComponent[i], fillHoles: rules.fillHoles[i] });
  }
}

/** Applies the rules for one class, in place. */
function applyRules(mask: LabelMap, value: number, background: number, rules: ClassRules): void {
  if (rules.largestComponent) keepLargestComponent(mask, value, { background });
  if (rules.fillHoles) fillHoles(mask, value, { background });
}

interface ClassRules {
  readonly largestComponent: boolean;
  readonly fillHoles: boolean;
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
  allowed: Allowed,
): Promise<ChosenPostProcessing> {
  const fixed = fixedPostProcessing(classes, allowed);
  if (fixed !== undefined) return { ...fixed, effects: null };
  const choice = new PostProcessingChoice(classes, allowed);
  for await (const one of cases) choice.add(one);
  return choice.made();
}

type Allowed = Pick<Inference, "largestComponent" | "fillHoles">;

/**
 * The rules where the plan leaves none of them to validation; undefined where it does.
 *
 * @throws MnError `"usage"` where the plan fixes a rule for another number of classes.
 */
export function fixedPostProcessing(
  classes: Classes,
  { largestComponent, fillHoles }: Allowed,
): PostProcessing | undefined {
  if (largestComponent !== "validation") checkRules(largestComponent, classes);
  if (fillHoles !== "validation") checkRules(fillHoles, classes);
  if (largestComponent === "validation" || fillHoles === "validation") return undefined;
  return { largestComponent, fillHoles };
}

type Variant = keyof PostProcessingEffect;

/** What is tried on each class. */
const VARIANTS: Readonly<Record<Variant, ClassRules>> = {
  none: { largestComponent: false, fillHoles: false },
  largestComponent: { largestComponent: true, fillHoles: false },
  fillHoles: { largestComponent: false, fillHoles: true },
  both: { largestComponent: true, fillHoles: true },
};
const NAMES = Object.keys(VARIANTS) as Variant[];

/** A value for each variant. */
const perVariant = <T>(value: (variant: Variant) => T) =>
  Object.fromEntries(NAMES.map((variant) => [variant, value(variant)])) as Record<Variant, T>;

/** {@link choosePostProcessing}, case by case. */
export class PostProcessingChoice {
  readonly #classes: Classes;
  readonly #allowed: Allowed;
  /** Of each foreground class the sum of Dice by variant, over so many cases. */
  readonly #sums: { readonly dice: Record<Variant, number>; cases: number }[];

  constructor(classes: Classes, allowed: Allowed) {
    this.#classes = classes;
    this.#allowed = allowed;
    this.#sums = classes.slice(1).map(() => ({ dice: perVariant(() => 0), cases: 0 }));
  }

  /** Looks at a case; its masks stay as they are. */
  add({ prediction, reference }: Omit<ValidationCase, "id">): void {
    const [{ value: background }, ...foreground] = this.#classes;
    for (const [i, { value }] of foreground.entries()) {
      const dice = perVariant((variant) => {
        const mask = { ...prediction, voxels: prediction.voxels.slice() };
        applyRules(mask, value, background, VARIANTS[variant]);
        const [counts] = countOverlap(mask, reference, [value]);
        return counts.prediction + counts.reference === 0 ? null : (overlap(counts).dice ?? 0);
      });
      if (dice.none === null) continue;
      const sums = this.#sums[i];
      sums.cases++;
      for (const variant of NAMES) sums.dice[variant] += dice[variant] ?? 0;
    }
  }

  made(): ChosenPostProcessing {
    const effects = this.#sums.map(({ cases, dice }): PostProcessingEffect => {
      return perVariant((variant) => (cases === 0 ? null : dice[variant] / cases));
    });
    return { ...rulesBy(effects, this.#allowed), effects };
  }
}

/** The rules that the plan fixes, and those that helped. */
function rulesBy(
  effects: readonly PostProcessingEffect[],
  { largestComponent, fillHoles: holes }: Allowed,
): { readonly largestComponent: boolean[]; readonly fillHoles: boolean[] } {
  const keeps = effects.map((effect, i) =>
    largestComponent === "validation" ? isHigher(effect.largestComponent, effect.none) : largestComponent[i],
  );
  const fills = effects.map((effect, i) => {
    if (holes !== "validation") return holes[i];
    return keeps[i] ? isHigher(effect.both, effect.largestComponent) : isHigher(effect.fillHoles, effect.none);
  });
  return { largestComponent: keeps, fillHoles: fills };
}

/**
 * The rules that help over the validation scans of several runs together.
 *
 * @param runs of each its effects by class, and how many validation scans these are means over
 */
export function pooledRules(
  runs: readonly { readonly effects: readonly PostProcessingEffect[]; readonly scans: number }[],
  allowed: Allowed,
): PostProcessing {
  const classes = runs[0]?.effects.length ?? 0;
  const pooled = Array.from(
    { length: classes },
    (_, i): PostProcessingEffect =>
      perVariant((variant) => {
        const known = runs.flatMap(({ effects, scans }) => {
          const value = effects[i]?.[variant] ?? null;
          return value === null ? [] : [{ value, scans }];
        });
        const count = known.reduce((sum, { scans }) => sum + scans, 0);
        return count === 0 ? null : known.reduce((sum, { value, scans }) => sum + value * scans, 0) / count;
      }),
  );
  return rulesBy(pooled, allowed);
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
