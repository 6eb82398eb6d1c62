/**
 * TraCoCo, translation consistent co-training: two networks, each of which must say the same of what two overlapping crops have in common
 * and may not be too sure there, and learns from what the other one is sure of: which class is likely, and which are not. Liu et al. 2022,
 * https://arxiv.org/abs/2203.14523; the constants are those of its code for the left atrium (VnetLA/train.py, config.py).
 */
import type { Triple } from "@mandn/imaging";
import { arange, rand, randperm, scope, stack, type Tensor, where } from "@mandn/torch";
import { z } from "zod";
import { MnError } from "../errors.js";
import type { Kit } from "../training/kit.js";
import { type Batch, defineMethod } from "../training/method.js";
import { supervisedLoss, supervision } from "./losses.js";
import { beta, boxAroundVoxel, inBoxes, sizeOf } from "./mixing.js";
import { partsOf, peer, ramp, risingWeight, twoPeers, vnetTraining } from "./one-student.js";

const settings = z.strictObject({
  supervised: supervision,
  shift: z
    .number()
    .positive()
    .max(0.9)
    .describe("share of a crop's side by which the crop that overlaps it lies beside it along each axis, at most"),
  noise: z
    .number()
    .nonnegative()
    .describe("most that uniform noise changes a voxel by, as a share of the crop's range of intensities"),
  weight: z.number().nonnegative().describe("highest weight of what is learnt without masks"),
  ramp,
  spatialWeight: z.number().nonnegative().describe("weight, of that, of the agreement where crops overlap"),
  entropyWeight: z.number().nonnegative().describe("weight, of that, by which a network is kept unsure there"),
  threshold: z.number().min(0).max(1).describe("least probability of a class from which a voxel is learnt"),
  unlikely: z
    .number()
    .min(0)
    .max(1)
    .describe("probability of a class below which it is learnt that the voxel is not of it"),
  alpha: z.number().positive().describe("of Beta(α, α), by which the size of boxes is drawn"),
});

/** Keeps logarithms finite. */
const SMALLEST = 1e-6;

/** Mean of what counts, by 0 and 1 or bools; 0 where nothing does. */
function meanWhere(each: Tensor, counts: Tensor): Tensor {
  const share = counts.to(each.dtype).expand(each.shape);
  return each.mul(share).sum().div(share.sum().clampMin(1));
}

/**
 * What a network learns of another: where that one is sure of a class, the cross entropy, and where it thinks a class unlikely,
 * −log(1 − p) of that class, each times the probability that the other one gives to the class; means over these voxels, and over these
 * pairs of voxel and class.
 *
 * @param logits of the one that learns, `[U, K, D, H, W]`
 * @param target probabilities by the other one, of the same shape; no gradient
 */
export function confidentRegions(
  logits: Tensor,
  target: Tensor,
  { threshold, unlikely }: { readonly threshold: number; readonly unlikely: number },
): Tensor {
  return scope(() => {
    const logProbabilities = logits.logSoftmax(1);
    const [certainty, classes] = target.max(1, true); // [U, 1, D, H, W]
    const likely = logProbabilities.gather(1, classes).mul(certainty).neg();
    const not = logProbabilities.exp().neg().add(1).clampMin(SMALLEST).log().mul(target).neg();
    return meanWhere(likely, certainty.ge(threshold)).add(meanWhere(not, target.lt(unlikely)));
  });
}

/** Of each crop's voxels, their places in the crop that overlaps it, and whether it has them: inputs of a loss. */
type Overlap = readonly [d: Tensor, h: Tensor, w: Tensor, inside: Tensor];

/**
 * @param shifts voxels along D, H, W from a place in each crop to the same one in the crop that overlaps it
 * @param size D, H, W of the crops
 * @returns places along D, H, W, `[N, D]`, `[N, H]`, `[N, W]`, int64, and `[N, 1, D, H, W]`, bool
 */
