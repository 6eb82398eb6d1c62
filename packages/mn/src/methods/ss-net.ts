/**
 * SS-Net: predictions must be smooth, the same under the disturbance of a crop that changes them most (virtual adversarial
 * training), and classes must be apart: each voxel's feature is drawn to a memory of its class. Wu et al. 2022,
 * https://arxiv.org/abs/2203.01324; the constants are those of SS-Net (train_ss_3d.py, losses.py, feature_memory.py).
 */
import { type Device, keep, nn, noGrad, rand, scope, stack, type Tensor, zeros } from "@mandn/torch";
import { z } from "zod";
import type { Kit } from "../training/kit.js";
import type { Member } from "../training/member.js";
import { defineMethod, type Terms } from "../training/method.js";
import { labelledLoss, shareDice, supervision } from "./losses.js";
import { oneStudent, partsOf, ramp, risingWeight, student, vnetTraining } from "./one-student.js";

const settings = z.strictObject({
  supervised: supervision,
  weight: z.number().nonnegative().describe("highest weight of smoothness and separation"),
  separationWeight: z.number().nonnegative().describe("weight of the separation of classes beside smoothness"),
  ramp,
  disturbance: z.number().positive().describe("Euclidean length of the disturbance of each crop"),
  memory: z.int().min(2).max(4096).describe("features that are kept of each class"),
});

/** Of the features that are compared. */
export const WIDTH = 32;

/** Two layers for each voxel: `[N, in, D, H, W]` → `[N, out, D, H, W]`. */
export function layers(inChannels: number, outChannels: number, activation: nn.Layer): nn.Sequential {
  return new nn.Sequential(
    new nn.Conv3d(inChannels, WIDTH, 1),
    new nn.BatchNorm3d(WIDTH),
    activation,
    new nn.Conv3d(WIDTH, outChannels, 1),
  );
}

/** What is learnt beside the network: features for comparison, and how much each of them counts, by class. */
export class Separation extends nn.Module {
  readonly projector: nn.Sequential;
  readonly predictor: nn.Sequential;
  /** How much a voxel's feature counts. */
  readonly selectors: readonly nn.Sequential[];
  /** How much a feature in the memory counts. */
  readonly memorySelectors: readonly nn.Sequential[];

  constructor(features: number, classes: number) {
    super();
    this.projector = layers(features, WIDTH, new nn.ReLU());
    this.predictor = layers(WIDTH, WIDTH, new nn.ReLU());
    const selectors = () => Array.from({ length: classes }, () => layers(WIDTH, 1, new nn.LeakyReLU(0.2)));
    this.selectors = selectors();
    this.memorySelectors = selectors();
  }
}

/** Features of labelled voxels by class: `features` `[K, M, F]`, and `filled` `[K, M]`, 1 where one stands. */
export interface Memory {
  readonly features: Tensor;
  readonly filled: Tensor;
}

/** Keeps a mean over nothing, and the length of a feature of zeros, from dividing by 0. */
const SMALLEST = 1e-12;

/** Rows of length 1. */
const unit = (x: Tensor) =>
  x.div(
    x
      .square()
      .sum([-1], true)
      .clampMin(SMALLEST ** 2)
      .sqrt(),
  );

/** Each sample of length 1. */
const unitSamples = (x: Tensor) => unit(x.flatten(1)).reshape(x.shape);

/** Voxels as rows: `[N, F, D, H, W]` → `[N · D · H · W, F]`. */
export const rows = (x: Tensor) => x.movedim(1, -1).reshape([-1, x.size(1)]);

/**
 * Puts into the memory, in place, the projected features of correctly predicted labelled voxels that count most, class by class.
 * A class without such voxels keeps what it has.
 *
 * @param features `[L, F, D, H, W]`, the network's
 * @param separation in evaluation mode
 */
