import type { Triple } from "@mandn/imaging";
import type { Device, Generator, Tensor } from "@mandn/torch";
import type { Augmentation } from "../plan/plan.js";
import type { Foreground } from "./foreground.js";
import type { PreparedScan } from "./prepared.js";

/** A scan that crops are cut from. */
export interface CropScan extends Pick<PreparedScan, "image" | "grid"> {
  /** What stands outside the scan, for each channel: the value of its air. */
  readonly background: readonly number[];
  /** Where foreground is; absent: nowhere known, so crops lie anywhere. For unlabelled scans that of a pseudo-mask. */
  readonly foreground?: Foreground;
}

export interface LabelledCropScan extends CropScan {
  /** `[D, H, W]`, uint8. */
  readonly mask: Tensor;
}

export interface CropOptions {
  /** Voxels along D, H, W. Smaller scans are padded on both sides. */
  readonly crop: Triple;
  /** The probability that a crop holds foreground, where the scan's is known. */
  readonly foregroundCrops: number;
  /** Absent: none. */
  readonly augmentation?: Augmentation;
  /** Of the CPU; every call draws equally many numbers from it for equal options and numbers of scans and channels. */
  readonly generator: Generator;
  /** Where the crops are sampled and lie; default the CPU. */
  readonly device?: Device;
}

export interface CropBatch {
  /** `[N, C, D, H, W]`, float32. */
  readonly image: Tensor;
}

export interface LabelledCropBatch extends CropBatch {
  /** `[N, D, H, W]`, uint8: indices of the plan's classes. */
  readonly mask: Tensor;
}

/**
 * One random crop of each scan (a scan may stand there several times), augmented, as one batch.
 */
export function drawCrops(scans: readonly LabelledCropScan[], options: CropOptions): LabelledCropBatch;
export function drawCrops(scans: readonly CropScan[], options: CropOptions): CropBatch;
export function drawCrops(_scans: readonly CropScan[], _options: CropOptions): CropBatch {
  throw new Error("to follow");
}
