/**
 * SASSNet: one network with a head for masks and one for signed distances to their surface, and a discriminator that tells the
 * distances of labelled crops from those of unlabelled ones; the network learns to mislead it. Li et al. 2020,
 * https://arxiv.org/abs/2007.10732; the constants are those of SASSNet (train_gan_sdfloss.py, discriminator.py).
 */
import { fromTypedArray, nn, noGrad, scope, type Tensor, zeros } from "@mandn/torch";
import { z } from "zod";
import { defineMethod, type Surroundings, type Terms } from "../training/method.js";
import { summed } from "../training/update.js";
import { withDistances } from "./dtc.js";
import { counted, labelledOf, labelledSums, type MeanSums, meanOf, meanSums, supervision } from "./losses.js";
import { oneStudent, partsOf, ramp, risingWeight, student, vnetTraining } from "./one-student.js";
import { signedDistances } from "./signed-distance.js";

const settings = z.strictObject({
  supervised: supervision,
  distanceWeight: z.number().nonnegative().describe("weight of the signed distances of labelled crops"),
  weight: z.number().nonnegative().describe("highest weight of misleading the discriminator"),
  ramp,
  discriminatorRate: z.number().positive().describe("the discriminator's learning rate, the same in the whole run"),
});

/** What the discriminator calls crops. */
const UNLABELLED = 0;
const LABELLED = 1;

/** Channels of the discriminator's convolutions, each of which halves a side. */
const WIDTHS = [64, 128, 256, 512] as const;

/** Convolution 4³ of stride 2. `[N, in, D, H, W]` → `[N, out, ⌊D / 2⌋, ⌊H / 2⌋, ⌊W / 2⌋]`. */
const halving = (inChannels: number, outChannels: number) =>
  new nn.Conv3d(inChannels, outChannels, 4, { stride: 2, padding: 1 });

/** Tells labelled crops from unlabelled ones by their signed distances. As many halvings as the crop allows, four at most. */
export class Discriminator extends nn.Module {
  readonly ofDistances: nn.Conv3d;
  readonly ofImage: nn.Conv3d;
  readonly convolutions: readonly nn.Conv3d[];
  readonly activation = new nn.LeakyReLU(0.2);
  readonly dropout = new nn.Dropout3d(0.5);
  readonly classifier: nn.Linear;

  constructor({ inChannels, classes, crop }: Pick<Surroundings, "inChannels" | "classes" | "crop">) {
    super();
    const count = Math.max(1, Math.min(WIDTHS.length, Math.floor(Math.log2(Math.min(...crop)))));
    const [first, ...others] = WIDTHS.slice(0, count) as unknown as [number, ...number[]];
    this.ofDistances = halving(classes - 1, first);
    this.ofImage = halving(inChannels, first);
    this.convolutions = others.map((width, i) => halving(WIDTHS[i] as number, width));
    this.classifier = new nn.Linear(WIDTHS[count - 1] as number, 2);
  }

  /** Signed distances `[N, K − 1, D, H, W]` and the crops `[N, C, D, H, W]` → logits `[N, 2]`: unlabelled, labelled. */
  forward(distances: Tensor, image: Tensor): Tensor {
    if (image.size(0) === 0) return zeros([0, 2], { dtype: image.dtype, device: image.device });
    return scope(() => {
      const { activation, dropout } = this;
      let x = dropout.forward(activation.forward(this.ofDistances.forward(distances).add(this.ofImage.forward(image))));
      for (const [i, conv] of this.convolutions.entries()) {
        const y = activation.forward(conv.forward(x));
        x = i + 2 === WIDTHS.length ? y : dropout.forward(y);
      }
      return this.classifier.forward(x.mean([2, 3, 4]));
    });
  }
}

/** The mean cross entropy of what the discriminator says, `[N, 2]`, with what it should, `[N]`. */
const judgedAs = (judged: Tensor, wanted: Tensor): MeanSums =>
  scope(() => counted(nn.functional.crossEntropy(judged, wanted, { reduction: "sum" }), wanted.numel));

const common = { distanceWeight: 0.3, weight: 0.01, ramp: 1, discriminatorRate: 1e-4 };

