/**
 * MC-Net and MC-Net+: one encoder and two or three decoders that enlarge features in different ways; each decoder must predict
 * what the others do, sharpened. Wu et al. 2021, https://arxiv.org/abs/2103.02911, and 2022,
 * https://arxiv.org/abs/2109.09960; the constants are those of MC-Net (train_mcnet_3d.py).
 */
import { scope, stack, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { defineMethod } from "../training/method.js";
import { summed } from "../training/update.js";
import { byPlace, counted, labelledOf, labelledSums, type MeanSums, meanOf, sharpened, supervision } from "./losses.js";
import { oneStudent, partsOf, ramp, risingWeight, student, vnetTraining } from "./one-student.js";

const settings = z.strictObject({
  decoders: z
    .array(z.enum(["transposed", "trilinear", "nearest"]))
    .min(1)
    .max(3)
    .describe("decoders beside the network's own, by how they enlarge features: one is MC-Net, two are MC-Net+"),
  supervised: supervision,
  labelledWeight: z.number().positive().describe("weight of each decoder's loss of labelled crops"),
  weight: z.number().nonnegative().describe("highest weight of the consistency"),
  ramp,
  temperature: z.number().positive().max(1).describe("of the sharpened predictions"),
});

/**
 * Σ over ordered pairs i ≠ j of mean (p_i − sharp(p_j))²; gradients pass through both.
 *
 * @param logits `[N, K, D, H, W]` of each decoder
 */
export function mutualConsistency(logits: readonly Tensor[], temperature: number): Tensor {
  return scope(() => meanOf(mutualSums(logits, temperature)));
}

/** Of some of a batch's crops; see {@link mutualConsistency}. */
function mutualSums(logits: readonly Tensor[], temperature: number): MeanSums {
  return scope(() => {
    const probabilities = logits.map((one) => one.softmax(1));
    const targets = logits.map((one) => sharpened(one, temperature));
    const terms = probabilities.flatMap((p, i) =>
      targets.flatMap((target, j) => (i === j ? [] : [p.sub(target).square().sum()])),
    );
    return counted(stack(terms).sum(), logits[0]?.numel ?? 0);
  });
}

const common = { labelledWeight: 0.5, weight: 1, temperature: 0.1 };

export const mcNet = defineMethod({
  name: "mc-net",
  title: "MC-Net+",
  summary: "an encoder under decoders of different kinds, which must agree with each other's sharpened predictions",
  cite: {
    authors: "Y. Wu, Z. Ge, D. Zhang, M. Xu, L. Zhang, Y. Xia, J. Cai",
    title: "Mutual consistency learning for semi-supervised medical image segmentation",
    year: 2022,
    url: "https://arxiv.org/abs/2109.09960",
    code: { url: "https://github.com/ycwu1997/MC-Net", commit: "fee453c", licence: "MIT" },
  },
  notes: [
    "Kept: gradients through the sharpened predictions too; consistency on labelled and unlabelled crops; dropout, of which the encoder's is shared by all decoders.",
    "Mended: sharpening is over all classes, which for two is the code's; stacks of probabilities stay on the device.",
    "The multi-scale variant of the paper is not in the code, and not here. Prediction by the network's own decoder, as in the code, whose checkpoint was the best one on the test scans; here it is the last one.",
  ],
  settings,
  presets: {
    clean: {
      settings: { ...common, decoders: ["transposed", "nearest"], supervised: "common", ramp: 0.4 },
      reasons: {
        decoders: "the 3D U-Net's own is trilinear, so that all three kinds of the paper are there",
        ramp: "6,000 of the code's 15,000 iterations",
      },
    },
    official: {
      settings: { ...common, decoders: ["trilinear", "nearest"], supervised: "reference", ramp: 0.4 },
      ...vnetTraining(15_000, "constant"),
      reasons: { decoders: "V-Net's own is a transposed convolution" },
    },
  },
  ...oneStudent,
  splits: true,
  members: ({ decoders }) => [student({ options: { decoders }, needs: { decoders: decoders.length + 1 } })],
  takesLoss: true,
  begin: ({ decoders, supervised, labelledWeight, temperature, ...own }, { loss: kind = supervised }) => ({
    step({ image, mask, cases }, { place }, kit) {
      const network = kit.member("student");
      const { ofLabelled } = partsOf({ cases });
      return kit.minimise([
        summed({
          of: network,
          key: "",
          inputs: [risingWeight(kit, place, own), image, mask],
          sums: (_share, crops, masks) => {
            const features = kit.encode(network, crops);
            const logits = [0, ...decoders.map((_, i) => i + 1)].map(
              (decoder) => kit.decode(network, features, { decoder }).logits,
            );
            const supervised = logits.map((one) => labelledSums(ofLabelled(one), masks, kind, "sums"));
            return { supervised: byPlace(supervised), consistency: mutualSums(logits, temperature) };
          },
          lossOf: (sums, share) => {
            const losses = Object.values(sums.supervised).map((one) => labelledOf(one, "sums"));
            const supervised = stack(losses).sum().mul(labelledWeight);
            const consistency = meanOf(sums.consistency);
            return { loss: supervised.add(consistency.mul(share)), supervised, consistency };
          },
        }),
      ]);
    },
  }),
});