export function remember(
  { features: kept, filled }: Memory,
  { projector, memorySelectors }: Separation,
  features: Tensor,
  logits: Tensor,
  mask: Tensor,
): void {
  noGrad(() =>
    scope(() => {
      const projected = projector.forward(features);
      const own = rows(projected);
      const isRight = logits.argmax(1).eq(mask);
      const found = memorySelectors.map((selector, c) => {
        const scores = selector.forward(projected).sigmoid().squeeze(1);
        const eligible = isRight.logicalAnd(mask.eq(c)).to(scores.dtype);
        const ranked = scores.add(1).mul(eligible).flatten(); // 0 where a voxel may not be remembered, from 1 on where it may
        const [values, places] = ranked.topk(kept.size(1));
        const marks = values.gt(0).to(kept.dtype); // [M], the ones first
        const any = marks.narrow(0, 0, 1); // [1]
        const mix = (now: Tensor, before: Tensor) => now.mul(any).add(before.mul(any.rsub(1)));
        return {
          features: mix(own.indexSelect(0, places).mul(marks.unsqueeze(1)), kept.select(0, c)),
          filled: mix(marks, filled.select(0, c)),
        };
      });
      kept.copy_(stack(found.map((one) => one.features)));
      filled.copy_(stack(found.map((one) => one.filled)));
    }),
  );
}

/**
 * How far voxels are from the memory of their class: for each class that voxels and memory have, the mean of
 * (1 − cos(q, m)) ŵ_q ŵ_m over its voxels and what is remembered of it, then the mean over these classes. q is the predicted
 * projection of a voxel's features, ŵ the selectors' scores, scaled to a mean of 1.
 *
 * @param features `[N, F, D, H, W]`, the network's
 * @param labels `[N, D, H, W]`: class indices
 */
export function separationLoss(
  { features: kept, filled }: Memory,
  { projector, predictor, selectors, memorySelectors }: Separation,
  features: Tensor,
  labels: Tensor,
): Tensor {
  return scope(() => {
    const found = predictor.forward(projector.forward(features)); // [N, WIDTH, D, H, W]
    const directions = unit(rows(found));
    const detached = found.detach();
    const terms = selectors.map((selector, c) => {
      const remembered = kept.select(0, c).to(found.dtype); // [M, WIDTH]
      const marks = filled.select(0, c);
      const asVoxels = remembered.transpose(0, 1).reshape([1, WIDTH, -1, 1, 1]);
      const counts = (memorySelectors[c] as nn.Sequential).forward(asVoxels).sigmoid().flatten().mul(marks);
      // Means of products of weights of mean 1 are weighted means, and a mean of cosines is a product with a mean of directions.
      const centre = unit(remembered).mul(counts.unsqueeze(1)).sum([0]).div(counts.sum().clampMin(SMALLEST));
      const own = labels.eq(c).flatten().to(directions.dtype);
      const weights = selector.forward(detached).sigmoid().flatten().mul(own);
      const distances = directions.matmul(centre).rsub(1);
      const present = own.sum().gt(0).logicalAnd(marks.sum().gt(0)).to(directions.dtype);
      const loss = distances.mul(weights).sum().div(weights.sum().clampMin(SMALLEST));
      return { loss: loss.mul(present), present };
    });
    const classes = stack(terms.map(({ present }) => present))
      .sum()
      .clampMin(1);
    return stack(terms.map(({ loss }) => loss))
      .sum()
      .div(classes);
  });
}

/** How far a prediction is from another of the same crops: Dice of all classes by sums of shares. */
const distance = (logits: Tensor, soft: Tensor) => shareDice(logits.softmax(1), soft, "sums", { background: true });

/**
 * The disturbance of crops that changes a member's predictions most, by one step of power iteration (Miyato et al. 2018,
 * https://arxiv.org/abs/1704.03976). It leaves no trace in running statistics.
 *
 * @param soft what the member predicts of the crops, `[N, K, D, H, W]`
 * @param start where the search begins, `[N, C, D, H, W]`
 * @param length of the disturbance of each crop
 */
export function worstDisturbance(
  kit: Kit,
  member: Member,
  { image, soft, start, length }: { image: Tensor; soft: Tensor; start: Tensor; length: number },
): Tensor {
  return scope(() => {
    const direction = unitSamples(start).detach().requiresGrad_();
    const logits = kit.logits(member, image.add(direction.mul(length)), "traceless");
    const [gradient] = kit.gradientsOf(distance(logits, soft), [direction]) as [Tensor];
    return unitSamples(gradient).mul(length).detach();
  });
}

