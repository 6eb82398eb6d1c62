/**
 * Lets a run end with its budget, whatever the machine does. The place in the schedule follows the share of the training time
 * that is spent, so warm-up, stage 1 and annealing get their shares of the *time*; how many updates that makes is what comes
 * out. The share is told by the clock alone. Between two decisions the schedule goes on evenly by epochs, and waits at `until`
 * for the next one, so a wrong idea of the speed costs little: the first stretches are short, and grow while they prove right.
 * Time in which the process was stopped is not on the clock (running-clock.ts). Other time that is not training, such as a disk that
 * does not answer, takes from the budget and not from the schedule.
 */
import type { Speed } from "../plan/schedule.js";

/** Share of the budget that is aimed at: overrunning is worse than ending early. */
export const AIMED = 0.98;
/** By how much of the schedule a run may be off the way that was decided, and by how much of what is left of it. */
const TOLERATED = 0.01;
const TOLERATED_OF_REST = 0.1;
/** The first stretch, as a share of the schedule, and how a stretch grows that proved right. */
const FIRST_STRETCH = 0.005;
const GROWTH = 2;
/** A run that is late still gets so many epochs to anneal in. */
const LEAST_EPOCHS = 10;
/** Catching up goes at most so many times as fast as the clock. */
const FASTEST = 2;
const SLOWEST = 0.5;
/** A step that takes so many times as long as is usual, and a second more, did not train all the while. */
const STALLED = 8;
/** How much the newest epoch counts in what an epoch takes. */
const NEWEST = 0.2;

export interface PaceState {
  /** Seconds of the stages' work so far: steps, pseudo-masks and validations, without start-up. */
  readonly worked: number;
  /** The share of the schedule that the clock asks for. */
  readonly target: number;
}

/** From where to where the place goes while the clock's share goes from `from` to `to`. */
interface Path {
  readonly from: number;
  readonly to: number;
  readonly place: number;
  readonly until: number;
}

export class Pace {
  /** Seconds of the budget. */
  readonly #budget: number;
  #worked: number;
  #target: number;
  /** Seconds of the steps of the epoch that is under way, start-up aside. */
  #inEpoch = 0;
  /** Seconds that an epoch takes; undefined until one is measured. */
  #perEpoch: number | undefined;
  /** Seconds that each kind of step of this session usually takes; undefined after its first one, which is start-up. */
  readonly #usual = new Map<string, number | undefined>();
  #stretch = FIRST_STRETCH;
  /** Where the last decision of this session leads. */
  #path: Path | undefined;

  /** @param budget in seconds */
  constructor(budget: number, state: PaceState = { worked: 0, target: 0 }) {
    this.#budget = budget;
    this.#worked = state.worked;
    this.#target = state.target;
  }

  get state(): PaceState {
    return { worked: this.#worked, target: this.#target };
  }

  /**
   * Takes note of a step. The first of its kind in a session is start-up.
   *
   * @param kind what its seconds depend on
   * @returns the seconds of it that were not training
   */
  step(kind: string, seconds: number): number {
    const usual = this.#usual.get(kind);
    if (!this.#usual.has(kind)) {
      this.#usual.set(kind, undefined);
      return 0;
    }
    const isStalled = usual !== undefined && seconds > STALLED * usual && seconds > usual + 1;
    const trained = isStalled ? usual : seconds;
    this.#usual.set(kind, usual === undefined ? trained : usual + NEWEST * (trained - usual));
    this.#inEpoch += trained;
    this.#worked += trained;
    return seconds - trained;
  }

  /** Takes note of seconds that a validation or pseudo-masks took. */
  work(seconds: number): void {
    this.#worked += seconds;
  }

  /**
   * What to do from an epoch on that is about to begin.
   *
   * @param spent seconds of the budget that are gone
   * @returns another speed for the schedule, or undefined to go on as it is
   */
  look(epoch: number, place: number, speed: Speed, spent: number): Pick<Speed, "epochs" | "until"> | undefined {
    if (this.#inEpoch > 0) {
      this.#perEpoch =
        this.#perEpoch === undefined ? this.#inEpoch : this.#perEpoch + NEWEST * (this.#inEpoch - this.#perEpoch);
      this.#inEpoch = 0;
    }
    const left = Math.max(0, AIMED * this.#budget - spent);
    this.#target = Math.max(this.#target, Math.min(1, this.#worked / Math.max(this.#worked + left, 1e-9)));
    if (this.#perEpoch === undefined) {
      if (epoch > 0 && place < speed.until) return undefined;
      return { epochs: speed.epochs, until: Math.min(1, place + FIRST_STRETCH) };
    }
    const endsSoon = speed.until === 1 && (1 - place) * speed.epochs <= LEAST_EPOCHS;
    if (endsSoon && left <= LEAST_EPOCHS * this.#perEpoch) return undefined; // it is late, and anneals
    const isOff = Math.abs(place - this.#due) > Math.min(TOLERATED, TOLERATED_OF_REST * (1 - this.#target));
    const waits = speed.until < 1 && place >= speed.until - 1e-9;
    if (!isOff && !waits) return undefined;
    this.#stretch = isOff ? Math.max(FIRST_STRETCH, Math.min(this.#stretch, 2 * TOLERATED)) : GROWTH * this.#stretch;
    const decided = this.#decide(place, left, this.#perEpoch);
    this.#path = { from: this.#target, to: decided.aim, place, until: decided.until };
    return { epochs: decided.epochs, until: decided.until };
  }

  /**
   * Where the place should be now: on the way that was decided. While a run catches up that is not yet the clock's share;
   * measured against the share it would be off, and decide anew, at every epoch.
   */
  get #due(): number {
    if (this.#path === undefined) return this.#target;
    const { from, to, place, until } = this.#path;
    return place + (until - place) * Math.min(1, (this.#target - from) / Math.max(1e-9, to - from));
  }

  /** The speed at which the place meets the clock's share at the end of the next stretch, or comes as near as it may. */
  #decide(place: number, left: number, perEpoch: number): Pick<Speed, "epochs" | "until"> & { readonly aim: number } {
    const rest = Math.max(1e-9, 1 - this.#target);
    const epochsLeft = Math.max(LEAST_EPOCHS, left / perEpoch);
    const even = epochsLeft / (1 - place);
    const isLast = this.#stretch >= 0.5 || (1 - this.#stretch / rest) * epochsLeft <= LEAST_EPOCHS;
    if (isLast) return { epochs: even, until: 1, aim: 1 };
    const aim = this.#target + this.#stretch;
    /** What the place gains in this stretch at an even speed to the end. */
    const evenly = (1 - place) * (this.#stretch / rest);
    const times = Math.min(FASTEST, Math.max(SLOWEST, (aim - place) / evenly));
    return { epochs: even / times, until: Math.min(1, place + times * evenly), aim };
  }
}
