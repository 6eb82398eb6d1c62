/**
 * Entropy minimisation: one network whose predictions must be sure, on unlabelled crops too. Grandvalet and Bengio 2004; for
 * segmentation Vu et al. 2019, https://arxiv.org/abs/1811.12833; the constants for 3D are those of SSL4MIS
 * (train_entropy_minimization_3D.py).
 */
import { scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { defineMethod } from "../training/method.js";
import { summed } from "../training/update.js";
import { type MeanSums, meanOf, meanSums, supervisedOf, supervisedSums, supervision } from "./losses.js";
import { oneStudent, partsOf, ramp, risingWeight, ssl4misTraining, student } from "./one-student.js";

const settings = z.strictObject({
  supervised: supervision,
  weight: z.number().nonnegative().describe("highest weight of the entropy"),
  ramp,
});

/** The mean over voxels of Σ p log p of a prediction `[N, K, D, H, W]`: its entropy, negative. */
function negativeEntropy(logits: Tensor): MeanSums {
  return scope(() => {
    const logs = logits.logSoftmax(1);
    return meanSums(logs.exp().mul(logs).sum([1]));
  });
}

const common = { weight: 0.1, ramp: 1 };
const training = ssl4misTraining(30_000, 0.01);

export const entropy = defineMethod({
  name: "entropy",
  title: "Entropy minimisation",
  summary: "a network whose predictions must be sure, on unlabelled crops too",
  cite: {
    authors: "T.-H. Vu, H. Jain, M. Bucher, M. Cord, P. Pérez",
    title: "ADVENT: Adversarial entropy minimization for domain adaptation in semantic segmentation",
    year: 2019,
    url: "https://arxiv.org/abs/1811.12833",
    code: { url: "https://github.com/HiLab-git/SSL4MIS", commit: "06df604", licence: "MIT" },
  },
  notes: [
    "Kept: the entropy of labelled crops counts too.",
    "Mended: a share of ln K for K classes, where the code has ln 2; logarithms of a softmax by log-softmax.",
    "Left out: the dropout of 0.3 of SSL4MIS's U-Net, and the choice of the best checkpoint on the validation scans.",
  ],
  settings,
  presets: {
    clean: { settings: { ...common, supervised: "common" }, reasons: training.reasons },
    official: { settings: { ...common, supervised: "reference" }, ...training },
  },
  ...oneStudent,
  splits: true,
  members: () => [student()],
  takesLoss: true,
  begin: ({ supervised, ...own }, { loss: kind = supervised }) => ({
    step({ image, mask, cases }, { place }, kit) {
      const network = kit.member("student");
      const { ofLabelled } = partsOf({ cases });
      return kit.minimise([
        summed({
          of: network,
          key: "",
          inputs: [risingWeight(kit, place, own), image, mask],
          sums: (_share, crops, masks) => {
            const logits = kit.logits(network, crops);
            return {
              supervised: supervisedSums(ofLabelled(logits), masks, { kind }),
              entropy: negativeEntropy(logits),
            };
          },
          lossOf: (sums, share) => {
            const { total, dice, crossEntropy } = supervisedOf(sums.supervised);
            const unsure = meanOf(sums.entropy).div(-Math.log(kit.classes)); // a share of the highest there is
            return { loss: total.add(unsure.mul(share)), dice, crossEntropy, entropy: unsure };
          },
        }),
      ]);
    },
  }),
});
