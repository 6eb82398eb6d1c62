// Crops of prepared scans, as many as asked for, placed and augmented by random numbers by key.
// Training draws its batches here; where a crop lies is decided by placement.ts, its voxels are made by sample.ts.

import type { Triple } from "@mandn/imaging";
import { type Device, empty, type Generator, noGrad, rand, scope, type Tensor } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Augmentation } from "../plan/plan.js";
import { augmentIntensity } from "./augment.js";
import { type Ground, movedMap, PLACEMENT_DRAWS, placeCrop } from "./placement.js";
import type { PreparedScan } from "./prepare.js";
import { cropSampler, type Sampling } from "./sample.js";

/** A scan that crops are cut from. */
export interface CropScan extends Pick<PreparedScan, "image" | "grid">, Ground {
  /** What stands outside the scan, for each channel: the value of its air. */
  readonly background: readonly number[];
  /** `[K, D, H, W]`, uint8: 255ths of the probability of each class. */
  readonly soft?: Tensor | undefined;
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
  /**
   * Voxels along D, H, W by which what a crop would show lies further on in it; default 0. By the same draws, crops with other shifts overlap
   * each other.
   */
  readonly shift?: Triple;
  /** Of the CPU; every call draws equally many numbers from it for equal options and numbers of scans and channels. */
  readonly generator: Generator;
  /** Where the crops are sampled and lie; default the CPU. */
  readonly device?: Device;
}

export interface CropBatch {
  /** `[N, C, D, H, W]`, float32. */
  readonly image: Tensor;
  /** `[N, K, D, H, W]`, float32, the shares of a voxel 1 in all; where the scans have soft masks. Outside of them is background. */
  readonly soft?: Tensor | undefined;
}

export interface LabelledCropBatch extends CropBatch {
  /** `[N, D, H, W]`, uint8: indices of the plan's classes. */
  readonly mask: Tensor;
}

/**
 * One random crop of each scan (which may stand there several times), augmented, as one batch: placed ({@link placeCrop}), then
 * zoomed and turned by one interpolation of the part of the scan that it needs, mirrored, then changed in intensity
 * ({@link augmentIntensity}). Without zoom and rotation a crop is an exact copy.
 *
 * Draws from the generator: `[N, 16]` float64 uniform numbers for the places, then with `augmentation` those of
 * {@link augmentIntensity}.
 *
 * @throws MnError `"usage"` without scans, for scans with and without masks, or soft masks, together, and for a generator of another
 * device.
 */
export function drawCrops(scans: readonly LabelledCropScan[], options: CropOptions): LabelledCropBatch;
export function drawCrops(scans: readonly CropScan[], options: CropOptions): CropBatch;
export function drawCrops(
  scans: readonly (CropScan & { readonly mask?: Tensor })[],
  options: CropOptions,
): CropBatch & { readonly mask?: Tensor } {
  const { crop, augmentation, generator, device = "cpu" } = options;
  const masks = scans.flatMap(({ mask }) => mask ?? []);
  const softMasks = scans.flatMap(({ soft }) => soft ?? []);
  if (scans.length === 0) throw new MnError("usage", "Crops need at least one scan.");
  if (masks.length !== 0 && masks.length !== scans.length) {
    throw new MnError("usage", `${masks.length} of ${scans.length} scans have masks: draw crops of the others apart.`);
  }
  if (softMasks.length !== 0 && softMasks.length !== scans.length) {
    throw new MnError(
      "usage",
      `${softMasks.length} of ${scans.length} scans have soft masks: draw crops of the others apart.`,
    );
  }
  if (generator.device !== "cpu")
    throw new MnError("usage", `Crops draw from a generator of the CPU, not ${generator.device}.`);
  return noGrad(() =>
    scope(() => {
      const image = empty([scans.length, scans[0].image.size(0), ...crop], { dtype: "float32", device });
      const mask = masks.length === 0 ? undefined : empty([scans.length, ...crop], { dtype: "uint8", device });
      const soft =
        softMasks.length === 0
          ? undefined
          : empty([scans.length, softMasks[0].size(0), ...crop], { dtype: "float32", device });
      const draws = rand([scans.length, PLACEMENT_DRAWS], { dtype: "float64", generator });
      for (const [i, scan] of scans.entries()) {
        scope(() => {
          const { map, flips } = placeCrop(scan, options, Float64Array.from(draws.select(0, i).toTypedArray(), Number));
          const along = options.shift?.map((voxels, axis) => (flips[axis] ? -voxels : voxels)) as Triple | undefined;
          const sample = cropSampler(
            along === undefined ? map : movedMap(map, along),
            scan.image.shape.slice(1),
            crop,
            device,
          );
          const mirrored = [1, 2, 3].filter((dim) => flips[dim - 1]);
          const fill = (source: Tensor, sampling: Sampling, target: Tensor) => {
            sample(source, sampling, target);
            if (mirrored.length > 0) target.copy_(target.flip(mirrored));
          };
          fill(scan.image, { interpolation: "trilinear", outside: scan.background }, image.select(0, i));
          if (scan.soft !== undefined && soft !== undefined) {
            const outside = Array.from({ length: soft.size(1) }, (_, c) => (c === 0 ? 255 : 0));
            fill(scan.soft, { interpolation: "trilinear", outside }, soft.select(0, i));
          }
          if (scan.mask === undefined || mask === undefined) return;
          fill(scan.mask.unsqueeze(0), { interpolation: "nearest", outside: [0] }, mask.narrow(0, i, 1));
        });
      }
      if (augmentation !== undefined) augmentIntensity(image, augmentation, generator);
      soft?.div_(soft.sum([1], { keepdim: true }));
      return { image, mask, soft };
    }),
  );
}
