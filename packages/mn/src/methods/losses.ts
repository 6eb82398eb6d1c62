// Losses that methods share. Soft masks and one-hot masks are `[N, K, D, H, W]`; logits too, in float32 or float64.
// Those that several processes can share are in two parts: sums over the crops, which add up, and the loss of the sums.
// What one method alone needs stands in its own file.

import { full, nn, noGrad, scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { type OwnLoss, scalarOf } from "../training/own-loss.js";
import type { Guess } from "./mixing.js";

export interface Losses {
  /** `dice + kl`. */
  readonly total: Tensor;
  readonly dice: Tensor;
  readonly kl: Tensor;
}

/** Keeps the Dice of a class that is nowhere from dividing by 0. */
const SMALLEST = 1e-6;
/** Of `[N, K, D, H, W]` all but the classes. */
const SPACE = [0, 2, 3, 4];

/** A mean as what adds up over parts of a batch; tensors of no dimension. */
export type MeanSums = { readonly sum: Tensor; readonly count: Tensor };

/** Sums of the same kind, as a loss's sums name them: by their places. */
export const byPlace = <S>(all: readonly S[]): Readonly<Record<string, S>> => Object.fromEntries(all.entries());

/** Of all elements of a tensor. */
export const meanSums = (x: Tensor): MeanSums => counted(x.sum(), x.numel);

/** Of a sum of so many. */
export function counted(sum: Tensor, count: number): MeanSums {
  return { sum, count: full([], count, { dtype: sum.dtype, device: sum.device }) };
}

export const meanOf = ({ sum, count }: MeanSums): Tensor => sum.div(count);

/** What M&N's loss is made of: Σ p y and Σ p² + Σ y² of each class, `[K]`, and the mean that is the KL. */
export type DiceAndKlSums = { readonly overlap: Tensor; readonly sizes: Tensor; readonly kl: MeanSums };

/**
 * Of some of a batch's crops.
 *
 * @param logits `[N, K, D, H, W]`, float32 or float64
 * @param target `[N, K, D, H, W]`: shares of the classes, one-hot masks or another network's soft ones; no gradient.
 */
export function diceAndKlSums(logits: Tensor, target: Tensor): DiceAndKlSums {
  return scope(() => {
    const logProbabilities = logits.logSoftmax(1); // [N, K, D, H, W]
    const probabilities = logProbabilities.exp();
    const overlap = probabilities.mul(target).sum(SPACE);
    const sizes = probabilities.square().sum(SPACE).add(target.square().sum(SPACE));
    const kl = counted(nn.functional.klDiv(logProbabilities, target, { reduction: "sum" }), logits.numel);
    return { overlap, sizes, kl };
  });
}

/**
 * M&N's loss, unweighted: Dice + KL over all crops of a batch.
 *
 * Dice: 1 − mean over classes of 2 Σ p y / max(Σ p² + Σ y², 1e-6), sums over batch and space, p = softmax(logits).
 * KL: mean over *all* elements of y (log y − log p), as PyTorch's `KLDivLoss(reduction="mean")`.
 */
export function diceAndKlOf({ overlap, sizes, kl: sums }: DiceAndKlSums): Losses {
  return scope(() => {
    const dice = overlap.mul(2).div(sizes.clampMin(SMALLEST)).mean().rsub(1);
    const kl = meanOf(sums);
    return { total: dice.add(kl), dice, kl };
  });
}

/** {@link diceAndKlOf} of {@link diceAndKlSums}. */
export function diceAndKl(logits: Tensor, target: Tensor): Losses {
  return scope(() => diceAndKlOf(diceAndKlSums(logits, target)));
}

/** Classes as shares: `[N, D, H, W]` of class indices → `[N, K, D, H, W]`, float32. */
export function oneHot(mask: Tensor, classes: number): Tensor {
  return scope(() => mask.to("int64").oneHot(classes).movedim(-1, 1).to({ dtype: "float32" }));
}

/** Dice as the reference codes write it: sums of squares with ε = 1e-5, or of the shares themselves with ε = 1e-8. */
type DiceKind = "squares" | "sums";

/** What a Dice is made of: Σ p y and Σ s(p) + Σ s(y) of each class that counts. */
export type ShareDiceSums = { readonly overlap: Tensor; readonly sizes: Tensor };

/** Of some of a batch's crops; see {@link shareDice}. */
export function shareDiceSums(
  probabilities: Tensor,
  target: Tensor,
  kind: DiceKind,
  background = false,
): ShareDiceSums {
  const first = background ? 0 : 1;
  const cut = (x: Tensor) => x.narrow(1, first, x.size(1) - first);
  const [p, y] = [cut(probabilities), cut(target)];
  const sizes = [p, y].map((x) => (kind === "squares" ? x.square() : x).sum(SPACE)) as [Tensor, Tensor];
  return { overlap: p.mul(y).sum(SPACE), sizes: sizes[0].add(sizes[1]) };
}

/** See {@link shareDice}. */
export function shareDiceOf({ overlap, sizes }: ShareDiceSums, kind: DiceKind): Tensor {
  const epsilon = kind === "squares" ? 1e-5 : 1e-8;
  return overlap.mul(2).add(epsilon).div(sizes.add(epsilon)).mean().rsub(1);
}

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
  return scope(() => shareDiceOf(shareDiceSums(probabilities, target, kind, background), kind));
}

