import type { RunEvent } from "../run/events.js";

/** How far a step is. */
export interface Progress {
  /** What is being done, as one word or two: "checking scans". */
  readonly what: string;
  /** How many are done; with a fraction, how far the next one is. */
  readonly done: number;
  readonly total: number;
  /** What is counted: "scans", "updates". */
  readonly unit: string;
  /** What is worth seeing at this moment: the last case, the loss. */
  readonly detail?: string;
}

/** What every step takes. */
export interface StepOptions {
  /** Aborted: the step ends at its next safe point and rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Told of every step, validation and checkpoint of a training, as `events.jsonl` has them. */
  readonly onEvent?: (event: RunEvent) => void;
  /** Told what should be known but stops nothing, as a sentence. */
  readonly onNote?: (sentence: string) => void;
}
