/**
 * What the reference codes of several semi-supervised methods share: the Dice of foreground classes, sharpened predictions, the
 * choice between a code's own loss of labelled crops and the one that all methods have in the preset `clean`, and V-Net's
 * training (UA-MT, https://github.com/yulequan/UA-MT).
 */
import { scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import type { Training } from "../plan/plan.js";
import type { MethodPreset, StepSpec } from "../training/method.js";
import { oneHot, supervisedLoss } from "./losses.js";

/** A setting of methods whose reference code has a loss of labelled crops of its own. */
export const supervision = z
  .enum(["common", "reference"])
  .describe("the loss of labelled crops: ½ (cross entropy + Dice) as all methods have, or the reference code's own");

/** Dice as the reference codes write it: sums of squares with ε = 1e-5, or of the shares themselves with ε = 1e-8. */
export type DiceKind = "squares" | "sums";

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
 * Probabilities sharpened at a temperature: p^(1/T) / Σ p^(1/T) over the classes, which for two classes is the codes'
 * p^(1/T) / (p^(1/T) + (1 − p)^(1/T)). `[N, K, …]` of logits → `[N, K, …]`.
 */
export function sharpened(logits: Tensor, temperature: number): Tensor {
  return scope(() => logits.div(temperature).softmax(1));
}

/** Steps of an epoch whose batches are half unlabelled, one crop of each kind at least. */
export function halfUnlabelled(
  { updatesPerEpoch, volumesPerBatch }: Training,
  students: readonly string[],
): readonly StepSpec[] {
  const unlabelled = Math.max(1, Math.floor(volumesPerBatch / 2));
  const step = { labelled: Math.max(1, volumesPerBatch - unlabelled), unlabelled, students };
  return Array.from({ length: updatesPerEpoch }, () => step);
}

/** How the rate falls in the reference codes: ×0.1 every 2500 iterations, or not at all. */
export type Fall = "steps" | "constant";

/**
 * What the reference codes with V-Net have in common: the network, SGD, batches of 2 + 2 crops, no warm-up.
 *
 * @param iterations of the whole run
 */
export function vnetTraining(iterations: number, fall: Fall): Omit<MethodPreset<unknown>, "settings"> {
  const every = 2500;
  const at = Array.from({ length: Math.ceil(iterations / every) - 1 }, (_, i) => ((i + 1) * every) / iterations);
  return {
    network: { name: "vnet", options: {} },
    optimizer: { kind: "sgd", weightDecay: 1e-4, momentum: 0.9, nesterov: false },
    learningRate: 0.01,
    training: {
      crop: [80, 112, 112],
      volumesPerBatch: 4,
      epochs: iterations / 10,
      updatesPerEpoch: 10,
      warmUp: 0,
      annealing: fall === "constant" ? { kind: "constant" } : { kind: "steps", at, factor: 0.1 },
    },
  };
}