/** A setting of methods: their loss of labelled crops. Plans from before it was a setting have the reference's. */
export const supervision = z
  .enum(["common", "reference"])
  .default("reference")
  .describe(
    "the loss of labelled crops: Dice + KL, as M&N's and all methods' in the preset clean, or the reference code's",
  );

export type Supervision = z.infer<typeof supervision>;

/** How {@link supervisedLoss} is computed. */
export interface SupervisedOptions {
  /** Default "common"; or a loss of one's own. */
  readonly kind?: Supervision | OwnLoss | undefined;
  /** Whether the reference code's Dice counts the background as a class; default true. False: UA-MT's, MCF's, CrossMatch's, TraCoCo's. */
  readonly background?: boolean;
}

/** What {@link supervisedLoss} is made of. */
export type SupervisedSums =
  | DiceAndKlSums
  | { readonly crossEntropy: MeanSums; readonly dice: ShareDiceSums }
  | OwnLossSums;

/** A loss of one's own, of all crops at once: one process computes it. Beside it M&N's, to be reported, without gradients. */
export type OwnLossSums = { readonly own: Tensor; readonly beside: DiceAndKlSums };

/**
 * With a loss of one's own, of crops of which the last are labelled: this of the labelled ones, and {@link diceAndKl} of the others, where
 * there are any, each by its share of the crops.
 *
 * @param logits `[U + L, K, D, H, W]`
 * @param mask `[L, D, H, W]`: class indices
 * @param target of the logits' shape: soft masks, and `mask` one-hot
 */
export function ownLossSums(loss: OwnLoss, logits: Tensor, mask: Tensor, target: Tensor): OwnLossSums {
  return scope(() => {
    const [crops, labelled] = [logits.size(0), mask.size(0)];
    const unlabelled = crops - labelled;
    const beside = noGrad(() => diceAndKlSums(logits.detach(), target));
    const supervised = scalarOf(loss, [logits.narrow(0, unlabelled, labelled), mask]);
    if (unlabelled === 0) return { own: supervised, beside };
    const [others, taught] = [logits, target].map((x) => x.narrow(0, 0, unlabelled)) as [Tensor, Tensor];
    const { total } = diceAndKl(others, taught);
    return { own: supervised.mul(labelled / crops).add(total.mul(unlabelled / crops)), beside };
  });
}

export interface SupervisedLosses {
  readonly total: Tensor;
  readonly dice: Tensor;
  /** The mean over voxels. */
  readonly crossEntropy: Tensor;
}

/**
 * Of some of a batch's labelled crops; see {@link supervisedLoss}.
 *
 * @param logits `[N, K, D, H, W]`
 * @param mask `[N, D, H, W]`: class indices
 */
