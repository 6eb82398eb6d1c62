/**
 * CrossMatch: UniMatch with two kinds of poorer features, of which few and of which most channels are dropped, of crops and of
 * strong views. All learn from what is sure of the crop itself, and those of a strong view also from their own kind. Zhao et al. 2024,
 * https://arxiv.org/abs/2405.00354; the constants are those of CrossMatch (train_cross_match.py, vnet.py, la_heart.py).
 */
import { cat, featureDropout, noGrad, scope, stack, type Tensor } from "@mandn/torch";
import { z } from "zod";
import type { Kit, Mode } from "../training/kit.js";
import type { Member } from "../training/member.js";
import { defineMethod } from "../training/method.js";
import { summed } from "../training/update.js";
import {
  gaussianRamp,
  meanOf,
  meanSums,
  type ShareDiceSums,
  supervisedOf,
  supervisedSums,
  supervision,
  sureDiceOf,
  sureDiceSums,
} from "./losses.js";
import { guessed, mixedGuess } from "./mixing.js";
import { oneStudent, partsOf, risingWeight, student, vnetTraining } from "./one-student.js";
import { boxes, CLEAN_RAMP, mixedView, partners, viewBoxes, viewSettings, withPartners } from "./unimatch.js";

const settings = z.strictObject({
  supervised: supervision,
  threshold: z
    .number()
    .min(0)
    .max(1)
    .describe(
      "least probability of a class from which a voxel is learnt at the start, before the code multiplies it by ln 2",
    ),
  viewWeight: z.number().nonnegative().describe("weight of each of the two strong views"),
  featureWeight: z.number().nonnegative().describe("weight of what is predicted of poorer features"),
  ownShare: z
    .number()
    .min(0)
    .max(1)
    .describe("share of it that poorer features of a strong view learn from their own kind"),
  weakDropout: z.number().min(0).max(1).describe("share of the channels of each level that is dropped of the one kind"),
  strongDropout: z.number().min(0).max(1).describe("and of the other kind"),
  ...viewSettings,
});

/** V-Net's dropout below the decoder alone: the code turns the one before the last convolution off. */
const DROPOUT = { dropout: [0.5, 0] } as const;

/** The threshold rises as if the run were longer: 17,000 iterations of which the code trains 14,000. */
const RISE = 17_000 / 14_000;

/** The probability of a class from which a voxel is learnt at a place of the run. */
export function thresholdAt(place: number, first: number): number {
  return (first + (1 - first) * gaussianRamp(place / RISE)) * Math.LN2;
}

/** Logits of crops, and of the last of them by poorer features. */
interface Found {
  /** `[N, K, D, H, W]` */
  readonly all: Tensor;
  /** Of the last crops: `[M, K, D, H, W]` as they are, by weakly and by strongly dropped features. */
  readonly plain: Tensor;
  readonly weak: Tensor;
  readonly strong: Tensor;
}

/**
 * What a network makes of crops, and of the last `count` of them by features of which channels are dropped, in one pass of the
 * decoder. Channels are dropped in every mode.
 */
function find(
  kit: Kit,
  network: Member,
  image: Tensor,
  { count, dropouts, mode = "train" }: { count: number; dropouts: readonly [number, number]; mode?: Mode },
): Found {
  return scope(() => {
    const n = image.size(0);
    if (n === 0) {
      const nothing = kit.logits(network, image, mode); // of a process without unlabelled crops
      return { all: nothing, plain: nothing, weak: nothing, strong: nothing };
    }
    const features = kit.encode(network, image, mode).map((level) => {
      const last = level.narrow(0, n - count, count);
      return cat([level, ...dropouts.map((share) => featureDropout(last, share, true))]);
    });
    const { logits } = kit.decode(network, features, { mode });
    const part = (from: number) => logits.narrow(0, from, count);
    return { all: logits.narrow(0, 0, n), plain: part(n - count), weak: part(n), strong: part(n + count) };
  });
}

const common = {
  threshold: 0.75,
  viewWeight: 0.25,
  featureWeight: 1,
  ownShare: 0.3,
  weakDropout: 0.25,
  strongDropout: 0.75,
  ...boxes,
};
const vnet = vnetTraining(14_000, "poly");

