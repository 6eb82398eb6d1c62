// Charts as SVG, of the report, which has no scripts, and of the studio: curves over time, and values of cases as dots.
// What they look like is the style sheet's.

import { extremes } from "@mandn/base";
import { type Content, html, Markup } from "./html.js";

export { type Content, html, Markup };

/** A curve. `tone` is a class of the style sheet: its colour and dashes. */
export interface Series {
  readonly name: string;
  readonly tone: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

interface LineChartOptions {
  readonly title: string;
  readonly series: readonly Series[];
  readonly xLabel: string;
  /** Of a value on the y axis. */
  readonly format: (value: number) => string;
  /** Values that the y axis reaches at least. */
  readonly yRange?: readonly [low: number, high: number];
  /** A dashed line across, with its name. */
  readonly marks?: readonly { readonly x: number; readonly name: string }[];
  /** Dots at the points; else a line of means, and a band from least to greatest where points lie too close. */
  readonly dots?: boolean;
  /** Whether a value holds until the next point. */
  readonly steps?: boolean;
}

const WIDTH = 520;
const HEIGHT = 258;
const AREA = { left: 52, right: WIDTH - 24, top: 20, bottom: HEIGHT - 38 };
/** Points of a curve at most: one for each 3 units of the drawing. */
const BUCKETS = 150;

/** Curves over one axis, as SVG. */
export function lineChart(options: LineChartOptions): Markup {
  const { title, series, xLabel, format, yRange = [], marks = [] } = options;
  const points = series.flatMap((one) => one.points);
  const [xLow, xHigh] = bounds(points.map(([x]) => x));
  const yTicks = ticks(...bounds([...points.map(([, y]) => y), ...yRange]), 5);
  const xTicks = ticks(xLow, xHigh, 6).filter((tick) => tick >= xLow && tick <= xHigh);
  const x = scale([xLow, xHigh], [AREA.left, AREA.right]);
  const y = scale([yTicks[0] ?? 0, yTicks.at(-1) ?? 1], [AREA.bottom, AREA.top]);
  return html`<figure class="chart"><figcaption><b>${title}</b>${series.length > 1 && legend(series)}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"><title>${title}</title>
${yTicks.map(
  (tick) => html`<line class="grid" x1="${AREA.left}" x2="${AREA.right}" y1="${y(tick)}" y2="${y(tick)}"/>
<text x="${AREA.left - 7}" y="${y(tick) + 4}" text-anchor="end">${short(format(tick))}</text>`,
)}
${xTicks.map((tick) => html`<text x="${x(tick)}" y="${AREA.bottom + 17}" text-anchor="middle">${tick.toLocaleString("en")}</text>`)}
<text x="${(AREA.left + AREA.right) / 2}" y="${HEIGHT - 4}" text-anchor="middle">${xLabel}</text>
${marks.map(
  (mark) => html`<line class="mark" x1="${x(mark.x)}" x2="${x(mark.x)}" y1="${AREA.top}" y2="${AREA.bottom}"/>
<text x="${x(mark.x)}" y="${AREA.top - 7}">${mark.name}</text>`,
)}
${series.map((one) => curve(one, x, y, options))}
</svg></figure>`;
}

type Scale = (value: number) => number;

function curve({ points, tone, name }: Series, x: Scale, y: Scale, { dots, steps, format }: LineChartOptions): Markup {
  if (dots) {
    return html`<path class="curve ${tone}" d="${lineThrough(points.map(([px, py]) => [x(px), y(py)]))}"/>
${points.map(([px, py]) => html`<circle class="dot ${tone}" cx="${x(px)}" cy="${y(py)}" r="3"><title>${name}, ${px.toLocaleString("en")}: ${format(py)}</title></circle>`)}`;
  }
  if (steps) return html`<path class="curve ${tone}" d="${stairsThrough(points.map(([px, py]) => [x(px), y(py)]))}"/>`;
  const buckets = bucketsOf(points);
  const upper = buckets.map((bucket) => [x(bucket.x), y(bucket.greatest)] as const);
  const lower = buckets.map((bucket) => [x(bucket.x), y(bucket.least)] as const);
  return html`<path class="band ${tone}" d="${lineThrough([...upper, ...lower.toReversed()])}Z"/>
<path class="curve ${tone}" d="${lineThrough(buckets.map((bucket) => [x(bucket.x), y(bucket.mean)]))}"/>`;
}

export function legend(series: readonly Pick<Series, "name" | "tone">[]): Markup {
  return html`<span class="legend">${series.map(
    ({ name, tone }) =>
      html`<span><svg viewBox="0 0 26 8"><line class="curve ${tone}" x1="1" x2="25" y1="4" y2="4"/></svg>${name}</span>`,
  )}</span>`;
}

export interface Strip {
  readonly name: string;
  readonly tone: string;
  readonly values: readonly { readonly name: string; readonly value: number }[];
  readonly mean: number | null;
  readonly interval: readonly [low: number, high: number] | null;
}

/** A row for each result: a dot for each case, the mean as a diamond on the bar of its interval. */
export function stripChart(title: string, strips: readonly Strip[], format: (value: number) => string): Markup {
  const rowHeight = 46;
  const height = strips.length * rowHeight + 34;
  const all = strips.flatMap(({ values, interval }) => [...values.map(({ value }) => value), ...(interval ?? [])]);
  const xTicks = ticks(...bounds(all), 6);
  const x = scale([xTicks[0] ?? 0, xTicks.at(-1) ?? 1], [14, WIDTH - 24]);
  return html`<figure class="chart"><figcaption><b>${title}</b></figcaption>
<svg viewBox="0 0 ${WIDTH} ${height}" role="img"><title>${title}</title>
${xTicks.map(
  (tick) => html`<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="4" y2="${height - 24}"/>
<text x="${x(tick)}" y="${height - 8}" text-anchor="middle">${short(format(tick))}</text>`,
)}
${strips.map(({ name, tone, values, mean, interval }, row) => {
  const y = row * rowHeight + 30;
  return html`<g class="${tone}"><text class="name" x="14" y="${y - 14}">${name}</text>
${values.map((one) => html`<circle class="case" cx="${x(one.value)}" cy="${y}" r="4"><title>${one.name}: ${format(one.value)}</title></circle>`)}
${interval !== null && html`<line class="interval" x1="${x(interval[0])}" x2="${x(interval[1])}" y1="${y}" y2="${y}"/>`}
${mean !== null && html`<path class="mean" d="M${x(mean)} ${y - 6.5}l6.5 6.5l-6.5 6.5l-6.5 -6.5Z"><title>mean: ${format(mean)}</title></path>`}
</g>`;
})}
</svg></figure>`;
}

function bounds(values: readonly number[]): [least: number, greatest: number] {
  const [least, greatest] = extremes(values);
  return least < greatest
    ? [least, greatest]
    : Number.isFinite(least)
      ? [least, least + (Math.abs(least) || 1)]
      : [0, 1];
}

/** Round numbers, about `count`, from at or below `low` to at or above `high`. */
export function ticks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Without zeros after the point that say nothing. */
function short(text: string): string {
  return text.replace(/\.0+$|(\.\d*[1-9])0+$/, "$1");
}

function scale([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  return (value) => Number((start + ((value - from) / (to - from)) * (end - start)).toFixed(1));
}

type Place = readonly [x: number, y: number];

function lineThrough(places: readonly Place[]): string {
  return places.map(([x, y], i) => `${i === 0 ? "M" : "L"}${x} ${y}`).join("");
}

function stairsThrough(places: readonly Place[]): string {
  return places
    .map(([x, y], i) =>
      i === 0 ? `M${x} ${y}` : y === places[i - 1]?.[1] && i < places.length - 1 ? "" : `H${x}V${y}`,
    )
    .join("");
}

interface Bucket {
  readonly x: number;
  readonly mean: number;
  readonly least: number;
  readonly greatest: number;
}

/** Neighbouring points taken together, so that there are at most {@link BUCKETS}. */
function bucketsOf(points: Series["points"]): Bucket[] {
  const size = Math.ceil(points.length / BUCKETS);
  return Array.from({ length: Math.ceil(points.length / size) }, (_, i) => {
    const some = points.slice(i * size, (i + 1) * size);
    const mean = (axis: 0 | 1) => some.reduce((sum, point) => sum + point[axis], 0) / some.length;
    const [least, greatest] = extremes(some.map(([, y]) => y));
    return { x: mean(0), mean: mean(1), least, greatest };
  });
}
