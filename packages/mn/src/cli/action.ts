import type { StepOptions } from "../steps/step.js";
import { interruptible } from "./interrupt.js";
import { ProgressLine } from "./progress.js";
import { visibleJson, visibleLines } from "./visible.js";

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
