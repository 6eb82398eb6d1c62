// What a command has to do with its terminal: results on standard output, progress and warnings on standard error, and the signals
// that ask it to end.
import { appendFileSync } from "node:fs";
import { orFileError, visibleJson, visibleLines } from "@mandn/base";
import { MnError } from "../errors.js";
import type { StepOptions } from "../steps/step.js";
import { exitCodeOfSignal } from "./failure.js";
import { ProgressLine } from "./progress.js";

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
 * @throws MnError `"usage"` for quiet and verbose at once; FileError when the log cannot be written
 */
export function tell(wanted: Telling): void {
  if (wanted.quiet && wanted.verbose) {
    throw new MnError("usage", "Give --quiet or --verbose, not both.", { remedy: "Leave one out." });
  }
  telling = wanted;
  if (wanted.logFile !== undefined) log("mn", wanted.logFile);
}

/** Appends a line to the log. */
function log(text: string, path: string): void {
  orFileError(path, "written", () => appendFileSync(path, `${new Date().toISOString()} ${text.trimEnd()}\n`));
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

/** Tells a run, or all folds in a folder, that the dataset lies elsewhere, where that is said. */
export async function moved(run: string, dataset: string | undefined, options: StepOptions): Promise<void> {
  if (dataset === undefined) return;
  const { relocate } = await import("../steps/relocate.js");
  const { foldsOf } = await import("../run/folds-file.js");
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
