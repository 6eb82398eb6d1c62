/**
 * What the methods have in common in which one network learns, a student, or two that are peers, from batches that are half
 * unlabelled: names, steps, the rise of a weight, a batch's two parts, and the training of the reference codes with V-Net (UA-MT,
 * https://github.com/yulequan/UA-MT) and of SSL4MIS (https://github.com/HiLab-git/SSL4MIS).
 */
import { clamp, randn, scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import type { Intensity, Training } from "../plan/plan.js";
import type { Epoch } from "../plan/schedule.js";
import type { Kit } from "../training/kit.js";
import type { Batch, MemberSpec, MethodPreset, StepSpec } from "../training/method.js";
import { ownUnlabelled, rowsAt } from "../training/part.js";
import { gaussianRamp } from "./losses.js";

/** The network, with what a method needs of it. */
export const student = (own: Partial<MemberSpec> = {}): MemberSpec => ({
  name: "student",
  title: "network",
  view: "volume",
  learns: "gradient",
  ...own,
});

/** Of a definition: one stage, half unlabelled batches, and so many strong views of their unlabelled crops. */
export const halfUnlabelled = (students: readonly string[], strong = 0) =>
  ({
    needsUnlabelled: true,
    stages: () => [{ name: "training", until: 1 }],
    steps(_at: Epoch, _own: unknown, { updatesPerEpoch, volumesPerBatch }: Training): readonly StepSpec[] {
      const unlabelled = Math.max(1, Math.floor(volumesPerBatch / 2));
      const step = { labelled: Math.max(1, volumesPerBatch - unlabelled), unlabelled, strong, students };
      return Array.from({ length: updatesPerEpoch }, () => step);
    },
  }) as const;

/** Of a definition: one stage, half unlabelled batches, the student's masks. */
export const oneStudent = {
  ...halfUnlabelled(["student"]),
  predictors: () => ({ student: ["student"] }),
} as const;

/** The steps of an epoch in which all ask for the same crops. */
export function alike(
  crops: Omit<StepSpec, "students">,
  { updatesPerEpoch }: Pick<Training, "updatesPerEpoch">,
  students: readonly string[] = ["student"],
): StepSpec[] {
  return Array.from({ length: updatesPerEpoch }, () => ({ ...crops, students }));
}

/** One of two networks that learn at the same time. */
export const peer = (name: "first" | "second", own: Partial<MemberSpec> = {}): MemberSpec =>
  student({ name, title: `${name} network`, ...own });

/** Of a definition with two {@link peer}s: one stage, half unlabelled batches, both learn in each step. */
export const twoPeers = halfUnlabelled(["first", "second"]);

/** A setting: how long {@link risingWeight} rises. */
export const ramp = z.number().positive().max(1).describe("share of the run over which the weight rises");

/** The weight of what unlabelled crops teach at a place of the run, as an input of an update's loss; a ramp of 0 is over at once. */
export function risingWeight(kit: Kit, place: number, own: { readonly weight: number; readonly ramp: number }): Tensor {
  return kit.scalar(own.weight * gaussianRamp(own.ramp === 0 ? 1 : place / own.ramp));
}

/** Cuts tensors of a batch, `[U + L, …]`, into what is of unlabelled crops and of labelled ones. */
export function partsOf({ cases }: Pick<Batch, "cases">) {
  const [unlabelled, labelled] = [cases.unlabelled.length, cases.labelled.length];
  return {
    /** `[U + L, …]` → `[U, …]` */
    ofUnlabelled: (x: Tensor) => x.narrow(0, 0, unlabelled),
    /** `[U + L, …]` → `[L, …]` */
    ofLabelled: (x: Tensor) => x.narrow(0, unlabelled, labelled),
  };
}

const Z_SCORE: Intensity = { kind: "z-score", over: "volume" };

/**
 * What the reference codes with V-Net have in common: z-scored MR, the network, SGD, batches of 2 + 2 crops, no warm-up.
 *
 * @param iterations of the whole run
 * @param fall how the rate falls: ×0.1 every 2500 iterations, as a polynomial, or not at all
 */
export function vnetTraining(
  iterations: number,
  fall: "steps" | "poly" | "constant",
): Omit<MethodPreset<unknown>, "settings"> {
  const every = 2500;
  const at = Array.from({ length: Math.ceil(iterations / every) - 1 }, (_, i) => ((i + 1) * every) / iterations);
  const annealing = {
    steps: { kind: "steps", at, factor: 0.1 },
    poly: { kind: "poly", power: 0.9 },
    constant: { kind: "constant" },
  } as const;
  return {
    mrIntensity: Z_SCORE,
    network: { name: "vnet", options: {} },
    optimizer: { kind: "sgd", weightDecay: 1e-4, momentum: 0.9, nesterov: false },
    learningRate: 0.01,
    training: {
      crop: [80, 112, 112],
      volumesPerBatch: 4,
      epochs: iterations / 10,
      updatesPerEpoch: 10,
      warmUp: 0,
      annealing: annealing[fall],
    },
  };
}

/**
 * What the 3D codes of SSL4MIS have in common: z-scored MR, its 3D U-Net with instance norm, SGD, batches of 2 + 2 crops of 96³, a
 * rate that falls as a polynomial, no warm-up, and a weight that rises to the end.
 *
 * @param iterations of the whole run
 */
export function ssl4misTraining(iterations: number, learningRate: number): Omit<MethodPreset<unknown>, "settings"> {
  return {
    mrIntensity: Z_SCORE,
    network: { name: "unet3d", options: { width: 16, levels: 5, affine: false, upsampling: "projection" } },
    optimizer: { kind: "sgd", weightDecay: 1e-4, momentum: 0.9, nesterov: false },
    learningRate,
    training: {
      crop: [96, 96, 96],
      volumesPerBatch: 4,
      epochs: iterations / 10,
      updatesPerEpoch: 10,
      warmUp: 0,
      annealing: { kind: "poly", power: 0.9 },
    },
    reasons: { ramp: `the code's rises over ${iterations.toLocaleString("en")} iterations, all that it trains` },
  };
}

/** A setting of a method with a teacher. */
export const decay = z.number().min(0).max(1).describe("of the teacher's moving average");

/** A setting: how strong a {@link disturbance} is. */
export const noise = z
  .number()
  .nonnegative()
  .describe("standard deviation of the noise on the teacher's crops, cut off at twice of it");

/** A student, and the teacher that follows it by a moving average, which reaches further as the steps grow many. */
export const studentAndTeacher = (own: { readonly decay: number }): readonly MemberSpec[] => [
  student({ title: "student" }),
  student({ name: "teacher", title: "teacher", learns: { ema: "student", decay: own.decay, warmUp: true } }),
];

/** What a teacher's unlabelled crops `[U, C, D, H, W]` are shifted by: normal noise of a deviation, cut off at twice of it. */
export function disturbance({ image, cases, part }: Batch, deviation: number, kit: Kit): Tensor {
  const { unlabelled } = part ?? { unlabelled: cases.unlabelled.length };
  return scope(() => {
    const drawn = randn([unlabelled, ...image.shape.slice(1)], { generator: kit.generator });
    const own = rowsAt(drawn, part && ownUnlabelled(part));
    return clamp(own.mul(deviation), -2 * deviation, 2 * deviation).to(image.device);
  });
}
