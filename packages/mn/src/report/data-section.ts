// The section on the data: which scans had which role, what they are like, and whether the test was fair.
// A part of the page that report.ts puts together.

import { basename } from "node:path";
import { counted, extremes, listed, plain, times } from "@mandn/base";
import type { Plan } from "../plan/plan.js";
import type { RunFacts } from "./facts.js";
import { type Content, html, type Markup } from "./page.js";

const roles = [
  ["labelled", "trained on with their masks"],
  ["unlabelled", "trained on without masks"],
  ["validation", "measured during training, and for choices after it"],
  ["test", "measured at the end only"],
] as const;

/** Which scans had which role, what they are like, and whether the test was fair. */
export function dataSection(facts: RunFacts): Markup {
  const { plan, sizes, unreadable } = facts;
  const { dataset, preprocessing } = plan;
  const classes = dataset.classes.slice(1).map(({ name, value }) => `${name} (${value})`);
  return html`<section><h2>What was it trained on?</h2>
<div class="scroll"><table><thead><tr><th>scans</th><th>number</th><th class="text">what for</th></tr></thead>
<tbody>${roles.map(([role, use]) => html`<tr><th>${role}</th><td>${dataset[role].length}</td><td class="text">${use}</td></tr>`)}</tbody></table></div>
<p>${fairness(facts)}</p>
<dl>
<dt>from</dt><dd><code>${dataset.root}</code></dd>
<dt>channels</dt><dd>${listed(dataset.channels)}</dd>
<dt>classes</dt><dd>${listed(classes)}; the number is what stands in the masks</dd>
${
  sizes.length > 0 &&
  html`<dt>voxels (x × y × z)</dt><dd>${range(sizes.map(({ voxels }) => voxels))}</dd>
<dt>spacing, mm</dt><dd>${range(sizes.map(({ spacing }) => spacing))}; trained at ${times(preprocessing.spacing.toReversed())}</dd>`
}
</dl>
${faults(facts)}
${unreadable.length > 0 && html`<ul class="notes">${unreadable.map((sentence) => html`<li>${sentence}</li>`)}</ul>`}
<details><summary>Every scan by role</summary><dl>${roles.map(([role]) => html`<dt>${role}</dt><dd>${dataset[role].join(", ") || "none"}</dd>`)}</dl></details>
</section>`;
}

/** What `mn check` found: errors never come here, since training does not start with them. */
function faults({ check }: RunFacts): Content {
  if (check === undefined) return html`<p>The scans were not checked.</p>`;
  const { length } = check.faults;
  if (length === 0) return html`<p>The check of ${counted(check.cases.length, "scan")} found no fault.</p>`;
  const rows = check.faults.map(
    ({ severity, caseId, message, remedy }) =>
      html`<tr><th>${caseId ?? "all"}</th><td class="text">${severity}</td><td class="text">${message} ${remedy}</td></tr>`,
  );
  return html`<details${length <= 5 && html` open`}><summary>The check of ${counted(check.cases.length, "scan")} found ${counted(length, "thing")} to look at</summary>
<div class="scroll"><table><thead><tr><th>scan</th><th class="text">kind</th><th class="text">what, and what mends it</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>`;
}

/** Whether training saw images of scans that results are measured on. */
export function isTransductive({ plan: { dataset }, method }: RunFacts): boolean {
  return method.definition.needsUnlabelled && (dataset.unlabelledHoldsTest || shared(dataset).length > 0);
}

/** Unlabelled scans that are validation or test scans as well. */
function shared({ unlabelled, test, validation }: Plan["dataset"]): string[] {
  const held = new Set([...test, ...validation]);
  return unlabelled.filter((id) => held.has(id));
}

function fairness(facts: RunFacts): Content {
  const { plan, method } = facts;
  if (!method.definition.needsUnlabelled) return "It was trained on the labelled scans alone.";
  if (!isTransductive(facts)) {
    return html`<b>Inductive</b>: the networks never saw an image of the validation or test scans in training, so what is
measured on them holds for new scans of the same kind.`;
  }
  return html`<b>Transductive</b>: ${counted(shared(plan.dataset).length, "validation or test scan")} served as unlabelled
scans too, without their masks. The networks know these images, so on scans that are new they may do worse than measured
here.`;
}

/** `35 × 51 × 35`, or from the least to the greatest along each axis, x first. */
function range(triples: readonly (readonly number[])[]): string {
  return [2, 1, 0]
    .map((axis) => {
      const values = triples.map((triple) => triple[axis]);
      const [least, greatest] = extremes(values).map((value) => plain(value));
      return least === greatest ? least : `${least}…${greatest}`;
    })
    .join(" × ");
}

/** What the dataset is called: the last part of its path. */
export function datasetName({ dataset }: Plan): string {
  return basename(dataset.root).replace(/\.(json|csv)$/, "") || dataset.root;
}
