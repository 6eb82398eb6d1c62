/**
 * A clock that stands still while this process is stopped: by Ctrl-Z, by a scheduler that suspends it, with its virtual machine. A
 * budget is not charged with that time, as it is not with the time between two sessions. A thread looks at the time ten times a second;
 * where it could not for long, and the process had no processor meanwhile, the process was stopped.
 */
import { Worker } from "node:worker_threads";

/**
 * Places of the numbers that the two threads share: when the other one looked last, and for how long the process was stopped so far, in
 * nanoseconds; 1 once the clock is not needed any more.
 */
export const SHARED = { looked: 0, stopped: 1, ended: 2 } as const;
/** Nanoseconds without a look beyond which the process may have been stopped. */
export const LONGEST = 1_000_000_000n;

export class RunningClock implements Disposable {
  readonly #shared = new BigInt64Array(new SharedArrayBuffer(8 * Object.keys(SHARED).length));
  #latest = 0;

  constructor() {
    this.#shared[SHARED.looked] = process.hrtime.bigint();
    const program = new URL("./running-clock-worker.js", import.meta.url);
    new Worker(program, { execArgv: [], workerData: this.#shared }).unref();
  }

  /** Milliseconds since some moment, without those in which the process was stopped. Never goes back. */
  readonly now = (): number => {
    const looked = Atomics.load(this.#shared, SHARED.looked);
    // Just continued, it seems: the thread is about to say for how long the process was stopped.
    if (process.hrtime.bigint() - looked > LONGEST) Atomics.wait(this.#shared, SHARED.looked, looked, 500);
    const running = process.hrtime.bigint() - Atomics.load(this.#shared, SHARED.stopped);
    this.#latest = Math.max(this.#latest, Number(running) / 1e6);
    return this.#latest;
  };

  [Symbol.dispose](): void {
    Atomics.store(this.#shared, SHARED.ended, 1n);
    Atomics.notify(this.#shared, SHARED.ended);
  }
}
