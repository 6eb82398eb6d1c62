/**
 * MCF, mutual correction: two networks of different kinds; each pays more for the labelled voxels on which they differ, and on
 * unlabelled crops the one that is worse on the labelled crops of this step learns from the other. Wang et al. 2023 (CVPR); the
 * constants are those of its code (train_MCF.py).
 */
import { noGrad, scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { defineMethod, type NetworkChoice } from "../training/method.js";
import { summed } from "../training/update.js";
import {
  type MeanSums,
  meanOf,
  meanSums,
  oneHot,
  shareDiceOf,
  shareDiceSums,
  sharpened,
  supervisedOf,
  supervisedSums,
  supervision,
} from "./losses.js";
import { partsOf, peer, ramp, risingWeight, twoPeers, vnetTraining } from "./one-student.js";

const settings = z.strictObject({
  supervised: supervision,
  labelledWeight: z.number().positive().describe("weight of each network's loss of labelled crops"),
  correctionWeight: z.number().nonnegative().describe("weight of the labelled voxels on which the networks differ"),
  weight: z.number().nonnegative().describe("highest weight of what the worse network learns from the better one"),
  ramp,
  temperature: z.number().positive().max(1).describe("of the sharpened predictions"),
});

/** Keeps a mean over no voxel from dividing by 0. */
const SMALLEST = 1e-16;

/**
 * Mean over foreground classes and the voxels on which two networks differ of (p − y)².
 *
 * @param soft p, of the network that pays, `[L, K, D, H, W]`
 * @param target y, one-hot, of the same shape
 * @param differ `[L, D, H, W]`, 0 or 1
 */
export function correction(soft: Tensor, target: Tensor, differ: Tensor): MeanSums {
  return scope(() => {
    const foreground = (x: Tensor) => x.narrow(1, 1, x.size(1) - 1);
    const distances = foreground(soft).sub(foreground(target)).square().mean([1]);
    return { sum: distances.mul(differ).sum(), count: differ.sum() };
  });
}

/** A residual encoder of nnU-Net's kind with the width and the levels of the U-Net that the first network is. */
export function residualOfSize({ options: { width = 32, levels = 5 } }: NetworkChoice): NetworkChoice {
  const features = Array.from({ length: Number(levels) }, (_, level) => Number(width) * 2 ** level);
  return { name: "resenc", options: { features, blocks: features.map((_, level) => (level === 0 ? 1 : 2)) } };
}

const common = { correctionWeight: 0.5, weight: 0.1, ramp: 1, temperature: 0.1 };

export const mcf = defineMethod({
  name: "mcf",
  title: "MCF",
  summary:
    "two networks of different kinds, which mend each other's faults on labelled crops and teach each other by turns",
  cite: {
    authors: "Y. Wang, B. Xiao, X. Bi, W. Li, X. Gao",
    title: "MCF: mutual correction framework for semi-supervised medical image segmentation",
    year: 2023,
    url: "https://openaccess.thecvf.com/content/CVPR2023/html/Wang_MCF_Mutual_Correction_Framework_for_Semi-Supervised_Medical_Image_Segmentation_CVPR_2023_paper.html",
    code: { url: "https://github.com/WYC-321/MCF", commit: "ad20659", licence: "MIT" },
  },
  notes: [
    "Kept: the better network is the one with the lower Dice loss of the foreground on the labelled crops of this very step; the networks differ on a voxel where their most probable classes do.",
    "Mended: any number of classes, the correction being a mean over those of the foreground; the flag of a moving average, which does nothing in the code, is not here.",
    "The second network has a residual encoder: in the preset official the code's ResNet-34 under V-Net's decoder, in clean nnU-Net's residual encoder of the first network's width and levels, which takes the same crops.",
    "Prediction by the mean of both networks of the last checkpoint, as in the code; each alone is a further result. Two of the lists of scans that its figures come from were not published.",
  ],
  settings,
  presets: {
    clean: {
      settings: { ...common, supervised: "common", labelledWeight: 1 },
      reasons: {
        labelledWeight: "of Dice + KL, as of all methods; the code's 2 is of ½ (cross entropy + Dice)",
        ramp: "6,000 of the code's 6,000 iterations",
      },
      networks: { second: residualOfSize },
    },
    official: {
      settings: { ...common, supervised: "reference", labelledWeight: 2 },
      ...vnetTraining(6000, "steps"),
      networks: { second: () => ({ name: "resnet-vnet", options: {} }) },
    },
  },
  ...twoPeers,
  splits: true,
  members: () => [peer("first"), peer("second")],
  predictors: () => ({ both: ["first", "second"], first: ["first"], second: ["second"] }),
  takesLoss: true,
  begin: ({ supervised, labelledWeight, correctionWeight, temperature, ...own }, { loss: kind = supervised }) => ({
    step({ image, mask, cases }, { place }, kit) {
      const networks = [kit.member("first"), kit.member("second")] as const;
      const { ofUnlabelled, ofLabelled } = partsOf({ cases });
      return kit.minimise([
        summed({
          of: networks,
          key: "",
          inputs: [risingWeight(kit, place, own), image, mask],
          sums: (_share, crops, masks) => {
            const both = [kit.logits(networks[0], crops), kit.logits(networks[1], crops)] as const;
            const target = oneHot(masks, kit.classes);
            const differ = noGrad(() => {
              const [one, other] = [ofLabelled(both[0]).argmax(1), ofLabelled(both[1]).argmax(1)];
              return one.ne(other).to(both[0].dtype);
            });
            const labelled = (logits: Tensor) => {
              const soft = ofLabelled(logits).softmax(1);
              return {
                dice: noGrad(() => shareDiceSums(soft, target, "squares")),
                supervised: supervisedSums(ofLabelled(logits), masks, { kind, background: false }),
                correction: correction(soft, target, differ),
              };
            };
            const learns = (student: Tensor, teacher: Tensor) =>
              meanSums(
                ofUnlabelled(student)
                  .softmax(1)
                  .sub(sharpened(ofUnlabelled(teacher).detach(), temperature))
                  .square(),
              );
            return {
              first: labelled(both[0]),
              second: labelled(both[1]),
              firstBySecond: learns(both[0], both[1]),
              secondByFirst: learns(both[1], both[0]),
            };
          },
          lossOf: (sums, share) => {
            const dice = (of: typeof sums.first) => noGrad(() => shareDiceOf(of.dice, "squares"));
            const supervised = ({ supervised, correction: { sum, count } }: typeof sums.first) =>
              supervisedOf(supervised)
                .total.mul(labelledWeight)
                .add(sum.div(count.add(SMALLEST)).mul(correctionWeight));
            const isFirstBetter = dice(sums.first).lt(dice(sums.second)).to(share.dtype);
            const consistency = meanOf(sums.secondByFirst)
              .mul(isFirstBetter)
              .add(meanOf(sums.firstBySecond).mul(isFirstBetter.rsub(1)));
            const [first, second] = [supervised(sums.first), supervised(sums.second)];
            const loss = first.add(second).add(consistency.mul(share));
            return { loss, first, second, consistency, firstIsBetter: isFirstBetter };
          },
        }),
      ]);
    },
  }),
});
