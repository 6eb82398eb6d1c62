// Pictures of slices with outlines of masks: a PNG of the voxels under an SVG of closed lines.
// Outlines by marching squares: Lorensen and Cline 1987, https://doi.org/10.1145/37402.37422

import { extremes } from "@mandn/base";
import type { Volume } from "@mandn/imaging";
import { encode } from "fast-png";
import type { Plan } from "../plan/plan.js";
import { html, type Markup } from "./page.js";
import {
  axesToCut,
  displayRange,
  fullestSlices,
  type PicturedScan,
  type Plane,
  planeLetters,
  planeNames,
  sliceOf,
  sliceSpacing,
} from "./slices.js";

/** A part of a slice in millimetres from the slice's upper left corner. */
interface View {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a slice's masks lie and how large a square about them is to be shown, in millimetres. */
interface Focus {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Millimetres between rows and between columns. */
type PlaneSpacing = readonly [row: number, column: number];

/** Of what is pictured: the mask's longer side times this, but at least so many millimetres. */
const SURROUNDINGS = 1.5;
const SMALLEST_VIEW = 30;
/** Height of a picture on the screen at most, in pixels. */
const TALLEST = 320;

/**
 * A row of slices of a scan with the outlines of reference and prediction, as SVG in millimetres. Each is the slice with
 * the most foreground in the reference, or in the prediction where there is no reference.
 *
 * @param most how many of the three planes
 */
export function scanPictures(scan: PicturedScan, plan: Plan, most = 3): Markup {
  const { image, prediction, reference } = scan;
  const foreground = new Set(plan.dataset.classes.slice(1).map(({ value }) => value));
  const fullest = fullestSlices(reference ?? prediction, foreground);
  const slices = axesToCut(scan)
    .slice(0, most)
    .map((axis) => {
      const index = fullest[axis];
      const cut = (mask: Volume) => sliceOf(mask, axis, index);
      const spacing = sliceSpacing(image.spacing, axis);
      const masks = { reference: reference && cut(reference), prediction: cut(prediction) };
      const focus = focusOf([masks.reference ?? masks.prediction, masks.prediction], spacing, foreground);
      return { axis, spacing, masks, focus, grey: cut(image) };
    });
  const size = Math.max(...slices.map(({ focus }) => focus.size));
  const range = rangeOf(image, plan);
  const figures = slices.map(({ axis, spacing, masks, focus, grey }) => {
    const view = viewOf({ ...focus, size }, grey, spacing);
    const { left, top, width, height } = view;
    const aspect = width / height;
    const drawn = Object.entries(masks).flatMap(([kind, mask]) =>
      mask === undefined ? [] : [[kind, outlinesOf(mask, spacing, foreground)] as const],
    );
    const figure = html`<figure style="flex:${plain(aspect)}"><svg viewBox="${[left, top, width, height].map(plain).join(" ")}" role="img">
<title>${planeNames[axis]} slice</title>
${greyPicture(grey, spacing, view, range)}
${["halo", "line"].map((layer) => drawn.map(([kind, data]) => html`<path class="outline ${layer} ${kind}" d="${data}"/>`))}
${signs(axis, view)}
</svg><figcaption>${planeNames[axis]}</figcaption></figure>`;
    return { aspect, figure };
  });
  const aspects = figures.reduce((sum, { aspect }) => sum + aspect, 0);
  return html`<div class="slices" style="max-width:${Math.round(aspects * TALLEST)}px">${figures.map(({ figure }) => figure)}</div>`;
}

/** The plan says what is black and white on a CT. */
export function rangeOf(image: Volume, { preprocessing }: Plan): readonly [black: number, white: number] {
  const [intensity] = preprocessing.intensity;
  return intensity.kind === "window" ? [intensity.low, intensity.high] : displayRange(image);
}

/** The square about the masks with some of their surroundings; about the whole slice where they are empty there. */
function focusOf(masks: readonly Plane[], [rowSpacing, columnSpacing]: PlaneSpacing, foreground: ReadonlySet<number>) {
  const [{ rows, columns }] = masks;
  const found = { rows: [] as number[], columns: [] as number[] };
  for (const { values } of masks) {
    for (let i = 0; i < rows * columns; i++) {
      if (!foreground.has(values[i])) continue;
      found.rows.push(Math.floor(i / columns));
      found.columns.push(i % columns);
    }
  }
  const [top, bottom] = found.rows.length === 0 ? [0, rows - 1] : extremes(found.rows);
  const [left, right] = found.columns.length === 0 ? [0, columns - 1] : extremes(found.columns);
  const longer = Math.max((bottom + 1 - top) * rowSpacing, (right + 1 - left) * columnSpacing);
  const [x, y] = [((left + right + 1) / 2) * columnSpacing, ((top + bottom + 1) / 2) * rowSpacing];
  return { x, y, size: Math.max(longer * SURROUNDINGS, SMALLEST_VIEW) };
}

/** The square, moved and cut to lie inside the slice. */
function viewOf({ x, y, size }: Focus, { rows, columns }: Plane, [rowSpacing, columnSpacing]: PlaneSpacing): View {
  const width = Math.min(size, columns * columnSpacing);
  const height = Math.min(size, rows * rowSpacing);
  const left = Math.min(Math.max(0, x - width / 2), columns * columnSpacing - width);
  const top = Math.min(Math.max(0, y - height / 2), rows * rowSpacing - height);
  return { left, top, width, height };
}

/** The part of a slice that is in view, as a PNG with a pixel for each voxel; the browser enlarges it smoothly. */
function greyPicture(slice: Plane, spacing: PlaneSpacing, view: View, range: readonly [black: number, white: number]) {
  const [rowSpacing, columnSpacing] = spacing;
  const visible = (start: number, size: number, step: number, count: number) => {
    const first = Math.floor(start / step + 1e-6);
    return { first, count: Math.min(count, Math.ceil((start + size) / step - 1e-6)) - first };
  };
  const rows = visible(view.top, view.height, rowSpacing, slice.rows);
  const columns = visible(view.left, view.width, columnSpacing, slice.columns);
  const [black, white] = range;
  const scale = 255 / (white - black || 1);
  const data = new Uint8ClampedArray(rows.count * columns.count);
  for (let row = 0, i = 0; row < rows.count; row++) {
    const start = (rows.first + row) * slice.columns + columns.first;
    for (let column = 0; column < columns.count; column++, i++)
      data[i] = (slice.values[start + column] - black) * scale;
  }
  const png = encode({ width: columns.count, height: rows.count, data, depth: 8, channels: 1 });
  return html`<image x="${plain(columns.first * columnSpacing)}" y="${plain(rows.first * rowSpacing)}"
 width="${plain(columns.count * columnSpacing)}" height="${plain(rows.count * rowSpacing)}" preserveAspectRatio="none"
 href="data:image/png;base64,${Buffer.from(png).toString("base64")}"/>`;
}

/** The outlines of all classes, as the data of an SVG path in millimetres. */
function outlinesOf(mask: Plane, [rowSpacing, columnSpacing]: PlaneSpacing, values: Iterable<number>): string {
  return Array.from(values, (value) =>
    pathOf(outlines(mask, value), ([x, y]) => [x * columnSpacing, y * rowSpacing]),
  ).join("");
}

/** Letters for the directions and a bar for the scale. */
function signs(axis: number, { left, top, width, height }: View): Markup {
  const [leftLetter, topLetter] = planeLetters[axis];
  const size = height / 19;
  const length = [100, 50, 20, 10, 5, 2].find((millimetres) => millimetres < width / 3) ?? 1;
  const [barLeft, barTop] = [left + size * 0.7, top + height - size * 0.8];
  const text = (x: number, y: number, content: string, anchor: string) =>
    html`<text x="${plain(x)}" y="${plain(y)}" font-size="${plain(size)}" text-anchor="${anchor}">${content}</text>`;
  return html`${text(left + size * 0.7, top + height / 2, leftLetter, "start")}${text(left + width / 2, top + size, topLetter, "middle")}
<path class="scale" d="M${plain(barLeft)} ${plain(barTop)}h${length}"/>${text(barLeft, barTop - size * 0.8, `${length} mm`, "start")}`;
}

const plain = (value: number) => Number(value.toFixed(3));

/** A corner of an outline, in columns and rows from the plane's upper left corner. */
type Point = readonly [x: number, y: number];

/**
 * The outlines of a value's voxels: closed lines half-way between centres of voxels inside and outside (marching
 * squares at 0.5), so at most half a voxel off the voxels' edges. Touching corners stay apart.
 */
export function outlines({ rows, columns, values }: Plane, value: number): Point[][] {
  const inside = (row: number, column: number) =>
    row >= 0 && row < rows && column >= 0 && column < columns && values[row * columns + column] === value;
  const key = ([x, y]: Point) => 2 * y * (2 * columns + 1) + 2 * x;
  const next = new Map<number, readonly [from: Point, to: Point]>();
  for (let row = -1; row < rows; row++) {
    for (let column = -1; column < columns; column++) {
      for (const line of linesOf(inside, row, column)) next.set(key(line[0]), line);
    }
  }
  const loops: Point[][] = [];
  for (const [start] of next) {
    const loop: Point[] = [];
    for (let line = next.get(start); line !== undefined; line = next.get(key(line[1]))) {
      next.delete(key(line[0]));
      loop.push(line[0]);
    }
    if (loop.length > 0) loops.push(loop);
  }
  return loops;
}

/** The lines through the square between four voxels' centres, that of (row, column) at its upper left. */
function linesOf(inside: (row: number, column: number) => boolean, row: number, column: number) {
  const corners = [inside(row, column), inside(row, column + 1), inside(row + 1, column + 1), inside(row + 1, column)];
  const lines: (readonly [from: Point, to: Point])[] = [];
  for (let entry = 0; entry < 4; entry++) {
    if (corners[entry] || !corners[(entry + 1) % 4]) continue;
    let exit = entry + 1;
    while (corners[(exit + 1) % 4]) exit += 1;
    lines.push([middleOfSide(row, column, entry), middleOfSide(row, column, exit % 4)]);
  }
  return lines;
}

/** Sides go round clockwise from the upper one; side i ends at corner i + 1. */
function middleOfSide(row: number, column: number, side: number): Point {
  const [x, y] = (
    [
      [1, 0.5],
      [1.5, 1],
      [1, 1.5],
      [0.5, 1],
    ] as const
  )[side];
  return [column + x, row + y];
}

/**
 * Outlines as the data of an SVG path, their corners rounded.
 *
 * @param place where a point of the plane lies in the picture
 */
export function pathOf(loops: readonly (readonly Point[])[], place: (point: Point) => Point): string {
  return loops
    .map((loop) => {
      const points = loop.map(place);
      const middles = points.map(([x, y], i) => {
        const [nextX, nextY] = points[(i + 1) % points.length];
        return `${round((x + nextX) / 2)} ${round((y + nextY) / 2)}`;
      });
      const curves = points.slice(1).map(([x, y], i) => `Q${round(x)} ${round(y)} ${middles[i + 1]}`);
      return `M${middles[0]}${curves.join("")}Q${round(points[0][0])} ${round(points[0][1])} ${middles[0]}Z`;
    })
    .join("");
}

const round = (value: number) => Number(value.toFixed(2));
