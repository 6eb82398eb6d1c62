// Where a crop lies in its scan, how it is turned, zoomed and mirrored, and where scans have foreground, which some
// crops must hold. All from uniform random numbers, so that the same numbers give the same crop.

import {
  type Affine,
  applyAffine,
  type Grid,
  invertAffine,
  type Point,
  spacingOf,
  type Triple,
  toAffine,
} from "@mandn/imaging";
import { type Generator, rand, scope, type Tensor } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Augmentation } from "../plan/plan.js";

/** What a crop is placed by in its scan. */
export interface Ground {
  readonly grid: Grid;
  /** Where foreground is; absent: nowhere known, so crops lie anywhere. For unlabelled scans that of a pseudo-mask. */
  readonly foreground?: Foreground;
}

/** Where a crop's voxels lie in its scan. */
export interface Placement {
  /** From voxel indices (x, y, z) of the crop to those of the scan. */
  readonly map: Affine;
  /** Whether the crop is then mirrored along D, H, W. */
  readonly flips: readonly boolean[];
}

export interface PlacementOptions {
  /** Voxels along D, H, W. */
  readonly crop: Triple;
  readonly foregroundCrops: number;
  readonly augmentation?: Augmentation;
}

/** How many numbers {@link placeCrop} takes. */
export const PLACEMENT_DRAWS = 16;

/**
 * Places a crop by uniform random numbers (0 … 1), in this order: whether it must hold foreground; the class, of those that
 * the scan has; the voxel of it; the place along D, H, W; the zoom; that of D, H, W; the rotations about D, H, W; the
 * flips along D, H, W.
 *
 * With foreground, the voxel comes to lie anywhere in the crop; without, the crop lies anywhere. Either way it is moved into
 * the scan as far as it fits, unless that would lose the voxel; along an axis where it does not fit, it lies in the
 * middle.
 */
export function placeCrop({ grid, foreground }: Ground, options: PlacementOptions, draws: Float64Array): Placement {
  const { foregroundCrops, augmentation } = options;
  const [whether, ofClass, ofVoxel] = draws;
  const place = toPoint(draws.subarray(3, 6));
  const crop = toPoint(options.crop);
  const sizes = toPoint(grid.shape.slice(1));
  const half = perAxis((axis) => (crop[axis] - 1) / 2);
  const linear = linearMap(spacingOf(grid.affine), augmentation, draws.subarray(6));
  const around = (centre: Point) => centred(linear, half, centre);

  const voxel = whether < foregroundCrops ? pickVoxel(foreground, ofClass, ofVoxel) : undefined;
  const seat = applyAffine(
    linear,
    perAxis((axis) => Math.floor(place[axis] * crop[axis]) - half[axis]),
  );
  const centre = perAxis((axis) => {
    // How far the turned and zoomed crop reaches to either side.
    const reach = half.reduce((sum, length, column) => sum + Math.abs(linear[4 * axis + column]) * length, 0);
    const room = sizes[axis] - 1 - 2 * reach;
    if (room < 0) return half[axis] + Math.floor((sizes[axis] - crop[axis]) / 2);
    if (voxel === undefined) return reach + Math.floor(place[axis] * (Math.floor(room) + 1));
    return Math.min(Math.max(voxel[axis] - seat[axis], reach), reach + room);
  });
  const flips = [0, 1, 2].map((axis) => augmentation?.flips[axis] === true && draws[13 + axis] < 0.5);
  const map = around(centre);
  const keepsVoxel = voxel === undefined || isInside(applyAffine(invertAffine(map), voxel), crop);
  return { map: keepsVoxel ? map : around(perAxis((axis) => voxel[axis] - seat[axis])), flips };
}

/** The map of a crop in which each place of the scan lies so many voxels (D, H, W) further on. */
export function movedMap(map: Affine, shift: Triple): Affine {
  const [x, y, z] = toPoint(shift);
  const origin = applyAffine(map, [-x, -y, -z]);
  return toAffine(map.slice(0, 12).map((value, i) => (i % 4 === 3 ? origin[(i - 3) / 4] : value)));
}

/** Voxels along D, H, W, each evenly among those up to a share of the crop's side, to either side. Draws 3 uniform numbers. */
export function drawShift(crop: Triple, share: number, generator: Generator): Triple {
  const draws = scope(() => Array.from(rand([3], { dtype: "float64", generator }).toTypedArray(), Number));
  const along = (axis: 0 | 1 | 2) => {
    const most = Math.floor(crop[axis] * share);
    return Math.floor(draws[axis] * (2 * most + 1)) - most;
  };
  return [along(0), along(1), along(2)];
}

/**
 * The 3 × 3 part of the map, in voxels (x, y, z), with zoom factors and rotations in millimetres, the zoom first:
 * S⁻¹ R Z⁻¹ S with S the spacing. Exactly the identity where nothing is drawn.
 */
function linearMap(spacing: Triple, augmentation: Augmentation | undefined, draws: Float64Array): Affine {
  const [ofZoom, ...ofAxes] = draws;
  const { zoom = 0, axisZoom = 0, rotation = [0, 0, 0] } = augmentation ?? {};
  const signed = (draw: number, most: number) => (2 * draw - 1) * most;
  const common = 1 + signed(ofZoom, zoom);
  const zooms = toPoint([0, 1, 2].map((axis) => common * (1 + signed(ofAxes[axis], axisZoom))));
  const angles = toPoint([0, 1, 2].map((axis) => signed(ofAxes[3 + axis], rotation[axis])));
  const turn = rotationMatrix(angles);
  const mm = toPoint(spacing);
  const entry = (row: number, column: number) => (turn[3 * row + column] * mm[column]) / (mm[row] * zooms[column]);
  return toAffine([0, 1, 2].flatMap((row) => [entry(row, 0), entry(row, 1), entry(row, 2), 0]));
}

