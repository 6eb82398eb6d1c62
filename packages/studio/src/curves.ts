// A run's events as curves and as sentences: losses, rates, unlabelled crops, scores. Events are those of events.jsonl; of each this knows
// what it shows and lets the rest be.

import { counted, duration, percent } from "@mandn/base";
import * as z from "zod";
import type { Series } from "./view/charts.js";

const common = { time: z.number() };
export const runEventSchema = z.discriminatedUnion("type", [
  z.object({
    ...common,
    type: z.literal("step"),
    update: z.number(),
    stage: z.number(),
    batch: z.object({ unlabelled: z.number() }),
    members: z.record(z.string(), z.object({ rate: z.number(), terms: z.record(z.string(), z.number()) })),
  }),
  z.object({
    ...common,
    type: z.literal("validation"),
    updates: z.number(),
    network: z.string(),
    dice: z.array(z.number().nullable()),
  }),
  z.object({ ...common, type: z.literal("start"), device: z.string() }),
  z.object({ ...common, type: z.literal("resume"), updates: z.number() }),
  z.object({ ...common, type: z.literal("pseudo-masks"), cases: z.number(), seconds: z.number() }),
  z.object({ ...common, type: z.literal("pace"), epochs: z.number() }),
  z.object({ ...common, type: z.literal("checkpoint"), updates: z.number(), file: z.string() }),
  z.object({ ...common, type: z.literal("interrupted"), updates: z.number(), reason: z.string() }),
  z.object({ ...common, type: z.literal("end"), updates: z.number(), seconds: z.number() }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;

/** `x` counts updates of all networks. */
type Points = (readonly [x: number, y: number])[];

/** Sentences that are kept. */
const MOST_SENTENCES = 12;

/** The curves of a run so far. */
export class Curves {
  readonly losses = new Map<string, Points>();
  readonly rates = new Map<string, Points>();
  readonly scores = new Map<string, Points>();
  readonly unlabelled: Points = [];
  /** Where each stage but the first began. */
  readonly stages: { readonly x: number; readonly name: string }[] = [];
  /** What happened last, the last first; steps are not told. */
  readonly sentences: { readonly time: number; readonly text: string }[] = [];
  #stage = 0;

  add(event: RunEvent): void {
    if (event.type === "step") this.#step(event);
    else if (event.type === "validation") {
      const dice = event.dice.filter((value) => value !== null);
      if (dice.length > 0)
        pointsOf(this.scores, event.network).push([event.updates, dice.reduce((sum, one) => sum + one) / dice.length]);
    } else if (event.type === "start") this.#forget(0);
    else if (event.type === "resume") this.#forget(event.updates);
    const text = sentenceOf(event);
    if (text === undefined) return;
    this.sentences.unshift({ time: event.time, text });
    this.sentences.length = Math.min(this.sentences.length, MOST_SENTENCES);
  }

  #step({ update, stage, batch, members }: Extract<RunEvent, { type: "step" }>): void {
    for (const [name, { rate, terms }] of Object.entries(members)) {
      pointsOf(this.rates, name).push([update, rate]);
      if (terms.loss !== undefined) pointsOf(this.losses, name).push([update, terms.loss]);
    }
    this.unlabelled.push([update, batch.unlabelled]);
    if (stage > this.#stage) this.stages.push({ x: update, name: `stage ${stage + 1}` });
    this.#stage = stage;
  }

  /** Steps after so many updates did not count: the run went on from there. */
  #forget(updates: number): void {
    for (const points of [...this.losses.values(), ...this.rates.values(), ...this.scores.values(), this.unlabelled]) {
      while ((points.at(-1)?.[0] ?? -1) >= updates) points.pop();
    }
    while ((this.stages.at(-1)?.x ?? -1) >= updates) this.stages.pop();
    this.#stage = this.stages.length;
  }
}

function pointsOf(curves: Map<string, Points>, name: string): Points {
  const known = curves.get(name);
  if (known !== undefined) return known;
  const made: Points = [];
  curves.set(name, made);
  return made;
}

/** Curves by name as a chart takes them; each of the networks has one tone in all charts, and all of them together another. */
export function seriesOf(curves: ReadonlyMap<string, Points>, networks: readonly string[]): Series[] {
  return [...curves].map(([name, points]) => {
    const place = networks.indexOf(name);
    return { name: shortTitle(name), tone: place < 0 ? "tone-all" : `tone-${place % 3}`, points };
  });
}

/** A network or mask where there is little room. */
export function shortTitle(name: string): string {
  return /^\dd$/.test(name) ? name.toUpperCase() : `${(name[0] ?? "").toUpperCase()}${name.slice(1)}`;
}

/** A mask as people call it, by its network or its version. */
export function maskTitle(name: string): string {
  if (/^v\d+$/.test(name)) return `version ${name.slice(1)}`;
  if (name === "both") return "both networks";
  return /^\dd$/.test(name) ? `${name.toUpperCase()} network` : name;
}

function sentenceOf(event: RunEvent): string | undefined {
  switch (event.type) {
    case "start":
      return `Training began on ${event.device === "cpu" ? "the CPU" : event.device}.`;
    case "resume":
      return `Training goes on after ${counted(event.updates, "update")}.`;
    case "validation": {
      const scores = event.dice.map((value) => (value === null ? "–" : percent(value)));
      return `Validation of ${maskTitle(event.network)}: Dice ${scores.join(", ")} %.`;
    }
    case "pseudo-masks":
      return `Masks of ${counted(event.cases, "unlabelled scan")} were made in ${duration(event.seconds)}.`;
    case "pace":
      return `The schedule has ${counted(Math.round(event.epochs), "epoch")} now, so that it ends with its budget.`;
    case "checkpoint":
      return `Saved after ${counted(event.updates, "update")}.`;
    case "interrupted":
      return `Training stopped after ${counted(event.updates, "update")}: ${event.reason}.`;
    case "end":
      return `Training ended after ${counted(event.updates, "update")} and ${duration(event.seconds)}.`;
    case "step":
      return undefined;
  }
}
