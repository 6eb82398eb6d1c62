// The voxels of a crop: a scan interpolated at the places that a crop's map gives, on all threads.
// The last step of a crop (crops.ts) before its intensities change.

import type { Affine } from "@mandn/imaging";
import { arange, type Device, gridSampler, type Tensor, tensor } from "@mandn/torch";

/** How values between voxels and outside are had. */
export interface Sampling {
  readonly interpolation: "trilinear" | "nearest";
  /** The value outside, for each channel. */
  readonly outside: readonly number[];
}

/** Fills `target` `[C, D, H, W]` with the crop of `source` `[C, …]`. */
export type CropSampler = (source: Tensor, sampling: Sampling, target: Tensor) => void;

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