/** Rz · Ry · Rx, row by row. */
function rotationMatrix([x, y, z]: Point): number[] {
  const [cx, cy, cz] = [Math.cos(x), Math.cos(y), Math.cos(z)];
  const [sx, sy, sz] = [Math.sin(x), Math.sin(y), Math.sin(z)];
  return [
    cz * cy,
    cz * sy * sx - sz * cx,
    cz * sy * cx + sz * sx,
    sz * cy,
    sz * sy * sx + cz * cx,
    sz * sy * cx - cz * sx,
    -sy,
    cy * sx,
    cy * cx,
  ];
}

/** The linear map about a crop's centre, which it puts at `centre`. */
function centred(linear: Affine, half: Point, centre: Point): Affine {
  const moved = applyAffine(linear, half);
  return toAffine(
    linear.slice(0, 12).map((value, i) => (i % 4 === 3 ? centre[(i - 3) / 4] - moved[(i - 3) / 4] : value)),
  );
}

function pickVoxel(foreground: Foreground | undefined, ofClass: number, ofVoxel: number): Point | undefined {
  const present = foreground?.filter(({ length }) => length > 0) ?? [];
  if (present.length === 0) return undefined;
  const voxels = present[Math.floor(ofClass * present.length)];
  const first = 3 * Math.floor((ofVoxel * voxels.length) / 3);
  return toPoint(voxels.subarray(first, first + 3));
}

/** Whether an index lies among a crop's voxels, but for rounding. */
function isInside(index: Point, crop: Point): boolean {
  return index.every((position, axis) => position > -1e-6 && position < crop[axis] - 1 + 1e-6);
}

function perAxis(value: (axis: 0 | 1 | 2) => number): Point {
  return [value(0), value(1), value(2)];
}

/** D, H, W as x, y, z. */
function toPoint([d, h, w]: ArrayLike<number> & Iterable<number>): Point {
  return [w, h, d];
}

/**
 * Where crops find foreground: for each foreground class, in the plan's order, some of its voxels: d, h, w of each after the
 * other. Empty for a class that the mask does not hold.
 */
export type Foreground = readonly Int32Array[];

/** Foregrounds as bytes, in the machine's order: of each class how many numbers it has, and these. */
export function foregroundBytes(all: readonly Foreground[]): Uint8Array {
  const lists = all.flat();
  const numbers = new Int32Array(lists.reduce((sum, { length }) => sum + 1 + length, 0));
  let at = 0;
  for (const one of lists) {
    numbers[at] = one.length;
    numbers.set(one, at + 1);
    at += 1 + one.length;
  }
  return new Uint8Array(numbers.buffer);
}

/**
 * What {@link foregroundBytes} made bytes of.
 *
 * @param classes of the plan, background included
 */
export function foregroundsIn(bytes: Uint8Array, classes: number): Foreground[] {
  const numbers = new Int32Array(bytes.slice().buffer);
  const lists: Int32Array[] = [];
  for (let at = 0; at < numbers.length; at += 1 + numbers[at]) lists.push(numbers.slice(at + 1, at + 1 + numbers[at]));
  const each = classes - 1;
  return Array.from({ length: lists.length / each }, (_, i) => lists.slice(i * each, (i + 1) * each));
}

/**
 * Up to `most` voxels of each foreground class of a mask, evenly spaced among all that it has in array order: the same for
 * the same mask.
 *
 * @param mask `[D, H, W]`, uint8, class indices: a reference or a pseudo-mask.
 * @param classes of the plan, background included.
 * @throws MnError `"usage"` for another type or an index that no class has.
 */
export function sampleForeground(mask: Tensor, classes: number, most = 10_000): Foreground {
  const [, h, w] = mask.shape;
  const voxels = mask.toTypedArray();
  if (!(voxels instanceof Uint8Array))
    throw new MnError("usage", `A mask of class indices is uint8, not ${mask.dtype}.`);
  const counts = new Array<number>(256).fill(0);
  for (let i = 0; i < voxels.length; i++) counts[voxels[i]] += 1;
  const highest = counts.findLastIndex((count) => count > 0);
  if (highest >= classes) throw new MnError("usage", `A mask holds the class ${highest}, and there are ${classes}.`);

  const places = counts.slice(0, classes).map((count) => new Int32Array(3 * Math.min(count, most)));
  const seen = new Array<number>(classes).fill(0);
  const taken = new Array<number>(classes).fill(0);
  for (let i = 0; i < voxels.length; i++) {
    const index = voxels[i];
    if (index === 0) continue;
    const kept = places[index].length / 3;
    const isNext = seen[index] === Math.floor((taken[index] * counts[index]) / kept);
    seen[index] += 1;
    if (!isNext) continue;
    places[index].set([Math.floor(i / (w * h)), Math.floor(i / w) % h, i % w], 3 * taken[index]);
    taken[index] += 1;
  }
  return places.slice(1);
}
