// Signals that ask the program to end: it does so at its next safe point, with what was done kept; a second one ends it at once.
import { MnError } from "../errors.js";
import { exitCodeOfSignal } from "./failure.js";

/** Ctrl-C, `kill`, and a terminal or connection that closes. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command that the signals end at its next safe point, by the signal it is given; a second one ends it at once.
 *
 * @throws what `body` throws; the signal's reason is an {@link MnError} `"interrupted"`.
 */
export async function interruptible<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> {
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
