// Images and masks on another grid, by tensors: which way is taken, and how much memory it may use.
// The preparation of scans and the way back to a scan's own grid go through it.

import { cuda, type Device, empty, fromTypedArray, noGrad, scope, type Tensor } from "@mandn/torch";
import { ImagingError } from "../errors.js";
import { spacingOf } from "../geometry/affine.js";
import type { Box } from "../geometry/box.js";
import type { Grid } from "../geometry/grid.js";
import { alignedAxes, antiAliasingSigmas, gridAtSpacing, indexMap } from "../resample/grids.js";
import type { Interpolation } from "../resample/kernels.js";
import type { Triple, Volume, VoxelType } from "../volume.js";
import { createVoxels } from "../voxels.js";
import { obliqueSampler } from "./oblique.js";
import type { Sampler } from "./sampler.js";
import { nearestAlignedSampler, separableSampler } from "./separable.js";

export interface ResampleOptions {
  /** Default `"cubic"`: the interpolating cubic B-spline. */
  readonly interpolation?: Interpolation;
  /**
   * Whether a Gaussian takes away what a coarser grid cannot hold (see {@link antiAliasingSigmas}). Default true; nearest
   * never does.
   */
  readonly antiAliasing?: boolean;
  /** The value of voxels whose centre lies outside the source's field of view; default 0. */
  readonly outside?: number;
  /** Where the work is done, in slabs; default the CPU. */
  readonly device?: Device;
  /** Bytes that a slab's intermediate results may take, unless a single slice needs more; default 256 MiB. */
  readonly workingBytes?: number;
}

export interface ResampleLabelsOptions {
  /**
   * `"linear"`, the default: every value present is interpolated linearly as a mask of its own, and each voxel takes the
   * value with the largest share, the lower one of equal shares. `"nearest"`: the value of the nearest voxel.
   */
  readonly interpolation?: "linear" | "nearest";
  /** Whether the masks of the values are blurred before they shrink; default false, as nnU-Net does. */
  readonly antiAliasing?: boolean;
  readonly device?: Device;
  readonly workingBytes?: number;
}

const WORKING_BYTES = 256 * 2 ** 20;

/**
 * An image on another grid. Beside input and output at most `workingBytes` are held, unless one slice of the result needs
 * more: then what that slice needs (for grids rotated against each other, up to the whole source channel in float32).
 *
 * Grids whose axes run along each other's, permuted and flipped ones included, take three 1-D passes; others gather.
 *
 * @param to the spacing (D, H, W; mm), which gives the grid {@link gridAtSpacing}, or a grid: another volume or header.
 * @returns `[C, D′, H′, W′]`, float32; with `"nearest"` the volume's own type.
 * @throws ImagingError `"argument"` for NaN or infinite voxels, which would spread, and spacings that are not positive;
 * `"geometry"` for a singular affine.
 */
export function resample<T extends VoxelType>(
  volume: Volume<T>,
  to: Triple | Grid,
  options: ResampleOptions & { interpolation: "nearest" },
): Volume<T>;
export function resample(
  volume: Volume,
  to: Triple | Grid,
  options?: ResampleOptions & { interpolation?: "linear" | "cubic" },
): Volume<"float32">;
export function resample(volume: Volume, to: Triple | Grid, options?: ResampleOptions): Volume;
export function resample(volume: Volume, to: Triple | Grid, options: ResampleOptions = {}): Volume {
  const target = targetGrid(volume, to);
  const dtype = options.interpolation === "nearest" ? volume.dtype : "float32";
  return onGrid(volume, target, dtype, (out, x) => resampleInto(out, x, volume, target, options));
}

/**
 * A mask on another grid, its type and values kept, 0 outside. Memory as for {@link resample}: the values' shares are
 * never held for all values or for more than a slab.
 *
 * @param to as for {@link resample}.
 * @throws ImagingError as {@link resample}, and `"argument"` for values that are not whole numbers.
 */
export function resampleLabels<T extends VoxelType>(
  mask: Volume<T>,
  to: Triple | Grid,
  options: ResampleLabelsOptions = {},
): Volume<T> {
  const { interpolation = "linear", antiAliasing = false, ...rest } = options;
  const target = targetGrid(mask, to);
  return onGrid(mask, target, mask.dtype, (out, x) => {
    const settings: ResampleOptions = { interpolation, antiAliasing, ...rest };
    if (interpolation === "nearest") resampleInto(out, x, mask, target, settings);
    else largestShareInto(out, x, valuesOf(mask), mask, target, settings);
  });
}

/**
 * As {@link resample}, for a tensor: `[C, D, H, W]` on the grid `from` → `[C, D′, H′, W′]` on the grid `to`, on the tensor's
 * device. Without gradients.
 *
 * @throws ImagingError as {@link resample}, and `"geometry"` when the tensor's shape is not that of `from`.
 */
export function resampleTensor(x: Tensor, from: Grid, to: Triple | Grid, options: ResampleOptions = {}): Tensor {
  if (x.dim !== 4 || [1, 2, 3].some((axis) => x.size(axis) !== from.shape[axis])) {
    throw new ImagingError("geometry", `A tensor of shape [${x.shape}] does not lie on a grid of [${from.shape}].`);
  }
  const target = targetGrid(from, to);
  const [, d, h, w] = target.shape;
  const device = options.device ?? x.device;
  return scope(() => {
    const dtype = options.interpolation === "nearest" ? x.dtype : "float32";
    const out = empty([x.size(0), d, h, w], { dtype, device: x.device });
    resampleInto(out, x, from, target, { ...options, device });
    return out;
  });
}

