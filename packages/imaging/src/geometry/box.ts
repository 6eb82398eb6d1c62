// Boxes of voxels: cutting a volume to one, padding it, and the boxes around its body and foreground.
// No voxel moves in space: the affine moves along.

import { ImagingError } from "../errors.js";
import type { Triple, Volume, VolumeHeader, VoxelArray, VoxelType } from "../volume.js";
import { createVoxels } from "../voxels.js";
import { composeAffines, invertAffine, toAffine } from "./affine.js";

/** A box of voxels in array order (D, H, W): from `start` up to, not including, `end`. */
export interface Box {
  readonly start: Triple;
  readonly end: Triple;
}

/**
 * The part of a volume inside `box`, its affine moved along so that no voxel moves in space. Channels stay.
 *
 * @throws ImagingError `"argument"` when the box is empty, not of integers, or reaches outside the volume.
 */
export function crop<T extends VoxelType>(volume: Volume<T>, box: Box): Volume<T> {
  const inside = [0, 1, 2].every((axis) => box.start[axis] >= 0 && box.end[axis] <= volume.shape[axis + 1]);
  if (!inside) {
    throw new ImagingError(
      "argument",
      `the box ${describeBox(box)} reaches outside ${volume.shape.slice(1).join("×")} (D×H×W)`,
      { path: volume.provenance.path },
    );
  }
  return cut(volume, box, 0);
}

/** The header that {@link crop} gives a volume, without its voxels. */
export function cropHeader<T extends VolumeHeader>(header: T, { start, end }: Box): T {
  const shift = toAffine([1, 0, 0, start[2], 0, 1, 0, start[1], 0, 0, 1, start[0]]);
  const shape = [header.shape[0], end[0] - start[0], end[1] - start[1], end[2] - start[2]] as const;
  return { ...header, shape, affine: composeAffines(header.affine, shift) };
}

/**
 * A volume with `before` and `after` voxels more along D, H, W, of value `fill`, its affine moved along.
 *
 * @throws ImagingError `"argument"` for a negative or fractional width.
 */
export function pad<T extends VoxelType>(volume: Volume<T>, before: Triple, after: Triple, fill = 0): Volume<T> {
  if ([...before, ...after].some((width) => width < 0)) {
    throw new ImagingError("argument", `Padding of ${before} before and ${after} after: widths are 0 or more.`);
  }
  const [, d, h, w] = volume.shape;
  const start: Triple = [-before[0], -before[1], -before[2]];
  const end: Triple = [d + after[0], h + after[1], w + after[2]];
  return cut(volume, { start, end }, fill);
}

/**
 * The smallest box holding every voxel, of any channel, that is neither 0 nor NaN, widened by `margin` voxels where the
 * volume allows. Null when there is none.
 */
export function foregroundBox(volume: Volume, margin = 0): Box | null {
  return boxWhere(volume, (value) => value !== 0 && !Number.isNaN(value), margin);
}

/**
 * The smallest box holding every voxel of the first channel above `threshold`, widened by `margin` voxels where the volume
 * allows: the body in its surrounding air. Without a threshold, Otsu's is taken (see {@link otsuThreshold}). Null when no
 * voxel lies above it.
 */
export function bodyBox(
  volume: Volume,
  { threshold, margin = 0 }: { threshold?: number; margin?: number } = {},
): Box | null {
  const [, d, h, w] = volume.shape;
  const voxels = volume.voxels.subarray(0, d * h * w);
  const least = threshold ?? otsuThreshold(voxels);
  return boxWhere({ ...volume, shape: [1, d, h, w], voxels }, (value) => value > least, margin);
}

/**
 * The threshold that parts the values into two classes with the greatest variance between them, on a histogram of 256
 * bins between least and greatest finite value (Otsu 1979). Values above it are the upper class. The value itself when all
 * are equal.
 *
 * @throws ImagingError `"argument"` when no value is finite.
 */
export function otsuThreshold(voxels: VoxelArray): number {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < voxels.length; i++) {
    const value = voxels[i];
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  if (least > greatest) throw new ImagingError("argument", "A threshold needs at least one finite value.");
  const bins = 256;
  const width = (greatest - least) / bins;
  if (width === 0) return least;
  const counts = new Float64Array(bins);
  let total = 0;
  for (let i = 0; i < voxels.length; i++) {
    if (!Number.isFinite(voxels[i])) continue;
    counts[Math.min(bins - 1, Math.floor((voxels[i] - least) / width))] += 1;
    total += 1;
  }
  const sum = counts.reduce((s, count, bin) => s + count * bin, 0);
  let lower = 0;
  let lowerSum = 0;
  let best = 0;
  let bestVariance = -1;
  for (let bin = 0; bin < bins - 1; bin++) {
    lower += counts[bin];
    lowerSum += counts[bin] * bin;
    if (lower === 0 || lower === total) continue;
    const gap = lowerSum / lower - (sum - lowerSum) / (total - lower);
    const variance = lower * (total - lower) * gap * gap;
    if (variance > bestVariance) {
      best = bin;
      bestVariance = variance;
    }
  }
  return least + (best + 1) * width;
}

