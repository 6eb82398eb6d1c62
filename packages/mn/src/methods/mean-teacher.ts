/**
 * Mean Teacher: a student learns from labels, and to predict on disturbed unlabelled crops what a teacher does, whose weights
 * are the moving average of the student's. Tarvainen and Valpola 2017, https://arxiv.org/abs/1703.01780; the constants for 3D
 * segmentation are those of SSL4MIS (train_mean_teacher_3D.py).
 */
import { z } from "zod";
import { defineMethod } from "../training/method.js";
import { summed } from "../training/update.js";
import { meanOf, meanSums, supervisedOf, supervisedSums, supervision } from "./losses.js";
import {
  decay,
  disturbance,
  noise,
  oneStudent,
  partsOf,
  ramp,
  risingWeight,
  ssl4misTraining,
  studentAndTeacher,
} from "./one-student.js";

const settings = z.strictObject({
  supervised: supervision
    .default("common")
    .describe("the loss of labelled crops: Dice + KL, as in plans from before it was a setting, or SSL4MIS's"),
  decay,
  weight: z.number().nonnegative().describe("highest weight of the consistency"),
  ramp,
  noise,
});

const common = { decay: 0.99, weight: 0.1, noise: 0.1 };

export const meanTeacher = defineMethod({
  name: "mean-teacher",
  title: "Mean Teacher",
  summary: "a student and the moving average of its weights, which must agree on unlabelled crops",
  cite: {
    authors: "A. Tarvainen, H. Valpola",
    title:
      "Mean teachers are better role models: weight-averaged consistency targets improve semi-supervised deep learning results",
    year: 2017,
    url: "https://arxiv.org/abs/1703.01780",
    code: { url: "https://github.com/HiLab-git/SSL4MIS", commit: "06df604", licence: "MIT" },
  },
  notes: [
    "Consistency on unlabelled crops only, as in SSL4MIS; the paper has it on labelled ones too.",
    "Left out: the dropout of 0.3 of SSL4MIS's U-Net, and the choice of the best checkpoint on the validation scans.",
  ],
  settings,
  presets: {
    clean: { settings: { ...common, supervised: "common", ramp: 0.4 } },
    official: {
      settings: { ...common, supervised: "reference", ramp: 1 },
      ...ssl4misTraining(30_000, 0.01),
    },
  },
  ...oneStudent,
  splits: true,
  members: studentAndTeacher,
  takesLoss: true,
  begin: ({ supervised, ...own }, { loss: kind = supervised }) => ({
    step(batch, { place }, kit) {
      const { image, mask } = batch;
      const [learner, teacher] = [kit.member("student"), kit.member("teacher")];
      const { ofUnlabelled, ofLabelled } = partsOf(batch);
      const shift = disturbance(batch, own.noise, kit);
      return kit.minimise([
        summed({
          of: learner,
          key: "",
          inputs: [risingWeight(kit, place, own), image, mask, shift],
          sums: (_share, crops, masks, added) => {
            const target = kit.soft(teacher, ofUnlabelled(crops).add(added), { mode: "train" });
            const logits = kit.logits(learner, crops);
            return {
              supervised: supervisedSums(ofLabelled(logits), masks, { kind }),
              consistency: meanSums(ofUnlabelled(logits).softmax(1).sub(target).square()),
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
