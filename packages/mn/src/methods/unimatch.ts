/**
 * UniMatch and FixMatch: what a network predicts surely of an unlabelled crop, it must predict of strongly changed views of it too,
 * into which boxes of another crop are put; in UniMatch also of features of which channels are dropped. Yang et al. 2023,
 * https://arxiv.org/abs/2208.09910; Sohn et al. 2020, https://arxiv.org/abs/2001.07685. The constants are those of UniMatch's 2D
 * code for medical scans (more-scenarios/medical/unimatch.py), the boxes those of CrossMatch (la_heart.py).
 */
import { cat, featureDropout, scope, stack, type Tensor, where } from "@mandn/torch";
import { z } from "zod";
import type { Training } from "../plan/plan.js";
import type { Kit } from "../training/kit.js";
import { type Batch, defineMethod, type MethodContext, type MethodRun, type StepSpec } from "../training/method.js";
import { ownPairs, rowsAt } from "../training/part.js";
import { summed } from "../training/update.js";
import {
  byPlace,
  meanOf,
  meanSums,
  supervisedOf,
  supervisedSums,
  supervision,
  sureDiceOf,
  sureDiceSums,
} from "./losses.js";
import { boxOfVolume, guessed, inBoxes, mixedGuess, sizeOf, type VolumeBox } from "./mixing.js";
import { alike, oneStudent, partsOf, risingWeight, student, vnetTraining } from "./one-student.js";

/** Settings: the boxes of another crop in strong views, and how long what is learnt from these rises. */
export const viewSettings = {
  ramp: z
    .number()
    .min(0)
    .max(1)
    .describe(
      "share of the run over which the weight of what unlabelled crops teach rises; 0: it is whole from the start",
    ),
  cutMix: z.number().min(0).max(1).describe("probability that a box of another crop is put into a strong view"),
  boxVolume: z
    .tuple([z.number().min(0), z.number().max(1)])
    .describe("least and largest share of a crop that a box has"),
  boxAspect: z
    .tuple([z.number().positive(), z.number().positive()])
    .describe("least and largest r of a box's sides ∛v, ∛(v r), ∛(v / r) along D, H, W, where v are its voxels"),
};

/** The boxes' values in the codes. */
export const boxes = { cutMix: 0.5, boxVolume: [0.02, 0.4], boxAspect: [0.3, 1 / 0.3] } satisfies VolumeBox;

const ofViews = {
  supervised: supervision,
  views: z.int().min(1).max(8).describe("strong views of each unlabelled crop"),
  threshold: z.number().min(0).max(1).describe("least probability of a class from which a voxel is learnt"),
  viewWeight: z.number().nonnegative().describe("weight of each strong view"),
  ...viewSettings,
};

const fixmatchSettings = z.strictObject(ofViews);
const unimatchSettings = z.strictObject({
  ...ofViews,
  featureWeight: z.number().nonnegative().describe("weight of what is predicted of features with dropped channels"),
  featureDropout: z.number().min(0).max(1).describe("share of the channels of each level of features that is dropped"),
});

/** Steps in which half of a batch is unlabelled, and as many unlabelled crops besides are those that boxes are cut out of. */
export function withPartners({ views }: { readonly views: number }, training: Training): StepSpec[] {
  const { volumesPerBatch } = training;
  const unlabelled = Math.max(1, Math.floor(volumesPerBatch / 2));
  return alike(
    { labelled: Math.max(1, volumesPerBatch - unlabelled), unlabelled: 2 * unlabelled, strong: views, pairs: true },
    training,
  );
}

/** Of unlabelled crops of {@link withPartners}, those that are learnt from, and those that boxes are cut out of. */
export const partners = (x: Tensor) => x.chunk(2) as [own: Tensor, other: Tensor];

/** A strong view of the crops that are learnt from, with boxes of the others. */
export function mixedView(view: Tensor, inside: Tensor): Tensor {
  const [own, other] = partners(view);
  return where(inside, other, own);
}

