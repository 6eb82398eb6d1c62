import { type Affine, toAffine } from "@mandn/imaging";
import { affineGridGenerator, type Device, gridSampler, type Tensor, tensor } from "@mandn/torch";

const MODES = { trilinear: 0, nearest: 1 };
const ZEROS = 0;

/** How values between and outside voxels are had. */
export interface Sampling {
  readonly interpolation: keyof typeof MODES;
  /** The value outside the source, for each channel. */
  readonly outside: readonly number[];
}

/**
 * Fills `target` `[C, D, H, W]` with a crop of `source` `[C, …]`, on the target's device; masks are channels of whole numbers. A
 * map by whole voxels copies exactly. Only the part of the source that the crop needs is read.
 *
 * @param map from voxel indices (x, y, z) of the crop to those of the source.
 */
export function sampleCrop(source: Tensor, map: Affine, { interpolation, outside }: Sampling, target: Tensor): void {
  const { device, shape } = target;
  const air = tensor(outside, { device }).reshape([-1, 1, 1, 1]);
  if (isShift(map)) {
    target.copy_(air.expand(shape));
    copyShifted(source, map, target);
    return;
  }
  const part = partOf(source, map, shape);
  const voxels = part.voxels.to(device).to("float32").sub(air);
  const grid = affineGridGenerator(normalised(part.map, shape, voxels.shape, device), [1, ...shape], false);
  const sampled = gridSampler(voxels.unsqueeze(0), grid, MODES[interpolation], ZEROS, false);
  target.copy_(sampled.squeeze(0).add_(air));
}

/** The map between indices as one between coordinates that run from −1 to 1 over all voxels: `[1, 3, 4]`. */
function normalised(map: Affine, to: readonly number[], from: readonly number[], device: Device): Tensor {
  const rows = [0, 1, 2].map((row) => {
    const size = from[3 - row];
    const linear = [0, 1, 2].map((column) => (map[4 * row + column] * to[3 - column]) / size);
    const first = [0, 1, 2].reduce((sum, column) => sum + (map[4 * row + column] * (to[3 - column] - 1)) / 2, 0);
    return [...linear, (2 * (first + map[4 * row + 3]) + 1) / size - 1];
  });
  return tensor([rows], { device });
}

/** The box of voxels that interpolation at the crop's points touches, with the map into it. */
function partOf(x: Tensor, map: Affine, shape: readonly number[]): { voxels: Tensor; map: Affine } {
  let voxels = x;
  const inside = [...map];
  for (const axis of [0, 1, 2]) {
    const reach = [0, 1, 2].map((column) => map[4 * axis + column] * (shape[3 - column] - 1));
    const shift = map[4 * axis + 3];
    const size = x.size(3 - axis);
    const low = reach.reduce((sum, length) => sum + Math.min(0, length), shift);
    const high = reach.reduce((sum, length) => sum + Math.max(0, length), shift);
    // A voxel more on each side, since coordinates are rounded to float32.
    const start = Math.min(Math.max(Math.floor(low) - 1, 0), size - 1);
    const end = Math.max(Math.min(Math.ceil(high) + 2, size), start + 1);
    voxels = voxels.narrow(3 - axis, start, end - start);
    inside[4 * axis + 3] -= start;
  }
  return { voxels, map: toAffine(inside) };
}

function isShift(map: Affine): boolean {
  return [0, 1, 2].every((row) => {
    const isUnit = [0, 1, 2].every((column) => map[4 * row + column] === (row === column ? 1 : 0));
    return isUnit && Number.isInteger(map[4 * row + 3]);
  });
}

/** Copies the voxels that lie in the source. */
function copyShifted(source: Tensor, map: Affine, target: Tensor): void {
  let from = source;
  let to = target;
  for (const axis of [0, 1, 2]) {
    const dim = 3 - axis;
    const shift = map[4 * axis + 3];
    const start = Math.max(0, shift);
    const length = Math.min(source.size(dim), shift + target.size(dim)) - start;
    from = from.narrow(dim, start, length);
    to = to.narrow(dim, start - shift, length);
  }
  to.copy_(from);
}
