import { join } from "node:path";
import { methodOf } from "../methods/index.js";
import type { PredictedScan } from "../run/results.js";
import type { RunFacts } from "./facts.js";
import { type Content, html, type Markup } from "./html.js";
import { counted, inPercent, percent } from "./numbers.js";
import { outlineLegend, picturesOf } from "./pictures-section.js";
import { ml } from "./results-section.js";

/** Scans in the short list, and those of them that are pictured. */
const LISTED = 10;
const PICTURED = 3;
/** Share of its column that the longest bar takes. */
const LONGEST_BAR = 0.7;

/** The two networks that disagree, in words. */
function theTwo({ plan, predictions }: RunFacts): string {
  const { members, predictors } = methodOf(plan);
  const names = predictors[predictions?.networks ?? ""] ?? [];
  const titles = members.filter(({ name }) => names.includes(name)).map(({ title }) => `the ${title}`);
  return titles.length === 2 ? titles.join(" and ") : "the two networks";
}

/** Which scans without a mask the two networks see most differently, and what was predicted for every scan. */
export async function labellingSection(facts: RunFacts): Promise<Content> {
  const { predictions, plan, cases, folder } = facts;
  if (predictions === undefined || predictions.scans.length === 0) return undefined;
  const unlabelled = new Set(plan.dataset.unlabelled);
  const ranked = predictions.scans
    .filter((scan): scan is PredictedScan & { disagreement: number } => {
      return scan.disagreement !== null && (unlabelled.has(scan.id) || cases.get(scan.id)?.label === undefined);
    })
    .sort((a, b) => b.disagreement - a.disagreement);
  const pictures: Markup[] = [];
  for (const { id, mask, disagreement } of ranked.slice(0, PICTURED)) {
    const picture = await picturesOf(
      facts,
      id,
      { path: join(folder.predictions, mask) },
      { reference: false, planes: 1 },
    );
    pictures.push(html`<div class="scan"><h3>${id} <span>${inPercent(disagreement)}</span></h3>${picture}</div>`);
  }
  return html`<section><h2>Which scan to label next?</h2>
${
  ranked.length === 0
    ? html`<p>Only one network predicted, so there is no disagreement to go by.</p>`
    : html`<p class="explain">The scan
without a mask on which ${theTwo(facts)} differ most is likely to teach them most. Disagreement is 100&nbsp;% − Dice
of their two masks. ${outlineLegend(false)}</p>
<div class="scroll"><table class="bars"><thead><tr><th>scan</th><th>disagreement</th><th></th></tr></thead>
<tbody>${ranked.slice(0, LISTED).map(
        ({ id, disagreement, empty }) => html`<tr><th>${id}</th><td>${inPercent(disagreement)}</td>
<td><i style="width:${percent((LONGEST_BAR * disagreement) / (ranked[0].disagreement || 1))}%"></i>${empty.length > 0 && html`<small>${empty.join(", ")} not found</small>`}</td></tr>`,
      )}</tbody></table></div>
<div class="scans side">${pictures}</div>`
}
${everyScan(facts, predictions.scans)}</section>`;
}

function everyScan({ plan, predictions }: RunFacts, scans: readonly PredictedScan[]): Markup {
  const roles = (["labelled", "unlabelled", "validation", "test"] as const).map(
    (role) => [role, new Set(plan.dataset[role])] as const,
  );
  const roleOf = (id: string) =>
    roles
      .filter(([, ids]) => ids.has(id))
      .map(([role]) => role)
      .join(", ") || "other";
  const classes = predictions?.classes ?? [];
  return html`<details><summary>Predicted volumes of ${counted(scans.length, "scan")}</summary>
<div class="scroll"><table><thead><tr><th>scan</th><th>role</th>${classes.map(({ name }) => html`<th>${name}, ml</th>`)}<th>disagreement, %</th></tr></thead>
<tbody>${scans.map(
    ({ id, millilitres, empty, disagreement }) => html`<tr><th>${id}</th><td>${roleOf(id)}</td>
${classes.map(({ name }, i) => html`<td>${empty.includes(name) ? html`<em>not found</em>` : ml(millilitres[i])}</td>`)}
<td>${disagreement === null ? "–" : percent(disagreement)}</td></tr>`,
  )}</tbody></table></div></details>`;
}
