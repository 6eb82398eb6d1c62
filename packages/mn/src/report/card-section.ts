/**
 * The model card's part of the page that no other section tells: what it should not be taken for, whose weights are in it, which files it is.
 * What stands in it is decided in card.ts.
 */

import { modelCard } from "./card.js";
import type { RunFacts } from "./facts.js";
import { html, type Markup } from "./page.js";

export async function cardSection(facts: RunFacts): Promise<Markup> {
  const { limits, networks, hashes } = await modelCard(facts);
  return html`<section><h2>What are its limits?</h2>
<ul class="notes">${limits.map((limit) => html`<li>${limit}</li>`)}</ul>
<details><summary>Weights it began with, and hashes</summary><dl>
${networks.map(
  ({ title, network, pretrained }) =>
    html`<dt>${title}</dt><dd>${network}, ${pretrained === null ? "from random weights" : `from ${pretrained.name}; licence of these weights: ${pretrained.licence}`}</dd>`,
)}
${Object.entries(hashes).map(([file, hash]) => html`<dt>${file}</dt><dd><code>${hash}</code></dd>`)}
</dl><p><code>mn export RUN --card</code> writes all this as Markdown and JSON, without the names of scans.</p></details>
</section>`;
}
