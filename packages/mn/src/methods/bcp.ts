/**
 * BCP, bidirectional copy-paste: boxes are cut out of labelled crops and put into unlabelled ones, and the other way round, with
 * their masks, of which the unlabelled crops' come from a teacher. A first stage mixes labelled crops among each other. Bai et al.
 * 2023, https://arxiv.org/abs/2305.00673; the constants are those of BCP (LA_BCP_train.py, BCP_utils.py).
 */
import { keepLargestComponent } from "@mandn/imaging";
import { cat, fromTypedArray, onesLike, scope, stack, type Tensor, where } from "@mandn/torch";
import { z } from "zod";
import type { Training } from "../plan/plan.js";
import { type Epoch, isTimeFor } from "../plan/schedule.js";
import type { Kit } from "../training/kit.js";
import type { Member } from "../training/member.js";
import { type Batch, defineMethod } from "../training/method.js";
import { type OwnLoss, scalarOf } from "../training/own-loss.js";
import { diceAndKlOf, oneHot, type Supervision, shareDiceSums, supervision } from "./losses.js";
import { boxOfShare, inBoxes, sizeOf } from "./mixing.js";
import { alike, oneStudent, partsOf, student, vnetTraining } from "./one-student.js";

/** Settings of the two stages, for methods that have them too. */
export const copyPasteSettings = {
  stage1: z.number().min(0).max(1).describe("end of the stage in which labelled crops are mixed among each other"),
  box: z.number().positive().max(1).describe("sides of the box that is cut out, as a share of the crop's"),
  supervised: supervision,
  pseudoWeight: z.number().nonnegative().describe("weight of voxels with a pseudo-mask beside those with a mask"),
  decay: z.number().min(0).max(1).describe("of the teacher's moving average"),
};

const settings = z.strictObject(copyPasteSettings);

/** Keeps the Dice of a class that is nowhere in a region from dividing by 0. */
const SMOOTH = 1e-5;

/** A part of mixed crops, and what it shows. */
export interface Region {
  /** `[1, 1, D, H, W]`, bool: its voxels, the same in each crop. */
  readonly inside: Tensor;
  /** `[N, D, H, W]`: class indices. */
  readonly mask: Tensor;
  readonly weight: number;
}

/**
 * 1 − mean over crops and classes of (2 Σ p y + ε) / (Σ p + Σ y + ε), sums over space: `mask_DiceLoss` of the code.
 *
 * @param probabilities `[N, K, D, H, W]`, 0 outside of the region
 * @param target `[N, K, D, H, W]`, 0 outside of the region
 */
function diceOfCrops(probabilities: Tensor, target: Tensor): Tensor {
  const space = [2, 3, 4];
  const overlap = probabilities.mul(target).sum(space).mul(2).add(SMOOTH);
  return overlap.div(probabilities.add(target).sum(space).add(SMOOTH)).mean().rsub(1);
}

/**
 * The loss of crops that are made of regions: Σ over these of weight · loss, each of the region's voxels alone: M&N's Dice + KL, or the
 * reference code's ½ (cross entropy + Dice), or a loss of one's own.
 *
 * @param logits `[N, K, D, H, W]`
 */
export function lossOfRegions(logits: Tensor, regions: readonly Region[], kind: Supervision | OwnLoss): Tensor {
  return scope(() => {
    const logs = logits.logSoftmax(1);
    const probabilities = logs.exp();
    const losses = regions.map(({ inside, mask, weight }) => {
      if (typeof kind === "object") return scalarOf(kind, [logits, mask, inside.squeeze(1)]).mul(weight);
      const counts = inside.to(logits.dtype);
      const known = oneHot(mask, logits.size(1)).to(logits.dtype).mul(counts);
      const voxels = counts.sum().mul(logits.size(0)).clampMin(1);
      const crossEntropy = logs.mul(known).sum().neg();
      const found = probabilities.mul(counts);
      if (kind === "common") {
        const kl = { sum: crossEntropy, count: voxels.mul(logits.size(1)) };
        return diceAndKlOf({ ...shareDiceSums(found, known, "squares", true), kl }).total.mul(weight);
      }
      const mean = crossEntropy.div(voxels);
      return mean.add(diceOfCrops(found, known)).mul(weight / 2);
    });
    return stack(losses).sum();
  });
}

