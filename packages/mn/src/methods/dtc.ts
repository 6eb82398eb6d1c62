/**
 * DTC: one network with a head for masks and one for signed distances to their surface; the two must agree on labelled and
 * unlabelled crops. Luo et al. 2021, https://arxiv.org/abs/2009.04448; the constants are those of DTC (train_la_dtc.py).
 */
import { scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { defineMethod } from "../training/method.js";
import { summed } from "../training/update.js";
import { labelledOf, labelledSums, type MeanSums, meanOf, meanSums, supervision } from "./losses.js";
import { oneStudent, partsOf, ramp, risingWeight, student, vnetTraining } from "./one-student.js";
import { signedDistances } from "./signed-distance.js";

const settings = z.strictObject({
  supervised: supervision,
  distanceWeight: z.number().nonnegative().describe("weight of the signed distances of labelled crops"),
  weight: z.number().nonnegative().describe("highest weight of the consistency"),
  ramp,
  steepness: z.number().positive().describe("k of sigmoid(−k · distance), the mask that a signed distance stands for"),
});

/** A network of a mask head and, for each foreground class, a signed-distance head. */
export const withDistances = student({
  options: { heads: [{ channels: "foreground", activation: "tanh" }] },
  needs: { heads: 1 },
});

/**
 * Mean over foreground classes and voxels of (sigmoid(−k s) − p)²; gradients go to both heads.
 *
 * @param logits `[N, K, D, H, W]`
 * @param distances s, `[N, K − 1, D, H, W]`
 */
export function dualTaskConsistency(logits: Tensor, distances: Tensor, steepness: number): MeanSums {
  return scope(() => {
    const foreground = logits.softmax(1).narrow(1, 1, logits.size(1) - 1);
    return meanSums(distances.mul(-steepness).sigmoid().sub(foreground).square());
  });
}

const common = { distanceWeight: 0.3, weight: 1, ramp: 1, steepness: 1500 };

export const dtc = defineMethod({
  name: "dtc",
  title: "DTC",
  summary: "a network that predicts masks and signed distances to their surface, which must agree",
  cite: {
    authors: "X. Luo, J. Chen, T. Song, G. Wang",
    title: "Semi-supervised medical image segmentation through dual-task consistency",
    year: 2021,
    url: "https://arxiv.org/abs/2009.04448",
    code: { url: "https://github.com/Luoxd1996/DTC", commit: "2525b9c", licence: "MIT" },
  },
  notes: [
    "Kept: gradients of the consistency into both heads; its steepness of 1500, which leaves gradients only where distances are nearly 0.",
    "Mended: a softmax over all classes instead of one channel under a sigmoid, and a signed distance for each foreground class; a crop without a class is outside of it everywhere, where the code has distances of 0, as on a surface.",
    "The code's flags consistency_weight, gamma and consistency_type do nothing, and are not here. Prediction by the mask head of the last checkpoint, all components kept.",
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
  members: () => [withDistances],
  takesLoss: true,
  begin: ({ supervised, distanceWeight, steepness, ...own }, { loss: kind = supervised }) => ({
    step({ image, mask, cases }, { place }, kit) {
      const network = kit.member("student");
      const { ofLabelled } = partsOf({ cases });
      return kit.minimise([
        summed({
          of: network,
          key: "",
          inputs: [risingWeight(kit, place, own), image, mask, signedDistances(mask, kit.classes)],
          sums: (_share, crops, masks, known) => {
            const { logits, heads } = kit.decode(network, kit.encode(network, crops));
            const [distances] = heads as [Tensor];
            return {
              supervised: labelledSums(ofLabelled(logits), masks, kind, "squares"),
              distance: meanSums(ofLabelled(distances).sub(known).square()),
              consistency: dualTaskConsistency(logits, distances, steepness),
            };
          },
          lossOf: (sums, share) => {
            const supervised = labelledOf(sums.supervised, "squares");
            const [distance, consistency] = [meanOf(sums.distance), meanOf(sums.consistency)];
            const loss = supervised.add(distance.mul(distanceWeight)).add(consistency.mul(share));
            return { loss, supervised, distance, consistency };
          },
        }),
      ]);
    },
  }),
});
