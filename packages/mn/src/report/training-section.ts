import { meanOfClasses } from "../cotraining/mean-dice.js";
import type { RunEvent } from "../run/events.js";
import { lineChart, type Series } from "./charts.js";
import type { RunFacts } from "./facts.js";
import { type Content, html, type Markup } from "./html.js";
import { counted, duration, percent, plain } from "./numbers.js";

type Step = Extract<RunEvent, { type: "step" }>;

const networkNames = { "2d": "2D network", "3d": "3D network", both: "both averaged" } as const;

/** How training went: its curves, its length, its interruptions. */
export function trainingSection(facts: RunFacts): Markup {
  const { events, plan } = facts;
  const steps = events.filter((event) => event.type === "step");
  if (steps.length === 0) {
    return html`<section><h2>How did training go?</h2><p>It has not begun: <code>mn train</code> trains the networks.</p></section>`;
  }
  const networks = (["3d", "2d"] as const).filter((which) => steps.some(({ network }) => network === which));
  const series = (value: (step: Step) => number): Series[] =>
    networks.map((which) => ({
      name: networkNames[which],
      tone: `tone-${which}`,
      points: steps.filter(({ network }) => network === which).map((step) => [step.update + 1, value(step)]),
    }));
  const stage2 = steps.find(({ stage }) => stage === 2)?.update;
  const common = {
    xLabel: networks.length > 1 ? "updates of both networks" : "updates",
    marks: stage2 === undefined || stage2 === 0 ? [] : [{ x: stage2, name: "stage 2: unlabelled scans join in" }],
  };
  const { volumesPerBatch: batch, sampling } = plan.training;
  const countHolds = sampling !== "learning-rate-average"; // there two counts take turns, and their mean is what to look at
  return html`<section><h2>How did training go?</h2>
<p>${summary(facts, steps)}</p>
${bestValidation(facts)}
<div class="charts">
${lineChart({ ...common, title: "Loss (Dice + KL)", series: series(({ loss }) => loss), format: plain, yRange: [0, 0] })}
${validationChart(facts, common)}
${lineChart({ ...common, title: "Learning rate", series: series(({ learningRate }) => learningRate), format: plain, yRange: [0, 0] })}
${plan.method === "mn" && lineChart({ ...common, title: `Unlabelled crops among the ${batch} of a batch`, series: series(({ unlabelled }) => unlabelled), format: plain, yRange: [0, batch], steps: countHolds })}
</div></section>`;
}

function summary({ events, plan }: RunFacts, steps: readonly Step[]): Content {
  const { updatesPerEpoch, budget } = plan.training;
  const lengths = events.filter((event) => event.type === "length");
  const epochs = lengths.at(-1)?.epochs ?? plan.training.epochs;
  const planned = epochs * updatesPerEpoch * (plan.method === "mn" ? 2 : 1);
  const done = (steps.at(-1)?.update ?? -1) + 1;
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
  const start = events.find((event) => event.type === "start");
  const end = events.findLast((event) => event.type === "end");
  const resumptions = events.filter(({ type }) => type === "resume").length;
  return html`${
    end === undefined
      ? html`<b>Training is not over</b>: ${done.toLocaleString("en")} of ${planned.toLocaleString("en")} updates are done. <code>mn train</code> goes on.`
      : html`${counted(done, "update")} took ${duration(seconds)}${start !== undefined && ` on ${start.device === "cpu" ? "the CPU" : start.device}`}.`
  }${end?.peakBytes !== undefined && ` The most memory in use was ${(end.peakBytes / 2 ** 30).toFixed(1)} GiB.`}${
    lengths.length > 0 &&
    budget !== undefined &&
    ` To end within the budget of ${duration(budget.seconds)}, ${epochs.toLocaleString("en")} epochs were made of the ${plan.training.epochs.toLocaleString("en")} planned.`
  }${
    resumptions > 0 &&
    ` Training was interrupted ${resumptions === 1 ? "once" : `${resumptions} times`} and went on from the last checkpoint; updates that were done again are shown once.`
  }`;
}

/** The best validation of each network beside its last. */
function bestValidation({ events }: RunFacts): Content {
  const sentences = (["3d", "2d", "both"] as const).flatMap((which) => {
    const scores = events.flatMap((event) => {
      if (event.type !== "validation" || event.network !== which) return [];
      const dice = meanOfClasses(event.dice);
      return dice === undefined ? [] : [{ dice, updates: event.updates }];
    });
    const last = scores.at(-1);
    if (last === undefined) return [];
    const best = scores.reduce((a, b) => (b.dice > a.dice ? b : a));
    return [
      `${networkNames[which]} ${percent(best.dice)} % after ${best.updates.toLocaleString("en")} updates (last ${percent(last.dice)} %)`,
    ];
  });
  return (
    sentences.length > 0 &&
    html`<p>Best validation Dice: ${sentences.join("; ")}. The last weights are the ones that are used: no score chose among them.</p>`
  );
}

function validationChart({ events, plan }: RunFacts, common: { readonly xLabel: string }): Content {
  const series = (["3d", "2d", "both"] as const).flatMap((which): Series[] => {
    const means = new Map<number, number>();
    for (const event of events) {
      if (event.type !== "validation" || event.network !== which) continue;
      const mean = meanOfClasses(event.dice);
      if (mean !== undefined) means.set(event.updates, mean);
    }
    return means.size === 0 ? [] : [{ name: networkNames[which], tone: `tone-${which}`, points: [...means] }];
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
