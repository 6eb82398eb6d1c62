// The section of pictures: the best, the median and the worst case, with masks and references as outlines.
// A part of the page that report.ts puts together.

import { join } from "node:path";
import { type CaseFile, ImagingError } from "@mandn/imaging";
import { leadingSets, type RunFacts } from "./facts.js";
import { type Content, html, inPercent, type Markup } from "./page.js";
import { scanPictures } from "./picture.js";
import { notableCases } from "./results-section.js";
import { readPictured } from "./slices.js";

/** The best, the median and the worst case in pictures. */
export async function picturesSection(facts: RunFacts): Promise<Content> {
  const set = leadingSets(facts).find(({ masks }) => masks !== undefined);
  if (set?.masks === undefined) return undefined;
  const figures: Markup[] = [];
  for (const { title, id, dice } of notableCases(set)) {
    const path = set.masks[id];
    if (path === undefined) continue; // its mask was not kept
    const mask = { path: join(facts.folder.root, path) };
    const pictures = await picturesOf(facts, id, mask, { reference: true, planes: 3 });
    figures.push(
      html`<div class="scan"><h3>${title} <span>${id}, Dice ${inPercent(dice)}</span></h3>${pictures}</div>`,
    );
  }
  return html`<section><h2>What do they look like?</h2>
<p class="explain">The ${set.split} scans with the best, the median and the worst Dice of ${set.name}, in the slices with the
largest reference. ${outlineLegend(true)} The patient’s right is at the left.</p>
<div class="scans">${figures}</div></section>`;
}

/** Says which outline is which. */
export function outlineLegend(withReference: boolean): Markup {
  const line = (kind: string) =>
    html`<svg viewBox="0 0 30 10"><rect class="air" width="30" height="10" rx="2"/><path class="outline line ${kind}" d="M3 5H27"/></svg>`;
  return html`<span class="legend">${withReference && html`<span>${line("reference")}reference</span>`}<span>${line("prediction")}prediction</span></span>`;
}

/** Pictures of a scan's predicted mask, or the reason why there are none. */
export async function picturesOf(
  { cases, plan }: Pick<RunFacts, "cases" | "plan">,
  id: string,
  prediction: CaseFile,
  { reference: withReference, planes }: { readonly reference: boolean; readonly planes: number },
): Promise<Markup> {
  const found = cases.get(id);
  if (found === undefined)
    return html`<p class="notes">${id} is not in dataset.json, so there is no picture of it.</p>`;
  const reference = withReference ? found.label : undefined;
  try {
    return scanPictures(await readPictured({ image: found.channels[0], prediction, reference }), plan, planes);
  } catch (error) {
    if (!(error instanceof ImagingError)) throw error;
    return html`<p class="notes">No picture: ${error.message}</p>`;
  }
}
