import { MOBILENET, UNET3D } from "./networks.js";
import type { Plan } from "./plan.js";
import { type Decision, type Situation, triple } from "./settings.js";

/** Epochs of the reference code, and the fractions of them that its schedule is made of. */
const EPOCHS = 4000;
const at = (epoch: number) => epoch / EPOCHS;

/** Along D, H, W: the reference code's 160 × 160 × 64, whose last axis is our first. */
const CROP: Plan["training"]["crop"] = [64, 160, 160];

/** The window of Hounsfield units of the reference code's pancreas data. */
const CT_WINDOW = { kind: "window", low: -175, high: 250 } as const;

/** The preset `official`: the reference code's constants, whatever the scans and the machine are. */
export function official({ fingerprint, classes, network2d, network3d }: Situation): Decision {
  const { spacing, channels } = fingerprint;
  const none = classes.slice(1).map(() => false);
  return {
    settings: {
      precision: "float32",
      preprocessing: {
        spacing: [...spacing],
        intensity: channels.map(({ isCt }) => (isCt ? CT_WINDOW : { kind: "z-score", over: "volume" })),
        cropToBody: false,
      },
      network2d: {
        name: network2d ?? MOBILENET,
        options: {},
        learningRate: 1e-3,
        slicesPerVolume: CROP[0],
        sliceDirections: ["d"],
      },
      network3d: {
        name: network3d ?? UNET3D,
        options: network3d === undefined ? { width: 32, levels: 5, affine: false, upsampling: "convolution" } : {},
        learningRate: 1e-4,
      },
      training: {
        crop: CROP,
        volumesPerBatch: 5,
        epochs: EPOCHS,
        updatesPerEpoch: 8,
        warmUp: at(50),
        stage1: at(500),
        sampling: "epoch",
        foregroundCrops: 0.5,
        pseudoMaskRefreshes: [500, 1000, 1500, 2000, 3000].map(at),
        weightDecay: 0.01,
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
      "preprocessing.spacing": `median of ${fingerprint.scans} scans along D × H × W: ${triple(spacing)} mm`,
      "preprocessing.intensity": `${channels
        .map(({ name, isCt, toldBy }) => `${name}: ${isCt ? "CT" : "MR"} (${toldBy})`)
        .join(
          "; ",
        )}. The reference code applies one MR scan's statistics to another image, which is not repeated: each scan has its own`,
      "network2d.name":
        network2d === undefined
          ? "the paper's SegFormer-B2 with LoRA is not among the networks here; a U-Net on MobileNetV2 pretrained on natural images stands in"
          : "as asked",
      "network3d.name": network3d === undefined ? "the reference code's 3D U-Net, 5 levels, width 32" : "as asked",
      "training.crop": "the reference code's, along D × H × W",
      "training.epochs": "the reference code's, 8 updates each: meant for a GPU",
      "training.sampling": "by epoch, as the reference code writes it",
      "training.validations": "the last weights are tested, so validation scans only watch",
      augmentation: "zoom alone: the reference code configures gamma, flips and rotations but never runs them",
      inference: "uniform windows of the crop's size, no post-processing",
    },
  };
}
