/**
 * Plain self-training: a network learns from labels for a share of the run; from then on a copy of it, which stays as it is, gives
 * unlabelled crops their masks, and it learns from these as from labels. The baseline of Yang et al. 2022,
 * https://arxiv.org/abs/2106.05095, whose further parts are not here.
 */
import { cat } from "@mandn/torch";
import { z } from "zod";
import { isTimeFor } from "../plan/schedule.js";
import { defineMethod } from "../training/method.js";
import { summed } from "../training/update.js";
import { supervisedOf, supervisedSums } from "./losses.js";
import { pseudoMasks } from "./mn.js";
import { alike, oneStudent, partsOf, student } from "./one-student.js";

const settings = z.strictObject({
  stage1: z
    .number()
    .min(0)
    .max(1)
    .describe("end of the stage with labels alone, after which the teacher stays as it is"),
});

const preset = {
  settings: { stage1: 0.3333 },
  reasons: { stage1: "a third of the run for labelled scans alone, as M&N's" },
};

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
    "The control that other methods have to beat: no strong views, no choice of scans, voxels or classes by how sure the teacher is.",
    "The teacher stays as it is, and so do its masks of a crop; they are made when the crop is drawn, augmented, not once of whole scans, whose foreground alone is looked for, for the places of crops.",
    "The student goes on with its weights and a learning rate that starts again; in the paper it begins anew.",
  ],
  settings,
  presets: { clean: preset, official: preset },
  ...oneStudent,
  splits: true,
  members: () => [
    student({ title: "student" }),
    student({ name: "teacher", title: "teacher", learns: "frozen", like: "student" }),
  ],
  stages: ({ stage1 }) => [
    { name: "stage 1: labelled scans alone", until: stage1 },
    { name: "stage 2: with the teacher's masks of unlabelled ones", until: 1, restartsRate: true },
  ],
  steps: (at, own, training) =>
    at.stage === 0
      ? alike({ labelled: training.volumesPerBatch, unlabelled: 0 }, training)
      : oneStudent.steps(at, own, training),
  scansPredicted: () => 1,
  begin: ({ stage1 }, context) => ({
    openEpoch(at, kit) {
      if (!isTimeFor([stage1], at)) return undefined;
      const teacher = kit.member("teacher");
      teacher.follow(kit.member("student"), 0, true);
      return pseudoMasks(teacher, context, kit);
    },
    step({ image, mask, cases }, _at, kit) {
      const [learner, teacher] = [kit.member("student"), kit.member("teacher")];
      const { ofUnlabelled } = partsOf({ cases });
      const isAlone = cases.unlabelled.length === 0;
      return kit.minimise([
        summed({
          of: learner,
          key: isAlone ? "labels alone" : "pseudo-masks",
          inputs: [image, mask],
          sums: (crops, masks) => {
            const known = isAlone ? masks : cat([kit.soft(teacher, ofUnlabelled(crops)).max(1)[1], masks.to("int64")]);
            return supervisedSums(kit.logits(learner, crops), known);
          },
          lossOf: (sums) => {
            const { total, dice, crossEntropy } = supervisedOf(sums);
            return { loss: total, dice, crossEntropy };
          },
        }),
      ]);
    },
  }),
});
