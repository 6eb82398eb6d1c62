/** Losses that methods share. Soft masks and one-hot masks are `[N, K, D, H, W]`; logits too, in float32 or float64. */
import { nn, scope, type Tensor } from "@mandn/torch";

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

/** Keeps Dice terms from dividing by 0, as the rivals' reference codes have it. */
const SMOOTH = 1e-5;

/**
 * The supervised loss of the preset `clean` of all rivals: ½ (cross entropy + Dice), where Dice is 1 − mean over all classes of
 * (2 Σ p y + ε) / (Σ p² + Σ y² + ε), sums over batch and space (SSL4MIS, `DiceLoss`).
 *
 * @param mask `[N, D, H, W]`: class indices
 */
export function supervisedLoss(
  logits: Tensor,
  mask: Tensor,
): { readonly total: Tensor; readonly dice: Tensor; readonly crossEntropy: Tensor } {
  return scope(() => {
    const logProbabilities = logits.logSoftmax(1);
    const target = oneHot(mask, logits.size(1)).to(logits.dtype);
    const crossEntropy = logProbabilities.mul(target).sum([1]).mean().neg();
    const probabilities = logProbabilities.exp();
    const space = [0, 2, 3, 4];
    const overlap = probabilities.mul(target).sum(space).mul(2).add(SMOOTH);
    const sizes = probabilities.square().sum(space).add(target.square().sum(space)).add(SMOOTH);
    const dice = overlap.div(sizes).mean().rsub(1);
    return { total: crossEntropy.add(dice).mul(0.5), dice, crossEntropy };
  });
}

/** The rise of a consistency's weight: exp(−5 (1 − x)²), 1 from x = 1 on (Laine and Aila 2017, https://arxiv.org/abs/1610.02242). */
export function gaussianRamp(x: number): number {
  return Math.exp(-5 * (1 - Math.min(Math.max(x, 0), 1)) ** 2);
}
