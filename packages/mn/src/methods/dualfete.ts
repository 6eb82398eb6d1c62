/**
 * DualFete: two teachers label crops for a student, which never sees a mask; whether a step on these labels brings the student
 * closer to the masks of labelled crops tells the teachers whether they were right. Yi et al. 2026,
 * https://arxiv.org/abs/2511.09319; the constants are those of its code (train_dualfete.py, run.sh).
 */
import { nn, noGrad, rand, scope, type Tensor, where } from "@mandn/torch";
import { z } from "zod";
import type { Kit } from "../training/kit.js";
import { defineMethod } from "../training/method.js";
import { counted, diceAndKlOf, oneHot, type Supervision, shareDiceSums, supervision } from "./losses.js";
import { beta, boxOfShare, inBoxes } from "./mixing.js";
import { halfUnlabelled, partsOf, ramp, risingWeight, student, vnetTraining } from "./one-student.js";

const settings = z.strictObject({
  supervised: supervision,
  lookAhead: z.number().positive().describe("rate of the student's steps that are tried and taken back"),
  normalised: z.boolean().describe("whether the gradient of each parameter has length 1 in these steps"),
  weight: z.number().nonnegative().describe("highest weight of what the teachers teach each other"),
  ramp,
  threshold: z.number().min(0).max(1).describe("least probability of a class that a teacher learns of the other"),
  cutMix: z
    .number()
    .min(0)
    .max(1)
    .describe("probability that a box is exchanged between the strong views of two crops"),
});

/** Keep a mean over no voxel, and the Dice of a class that is nowhere, from dividing by 0. */
const SMALLEST = { voxels: 1e-12, dice: 1e-5 } as const;

/**
 * The loss at some voxels: M&N's Dice + KL, or the code's ½ (cross entropy + Dice), whose Dice is 1 − mean over crops and classes of
 * (2 Σ p y + ε) / (Σ p + Σ y + ε). Cross entropy and KL are the mean over crops of the mean over their voxels.
 *
 * @param logits `[N, K, D, H, W]`
 * @param labels `[N, D, H, W]`: class indices
 * @param at `[N, D, H, W]`, 0 or 1; default everywhere
 */
export function lossAt(logits: Tensor, labels: Tensor, kind: Supervision, at?: Tensor): Tensor {
  return scope(() => {
    const space = [2, 3, 4];
    const voxels = at?.unsqueeze(1) ?? labels.unsqueeze(1).ge(0).to(logits.dtype); // [N, 1, D, H, W]
    const logs = logits.logSoftmax(1);
    const target = oneHot(labels, logits.size(1)).to(logits.dtype).mul(voxels);
    const crossEntropy = logs
      .mul(target)
      .sum([1, ...space])
      .neg()
      .div(voxels.sum([1, ...space]).add(SMALLEST.voxels))
      .mean();
    const soft = logs.exp().mul(voxels);
    if (kind === "common") {
      const kl = counted(crossEntropy, logits.size(1));
      return diceAndKlOf({ ...shareDiceSums(soft, target, "squares", true), kl }).total;
    }
    const overlap = soft.mul(target).sum(space).mul(2).add(SMALLEST.dice);
    const dice = overlap.div(soft.add(target).sum(space).add(SMALLEST.dice)).mean().rsub(1);
    return crossEntropy.add(dice).mul(0.5);
  });
}

/** What two teachers say of crops; each `[U, D, H, W]`. */
export interface Verdict {
  /** Classes by each teacher, and how probable they are. */
  readonly labels: readonly [first: Tensor, second: Tensor];
  readonly sureness: readonly [first: Tensor, second: Tensor];
  /** Where they agree: bool. */
  readonly agree: Tensor;
  /** Which of them answers for a voxel, the less sure one where they agree, the surer one where not: 1 the first, 0 the second. */
  readonly isFirst: Tensor;
  /** What the student learns: the common class, or that of the surer teacher. */
  readonly taught: Tensor;
}

