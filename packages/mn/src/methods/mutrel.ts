/**
 * MutRel, mutual learning with reliable pseudo-labels: one encoder under two decoders; where one is surer than the other it
 * teaches it, the more so the better its features agree with its own prediction. Su et al. 2024,
 * https://doi.org/10.1016/j.media.2024.103111; the constants are those of its code (train_Mutual_Reliable.py).
 */
import { nn, noGrad, scope, stack, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { defineMethod } from "../training/method.js";
import { summed } from "../training/update.js";
import { labelledOf, labelledSums, type MeanSums, oneHot, supervision } from "./losses.js";
import { oneStudent, partsOf, ramp, risingWeight, student, vnetTraining } from "./one-student.js";

const settings = z.strictObject({
  decoder: z
    .enum(["transposed", "trilinear", "nearest"])
    .describe("the decoder beside the network's own, by how it enlarges features"),
  supervised: supervision,
  labelledWeight: z.number().positive().describe("weight of each decoder's loss of labelled crops"),
  weight: z.number().nonnegative().describe("highest weight of what the decoders teach each other"),
  ramp,
});

/** Keeps means over no voxel, and the length of a feature of zeros, from dividing by 0. */
const SMALLEST = { voxels: 1e-6, length: 1e-12 } as const;

/** What a decoder makes of a batch. */
interface Prediction {
  /** `[N, K, D, H, W]` */
  readonly logits: Tensor;
  /** `[N, F, D, H, W]` */
  readonly features: Tensor;
}

/**
 * How reliable a prediction is at each voxel: mean over classes of 1 − (cos(f, prototype) − p)², where a class's prototype is
 * the mean feature of each sample's voxels that are predicted to be of it, of length 1. `[N, D, H, W]`
 */
export function reliability({ logits, features }: Prediction): Tensor {
  return scope(() => {
    const classes = logits.size(1);
    const probabilities = logits.softmax(1);
    const flat = features.flatten(2); // [N, F, V]
    const predicted = oneHot(logits.argmax(1), classes).to(features.dtype).flatten(2); // [N, K, V]
    const sizes = predicted.sum([2], true).clampMin(1); // [N, K, 1]
    const means = predicted.matmul(flat.transpose(1, 2)).div(sizes); // [N, K, F]
    const unit = (x: Tensor, dim: number) => x.div(x.square().sum([dim], true).sqrt().clampMin(SMALLEST.length));
    const cosines = unit(means, 2).matmul(unit(flat, 1)).reshape(logits.shape);
    return cosines.sub(probabilities).square().rsub(1).mean([1]);
  });
}

/**
 * What one decoder learns from another: Σ m w CE(z, argmax p') / (Σ m + ε), where m are the voxels at which the other's entropy
 * is lower and w is its {@link reliability}; no gradient goes to the other.
 */
export function reliableTeaching(student: Prediction, teacher: Prediction): MeanSums {
  return scope(() => {
    const logs = student.logits.logSoftmax(1);
    const { surer, weights, labels } = noGrad(() => {
      const entropy = (log: Tensor) => log.exp().mul(log).sum([1]).neg();
      return {
        surer: entropy(logs)
          .gt(entropy(teacher.logits.logSoftmax(1)))
          .to(logs.dtype),
        weights: reliability(teacher),
        labels: teacher.logits.argmax(1),
      };
    });
    const crossEntropy = nn.functional.crossEntropy(student.logits, labels, { reduction: "none" });
    return { sum: crossEntropy.mul(surer).mul(weights).sum(), count: surer.sum() };
  });
}

const common = { labelledWeight: 0.5, weight: 1, ramp: 0.4 };

export const mutrel = defineMethod({
  name: "mutrel",
  title: "MutRel",
  summary: "an encoder under two decoders, each of which learns from the other where that is surer and reliable",
  cite: {
    authors: "J. Su, Z. Luo, S. Lian, D. Lin, S. Li",
    title: "Mutual learning with reliable pseudo label for semi-supervised medical image segmentation",
    year: 2024,
    url: "https://doi.org/10.1016/j.media.2024.103111",
    code: {
      url: "https://github.com/Jiawei0o0/mutual-learning-with-reliable-pseudo-labels",
      commit: "5ca2d87",
      licence: "none: written from its facts",
    },
  },
  notes: [
    "Kept: each decoder learns from the other on labelled and unlabelled crops; prototypes are each sample's own.",
    "Mended: one product of matrices instead of loops over samples and classes; any number of classes.",
    "Prediction by the network's own decoder, as in the code, whose checkpoint was the best one on the test scans; here it is the last one.",
  ],
  settings,
  presets: {
    clean: {
      settings: { ...common, decoder: "transposed", supervised: "common" },
      reasons: {
        decoder: "the 3D U-Net's own is trilinear",
        ramp: "6,000 of the code's 15,000 iterations",
      },
    },
    official: {
      settings: { ...common, decoder: "nearest", supervised: "reference" },
      ...vnetTraining(15_000, "constant"),
      reasons: { decoder: "V-Net's own is a transposed convolution" },
    },
  },
  ...oneStudent,
  splits: true,
  members: ({ decoder }) => [student({ options: { decoders: [decoder] }, needs: { decoders: 2, features: true } })],
  takesLoss: true,
  begin: ({ supervised, labelledWeight, ...own }, { loss: kind = supervised }) => ({
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
            const [one, other] = [kit.decode(network, features), kit.decode(network, features, { decoder: 1 })];
            return {
              first: labelledSums(ofLabelled(one.logits), masks, kind, "sums"),
              second: labelledSums(ofLabelled(other.logits), masks, kind, "sums"),
              firstBySecond: reliableTeaching(one, other),
              secondByFirst: reliableTeaching(other, one),
            };
          },
          lossOf: (sums, share) => {
            const losses = [sums.first, sums.second].map((one) => labelledOf(one, "sums"));
            const supervised = stack(losses).sum().mul(labelledWeight);
            const [one, other] = [sums.firstBySecond, sums.secondByFirst].map(({ sum, count }) =>
              sum.div(count.add(SMALLEST.voxels)),
            ) as [Tensor, Tensor];
            const mutual = one.add(other);
            return { loss: supervised.add(mutual.mul(share)), supervised, mutual };
          },
        }),
      ]);
    },
  }),
});
