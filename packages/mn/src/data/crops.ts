// Crops of prepared scans, as many as asked for, placed and augmented by random numbers by key, each interpolated at the places that its
// map gives. Training draws its batches here; where a crop lies is decided by placement.ts.

import type { Affine, Triple } from "@mandn/imaging";
import {
  arange,
  type Device,
  empty,
  type Generator,
  gridSampler,
  noGrad,
  rand,
  scope,
  type Tensor,
  tensor,
} from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Augmentation } from "../plan/plan.js";
import { augmentIntensity } from "./augment.js";
import { type Ground, movedMap, PLACEMENT_DRAWS, placeCrop } from "./placement.js";
import type { PreparedScan } from "./prepare.js";

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
      soft?.clampMin_(0).div_(soft.sum([1], { keepdim: true })); // interpolation leaves −1e-5 where a class is nowhere
      return { image, mask, soft };
    }),
  );
}

/** How values between voxels and outside are had. */
interface Sampling {
  readonly interpolation: "trilinear" | "nearest";
  /** The value outside, for each channel. */
  readonly outside: readonly number[];
}

/** Fills `target` `[C, D, H, W]` with the crop of `source` `[C, …]`. */
type CropSampler = (source: Tensor, sampling: Sampling, target: Tensor) => void;

/**
 * Cuts one crop from an image, its mask and whatever lies on the same grid. Masks are channels of whole numbers. Only the
 * part of the source that the crop needs is read; a map by whole voxels copies exactly.
 *
 * @param map from voxel indices (x, y, z) of the crop to those of the source.
 * @param from D, H, W of the source.
 * @param to D, H, W of the crop.
 * @param device of the targets. The sampler's tensors belong to the scope that it is made in.
 */
export function cropSampler(map: Affine, from: readonly number[], to: readonly number[], device: Device): CropSampler {
  return isShift(map) ? shiftSampler(map) : affineSampler(map, from, to, device);
}

function isShift(map: Affine): boolean {
  return [0, 1, 2].every((row) => {
    const isUnit = [0, 1, 2].every((column) => map[4 * row + column] === (row === column ? 1 : 0));
    return isUnit && Number.isInteger(map[4 * row + 3]);
  });
}

function shiftSampler(map: Affine): CropSampler {
  return (source, { outside }, target) => {
    target.copy_(perChannel(outside, target.device).expand(target.shape));
    let from = source;
    let to = target;
    for (const dim of [1, 2, 3]) {
      const shift = map[rowOf(dim) + 3];
      const start = Math.max(0, shift);
      const length = Math.min(source.size(dim), shift + target.size(dim)) - start;
      if (length <= 0) return;
      from = from.narrow(dim, start, length);
      to = to.narrow(dim, start - shift, length);
    }
    to.copy_(from);
  };
}

const MODES = { trilinear: 0, nearest: 1 };
const ZEROS = 0;

function affineSampler(map: Affine, from: readonly number[], to: readonly number[], device: Device): CropSampler {
  // Along D, H, W: the source's voxels that interpolation can touch; one more on each side, since indices are rounded to float32.
  const ranges = from.map((size, axis) => {
    const row = rowOf(axis + 1);
    const reach = to.map((length, other) => map[row + columnOf(other + 1)] * (length - 1));
    const low = reach.reduce((sum, length) => sum + Math.min(0, length), map[row + 3]);
    const high = reach.reduce((sum, length) => sum + Math.max(0, length), map[row + 3]);
    const start = Math.min(Math.max(Math.floor(low) - 1, 0), size - 1);
    const end = Math.max(Math.min(Math.ceil(high) + 2, size), start + 1);
    return { start, length: end - start };
  });
  // grid_sample's coordinates (x, y, z) of that part, −1 … 1 from edge to edge: [3, D, H, W], then as [D, 1, H, W, 3]: the
  // operator divides a batch's samples among threads, so the crop's planes are its samples, each from the whole part.
  const scales = [2, 1, 0].map((axis) => 2 / ranges[axis].length);
  const first = scales.map((scale, row) => (map[4 * row + 3] - ranges[2 - row].start + 0.5) * scale - 1);
  const steps = to.map((_, axis) => scales.map((scale, row) => map[4 * row + columnOf(axis + 1)] * scale));
  // All in one copy to the device: [4, 3, 1, 1, 1].
  const numbers = tensor([...steps, first].flat(), { dtype: "float32", device }).reshape([4, 3, 1, 1, 1]);
  const along = to.map((length, axis) => {
    const shape = [1, 1, 1].map((_, other) => (other === axis ? length : 1));
    return arange(length, { dtype: "float32", device }).reshape(shape).mul(numbers.select(0, axis));
  });
  const grid = along[0].add(along[1]).add(numbers.select(0, 3)).add(along[2]).permute([1, 2, 3, 0]).unsqueeze(1);
  return (source, { interpolation, outside }, target) => {
    const air = perChannel(outside, device);
    const part = ranges.reduce((x, { start, length }, axis) => x.narrow(axis + 1, start, length), source);
    const voxels = part.to(device).to("float32").sub(air);
    const planes = voxels.expand([to[0], ...voxels.shape]);
    const sampled = gridSampler(planes, grid, MODES[interpolation], ZEROS, false); // [D, C, 1, H, W]
    target.copy_(sampled.squeeze(2).transpose(0, 1).add_(air));
  };
}

/** `[C, 1, 1, 1]` */
function perChannel(values: readonly number[], device: Device): Tensor {
  return tensor(values, { device }).reshape([-1, 1, 1, 1]);
}

/** Where the row of an affine for dimension 1, 2, 3 (D, H, W) of a tensor begins, and its column. */
const rowOf = (dim: number) => 4 * (3 - dim);
const columnOf = (dim: number) => 3 - dim;
