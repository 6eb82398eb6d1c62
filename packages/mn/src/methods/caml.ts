/**
 * CAML: two networks, of which the second one attends within and across the crops of a batch as it trains; on unlabelled voxels
 * both must be like the same labelled ones, which a memory of the labelled cases holds. Gao et al. 2023,
 * https://arxiv.org/abs/2307.06312; the constants are those of its code (train_caml.py, correlation.py, feature_memory.py).
 */
import type { Decoded } from "@mandn/models";
import { type Device, keep, nn, noGrad, scope, stack, type Tensor, zeros } from "@mandn/torch";
import { z } from "zod";
import { defineMethod, type Terms } from "../training/method.js";
import { CaseMemory, type Drawn, drawRows, type Rows, sampleRight } from "./case-memory.js";
import { CrossAttention } from "./cross-attention.js";
import { labelledLoss, supervision } from "./losses.js";
import { mutualConsistency } from "./mc-net.js";
import { partsOf, peer, ramp, risingWeight, student, twoPeers, vnetTraining } from "./one-student.js";
import { layers, rows, WIDTH } from "./ss-net.js";

const settings = z.strictObject({
  upsampling: z.enum(["transposed", "trilinear"]).describe("how the second network's decoder enlarges features"),
  supervised: supervision,
  labelledWeight: z.number().positive().describe("weight of each network's loss of labelled crops"),
  weight: z.number().nonnegative().describe("highest weight of what unlabelled crops teach"),
  correlationWeight: z.number().nonnegative().describe("weight of the correlations beside the consistency"),
  ramp,
  temperature: z.number().positive().max(1).describe("of the sharpened predictions, and of the correlations"),
  drawn: z.int().min(2).max(4096).describe("labelled voxels of each class that a step draws from the memory"),
  kept: z.int().min(2).max(65_536).describe("voxels of each class that are kept of each labelled case, at random"),
  compared: z
    .int()
    .min(1)
    .describe(
      "surest unlabelled voxels of each class that are compared with the drawn ones; the memory for it grows with the square of the number of classes",
    ),
});

/** Makes a network's voxels comparable: labelled ones by the projector, unlabelled ones by both. */
class Projection extends nn.Module {
  readonly projector: nn.Sequential;
  readonly predictor: nn.Sequential;

  constructor(features: number) {
    super();
    this.projector = layers(features, WIDTH, new nn.ReLU());
    this.predictor = layers(WIDTH, WIDTH, new nn.ReLU());
  }
}

/** Each network's. */
export class Projections extends nn.Module {
  readonly first: Projection;
  readonly second: Projection;

  constructor(features: number) {
    super();
    this.first = new Projection(features);
    this.second = new Projection(features);
  }
}

/** Keep a logarithm finite, and a mean over no voxel from dividing by 0. */
const [SMALLEST, NEVER] = [1e-8, -1e9] as const;

/**
 * The surest voxels of each class among those on which two networks agree: their places among all voxels, `[K · M]`, and 1 where
 * there is one, `[K · M]`.
 *
 * @param first logits `[U, K, D, H, W]` of the network that says how sure a voxel is
 * @param second logits of the other
 * @param most of each class
 */
export function surest(
  first: Tensor,
  second: Tensor,
  most: number,
): { readonly places: Tensor; readonly marks: Tensor } {
  return noGrad(() =>
    scope(() => {
      const [sureness, labels] = first.softmax(1).max(1);
      const agree = labels.eq(second.argmax(1));
      const count = Math.min(most, labels.numel);
      const found = Array.from({ length: first.size(1) }, (_, c) =>
        sureness
          .mul(agree.logicalAnd(labels.eq(c)).to(sureness.dtype))
          .flatten()
          .topk(count),
      );
      const [values, places] = [0, 1].map((i) => stack(found.map((one) => one[i] as Tensor)).flatten()) as [
        Tensor,
        Tensor,
      ];
      return { places, marks: values.gt(0).to(first.dtype) };
    }),
  );
}

