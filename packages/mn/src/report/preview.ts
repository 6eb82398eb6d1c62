// A picture of a scan with its mask, as a PNG: the slices with most of it side by side, each class outlined in a colour. For looking
// over many masks in a file browser.
import type { Volume } from "@mandn/imaging";
import { decode, encode } from "fast-png";
import { classColor } from "../plan/class-color.js";
import type { Plan } from "../plan/plan.js";
import { rangeOf } from "./picture.js";
import { axesToCut, fullestSlices, type PicturedScan, sliceOf, sliceSpacing } from "./slices.js";

/** Pixels of a slice's longer side, and between slices. */
const SIDE = 320;
const GAP = 4;
/** Says in the file that this program wrote it. */
const SOFTWARE = "mandn preview";

interface Pane {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each pixel. */
  readonly pixels: Uint8Array;
}

/**
 * The slices of a scan that hold most of its mask, with outlines.
 *
 * @param values the classes' values in the mask
 */
export function previewPng(scan: PicturedScan, plan: Plan, values: readonly number[]): Uint8Array {
  const { image, prediction } = scan;
  const fullest = fullestSlices(prediction, new Set(values));
  const range = rangeOf(image, plan);
  const panes = axesToCut(scan).map((axis) =>
    paneOf(image, prediction, { axis, index: fullest[axis] as number, range, values }),
  );
  const width = panes.reduce((sum, pane) => sum + pane.width + GAP, -GAP);
  const height = Math.max(...panes.map((pane) => pane.height));
  const data = new Uint8Array(3 * width * height);
  let left = 0;
  for (const pane of panes) {
    for (let row = 0; row < pane.height; row++) {
      const from = 3 * row * pane.width;
      data.set(pane.pixels.subarray(from, from + 3 * pane.width), 3 * (row * width + left));
    }
    left += pane.width + GAP;
  }
  return encode({ width, height, data, depth: 8, channels: 3, text: { Software: SOFTWARE } });
}

/** Whether a file is what {@link previewPng} made. */
export function isPreview(file: Uint8Array): boolean {
  const isPng = Buffer.from(file.subarray(0, 8)).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  return isPng && decode(file).text?.Software === SOFTWARE;
}

interface Cut {
  readonly axis: number;
  readonly index: number;
  readonly range: readonly [black: number, white: number];
  readonly values: readonly number[];
}

/** A slice, each millimetre as wide as high, with a line along the inside of each class's border. */
function paneOf(image: Volume, mask: Volume, { axis, index, range: [black, white], values }: Cut): Pane {
  const [grey, classes] = [sliceOf(image, axis, index), sliceOf(mask, axis, index)];
  const [rowSpacing, columnSpacing] = sliceSpacing(image.spacing, axis);
  const scale = SIDE / Math.max(grey.rows * rowSpacing, grey.columns * columnSpacing);
  const width = Math.max(1, Math.round(grey.columns * columnSpacing * scale));
  const height = Math.max(1, Math.round(grey.rows * rowSpacing * scale));
  const voxelAt = (x: number, y: number) => {
    const row = Math.min(grey.rows - 1, Math.floor((y / height) * grey.rows));
    return row * grey.columns + Math.min(grey.columns - 1, Math.floor((x / width) * grey.columns));
  };
  const pixels = new Uint8Array(3 * width * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const voxel = voxelAt(x, y);
      const value = classes.values[voxel] as number;
      const place = values.indexOf(value);
      const isBorder =
        place >= 0 &&
        NEIGHBOURS.some(([dx, dy]) => {
          const [nx, ny] = [x + dx, y + dy];
          return nx < 0 || ny < 0 || nx >= width || ny >= height || classes.values[voxelAt(nx, ny)] !== value;
        });
      const shade = Math.max(0, Math.min(255, (255 * ((grey.values[voxel] as number) - black)) / (white - black || 1)));
      pixels.set(isBorder ? classColor(place + 1) : [shade, shade, shade], at);
    }
  }
  return { width, height, pixels };
}

const NEIGHBOURS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;