export function supervisedSums(
  logits: Tensor,
  mask: Tensor,
  { kind = "common", background = true }: SupervisedOptions = {},
): SupervisedSums {
  return scope(() => {
    const target = oneHot(mask, logits.size(1)).to(logits.dtype);
    if (typeof kind === "object") return ownLossSums(kind, logits, mask, target);
    if (kind === "common") return diceAndKlSums(logits, target);
    const logProbabilities = logits.logSoftmax(1);
    const crossEntropy = meanSums(logProbabilities.mul(target).sum([1]).neg());
    return { crossEntropy, dice: shareDiceSums(logProbabilities.exp(), target, "squares", background) };
  });
}

/** See {@link supervisedLoss}. */
export function supervisedOf(sums: SupervisedSums): SupervisedLosses {
  return scope(() => {
    if ("own" in sums) return { ...supervisedOf(sums.beside), total: sums.own };
    if ("kl" in sums) {
      const { total, dice, kl } = diceAndKlOf(sums);
      return { total, dice, crossEntropy: kl.mul(sums.overlap.size(0)) };
    }
    const crossEntropy = meanOf(sums.crossEntropy);
    const dice = shareDiceOf(sums.dice, "squares");
    return { total: crossEntropy.add(dice).mul(0.5), dice, crossEntropy };
  });
}

/**
 * The loss of labelled crops. "common", which all methods have in the preset `clean`, is M&N's {@link diceAndKl} of one-hot masks, whose KL
 * is the cross entropy over the number of classes. "reference" is ½ (cross entropy + Dice by squares), as many of the reference codes have
 * it (SSL4MIS, `DiceLoss`). Of a loss of one's own, which one process computes, Dice and cross entropy are those of "common".
 * {@link supervisedOf} of {@link supervisedSums}.
 *
 * @param logits `[N, K, D, H, W]`
 * @param mask `[N, D, H, W]`: class indices
 */
export function supervisedLoss(logits: Tensor, mask: Tensor, options: SupervisedOptions = {}): SupervisedLosses {
  return scope(() => supervisedOf(supervisedSums(logits, mask, options)));
}

/** What {@link labelledLoss} is made of. */
export type LabelledSums = DiceAndKlSums | { readonly dice: ShareDiceSums } | { readonly own: Tensor };

/** Of some of a batch's labelled crops; see {@link labelledLoss}. */
export function labelledSums(logits: Tensor, mask: Tensor, kind: Supervision | OwnLoss, own: DiceKind): LabelledSums {
  return scope(() => {
    if (typeof kind === "object") return { own: scalarOf(kind, [logits, mask]) };
    const target = oneHot(mask, logits.size(1)).to(logits.dtype);
    return kind === "common" ? diceAndKlSums(logits, target) : { dice: shareDiceSums(logits.softmax(1), target, own) };
  });
}

/** See {@link labelledLoss}. */
export function labelledOf(sums: LabelledSums, own: DiceKind): Tensor {
  if ("own" in sums) return sums.own;
  return scope(() => ("kl" in sums ? diceAndKlOf(sums).total : shareDiceOf(sums.dice, own)));
}

/**
 * The loss of labelled crops by the setting {@link supervision}, where the reference code has a Dice of the foreground alone; or a loss of
 * one's own.
 *
 * @param logits `[L, K, D, H, W]`
 * @param mask `[L, D, H, W]`: class indices
 * @param own the reference code's Dice
 */
export function labelledLoss(logits: Tensor, mask: Tensor, kind: Supervision | OwnLoss, own: DiceKind): Tensor {
  return scope(() => labelledOf(labelledSums(logits, mask, kind, own), own));
}

/**
 * What the Dice by squares is made of, of voxels alone whose guess is at least so sure; {@link sureDiceOf} is 0 where there is none.
 *
 * @param logits `[N, K, D, H, W]`
 * @param background whether the background counts as a class; default true
 */
export function sureDiceSums(
  logits: Tensor,
  { classes, certainty }: Guess,
  threshold: Tensor | number,
  background = true,
): ShareDiceSums {
  return scope(() => {
    const isSure = certainty.ge(threshold).unsqueeze(1).to(logits.dtype);
    const target = oneHot(classes, logits.size(1)).to(logits.dtype).mul(isSure);
    return shareDiceSums(logits.softmax(1).mul(isSure), target, "squares", background);
  });
}

export const sureDiceOf = (sums: ShareDiceSums): Tensor => scope(() => shareDiceOf(sums, "squares"));

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
