/**
 * What a training spent: updates, passes through networks, time, memory. Of work that was done twice because a run was killed
 * between checkpoints, only what counts in the end is counted.
 */
import type { RunEvent } from "../run/events.js";
import type { Passes } from "./kit.js";

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