const isSpacing = (to: Triple | Grid): to is Triple => Array.isArray(to);

function targetGrid(source: Grid, to: Triple | Grid): Grid {
  return isSpacing(to) ? gridAtSpacing(source, to) : to;
}

function onGrid<T extends VoxelType>(
  volume: Volume,
  target: Grid,
  dtype: T,
  fill: (out: Tensor, x: Tensor) => void,
): Volume<T> {
  const [channels] = volume.shape;
  const [, d, h, w] = target.shape;
  const voxels = createVoxels(dtype, channels * d * h * w);
  const shape: Volume["shape"] = [channels, d, h, w];
  scope(() => fill(fromTypedArray(voxels, shape), fromTypedArray(volume.voxels, volume.shape)));
  const { affine } = target;
  return { shape, affine, spacing: spacingOf(affine), dtype, voxels, provenance: volume.provenance };
}

function makeSampler(source: Grid, target: Grid, options: ResampleOptions): Sampler {
  const {
    interpolation = "cubic",
    antiAliasing = true,
    outside = 0,
    workingBytes = WORKING_BYTES,
    device = "cpu",
  } = options;
  const map = indexMap(source, target);
  const sigmas: Triple = antiAliasing ? antiAliasingSigmas(map) : [0, 0, 0];
  const axes = alignedAxes(map, target);
  if (axes === null)
    return obliqueSampler(source, target, map, { interpolation, sigmas, outside, workingBytes, device });
  if (interpolation === "nearest")
    return nearestAlignedSampler(source, target, axes, { outside, workingBytes, device });
  return separableSampler(source, target, axes, { interpolation, sigmas, outside, workingBytes, device });
}

function resampleInto(out: Tensor, x: Tensor, source: Grid, target: Grid, options: ResampleOptions): void {
  const { interpolation, device = "cpu" } = options;
  inFullPrecision(device, () => {
    const sampler = makeSampler(source, target, options);
    forEachSlab(sampler, out.size(0), (slab, channel) => {
      const voxels = boxOf(x.select(0, channel), slab.box).to(device);
      const ready = interpolation === "nearest" ? toIndexable(voxels) : requireFinite(voxels.to("float32"));
      out.select(0, channel).narrow(0, slab.start, slab.count).copy_(sampler.sample(slab, ready));
    });
  });
}

/** Class-wise linear: of each slab only the largest share so far and its value are held. */
function largestShareInto(
  out: Tensor,
  x: Tensor,
  values: readonly number[],
  source: Grid,
  target: Grid,
  options: ResampleOptions,
): void {
  const { device = "cpu" } = options;
  inFullPrecision(device, () => {
    const sampler = makeSampler(source, target, options);
    forEachSlab(sampler, out.size(0), (slab, channel) => {
      const [, , h, w] = target.shape;
      const voxels = toIndexable(boxOf(x.select(0, channel), slab.box).to(device));
      const shape = [slab.count, h, w];
      // Shares that differ by less are equal: rounding must not decide between classes.
      const best = empty(shape, { dtype: "float32", device }).fill_(EQUAL);
      const value = empty(shape, { dtype: voxels.dtype, device }).fill_(0);
      for (const candidate of values) {
        scope(() => {
          const share = sampler.sample(slab, voxels.eq(candidate).to("float32"));
          const larger = share.gt(best);
          value.maskedFill_(larger, candidate);
          best.copy_(best.maximum(share.add(EQUAL)));
        });
      }
      out.select(0, channel).narrow(0, slab.start, slab.count).copy_(value);
    });
  });
}

const EQUAL = 1e-5;

function forEachSlab(
  sampler: Sampler,
  channels: number,
  work: (slab: Sampler["slabs"][number], channel: number) => void,
) {
  for (let channel = 0; channel < channels; channel++) {
    for (const slab of sampler.slabs) scope(() => work(slab, channel));
  }
}

function inFullPrecision(device: Device, work: () => void): void {
  const before = device.startsWith("cuda") ? cuda.setTf32({ matmul: false }) : undefined;
  try {
    noGrad(() => scope(work));
  } finally {
    if (before !== undefined) cuda.setTf32(before);
  }
}

function boxOf(x: Tensor, { start, end }: Box): Tensor {
  return [0, 1, 2].reduce((part, axis) => part.narrow(axis, start[axis], end[axis] - start[axis]), x);
}

/** libtorch neither indexes nor compares its larger unsigned types. */
function toIndexable(x: Tensor): Tensor {
  if (x.dtype === "uint16") return x.to("int32");
  return x.dtype === "uint32" ? x.to("int64") : x;
}

function requireFinite(x: Tensor): Tensor {
  if (x.isfinite().all().item() === true) return x;
  const remedy = "Replace them first; checkDataset names the scans that have any.";
  throw new ImagingError("argument", "NaN or infinite voxels would spread over their surroundings.", {
    remedy,
  });
}

/** The values of a mask, ascending. */
function valuesOf({ voxels, provenance }: Volume): number[] {
  const values = new Set<number>();
  let last = Number.NaN;
  for (let i = 0; i < voxels.length; i++) {
    if (voxels[i] === last) continue;
    last = voxels[i];
    if (!Number.isInteger(last)) {
      const remedy = 'Give an image to `resample`, or use `interpolation: "nearest"`.';
      throw new ImagingError("argument", `a mask holds integers; voxel ${i} is ${last}`, {
        path: provenance.path,
        remedy,
      });
    }
    values.add(last);
  }
  return [...values].sort((a, b) => a - b);
}
