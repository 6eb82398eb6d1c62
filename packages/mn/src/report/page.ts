// What the page is made of: templates of HTML that escape their contents (html.ts of the studio), the style sheet, and numbers as the
// page shows them. Sections use nothing else.

import { percent } from "@mandn/base";
import { FEWEST_FOR_INTERVAL, type MetricName, metricOf, type Summary } from "@mandn/imaging";
import { type Content, html, Markup } from "@mandn/studio/charts";
import { shownUnit, shownValue } from "../evaluation/tables.js";

export { type Content, html, Markup };

/**
 * The report's style sheet: light or dark as the reader's system, narrow or wide, on paper. Colours are Okabe and Ito's,
 * which people with any colour vision tell apart; curves differ in dashes too.
 */
export const style = new Markup(`
:root {
  --paper: #f6f7f8; --card: #fff; --ink: #1b2127; --soft: #5c6771; --line: #e2e6ea; --faint: #f0f3f5;
  --blue: #0072b2; --orange: #d55e00; --green: #00805d; --purple: #aa4586; --accent: #0072b2; --warn: #fff6e3; --warn-line: #e3a008;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #12161a; --card: #1b2026; --ink: #e9edf0; --soft: #a0abb5; --line: #323a42; --faint: #232a31;
    --blue: #56b4e9; --orange: #f39c4a; --green: #35c49b; --purple: #e08cbf; --accent: #56b4e9; --warn: #33290f; --warn-line: #b98a14;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI",
  Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 40px 20px 24px; }
h1 { font-size: clamp(1.9rem, 5vw, 2.7rem); line-height: 1.1; margin: 0 0 14px; letter-spacing: -.02em; overflow-wrap: anywhere; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 0 0 10px; letter-spacing: -.01em; }
h3 { font-size: 1rem; margin: 0 0 8px; }
h3 span { font-weight: 400; color: var(--soft); margin-left: .4em; }
p { margin: 0 0 12px; max-width: 75ch; }
code { font: .88em ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
small { color: var(--soft); font-size: .82em; white-space: nowrap; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 26px 28px 20px; margin: 0 0 20px; }
footer { break-before: avoid; color: var(--soft); font-size: .85rem; padding: 8px 4px; }
.kicker { color: var(--soft); margin: 0 0 4px; }
.verdict { font-size: 1.12rem; max-width: 68ch; margin-bottom: 22px; }
.explain { color: var(--soft); }
.explain b { color: var(--ink); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin-bottom: 24px; }
.tiles div { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 18px; }
.tiles b { display: block; font-size: 1.6rem; line-height: 1.25; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.tiles span { color: var(--soft); font-size: .88rem; }
.scroll { overflow-x: auto; margin: 0 0 14px; }
table { border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 6px 12px; border-bottom: 1px solid var(--line); vertical-align: baseline; }
th:first-child { text-align: left; padding-left: 0; font-weight: 500; }
thead th { color: var(--soft); font-weight: 500; vertical-align: bottom; line-height: 1.3; }
td, tbody th { white-space: nowrap; }
.text { text-align: left; white-space: normal; }
tbody tr:last-child > * { border-bottom: 0; }
thead tr + tr th:first-child { text-align: right; padding-left: 12px; }
.metrics { width: 100%; }
.metrics thead th[colspan] { text-align: center; border-bottom-color: transparent; padding-bottom: 0; }
.metrics td b { font-weight: 600; }
.metrics td small { display: block; }
.metrics .lead th, .metrics .lead td b { color: var(--accent); font-weight: 700; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 18px 28px; margin: 18px 0 12px; }
figure { margin: 0; min-width: 0; }
.chart { display: flex; flex-direction: column; justify-content: flex-end; }
svg { display: block; width: 100%; height: auto; }
.chart figcaption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 14px; font-size: .92rem; margin-bottom: 4px; }
.chart figcaption b { font-weight: 600; }
.chart text { font-size: 12.5px; fill: var(--soft); font-variant-numeric: tabular-nums; paint-order: stroke; stroke: var(--card);
  stroke-width: 3px; }
.chart .name { fill: var(--ink); font-size: 13.5px; }
.grid { stroke: var(--line); }
.mark { stroke: var(--soft); stroke-dasharray: 2 4; }
.curve { fill: none; stroke: var(--tone); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.band { fill: var(--tone); opacity: .16; }
.dot { fill: var(--tone); }
.tone-0 { --tone: var(--blue); }
.tone-1 { --tone: var(--orange); }
.tone-2 { --tone: var(--purple); }
.tone-all { --tone: var(--green); }
.curve.tone-1 { stroke-dasharray: 6 4.5; }
.curve.tone-2 { stroke-dasharray: 10 4 2 4; }
.curve.tone-all { stroke-dasharray: .1 5; stroke-width: 2.6; }
.lead { --tone: var(--accent); }
.other { --tone: var(--soft); }
.case { fill: var(--tone); opacity: .32; }
.interval { stroke: var(--tone); stroke-width: 3.2; stroke-linecap: round; }
.mean { fill: var(--tone); stroke: var(--card); stroke-width: 1.5; }
.none { color: var(--soft); padding: 60px 20px; text-align: center; background: var(--faint); border-radius: 8px; }
.legend { display: inline-flex; flex-wrap: wrap; gap: 2px 14px; color: var(--soft); font-size: .88rem; }
.legend > span { display: inline-flex; align-items: center; gap: 6px; white-space: nowrap; }
.legend svg { width: 28px; flex: none; }
.scans { display: grid; gap: 22px; margin: 14px 0; }
.scans.side { grid-template-columns: repeat(auto-fit, minmax(230px, 1fr)); }
.slices { display: flex; gap: 10px; }
.side .slices { max-width: none !important; }
.side figure { flex: 1 !important; }
.side svg { height: 250px; background: #000; }
.slices figure { min-width: 0; }
.slices svg { border-radius: 8px; }
.slices figcaption { color: var(--soft); font-size: .82rem; text-align: center; }
.slices text { fill: #fff; dominant-baseline: middle; font-weight: 600; paint-order: stroke; stroke: rgb(0 0 0 / .55);
  stroke-width: .12em; }
.scale { stroke: #fff; stroke-width: 2px; vector-effect: non-scaling-stroke; }
.air { fill: #000; }
.outline { fill: none; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
.halo { stroke: rgb(0 0 0 / .5); stroke-width: 5px; }
.line.reference { stroke: #ffc33d; stroke-width: 3.4px; }
.line.prediction { stroke: #2fa8ff; stroke-width: 1.7px; }
.bars td:last-child { width: 100%; min-width: 140px; text-align: left; }
.bars i { display: inline-block; height: .7em; background: var(--accent); border-radius: 3px; margin-right: 10px; }
.notes { background: var(--warn); border-left: 4px solid var(--warn-line); border-radius: 4px; padding: 10px 14px 10px 16px; margin: 0 0 14px; font-size: .92rem; }
ul.notes { padding-left: 34px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 0 0 14px; font-size: .95rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
details { border-top: 1px solid var(--line); padding: 10px 0 2px; }
summary { cursor: pointer; color: var(--accent); font-weight: 500; margin-bottom: 8px; }
@media (max-width: 560px) {
  main { padding: 24px 12px; }
  section { padding: 20px 16px 14px; border-radius: 10px; }
  .tiles { grid-template-columns: 1fr 1fr; gap: 8px; }
  .tiles div { padding: 10px 12px; }
  .slices { gap: 5px; }
  .slices svg { border-radius: 4px; }
  dl { grid-template-columns: 1fr; }
  dd { margin-bottom: 6px; }
}
@media print {
  body { background: #fff; font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  section { border: 0; padding: 14pt 0 0; margin: 0; }
  h2, h3 { break-after: avoid; }
  figure, .tiles, .scan, tr, .notes { break-inside: avoid; }
  .scroll { overflow: visible; }
  ::details-content { content-visibility: visible; display: block; }
  * { print-color-adjust: exact; }
}
`);

