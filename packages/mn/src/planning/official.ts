// The preset `official`: the constants of M&N's reference code, with their slips, to compare with the paper.
// Nothing in it depends on the machine.

import { times } from "@mandn/base";
import { segformerLora } from "@mandn/models";
import type { Plan, PlannedMember } from "../plan/plan.js";
import { ADE20K, SEGFORMER, UNET3D, weightsFolder } from "./networks.js";
import type { Decision, Situation } from "./settings.js";

/** Epochs of the reference code, and the fractions of them that its schedule is made of. */
const EPOCHS = 4000;
const at = (epoch: number) => epoch / EPOCHS;

const ADAMW = { kind: "adamw", weightDecay: 0.01, betas: [0.9, 0.999] } satisfies PlannedMember["optimizer"];

/** Along D, H, W: the reference code's 160 × 160 × 64, whose last axis is our first. */
const CROP: Plan["training"]["crop"] = [64, 160, 160];

/** The window of Hounsfield units of the reference code's pancreas data. */
const CT_WINDOW = { kind: "window", low: -175, high: 250 } as const;

/** Millimetres along D, H, W of the reference code's pancreas data; its MR data lie on the grid that they are trained on. */
const CT_SPACING: Plan["preprocessing"]["spacing"] = [0.75, 0.85, 0.85];

/** The preset `official`: the reference code's constants, whatever the scans and the machine are. */
export function official({ fingerprint, classes, network2d = SEGFORMER, network3d = UNET3D }: Situation): Decision {
  const { spacing: median, channels } = fingerprint;
  const isCt = channels.every((channel) => channel.isCt);
  const spacing = isCt ? CT_SPACING : median;
  const none = classes.slice(1).map(() => false);
  return {
    settings: {
      precision: "float32",
      preprocessing: {
        spacing: [...spacing],
        intensity: channels.map(({ isCt }) => (isCt ? CT_WINDOW : { kind: "official-mr" })),
        cropToBody: false,
      },
      networks: {
        slices: {
          view: "slices",
          network: network2d,
          options: network2d === SEGFORMER ? { pretrained: weightsFolder(ADE20K), lora: segformerLora } : {},
          learningRate: 1e-3,
          optimizer: ADAMW,
          slicesPerVolume: CROP[0],
          sliceDirections: ["d"],
        },
        volume: {
          view: "volume",
          network: network3d,
          options: network3d === UNET3D ? { width: 32, levels: 5, affine: false, upsampling: "convolution" } : {},
          learningRate: 1e-4,
          optimizer: ADAMW,
        },
      },
      training: {
        crop: CROP,
        volumesPerBatch: 5,
        epochs: EPOCHS,
        updatesPerEpoch: 8,
        warmUp: at(50),
        annealing: { kind: "cosine" },
        foregroundCrops: 0.5,
        validations: 0,
        checkpointMinutes: 10,
      },
      augmentation: {
        zoom: 0.1,
        axisZoom: 0,
        rotation: [0, 0, 0],
        flips: [false, false, false],
        brightness: 0,
        contrast: 0,
        gamma: [1, 1],
        noise: 0,
        blur: 0,
      },
      inference: {
        window: CROP,
        overlap: 0.5,
        weighting: "uniform",
        mirrorAxes: [false, false, false],
        windowsPerBatch: 4,
        largestComponent: none,
        fillHoles: none,
      },
    },
    reasons: {
      precision: "the reference code trains in single precision",
      "preprocessing.spacing": isCt
        ? `the reference code's for CT of the pancreas, along D × H × W; the median of ${fingerprint.scans} scans is ${times(median)} mm`
        : `median of ${fingerprint.scans} scans along D × H × W: ${times(median)} mm; in the reference code 0.625 mm, as its MR scans are`,
      "preprocessing.intensity": `${channels
        .map(({ name, isCt, toldBy }) => `${name}: ${isCt ? "CT" : "MR"} (${toldBy})`)
        .join(
          "; ",
        )}. As in the reference code, MR has the mean and standard deviation of the scan scaled to 0 … 1, though it is not scaled`,
      "slices.network": network2d === SEGFORMER ? "the paper's SegFormer-B2 with LoRA" : "as asked",
      ...(network2d === SEGFORMER
        ? {
            "slices.options": `pretrained: a Hugging Face folder of SegFormer-B2 on ADE20K, where \`mn weights get ${ADE20K}\` puts it; another folder may be given`,
          }
        : {}),
      "volume.network": network3d === UNET3D ? "the reference code's 3D U-Net, 5 levels, width 32" : "as asked",
      "training.crop": "the reference code's, along D × H × W",
      "training.epochs": "the reference code's, 8 updates each: meant for a GPU",
      "training.validations": "the last weights are tested, so validation scans only watch",
      augmentation: "zoom alone: the reference code configures gamma, flips and rotations but never runs them",
      inference: "uniform windows of the crop's size, no post-processing",
    },
  };
}
