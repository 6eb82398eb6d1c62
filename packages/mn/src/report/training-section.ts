// The section on how training went: curves of its losses, rates and scores, what the clock made of the schedule, its
// interruptions. A part of the page that report.ts puts together.

import { bytesText, counted, duration, percent, plain } from "@mandn/base";
import { lineChart, type Series } from "@mandn/studio/charts";
import { meanOfClasses } from "../evaluation/masks.js";
import type { RunEvent } from "../run/events.js";
import { learners, predictorTitle } from "../training/method.js";
import { sharesOf, sharesText } from "../training/spent.js";
import type { RunFacts } from "./facts.js";
import { type Content, html, type Markup } from "./page.js";

type Step = Extract<RunEvent, { type: "step" }>;

/** Curves are told apart by the place of their member, as far as the style sheet has tones. */
const toneOf = (place: number) => `tone-${place % 3}`;

export function trainingSection(facts: RunFacts): Markup {
  const { events, plan, method } = facts;
  const steps = events.filter((event) => event.type === "step");
  if (steps.length === 0) {
    return html`<section><h2>How did training go?</h2><p>It has not begun: <code>mn train</code> trains the networks.</p></section>`;
  }
  const members = learners(method).filter(({ name }) => steps.some((step) => Object.hasOwn(step.members, name)));
  const series = (value: (step: Step, member: string) => number): Series[] =>
    members.map(({ name, title }, i) => ({
      name: title,
      tone: toneOf(i),
      points: steps.flatMap((step) =>
        Object.hasOwn(step.members, name) ? [[step.update + 1, value(step, name)] as const] : [],
      ),
    }));
  const marks = method.stages.slice(1).flatMap(({ name }, i) => {
    const first = steps.find(({ stage }) => stage === i + 1)?.update;
    return first === undefined || first === 0 ? [] : [{ x: first, name }];
  });
  const common = { xLabel: members.length > 1 ? "updates of all networks" : "updates", marks };
  const { volumesPerBatch: batch } = plan.training;
  const counts = new Set(steps.map((step) => step.batch.unlabelled));
  const changes = steps.filter(({ batch: { unlabelled } }, i) => i > 0 && unlabelled !== steps[i - 1].batch.unlabelled);
  const countHolds = changes.length < 2 * counts.size; // else counts take turns, and their mean is what to look at
  return html`<section><h2>How did training go?</h2>
<p>${summary(facts, steps)}</p>
${shares(facts)}
${bestValidation(facts)}
<div class="charts">
${lineChart({ ...common, title: "Loss", series: series(({ members: all }, name) => all[name]?.terms.loss ?? 0), format: plain, yRange: [0, 0] })}
${validationChart(facts, common)}
${lineChart({ ...common, title: "Learning rate", series: series(({ members: all }, name) => all[name]?.rate ?? 0), format: plain, yRange: [0, 0] })}
${counts.size > 1 && lineChart({ ...common, title: `Unlabelled crops among the ${batch} of a batch`, series: series((step) => step.batch.unlabelled), format: plain, yRange: [0, batch], steps: countHolds })}
</div></section>`;
}

function summary({ events, plan, method }: RunFacts, steps: readonly Step[]): Content {
  const { budget } = plan.training;
  const last = steps.at(-1);
  const done = last === undefined ? 0 : last.update + Object.keys(last.members).length;
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
  const start = events.find((event) => event.type === "start");
  const end = events.findLast((event) => event.type === "end");
  const resumptions = events.filter(({ type }) => type === "resume").length;
  const share = last?.place ?? null;
  return html`${
    end === undefined
      ? html`<b>Training is not over</b>: ${counted(done, "update")} of ${learners(method).length > 1 ? "all networks" : "the network"} ${done === 1 ? "is" : "are"} done${share !== null && `, ${percent(share)} % of the schedule`}. <code>mn train</code> goes on.`
      : html`${counted(done, "update")} took ${duration(seconds)}${start !== undefined && ` on ${start.device === "cpu" ? "the CPU" : start.device}`}.`
  }${end?.peakBytes !== undefined && ` The most memory in use was ${bytesText(end.peakBytes)}.`}${
    budget !== undefined &&
    end !== undefined &&
    ` It was given ${duration(budget.seconds)}, in which ${counted((last?.epoch ?? 0) + 1, "epoch")} were made where ${plan.training.epochs.toLocaleString("en")} were expected.`
  }${
    resumptions > 0 &&
    ` Training was interrupted ${resumptions === 1 ? "once" : `${resumptions} times`} and went on from the last checkpoint; updates that were done again are shown once.`
  }`;
}

/** What shares of the time the stages had, planned and in fact, and a warning where they are off by more than a tenth. */
function shares({ events, method }: RunFacts): Content {
  const found = sharesOf(events, method);
  if (found === undefined) return undefined;
  return html`<p>${sharesText(found)}</p>`;
}

/** The best validation of each set of predictors beside its last. */
function bestValidation({ events, method }: RunFacts): Content {
  const sentences = Object.keys(method.predictors).flatMap((name) => {
    const scores = validationScores(events, name);
    const last = scores.at(-1);
    if (last === undefined) return [];
    const best = scores.reduce((a, b) => (b.dice > a.dice ? b : a));
    return [
      `${predictorTitle(method, name)} ${percent(best.dice)} % after ${best.updates.toLocaleString("en")} updates (last ${percent(last.dice)} %)`,
    ];
  });
  return (
    sentences.length > 0 &&
    html`<p>Best validation Dice: ${sentences.join("; ")}. The last weights are the ones that are used: no score chose among them.</p>`
  );
}

/** Mean Dice over the classes at each validation of a set of predictors; of several after as many updates the last. */
function validationScores(
  events: readonly RunEvent[],
  name: string,
): { readonly dice: number; readonly updates: number }[] {
  const scores = new Map<number, number>();
  for (const event of events) {
    if (event.type !== "validation" || event.network !== name) continue;
    const dice = meanOfClasses(event.dice);
    if (dice !== undefined) scores.set(event.updates, dice);
  }
  return [...scores].map(([updates, dice]) => ({ updates, dice }));
}

function validationChart({ events, plan, method }: RunFacts, common: { readonly xLabel: string }): Content {
  const names = Object.keys(method.predictors);
  const series = names.flatMap((name): Series[] => {
    const points = validationScores(events, name).map(({ updates, dice }) => [updates, dice] as const);
    const alone = learners(method).findIndex((member) => member.name === name);
    const tone = alone < 0 ? "tone-all" : toneOf(alone);
    return points.length === 0 ? [] : [{ name: predictorTitle(method, name), tone, points }];
  });
  if (series.length > 0)
    return lineChart({
      ...common,
      title: "Validation Dice, %, mean over classes",
      series,
      format: percent,
      dots: true,
    });
  const reason =
    plan.dataset.validation.length === 0 ? "No labelled scan is spared for it." : "It has not been measured yet.";
  return html`<figure class="chart"><figcaption><b>Validation Dice</b></figcaption><p class="none">${reason}</p></figure>`;
}
