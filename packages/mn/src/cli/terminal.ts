// What a command has to do with its terminal: results on standard output, progress and warnings on standard error, and the signals
// that ask it to end.
import { appendFileSync, closeSync, existsSync, readSync } from "node:fs";
import { clock, openRegularSync, orFileError, visible, visibleJson, visibleLines } from "@mandn/base";
import { MnError } from "../errors.js";
import type { Progress, StepOptions } from "../steps/run.js";
import { exitCodeOfSignal } from "./failure.js";

/** How much a command tells of its work, besides its result and its errors. */
export interface Telling {
  /** Nothing. */
  readonly quiet?: boolean;
  /** Every scan and update, a line each. */
  readonly verbose?: boolean;
  /** A file that gets what is told too, each line with its time. */
  readonly logFile?: string;
}

let telling: Telling = {};

/**
 * Sets what is told from now on.
 *
 * @throws MnError `"usage"` for quiet and verbose at once, and for a log that is there and was not begun by this program; FileError when
 * it cannot be written
 */
export function tell(wanted: Telling): void {
  if (wanted.quiet && wanted.verbose) {
    throw new MnError("usage", "Give --quiet or --verbose, not both.", { remedy: "Leave one out." });
  }
  if (wanted.logFile !== undefined) {
    assertLog(wanted.logFile);
    log("mn", wanted.logFile);
  }
  telling = wanted;
}

/** Appends a line to the log. */
function log(text: string, path: string): void {
  orFileError(path, "written", () => appendFileSync(path, `${new Date().toISOString()} ${text.trimEnd()}\n`));
}

/** How each line of a log begins. */
const LOGGED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z $/;

/** A log is gone on with; any other file, such as a scan, would be spoilt by what is appended. */
function assertLog(path: string): void {
  if (!existsSync(path)) return;
  const file = openRegularSync(path);
  try {
    const begin = Buffer.alloc(25);
    const length = orFileError(path, "read", () => readSync(file, begin));
    if (length === 0 || LOGGED.test(begin.toString("latin1", 0, length))) return;
  } finally {
    closeSync(file);
  }
  throw new MnError("usage", "is there already and is no log of this program", {
    path,
    remedy: "Give the log another name.",
  });
}

/** An error goes into the log too, where there is one. */
export function logFailure(text: string): void {
  const { logFile } = telling;
  if (logFile !== undefined) log(text, logFile);
}

/** Where progress is shown. */
function* shown(): Generator<ProgressLine> {
  const { quiet, verbose, logFile } = telling;
  const every = verbose ? 0 : undefined;
  const stderr = verbose ? { write: (text: string) => process.stderr.write(text) } : process.stderr;
  if (!quiet) yield new ProgressLine(stderr, undefined, every);
  if (logFile !== undefined) yield new ProgressLine({ write: (text) => log(text, logFile) }, undefined, every);
}

/** Runs a command's work with progress on standard error, until it is done or interrupted. */
export function withProgress<T>(work: (options: StepOptions) => Promise<T>): Promise<T> {
  return interruptible(async (signal) => {
    const lines = [...shown()];
    try {
      return await work({
        signal,
        onProgress: (progress) => {
          for (const { update } of lines) update(progress);
        },
        onNote: (sentence) => {
          for (const { note } of lines) note(sentence);
        },
      });
    } finally {
      for (const line of lines) line.end();
    }
  });
}

/** Ctrl-C, `kill`, and a terminal or connection that closes. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command that the signals end at its next safe point, by the signal it is given; the same one again ends it at once. (A
 * launcher that hears Ctrl-C as its processes do sends them another signal besides.)
 *
 * @throws what `body` throws; the signal's reason is an {@link MnError} `"interrupted"`.
 */
export async function interruptible<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const heard = new Set<NodeJS.Signals>();
  const onSignal = (signal: NodeJS.Signals) => {
    if (heard.has(signal)) process.exit(exitCodeOfSignal(signal));
    heard.add(signal);
    if (controller.signal.aborted) return;
    if (!telling.quiet) process.stderr.write("\nEnding at the next safe point; once more ends at once.\n");
    controller.abort(new MnError("interrupted", `Interrupted by ${signal}.`, { signal }));
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    return await body(controller.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}

/** Tells a run, or all folds in a folder, that the dataset lies elsewhere, where that is said. */
export async function moved(run: string, dataset: string | undefined, options: StepOptions): Promise<void> {
  if (dataset === undefined) return;
  const { relocate } = await import("../steps/relocate.js");
  const { foldsOf } = await import("../run/folder.js");
  for (const one of foldsOf(run) ?? [run]) await relocate(one, dataset, options);
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

  /** @param every milliseconds between two pictures, or lines, at least */
  constructor(
    private readonly stream: ProgressStream = process.stderr,
    private readonly now: () => number = () => performance.now(),
    private readonly every = stream.isTTY ? TERMINAL_EVERY : LOG_EVERY,
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
    if (!isLast && now - this.#shownAt < this.every) return;
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
