/**
 * SDCL, students' discrepancy: two networks of different kinds learn from copied and pasted crops as in BCP, with one teacher; on the
 * voxels on which their classes differ each is drawn to the mask once more, and where it is wrong there, it shall be unsure. Song and
 * Wang 2024, https://papers.miccai.org/miccai-2024/672-Paper0821.html; the constants are those of SDCL (LA_train.py, losses.py).
 */
import { noGrad, scope, stack, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { isTimeFor } from "../plan/schedule.js";
import { defineMethod } from "../training/method.js";
import {
  cleanStage1,
  copyPaste,
  copyPasteSettings,
  drawBox,
  lossOfRegions,
  type Mixed,
  mixedAmong,
  mixedBothWays,
  pseudoMasksOf,
  type Region,
} from "./bcp.js";
import { oneHot } from "./losses.js";
import { residualOfSize } from "./mcf.js";
import { partsOf, peer, student, vnetTraining } from "./one-student.js";

const settings = z.strictObject({
  ...copyPasteSettings,
  distanceWeight: z.number().nonnegative().describe("weight of the distance to the mask where the networks differ"),
  doubtWeight: z.number().nonnegative().describe("weight of a network's doubt where they differ and it is wrong"),
});

/** Keeps means over no voxel from dividing by 0. */
const SMALLEST = 1e-16;

/**
 * What a network pays on the voxels on which it and the other differ, each counting as much as its region: the mean of (p − y)²
 * over these and the classes, and the mean of −log p over those of them that it has wrong and the classes.
 *
 * @param logits `[N, K, D, H, W]`
 * @param differ `[N, D, H, W]`, 0 or 1
 */
export function discrepancy(
  logits: Tensor,
  regions: readonly Region[],
  differ: Tensor,
): { readonly distance: Tensor; readonly doubt: Tensor } {
  return scope(() => {
    const logs = logits.logSoftmax(1);
    const found = logits.argmax(1);
    const classes = logits.size(1);
    const parts = regions.map(({ inside, mask, weight }) => {
      const differing = differ.mul(inside.squeeze(1).to(logits.dtype));
      const wrong = differing.mul(found.ne(mask).to(logits.dtype));
      const target = oneHot(mask, classes).to(logits.dtype);
      return {
        distance: logs.exp().sub(target).square().mean([1]).mul(differing).sum().mul(weight),
        doubt: logs.mean([1]).neg().mul(wrong).sum().mul(weight),
        wrong: wrong.sum(),
      };
    });
    const sum = (what: "distance" | "doubt" | "wrong") => stack(parts.map((part) => part[what])).sum();
    return {
      distance: sum("distance").div(differ.sum().add(SMALLEST)),
      doubt: sum("doubt").div(sum("wrong").add(SMALLEST)),
    };
  });
}

/** Iterations of the code's stages with 8 labelled scans. */
const [FIRST, SECOND] = [3200, 11_000];

const common = {
  box: 2 / 3,
  pseudoWeight: 0.5,
  decay: 0.99,
  distanceWeight: 0.5,
  doubtWeight: 0.05,
};
const vnet = vnetTraining(FIRST + SECOND, "constant");

export const sdcl = defineMethod({
  name: "sdcl",
  title: "SDCL",
  summary: "BCP with two networks of different kinds, each of which pays more where they differ",
  cite: {
    authors: "B. Song, Q. Wang",
    title: "SDCL: Students discrepancy-informed correction learning for semi-supervised medical image segmentation",
    year: 2024,
    url: "https://papers.miccai.org/miccai-2024/672-Paper0821.html",
    code: { url: "https://github.com/pascalcpp/SDCL", commit: "cfb260f", licence: "none: written from its facts" },
  },
  notes: [
    "Kept: the teacher follows the first network; both learn from the same crops and pseudo-masks; what is kept of BCP is kept here.",
    "Mended: any number of classes; what is mended of BCP is mended here. The second stage begins with the last weights of the first, in the code with those of each network that were best on the test scans.",
    "The second network has a residual encoder, as MCF's: in the preset official a ResNet-34 under V-Net's decoder, both under instance norm, in clean nnU-Net's residual encoder of the first network's width and levels.",
    "Prediction by the mean of both networks of the last checkpoint; each alone is a further result. The code chose the best mean on the test scans.",
  ],
  settings,
  whyNotSplit: "it puts a part of one crop into another, which another process may have",
  takesLoss: "of parts",
  presets: {
    clean: {
      settings: { ...common, stage1: cleanStage1.share, supervised: "common" },
      networks: { second: residualOfSize },
      reasons: { stage1: cleanStage1.reason },
    },
    official: {
      settings: { ...common, stage1: FIRST / (FIRST + SECOND), supervised: "reference" },
      ...vnet,
      network: { name: "vnet", options: { norm: "instance" } },
      networks: { second: () => ({ name: "resnet-vnet", options: { norm: "instance" } }) },
      optimizer: { kind: "adam", weightDecay: 0, betas: [0.9, 0.999] },
      learningRate: 1e-3,
      reasons: { stage1: "3,200 of the code's 14,200 iterations" },
    },
  },
  ...copyPaste(["first", "second"]),
  members: ({ decay }) => [
    peer("first"),
    peer("second"),
    student({ name: "teacher", title: "teacher", learns: { ema: "first", decay } }),
  ],
  predictors: () => ({ both: ["first", "second"], first: ["first"], second: ["second"] }),
  begin: ({ stage1, box, supervised, pseudoWeight, distanceWeight, doubtWeight }, { loss: kind = supervised }) => ({
    openEpoch(at, kit) {
      if (isTimeFor([stage1], at)) kit.member("teacher").follow(kit.member("first"), 0, true);
    },
    step(batch, _at, kit) {
      const { image, mask, cases } = batch;
      const [networks, teacher] = [[kit.member("first"), kit.member("second")] as const, kit.member("teacher")];
      const { ofUnlabelled, ofLabelled } = partsOf(batch);
      const inBox = drawBox(batch, box, kit);
      const predicted = ({ image: crops }: Mixed) => networks.map((one) => kit.logits(one, crops)) as [Tensor, Tensor];
      if (cases.unlabelled.length === 0) {
        return kit.minimise([
          {
            of: networks,
            key: "stage 1",
            inputs: [image, mask, inBox],
            loss: (crops, masks, inside) => {
              const mixed = mixedAmong({ image: crops, mask: masks, weight: 1 }, inside);
              const [first, second] = predicted(mixed).map((logits) => lossOfRegions(logits, mixed.regions, kind)) as [
                Tensor,
                Tensor,
              ];
              return { loss: first.add(second), first, second };
            },
          },
        ]);
      }
      return kit.minimise([
        {
          of: networks,
          key: "stage 2",
          inputs: [image, mask, pseudoMasksOf(kit, teacher, ofUnlabelled(image)), inBox],
          loss: (crops, masks, pseudoMasks, inside) => {
            const labelled = { image: ofLabelled(crops), mask: masks, weight: 1 };
            const unlabelled = { image: ofUnlabelled(crops), mask: pseudoMasks, weight: pseudoWeight };
            const found = mixedBothWays(labelled, unlabelled, inside).flatMap((mixed) => {
              const [one, other] = predicted(mixed);
              const differ = noGrad(() => one.argmax(1).ne(other.argmax(1)).to(one.dtype));
              return [one, other].map((logits) => ({
                pasted: lossOfRegions(logits, mixed.regions, kind),
                ...discrepancy(logits, mixed.regions, differ),
              }));
            });
            const sum = (what: "pasted" | "distance" | "doubt") => stack(found.map((one) => one[what])).sum();
            const [pasted, distance, doubt] = [sum("pasted"), sum("distance"), sum("doubt")];
            const loss = pasted.add(distance.mul(distanceWeight)).add(doubt.mul(doubtWeight));
            return { loss, pasted, distance, doubt };
          },
        },
      ]);
    },
  }),
});
