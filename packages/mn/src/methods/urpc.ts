/**
 * URPC: one network with logits at several resolutions; on unlabelled crops each must agree with their mean, less where it
 * differs much from it. Luo et al. 2021, https://arxiv.org/abs/2012.07042; the constants are those of SSL4MIS
 * (train_uncertainty_rectified_pyramid_consistency_3D.py, unet_3D_dv_semi.py).
 */
import { scope, stack, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { defineMethod } from "../training/method.js";
import { summed } from "../training/update.js";
import { byPlace, type MeanSums, meanOf, meanSums, supervisedOf, supervisedSums, supervision } from "./losses.js";
import { oneStudent, partsOf, ramp, risingWeight, ssl4misTraining, student } from "./one-student.js";

const settings = z.strictObject({
  supervised: supervision,
  weight: z.number().nonnegative().describe("highest weight of the consistency"),
  ramp,
});

/** Dropout of channels before the heads: of full resolution, and of 1/2, 1/4 and 1/8. */
const [FINEST, ...COARSER] = [0.1, 0.2, 0.3, 0.5] as const;
/** Keeps the mean of the rectification from dividing by 0. */
const SMOOTH = 1e-8;

/** What the consistency of one resolution is made of, over voxels: Σ Σ_c e^(−D) (p̄ − p)², Σ e^(−D) and Σ D. */
type ScaleSums = { readonly rectified: MeanSums; readonly trust: MeanSums; readonly difference: MeanSums };

/**
 * Of some of a batch's crops, for each resolution; gradients pass through p̄ too.
 *
 * @param scales logits `[U, K, D, H, W]` of each resolution
 */
export function pyramidSums(scales: readonly Tensor[]): ScaleSums[] {
  return scope(() => {
    const logs = scales.map((logits) => logits.logSoftmax(1));
    const logMean = stack(logs).logsumexp([0]).sub(Math.log(scales.length));
    const mean = logMean.exp();
    return logs.map((log) => {
      const difference = mean.mul(logMean.sub(log)).sum([1], true); // [U, 1, D, H, W]
      const trust = difference.neg().exp();
      const rectified = meanSums(trust.mul(mean.sub(log.exp()).square()));
      return { rectified, trust: meanSums(trust), difference: meanSums(difference) };
    });
  });
}

/**
 * 1/S Σ_s [ mean(e^(−D_s) (p̄ − p_s)²) / (mean e^(−D_s) + ε) + mean D_s ], where p̄ is the mean of the p_s and
 * D_s = Σ_c p̄ (log p̄ − log p_s).
 */
function pyramidConsistency(scales: readonly ScaleSums[]): Tensor {
  return scope(() => {
    const terms = scales.map(({ rectified, trust, difference }) =>
      meanOf(rectified).div(meanOf(trust).add(SMOOTH)).add(meanOf(difference)),
    );
    return stack(terms).mean();
  });
}

export const urpc = defineMethod({
  name: "urpc",
  title: "URPC",
  summary: "a network with logits at several resolutions, which must agree on unlabelled crops",
  cite: {
    authors: "X. Luo, W. Liao, J. Chen, T. Song, Y. Chen, S. Zhang, N. Chen, G. Wang, S. Zhang",
    title:
      "Efficient semi-supervised gross target volume of nasopharyngeal carcinoma segmentation via uncertainty rectified pyramid consistency",
    year: 2021,
    url: "https://arxiv.org/abs/2012.07042",
    code: { url: "https://github.com/HiLab-git/SSL4MIS", commit: "06df604", licence: "MIT" },
  },
  notes: [
    "Kept: gradients through the mean of all resolutions, and the loss as the code has it, which is not quite the paper's equation 4.",
    "Mended: log-softmax, where the code takes the logarithm of a softmax, which becomes infinite; the classes were three, and are now any number.",
    "A U-Net of few levels has fewer resolutions than four: as many as its decoder has.",
    "Prediction by the full resolution alone: the enlarged logits of coarser ones have serrated edges.",
  ],
  settings,
  presets: {
    clean: { settings: { supervised: "common", weight: 0.1, ramp: 1 } },
    official: {
      settings: { supervised: "reference", weight: 0.1, ramp: 1 },
      ...ssl4misTraining(60_000, 0.1),
    },
  },
  ...oneStudent,
  splits: true,
  members: () => [student({ options: { deepSupervision: COARSER, dropout: [0, FINEST] }, needs: { levels: 1 } })],
  takesLoss: true,
  begin: ({ supervised, ...own }, { loss: kind = supervised }) => ({
    step({ image, mask, cases }, { place }, kit) {
      const network = kit.member("student");
      const { ofUnlabelled, ofLabelled } = partsOf({ cases });
      return kit.minimise([
        summed({
          of: network,
          key: "",
          inputs: [risingWeight(kit, place, own), image, mask],
          sums: (_share, crops, masks) => {
            const { logits, levels } = kit.decode(network, kit.encode(network, crops));
            const scales = [logits, ...levels];
            const supervised = scales.map((one) => supervisedSums(ofLabelled(one), masks, { kind }));
            return { supervised: byPlace(supervised), pyramid: byPlace(pyramidSums(scales.map(ofUnlabelled))) };
          },
          lossOf: (sums, share) => {
            const supervised = stack(Object.values(sums.supervised).map((one) => supervisedOf(one).total)).mean();
            const consistency = pyramidConsistency(Object.values(sums.pyramid));
            return { loss: supervised.add(consistency.mul(share)), supervised, consistency };
          },
        }),
      ]);
    },
  }),
});
