// How many threads a training on a CPU computes with while a budget lasts. Where another program keeps a core busy, every step waits for the
// slowest thread, and fewer threads are quicker: beside a process on one of two cores, one thread makes twice the updates of two.
import { median } from "@mandn/base";

/** Steps that another number of threads is tried for. */
const TRIED = 4;
/** Steps with one number of threads before another is tried. */
const SETTLED = 16;
/** Seconds until the next trial: at first, and at most. While fewer threads than there are compute, trials stay frequent. */
const FIRST = 2;
const MOST = 40;
/** The share of the time that another number must take to be kept. */
const QUICKER = 0.93;

/** Chooses the number of threads by trying: all, or half of them. */
export class Threads {
  readonly #all: number;
  readonly #fewer: number;
  readonly #set: (count: number) => void;
  /** That compute, apart from trials. */
  #kept: number;
  #isTrying = false;
  #steps = 0;
  #seconds = 0;
  #wait = FIRST;
  /** Seconds of each kind of step, by whether they were tried or kept. */
  #took = { kept: new Map<string, number[]>(), tried: new Map<string, number[]>() };

  /**
   * @param all threads that there are
   * @param set makes so many compute from then on
   */
  constructor(all: number, set: (count: number) => void) {
    this.#all = all;
    this.#fewer = Math.max(1, Math.floor(all / 2));
    this.#kept = all;
    this.#set = set;
  }

  /** That compute now. */
  get count(): number {
    return this.#isTrying ? this.#other : this.#kept;
  }

  get #other(): number {
    return this.#kept === this.#all ? this.#fewer : this.#all;
  }

  /**
   * Takes note of a step.
   *
   * @param kind what its seconds depend on
   * @returns the number of threads where another one is kept from now on
   */
  step(kind: string, seconds: number): number | undefined {
    if (this.#fewer === this.#all) return undefined;
    const took = this.#isTrying ? this.#took.tried : this.#took.kept;
    took.set(kind, [...(took.get(kind) ?? []), seconds].slice(-SETTLED));
    this.#steps += 1;
    this.#seconds += seconds;
    if (!this.#isTrying) {
      if (this.#steps >= SETTLED && this.#seconds >= this.#wait) this.#begin(true);
      return undefined;
    }
    if (this.#steps < TRIED) return undefined;
    const isQuicker = this.#ratio < QUICKER;
    if (isQuicker) this.#kept = this.#other;
    this.#wait = isQuicker || this.#kept !== this.#all ? 4 * FIRST : Math.min(MOST, 2 * this.#wait);
    this.#begin(false);
    return isQuicker ? this.#kept : undefined;
  }

  /** Gives all threads back. */
  end(): void {
    if (this.count !== this.#all) this.#set(this.#all);
  }

  #begin(isTrying: boolean): void {
    this.#isTrying = isTrying;
    this.#steps = 0;
    this.#seconds = 0;
    this.#took.tried.clear();
    if (!isTrying) this.#took.kept.clear();
    this.#set(this.count);
  }

  /** Seconds of the kinds of steps that were tried, over those that they took before; the medians of each kind. */
  get #ratio(): number {
    let [tried, kept] = [0, 0];
    for (const [kind, seconds] of this.#took.tried) {
      const before = this.#took.kept.get(kind);
      if (before === undefined) continue;
      tried += median(seconds);
      kept += median(before);
    }
    return kept === 0 ? 1 : tried / kept;
  }
}
