// How the command line ends: exit codes by the codes of errors, and an error as people read it.
// An error's message is shown as it is; nothing is read out of its words.

import { constants } from "node:os";
import { visibleLines, writeAtomicallySync } from "@mandn/base";

/** What the command line ends with; one that a signal ended, as shells say it, with 128 and the signal's number. */
export const EXIT = {
  done: 0,
  /** Something is wrong with the data, the plan or the machine, or something failed. */
  failed: 1,
  /** The arguments are wrong. */
  usage: 2,
} as const;

export const EXIT_CODES = `Exit codes: 0 done; 1 faults found, or failed; 2 wrong arguments; 129 the terminal closed, 130 interrupted (Ctrl-C), 143 terminated.`;

/** What shells say of a program that a signal ended. */
export const exitCodeOfSignal = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];

/** What an error of ours carries; told by shape, so that nothing is loaded for it. */
interface Described {
  readonly code: string;
  readonly signal?: NodeJS.Signals;
}

const OURS = new Set(["MnError", "ImagingError", "TorchError", "FileError"]);

function isOurs(error: unknown): error is Error & Described {
  return error instanceof Error && OURS.has(error.name);
}

/**
 * Tells torchrun why this process fails, where it wants to know
 * (https://docs.pytorch.org/docs/stable/elastic/errors.html).
 *
 * @param now seconds since 1970
 */
export function tellLauncher(text: string, env: NodeJS.ProcessEnv = process.env, now = Date.now() / 1000): void {
  const { TORCHELASTIC_ERROR_FILE: file } = env;
  if (file === undefined || file === "") return;
  writeAtomicallySync(file, JSON.stringify({ message: text, timestamp: Math.floor(now) }));
}

export function exitCodeOf(error: unknown): number {
  if (!isOurs(error)) return EXIT.failed;
  if (error.code === "usage") return EXIT.usage;
  return error.signal === undefined ? EXIT.failed : exitCodeOfSignal(error.signal);
}

/**
 * An error for people: its message, which names the case or file and the remedy, and with `debug` the stack. What a terminal
 * would obey in names out of files is shown by its number.
 */
export function describeFailure(error: unknown, debug: boolean): string {
  return visibleLines(textOf(error, debug));
}

function textOf(error: unknown, debug: boolean): string {
  if (debug && error instanceof Error) return `mn: ${error.stack ?? error.message}${causesOf(error)}`;
  if (isOurs(error)) return `mn: ${error.message}`;
  const message = error instanceof Error ? error.message : String(error);
  return `mn: unexpected error: ${message}\nRun it again with --debug to see where, and report it.`;
}

function causesOf({ cause }: Error): string {
  return cause instanceof Error ? `\ncaused by: ${cause.stack ?? cause.message}${causesOf(cause)}` : "";
}