function boxWhere(volume: Volume, inside: (value: number) => boolean, margin: number): Box | null {
  const [channels, d, h, w] = volume.shape;
  const { voxels } = volume;
  const start = [d, h, w];
  const end = [0, 0, 0];
  for (let row = 0; row < channels * d * h; row++) {
    const base = row * w;
    let first = 0;
    while (first < w && !inside(voxels[base + first])) first++;
    if (first === w) continue;
    let last = w - 1;
    while (!inside(voxels[base + last])) last--;
    const place = [Math.floor(row / h) % d, row % h, first];
    for (let axis = 0; axis < 3; axis++) {
      start[axis] = Math.min(start[axis], place[axis]);
      end[axis] = Math.max(end[axis], (axis === 2 ? last : place[axis]) + 1);
    }
  }
  if (end[0] === 0) return null;
  const low = (axis: number) => Math.max(0, start[axis] - margin);
  const high = (axis: number) => Math.min(volume.shape[axis + 1], end[axis] + margin);
  return { start: [low(0), low(1), low(2)], end: [high(0), high(1), high(2)] };
}

/** How far the voxels of a box may lie from those of the grid that it is a box of, in voxels. */
const SAME_VOXEL = 0.01;

/**
 * A box of a grid (`isBox`), on that whole grid; any other volume, and a box of another grid, as it is.
 *
 * @throws ImagingError `"geometry"` where the box reaches out of the grid with more than background.
 */
export function laidInto<T extends VoxelType>(volume: Volume<T>, original: VolumeHeader): Volume<T> {
  if (volume.isBox !== true) return volume;
  const [, d, h, w] = volume.shape;
  const [, fullD, fullH, fullW] = original.shape;
  const map = composeAffines(invertAffine(original.affine), volume.affine);
  const last = [w - 1, h - 1, d - 1];
  const first = [3, 7, 11].map((at) => Math.round(map[at]));
  // Where the map from indices to indices is no shift by whole voxels, the volume is no box of this grid.
  const isShift = [0, 1, 2].every((row) => {
    const ends = [0, 1, 2].map((axis) => Math.abs(map[4 * row + axis] - Number(row === axis)) * (last[axis] + 1));
    return Math.max(...ends, Math.abs(map[4 * row + 3] - first[row])) <= SAME_VOXEL;
  });
  if (!isShift) return volume;
  const start: Triple = [-first[2], -first[1], -first[0]];
  const end: Triple = [start[0] + fullD, start[1] + fullH, start[2] + fullW];
  const seen = foregroundBox(volume);
  const isOutside =
    seen !== null && [0, 1, 2].some((axis) => seen.start[axis] < start[axis] || seen.end[axis] > end[axis]);
  if (isOutside) {
    const { path } = volume.provenance;
    const fault = `holds more than background beyond the grid of ${original.provenance.path}`;
    throw new ImagingError("geometry", { fault, remedy: "See whether it belongs to this scan.", path });
  }
  return cut(volume, { start, end }, 0);
}

/** Copies the rows of a box that may reach outside, where `fill` stands. */
function cut<T extends VoxelType>(volume: Volume<T>, box: Box, fill: number): Volume<T> {
  const [channels, d, h, w] = volume.shape;
  const { start, end } = box;
  const [nd, nh, nw] = [0, 1, 2].map((axis) => end[axis] - start[axis]);
  if (![nd, nh, nw, ...start].every(Number.isInteger) || Math.min(nd, nh, nw) < 1) {
    throw new ImagingError("argument", `the box ${describeBox(box)} is empty or not of integers`, {
      path: volume.provenance.path,
    });
  }
  const voxels = createVoxels(volume.dtype, channels * nd * nh * nw);
  if (fill !== 0) {
    voxels.fill(fill);
    if (voxels[0] !== fill && !volume.dtype.startsWith("float")) {
      throw new ImagingError("argument", `Padding with ${fill} does not fit voxels of type ${volume.dtype}.`);
    }
  }
  const x0 = Math.max(0, start[2]);
  const x1 = Math.min(w, end[2]);
  for (let c = 0; c < channels; c++) {
    for (let z = Math.max(0, start[0]); z < Math.min(d, end[0]); z++) {
      for (let y = Math.max(0, start[1]); y < Math.min(h, end[1]); y++) {
        const from = ((c * d + z) * h + y) * w;
        const to = ((c * nd + z - start[0]) * nh + y - start[1]) * nw - start[2];
        copyRow(volume.voxels, from + x0, from + x1, voxels, to + x0);
      }
    }
  }
  return { ...cropHeader(volume, box), voxels };
}

function copyRow(source: VoxelArray, start: number, end: number, target: VoxelArray, at: number): void {
  target.set(source.subarray(start, end), at);
}

function describeBox({ start, end }: Box): string {
  return start.map((first, axis) => `${first}…${end[axis]}`).join(" × ");
}
