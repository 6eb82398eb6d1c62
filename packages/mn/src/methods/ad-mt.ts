/**
 * AD-MT, alternate diverse teaching: two teachers follow a student in turns of random length and see it learn from different
 * changes of its crops, one from strong views, the other from crops with boxes of each other. What they teach is their mixture,
 * the surer one's more, and where they disagree the student's own prediction if it is surer still. Zhao et al. 2024,
 * https://arxiv.org/abs/2311.17325; the constants are those of AD-MT (train_post_3d_aut.py, config_3d_la_aut.yml).
 */
import { cat, fromTypedArray, noGrad, rand, randperm, type Tensor, where } from "@mandn/torch";
import { z } from "zod";
import { defineMethod } from "../training/method.js";
import { crossEntropyWhereSure, supervisedLoss, supervision } from "./losses.js";
import { beta, boxAroundVoxel, type Guess, guessed, inBoxes, mixedGuess, NOWHERE, sizeOf } from "./mixing.js";
import { alike, oneStudent, partsOf, ramp, risingWeight, student, vnetTraining } from "./one-student.js";

const settings = z.strictObject({
  supervised: supervision,
  decay: z.number().min(0).max(1).describe("of the teachers' moving averages"),
  copying: z.number().min(0).max(1).describe("share of the run in which a teacher is a copy of the student"),
  longestTurn: z.int().positive().describe("steps that a teacher follows the student before the other does, at most"),
  weight: z.number().nonnegative().describe("highest weight of what the teachers teach"),
  ramp,
  threshold: z.number().min(0).max(1).describe("least probability of a class from which a voxel is learnt"),
  alpha: z.number().positive().describe("of Beta(α, α), by which the size of boxes is drawn"),
});

/** Keeps logarithms finite. */
const SMALLEST = 1e-10;

/** The teacher that is followed by strong views, and the one that is by boxes. */
const TEACHERS = ["first", "second"] as const;

/** Entropy of a prediction in bits: `[N, K, D, H, W]` → `[N, 1, D, H, W]`. */
const bits = (soft: Tensor) => soft.mul(soft.add(SMALLEST).log2()).sum([1], true).neg();

/**
 * What two teachers teach together: the mixture of their predictions `[N, K, D, H, W]` by weights e^(−H) of their entropies at each
 * voxel. Where their classes differ and the student's differs from the mixture's and is surer, it is the student's.
 */
export function taught(first: Tensor, second: Tensor, student: Tensor): Guess {
  return noGrad(() => {
    const share = bits(second).sub(bits(first)).sigmoid(); // e^(−H₁) / (e^(−H₁) + e^(−H₂))
    const together = guessed(second.lerp(first, share));
    const own = guessed(student);
    const isSurer = first
      .argmax(1)
      .ne(second.argmax(1))
      .logicalAnd(own.classes.ne(together.classes))
      .logicalAnd(own.certainty.gt(together.certainty));
    return {
      classes: where(isSurer, own.classes, together.classes),
      certainty: where(isSurer, own.certainty, together.certainty),
    };
  });
}

/** The decay of a teacher so many steps after copying has ended, of which each teacher has half; the first one copies too. */
export function decayAfter(steps: number, decay: number): number {
  return Math.min(1 - 1 / (Math.floor(steps / 2) + 1), decay);
}

const common = { decay: 0.99, copying: 80 / 15_000, longestTurn: 19, weight: 2, ramp: 0.4, threshold: 0.8, alpha: 4 };
const reasons = {
  copying: "80 of the code's 15,000 iterations",
  longestTurn: "the code's for the left atrium; 14 for the pancreas",
  ramp: "6,000 of the code's 15,000 iterations",
};