/**
 * The most probable class of each voxel, of each foreground class its largest component alone (26 neighbours); the rest is
 * background.
 *
 * @param soft `[N, K, D, H, W]`
 * @returns `[N, D, H, W]`, int64, on the same device
 */
export function largestParts(soft: Tensor): Tensor {
  return scope(() => {
    const [count, classes, ...shape] = soft.shape as [number, number, number, number, number];
    const labels = soft.max(1)[1];
    const voxels = Uint8Array.from(labels.toTypedArray() as BigInt64Array, Number);
    const size = voxels.length / count;
    for (let crop = 0; crop < count; crop++) {
      const own = { shape, voxels: voxels.subarray(crop * size, (crop + 1) * size) };
      for (let c = 1; c < classes; c++) keepLargestComponent(own, c);
    }
    return fromTypedArray(voxels, labels.shape).to({ device: soft.device, dtype: "int64" });
  });
}

/** Crops a and b: the first and the second half of them. */
const halves = (x: Tensor) => x.chunk(2) as [a: Tensor, b: Tensor];

/** The masks that a teacher gives crops a and b, each half by itself; see {@link largestParts}. */
export function pseudoMasksOf(kit: Kit, teacher: Member, image: Tensor): Tensor {
  return scope(() => cat(halves(image).map((half) => largestParts(kit.soft(teacher, half, { mode: "train" })))));
}

/** Crops of a batch, and what is known of them. */
export interface Known {
  /** `[N, C, D, H, W]` */
  readonly image: Tensor;
  /** `[N, D, H, W]`: class indices. */
  readonly mask: Tensor;
  readonly weight: number;
}

/** Crops that are made of regions of others. */
export interface Mixed {
  readonly image: Tensor;
  readonly regions: readonly Region[];
}

/** Crops a with the boxes of crops b, as one region; stage 1. */
export function mixedAmong({ image, mask, weight }: Known, inside: Tensor): Mixed {
  const [[a, b], [ofA, ofB]] = [halves(image), halves(mask)];
  const whole = { inside: onesLike(inside), mask: where(inside.squeeze(1), ofB, ofA), weight };
  return { image: where(inside, b, a), regions: [whole] };
}

/** Outward: labelled crops a with the boxes of unlabelled ones; inward: unlabelled crops b with those of labelled ones. */
export function mixedBothWays(labelled: Known, unlabelled: Known, inside: Tensor): [outward: Mixed, inward: Mixed] {
  const half = ({ image, mask, weight }: Known, i: 0 | 1): Known => {
    return { image: halves(image)[i], mask: halves(mask)[i], weight };
  };
  const pasted = (around: Known, within: Known): Mixed => ({
    image: where(inside, within.image, around.image),
    regions: [
      { inside: inside.logicalNot(), mask: around.mask, weight: around.weight },
      { inside, mask: within.mask, weight: within.weight },
    ],
  });
  return [pasted(half(labelled, 0), half(unlabelled, 0)), pasted(half(unlabelled, 1), half(labelled, 1))];
}

/** The box of a step, the same for all its crops: `[1, 1, D, H, W]`. */
export function drawBox({ image }: Pick<Batch, "image">, share: number, kit: Kit): Tensor {
  const size = sizeOf(image);
  return scope(() => inBoxes([boxOfShare(size, share, kit.generator)], size).to(image.device));
}

/** Of a definition: the two stages, in which these members learn. A batch is of mixed crops, each of two. */
export const copyPaste = (students: readonly string[]) =>
  ({
    needsUnlabelled: true,
    stages: ({ stage1 }: { readonly stage1: number }) => [
      { name: "stage 1: labelled crops mixed among each other", until: stage1 },
      { name: "stage 2: mixed with unlabelled ones", until: 1 },
    ],
    steps({ stage }: Epoch, _own: unknown, training: Training) {
      const crops = 2 * Math.max(1, Math.floor(training.volumesPerBatch / 2));
      return alike({ labelled: crops, unlabelled: stage === 0 ? 0 : crops }, training, students);
    },
  }) as const;

/** Iterations of the code's stages. */
const [FIRST, SECOND] = [2000, 15_000];

/** The first stage in the preset clean. */
export const cleanStage1 = {
  share: 0.3333,
  reason:
    "a third of the run for labelled scans alone, as all methods with two stages have it; the code's share would be few updates in runs of hundreds",
};

