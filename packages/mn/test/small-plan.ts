import { fileURLToPath } from "node:url";
import { methodOf } from "../src/methods/index.js";
import type { Plan, PlannedMember } from "../src/plan/plan.js";

const network = (name: string) => fileURLToPath(new URL(`./networks/${name}.js`, import.meta.url));

const adamw: PlannedMember["optimizer"] = { kind: "adamw", weightDecay: 0.01, betas: [0.9, 0.999] };

/** A plan that two small networks of the tests' own get through in a second or two. */
export function smallPlan(seed = 0): Plan {
  return {
    version: 2,
    method: {
      name: "mn",
      settings: { stage1: 0.34, alternating: false, sampling: "learning-rate", pseudoMaskRefreshes: [0.34, 0.7] },
    },
    preset: "clean",
    seed,
    device: "cpu",
    precision: "float32",
    dataset: {
      root: "/scans",
      channels: ["MR"],
      classes: ["background", "front", "back"].map((name, value) => ({ name, value })),
      labelled: ["a", "b"],
      unlabelled: ["c", "d", "e"],
      validation: ["f"],
      test: [],
      unlabelledHoldsTest: false,
    },
    preprocessing: { spacing: [1, 1, 1], intensity: [{ kind: "z-score", over: "body" }], cropToBody: false },
    members: {
      "2d": {
        view: "slices",
        network: network("small-2d"),
        options: { dropout: 0.2 },
        learningRate: 1e-2,
        optimizer: adamw,
        slicesPerVolume: 3,
        sliceDirections: ["d", "h"],
      },
      "3d": { view: "volume", network: network("small-3d"), options: {}, learningRate: 1e-2, optimizer: adamw },
    },
    training: {
      crop: [6, 8, 8],
      volumesPerBatch: 3,
      epochs: 12,
      updatesPerEpoch: 2,
      warmUp: 0.1,
      annealing: { kind: "cosine" },
      foregroundCrops: 0.5,
      validations: 2,
      checkpointMinutes: 1e-6,
    },
    augmentation: {
      zoom: 0.1,
      axisZoom: 0,
      rotation: [0.1, 0, 0],
      flips: [false, false, false],
      brightness: 0.1,
      contrast: 0.1,
      gamma: [1, 1],
      noise: 0.1,
      blur: 0,
    },
    inference: {
      window: [6, 8, 8],
      overlap: 0.5,
      weighting: "gaussian",
      mirrorAxes: [false, false, false],
      windowsPerBatch: 4,
      largestComponent: [false, false],
      fillHoles: [false, false],
    },
    reasons: {},
  };
}

/** The method of {@link smallPlan}, with its settings. */
export const method = methodOf(smallPlan());
