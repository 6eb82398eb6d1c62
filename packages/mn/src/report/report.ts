// The page about a run: its head, and one section after the other, each in a file of its own.
// One HTML file that needs nothing else, neither scripts nor the network.

import { counted, percent } from "@mandn/base";
import { writeTextFile } from "../run/files.js";
import { countedValues, type ResultSet } from "../run/results.js";
import { VERSION } from "../version.js";
import { cardSection } from "./card-section.js";
import { dataSection, datasetName, isTransductive } from "./data-section.js";
import { gatherFacts, leadingSets, overall, type Reported, type RunFacts } from "./facts.js";
import { foldsSection } from "./folds-section.js";
import { labellingSection } from "./labelling-section.js";
import { type Content, html, inPercent, type Markup, meanAndSpread, pageOf, shownMetrics, tile } from "./page.js";
import { picturesSection } from "./pictures-section.js";
import { planSection } from "./plan-section.js";
import { resultsSection } from "./results-section.js";
import { trainingSection } from "./training-section.js";

/**
 * Writes the report of a run, finished or not: one HTML page that needs nothing else, neither scripts nor the network.
 * What the run does not have yet, the page says.
 *
 * @returns the page's path
 * @throws MnError `run` where a file of the run is damaged, or the page cannot be written
 */
export async function writeReport(run: Reported): Promise<string> {
  const page = await reportPage(await gatherFacts(run));
  writeTextFile(run.folder.report, page.text);
  return run.folder.report;
}

async function reportPage(facts: RunFacts): Promise<Markup> {
  const name = datasetName(facts.plan);
  const { title, cite } = facts.method.definition;
  const body = html`${header(facts, name)}
${resultsSection(facts)}
${foldsSection(facts)}
${await picturesSection(facts)}
${await labellingSection(facts)}
${facts.folds === undefined && trainingSection(facts)}
${dataSection(facts)}
${planSection(facts)}
${await cardSection(facts)}
<footer><p>Written by mandn ${VERSION}. Method: ${title}, <i>${cite.title}</i>, ${cite.year}, ${cite.url}.
For research; not a medical device.</p></footer>`;
  return pageOf(`${name} – report`, body);
}

function header(facts: RunFacts, name: string): Markup {
  const { plan, events, method } = facts;
  const { labelled, unlabelled } = plan.dataset;
  const { definition } = method;
  const begun = events.find(({ type }) => type === "start")?.time;
  const date =
    begun === undefined
      ? ""
      : ` · ${new Date(begun).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" })}`;
  return html`<header><p class="kicker">${definition.title}: ${definition.summary}${date}</p><h1>${name}</h1>
<p class="verdict">${verdict(facts)}</p>
<div class="tiles">${tile(labelled.length, "labelled scans")}${definition.needsUnlabelled && tile(unlabelled.length, "unlabelled scans")}${qualityTiles(facts)}</div></header>`;
}

/** The result in two sentences. */
function verdict(facts: RunFacts): Content {
  const [lead] = leadingSets(facts);
  if (lead === undefined) {
    const isOver = facts.folds?.every(({ isTrained }) => isTrained) ?? facts.events.some(({ type }) => type === "end");
    return isOver ? "Training is done; how good the masks are has not been measured." : "Training is not over yet.";
  }
  const { mean, interval } = overall(lead).metrics.dice;
  if (mean === null) return html`On none of ${counted(lead.cases.length, `${lead.split} scan`)} can a Dice be said.`;
  const range = interval && html` (95&nbsp;% interval ${percent(interval.low)} to ${percent(interval.high)})`;
  return html`On ${counted(lead.cases.length, `${lead.split} scan`)} the masks of ${lead.name}${lead.name.includes(",") && ","} overlap with the reference by a Dice of
<b>${inPercent(mean)}</b>${range ?? ""}. ${caveat(facts, lead)}`;
}

/** For what scans the result holds. */
function caveat(facts: RunFacts, { split }: ResultSet): string {
  if (split === "validation") return "These scans served for choices too, so on new ones it may be less.";
  if (!isTransductive(facts)) return "Nothing of these scans was seen in training.";
  return "Images of test scans were seen in training, without their masks: on new scans it may be less.";
}

function qualityTiles(facts: RunFacts): Content {
  const [lead] = leadingSets(facts);
  if (lead === undefined) return undefined;
  const tiles = shownMetrics.map(([metric, shown]) => {
    const { label, metrics } = overall(lead);
    const [mean, spread] = meanAndSpread(metrics[metric], countedValues(lead, label, metric), shown);
    return tile(`${mean} ${shown.unit}`, spread === undefined ? shown.name : `${shown.name} (${spread})`);
  });
  return [tile(lead.cases.length, `${lead.split} scans`), ...tiles];
}