const common = { box: 2 / 3, pseudoWeight: 0.5, decay: 0.99 };
const vnet = vnetTraining(FIRST + SECOND, "constant");

export const bcp = defineMethod({
  name: "bcp",
  title: "BCP",
  summary: "boxes of labelled crops in unlabelled ones and the other way round, with a teacher's masks of the latter",
  cite: {
    authors: "Y. Bai, D. Chen, Q. Li, W. Shen, Y. Wang",
    title: "Bidirectional copy-paste for semi-supervised medical image segmentation",
    year: 2023,
    url: "https://arxiv.org/abs/2305.00673",
    code: { url: "https://github.com/DeepMed-Lab-ECNU/BCP", commit: "7879f98", licence: "MIT" },
  },
  notes: [
    "Kept: one box for all crops of a batch; a teacher whose dropout and batch statistics are on, and of whose masks each class's largest component counts; the first stage's weights begin the second one, for network and teacher; no rise of a weight, which the code computes and does not use.",
    "Mended: the box is of the crop's own size, where the code's places fit 112 × 112 × 80 alone, and of any number of classes each has its largest component; the second stage begins with the last weights of the first, in the code with those that were best on the test scans.",
    "Labelled regions and those with a pseudo-mask have one loss, in the preset clean M&N's Dice + KL of a region's voxels.",
    "A batch is of mixed crops: as many labelled and as many unlabelled ones are drawn as it has, in the first stage as many labelled ones, which make half as many. The learning rate falls over both stages, as the code's does.",
    "Prediction by the network of the last checkpoint, all components kept; the code chose the best one on the test scans and kept the largest component.",
  ],
  settings,
  whyNotSplit: "it puts a part of one crop into another, which another process may have",
  takesLoss: "of parts",
  presets: {
    clean: {
      settings: { ...common, stage1: cleanStage1.share, supervised: "common" },
      reasons: { stage1: cleanStage1.reason },
    },
    official: {
      settings: { ...common, stage1: FIRST / (FIRST + SECOND), supervised: "reference" },
      ...vnet,
      training: {
        ...vnet.training,
        annealing: {
          kind: "steps",
          at: [1, 2, 3, 4, 5].map((fall) => (FIRST + 2500 * fall) / (FIRST + SECOND)),
          factor: 0.1,
        },
      },
      reasons: { stage1: "2,000 of the code's 17,000 iterations" },
    },
  },
  ...oneStudent,
  ...copyPaste(["student"]),
  members: ({ decay }) => [
    student({ title: "student" }),
    student({ name: "teacher", title: "teacher", learns: { ema: "student", decay } }),
  ],
  begin: ({ stage1, box, supervised, pseudoWeight }, { loss: kind = supervised }) => ({
    openEpoch(at, kit) {
      if (isTimeFor([stage1], at)) kit.member("teacher").follow(kit.member("student"), 0, true);
    },
    step(batch, _at, kit) {
      const { image, mask, cases } = batch;
      const [learner, teacher] = [kit.member("student"), kit.member("teacher")];
      const { ofUnlabelled, ofLabelled } = partsOf(batch);
      const inBox = drawBox(batch, box, kit);
      const lossOf = (mixed: Mixed) => lossOfRegions(kit.logits(learner, mixed.image), mixed.regions, kind);
      if (cases.unlabelled.length === 0) {
        return kit.minimise([
          {
            of: learner,
            key: "stage 1",
            inputs: [image, mask, inBox],
            loss: (crops, masks, inside) => ({
              loss: lossOf(mixedAmong({ image: crops, mask: masks, weight: 1 }, inside)),
            }),
          },
        ]);
      }
      return kit.minimise([
        {
          of: learner,
          key: "stage 2",
          inputs: [image, mask, pseudoMasksOf(kit, teacher, ofUnlabelled(image)), inBox],
          loss: (crops, masks, pseudoMasks, inside) => {
            const labelled = { image: ofLabelled(crops), mask: masks, weight: 1 };
            const unlabelled = { image: ofUnlabelled(crops), mask: pseudoMasks, weight: pseudoWeight };
            const [outward, inward] = mixedBothWays(labelled, unlabelled, inside).map(lossOf) as [Tensor, Tensor];
            return { loss: outward.add(inward), outward, inward };
          },
        },
      ]);
    },
  }),
});