/**
 * Cross entropy of two networks' correlations with the same labelled voxels: mean over voxels of
 * −Σ_m c'(m) ln(c(m) + ε), c = softmax over m of q · m / T, m over the classes of which enough were drawn; 0 where none was.
 *
 * @param first q of the network whose logarithm is taken, `[M, F]`
 * @param second q of the other, `[M, F]`
 * @param marks of the voxels, `[M]`, 0 or 1
 */
export function correlationLoss(
  first: Tensor,
  second: Tensor,
  marks: Tensor,
  { drawn: { features, isFull }, temperature }: { readonly drawn: Drawn; readonly temperature: number },
): Tensor {
  return scope(() => {
    const columns = features.flatten(0, 1).to(first.dtype); // [K · M', F]
    const isMissing = isFull
      .unsqueeze(1)
      .expand([-1, features.size(1)])
      .flatten()
      .eq(0);
    const correlations = (q: Tensor) => {
      const logits = q.matmul(columns.transpose(0, 1)).div(temperature);
      return logits.maskedFill(isMissing, NEVER).softmax(1);
    };
    const entropies = correlations(second).mul(correlations(first).add(SMALLEST).log()).sum([1]).neg();
    const mean = entropies.mul(marks).sum().div(marks.sum().clampMin(1));
    return mean.mul(isFull.amax());
  });
}

const common = {
  labelledWeight: 0.5,
  weight: 1,
  correlationWeight: 0.05,
  ramp: 0.4,
  temperature: 0.1,
  drawn: 256,
  kept: 1024,
};

/** The level whose features are attended to: V-Net's fourth, of 1/8, or the deepest of fewer; finer ones have too many voxels. */
const attendedLevel = (encoderChannels: readonly number[]) => Math.min(3, encoderChannels.length - 1);

