// A part of a scan that alone is predicted: a box of its own voxels. What the networks see of it has surroundings of half a
// window.
import { composeAffines, invertAffine, type Triple, toAffine, type Volume } from "@mandn/imaging";
import { keep, scope } from "@mandn/torch";
import type { PreparedScan } from "../data/prepare.js";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";

/** A box of a scan's own voxels, along x, y, z: from `start` up to, not including, `end`. */
export interface Region {
  readonly start: readonly [x: number, y: number, z: number];
  readonly end: readonly [x: number, y: number, z: number];
}

/**
 * The part of a prepared scan that a region lies in, with half a window around it. The image is a view of the scan's.
 *
 * @param window voxels along D, H, W
 * @throws MnError `"usage"`, naming the scan, when the region does not lie in it
 */
export function partOf(scan: PreparedScan, region: Region, window: Triple): PreparedScan {
  const [, d, h, w] = scan.original.shape;
  const size = [w, h, d];
  if (!region.end.every((end, axis) => (region.start[axis] as number) < end && end <= (size[axis] as number))) {
    const box = region.start.map((start, axis) => `${start}:${region.end[axis]}`).join(",");
    const remedy = `Give three ranges within 0:${size.join(", 0:")}.`;
    throw new MnError("usage", `The region ${box} does not lie in ${scan.id}.`, {
      caseIds: [scan.id],
      remedy,
    });
  }
  const [channels, ...shape] = scan.grid.shape;
  const map = composeAffines(invertAffine(scan.grid.affine), scan.original.affine);
  /** Along D, H, W of the prepared scan. */
  const bounds = ([2, 1, 0] as const).map((row, axis) => {
    const [low, high] = extent(map, row, region);
    const around = (window[axis] as number) / 2;
    const start = Math.max(0, Math.floor(low - around));
    const end = Math.min(shape[axis] as number, Math.ceil(high + around) + 1);
    return { start, count: Math.max(1, end - start) };
  });
  const image = scope(() => {
    const part = bounds.reduce((x, { start, count }, axis) => x.narrow(axis + 1, start, count), scan.image);
    return keep(part);
  });
  const [z, y, x] = bounds.map(({ start }) => start) as [number, number, number];
  const [pd, ph, pw] = bounds.map(({ count }) => count) as [number, number, number];
  const affine = composeAffines(scan.grid.affine, toAffine([1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z]));
  return { ...scan, image, grid: { shape: [channels, pd, ph, pw], affine } };
}

/** From where to where a box of one grid reaches along an axis of another. */
function extent(map: ArrayLike<number>, row: 0 | 1 | 2, { start, end }: Region): readonly [low: number, high: number] {
  let low = map[4 * row + 3] as number;
  let high = low;
  for (const axis of [0, 1, 2] as const) {
    const factor = map[4 * row + axis] as number;
    const ends = [factor * start[axis], factor * (end[axis] - 1)];
    low += Math.min(...ends);
    high += Math.max(...ends);
  }
  return [low, high];
}

/** Makes background of what lies outside a region, in place. */
export function limitTo(
  { shape: [, d, h, w], voxels }: Volume<"uint8" | "int32">,
  { start, end }: Region,
  [{ value: background }]: Plan["dataset"]["classes"],
): void {
  for (let z = 0, at = 0; z < d; z++) {
    for (let y = 0; y < h; y++) {
      const isRow = z >= start[2] && z < end[2] && y >= start[1] && y < end[1];
      for (let x = 0; x < w; x++, at++) if (!isRow || x < start[0] || x >= end[0]) voxels[at] = background;
    }
  }
}
