/**
 * Plain self-training: a network learns from labels for a share of the run; then it makes masks of all unlabelled scans, once, and goes on
 * to learn from these as from labels. The baseline of Yang et al. 2022, https://arxiv.org/abs/2106.05095, whose further parts are not here.
 */
import { cat } from "@mandn/torch";
import { z } from "zod";
import { defineMethod } from "../training/method.js";
import { summed } from "../training/update.js";
import { supervisedOf, supervisedSums, supervision } from "./losses.js";
import { alike, oneStudent, student } from "./one-student.js";

const settings = z.strictObject({
  supervised: supervision,
  stage1: z
    .number()
    .min(0)
    .max(1)
    .describe("end of the stage with labels alone, when the masks of unlabelled scans are made"),
});

const common = { stage1: 0.3333 };
const reasons = { stage1: "a third of the run for labelled scans alone, as M&N's" };

export const selfTraining = defineMethod({
  name: "self-training",
  title: "Self-training",
  summary:
    "a network that learns from labels, and then from what it predicted of unlabelled scans by them, once for all",
  cite: {
    authors: "L. Yang, W. Zhuo, L. Qi, Y. Shi, Y. Gao",
    title: "ST++: Make self-training work better for semi-supervised semantic segmentation",
    year: 2022,
    url: "https://arxiv.org/abs/2106.05095",
  },
  notes: [
    "The control that other methods have to beat: no strong views, no choice of scans, voxels or classes by how sure the network was.",
    "Masks are made of whole scans as predictions are, and crops cut of them; where zoom and rotation put a voxel between others, their probabilities are interpolated before the most probable class is taken.",
    "There is no 3D code by the authors: the loss of labelled crops in the preset official is SSL4MIS's, ½ (cross entropy + Dice).",
    "The network goes on with its weights and a learning rate that starts again; in the paper it begins anew.",
  ],
  settings,
  presets: {
    clean: { settings: { ...common, supervised: "common" }, reasons },
    official: { settings: { ...common, supervised: "reference" }, reasons },
  },
  ...oneStudent,
  splits: true,
  members: () => [student()],
  stages: ({ stage1 }) => [
    { name: "stage 1: labelled scans alone", until: stage1 },
    { name: "stage 2: with its own masks of unlabelled ones", until: 1, restartsRate: true },
  ],
  steps: (at, own, training) =>
    at.stage === 0
      ? alike({ labelled: training.volumesPerBatch, unlabelled: 0 }, training)
      : oneStudent.steps(at, own, training),
  pseudoMasks: ({ stage1 }) => [{ at: stage1, by: ["student"], soft: true }],
  takesLoss: true,
  begin: ({ supervised }, { loss: kind = supervised }) => ({
    step({ image, mask, soft }, _at, kit) {
      const learner = kit.member("student");
      const pseudoMasks = soft === undefined ? [] : [soft.argmax(1).to(mask.dtype)];
      return kit.minimise([
        summed({
          of: learner,
          key: soft === undefined ? "labels alone" : "pseudo-masks",
          inputs: [image, mask, ...pseudoMasks],
          sums: (crops, masks, ...others) =>
            supervisedSums(kit.logits(learner, crops), cat([...others, masks]), { kind }),
          lossOf: (sums) => {
            const { total, dice, crossEntropy } = supervisedOf(sums);
            return { loss: total, dice, crossEntropy };
          },
        }),
      ]);
    },
  }),
});
