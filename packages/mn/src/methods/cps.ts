/**
 * CPS, cross pseudo supervision: two networks of one kind that start from different weights; each learns the classes that the
 * other predicts on unlabelled crops. Chen et al. 2021, https://arxiv.org/abs/2106.01226; the constants for 3D segmentation are
 * those of SSL4MIS (train_cross_pseudo_supervision_3D.py).
 */
import { nn, scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { defineMethod } from "../training/method.js";
import { summed } from "../training/update.js";
import { counted, type MeanSums, meanOf, supervisedOf, supervisedSums, supervision } from "./losses.js";
import { partsOf, peer, ramp, risingWeight, ssl4misTraining, twoPeers } from "./one-student.js";

const settings = z.strictObject({
  supervised: supervision,
  weight: z.number().nonnegative().describe("highest weight of what the networks teach each other"),
  ramp,
});

/**
 * What one network learns of another: the mean cross entropy with the class that the other finds most probable at each voxel; no
 * gradient goes to the other.
 *
 * @param student logits `[U, K, D, H, W]`
 * @param teacher logits of the same shape
 */
export function pseudoSupervision(student: Tensor, teacher: Tensor): MeanSums {
  return scope(() => {
    const classes = teacher.detach().argmax(1);
    return counted(nn.functional.crossEntropy(student, classes, { reduction: "sum" }), classes.numel);
  });
}

export const cps = defineMethod({
  name: "cps",
  title: "CPS",
  summary: "two networks from different random weights, each of which learns what the other predicts",
  cite: {
    authors: "X. Chen, Y. Yuan, G. Zeng, J. Wang",
    title: "Semi-supervised semantic segmentation with cross pseudo supervision",
    year: 2021,
    url: "https://arxiv.org/abs/2106.01226",
    code: { url: "https://github.com/HiLab-git/SSL4MIS", commit: "06df604", licence: "MIT" },
  },
  notes: [
    "Kept: the weights of convolutions are drawn by Kaiming's rule for the first network and by Xavier's for the second one, whatever the network's own rule is.",
    "As in SSL4MIS, not as in the paper: a weight of 0.1 that rises, where the paper has 1.5; unlabelled crops alone; no CutMix.",
    "Left out: the dropout of 0.3 of SSL4MIS's U-Net.",
    "Prediction by the first network of the last checkpoint; the second one and their mean are further results. The code kept each network's best checkpoint on the validation scans.",
  ],
  settings,
  presets: {
    clean: { settings: { supervised: "common", weight: 0.1, ramp: 1 } },
    official: {
      settings: { supervised: "reference", weight: 0.1, ramp: 1 },
      ...ssl4misTraining(30_000, 0.01),
    },
  },
  ...twoPeers,
  splits: true,
  members: () => [peer("first", { weights: "kaiming" }), peer("second", { weights: "xavier" })],
  predictors: () => ({ first: ["first"], second: ["second"], both: ["first", "second"] }),
  takesLoss: true,
  begin: ({ supervised, ...own }, { loss: kind = supervised }) => ({
    step({ image, mask, cases }, { place }, kit) {
      const networks = [kit.member("first"), kit.member("second")] as const;
      const { ofUnlabelled, ofLabelled } = partsOf({ cases });
      return kit.minimise([
        summed({
          of: networks,
          key: "",
          inputs: [risingWeight(kit, place, own), image, mask],
          sums: (_share, crops, masks) => {
            const [one, other] = [kit.logits(networks[0], crops), kit.logits(networks[1], crops)];
            const [ofFirst, ofSecond] = [ofUnlabelled(one), ofUnlabelled(other)];
            return {
              first: supervisedSums(ofLabelled(one), masks, { kind }),
              second: supervisedSums(ofLabelled(other), masks, { kind }),
              firstBySecond: pseudoSupervision(ofFirst, ofSecond),
              secondByFirst: pseudoSupervision(ofSecond, ofFirst),
            };
          },
          lossOf: (sums, share) => {
            const [first, second] = [supervisedOf(sums.first).total, supervisedOf(sums.second).total];
            const mutual = meanOf(sums.firstBySecond).add(meanOf(sums.secondByFirst));
            return { loss: first.add(second).add(mutual.mul(share)), first, second, mutual };
          },
        }),
      ]);
    },
  }),
});
