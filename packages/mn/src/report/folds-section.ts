// The folds of a cross-validation side by side. The page is that of the folder of folds; each fold has its own.
// See steps/folds.ts.

import { counted } from "@mandn/base";
import { countedValues, type ResultSet } from "../run/results.js";
import { type FoldFacts, overall, type RunFacts } from "./facts.js";
import { type Content, html, type Markup, meanAndSpread, shownMetrics } from "./page.js";

/** The folds of a cross-validation side by side: each on the scans that it did not learn from, and on the test scans. */
export function foldsSection({ folds }: RunFacts): Content {
  if (folds === undefined) return undefined;
  const hasTest = folds.some(({ metrics }) => leading(metrics, "test") !== undefined);
  const heads = (scans: string) => shownMetrics.map(([, { name, unit }]) => html`<th>${scans}: ${name}, ${unit}</th>`);
  return html`<section><h2>How do the folds compare?</h2>
<p class="explain">Each fold is a run of its own, trained without the scans that it is scored on. Its page has its curves.</p>
<div class="scroll"><table class="metrics"><thead><tr><th>fold</th><th>held out</th>${heads("held-out scans")}${hasTest && heads("test scans")}</tr></thead>
<tbody>${folds.map((fold) => row(fold, hasTest))}</tbody></table></div></section>`;
}

const leading = (metrics: FoldFacts["metrics"], split: ResultSet["split"]) =>
  metrics?.sets.find((set) => set.split === split);

function row({ name, plan, isTrained, metrics }: FoldFacts, hasTest: boolean): Markup {
  const splits = hasTest ? (["validation", "test"] as const) : (["validation"] as const);
  const label = metrics === undefined ? name : html`<a href="${name}/report.html">${name}</a>`;
  return html`<tr><th>${label}</th><td>${isTrained ? counted(plan.dataset.validation.length, "scan") : "not trained yet"}</td>
${splits.map((split) => cells(leading(metrics, split)))}</tr>`;
}

function cells(set: ResultSet | undefined): readonly Markup[] {
  return shownMetrics.map(([metric, shown]) => {
    if (set === undefined) return html`<td>–</td>`;
    const { label, metrics } = overall(set);
    const [mean, spread] = meanAndSpread(metrics[metric], countedValues(set, label, metric), shown);
    return html`<td><b>${mean}</b>${spread !== undefined && html` <small>(${spread})</small>`}</td>`;
  });
}