export const sassnet = defineMethod({
  name: "sassnet",
  title: "SASSNet",
  summary:
    "a network that predicts masks and signed distances, whose distances a discriminator cannot tell from labelled ones",
  cite: {
    authors: "S. Li, C. Zhang, X. He",
    title: "Shape-aware semi-supervised 3D semantic segmentation for medical images",
    year: 2020,
    url: "https://arxiv.org/abs/2007.10732",
    code: { url: "https://github.com/kleinzcy/SASSnet", commit: "1761aa8", licence: "none: written from its facts" },
  },
  notes: [
    "Kept: the discriminator's layers, Adam with a constant rate, which learns after the network at each step, of what the network predicts without dropout; no dropout in it while the network learns.",
    "Mended: a softmax over all classes and a signed distance for each foreground class, instead of one channel under a sigmoid; a crop without a class is outside of it everywhere, where the code has distances of 0; a mean over all voxels, instead of a pooling of 7 × 7 × 5 that fits one size of crop.",
    "The weight of the adversary, 0.01, is the one for 16 labelled scans; the code has 0.015 for 8.",
  ],
  settings,
  presets: {
    clean: {
      settings: { ...common, supervised: "common" },
      reasons: { ramp: "6,000 of the code's 6,000 iterations" },
    },
    official: { settings: { ...common, supervised: "reference" }, ...vnetTraining(6000, "steps") },
  },
  ...oneStudent,
  splits: true,
  members: ({ discriminatorRate }) => [
    withDistances,
    student({
      name: "discriminator",
      title: "discriminator",
      like: "student",
      make: (given) => new Discriminator(given),
      learning: {
        learningRate: discriminatorRate,
        optimizer: { kind: "adam", weightDecay: 0, betas: [0.9, 0.99] },
      },
    }),
  ],
  takesLoss: true,
  begin: ({ supervised, distanceWeight, ...own }, { loss: kind = supervised }) => ({
    step({ image, mask, cases }, { place }, kit) {
      const [network, judge] = [kit.member("student"), kit.member("discriminator")];
      const discriminator = kit.module("discriminator", Discriminator);
      const { ofUnlabelled, ofLabelled } = partsOf({ cases });
      const [unlabelled, labelled] = [cases.unlabelled.length, cases.labelled.length];
      judge.setRate(1);
      const kinds = [...Array(unlabelled).fill(UNLABELLED), ...Array(labelled).fill(LABELLED)] as number[];
      const called = fromTypedArray(BigInt64Array.from(kinds, BigInt)).to(image.device);
      const wanted = fromTypedArray(new BigInt64Array(unlabelled).fill(BigInt(LABELLED))).to(image.device);
      // The network's update needs no gradients of the discriminator's weights.
      discriminator.requiresGrad_(false);
      const found = kit.minimise([
        summed({
          of: network,
          key: "",
          inputs: [risingWeight(kit, place, own), image, mask, signedDistances(mask, kit.classes), wanted],
          sums: (_share, crops, masks, known, aim) => {
            const { logits, heads } = kit.decode(network, kit.encode(network, crops));
            const [distances] = heads as [Tensor];
            const judged = kit.withMode(judge, "eval", () =>
              discriminator.forward(ofUnlabelled(distances), ofUnlabelled(crops)),
            );
            return {
              supervised: labelledSums(ofLabelled(logits), masks, kind, "squares"),
              distance: meanSums(ofLabelled(distances).sub(known).square()),
              adversary: judgedAs(judged, aim),
            };
          },
          lossOf: (sums, share) => {
            const supervised = labelledOf(sums.supervised, "squares");
            const [distance, adversary] = [meanOf(sums.distance), meanOf(sums.adversary)];
            const loss = supervised.add(distance.mul(distanceWeight)).add(adversary.mul(share));
            return { loss, supervised, distance, adversary };
          },
        }),
      ]);
      discriminator.requiresGrad_(true);
      const { discriminator: judged } = kit.minimise([
        summed({
          of: judge,
          key: "",
          inputs: [image, called],
          sums: (crops, truth) => {
            const distances = noGrad(
              () => kit.decode(network, kit.encode(network, crops, "eval"), { mode: "eval" }).heads[0] as Tensor,
            );
            return { judged: judgedAs(discriminator.forward(distances, crops), truth) };
          },
          lossOf: ({ judged }) => ({ loss: meanOf(judged) }),
        }),
      ]);
      return { student: { ...(found.student as Terms), discriminator: (judged as Terms).loss } };
    },
  }),
});
