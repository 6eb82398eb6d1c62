// Filling: what hangs together with a voxel in its slice or in the scan, what a closed line holds,
// and all background that lies within intensities.

import { type Intensities, isWithin } from "./brush.js";
import type { MaskEditor } from "./editor.js";
import { type Axis, axesWithin, type MaskGrid, stridesOf, type Three } from "./grid.js";

export interface Fill {
  /** A voxel. */
  readonly seed: Three;
  readonly value: number;
  /** Stays in the slice through this axis; without it goes through the whole scan. */
  readonly slice?: Axis;
  readonly within?: Intensities;
}

/** Fills what has the seed's class and hangs together with it over edges (4 neighbours in a slice) or faces (6). */
export function floodFill(editor: MaskEditor, grid: MaskGrid, { seed, value, slice, within }: Fill): void {
  const { voxels } = editor;
  const { shape } = grid;
  const strides = stridesOf(grid);
  const start = seed.reduce((sum, place, axis) => sum + place * (strides[axis] as number), 0);
  const filled = voxels[start] as number;
  if (filled === value || editor.locked.has(filled)) return;
  const isOpen = (at: number) => voxels[at] === filled && (within === undefined || isWithin(within, at));
  const axes = ([0, 1, 2] as const).filter((axis) => axis !== slice);
  const left = [start];
  if (!isOpen(start)) return;
  editor.set(start, value);
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    for (const axis of axes) {
      const stride = strides[axis];
      const place = Math.floor(at / stride) % shape[axis];
      for (const next of [place > 0 ? at - stride : -1, place < shape[axis] - 1 ? at + stride : -1]) {
        if (next < 0 || !isOpen(next)) continue;
        editor.set(next, value);
        left.push(next);
      }
    }
  }
}

/** A point of a slice: along the faster and the slower of its axes, in voxels. */
export type SlicePoint = readonly [along: number, across: number];

/**
 * Fills the voxels of a slice whose centres lie in a closed line, by the even-odd rule.
 *
 * @param through the axis that the slice stands across, and its place along it
 */
export function fillLine(
  editor: MaskEditor,
  grid: MaskGrid,
  through: { readonly axis: Axis; readonly place: number },
  line: readonly SlicePoint[],
  value: number,
): void {
  const [faster, slower] = axesWithin(through.axis);
  const strides = stridesOf(grid);
  const [width, height] = [grid.shape[faster], grid.shape[slower]];
  const base = through.place * strides[through.axis];
  for (let row = 0; row < height; row++) {
    const crossings: number[] = [];
    for (let i = 0; i < line.length; i++) {
      const [a0, b0] = line[i] as SlicePoint;
      const [a1, b1] = line[(i + 1) % line.length] as SlicePoint;
      if (b0 <= row === b1 <= row) continue;
      crossings.push(a0 + ((row - b0) / (b1 - b0)) * (a1 - a0));
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const last = Math.min(width - 1, Math.floor(crossings[i + 1] as number));
      for (let place = Math.max(0, Math.ceil(crossings[i] as number)); place <= last; place++) {
        editor.set(base + row * strides[slower] + place * strides[faster], value);
      }
    }
  }
}

/** Gives a class all background within intensities: of one slice, or, without one, of the scan. */
export function threshold(
  editor: MaskEditor,
  grid: MaskGrid,
  within: Intensities,
  value: number,
  slice?: { readonly axis: Axis; readonly place: number },
): void {
  const { voxels } = editor;
  const stride = slice === undefined ? 1 : stridesOf(grid)[slice.axis];
  const size = slice === undefined ? 1 : grid.shape[slice.axis];
  for (let at = 0; at < voxels.length; at++) {
    if (slice !== undefined && Math.floor(at / stride) % size !== slice.place) continue;
    if (voxels[at] === 0 && isWithin(within, at)) editor.set(at, value);
  }
}
