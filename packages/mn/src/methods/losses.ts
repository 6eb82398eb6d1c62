// Losses that methods share. Soft masks and one-hot masks are `[N, K, D, H, W]`; logits too, in float32 or float64.
// What one method alone needs stands in its own file.

import { nn, scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import type { Guess } from "./mixing.js";

export interface Losses {
  /** `dice + kl`. */
  readonly total: Tensor;
  readonly dice: Tensor;
  readonly kl: Tensor;
}

/** Keeps the Dice of a class that is nowhere from dividing by 0. */
const SMALLEST = 1e-6;

/**
 * M&N's loss, unweighted: Dice + KL over all crops of a batch.
 *
 * Dice: 1 − mean over classes of 2 Σ p y / max(Σ p² + Σ y², 1e-6), sums over batch and space, p = softmax(logits).
 * KL: mean over *all* elements of y (log y − log p), as PyTorch's `KLDivLoss(reduction="mean")`.
 *
 * @param logits `[N, K, D, H, W]`, float32 or float64
 * @param target `[N, K, D, H, W]`: shares of the classes, one-hot masks or another network's soft ones; no gradient.
 */
export function diceAndKl(logits: Tensor, target: Tensor): Losses {
  return scope(() => {
    const logProbabilities = logits.logSoftmax(1); // [N, K, D, H, W]
    const probabilities = logProbabilities.exp();
    const space = [0, 2, 3, 4];
    const overlap = probabilities.mul(target).sum(space); // [K]
    const sizes = probabilities.square().sum(space).add(target.square().sum(space));
    const dice = overlap.mul(2).div(sizes.clampMin(SMALLEST)).mean().rsub(1);
    const kl = nn.functional.klDiv(logProbabilities, target);
    return { total: dice.add(kl), dice, kl };
  });
}

/** Classes as shares: `[N, D, H, W]` of class indices → `[N, K, D, H, W]`, float32. */
export function oneHot(mask: Tensor, classes: number): Tensor {
  return scope(() => mask.to("int64").oneHot(classes).movedim(-1, 1).to({ dtype: "float32" }));
}

/** Dice as the reference codes write it: sums of squares with ε = 1e-5, or of the shares themselves with ε = 1e-8. */
type DiceKind = "squares" | "sums";

/**
 * 1 − mean over classes of (2 Σ p y + ε) / (Σ s(p) + Σ s(y) + ε), sums over batch and space; s squares, or not. Two classes
 * without the background are the codes' `dice_loss` (squares) and `Binary_dice_loss` (sums).
 *
 * @param probabilities `[N, K, D, H, W]`
 * @param target `[N, K, D, H, W]`: shares; with sums the loss of a soft target is not 0 at equality
 * @param background whether the background counts as a class; default false
 */
export function shareDice(
  probabilities: Tensor,
  target: Tensor,
  kind: DiceKind,
  { background = false }: { background?: boolean } = {},
): Tensor {
  return scope(() => {
    const first = background ? 0 : 1;
    const cut = (x: Tensor) => x.narrow(1, first, x.size(1) - first);
    const [p, y] = [cut(probabilities), cut(target)];
    const space = [0, 2, 3, 4];
    const sizes = [p, y].map((x) => (kind === "squares" ? x.square() : x).sum(space)) as [Tensor, Tensor];
    const epsilon = kind === "squares" ? 1e-5 : 1e-8;
    const overlap = p.mul(y).sum(space).mul(2).add(epsilon);
    return overlap.div(sizes[0].add(sizes[1]).add(epsilon)).mean().rsub(1);
  });
}

/**
 * The supervised loss of the preset `clean` of all methods but M&N: ½ (cross entropy + Dice), the Dice of all classes by squares
 * (SSL4MIS, `DiceLoss`).
 *
 * @param mask `[N, D, H, W]`: class indices
 * @param background whether the Dice counts the background as a class; default true. False: the loss of UA-MT's code.
 */
export function supervisedLoss(
  logits: Tensor,
  mask: Tensor,
  { background = true }: { background?: boolean } = {},
): { readonly total: Tensor; readonly dice: Tensor; readonly crossEntropy: Tensor } {
  return scope(() => {
    const logProbabilities = logits.logSoftmax(1);
    const target = oneHot(mask, logits.size(1)).to(logits.dtype);
    const crossEntropy = logProbabilities.mul(target).sum([1]).mean().neg();
    const dice = shareDice(logProbabilities.exp(), target, "squares", { background });
    return { total: crossEntropy.add(dice).mul(0.5), dice, crossEntropy };
  });
}

/** A setting of methods whose reference code has a loss of labelled crops of its own. */
export const supervision = z
  .enum(["common", "reference"])
  .describe("the loss of labelled crops: ½ (cross entropy + Dice) as all methods have, or the reference code's own");

/**
 * The loss of labelled crops by the setting {@link supervision}.
 *
 * @param logits `[L, K, D, H, W]`
 * @param mask `[L, D, H, W]`: class indices
 * @param own the reference code's Dice
 */
export function labelledLoss(logits: Tensor, mask: Tensor, kind: z.infer<typeof supervision>, own: DiceKind): Tensor {
  if (kind === "common") return scope(() => supervisedLoss(logits, mask).total);
  return scope(() => shareDice(logits.softmax(1), oneHot(mask, logits.size(1)), own));
}

/**
 * Dice by squares of voxels alone whose guess is at least so sure; 0 where there is none.
 *
 * @param background whether the background counts as a class; default true
 */
export function diceWhereSure(
  logits: Tensor,
  { classes, certainty }: Guess,
  threshold: Tensor | number,
  background = true,
): Tensor {
  return scope(() => {
    const isSure = certainty.ge(threshold).unsqueeze(1).to(logits.dtype);
    const target = oneHot(classes, logits.size(1)).to(logits.dtype).mul(isSure);
    return shareDice(logits.softmax(1).mul(isSure), target, "squares", { background });
  });
}

/** Mean cross entropy of voxels alone whose guess is at least so sure; 0 where there is none. */
export function crossEntropyWhereSure(logits: Tensor, { classes, certainty }: Guess, threshold: number): Tensor {
  return scope(() => {
    const isSure = certainty.ge(threshold).to(logits.dtype);
    const each = nn.functional.crossEntropy(logits, classes, { reduction: "none" });
    return each.mul(isSure).sum().div(isSure.sum().clampMin(1));
  });
}

/**
 * Probabilities sharpened at a temperature: p^(1/T) / Σ p^(1/T) over the classes, which for two classes is the codes'
 * p^(1/T) / (p^(1/T) + (1 − p)^(1/T)). `[N, K, …]` of logits → `[N, K, …]`.
 */
export function sharpened(logits: Tensor, temperature: number): Tensor {
  return scope(() => logits.div(temperature).softmax(1));
}

/** The rise of a consistency's weight: exp(−5 (1 − x)²), 1 from x = 1 on (Laine and Aila 2017, https://arxiv.org/abs/1610.02242). */
export function gaussianRamp(x: number): number {
  return Math.exp(-5 * (1 - Math.min(Math.max(x, 0), 1)) ** 2);
}
