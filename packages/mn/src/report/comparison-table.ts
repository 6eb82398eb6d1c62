// The tables of a comparison's page: how good the masks are, how far from the first row, and what was spent.
// comparison-page.ts puts them together.

import { bytesText, counted } from "@mandn/base";
import { type Strip, stripChart } from "@mandn/studio/charts";
import { intervalText, lacks, pText, scansText, signed, VERDICTS } from "../evaluation/comparison-text.js";
import { metricHead, shownValue } from "../evaluation/tables.js";
import {
  COMPARED,
  type ComparedMetric,
  type ComparisonRow,
  type ComparisonTable,
  type DoneRun,
  type Estimate,
} from "../run/comparison.js";
import { type Content, html, type Markup } from "./page.js";

/** Everything of one number of labelled scans, but for pictures and curves. */
export function tableSection(table: ComparisonTable): Markup {
  const { rows, test } = table;
  return html`<section><h2>${scansText(table)}</h2>
${scoreTable(table)}
${notes(rows)}
<div class="charts">${(["dice", "hd95"] as const).map((metric) => strips(rows, metric))}</div>
<h3>What it took</h3>
${spentTable(rows)}
<details><summary>The ${counted(test.length, "test scan")}</summary><p>${test.join(", ")}</p></details>
</section>`;
}

function scoreTable({ rows }: ComparisonTable): Markup {
  const several = rows.some(({ runs }) => runs.length > 1);
  return html`<div class="scroll"><table class="metrics"><thead>
<tr><th rowspan="2"></th>${COMPARED.map((metric) => html`<th rowspan="2">${metricHead(metric)}</th>`)}
<th rowspan="2">largest<br>component</th><th colspan="3">Dice, difference from the first row</th></tr>
<tr><th>mean</th><th>p</th><th></th></tr></thead>
<tbody>${rows.map(
    (row, i) => html`<tr class="${i === 0 && "lead"}"><th>${row.title}</th>
${COMPARED.map((metric) => meanCell(row.values[metric], metric, several))}${largestCell(row)}
${differenceCells(row, i === 0)}</tr>`,
  )}</tbody></table></div>`;
}

/** What the three metrics would be, one below the other. */
function largestCell({ largestComponent }: ComparisonRow): Markup {
  const [dice, ...others] = COMPARED.map((metric) => shownValue(largestComponent[metric].mean, metric));
  return html`<td>${dice} ${others.map((text) => html`<small>${text}</small>`)}</td>`;
}

function meanCell(estimate: Estimate, metric: ComparedMetric, several: boolean): Markup {
  const shown = (value: number) => shownValue(value, metric);
  const interval = intervalText(estimate, shown);
  const seeds = estimate.bySeed.map(shown).join(" · ");
  return html`<td><b>${shownValue(estimate.mean, metric)}</b>${interval !== undefined && html` <small>${interval}</small>`}${several && seeds !== "" && html` <small title="the mean of each seed">${seeds}</small>`}</td>`;
}

function differenceCells({ difference }: ComparisonRow, isFirst: boolean): Content {
  if (difference === null) return html`<td>${isFirst ? "" : "–"}</td><td></td><td></td>`;
  const { dice } = difference;
  const interval = intervalText(dice, (value) => signed(value, "dice"));
  return html`<td><b>${signed(dice.mean, "dice")}</b>${interval !== undefined && html` <small>${interval}</small>`}</td>
<td>${pText(dice.corrected)}</td><td class="text">${VERDICTS[dice.verdict]}</td>`;
}

