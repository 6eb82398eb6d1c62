/**
 * What the methods have in common in which one network learns, a student, from batches that are half unlabelled: its name, its
 * steps, the rise of a weight, a batch's two parts, and V-Net's training as their reference codes have it (UA-MT,
 * https://github.com/yulequan/UA-MT).
 */
import { clamp, randn, scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import type { Training } from "../plan/plan.js";
import type { Epoch } from "../plan/schedule.js";
import type { Kit } from "../training/kit.js";
import type { Batch, MemberSpec, MethodPreset, StepSpec } from "../training/method.js";
import { gaussianRamp } from "./losses.js";

/** The network, with what a method needs of it. */
export const student = (own: Partial<MemberSpec> = {}): MemberSpec => ({
  name: "student",
  title: "network",
  view: "volume",
  learns: "gradient",
  ...own,
});

/** Of a definition: one stage, half unlabelled batches, the student's masks. */
export const oneStudent = {
  needsUnlabelled: true,
  stages: () => [{ name: "training", until: 1 }],
  steps(_at: Epoch, _own: unknown, { updatesPerEpoch, volumesPerBatch }: Training): readonly StepSpec[] {
    const unlabelled = Math.max(1, Math.floor(volumesPerBatch / 2));
    const step = { labelled: Math.max(1, volumesPerBatch - unlabelled), unlabelled, students: ["student"] };
    return Array.from({ length: updatesPerEpoch }, () => step);
  },
  predictors: () => ({ student: ["student"] }),
} as const;

/** A setting: how long {@link risingWeight} rises. */
export const ramp = z.number().positive().max(1).describe("share of the run over which the weight rises");

/** The weight of what unlabelled crops teach at a place of the run, as an input of an update's loss. */
export function risingWeight(kit: Kit, place: number, own: { readonly weight: number; readonly ramp: number }): Tensor {
  return kit.scalar(own.weight * gaussianRamp(place / own.ramp));
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

/**
 * What the reference codes with V-Net have in common: the network, SGD, batches of 2 + 2 crops, no warm-up.
 *
 * @param iterations of the whole run
 * @param fall how the rate falls: ×0.1 every 2500 iterations, or not at all
 */
export function vnetTraining(iterations: number, fall: "steps" | "constant"): Omit<MethodPreset<unknown>, "settings"> {
  const every = 2500;
  const at = Array.from({ length: Math.ceil(iterations / every) - 1 }, (_, i) => ((i + 1) * every) / iterations);
  return {
    network: { name: "vnet", options: {} },
    optimizer: { kind: "sgd", weightDecay: 1e-4, momentum: 0.9, nesterov: false },
    learningRate: 0.01,
    training: {
      crop: [80, 112, 112],
      volumesPerBatch: 4,
      epochs: iterations / 10,
      updatesPerEpoch: 10,
      warmUp: 0,
      annealing: fall === "constant" ? { kind: "constant" } : { kind: "steps", at, factor: 0.1 },
    },
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

/** What a teacher's crops are shifted by: normal noise of a deviation, cut off at twice of it. Of the shape and device of `x`. */
export function disturbance(x: Tensor, deviation: number, kit: Kit): Tensor {
  return scope(() => {
    const drawn = randn(x.shape, { generator: kit.generator }).mul(deviation);
    return clamp(drawn, -2 * deviation, 2 * deviation).to(x.device);
  });
}
