/**
 * UA-MT: Mean Teacher with a mask: the student follows its teacher only where several stochastic passes of the teacher agree.
 * Yu et al. 2019, https://arxiv.org/abs/1907.07034; the constants are those of UA-MT
 * (train_LA_meanteacher_certainty_unlabel.py).
 */
import { cat, clamp, randn, scope, stack, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { defineMethod } from "../training/method.js";
import { summed } from "../training/update.js";
import { gaussianRamp, type MeanSums, meanOf, meanSums, supervisedOf, supervisedSums, supervision } from "./losses.js";
import { oneStudent, partsOf, ramp, risingWeight, student, vnetTraining } from "./one-student.js";

const settings = z.strictObject({
  supervised: supervision,
  decay: z.number().min(0).max(1).describe("of the teacher's moving average"),
  weight: z.number().nonnegative().describe("highest weight of the consistency"),
  ramp,
  noise: z
    .number()
    .nonnegative()
    .describe("standard deviation of the noise on the teacher's crops, cut off at twice of it"),
  passes: z
    .int()
    .min(2)
    .max(64)
    .multipleOf(2)
    .describe("stochastic passes of the teacher by which it is told where it is sure, made two at a time"),
  firstThreshold: z
    .number()
    .min(0)
    .max(1)
    .describe("highest entropy of a voxel that counts at the start, as a share of the highest there is"),
  lastThreshold: z.number().min(0).max(1).describe("the same at the end of the run"),
});

/** Dropout after the deepest features and before the last convolution, as V-Net's: what makes passes differ. */
const DROPOUT = { dropout: [0.5, 0.5] } as const;
/** Keep logarithms finite, and a mean over no voxel from dividing by 0. */
const SMALLEST = { share: 1e-6, voxels: 1e-16 } as const;

/** Entropy of the mean of several predictions `[U, K, D, H, W]`: `[U, 1, D, H, W]`, 0 … ln K. */
export function uncertainty(predictions: readonly Tensor[]): Tensor {
  return scope(() => {
    const mean = stack(predictions).mean([0]);
    return mean.mul(mean.add(SMALLEST.share).log()).sum([1], true).neg();
  });
}

/**
 * Mean over classes and sure voxels of (p_s − p_t)²: Σ m (p_s − p_t)² / (K Σ m + ε), where m is 1 where the teacher's
 * uncertainty is below a threshold.
 *
 * @param soft p_s, the student's, `[U, K, D, H, W]`
 * @param target p_t, the teacher's, of the same shape
 * @param isSure m, `[U, 1, D, H, W]`, 0 or 1
 */
export function sureConsistency(soft: Tensor, target: Tensor, isSure: Tensor): MeanSums {
  return scope(() => ({
    sum: soft.sub(target).square().mul(isSure).sum(),
    count: isSure.sum().mul(soft.size(1)),
  }));
}

/** The threshold of a voxel's entropy at a place of the run. */
export function threshold(
  place: number,
  classes: number,
  { firstThreshold: first, lastThreshold: last }: Pick<z.infer<typeof settings>, "firstThreshold" | "lastThreshold">,
): number {
  return (first + (last - first) * gaussianRamp(place)) * Math.log(classes);
}

const common = {
  decay: 0.99,
  weight: 0.1,
  ramp: 1,
  noise: 0.1,
  passes: 8,
  firstThreshold: 0.75,
  lastThreshold: 1,
};

export const uaMt = defineMethod({
  name: "ua-mt",
  title: "UA-MT",
  summary: "Mean Teacher whose student follows the teacher only where its passes with dropout and noise agree",
  cite: {
    authors: "L. Yu, S. Wang, X. Li, C.-W. Fu, P.-A. Heng",
    title: "Uncertainty-aware self-ensembling model for semi-supervised 3D left atrium segmentation",
    year: 2019,
    url: "https://arxiv.org/abs/1907.07034",
    code: { url: "https://github.com/yulequan/UA-MT", commit: "88ed29a", licence: "none: written from its facts" },
  },
  notes: [
    "Kept: the target is a pass of its own, not the mean of those that tell where the teacher is sure; passes of twice the crops at a time, which batch norm sees together; the teacher's dropout and batch statistics are on.",
    "Mended: the threshold is a share of ln K for K classes, where the code has ln 2.",
    "A network under instance norm gets V-Net's two dropouts, without which all passes would be nearly the same.",
    "Prediction by the student of the last checkpoint, all components kept, as in the code.",
  ],
  settings,
  presets: {
    clean: {
      settings: { ...common, supervised: "common" },
      reasons: { ramp: "6,000 of the code's 6,000 iterations" },
    },
    official: { settings: { ...common, supervised: "reference" }, ...vnetTraining(6000, "steps") },
  },
  ...oneStudent,
  splits: true,
  members: ({ decay }) => [
    student({ title: "student", options: DROPOUT }),
    student({
      name: "teacher",
      title: "teacher",
      learns: { ema: "student", decay, warmUp: true },
      options: DROPOUT,
    }),
  ],
  takesLoss: true,
  begin: ({ supervised, noise, passes, firstThreshold, lastThreshold, ...own }, { loss: kind = supervised }) => ({
    step({ image, mask, cases }, { place }, kit) {
      const [learner, teacher] = [kit.member("student"), kit.member("teacher")];
      const { ofUnlabelled, ofLabelled } = partsOf({ cases });
      const disturbed = (crops: Tensor) => {
        const normals = randn(crops.shape, { dtype: "float32", device: crops.device });
        return crops.add(clamp(normals.mul(noise), -2 * noise, 2 * noise));
      };
      const most = kit.scalar(threshold(place, kit.classes, { firstThreshold, lastThreshold }));
      return kit.minimise([
        summed({
          of: learner,
          key: "",
          inputs: [risingWeight(kit, place, own), image, mask, most],
          sums: (_share, crops, masks, limit) => {
            const seen = ofUnlabelled(crops);
            const target = kit.soft(teacher, disturbed(seen), { mode: "train" });
            const isSure = scope(() => {
              const twice = cat([seen, seen]);
              const asked = Array.from({ length: passes / 2 }, () =>
                kit.soft(teacher, disturbed(twice), { mode: "train" }).chunk(2),
              );
              return uncertainty(asked.flat()).lt(limit).to(target.dtype);
            });
            const logits = kit.logits(learner, crops);
            return {
              supervised: supervisedSums(ofLabelled(logits), masks, { kind, background: false }),
              consistency: sureConsistency(ofUnlabelled(logits).softmax(1), target, isSure),
              sure: meanSums(isSure),
            };
          },
          lossOf: (sums, share) => {
            const { total, dice, crossEntropy } = supervisedOf(sums.supervised);
            const { sum, count } = sums.consistency;
            const consistency = sum.div(count.add(SMALLEST.voxels));
            const loss = total.add(consistency.mul(share));
            return { loss, dice, crossEntropy, consistency, sure: meanOf(sums.sure) };
          },
        }),
      ]);
    },
  }),
});