export const crossmatch = defineMethod({
  name: "crossmatch",
  title: "CrossMatch",
  summary:
    "a network that must predict of strong views, and of features poorer by little and by much, what it is sure of",
  cite: {
    authors: "B. Zhao, C. Wang, S. Ding",
    title:
      "CrossMatch: Enhance semi-supervised medical image segmentation with perturbation strategies and knowledge distillation",
    year: 2024,
    url: "https://arxiv.org/abs/2405.00354",
    code: { url: "https://github.com/AiEson/CrossMatch", commit: "59772e0", licence: "MIT" },
  },
  notes: [
    "Kept: the threshold is multiplied by ln 2, as the code has it, so that it rises from 0.52 to 0.67: for two classes it lets nearly every voxel pass, for more of them it chooses. In the code the first step alone has 0.75.",
    "Kept: channels are dropped in evaluation mode too; the dropout before the last convolution is off, the one below the decoder on, which a network under instance norm gets as well.",
    "Mended: a box lies along the axes that its sides are drawn for, and is at most as long as the crop; the code swaps two axes.",
    "The learning rate falls to 0 at the end of the run, in the code to a fifth, where 14,000 of 17,000 iterations are done.",
    "Prediction by the last checkpoint, as in the code.",
  ],
  settings,
  presets: {
    clean: {
      settings: { ...common, ramp: CLEAN_RAMP, supervised: "common" },
      reasons: { ramp: "as UniMatch-3D's; the code has none" },
    },
    official: {
      settings: { ...common, ramp: 0, supervised: "reference" },
      ...vnet,
      optimizer: { kind: "adamw", weightDecay: 1e-4, betas: [0.9, 0.999] },
      learningRate: 1e-3,
    },
  },
  ...oneStudent,
  splits: true,
  members: () => [student({ options: DROPOUT, needs: { decoders: 1 } })],
  steps: (_at, _own, training) => withPartners({ views: 2 }, training),
  takesLoss: true,
  begin: (
    { supervised, threshold, viewWeight, featureWeight, ownShare, weakDropout, strongDropout, ramp, ...box },
    { loss: kind = supervised },
  ) => ({
    step(batch, { place }, kit) {
      const { image, mask, strong, cases } = batch;
      const network = kit.member("student");
      const { ofUnlabelled, ofLabelled } = partsOf(batch);
      const own = { count: cases.unlabelled.length / 2, dropouts: [weakDropout, strongDropout] } as const;
      const least = kit.scalar(thresholdAt(place, threshold));
      return kit.minimise([
        summed({
          of: network,
          key: "",
          inputs: [
            risingWeight(kit, place, { weight: 1, ramp }),
            image,
            mask,
            least,
            ...strong,
            ...viewBoxes(batch, box, kit),
          ],
          sums: (_share, crops, masks, limit, ...others) => {
            const [view1, view2, box1, box2] = others as [Tensor, Tensor, Tensor, Tensor];
            const [crop, otherCrop] = partners(ofUnlabelled(crops));
            const other = noGrad(() => find(kit, network, otherCrop, { ...own, mode: "eval" }));
            const found = find(kit, network, cat([ofLabelled(crops), crop]), own);
            const seen = find(kit, network, cat([mixedView(view1, box1), mixedView(view2, box2)]), own);
            /** What is found of the crop, by one kind of features, with that of the other crop in the boxes of a view. */
            const target = (features: "plain" | "weak" | "strong", inside: Tensor) =>
              noGrad(() =>
                mixedGuess(guessed(found[features].softmax(1)), guessed(other[features].softmax(1)), inside),
              );
            const guess = noGrad(() => guessed(found.plain.softmax(1)));
            const learn = (logits: Tensor, from: typeof guess) => sureDiceSums(logits, from, limit, false);
            const [ofView1, ofView2] = [target("plain", box1), target("plain", box2)];
            const labelled = found.all.narrow(0, 0, masks.size(0));
            return {
              supervised: supervisedSums(labelled, masks, { kind, background: false }),
              views: {
                first: learn(seen.all.narrow(0, 0, own.count), ofView1),
                second: learn(seen.plain, ofView2),
              },
              plain: {
                weak: learn(found.weak, guess),
                strong: learn(found.strong, guess),
                seenWeak: learn(seen.weak, ofView2),
                seenStrong: learn(seen.strong, ofView2),
              },
              own: {
                weak: learn(seen.weak, target("weak", box2)),
                strong: learn(seen.strong, target("strong", box2)),
              },
              sure: meanSums(guess.certainty.ge(limit).to(labelled.dtype)),
            };
          },
          lossOf: (sums, share) => {
            const mean = (of: Readonly<Record<string, ShareDiceSums>>) =>
              stack(Object.values(of).map(sureDiceOf)).mean();
            const view = mean(sums.views);
            const feature = mean(sums.plain).lerp(mean(sums.own), ownShare);
            const { total: supervised } = supervisedOf(sums.supervised);
            const unsupervised = view.mul(2 * viewWeight).add(feature.mul(featureWeight));
            const sure = meanOf(sums.sure);
            return { loss: supervised.add(unsupervised.mul(share)).mul(0.5), supervised, view, feature, sure };
          },
        }),
      ]);
    },
  }),
});
