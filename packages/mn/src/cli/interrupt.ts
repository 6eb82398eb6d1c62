import { MnError } from "../errors.js";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Runs a command that Ctrl-C and SIGTERM end at its next safe point, by the signal it is given; a second one ends it at once.
 *
 * @throws what `body` throws; the signal's reason is an {@link MnError} `"interrupted"`.
 */
export async function interruptible<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onSignal = (name: (typeof SIGNALS)[number]) => {
    if (controller.signal.aborted) process.exit(name === "SIGTERM" ? 143 : 130);
    process.stderr.write("\nEnding at the next safe point; once more ends at once.\n");
    controller.abort(new MnError("interrupted", `Interrupted by ${name}.`));
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  try {
    return await body(controller.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, onSignal);
  }
}
