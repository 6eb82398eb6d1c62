/**
 * M&N: a 2D network pretrained on natural images and a 3D network trained from scratch teach each other with soft masks, and
 * learning-rate-guided sampling decides how many crops of a batch are unlabelled. The page to hold beside the paper, section 2:
 * https://arxiv.org/abs/2509.15167
 */
import { cat, scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import type { Training } from "../plan/plan.js";
import type { Epoch } from "../plan/schedule.js";
import type { Kit } from "../training/kit.js";
import type { Member, View } from "../training/member.js";
import {
  type Batch,
  type Clock,
  defineMethod,
  type MemberSpec,
  type PseudoMaskSpec,
  type StepSpec,
} from "../training/method.js";
import type { OwnLoss } from "../training/own-loss.js";
import { summed, type Update } from "../training/update.js";
import { type DiceAndKlSums, diceAndKlOf, diceAndKlSums, type OwnLossSums, oneHot, ownLossSums } from "./losses.js";

const fraction = z.number().min(0).max(1);

const settings = z.strictObject({
  stage1: fraction.describe("end of stage 1 (labelled scans only); the rate restarts here. T of the paper"),
  alternating: z
    .boolean()
    .describe(
      "true: in stage 2 the networks take turns, an epoch each; false: both learn from each batch, by what the other knew before it, and a CPU computes both at the same time, in stage 1 too",
    ),
  sampling: z
    .union([z.enum(["learning-rate", "learning-rate-average", "epoch"]), z.int().nonnegative()])
    .describe(
      "what sets the unlabelled crops per batch in stage 2: the annealed rate, rounded down or so that its share is met on average, the epoch, or a fixed number",
    ),
  pseudoMaskRefreshes: z
    .array(fraction)
    .describe(
      "when masks of whole unlabelled scans are made anew: the 3D network's, which steer their crops, or with masks of whole scans those of both, which are learnt from too",
    ),
  average: z
    .number()
    .min(0)
    .max(0.9999)
    .default(0)
    .describe(
      "how slowly moving averages of both networks follow them, which then teach and make the masks; 0, the paper's, has none",
    ),
  teaching: z
    .enum(["other", "both"])
    .default("other")
    .describe(
      "whose soft masks of unlabelled crops a network learns from: the other network's, as in the paper, or those of both, each voxel's weighted by their certainty",
    ),
  masks: z
    .enum(["step", "scan"])
    .default("step")
    .describe(
      "when soft masks of unlabelled crops are made: at every step, of the crop, as in the paper; or of whole scans, by both networks averaged, when pseudoMaskRefreshes says, and crops are cut of them (then teaching has no effect)",
    ),
  lastStage: fraction
    .default(0)
    .describe(
      "share of the run, at its end, in which the networks learn from soft masks of whole scans that both averaged make as it begins; the rate restarts with it. 0, the paper's: none",
    ),
});

export type MnSettings = z.infer<typeof settings>;

/** Without what we try beyond it. */
const asInThePaper = { average: 0, teaching: "other", masks: "step", lastStage: 0 } as const;

/** Stage 1 of a run that goes on from trained networks: they know the task, and new masks are soon learnt. */
export const CONTINUED_STAGE1 = 0.1;

/** Slice by slice, pretrained on natural images. */
export const network2d: MemberSpec = { name: "2d", title: "2D network", view: "slices", learns: "gradient" };
/** From random weights. */
export const network3d: MemberSpec = { name: "3d", title: "3D network", view: "volume", learns: "gradient" };

const BOTH = [network2d.name, network3d.name] as const;

/** A network that follows one of the two, and teaches and predicts in its place. */
const averageOf = (of: MemberSpec, decay: number): MemberSpec => ({
  name: `${of.name}-average`,
  title: `${of.title}'s average`,
  view: of.view,
  learns: { ema: of.name, decay, warmUp: true, buffers: true },
});

/** The name of the member that knows what a network has learnt: its average where there is one. */
const knowing = (name: string, { average }: Pick<MnSettings, "average">) => (average > 0 ? `${name}-average` : name);

/** Keeps the weights of two guesses that know nothing from being 0. */
const LEAST_CERTAINTY = 1e-3;

/** The index of the stage that `lastStage` adds. */
const LAST_STAGE = 2;

/** The golden ratio's fraction: its multiples fill 0 … 1 evenly from the first on (a Weyl sequence). */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Keeps the epoch at which a count rises from being missed by rounding. */
const ROUNDING = 1e-9;

/**
 * How many crops of a batch are unlabelled: learning-rate-guided sampling. None in stage 1; then ⌊B (1 − lr/lr_max)⌋
 * (`"learning-rate"`), B (1 − lr/lr_max) on average, rounded up in as many epochs as the fraction says
 * (`"learning-rate-average"`), ⌊B (e − T)/(E − T)⌋ (`"epoch"`), or a fixed number. One crop at least is labelled, in a last stage one.
 */
export function unlabelledCrops(
  { epoch, stage, stagePlace, rate }: Epoch,
  { sampling }: Pick<MnSettings, "sampling">,
  { volumesPerBatch }: Pick<Training, "volumesPerBatch">,
): number {
  if (stage === 0) return 0;
  if (stage === LAST_STAGE) return volumesPerBatch - 1;
  const annealed = volumesPerBatch * (1 - rate);
  const wanted = {
    "learning-rate": annealed,
    "learning-rate-average": annealed + ((epoch * GOLDEN) % 1),
    epoch: volumesPerBatch * stagePlace + ROUNDING,
  };
  const crops = typeof sampling === "number" ? sampling : Math.floor(wanted[sampling]);
  return Math.min(crops, volumesPerBatch - 1);
}

/** In stage 1 both networks learn from each batch; later too, or they take turns, the 2D network first. */
function steps(at: Epoch, own: MnSettings, training: Training): StepSpec[] {
  const { updatesPerEpoch, volumesPerBatch } = training;
  const unlabelled = unlabelledCrops(at, own, training);
  const turns = at.stage > 0 && own.alternating ? BOTH.map((name) => [name]) : [BOTH];
  return turns.flatMap((students) =>
    Array.from({ length: updatesPerEpoch }, () => ({ labelled: volumesPerBatch - unlabelled, unlabelled, students })),
  );
}

/**
 * What an update computes: Dice + KL, where labelled crops are learnt from their masks and unlabelled ones from the soft masks
 * that the batch has of whole scans, or else from those that their teachers make of them now.
 *
 * @param teachers the other network; where there are more, each voxel's masks are weighted by their certainty
 */
export function update(student: Member, teachers: readonly Member[], batch: Batch, kit: Kit, loss?: OwnLoss): Update {
  const { image, mask, soft, cases, part } = batch;
  const unlabelled = cases.unlabelled.length;
  const given = soft === undefined ? [] : [soft.to(image.dtype)];
  const isTaught = soft === undefined && (part ?? { unlabelled }).unlabelled > 0;
  const asked = isTaught ? teachers.map((one) => ({ one, along: one.drawDirection(kit.generator) })) : [];
  const view = kit.view(student, batch);
  const by = asked.map(({ one, along }) => `${one.name} along ${along}`).join(" and ");
  return summed({
    of: student,
    key: `by ${soft === undefined ? by : "whole scans"}, seen along ${view.key}`,
    inputs: [image, mask, ...given, ...view.inputs],
    sums: (crops, masks, ...others) => {
      const [fromScans, places] = [others.slice(0, given.length), others.slice(given.length)];
      const known = oneHot(masks, kit.classes); // [L, K, D, H, W]
      const guesses = asked.map(({ one, along }) => kit.soft(one, crops.narrow(0, 0, unlabelled), { along }));
      const target = cat([...fromScans, ...(guesses.length === 0 ? [] : [byCertainty(guesses)]), known]);
      const [logits, seen] = [kit.logits(student, view.see(crops, places)), view.see(target, places)];
      return loss === undefined
        ? diceAndKlSums(logits, seen)
        : ownLossSums(loss, logits, seenMask(view, masks, places), seen);
    },
    lossOf: lossOfDiceAndKl,
  });
}

/** Masks `[L, D, H, W]` as a member sees their crops. */
export const seenMask = (view: View, masks: Tensor, places: readonly Tensor[]): Tensor =>
  view.see(masks.unsqueeze(1), places).squeeze(1);

/** What an update by Dice + KL reports, or by a loss of one's own. */
export function lossOfDiceAndKl(sums: DiceAndKlSums | OwnLossSums) {
  const { total, dice, kl } = diceAndKlOf("own" in sums ? sums.beside : sums);
  return { loss: "own" in sums ? sums.own : total, dice, kl };
}

/**
 * Soft masks averaged, each voxel's by how certain they are of it: 1 − H(p) / log K, which is 0 where all classes are as likely.
 *
 * @param guesses `[U, K, D, H, W]` each; one alone stays as it is
 */
function byCertainty(guesses: readonly Tensor[]): Tensor {
  const [first, ...rest] = guesses as [Tensor, ...Tensor[]];
  if (rest.length === 0) return first;
  return scope(() => {
    const weights = guesses.map((p) => {
      const entropy = p.mul(p.clampMin(1e-8).log()).sum([1], { keepdim: true }).neg();
      return entropy.div(-Math.log(p.size(1))).add(1 + LEAST_CERTAINTY);
    });
    const sum = (all: readonly Tensor[]) => all.reduce((a, b) => a.add(b));
    return sum(guesses.map((p, i) => p.mul(weights[i] as Tensor))).div(sum(weights));
  });
}

/**
 * Masks of whole unlabelled scans: of the 3D network, to place crops by; or of both, to learn from, where the setting `masks` says so, and
 * for the last stage.
 */
function pseudoMasks(own: MnSettings): PseudoMaskSpec[] {
  const both = { by: BOTH.map((name) => knowing(name, own)), soft: true };
  const steering = { by: [knowing(network3d.name, own)] };
  return [
    ...own.pseudoMaskRefreshes.map((at) => ({ at, ...(own.masks === "scan" ? both : steering) })),
    ...(own.lastStage > 0 ? [{ at: 1 - own.lastStage, ...both }] : []),
  ];
}

export const mn = defineMethod({
  name: "mn",
  title: "M&N",
  summary: "a 2D network pretrained on natural images and a 3D network teach each other with soft masks",
  cite: {
    authors: "the authors of M&N",
    title: "Semi-Supervised 3D Medical Segmentation from 2D Natural Images Pretrained Model",
    year: 2025,
    url: "https://arxiv.org/abs/2509.15167",
  },
  settings,
  presets: {
    clean: {
      settings: {
        stage1: 0.3333,
        alternating: true,
        sampling: "learning-rate-average",
        pseudoMaskRefreshes: [0.3333, 0.5, 0.6667, 0.8333],
        ...asInThePaper,
      },
      reasons: {
        stage1: "a third of the run for labelled scans alone",
        alternating:
          "the networks take turns in stage 2, as in the paper; false computes updates of both at the same time, which one CPU did quicker and another slower, and each was worth less on the hippocampus",
        sampling:
          "the annealed learning rate itself sets the share of unlabelled crops, as the paper argues; met on average, for small batches would fall short of it by rounding down",
      },
    },
    official: {
      settings: {
        stage1: 500 / 4000,
        alternating: true,
        sampling: "epoch",
        pseudoMaskRefreshes: [500, 1000, 1500, 2000, 3000].map((epoch) => epoch / 4000),
        ...asInThePaper,
      },
      reasons: { sampling: "by epoch, as the reference code writes it" },
    },
  },
  needsUnlabelled: true,
  splits: true,
  takesLoss: true,
  members: ({ average }) => [
    network2d,
    network3d,
    ...(average > 0 ? [averageOf(network2d, average), averageOf(network3d, average)] : []),
  ],
  stages: ({ stage1, lastStage }) => [
    { name: "stage 1: labelled scans alone", until: stage1 },
    { name: "stage 2: unlabelled scans join in", until: 1 - lastStage, restartsRate: true },
    ...(lastStage > 0
      ? [{ name: "last stage: by both networks' masks of whole scans", until: 1, restartsRate: true }]
      : []),
  ],
  steps,
  predictors(own) {
    const [of2d, of3d] = BOTH.map((name) => knowing(name, own)) as [string, string];
    return { both: [of2d, of3d], [network3d.name]: [of3d], [network2d.name]: [of2d] };
  },
  pseudoMasks,
  continued(own) {
    const stage1 = Math.min(own.stage1, CONTINUED_STAGE1);
    const moved = (at: number) => Number((1 - ((1 - at) * (1 - stage1)) / (1 - own.stage1)).toFixed(4));
    return { ...own, stage1, pseudoMaskRefreshes: own.pseudoMaskRefreshes.map(moved) };
  },
  faults({ stage1, sampling, pseudoMaskRefreshes, masks, lastStage }, { volumesPerBatch }) {
    const fault = (isOne: boolean, path: string, message: string) => (isOne ? [{ path, message }] : []);
    const end = Number((1 - lastStage).toFixed(4));
    return [
      ...fault(
        typeof sampling === "number" && sampling >= volumesPerBatch,
        "sampling",
        `is ${sampling}: must be below training.volumesPerBatch, which is ${volumesPerBatch}, for a batch holds a labelled crop`,
      ),
      ...fault(
        masks === "scan" && pseudoMaskRefreshes[0] !== stage1,
        "pseudoMaskRefreshes",
        `must begin with ${stage1}, method.settings.stage1, where masks are of whole scans, for stage 2 learns from them`,
      ),
      ...pseudoMaskRefreshes.flatMap((at, i) => {
        const least = i === 0 ? stage1 : (pseudoMaskRefreshes[i - 1] as number);
        const after = i === 0 ? `from method.settings.stage1, ${stage1},` : `above the one before, ${least},`;
        const isInOrder = at >= least && at < end && (i === 0 || at > least);
        return fault(!isInOrder, `pseudoMaskRefreshes[${i}]`, `is ${at}: must be ${after} and below ${end}`);
      }),
    ];
  },
  begin: (own, { loss }) => ({
    step(batch: Batch, _at: Clock, kit: Kit) {
      const updates = batch.students.map((name) => {
        const others = own.teaching === "both" ? BOTH : BOTH.filter((other) => other !== name);
        const teachers = others.map((other) => kit.member(knowing(other, own)));
        return update(kit.member(name), teachers, batch, kit, loss);
      });
      return kit.minimise(updates, { atOnce: !own.alternating });
    },
  }),
});
