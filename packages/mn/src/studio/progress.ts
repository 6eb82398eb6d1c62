// How a training stands, and the rounds that led to it, told from the runs' folders alone: events, the lock, networks, predictions,
// saved labels. Events are read on from where the last look ended, so that a long log costs once; what a new listener gets first is
// thinned, and every event after that comes as it is.

import { existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { Round, State } from "@mandn/studio/api";
import { meanOfClasses } from "../evaluation/masks.js";
import { type PlacedEvent, type RunEvent, readEventsFrom, thatCount } from "../run/events.js";
import { RunFolder } from "../run/folder.js";
import type { LabelsFolder } from "../run/labels-folder.js";
import type { Predictions } from "../run/results.js";
import { Run } from "../steps/run.js";

/** Steps of one curve that a new listener gets. */
export const THINNED = 1500;

export class EventTail {
  #all: PlacedEvent[] = [];
  #counted: readonly PlacedEvent[] | undefined;
  #file = 0;

  constructor(private readonly folder: RunFolder) {}

  /**
   * Reads what was written since; a line still being written waits.
   *
   * @returns the new events; undefined where the log is not the one that it was, and has been read anew
   * @throws MnError `"run"` when it cannot be read, or a line is no event
   */
  poll(): readonly PlacedEvent[] | undefined {
    const status = statSync(this.folder.events, { throwIfNoEntry: false });
    const file = status?.ino ?? 0;
    const isAnother = this.#file !== 0 && (file !== this.#file || (status?.size ?? 0) < this.#end);
    if (isAnother) this.#all = [];
    this.#file = file;
    const more = status === undefined || status.size === this.#end ? [] : readEventsFrom(this.folder, this.#end);
    if (more.length > 0 || isAnother) this.#counted = undefined;
    this.#all.push(...more);
    return isAnother ? undefined : more;
  }

  get #end(): number {
    return this.#all.at(-1)?.end ?? 0;
  }

  /** Those that count in the end, as `readEvents` gives them. */
  get counted(): readonly PlacedEvent[] {
    this.#counted ??= thatCount(this.#all);
    return this.#counted;
  }

  get events(): readonly RunEvent[] {
    return this.counted.map(({ event }) => event);
  }

  /** What a listener has not heard that heard everything up to a place; every event, also what happened again. */
  since(end: number): readonly PlacedEvent[] {
    return this.#all.filter((placed) => placed.end > end);
  }

  /** What a new listener gets: of each kind of step so many, evenly, and the last; all else whole. */
  get thinned(): readonly PlacedEvent[] {
    const kindOf = ({ event }: PlacedEvent) =>
      event.type === "step" ? Object.keys(event.members).sort().join() : undefined;
    const totals = new Map<string, number>();
    for (const placed of this.counted) {
      const kind = kindOf(placed);
      if (kind !== undefined) totals.set(kind, (totals.get(kind) ?? 0) + 1);
    }
    const seen = new Map<string, number>();
    return this.counted.filter((placed) => {
      const kind = kindOf(placed);
      if (kind === undefined) return true;
      const [total, place] = [totals.get(kind) ?? 0, seen.get(kind) ?? 0];
      seen.set(kind, place + 1);
      const kept = Math.min(total, THINNED);
      return Math.floor(((place + 1) * kept) / total) > Math.floor((place * kept) / total);
    });
  }
}

/** Numbers of a training. */
export type Spent = Pick<State["training"], "updates" | "place" | "secondsSpent" | "budgetSeconds" | "secondsLeft">;

/** @param events those that count */
export function spentOf({ plan }: Run, events: readonly RunEvent[], isDone: boolean): Spent {
  const last = events.findLast((event) => event.type === "step");
  const place = isDone ? 1 : last?.type === "step" ? last.place : null;
  const secondsSpent = secondsOf(events);
  const budgetSeconds = plan.training.budget?.seconds ?? null;
  const byPlace = place === null || place === 0 ? null : (secondsSpent * (1 - place)) / place;
  const left = budgetSeconds === null ? byPlace : Math.max(0, budgetSeconds - secondsSpent);
  return { updates: updatesOf(events), place, secondsSpent, budgetSeconds, secondsLeft: isDone ? null : left };
}

function updatesOf(events: readonly RunEvent[]): number {
  const last = events.findLast((event) => event.type === "step" || event.type === "end");
  if (last?.type === "step") return last.update + Object.keys(last.members).length;
  return last?.type === "end" ? last.updates : 0;
}

/** Of all sessions, from the first event of each to its last. */
function secondsOf(events: readonly RunEvent[]): number {
  let [total, begun, last] = [0, 0, 0];
  for (const { type, time } of events) {
    if (type === "start" || type === "resume") {
      total += last - begun;
      begun = time;
    }
    last = time;
  }
  return Math.max(0, total + last - begun) / 1000;
}

/** What a run and its labels came to. */
export function roundOf(
  run: Run,
  events: readonly RunEvent[],
  predictions: Predictions | undefined,
  labels: LabelsFolder,
): Round {
  const name = basename(run.folder.root);
  const { labelled, unlabelled } = run.plan.dataset;
  const validation: Record<string, number | null> = {};
  for (const event of events) {
    if (event.type === "validation") validation[event.network] = meanOfClasses(event.dice) ?? null;
  }
  const isUnlabelled = new Set(unlabelled);
  const differences = predictions?.scans.flatMap(({ id, disagreement }) =>
    isUnlabelled.has(id) && disagreement.kind === "value" ? [disagreement.value] : [],
  );
  const corrections = labels.all().flatMap(({ run: where, diceToPrediction }) => {
    return where === name && diceToPrediction !== null ? [1 - diceToPrediction] : [];
  });
  return {
    name,
    labelled: labelled.length,
    updates: updatesOf(events),
    seconds: secondsOf(events),
    validation,
    disagreement: meanOf(differences ?? []),
    correction: meanOf(corrections),
  };
}

const meanOf = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The runs that a run went on from, the first first, as far as they are still there. */
export async function earlierRuns(run: Run): Promise<Run[]> {
  const runs: Run[] = [];
  const seen = new Set([run.folder.root]);
  for (let start = run.plan.start?.run; start !== undefined && !seen.has(start); ) {
    seen.add(start);
    if (!existsSync(new RunFolder(start).plan)) break;
    const earlier = await Run.open(start);
    runs.unshift(earlier);
    start = earlier.plan.start?.run;
  }
  return runs;
}