/** @param soft of each teacher, `[U, K, D, H, W]` */
export function verdict(first: Tensor, second: Tensor): Verdict {
  return noGrad(() =>
    scope(() => {
      const [ofFirst, ofSecond] = [first.max(1), second.max(1)];
      const agree = ofFirst[1].eq(ofSecond[1]);
      const isFirst = where(agree, ofFirst[0].lt(ofSecond[0]), ofFirst[0].gt(ofSecond[0]));
      return {
        labels: [ofFirst[1], ofSecond[1]],
        sureness: [ofFirst[0], ofSecond[0]],
        agree,
        isFirst: isFirst.to(first.dtype),
        taught: where(isFirst, ofFirst[1], ofSecond[1]),
      };
    }),
  );
}

/**
 * What a teacher learns of the student's steps: Σ over agreement and disagreement of feedback · the mean cross entropy of the
 * teacher with its own classes at the voxels that it answers for. A step that helped makes it surer, one that harmed less sure.
 *
 * @param logits of the teacher, `[U, K, D, H, W]`
 * @param feedback by how much a step on voxels of agreement, and of disagreement, lowered the student's loss
 * @param answers where the teacher answers, `[U, D, H, W]`, 0 or 1
 */
export function feedbackLoss(
  logits: Tensor,
  feedback: readonly [agreement: Tensor, disagreement: Tensor],
  { agree, answers }: { readonly agree: Tensor; readonly answers: Tensor },
): Tensor {
  return scope(() => {
    const surprise = nn.functional.crossEntropy(logits, logits.detach().argmax(1), { reduction: "none" });
    const terms = [agree, agree.logicalNot()].map((voxels, i) => {
      const at = voxels.to(surprise.dtype).mul(answers);
      return surprise
        .mul(at)
        .sum()
        .div(at.sum().add(SMALLEST.voxels))
        .mul(feedback[i] as Tensor);
    }) as [Tensor, Tensor];
    return terms[0].add(terms[1]);
  });
}

/** Each crop with a box of the one at the other end of the batch. */
const exchanged = (x: Tensor, box: Tensor) => where(box, x.flip([0]), x);

/** A box for all crops of a shape, or an empty one: sides of √(1 − λ) of the crop's, λ from Beta(4, 4). `[1, 1, D, H, W]`, bool. */
function drawBox(shape: readonly number[], cutMix: number, { generator }: Kit): Tensor {
  return scope(() => {
    const lambda = beta(4, 1, generator)[0] as number;
    const whether = rand([1], { dtype: "float64", generator }).itemNumber();
    const [d, h, w] = shape.slice(-3) as [number, number, number];
    const box = inBoxes([boxOfShare([d, h, w], Math.sqrt(1 - lambda), generator)], [d, h, w]);
    return whether < cutMix ? box : box.logicalXor(box);
  });
}

const common = { lookAhead: 0.05, normalised: true, weight: 1, ramp: 0.2, threshold: 0.7, cutMix: 0.5 };

const teacher = (name: "first" | "second") => student({ name, title: `${name} teacher` });

