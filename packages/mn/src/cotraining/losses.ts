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
    const kl = nn.klDiv(logProbabilities, target);
    return { total: dice.add(kl), dice, kl };
  });
}

/** Classes as shares: `[N, D, H, W]` of class indices → `[N, K, D, H, W]`, float32. */
export function oneHot(mask: Tensor, classes: number): Tensor {
  return scope(() => mask.to("int64").oneHot(classes).movedim(-1, 1).to({ dtype: "float32" }));
}
