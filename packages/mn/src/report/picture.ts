import type { Volume } from "@mandn/imaging";
import { encode } from "fast-png";
import type { Plan } from "../plan/plan.js";
import { html, type Markup } from "./html.js";
import { outlines, type Plane, pathOf } from "./outline.js";
import {
  axesToCut,
  displayRange,
  fullestSlice,
  type PicturedScan,
  planeLetters,
  planeNames,
  sliceOf,
  sliceSpacing,
} from "./slices.js";

/** A square of a slice's plane, in millimetres from the slice's upper left corner. */
interface View {
  readonly left: number;
  readonly top: number;
  readonly size: number;
}

/** Millimetres between rows and between columns. */
type PlaneSpacing = readonly [row: number, column: number];

/** Of what is pictured: the mask's longer side times this, but at least so many millimetres. */
const SURROUNDINGS = 1.5;
const SMALLEST_VIEW = 30;

/**
 * A row of slices of a scan with the outlines of reference and prediction, as SVG in millimetres. Each is the slice with
 * the most foreground in the reference, or in the prediction where there is no reference.
 */
export function scanPictures(scan: PicturedScan, plan: Plan): Markup {
  const { image, prediction, reference } = scan;
  const foreground = new Set(plan.dataset.classes.slice(1).map(({ value }) => value));
  const slices = axesToCut(scan).map((axis) => {
    const index = fullestSlice(reference ?? prediction, axis, foreground);
    const cut = (mask: Volume) => sliceOf(mask, axis, index);
    const spacing = sliceSpacing(image.spacing, axis);
    const masks = { prediction: cut(prediction), reference: reference && cut(reference) };
    const view = viewOf([masks.reference ?? masks.prediction, masks.prediction], spacing, foreground);
    return { axis, spacing, masks, view, grey: cut(image) };
  });
  const size = Math.max(...slices.map(({ view }) => view.size));
  const range = rangeOf(image, plan);
  return html`<div class="slices">${slices.map(({ axis, spacing, masks, view, grey }) => {
    const wide = grownTo(size, view);
    const { left, top } = wide;
    return html`<figure><svg viewBox="${[left, top, size, size].map(plain).join(" ")}" role="img">
<title>${planeNames[axis]} slice</title>
<rect class="air" x="${plain(left)}" y="${plain(top)}" width="${plain(size)}" height="${plain(size)}"/>
${greyPicture(grey, spacing, wide, range)}
${masks.reference && outlinesOf(masks.reference, spacing, foreground, "reference")}
${outlinesOf(masks.prediction, spacing, foreground, "prediction")}
${letters(axis, wide)}
</svg><figcaption>${planeNames[axis]}</figcaption></figure>`;
  })}</div>`;
}

/** The plan says what is black and white on a CT. */
function rangeOf(image: Volume, { preprocessing }: Plan): readonly [black: number, white: number] {
  const [intensity] = preprocessing.intensity;
  return intensity.kind === "window" ? [intensity.low, intensity.high] : displayRange(image);
}

/** A square about the masks with some of their surroundings; the whole slice where they are empty there. */
function viewOf(masks: readonly Plane[], [rowSpacing, columnSpacing]: PlaneSpacing, foreground: ReadonlySet<number>) {
  const [{ rows, columns }] = masks;
  const found = { rows: [] as number[], columns: [] as number[] };
  for (const { values } of masks) {
    for (let i = 0; i < rows * columns; i++) {
      if (!foreground.has(values[i])) continue;
      found.rows.push(Math.floor(i / columns));
      found.columns.push(i % columns);
    }
  }
  const [top, bottom] = found.rows.length === 0 ? [0, rows - 1] : extent(found.rows);
  const [left, right] = found.columns.length === 0 ? [0, columns - 1] : extent(found.columns);
  const longer = Math.max((bottom + 1 - top) * rowSpacing, (right + 1 - left) * columnSpacing);
  const whole = Math.max(rows * rowSpacing, columns * columnSpacing);
  const size = Math.min(Math.max(longer * SURROUNDINGS, SMALLEST_VIEW), whole);
  const [x, y] = [((left + right + 1) / 2) * columnSpacing, ((top + bottom + 1) / 2) * rowSpacing];
  return { left: x - size / 2, top: y - size / 2, size };
}

function extent(values: readonly number[]): [least: number, greatest: number] {
  return values.reduce(
    ([least, greatest], value) => [Math.min(least, value), Math.max(greatest, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

function grownTo(size: number, view: View): View {
  const margin = (size - view.size) / 2;
  return { left: view.left - margin, top: view.top - margin, size };
}

/** The part of a slice that is in view, as a PNG with a pixel for each voxel; the browser enlarges it smoothly. */
function greyPicture(slice: Plane, spacing: PlaneSpacing, view: View, range: readonly [black: number, white: number]) {
  const [rowSpacing, columnSpacing] = spacing;
  const visible = (start: number, size: number, step: number, count: number) => {
    const first = Math.max(0, Math.floor(start / step));
    return { first, count: Math.min(count, Math.ceil((start + size) / step)) - first };
  };
  const rows = visible(view.top, view.size, rowSpacing, slice.rows);
  const columns = visible(view.left, view.size, columnSpacing, slice.columns);
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

function outlinesOf(mask: Plane, [rowSpacing, columnSpacing]: PlaneSpacing, values: Iterable<number>, kind: string) {
  const paths = Array.from(values, (value) =>
    pathOf(outlines(mask, value), ([x, y]) => [x * columnSpacing, y * rowSpacing]),
  );
  return html`<path class="outline ${kind}" d="${paths.join("")}"/>`;
}

function letters(axis: number, { left, top, size }: View): Markup {
  const [leftLetter, topLetter] = planeLetters[axis];
  const height = size / 16;
  const letter = (x: number, y: number, text: string) =>
    html`<text x="${plain(x)}" y="${plain(y)}" font-size="${plain(height)}">${text}</text>`;
  return html`${letter(left + height * 0.6, top + size / 2, leftLetter)}${letter(left + size / 2, top + height, topLetter)}`;
}

const plain = (value: number) => Number(value.toFixed(3));
