import type { LabelMap, Volume } from "@mandn/imaging";
import type { Inference, Plan } from "../plan/plan.js";

/** What is done to the mask of each foreground class, in the plan's order. */
export interface PostProcessing {
  /** Whether only the largest component (26 neighbours) is kept. */
  readonly largestComponent: readonly boolean[];
  /** Whether background inside it becomes it. */
  readonly fillHoles: readonly boolean[];
}

/** A prediction beside what it should be. */
export interface ValidationCase {
  readonly id: string;
  readonly prediction: LabelMap;
  readonly reference: LabelMap;
}

/** Mean Dice over the validation cases of one foreground class: as predicted, and with the rules. */
export interface PostProcessingEffect {
  readonly none: number | null;
  readonly largestComponent: number | null;
  readonly fillHoles: number | null;
  readonly both: number | null;
}

export interface ChosenPostProcessing extends PostProcessing {
  /** What it was chosen by; null where the plan fixes both rules. */
  readonly effects: readonly PostProcessingEffect[] | null;
}

/** Applies the rules to a mask, in place. */
export function applyPostProcessing(_mask: Volume, _classes: Plan["dataset"]["classes"], _rules: PostProcessing): void {
  throw new Error("to come");
}

/** For each foreground class the rules that raise its mean Dice on validation, where the plan leaves the choice. */
export function choosePostProcessing(
  _cases: Iterable<ValidationCase>,
  _classes: Plan["dataset"]["classes"],
  _inference: Pick<Inference, "largestComponent" | "fillHoles">,
): ChosenPostProcessing {
  throw new Error("to come");
}
