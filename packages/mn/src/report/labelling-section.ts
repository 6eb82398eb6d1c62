// The section on what to label next: the scans about which the networks differ most, with pictures.
// The order is that of `mn predict`.

import { join } from "node:path";
import { counted, percent } from "@mandn/base";
import { rankForLabelling } from "../inference/disagreement.js";
import type { Disagreement, Predictions } from "../run/results.js";
import type { RunFacts } from "./facts.js";
import { type Content, html, inPercent, type Markup } from "./page.js";
import { outlineLegend, picturesOf } from "./pictures-section.js";
import { ml } from "./results-section.js";

/** Scans in the short list, and those of them that are pictured. */
const LISTED = 10;
const PICTURED = 3;
/** Share of its column that the longest bar takes. */
const LONGEST_BAR = 0.7;

/** The networks that disagree, in words. */
function theNetworks({ method, predictions }: RunFacts): string {
  const names = predictions?.predictors[predictions.leading] ?? [];
  const titles = method.members.filter(({ name }) => names.includes(name)).map(({ title }) => `the ${title}`);
  return titles.length === 2 ? titles.join(" and ") : "the networks";
}

/** Which scans without a mask the networks see most differently, and what was predicted for every scan. */
export async function labellingSection(facts: RunFacts): Promise<Content> {
  const { predictions, plan, cases, folder } = facts;
  if (predictions === undefined || predictions.scans.length === 0) return undefined;
  const unlabelled = new Set(plan.dataset.unlabelled);
  const candidates = predictions.scans.filter(({ id, disagreement }) => {
    return disagreement.kind !== "single" && (unlabelled.has(id) || cases.get(id)?.label === undefined);
  });
  const ranked = rankForLabelling(candidates);
  const { leading } = predictions;
  const pictures: Markup[] = [];
  for (const { id, masks, disagreement } of ranked.slice(0, PICTURED)) {
    const mask = { path: join(folder.predictions, masks[leading].path) };
    const picture = await picturesOf(facts, id, mask, { reference: false, planes: 1 });
    pictures.push(html`<div class="scan"><h3>${id} <span>${shown(disagreement)}</span></h3>${picture}</div>`);
  }
  const largest = ranked.find(({ disagreement }) => disagreement.kind === "value")?.disagreement;
  const most = largest?.kind === "value" && largest.value > 0 ? largest.value : 1;
  return html`<section><h2>Which scan to label next?</h2>
${
  ranked.length === 0
    ? html`<p>Only one network predicted, so there is no disagreement to go by.</p>`
    : html`<p class="explain">The scan
without a mask on which ${theNetworks(facts)} differ most is likely to teach them most; one in which none of them found anything comes before
all others. Disagreement is 100&nbsp;% − Dice of their masks. ${outlineLegend(false)}</p>
<div class="scroll"><table class="bars"><thead><tr><th>scan</th><th>disagreement</th><th></th></tr></thead>
<tbody>${ranked.slice(0, LISTED).map(({ id, disagreement, masks }) => {
        const { empty } = masks[leading];
        const share = disagreement.kind === "value" ? disagreement.value / most : 0;
        return html`<tr><th>${id}</th><td>${shown(disagreement)}</td>
<td><i style="width:${percent(LONGEST_BAR * share)}%"></i>${empty.length > 0 && html`<small>${empty.join(", ")} not found</small>`}</td></tr>`;
      })}</tbody></table></div>
<div class="scans side">${pictures}</div>
<p class="explain">With new masks in the dataset's folder, train on from this run: <code>${folder.continueCommand}</code></p>`
}
${everyScan(facts, predictions)}</section>`;
}

function shown(disagreement: Disagreement): string {
  if (disagreement.kind === "value") return inPercent(disagreement.value);
  return disagreement.kind === "all-empty" ? "none found any" : "–";
}

function everyScan({ plan }: RunFacts, { classes, leading, scans }: Predictions): Markup {
  const roles = (["labelled", "unlabelled", "validation", "test"] as const).map(
    (role) => [role, new Set(plan.dataset[role])] as const,
  );
  const roleOf = (id: string) =>
    roles
      .filter(([, ids]) => ids.has(id))
      .map(([role]) => role)
      .join(", ") || "other";
  return html`<details><summary>Predicted volumes of ${counted(scans.length, "scan")}</summary>
<div class="scroll"><table><thead><tr><th>scan</th><th>role</th>${classes.map(({ name }) => html`<th>${name}, ml</th>`)}<th>disagreement, %</th></tr></thead>
<tbody>${scans.map(({ id, masks, disagreement }) => {
    const { millilitres, empty } = masks[leading];
    return html`<tr><th>${id}</th><td>${roleOf(id)}</td>
${classes.map(({ name }, i) => html`<td>${empty.includes(name) ? html`<em>not found</em>` : ml(millilitres[i])}</td>`)}
<td>${disagreement.kind === "value" ? percent(disagreement.value) : shown(disagreement)}</td></tr>`;
  })}</tbody></table></div></details>`;
}
