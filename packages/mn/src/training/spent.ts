/**
 * What a training spent, told by its events: updates, passes through networks, time, memory; and of the time the stages' shares,
 * planned and in fact, which tell whether a budget was kept to without spoiling the schedule. Of work that was done twice because a run
 * was killed between checkpoints, only what counts in the end is counted.
 */

import { capitalised, counted, percent } from "@mandn/base";
import type { RunEvent } from "../run/events.js";
import type { Passes } from "./kit.js";
import type { Method } from "./method.js";

export interface Spent {
  readonly steps: number;
  /** Updates of all members. */
  readonly updates: number;
  /** Undefined in a run of an earlier version, which did not count them. */
  readonly passes: Passes | undefined;
  /** Of all steps, without those in which nothing was done. */
  readonly seconds: number;
  /** Of all cores, with validations, pseudo-masks and checkpoints; undefined in a run of an earlier version. */
  readonly cpuSeconds: number | undefined;
  /** The most memory that its process had at once, in its last session; undefined before the end. */
  readonly peakBytes: number | undefined;
}

/** @param events those that count, as `readEvents` gives them */
export function spentBy(events: readonly RunEvent[]): Spent {
  const steps = events.filter((event) => event.type === "step");
  const sum = <T>(all: readonly T[], value: (one: T) => number) => all.reduce((total, one) => total + value(one), 0);
  const passes = steps.flatMap((step) => step.passes ?? []);
  return {
    steps: steps.length,
    updates: sum(steps, ({ members }) => Object.keys(members).length),
    passes:
      passes.length < steps.length
        ? undefined
        : { withGradient: sum(passes, (one) => one.withGradient), without: sum(passes, (one) => one.without) },
    seconds: sum(steps, ({ seconds, stalled = 0 }) => seconds - stalled),
    cpuSeconds: cpuSecondsOf(events),
    peakBytes: events.findLast((event) => event.type === "end")?.peakBytes,
  };
}

/** Each session counts from its own beginning: of each the last count. */
function cpuSecondsOf(events: readonly RunEvent[]): number | undefined {
  let [before, session] = [0, undefined as number | undefined];
  let isKnown = false;
  for (const event of events) {
    if (event.type === "resume" || event.type === "start") {
      before += session ?? 0;
      session = undefined;
    } else if ((event.type === "checkpoint" || event.type === "end") && event.cpuSeconds !== undefined) {
      session = event.cpuSeconds;
      isKnown = true;
    }
  }
  return isKnown ? before + (session ?? 0) : undefined;
}

export interface Shares {
  /** By stage, as shares of the seconds of all steps, pseudo-masks and validations, without those in which nothing was done. */
  readonly stages: readonly { readonly name: string; readonly planned: number; readonly actual: number }[];
  /** Updates of all members with unlabelled crops in their batch, and without. */
  readonly taught: number;
  readonly untaught: number;
  /** How often the speed through the schedule was set by the clock. */
  readonly changes: number;
  /** What is off by more than a tenth, as sentences; of a finished run with a budget: without one, stages are shares of the epochs. */
  readonly warnings: readonly string[];
}

/** Shares that are off by more than this share of the plan's are warned of. */
const TOLERATED = 0.1;

/** Seconds of each stage's steps, and of the pseudo-masks and validations before them. */
function secondsByStage(events: readonly RunEvent[]): number[] {
  const seconds: number[] = [];
  let [stage, before] = [0, 0];
  const add = (more: number) => (seconds[stage] = (seconds[stage] ?? 0) + more);
  for (const event of events) {
    if (event.type === "pseudo-masks" || event.type === "validation") before += event.seconds ?? 0;
    if (event.type !== "step") continue;
    stage = event.stage;
    add(before + event.seconds - (event.stalled ?? 0));
    before = 0;
  }
  add(before);
  return Array.from(seconds, (one) => one ?? 0);
}

/** @returns undefined while no step is done. */
export function sharesOf(events: readonly RunEvent[], { stages }: Pick<Method, "stages">): Shares | undefined {
  const steps = events.filter((event) => event.type === "step");
  const seconds = secondsByStage(events);
  const all = seconds.reduce((sum, one) => sum + one, 0);
  if (all === 0) return undefined;
  const updates = (wanted: (unlabelled: number) => boolean) =>
    steps
      .filter(({ batch }) => wanted(batch.unlabelled))
      .reduce((sum, { members }) => sum + Object.keys(members).length, 0);
  const found = stages.map(({ name, until }, i) => {
    const planned = until - (stages[i - 1]?.until ?? 0);
    return { name, planned, actual: (seconds[i] ?? 0) / all };
  });
  const changes = events.filter(({ type }) => type === "pace").length;
  const isOver = events.some(({ type }) => type === "end");
  const off =
    isOver && changes > 0
      ? found.filter(({ planned, actual }) => Math.abs(actual - planned) > TOLERATED * planned)
      : [];
  return {
    stages: found,
    taught: updates((unlabelled) => unlabelled > 0),
    untaught: updates((unlabelled) => unlabelled === 0),
    changes,
    warnings: off.map(
      ({ name, planned, actual }) =>
        `${name} had ${Math.round(100 * actual)} % of the time where ${Math.round(100 * planned)} % were planned.`,
    ),
  };
}

const asSentence = (text: string) => `${capitalised(text)}. `;

/** The shares as sentences. */
export function sharesText({ stages, taught, untaught, changes, warnings }: Shares): string {
  const parts = stages.map(
    ({ name, planned, actual }) => `${name} had ${percent(actual)} % of the time (planned ${percent(planned)} %)`,
  );
  const crops = `${counted(taught, "update")} with unlabelled crops, ${untaught.toLocaleString("en")} without`;
  const pace =
    changes === 0 ? "" : ` The speed through the schedule was set ${changes === 1 ? "once" : `${changes} times`}.`;
  return `${parts.length > 1 ? asSentence(parts.join("; ")) : ""}${crops}.${pace}${warnings.map((warning) => ` Warning: ${warning}`).join("")}`;
}