/** The voxels of each strong view in which another crop's are put: `[N, 1, D, H, W]` for each. */
export function viewBoxes({ image, strong, cases, part }: Batch, settings: VolumeBox, kit: Kit): Tensor[] {
  const count = (part?.unlabelled ?? cases.unlabelled.length) / 2;
  const size = sizeOf(image);
  const drawn = () => Array.from({ length: count }, () => boxOfVolume(size, settings, kit.generator));
  return strong.map(() => scope(() => rowsAt(inBoxes(drawn(), size), part && ownPairs(part)).to(image.device)));
}

/** What is reported of a step: half of the losses' sum is the loss. */
const half = (sum: Tensor, others: Readonly<Record<string, Tensor>>) => ({ loss: sum.mul(0.5), ...others });

/** The step of both; FixMatch has no weight of features. */
function begin(
  {
    supervised,
    views,
    threshold,
    viewWeight,
    featureWeight,
    featureDropout: dropped,
    ramp,
    ...box
  }: z.infer<typeof unimatchSettings>,
  { loss }: MethodContext,
): MethodRun {
  const kind = loss ?? supervised;
  return {
    step(batch, { place }, kit) {
      const { image, mask, strong, cases } = batch;
      const network = kit.member("student");
      const { ofUnlabelled, ofLabelled } = partsOf(batch);
      const count = cases.unlabelled.length / 2;
      return kit.minimise([
        summed({
          of: network,
          key: "",
          inputs: [
            risingWeight(kit, place, { weight: 1, ramp }),
            image,
            mask,
            ...strong,
            ...viewBoxes(batch, box, kit),
          ],
          sums: (_share, crops, masks, ...others) => {
            const [seen, inside] = [others.slice(0, views), others.slice(views)];
            const [weak, weakOther] = partners(ofUnlabelled(crops));
            const other = guessed(kit.soft(network, weakOther));
            const given = cat([weak, ofLabelled(crops)]);
            const features = featureWeight > 0 ? kit.encode(network, given) : [];
            const logits = featureWeight > 0 ? kit.decode(network, features).logits : kit.logits(network, given);
            const guess = guessed(logits.narrow(0, 0, count).detach().softmax(1));
            const seenViews = kit
              .logits(network, cat(seen.map((view, i) => mixedView(view, inside[i] as Tensor))))
              .chunk(views)
              .map((found, i) => sureDiceSums(found, mixedGuess(guess, other, inside[i] as Tensor), threshold));
            const poorer = () => {
              const left = features.map((one) => featureDropout(one.narrow(0, 0, count), dropped, true));
              return count === 0 ? logits.narrow(0, 0, 0) : kit.decode(network, left).logits;
            };
            return {
              supervised: supervisedSums(logits.narrow(0, count, masks.size(0)), masks, { kind }),
              views: byPlace(seenViews),
              sure: meanSums(guess.certainty.ge(threshold).to(logits.dtype)),
              poorer: byPlace(featureWeight === 0 ? [] : [sureDiceSums(poorer(), guess, threshold)]),
            };
          },
          lossOf: (sums, share) => {
            const { total: supervised } = supervisedOf(sums.supervised);
            const view = stack(Object.values(sums.views).map(sureDiceOf)).mean();
            const sure = meanOf(sums.sure);
            const ofViews = view.mul(views * viewWeight);
            const [ofPoorer] = Object.values(sums.poorer);
            if (ofPoorer === undefined) return half(supervised.add(ofViews.mul(share)), { supervised, view, sure });
            const feature = sureDiceOf(ofPoorer);
            const unsupervised = ofViews.add(feature.mul(featureWeight));
            return half(supervised.add(unsupervised.mul(share)), { supervised, view, feature, sure });
          },
        }),
      ]);
    },
  };
}

/** The ramp of the preset clean. */
export const CLEAN_RAMP = 0.4;

