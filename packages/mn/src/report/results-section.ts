// The section on how good the masks are: tables with intervals, each case as a dot, and every case in a list.
// A part of the page that report.ts puts together.

import { counted, listed, percent } from "@mandn/base";
import { type CaseValue, comparePaired, FEWEST_FOR_INTERVAL, type MetricName } from "@mandn/imaging";
import { type Strip, stripChart } from "@mandn/studio/charts";
import { classMeans, countedValues, type ResultSet } from "../run/results.js";
import { leadingSets, overall, type RunFacts } from "./facts.js";
import { type Content, html, type Markup, meanAndSpread, type Shown, shownMetrics } from "./page.js";

/** How good the masks are: tables with intervals, each case as a dot, and every case in a list. */
export function resultsSection(facts: RunFacts): Markup {
  const sets = leadingSets(facts);
  if (sets.length === 0) {
    return html`<section><h2>How good are the masks?</h2>
<p>Nobody knows yet: no masks were compared with references. Where scans have reference masks, <code>mn evaluate</code>
measures how good the predictions are.</p></section>`;
  }
  const [lead] = sets;
  const others = facts.metrics?.sets.filter((set) => !sets.includes(set)) ?? [];
  return html`<section><h2>How good are the masks?</h2>
<p class="explain"><b>Dice</b> is the overlap of a mask with the reference: 100&nbsp;% where they are identical. <b>HD95</b> is
the distance within which 95&nbsp;% of the two outlines lie from each other. In brackets: ${brackets(lead)}.</p>
${metricsTable(facts, sets)}
<div class="charts">${shownMetrics.map(([metric, shown]) => strips(sets, metric, shown))}</div>
${missing(facts, lead)}
${caseList(facts, lead)}
${others.length > 0 && html`<details><summary>Validation scans</summary>${metricsTable(facts, others)}</details>`}
</section>`;
}

/** What stands in brackets behind a mean. */
function brackets({ cases, split }: ResultSet): string {
  const scans = counted(cases.length, `${split} scan`);
  if (cases.length < FEWEST_FOR_INTERVAL) return `the value of each of ${scans}, too few to say how sure the mean is`;
  return `where the mean lies with 95\u00a0% confidence, by resampling the ${scans}; where fewer than ${FEWEST_FOR_INTERVAL} of them have a value, the values themselves`;
}

function metricsTable({ metrics }: RunFacts, sets: readonly ResultSet[]): Markup {
  const classes = metrics?.classes ?? [];
  const [lead] = sets;
  const labels = lead.summaries.map(({ label }) => label);
  const name = (label: number | null) => (label === null ? "mean" : classes.find(({ value }) => value === label)?.name);
  return html`<div class="scroll"><table class="metrics"><thead>
<tr><th rowspan="2">${counted(lead.cases.length, `${lead.split} scan`)}</th>
${shownMetrics.map(([, shown]) => html`<th colspan="${labels.length}">${shown.name}, ${shown.unit}</th>`)}
${sets.length > 1 && html`<th rowspan="2">Dice, difference<br>from the first</th>`}</tr>
<tr>${shownMetrics.map(() => labels.map((label) => html`<th>${name(label) ?? String(label)}</th>`))}</tr></thead>
<tbody>${sets.map(
    (set, row) => html`<tr class="${row === 0 && "lead"}"><th>${set.name}</th>
${shownMetrics.map(([metric, shown]) => labels.map((label) => cell(set, label, metric, shown)))}
${sets.length > 1 && html`<td>${row > 0 && difference(set, lead)}</td>`}</tr>`,
  )}</tbody></table></div>`;
}

function cell(set: ResultSet, label: number | null, metric: MetricName, shown: Shown): Markup {
  const summary = set.summaries.find((one) => one.label === label)?.metrics[metric];
  if (summary === undefined) return html`<td>–</td>`;
  const [mean, spread] = meanAndSpread(summary, countedValues(set, label, metric), shown);
  return html`<td><b>${mean}</b>${spread !== undefined && html` <small>(${spread})</small>`}</td>`;
}