export function overlapOf(shifts: readonly Triple[], size: Triple, device: Tensor["device"]): Overlap {
  return scope(() => {
    const places = size.map((length, axis) =>
      stack(shifts.map((shift) => arange(length, { dtype: "int64" }).add(shift[axis] as number))),
    );
    const inside = places
      .map((at, axis) => {
        const shape = [shifts.length, 1, ...size.map((length, other) => (other === axis ? length : 1))];
        return at
          .ge(0)
          .logicalAnd(at.lt(size[axis] as number))
          .reshape(shape);
      })
      .reduce((all, one) => all.logicalAnd(one));
    const [d, h, w] = places.map((at, axis) => at.clamp(0, (size[axis] as number) - 1).to(device));
    return [d as Tensor, h as Tensor, w as Tensor, inside.to(device)];
  });
}

/**
 * What a network says of two crops where they overlap: how far it differs, the sum over crops of the mean over voxels and classes of
 * q (log q − log p), and how sure it is, the mean over both of Σ p log p.
 *
 * @param logits of the crops, p, and of those that overlap them, q: `[N, K, D, H, W]` each
 */
export function agreement(
  [first, second]: readonly [Tensor, Tensor],
  [d, h, w, inside]: Overlap,
): { readonly spatial: Tensor; readonly sureness: Tensor } {
  return scope(() => {
    const laid = second
      .unbind()
      .map((one, n) =>
        one.indexSelect(1, d.select(0, n)).indexSelect(2, h.select(0, n)).indexSelect(3, w.select(0, n)),
      );
    const [p, q] = [first.logSoftmax(1), stack(laid).logSoftmax(1)];
    const divergence = q.exp().mul(q.sub(p)).unbind();
    const spatial = stack(divergence.map((one, n) => meanWhere(one, inside.select(0, n)))).sum();
    const entropies = [p, q].flatMap((all) => all.exp().mul(all).sum([1], true).unbind());
    const crops = divergence.length;
    return { spatial, sureness: stack(entropies.map((one, i) => meanWhere(one, inside.select(0, i % crops)))).mean() };
  });
}

/** Noise for crops `[N, C, D, H, W]`, uniform up to a share of each crop's and channel's range. */
function noiseFor(image: Tensor, share: number, kit: Kit): Tensor {
  return scope(() => {
    const range = image.amax([2, 3, 4], true).sub(image.amin([2, 3, 4], true));
    const drawn = rand(image.shape, { generator: kit.generator }).to(image.device);
    return drawn.mul(2).sub(1).mul(range.mul(share));
  });
}

/** @throws MnError `"usage"` where crops were drawn without those that overlap them. */
function overlapping({ overlapping: found }: Batch): NonNullable<Batch["overlapping"]> {
  if (found !== undefined) return found;
  throw new MnError("usage", "TraCoCo needs crops that overlap each other.");
}

const common = {
  shift: 0.5,
  noise: 0.2,
  weight: 0.3,
  ramp: 160 / 9000,
  spatialWeight: 0.3,
  entropyWeight: 0.1,
  threshold: 0.65,
  unlikely: 0.1,
  alpha: 4,
};

