// The page of a comparison: one HTML file that needs nothing else.
// Its tables are in comparison-table.ts.

import { join } from "node:path";
import { counted, duration, listed, plain } from "@mandn/base";
import type { Case } from "@mandn/imaging";
import { lineChart, type Series } from "@mandn/studio/charts";
import { scansText } from "../evaluation/comparison-text.js";
import type { Plan } from "../plan/plan.js";
import { readPlan } from "../planning/file.js";
import type { Comparison, ComparisonFolder, ComparisonRow, ComparisonTable, DoneRun } from "../run/comparison.js";
import { readDataset } from "../run/dataset.js";
import { readEvents } from "../run/events.js";
import { writeTextFile } from "../run/files.js";
import { RunFolder } from "../run/folder.js";
import { readPredictions } from "../run/predictions-folder.js";
import { VERSION } from "../version.js";
import { meansOfScans, ranked, tableSection, titleOfTraining } from "./comparison-table.js";
import { type Content, html, inPercent, type Markup, pageOf, tile } from "./page.js";
import { outlineLegend, picturesOf } from "./pictures-section.js";

/**
 * Writes `compare.html`.
 *
 * @returns its path
 * @throws MnError `run` where a file of a run is damaged, or the page cannot be written
 */
export async function writeComparisonPage(folder: ComparisonFolder, comparison: Comparison): Promise<string> {
  const sections: Content[] = [];
  for (const table of comparison.tables) {
    sections.push(tableSection(table), await picturesSection(folder, table), curvesSection(folder, table));
  }
  const body = html`${header(comparison)}
${sections}
${rulesSection(comparison)}
<footer><p>Written by mandn ${VERSION}. For research; not a medical device.</p></footer>`;
  const title = comparison.comparison === "compare" ? "Methods compared" : "Ablations";
  writeTextFile(folder.page, pageOf(title, body).text);
  return folder.page;
}

function header({ comparison, dataset, tables, seeds, equal, budgetSeconds }: Comparison): Markup {
  const rows = tables.flatMap((table) => table.rows);
  const trainings = new Set(tables.flatMap((table) => table.rows.map(({ variant }) => variant)));
  const runs = tables.flatMap((table) => [...new Map(table.rows.map((row) => [row.variant, row])).values()]);
  const done = runs.flatMap((row) => row.runs).filter(({ state }) => state === "done").length;
  const all = runs.flatMap((row) => row.runs).length;
  const what = comparison === "compare" ? "Methods compared" : "M&N, and what its parts are worth";
  return html`<header><p class="kicker">${what} · ${dataset}</p><h1>${comparison === "compare" ? "Which method?" : "Which part?"}</h1>
${tables.map((table) => html`<p class="verdict">${verdict(table)}</p>`)}
<div class="tiles">${tile(trainings.size, comparison === "compare" ? "methods" : "variants")}${tile(rows.length, "rows")}${tile(seeds.length, seeds.length === 1 ? "seed" : "seeds")}${tile(
    equal === "time" && budgetSeconds !== null ? duration(budgetSeconds) : "equal updates",
    equal === "time" ? "for each training" : "of each network",
  )}${tile(`${done} of ${all}`, "trainings done")}</div></header>`;
}

/** What a table says, in two sentences. */
function verdict(table: ComparisonTable): Content {
  const [first] = table.rows;
  const [best] = ranked(table.rows);
  if (best === undefined || first === undefined) return `${scansText(table)}: no training is done yet.`;
  const of = (row: ComparisonRow) => html`${row.title} has <b>${inPercent(row.values.dice.mean ?? 0)}</b>`;
  const beside =
    best === first || first.values.dice.mean === null
      ? "the highest mean Dice."
      : html`the highest mean Dice; ${of(first)}.`;
  const verdicts = table.rows.flatMap(({ difference }) => difference?.dice.verdict ?? []);
  const count = (wanted: string) => verdicts.filter((one) => one === wanted).length;
  const parts = [
    [count("ahead"), "better than it"],
    [count("behind"), "worse"],
    [count("none"), "no further from it than seeds are from each other"],
    [count("unclear"), "not clearly different"],
  ] as const;
  const told = parts.filter(([n]) => n > 0).map(([n, words]) => `${n} ${n === 1 ? "is" : "are"} ${words}`);
  return html`With ${counted(table.labelled, "labelled scan")} ${of(best)}, ${beside}${told.length > 0 && html` Of the rows beside ${first.title}, ${listed(told)}.`}`;
}

/** Where a row's masks are from: the first seed that is done. */
function firstDone({ runs }: ComparisonRow): DoneRun | undefined {
  return runs.find((run): run is DoneRun => run.state === "done");
}

async function picturesSection(folder: ComparisonFolder, { rows, reference }: ComparisonTable): Promise<Content> {
  const place = new RunFolder(join(folder.root, reference));
  const plan = await readPlan(place.plan);
  const cases = new Map(readDataset(place)?.cases.map((one) => [one.id, one]));
  const details: Markup[] = [];
  for (const [i, row] of rows.entries()) {
    const figures = await picturesOfRow(folder, row, { cases, plan });
    if (figures.length === 0) continue;
    details.push(
      html`<details${i === 0 && html` open`}><summary>${row.title}</summary><div class="scans side">${figures}</div></details>`,
    );
  }
  return (
    details.length > 0 &&
    html`<section><h2>What do the masks look like?</h2>
<p class="explain">Of each row the test scans with the best, the median and the worst Dice, in the slice with the largest reference;
the masks are the first seed’s. ${outlineLegend(true)} The patient’s right is at the left.</p>
${details}</section>`
  );
}