export const caml = defineMethod({
  name: "caml",
  title: "CAML",
  summary:
    "two networks, one with attention across crops, whose unlabelled voxels must be like the same ones of a memory of labelled cases",
  cite: {
    authors: "S. Gao, Z. Zhang, J. Ma, Z. Li, S. Zhang",
    title: "Correlation-aware mutual learning for semi-supervised medical image segmentation",
    year: 2023,
    url: "https://arxiv.org/abs/2307.06312",
    code: { url: "https://github.com/Herschel555/CAML", commit: "b635479", licence: "none: written from its facts" },
  },
  notes: [
    "Kept: 32 features, which the code's flag of 64 never changes, of any length; gradients through the sharpened predictions too; attention with a dropout of 0.5, skipped in evaluation; this step's labelled voxels are remembered before the draw.",
    "Mended: of each class of a labelled case 1,024 random voxels are kept, each of which stands for its share, instead of all of them, 128 MB a case; a draw is of the same distribution but for which voxels were kept. Any number of classes.",
    "The projectors' batch norms see all unlabelled voxels, in the code those on which both networks agree.",
    "The weights rise over 0.4 of the run, as for 4 labelled scans; the code has 0.2 for 8 and 0.15 for 16.",
    "Prediction by the first network of the last checkpoint, as in the paper; the code kept the best one on the test scans too.",
  ],
  settings,
  whyNotSplit: "it compares voxels of all crops of a batch with each other, and keeps features of them",
  presets: {
    clean: {
      settings: { ...common, compared: 2048, upsampling: "transposed", supervised: "common" },
      reasons: {
        compared: "the code's 12,800 are of crops of a million voxels, six times those of a CPU's",
        upsampling: "the 3D U-Net's own is trilinear",
        ramp: "6,000 of the code's 15,000 iterations",
      },
    },
    official: {
      settings: { ...common, compared: 12_800, upsampling: "trilinear", supervised: "reference" },
      ...vnetTraining(15_000, "constant"),
      reasons: { upsampling: "V-Net's own is a transposed convolution" },
    },
  },
  ...twoPeers,
  members: ({ upsampling }) => [
    peer("first", { needs: { features: true } }),
    peer("second", { options: { upsampling }, needs: { features: true, refinement: true } }),
    student({
      name: "attention",
      title: "attention",
      like: "second",
      make({ network }) {
        const { encoderChannels = [] } = network("second");
        return new CrossAttention(encoderChannels[attendedLevel(encoderChannels)] as number);
      },
    }),
    student({
      name: "projections",
      title: "projectors",
      like: "first",
      make: ({ network }) => new Projections(network("first").featureChannels as number),
    }),
  ],
  predictors: () => ({ first: ["first"] }),
  faults: ({ drawn, kept }) =>
    kept >= drawn ? [] : [{ path: "kept", message: `is ${kept}: must be at least drawn, which is ${drawn}` }],
  takesLoss: true,
  begin(
    { supervised, labelledWeight, correlationWeight, temperature, drawn: count, kept, compared, ...own },
    { plan: { dataset, device }, loss: kind = supervised },
  ) {
    const classes = dataset.classes.length;
    const memory = new CaseMemory(dataset.labelled, classes, kept, WIDTH);
    /** What a step remembers of its labelled crops, on the device, for the memory to take. */
    let fresh: Rows | undefined;
    const empty = (shape: readonly number[]) => keep(zeros(shape, { dtype: "float32", device: device as Device }));
    const freshOf = (crops: number): Rows => ({
      features: empty([crops, classes, kept, WIDTH]),
      counts: empty([crops, classes]),
    });
    return {
      step({ image, mask, cases }, { place }, kit) {
        const networks = [kit.member("first"), kit.member("second")] as const;
        const beside = [kit.member("attention"), kit.member("projections")] as const;
        const attention = kit.module("attention", CrossAttention);
        const { first, second } = kit.module("projections", Projections);
        const { ofUnlabelled, ofLabelled } = partsOf({ cases });
        const level = attendedLevel(networks[1].network.encoderChannels ?? []);
        fresh ??= freshOf(cases.labelled.length);
        const seen = fresh;
        const others = memory.candidates(kit.generator, cases.labelled, count);
        const terms = kit.minimise([
          {
            of: [...networks, ...beside],
            key: "",
            inputs: [
              image,
              mask,
              others.features.to(image.device),
              others.ranks.to(image.device),
              risingWeight(kit, place, own),
            ],
            loss: (crops, masks, features, ranks, share) => {
              const refine = (x: Tensor, at: number) => (at === level ? attention.forward(x) : x);
              const both = [
                kit.decode(networks[0], kit.encode(networks[0], crops)),
                kit.decode(networks[1], kit.encode(networks[1], crops, "train", refine)),
              ] as const;
              const losses = both.map(({ logits }) => labelledLoss(ofLabelled(logits), masks, kind, "sums"));
              const supervised = stack(losses).sum().mul(labelledWeight);
              const consistency = mutualConsistency([both[0].logits, both[1].logits], temperature);
              const drawn = noGrad(() => {
                const known = both.map((one) => ofLabelled(one.features).detach());
                const projected = kit.withMode(beside[1], "eval", () =>
                  first.projector
                    .forward(known[0] as Tensor)
                    .add(second.projector.forward(known[1] as Tensor))
                    .div(2),
                );
                const [one, other] = both.map(({ logits }) => ofLabelled(logits).argmax(1).eq(masks)) as [
                  Tensor,
                  Tensor,
                ];
                const found = sampleRight(projected, { mask: masks, isRight: one.logicalAnd(other), classes, kept });
                seen.features.copy_(found.features);
                seen.counts.copy_(found.counts);
                return drawRows({ features, ranks }, found, count);
              });
              const { places, marks } = surest(ofUnlabelled(both[0].logits), ofUnlabelled(both[1].logits), compared);
              const [ofFirst, ofSecond] = [first, second].map(({ projector, predictor }, i) => {
                const own = ofUnlabelled((both[i] as Decoded).features);
                return rows(predictor.forward(projector.forward(own))).indexSelect(0, places);
              }) as [Tensor, Tensor];
              const correlation = correlationLoss(ofFirst, ofSecond, marks, { drawn, temperature });
              const unsupervised = consistency.add(correlation.mul(correlationWeight));
              return { loss: supervised.add(unsupervised.mul(share)), supervised, consistency, correlation };
            },
          },
        ]);
        memory.replace(cases.labelled, seen);
        return { first: terms.first as Terms, second: terms.second as Terms };
      },
      state: () => memory.state(),
      restore: (state) => memory.restore(state),
      dispose() {
        memory.dispose();
        for (const one of [fresh?.features, fresh?.counts]) one?.dispose();
      },
    };
  },
});