export const tracoco = defineMethod({
  name: "tracoco",
  title: "TraCoCo",
  summary: "two networks that must agree with themselves where crops overlap, and learn from what the other is sure of",
  cite: {
    authors: "Y. Liu, Y. Tian, C. Wang, Y. Chen, F. Liu, V. Belagiannis, G. Carneiro",
    title: "Translation consistent semi-supervised segmentation for 3D medical images",
    year: 2022,
    url: "https://arxiv.org/abs/2203.14523",
    code: { url: "https://github.com/yyliu01/TraCoCo", commit: "ac6d8ac", licence: "MIT" },
  },
  notes: [
    "Kept: the agreement is a sum over crops; its gradient goes through both of them; the sum Σ p log p is added, so that the networks stay unsure; the teacher has dropout and batch statistics on; the second network alone learns from crops with boxes, which may come from labelled crops too.",
    "Mended: probabilities are over the classes of the logits as they are, in the code over an axis of the crop and of logits that are cut off at 0 and 1. Of more than two classes every unlikely one counts, in the code the other one of two.",
    "Crops are z-scored as all methods' are, in the code scaled to 0 … 1; so noise is a share of each crop's range. Its changes of brightness are those of the plan.",
    "The crop that overlaps another one lies to any side of it, up to half of its length away; in the code on one side, as far as the scan reaches. It is turned, zoomed and changed in intensity as the other one is.",
    "The weight is that of the code for 8 labelled scans, which rises over 160 of 9,000 iterations; for 16 it has 1 and 320.",
    "Prediction by the first network of the last checkpoint; the second one and their mean are further results. The code looked at the test scans every 25 epochs and published the last and the best checkpoint.",
  ],
  settings,
  presets: {
    clean: {
      settings: { ...common, supervised: "common" },
      reasons: { ramp: "160 of the code's 9,000 iterations", weight: "the code's for 8 labelled scans" },
    },
    official: {
      settings: { ...common, supervised: "reference" },
      ...vnetTraining(9000, "poly"),
      learningRate: 0.05,
      reasons: { ramp: "160 of the code's 9,000 iterations", weight: "the code's for 8 labelled scans" },
    },
  },
  ...twoPeers,
  whyNotSplit: "it puts a part of one crop into another, which another process may have",
  steps: (at, { shift }, training) =>
    twoPeers.steps(at, undefined, training).map((step) => ({ ...step, overlapping: shift })),
  members: () => [peer("first"), peer("second")],
  predictors: () => ({ first: ["first"], second: ["second"], both: ["first", "second"] }),
  takesLoss: true,
  begin: (
    { supervised, noise, spatialWeight, entropyWeight, threshold, unlikely, alpha, ...own },
    { loss: kind = supervised },
  ) => ({
    step(batch, { place }, kit) {
      const { image, mask, cases } = batch;
      const { ofUnlabelled, ofLabelled } = partsOf({ cases });
      const { image: beside, shifts } = overlapping(batch);
      const [size, count] = [sizeOf(image), image.size(0)];
      const share = risingWeight(kit, place, own);
      const overlap = overlapOf(shifts, size, image.device);
      const disturbed = [image, beside, image].map((crops) => [0, 1].map(() => noiseFor(crops, noise, kit)));
      const [lambda] = beta(alpha, 1, kit.generator) as [number];
      const drawn = Array.from({ length: count }, () => {
        const { start, end } = boxAroundVoxel(size, lambda, kit.generator);
        return { start: [0, start[1], start[2]], end: [size[0], end[1], end[2]] } as const;
      });
      const inBox = inBoxes(drawn, size).to(image.device);
      const order = randperm(count, { generator: kit.generator }).to(image.device);
      const names = ["first", "second"] as const;
      return kit.minimise(
        names.map((name, i) => {
          const [learner, teacher] = [kit.member(name), kit.member(names[1 - i] as string)];
          /** Puts boxes of other crops in, in the second network's alone. */
          const mixed = (x: Tensor, boxes: Tensor, partners: Tensor) =>
            i === 0 ? x : where(boxes, x.indexSelect(0, partners), x);
          return {
            of: learner,
            key: `by the ${teacher.name} network`,
            inputs: [
              image,
              mask,
              beside,
              share,
              inBox,
              order,
              ...disturbed.map((both) => both[i] as Tensor),
              ...overlap,
            ],
            loss: (crops, masks, besides, rise, boxes, partners, ...others) => {
              const [ofCrops, ofBesides, ofStrong, ...places] = others as [Tensor, Tensor, Tensor, ...Overlap];
              const logits = kit.logits(learner, crops.add(ofCrops));
              const { spatial, sureness } = agreement([logits, kit.logits(learner, besides.add(ofBesides))], places);
              const { total } = supervisedLoss(ofLabelled(logits), masks, { kind, background: false });
              const target = mixed(kit.soft(teacher, crops, { mode: "train" }), boxes, partners);
              const strong = kit.logits(learner, mixed(crops, boxes, partners).add(ofStrong));
              const taught = confidentRegions(ofUnlabelled(strong), ofUnlabelled(target), { threshold, unlikely });
              const unsupervised = taught.add(spatial.mul(spatialWeight)).add(sureness.mul(entropyWeight));
              return { loss: total.add(unsupervised.mul(rise)), supervised: total, taught, spatial, sureness };
            },
          };
        }),
      );
    },
  }),
});
