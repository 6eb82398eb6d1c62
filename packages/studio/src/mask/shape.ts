// Tools that change a class as a whole: its slices completed between those that were painted, its largest part, its holes, its surface made
// smooth. Each works on the smallest box that holds the class, and writes what it changes.

import { distanceTransform, fillHoles, keepLargestComponent } from "@mandn/imaging/pure";
import type { MaskEditor } from "./editor.js";
import { type Axis, axesWithin, boxOf, forEachRow, type MaskGrid, sizeOf, stridesOf, type VoxelBox } from "./grid.js";

/**
 * Paints a class between the slices that have it: signed distances to its outline in the slice before and the slice after, interpolated, are
 * positive where it is (Raya and Udupa, "Shape-based interpolation of multidimensional objects", IEEE TMI 9, 1990).
 *
 * @param through the axis along which slices were left out
 * @returns how many slices were painted
 */
export function fillBetweenSlices(editor: MaskEditor, grid: MaskGrid, value: number, through: Axis): number {
  const box = boxOf(editor.voxels, grid, value, 1);
  if (box === null) return 0;
  const [faster, slower] = axesWithin(through);
  const strides = stridesOf(grid);
  const size = sizeOf(box);
  const [width, height] = [size[faster], size[slower]];
  const visit = (place: number, each: (at: number, i: number) => void) => {
    for (let row = 0, i = 0; row < height; row++) {
      let at =
        place * strides[through] + (box.first[slower] + row) * strides[slower] + box.first[faster] * strides[faster];
      for (let column = 0; column < width; column++, i++, at += strides[faster]) each(at, i);
    }
  };
  const inside = new Uint8Array(width * height);
  const outside = new Uint8Array(width * height);
  /** Millimetres to the outline, positive inside; null of a slice without the class. */
  const distances = (place: number): Float64Array | null => {
    visit(place, (at, i) => {
      inside[i] = editor.voxels[at] === value ? 1 : 0;
      outside[i] = 1 - (inside[i] as number);
    });
    if (!inside.includes(1)) return null;
    if (!outside.includes(1)) return new Float64Array(width * height).fill(width + height);
    const spacing = [1, grid.spacing[slower], grid.spacing[faster]] as const;
    const within = distanceTransform(inside, [1, height, width], spacing);
    const beyond = distanceTransform(outside, [1, height, width], spacing);
    return within.map((distance, i) => distance - (beyond[i] as number));
  };
  let painted = 0;
  let before: { readonly place: number; readonly distance: Float64Array } | undefined;
  for (let place = box.first[through]; place < box.end[through]; place++) {
    const distance = distances(place);
    if (distance === null) continue;
    if (before !== undefined) {
      for (let between = before.place + 1; between < place; between++) {
        const share = (between - before.place) / (place - before.place);
        const start = before.distance;
        visit(between, (at, i) => {
          if ((1 - share) * (start[i] as number) + share * (distance[i] as number) > 0) editor.set(at, value);
        });
        painted++;
      }
    }
    before = { place, distance };
  }
  return painted;
}

/** Takes all of a class away but its largest part (26 neighbours). @returns how many voxels that were */
export function keepLargestPart(editor: MaskEditor, grid: MaskGrid, value: number): number {
  return reshaped(editor, grid, value, 0, (mask) => keepLargestComponent(mask, 1));
}

/** Gives a class the background that it closes in. @returns how many voxels that were */
export function closeHoles(editor: MaskEditor, grid: MaskGrid, value: number): number {
  return reshaped(editor, grid, value, 0, (mask) => fillHoles(mask, 1));
}

/**
 * Makes the surface of a class smooth: it stays where a Gaussian of it is at least one half. Background becomes the class and the class
 * background; other classes stay.
 *
 * @param sigma of the Gaussian, millimetres
 * @returns how many voxels changed
 */
export function smooth(editor: MaskEditor, grid: MaskGrid, value: number, sigma: number): number {
  const margin = Math.ceil((2 * sigma) / Math.min(...grid.spacing));
  return reshaped(editor, grid, value, margin, ({ voxels, shape }) => {
    const [, height, width] = shape;
    let soft = Float32Array.from(voxels, (class_) => (class_ === 1 ? 1 : 0));
    for (const [axis, stride] of [1, width, width * height].entries()) {
      soft = blurred(soft, stride, shape[2 - axis] as number, sigma / (grid.spacing[axis] as number));
    }
    for (const [i, share] of soft.entries()) {
      if (voxels[i] === 2) continue;
      voxels[i] = share >= 0.5 - ROUNDING ? 1 : 0;
    }
  });
}

const ROUNDING = 1e-5;

/** Along one axis, with a Gaussian of `sigma` voxels cut at three of them; beyond the edge the last voxel goes on. */
function blurred(from: Float32Array, stride: number, size: number, sigma: number): Float32Array<ArrayBuffer> {
  const reach = Math.ceil(3 * sigma);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const to = new Float32Array(from.length);
  for (let at = 0; at < from.length; at++) {
    const place = Math.floor(at / stride) % size;
    let sum = 0;
    for (let i = 0; i < weights.length; i++) {
      const other = Math.min(size - 1, Math.max(0, place + i - reach));
      sum += (weights[i] as number) * (from[at + (other - place) * stride] as number);
    }
    to[at] = sum / total;
  }
  return to;
}

/** A box of the mask seen from one class: 0 background, 1 the class, 2 others. */
interface ClassBox {
  readonly voxels: Uint8Array;
  /** `[D, H, W]` */
  readonly shape: readonly [d: number, h: number, w: number];
}

/** Changes the box of a class by `change`, and writes what differs. @returns how many voxels differ */
function reshaped(
  editor: MaskEditor,
  grid: MaskGrid,
  value: number,
  margin: number,
  change: (mask: ClassBox) => void,
): number {
  const box: VoxelBox | null = boxOf(editor.voxels, grid, value, margin);
  if (box === null) return 0;
  const [width, height, depth] = sizeOf(box);
  const voxels = new Uint8Array(width * height * depth);
  forEachRow(grid, box, (at, row) => {
    for (let i = 0; i < width; i++) {
      const own = editor.voxels[at + i] as number;
      voxels[row * width + i] = own === value ? 1 : own === 0 ? 0 : 2;
    }
  });
  const before = voxels.slice();
  change({ voxels, shape: [depth, height, width] });
  let changed = 0;
  forEachRow(grid, box, (at, row) => {
    for (let i = 0; i < width; i++) {
      const now = voxels[row * width + i] as number;
      if (now === before[row * width + i]) continue;
      editor.set(at + i, now === 1 ? value : 0);
      changed++;
    }
  });
  return changed;
}
