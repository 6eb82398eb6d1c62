// How the planes look, without a screen: which axes they have, where a voxel is in the picture, what colour it has, and where outlines run.
// All planes are radiologists': the patient's right at the left, front and head at the top. The grid is in RAS order, so each picture shows
// both of its axes backwards.

import { type Axis, axesWithin, type MaskGrid, stridesOf, type Three } from "../mask/grid.js";

export const planeNames = ["axial", "coronal", "sagittal"] as const;
export type PlaneName = (typeof planeNames)[number];

/** The axis that each plane stands across. */
export const THROUGH: Readonly<Record<PlaneName, Axis>> = { axial: 2, coronal: 1, sagittal: 0 };

/** Where each axis leads: its low end, its high end. */
const ENDS = [
  ["L", "R"],
  ["P", "A"],
  ["I", "S"],
] as const;

/** The letters at the edges of a plane's picture. */
export function lettersOf(plane: PlaneName): { readonly [edge in "left" | "right" | "top" | "bottom"]: string } {
  const [across, down] = axesWithin(THROUGH[plane]);
  return { left: ENDS[across][1], right: ENDS[across][0], top: ENDS[down][1], bottom: ENDS[down][0] };
}

/** How a plane is shown: the voxel in the middle of the picture, and how large a millimetre is. */
export interface Frame {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of a millimetre. */
  readonly scale: number;
  /** In voxels, along the plane's two axes. */
  readonly middle: readonly [across: number, down: number];
}

/** Share of the picture that a slice takes which fits. */
const FITTING = 0.96;

/** The frame in which a whole slice fits, `zoom` times enlarged around `middle`; without one, around the slice's. */
export function frameOf(
  plane: PlaneName,
  { shape, spacing }: MaskGrid,
  size: readonly [width: number, height: number],
  zoom = 1,
  middle?: readonly [across: number, down: number],
): Frame {
  const [across, down] = axesWithin(THROUGH[plane]);
  const [width, height] = size;
  const fitting = Math.min(width / (shape[across] * spacing[across]), height / (shape[down] * spacing[down]));
  return {
    width,
    height,
    scale: FITTING * fitting * zoom,
    middle: middle ?? [(shape[across] - 1) / 2, (shape[down] - 1) / 2],
  };
}

/** Pixels of a place in the picture, which is given in voxels along the plane's axes. */
export function toPicture(
  plane: PlaneName,
  { spacing }: MaskGrid,
  { width, height, scale, middle }: Frame,
  [across, down]: readonly [across: number, down: number],
): [x: number, y: number] {
  const [u, v] = axesWithin(THROUGH[plane]);
  return [width / 2 + (middle[0] - across) * spacing[u] * scale, height / 2 + (middle[1] - down) * spacing[v] * scale];
}

/** The place in voxels, along the plane's axes, of a pixel: the way back of {@link toPicture}. */
export function toSlice(
  plane: PlaneName,
  { spacing }: MaskGrid,
  { width, height, scale, middle }: Frame,
  [x, y]: readonly [x: number, y: number],
): [across: number, down: number] {
  const [u, v] = axesWithin(THROUGH[plane]);
  return [middle[0] - (x - width / 2) / (spacing[u] * scale), middle[1] - (y - height / 2) / (spacing[v] * scale)];
}

/** The voxel, not rounded, at a place in the slice through `cursor`. */
export function inScan(plane: PlaneName, cursor: Three, [across, down]: readonly [number, number]): Three {
  const [u, v] = axesWithin(THROUGH[plane]);
  const voxel: [number, number, number] = [...cursor];
  voxel[u] = across;
  voxel[v] = down;
  return voxel;
}

/** Red, green, blue and opacity, 0 … 255, as a pixel of an `ImageData`'s bytes seen as 32 bits, lowest byte first. */
export function pixel(red: number, green: number, blue: number, opacity = 255): number {
  return ((opacity << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** A slice of an array on the grid, row by row as its picture shows it: both axes backwards. */
function forEachPixel(plane: PlaneName, grid: MaskGrid, place: number, visit: (at: number, to: number) => void): void {
  const through = THROUGH[plane];
  const [across, down] = axesWithin(through);
  const strides = stridesOf(grid);
  const [width, height] = [grid.shape[across], grid.shape[down]];
  const step = strides[across];
  for (let row = 0, to = 0; row < height; row++) {
    let at = place * strides[through] + (height - 1 - row) * strides[down] + (width - 1) * step;
    for (let column = 0; column < width; column++, at -= step, to++) visit(at, to);
  }
}

/** Writes a slice in grey: black at the window's low end, white at its high one. */
export function greySlice(
  image: ArrayLike<number>,
  grid: MaskGrid,
  plane: PlaneName,
  place: number,
  [low, high]: readonly [low: number, high: number],
  pixels: Uint32Array,
): void {
  const factor = 255 / Math.max(high - low, Number.MIN_VALUE);
  forEachPixel(plane, grid, place, (at, to) => {
    const grey = ((image[at] as number) - low) * factor;
    const byte = grey > 0 ? (grey < 255 ? (grey + 0.5) | 0 : 255) : 0; // NaN is black
    pixels[to] = 0xff000000 + byte * 0x010101;
  });
}

/** Writes a slice's values in colours; `palette` has the pixel of each value, those beyond it have none. */
export function colourSlice(
  values: ArrayLike<number>,
  grid: MaskGrid,
  plane: PlaneName,
  place: number,
  palette: Uint32Array,
  pixels: Uint32Array,
): void {
  forEachPixel(plane, grid, place, (at, to) => {
    const colour = palette[values[at] as number] ?? 0;
    if (colour !== 0) pixels[to] = colour;
  });
}

/**
 * Where values of a slice differ from their neighbours': lines between voxels, `[x0, y0, x1, y1, …]` in voxels of the picture, whose upper
 * left corner is 0, 0. Lines that go on are one.
 *
 * @param only the one value whose outline is wanted
 */
export function outlineOf(
  values: ArrayLike<number>,
  grid: MaskGrid,
  plane: PlaneName,
  place: number,
  only?: number,
): number[] {
  const [across, down] = axesWithin(THROUGH[plane]);
  const [width, height] = [grid.shape[across], grid.shape[down]];
  const shown = new Uint16Array(width * height);
  forEachPixel(plane, grid, place, (at, to) => {
    const value = values[at] as number;
    shown[to] = only === undefined ? value : Number(value === only);
  });
  const value = (row: number, column: number) =>
    row < 0 || column < 0 || row >= height || column >= width ? 0 : (shown[row * width + column] as number);
  const lines: number[] = [];
  for (let row = 0; row <= height; row++) {
    for (let column = 0, start = -1; column <= width; column++) {
      const differs = column < width && value(row - 1, column) !== value(row, column);
      if (differs && start < 0) start = column;
      if (!differs && start >= 0) {
        lines.push(start, row, column, row);
        start = -1;
      }
    }
  }
  for (let column = 0; column <= width; column++) {
    for (let row = 0, start = -1; row <= height; row++) {
      const differs = row < height && value(row, column - 1) !== value(row, column);
      if (differs && start < 0) start = row;
      if (!differs && start >= 0) {
        lines.push(column, start, column, row);
        start = -1;
      }
    }
  }
  return lines;
}

/** The length of the bar that shows millimetres: of 1, 2, 5, 10, 20, … the largest that takes at most `pixels`. */
export function scaleBar(scale: number, pixels: number): number {
  const most = pixels / scale;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([5, 2].find((factor) => factor * power <= most) ?? 1);
}
