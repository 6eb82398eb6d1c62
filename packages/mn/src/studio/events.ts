// The events of a run while they are written: read on from where the last look ended, so that a long log costs once. What a new listener
// gets first is thinned; every event after that comes as it is.

import { statSync } from "node:fs";
import type { RunEvent } from "../run/events.js";
import { type PlacedEvent, readEventsFrom, thatCount } from "../run/events.js";
import type { RunFolder } from "../run/folder.js";

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
