// What a command has to do with its terminal: results on standard output, progress and warnings on standard error, and the signals
// that ask it to end.
import { visibleJson, visibleLines } from "@mandn/base";
import { MnError } from "../errors.js";
import type { StepOptions } from "../steps/step.js";
import { exitCodeOfSignal } from "./failure.js";
import { ProgressLine } from "./progress.js";

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