/** How a metric stands in a table. */
export interface Shown {
  readonly name: string;
  readonly unit: string;
  /** Of a value without its unit. */
  readonly format: (value: number) => string;
}

/** The metrics that the report shows, in their order. */
export const shownMetrics: readonly (readonly [MetricName, Shown])[] = (["dice", "hd95"] as const).map((metric) => {
  const shown = { name: metricOf(metric).title, unit: shownUnit(metric) };
  return [metric, { ...shown, format: (value) => shownValue(value, metric) }];
});

/** A share of 1 with the sign, which never begins a line. */
export function inPercent(share: number): string {
  return `${percent(share)}\u00a0%`;
}

/**
 * `85.2` and `83.4 – 86.9`: a mean and its interval, or, of values too few for one, each: `84.0 · 86.4`. A dash where there
 * is no mean.
 *
 * @param values those the mean is of
 */
export function meanAndSpread(
  { mean, interval, n }: Summary,
  values: readonly number[],
  { format }: Shown,
): readonly [mean: string, spread: string | undefined] {
  if (mean === null) return ["–", undefined];
  if (interval !== null) return [format(mean), `${format(interval.low)} – ${format(interval.high)}`];
  if (n < 2 || n >= FEWEST_FOR_INTERVAL) return [format(mean), undefined];
  const each = [...values].sort((a, b) => a - b).map(format);
  return [format(mean), each.join(" · ")];
}

/** A whole page: one file without scripts, which fetches nothing. */
export function pageOf(title: string, body: Content): Markup {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark"><title>${title}</title><style>${style}</style></head>
<body><main>
${body}
</main></body></html>
`;
}

/** A number in large letters with what it counts. */
export function tile(value: string | number, label: string): Markup {
  return html`<div><b>${value}</b><span>${label}</span></div>`;
}
