// What a command has to do with its terminal: results on standard output, progress and warnings on standard error, and the signals
// that ask it to end.
import { clock, visible, visibleJson, visibleLines } from "@mandn/base";
import { MnError } from "../errors.js";
import type { Progress, StepOptions } from "../steps/run.js";
import { exitCodeOfSignal } from "./failure.js";

/** Runs a command's work with progress on standard error, until it is done or interrupted. */
export function withProgress<T>(work: (options: StepOptions) => Promise<T>): Promise<T> {
  return interruptible(async (signal) => {
    const line = new ProgressLine();
    try {
      return await work({ signal, onProgress: line.update, onNote: line.note });
    } finally {
      line.end();
    }
  });
}

/** Ctrl-C, `kill`, and a terminal or connection that closes. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command that the signals end at its next safe point, by the signal it is given; a second one ends it at once.
 *
 * @throws what `body` throws; the signal's reason is an {@link MnError} `"interrupted"`.
 */
async function interruptible<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onSignal = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(exitCodeOfSignal(signal));
    process.stderr.write("\nEnding at the next safe point; once more ends at once.\n");
    controller.abort(new MnError("interrupted", `Interrupted by ${signal}.`, { signal }));
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    return await body(controller.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}

/** Results go to standard output. */
export function print(text: string): void {
  write(visibleLines(text));
}

function write(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** What went wrong though the command went on goes to standard error. */
export function warn(text: string): void {
  process.stderr.write(`mn: ${visibleLines(text)}\n`);
}

export function printJson(data: unknown): void {
  write(visibleJson(JSON.stringify(data, null, 2)));
}

/** Characters in a line of the terminal; in a log, or a pipe, 120. */
export const width = (): number => process.stdout.columns ?? 120;

/** The examples under a command's help. */
export const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  ${line}`).join("\n")}\n`;

/** Where progress is shown: standard error, or in tests something like it. */
interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Milliseconds between two pictures of the line on a terminal, and between two lines in a log. */
const TERMINAL_EVERY = 100;
const LOG_EVERY = 30_000;

/** Long work's progress: one line that changes on a terminal, a line now and then in a log. */
export class ProgressLine {
  #what = "";
  /** Where the work that is under way began, for its rate: what was done before does not count. */
  #begun = { at: 0, done: 0 };
  #shownAt = Number.NEGATIVE_INFINITY;
  #isOpen = false;

  constructor(
    private readonly stream: ProgressStream = process.stderr,
    private readonly now: () => number = () => performance.now(),
  ) {}

  readonly update = (progress: Progress): void => {
    const now = this.now();
    if (progress.what !== this.#what) {
      this.#close();
      this.#what = progress.what;
      this.#begun = { at: now, done: Math.max(0, progress.done - 1) };
      this.#shownAt = Number.NEGATIVE_INFINITY;
    }
    const isLast = progress.done >= progress.total;
    if (!isLast && now - this.#shownAt < (this.stream.isTTY ? TERMINAL_EVERY : LOG_EVERY)) return;
    this.#shownAt = now;
    const line = visible(this.#line(progress, now));
    if (this.stream.isTTY) {
      this.stream.write(`\r\u001b[K${line.slice(0, (this.stream.columns ?? 80) - 1)}`);
      this.#isOpen = true;
      if (isLast) this.#close();
    } else this.stream.write(`${line}\n`);
  };

  /** A sentence on a line of its own. */
  readonly note = (sentence: string): void => {
    if (this.#isOpen) this.stream.write("\r\u001b[K");
    this.#isOpen = false;
    this.stream.write(`${visibleLines(sentence)}\n`);
  };

  /** Leaves the last picture standing. */
  end(): void {
    this.#close();
    this.#what = "";
  }

  #close(): void {
    if (this.#isOpen) this.stream.write("\n");
    this.#isOpen = false;
  }

  #line({ what, done, total, unit, detail }: Progress, now: number): string {
    const seconds = (now - this.#begun.at) / 1000;
    const rate = seconds > 0 ? (done - this.#begun.done) / seconds : 0;
    const speed =
      rate >= 1 ? `${rate.toPrecision(2)} ${unit}/s` : rate > 0 ? `${(1 / rate).toPrecision(2)} s each` : "";
    const time = done >= total ? `took ${clock(seconds)}` : rate > 0 ? `${clock((total - done) / rate)} left` : "";
    const whole = Number.isInteger(total) ? Math.floor(done) : done;
    return [`${what} ${whole}/${total} ${unit}`, speed, time, detail ?? ""].filter((part) => part !== "").join(" · ");
  }
}
