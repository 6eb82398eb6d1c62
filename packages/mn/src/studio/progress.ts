// How a training stands, and the rounds that led to it, told from the runs' folders alone: events, the lock, networks, predictions,
// saved labels.

import { existsSync } from "node:fs";
import { basename } from "node:path";
import type { Round, State } from "@mandn/studio/api";
import { meanOfClasses } from "../evaluation/masks.js";
import type { RunEvent } from "../run/events.js";
import { RunFolder } from "../run/folder.js";
import type { LabelsFolder } from "../run/labels-folder.js";
import type { Predictions } from "../run/results.js";
import { Run } from "../steps/run.js";

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