async function picturesOfRow(
  folder: ComparisonFolder,
  row: ComparisonRow,
  facts: { readonly cases: ReadonlyMap<string, Case>; readonly plan: Plan },
): Promise<Markup[]> {
  const run = firstDone(row);
  if (run === undefined || row.predictors === null) return [];
  const { predictors } = row;
  const runFolder = new RunFolder(join(folder.root, run.folder));
  const scans = readPredictions(runFolder.predictions)?.scans ?? [];
  const sorted = meansOfScans(row, "dice").sort((a, b) => b.value - a.value);
  const places = new Map([
    [0, "Best"],
    [sorted.length >> 1, "Median"],
    [sorted.length - 1, "Worst"],
  ]);
  const figures: Markup[] = [];
  for (const [place, title] of [...places].sort(([a], [b]) => a - b)) {
    const scan = sorted[place];
    const path = scans.find(({ id }) => id === scan?.id)?.masks[predictors]?.path;
    if (scan === undefined || path === undefined) continue;
    const mask = { path: join(runFolder.predictions, path) };
    const pictures = await picturesOf(facts, scan.id, mask, { reference: true, planes: 1 });
    figures.push(
      html`<div class="scan"><h3>${title} <span>${scan.id}, Dice ${inPercent(scan.value)}</span></h3>${pictures}</div>`,
    );
  }
  return figures;
}

/** The loss of every training, over its time: a chart for each, as losses of different methods are not the same thing. */
function curvesSection(folder: ComparisonFolder, { rows }: ComparisonTable): Content {
  const trainings = rows.filter(({ variant }, i) => rows.findIndex((row) => row.variant === variant) === i);
  const charts = trainings.flatMap((row) => {
    const series = row.runs.flatMap((run, i): Series[] =>
      run.state === "done"
        ? [
            {
              name: `seed ${run.seed}`,
              tone: `tone-${i % 3}`,
              points: lossOver(new RunFolder(join(folder.root, run.folder))),
            },
          ]
        : [],
    );
    if (series.length === 0) return [];
    const title = titleOfTraining(row, rows);
    return [lineChart({ title, series, xLabel: "minutes of steps", format: plain, yRange: [0, 0] })];
  });
  return (
    charts.length > 0 &&
    html`<section><h2>How did the losses fall?</h2>
<p class="explain">Each method has a loss of its own, so that the height of one curve says nothing beside that of another. Of networks that
learn in one step it is the mean.</p><div class="charts">${charts}</div></section>`
  );
}

function lossOver(folder: RunFolder): (readonly [minutes: number, loss: number])[] {
  let seconds = 0;
  return readEvents(folder).flatMap((event) => {
    if (event.type !== "step") return [];
    seconds += event.seconds - (event.stalled ?? 0);
    const losses = Object.values(event.members).flatMap(({ terms }) => terms.loss ?? []);
    if (losses.length === 0) return [];
    return [[seconds / 60, losses.reduce((sum, loss) => sum + loss, 0) / losses.length] as const];
  });
}

function rulesSection({ equal, seeds }: Comparison): Markup {
  const alike =
    equal === "time"
      ? "the same time, with preparing the scans; how many updates that makes differs"
      : "as many updates of each network; how long that takes differs";
  return html`<section><h2>How was it compared?</h2><dl>
<dt>alike for all</dt><dd>Scans and their preparation, crops, augmentation, schedule, networks of a kind, optimizer, and ${alike}. The
weights at the end of training are the ones that are scored: no score chose among them.</dd>
<dt>rows</dt><dd>The masks of one network each, unless the row says that several are averaged.</dd>
<dt>largest component</dt><dd>What Dice, HD95 and ASSD would be if of each class only the largest connected part of the mask were kept. The other
columns are of masks as the networks give them.</dd>
<dt>means</dt><dd>Over test scans and ${counted(seeds.length, "seed")}, of the mean over the classes. A missed class has Dice 0 and no distance.</dd>
<dt>intervals</dt><dd>95&nbsp;%, over scans and seeds: both are taken as samples, their parts of the variance by a two-way analysis of
variance, with Satterthwaite’s degrees of freedom.${seeds.length === 1 && " With one seed they are over scans alone, and too narrow for what another seed would give."}</dd>
<dt>p</dt><dd>Wilcoxon’s signed-rank test of the scans’ differences from the first row (of means over seeds), two-sided, corrected by Holm for the
rows of the table. It knows nothing of other seeds.</dd>
<dt>better, worse</dt><dd>The difference is larger than the standard deviation, over seeds, of a difference between one run of each, p is below
0.05, and the interval does not hold 0. <b>None</b>: it is not larger than that deviation. Otherwise, and with one seed, it is not clear.</dd>
</dl></section>`;
}