/** What is missing, said in words. */
function notes(rows: readonly ComparisonRow[]): Content {
  const missing = rows.flatMap((row) => lacks(row).map((reason) => `${row.title}: ${reason}`));
  const missed = rows.flatMap(({ title, values: { hd95 } }) =>
    hd95.leftOut.length === 0
      ? []
      : [
          `${title} missed a class in ${counted(hd95.leftOut.length, "scan")} (${hd95.leftOut.join(", ")}): Dice 0 there, and no distance, so that HD95 and ASSD are over the other scans.`,
        ],
  );
  const all = [...missing, ...missed];
  return all.length > 0 && html`<ul class="notes">${all.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}

const doneOf = ({ runs }: Pick<ComparisonRow, "runs">) => runs.filter((run): run is DoneRun => run.state === "done");

/** Each scan's mean over the seeds. */
export function meansOfScans(
  row: Pick<ComparisonRow, "runs">,
  metric: ComparedMetric,
): { id: string; value: number }[] {
  const done = doneOf(row);
  return (done[0]?.scans ?? []).flatMap(({ id }, i) => {
    const values = done.map(({ scans }) => scans[i]?.mean[metric] ?? null);
    if (values.some((value) => value === null)) return [];
    return [{ id, value: (values as number[]).reduce((sum, value) => sum + value, 0) / values.length }];
  });
}

function strips(rows: readonly ComparisonRow[], metric: ComparedMetric): Content {
  const strip = rows.flatMap((row, i): Strip[] => {
    const { mean, low, high } = row.values[metric];
    const values = meansOfScans(row, metric).map(({ id, value }) => ({ name: id, value }));
    if (values.length === 0) return [];
    const interval = low === null || high === null ? null : ([low, high] as const);
    return [{ name: row.title, tone: i === 0 ? "lead" : "other", values, mean, interval }];
  });
  return (
    strip.length > 0 &&
    stripChart(`${metricHead(metric)} of each scan, mean over seeds`, strip, (value) => shownValue(value, metric))
  );
}

/** What the trainings of each variant took, as means over the seeds; a training that gives several rows stands there once. */
function spentTable(rows: readonly ComparisonRow[]): Markup {
  const trainings = rows.filter(({ variant }, i) => rows.findIndex((row) => row.variant === variant) === i);
  const mean = (values: readonly (number | null)[]) =>
    values.length === 0 || values.includes(null)
      ? null
      : (values as number[]).reduce((sum, value) => sum + value, 0) / values.length;
  const whole = (value: number | null) => (value === null ? "–" : Math.round(value).toLocaleString("en"));
  return html`<div class="scroll"><table><thead><tr><th>training</th><th>updates</th><th>crops forward<br>and back</th><th>crops forward<br>alone</th>
<th>minutes<br>of steps</th><th>core-<br>minutes</th><th>peak<br>memory</th></tr></thead>
<tbody>${trainings.map((row) => {
    const spent = doneOf(row).map((run) => run.spent);
    const of = (value: (one: DoneRun["spent"]) => number | null) => mean(spent.map(value));
    const peak = of(({ peakBytes }) => peakBytes);
    const minutes = of(({ seconds }) => seconds / 60);
    const cores = of(({ coreMinutes }) => coreMinutes);
    return html`<tr><th>${titleOfTraining(row, rows)}</th><td>${whole(of(({ updates }) => updates))}</td>
<td>${whole(of(({ withGradient }) => withGradient))}</td><td>${whole(of(({ without }) => without))}</td>
<td>${minutes === null ? "–" : minutes.toFixed(1)}</td><td>${cores === null ? "–" : cores.toFixed(1)}</td><td>${peak === null ? "–" : bytesText(peak)}</td></tr>`;
  })}</tbody></table></div>`;
}

/** A row's title without whose masks are meant. */
export function titleOfTraining({ title, variant }: ComparisonRow, rows: readonly ComparisonRow[]): string {
  const isOneOfSeveral = rows.filter((row) => row.variant === variant).length > 1;
  return isOneOfSeveral ? title.slice(0, title.lastIndexOf(", ")) : title;
}

/** The rows with a mean Dice, the highest first. */
export function ranked(rows: readonly ComparisonRow[]): ComparisonRow[] {
  const known = rows.filter(({ values }) => values.dice.mean !== null);
  return known.sort((a, b) => (b.values.dice.mean as number) - (a.values.dice.mean as number));
}