export const dualFete = defineMethod({
  name: "dualfete",
  title: "DualFete",
  summary: "two teachers who label crops for a student, and learn from whether its steps on their labels helped",
  cite: {
    authors: "L. Yi, W. Huang, L. Zhang, K. Zhao, Y. Wang, Z. Wang",
    title:
      "DualFete: revisiting teacher-student interactions from a feedback perspective for semi-supervised medical image segmentation",
    year: 2026,
    url: "https://arxiv.org/abs/2511.09319",
    code: { url: "https://github.com/lyricsyee/dualfete", commit: "5529922", licence: "none: written from its facts" },
  },
  notes: [
    "Kept: the student never sees a mask; on voxels of agreement the less sure teacher hears of the student's step, on the others the surer one; one box for all crops of a view, exchanged back at the logits; all passes with dropout and batch statistics.",
    "Mended: the steps that are tried are taken back, with their traces in running statistics; in the code the copy of the weights shares their memory, so that both steps stay.",
    "Masks and labels by networks have one loss, in the preset clean M&N's Dice + KL.",
    "The steps' rate of 0.05 is 5 times the code's learning rate, with gradients of length 1, as for the left atrium; for the pancreas the code has 0.01 without. Strong views are those of CrossMatch's code.",
    "Prediction by the student of the last checkpoint, all components kept; the code chose the best one on the test scans and kept the largest component.",
  ],
  settings,
  whyNotSplit: "its steps that are tried and taken back need all crops of a batch at once",
  whyNoLoss: "its students learn of single voxels too, and from how one loss changes by a step down another",
  presets: {
    clean: {
      settings: { ...common, supervised: "common" },
      reasons: { ramp: "3,000 of the code's 15,000 iterations" },
    },
    official: { settings: { ...common, supervised: "reference" }, ...vnetTraining(15_000, "poly") },
  },
  ...halfUnlabelled(["first", "second", "student"], 2),
  members: () => [teacher("first"), teacher("second"), student({ title: "student" })],
  predictors: () => ({ student: ["student"] }),
  begin: ({ supervised: kind, lookAhead: rate, normalised, threshold, cutMix, ...own }) => ({
    step({ image, mask, strong, cases }, { place }, kit) {
      const teachers = [kit.member("first"), kit.member("second")] as const;
      const learner = kit.member("student");
      const { ofUnlabelled, ofLabelled } = partsOf({ cases });
      const [seen, known] = [ofUnlabelled(image), ofLabelled(image)];
      const soft = teachers.map((one) => kit.soft(one, seen, { mode: "train" })) as [Tensor, Tensor];
      const { agree, taught } = verdict(...soft);
      const surprise = () => noGrad(() => nn.functional.crossEntropy(kit.logits(learner, known), mask.to("int64")));
      const before = surprise();
      const feedback = [agree, agree.logicalNot()].map((voxels) => {
        const loss = () => lossAt(kit.logits(learner, seen), taught, kind, voxels.to(image.dtype));
        return before.sub(kit.lookAhead(learner, loss, { rate, normalised }, surprise));
      });
      const ofStudent = kit.minimise([
        {
          of: learner,
          key: "",
          inputs: [seen, taught],
          loss: (crops, labels) => ({ loss: lossAt(kit.logits(learner, crops), labels, kind) }),
        },
      ]);
      const views = strong.flatMap((view) => {
        const box = drawBox(view.shape, cutMix, kit).to(image.device);
        return [view, exchanged(view, box), box];
      });
      const ofTeachers = kit.minimise([
        {
          of: teachers,
          key: "",
          inputs: [known, mask, risingWeight(kit, place, own), ...feedback, ...soft, ...views],
          loss: (crops, masks, share, agreed, disagreed, one, other, ...seenStrongly) => {
            const { labels, sureness, agree: together, isFirst } = verdict(one, other);
            const parts = teachers.map((member, i) => {
              const [view, mixture, box] = seenStrongly.slice(3 * i, 3 * i + 3) as [Tensor, Tensor, Tensor];
              const [theirs, howSure] = [labels[1 - i], sureness[1 - i]] as [Tensor, Tensor];
              const answers = i === 0 ? isFirst : isFirst.rsub(1);
              return {
                feedback: feedbackLoss(kit.logits(member, view), [agreed, disagreed], { agree: together, answers }),
                supervised: lossAt(kit.logits(member, crops), masks, kind),
                consistency: lossAt(
                  exchanged(kit.logits(member, mixture), box),
                  theirs,
                  kind,
                  howSure.ge(threshold).to(crops.dtype),
                ),
              };
            });
            const [mine, others] = parts as [(typeof parts)[0], (typeof parts)[0]];
            const supervised = mine.supervised.add(others.supervised);
            const heard = mine.feedback.add(others.feedback);
            const consistency = mine.consistency.add(others.consistency);
            const loss = supervised.add(heard).add(consistency.mul(share));
            return { loss, supervised, feedback: heard, consistency };
          },
        },
      ]);
      return { ...ofTeachers, ...ofStudent };
    },
  }),
});
