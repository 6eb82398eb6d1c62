/**
 * ICT, interpolation consistency training: what a student predicts of a mixture of two unlabelled crops must be the mixture of
 * what its teacher, the moving average of its weights, predicts of each. Verma et al. 2019, https://arxiv.org/abs/1903.03825; the
 * constants for 3D segmentation are those of SSL4MIS (train_interpolation_consistency_training_3D.py).
 */
import { cat, fromTypedArray, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { defineMethod } from "../training/method.js";
import { ownPairs, rowsAt } from "../training/part.js";
import { summed } from "../training/update.js";
import { meanOf, meanSums, supervisedOf, supervisedSums, supervision } from "./losses.js";
import { beta } from "./mixing.js";
import { alike, oneStudent, partsOf, ramp, risingWeight, ssl4misTraining, student } from "./one-student.js";

const settings = z.strictObject({
  supervised: supervision,
  decay: z.number().min(0).max(1).describe("of the teacher's moving average"),
  weight: z.number().nonnegative().describe("highest weight of the consistency"),
  ramp,
  alpha: z.number().positive().describe("of Beta(α, α), by which the second crop's share of a mixture is drawn"),
});

const common = { decay: 0.99, weight: 0.1, ramp: 1, alpha: 0.2 };
const training = ssl4misTraining(30_000, 0.01);

export const ict = defineMethod({
  name: "ict",
  title: "ICT",
  summary: "a student that must predict of mixed unlabelled crops the mixture of what its teacher predicts of each",
  cite: {
    authors: "V. Verma, K. Kawaguchi, A. Lamb, J. Kannala, A. Solin, Y. Bengio, D. Lopez-Paz",
    title: "Interpolation consistency training for semi-supervised learning",
    year: 2019,
    url: "https://arxiv.org/abs/1903.03825",
    code: { url: "https://github.com/HiLab-git/SSL4MIS", commit: "06df604", licence: "MIT" },
  },
  notes: [
    "Kept: the teacher's dropout and batch statistics are on, and it sees the two crops of a mixture apart; no noise.",
    "Mended: any even number of unlabelled crops, each of the first half mixed with one of the second; the code mixes its two. A batch has two of them at least, so that with volumesPerBatch 2 it has one labelled crop and two unlabelled ones, of which the student sees two.",
    "Left out: the dropout of 0.3 of SSL4MIS's U-Net, and the choice of the best checkpoint on the validation scans.",
  ],
  settings,
  presets: {
    clean: { settings: { ...common, supervised: "common" }, reasons: training.reasons },
    official: { settings: { ...common, supervised: "reference" }, ...training },
  },
  ...oneStudent,
  splits: true,
  members: ({ decay }) => [
    student({ title: "student" }),
    student({ name: "teacher", title: "teacher", learns: { ema: "student", decay, warmUp: true } }),
  ],
  steps(_at, _own, training) {
    const { volumesPerBatch } = training;
    const labelled = Math.max(1, Math.floor(volumesPerBatch / 2));
    return alike({ labelled, unlabelled: 2 * Math.max(1, Math.floor(volumesPerBatch / 4)), pairs: true }, training);
  },
  takesLoss: true,
  begin: ({ supervised, alpha, ...own }, { loss: kind = supervised }) => ({
    step({ image, mask, cases, part }, { place }, kit) {
      const [learner, teacher] = [kit.member("student"), kit.member("teacher")];
      const { ofUnlabelled, ofLabelled } = partsOf({ cases });
      const pairs = cases.unlabelled.length / 2;
      const all = (part?.unlabelled ?? cases.unlabelled.length) / 2;
      const drawn = fromTypedArray(Float64Array.from(beta(alpha, all, kit.generator)), [all, 1, 1, 1, 1]);
      const shares = rowsAt(drawn, part && ownPairs(part));
      return kit.minimise([
        summed({
          of: learner,
          key: "",
          inputs: [risingWeight(kit, place, own), image, mask, shares.to({ dtype: image.dtype, device: image.device })],
          sums: (_share, crops, masks, ofSecond) => {
            const mixed = ([first, second]: readonly [Tensor, Tensor]) => first.lerp(second, ofSecond);
            const pair = ofUnlabelled(crops).chunk(2) as [Tensor, Tensor];
            const soft = (crop: Tensor) => kit.soft(teacher, crop, { mode: "train" });
            const target = mixed([soft(pair[0]), soft(pair[1])]);
            const logits = kit.logits(learner, cat([mixed(pair), ofLabelled(crops)]));
            return {
              supervised: supervisedSums(logits.narrow(0, pairs, masks.size(0)), masks, { kind }),
              consistency: meanSums(logits.narrow(0, 0, pairs).softmax(1).sub(target).square()),
            };
          },
          lossOf: (sums, share) => {
            const { total, dice, crossEntropy } = supervisedOf(sums.supervised);
            const consistency = meanOf(sums.consistency);
            return { loss: total.add(consistency.mul(share)), dice, crossEntropy, consistency };
          },
        }),
      ]);
    },
  }),
});