const ofFixmatch = { ...boxes, threshold: 0.95, views: 1, viewWeight: 1 };
const ofUnimatch = { ...boxes, threshold: 0.95, views: 2, viewWeight: 0.25, featureWeight: 0.5, featureDropout: 0.5 };
/** There is no 3D code by the authors, so no number of iterations either. */
const training = vnetTraining(15_000, "poly");

const code = { url: "https://github.com/LiheYoung/UniMatch", commit: "0324f3d", licence: "MIT" };
const notes = [
  "There is no 3D code by the authors: their recipe for 2D scans, with the strong views and boxes of CrossMatch's 3D loader; the preset official has V-Net, SGD and 15,000 iterations, as other methods have them.",
  "Kept: no rise of a weight, in the preset official; the crop that boxes come from is predicted in evaluation mode; a batch of strong views is a pass of its own.",
  "Mended: a box lies along the axes that its sides are drawn for, and is at most as long as the crop; CrossMatch's loader swaps two axes.",
  "By ½ (cross entropy + Dice) of labelled crops, the preset official's, a network is after few updates so sure of background alone: over 200 updates on two labelled hippocampus scans no voxel of foreground was learnt without masks, and it came to what the loss of labelled crops gives alone.",
  "Prediction by the last checkpoint; the code chose the best one on what are validation and test scans together.",
];

export const unimatch = defineMethod({
  name: "unimatch",
  title: "UniMatch-3D",
  summary: "a network that must predict of strong views and of poorer features what it is sure of without them",
  cite: {
    authors: "L. Yang, L. Qi, L. Feng, W. Zhang, Y. Shi",
    title: "Revisiting weak-to-strong consistency in semi-supervised semantic segmentation",
    year: 2023,
    url: "https://arxiv.org/abs/2208.09910",
    code,
  },
  notes: [
    ...notes,
    "The decoder runs again for the poorer features of unlabelled crops alone, in the code for labelled ones too, which teaches nothing.",
  ],
  settings: unimatchSettings,
  presets: {
    clean: {
      settings: { ...ofUnimatch, ramp: CLEAN_RAMP, supervised: "common" },
      reasons: {
        ramp: "the code has none; without one, and by ½ (cross entropy + Dice) of labelled crops, the network was soon sure of background alone, and after 60 updates on the hippocampus it found nothing else in unlabelled scans",
      },
    },
    official: { settings: { ...ofUnimatch, ramp: 0, supervised: "reference" }, ...training },
  },
  ...oneStudent,
  splits: true,
  members: () => [student({ needs: { decoders: 1 } })],
  steps: (_at, own, training) => withPartners(own, training),
  takesLoss: true,
  begin,
});

export const fixmatch = defineMethod({
  name: "fixmatch",
  title: "FixMatch-3D",
  summary: "a network that must predict of a strong view what it is sure of without it",
  cite: {
    authors: "K. Sohn, D. Berthelot, C.-L. Li, Z. Zhang, N. Carlini, E. D. Cubuk, A. Kurakin, H. Zhang, C. Raffel",
    title: "FixMatch: Simplifying semi-supervised learning with consistency and confidence",
    year: 2020,
    url: "https://arxiv.org/abs/2001.07685",
    code,
  },
  notes: [
    ...notes,
    "UniMatch-3D with one strong view of weight 1 and without features, as the authors of UniMatch have it.",
  ],
  settings: fixmatchSettings,
  presets: {
    clean: {
      settings: { ...ofFixmatch, ramp: CLEAN_RAMP, supervised: "common" },
      reasons: { ramp: "as UniMatch-3D's; the code has none" },
    },
    official: { settings: { ...ofFixmatch, ramp: 0, supervised: "reference" }, ...training },
  },
  ...oneStudent,
  splits: true,
  members: () => [student()],
  steps: (_at, own, training) => withPartners(own, training),
  takesLoss: true,
  begin: (own, context) => begin({ ...own, featureWeight: 0, featureDropout: 0 }, context),
});