const common = { weight: 1, separationWeight: 0.1, ramp: 0.4, disturbance: 10, memory: 32 };

export const ssNet = defineMethod({
  name: "ss-net",
  title: "SS-Net",
  summary:
    "a network whose predictions must withstand the worst disturbance, and whose classes must have features of their own",
  cite: {
    authors: "Y. Wu, Z. Wu, Q. Wu, Z. Ge, J. Cai",
    title: "Exploring smoothness and class-separation for semi-supervised medical image segmentation",
    year: 2022,
    url: "https://arxiv.org/abs/2203.01324",
    code: { url: "https://github.com/ycwu1997/SS-Net", commit: "c0a8bf6", licence: "MIT" },
  },
  notes: [
    "Kept: dropout in all passes; the disturbance has one length whatever the size of a crop; the memory is overwritten at each step by what the batch has.",
    "Mended: the background enters the memory too, and the mean is over classes that voxels and memory have; the features that count most are remembered, where the code sorts upwards and keeps those that count least.",
    "The selectors' batch norms see all voxels, in the code those of their class. Weights of mean 1 make the separation a weighted mean, so that no matrix of voxels by memory is needed.",
    "Prediction by the last checkpoint; the code chose the best one on the test scans and kept the largest component.",
  ],
  settings,
  whyNotSplit: "it keeps features of all labelled crops of a batch, and compares every voxel with them",
  presets: {
    clean: {
      settings: { ...common, supervised: "common" },
      reasons: { ramp: "6,000 of the code's 15,000 iterations" },
    },
    official: { settings: { ...common, supervised: "reference" }, ...vnetTraining(15_000, "steps") },
  },
  ...oneStudent,
  members: () => [
    student({ needs: { features: true } }),
    student({
      name: "separation",
      title: "projector",
      like: "student",
      make: ({ network, classes }) => new Separation(network("student").featureChannels as number, classes),
    }),
  ],
  takesLoss: true,
  begin({ supervised, separationWeight, disturbance, memory: size, ...own }, { plan, loss: kind = supervised }) {
    const classes = plan.dataset.classes.length;
    const empty = (shape: readonly number[]) => keep(zeros(shape, { dtype: "float32", device: plan.device as Device }));
    const memory: Memory = { features: empty([classes, size, WIDTH]), filled: empty([classes, size]) };
    return {
      step({ image, mask, cases }, { place }, kit) {
        const [network, beside] = [kit.member("student"), kit.member("separation")];
        const separation = kit.module("separation", Separation);
        const { ofUnlabelled, ofLabelled } = partsOf({ cases });
        const before = kit.soft(network, image, { mode: "train" });
        const start = rand(image.shape, { generator: kit.generator }).sub(0.5).to(image.device);
        const worst = worstDisturbance(kit, network, { image, soft: before, start, length: disturbance });
        const { student: terms } = kit.minimise([
          {
            of: [network, beside],
            key: "",
            inputs: [image, mask, before, worst, risingWeight(kit, place, own)],
            loss: (crops, masks, soft, shift, share) => {
              const { logits, features } = kit.decode(network, kit.encode(network, crops));
              const known = ofLabelled(features);
              kit.withMode(beside, "eval", () =>
                remember(memory, separation, known.detach(), ofLabelled(logits), masks),
              );
              const supervised = labelledLoss(ofLabelled(logits), masks, kind, "sums");
              const smoothness = distance(kit.logits(network, crops.add(shift), "traceless"), soft);
              const apart = separationLoss(memory, separation, known, masks).add(
                separationLoss(memory, separation, ofUnlabelled(features), ofUnlabelled(logits).argmax(1)),
              );
              const unsupervised = smoothness.add(apart.mul(separationWeight));
              return { loss: supervised.add(unsupervised.mul(share)), supervised, smoothness, separation: apart };
            },
          },
        ]);
        return { student: terms as Terms };
      },
      state: () => ({ "memory-features": memory.features, "memory-filled": memory.filled }),
      restore(state) {
        noGrad(() => {
          memory.features.copy_(state["memory-features"] as Tensor);
          memory.filled.copy_(state["memory-filled"] as Tensor);
        });
      },
      dispose() {
        for (const one of [memory.features, memory.filled]) one.dispose();
      },
    };
  },
});