export const adMt = defineMethod({
  name: "ad-mt",
  title: "AD-MT",
  summary: "a student and two teachers that follow it in turns, each at another change of its crops",
  cite: {
    authors: "Z. Zhao, Z. Wang, L. Wang, D. Yu, Y. Yuan, L. Zhou",
    title: "Alternate diverse teaching for semi-supervised medical image segmentation",
    year: 2024,
    url: "https://arxiv.org/abs/2311.17325",
    code: { url: "https://github.com/ZhenZHAO/AD-MT", commit: "03ef84c", licence: "none: written from its facts" },
  },
  notes: [
    "Kept: the teacher whose turn it is has dropout and batch statistics on, the other one not; buffers are averaged too.",
    "Mended: student and teachers are compared before boxes are mixed; the code compares what the student predicts of whole crops with what the teachers do of mixed ones. No voxel that is sure gives a loss of 0, in the code none that is a number.",
    "Strong views are those of UniMatch-3D, for all methods the same, in the code brightness, contrast and noise. A batch has two unlabelled crops at least, for one would be mixed with itself.",
    "Prediction by the student of the last checkpoint, all components kept; the code chose the best one on the test scans and kept the largest component.",
  ],
  settings,
  whyNotSplit: "it mixes each unlabelled crop with any other of the batch, which another process may have",
  presets: {
    clean: { settings: { ...common, supervised: "common" }, reasons },
    official: { settings: { ...common, supervised: "reference" }, ...vnetTraining(15_000, "poly"), reasons },
  },
  ...oneStudent,
  members: () => [
    student({ title: "student" }),
    ...TEACHERS.map((name) => student({ name, title: `${name} teacher`, learns: "frozen", like: "student" })),
  ],
  steps(_at, _own, training) {
    const unlabelled = Math.max(2, Math.floor(training.volumesPerBatch / 2));
    return alike({ labelled: Math.max(1, training.volumesPerBatch - unlabelled), unlabelled, strong: 1 }, training);
  },
  takesLoss: true,
  begin({ supervised, decay, copying, longestTurn, threshold, alpha, ...own }, { loss: kind = supervised }) {
    /** Whose turn it is, how many steps of it are left, and how many steps there were since copying ended. */
    let [active, left, since] = [1, 0, 0];
    return {
      step({ image, mask, strong: [strong], cases }, { place }, kit) {
        const learner = kit.member("student");
        const teachers = TEACHERS.map((name) => kit.member(name));
        const { ofUnlabelled, ofLabelled } = partsOf({ cases });
        const count = cases.unlabelled.length;
        const { generator } = kit;
        if (left === 0) {
          active = 1 - active;
          left = 1 + Math.floor(rand([1], { dtype: "float64", generator }).itemNumber() * longestTurn);
        }
        const [lambda] = beta(alpha, 1, generator) as [number];
        const drawn = () => (active === 1 ? boxAroundVoxel(sizeOf(image), lambda, generator) : NOWHERE);
        const inBox = inBoxes(Array.from({ length: count }, drawn), sizeOf(image)).to(image.device);
        const order = randperm(count, { generator }).to(image.device);
        const weak = ofUnlabelled(image);
        const changed = where(inBox, weak.indexSelect(0, order), active === 1 ? weak : (strong as Tensor));
        const reported = kit.minimise([
          {
            of: learner,
            key: `by the ${TEACHERS[active]} teacher`,
            inputs: [image, mask, changed, inBox, order, risingWeight(kit, place, own)],
            loss: (crops, masks, changedCrops, inside, partners, share) => {
              const [first, second] = teachers.map((teacher, i) =>
                kit.soft(teacher, ofUnlabelled(crops), { mode: i === active ? "train" : "eval" }),
              ) as [Tensor, Tensor];
              const logits = kit.logits(learner, cat([crops, changedCrops]));
              const { total, dice, crossEntropy } = supervisedLoss(ofLabelled(logits), masks, { kind });
              const guess = taught(first, second, ofUnlabelled(logits).detach().softmax(1));
              const partner = {
                classes: guess.classes.indexSelect(0, partners),
                certainty: guess.certainty.indexSelect(0, partners),
              };
              const target = mixedGuess(guess, partner, inside);
              const ofChanged = logits.narrow(0, crops.size(0), count);
              const taughtLoss = crossEntropyWhereSure(ofChanged, target, threshold);
              const sure = target.certainty.ge(threshold).to(logits.dtype).mean();
              return { loss: total.add(taughtLoss.mul(share)), dice, crossEntropy, taught: taughtLoss, sure };
            },
          },
        ]);
        const followed = place < copying ? 0 : decayAfter(since++, decay);
        teachers[active]?.follow(learner, followed, true);
        left -= 1;
        return reported;
      },
      state: () => ({ turns: fromTypedArray(Float64Array.from([active, left, since])) }),
      restore({ turns }) {
        [active, left, since] = Array.from((turns as Tensor).toTypedArray(), Number) as [number, number, number];
      },
    };
  },
});