/** Mean difference over the same cases, with its interval. */
function difference(set: ResultSet, lead: ResultSet): Content {
  const ids = new Set(set.cases.map(({ id }) => id));
  if (ids.size !== lead.cases.length || !lead.cases.every(({ id }) => ids.has(id))) return "other scans";
  const { meanDifference, interval } = comparePaired(classMeans(set, "dice"), classMeans(lead, "dice"));
  const signed = (value: number) => `${value < 0 ? "−" : "+"}${percent(Math.abs(value))}`;
  if (meanDifference === null) return "–";
  if (interval === null) return signed(meanDifference);
  return html`<b>${signed(meanDifference)}</b> <small>(${signed(interval.low)} to ${signed(interval.high)})</small>`;
}

function strips(sets: readonly ResultSet[], metric: MetricName, { name, unit, format }: Shown): Markup {
  const rows = sets.map((set, row): Strip => {
    const { mean, interval } = overall(set).metrics[metric];
    const values = classMeans(set, metric).flatMap(({ caseId, value }) =>
      value === null ? [] : [{ name: caseId, value }],
    );
    const tone = row === 0 ? "lead" : "other";
    return { name: set.name, tone, values, mean, interval: interval && [interval.low, interval.high] };
  });
  return stripChart(
    `${name} of each scan, ${unit}${sets[0].summaries.length > 1 ? ", mean over classes" : ""}`,
    rows,
    format,
  );
}

/** What was missed, said in words: numbers alone hide it. */
function missing({ metrics }: RunFacts, lead: ResultSet): Content {
  const sentences = lead.summaries.flatMap(({ label, metrics: { hd95 } }) => {
    if (label === null) return [];
    const name = metrics?.classes.find(({ value }) => value === label)?.name ?? String(label);
    return hd95.undefinedCases.map(({ reason, caseIds }) => {
      const where = `${counted(caseIds.length, "scan")} (${listed(caseIds)})`;
      if (reason === "both empty")
        return `${name} is neither in the reference nor in the prediction of ${where}: left out.`;
      const fault =
        reason === "prediction empty" ? "was not found in" : "was predicted, but is not in the reference of";
      return `${name} ${fault} ${where}: counted as Dice 0, and has no distance.`;
    });
  });
  return (
    sentences.length > 0 && html`<ul class="notes">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`
  );
}

function caseList({ metrics }: RunFacts, lead: ResultSet): Markup {
  const classes = metrics?.classes ?? [];
  const rank = new Map(classMeans(lead, "dice").map(({ caseId, value }) => [caseId, value ?? -1]));
  const cases = lead.cases.toSorted((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
  const heads = classes.map(({ name }) =>
    shownMetrics.map(([, shown]) => html`<th>${name}<br>${shown.name}, ${shown.unit}</th>`),
  );
  const volumes = classes.map(({ name }) => html`<th>${name}<br>ml (reference)</th>`);
  return html`<details><summary>Every ${lead.split} scan of ${lead.name}, worst first</summary>
<div class="scroll"><table><thead><tr><th>scan</th>${heads}${volumes}</tr></thead>
<tbody>${cases.map(({ id, metrics: one }) => {
    const found = classes.map(({ value }) => one.classes.find(({ label }) => label === value));
    return html`<tr><th>${id}</th>
${found.map((entry) => shownMetrics.map(([metric, { format }]) => html`<td>${valueOr(entry?.values[metric], format)}</td>`))}
${found.map((entry) => html`<td>${valueOr(entry?.values.predictionVolume, ml)} <small>(${valueOr(entry?.values.referenceVolume, ml)})</small></td>`)}</tr>`;
  })}</tbody></table></div></details>`;
}

export const ml = (value: number) => value.toFixed(value < 10 ? 2 : 1);

const valueOr = (value: number | null | undefined, format: (value: number) => string) =>
  value === null || value === undefined ? "–" : format(value);

/** The best, the median and the worst case by mean Dice, where there are so many. */
export function notableCases(set: ResultSet): { readonly title: string; readonly id: string; readonly dice: number }[] {
  const ranked = classMeans(set, "dice")
    .filter((entry): entry is CaseValue & { value: number } => entry.value !== null)
    .sort((a, b) => b.value - a.value);
  const chosen = new Map<number, string>();
  chosen.set(ranked.length >> 1, "Median");
  chosen.set(ranked.length - 1, "Worst");
  chosen.set(0, "Best");
  return [...chosen]
    .filter(([index]) => index in ranked)
    .sort(([a], [b]) => a - b)
    .map(([index, title]) => ({ title, id: ranked[index].caseId, dice: ranked[index].value }));
}
