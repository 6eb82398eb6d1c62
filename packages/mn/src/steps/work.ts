// One training of a comparison, from wherever it is to its scores; and the same in a process of its own, so that its time and memory
// are its own, and whatever ends it ends nothing else.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { MnError } from "../errors.js";
import type { Progress, StepOptions } from "./run.js";
import { Run } from "./run.js";
import { scoreStep } from "./score.js";
import { trainStep } from "./train.js";

/**
 * Trains a run and scores its masks, as they are and with the largest component of each class alone. What is done is not done again.
 *
 * @throws MnError as the steps
 */
export async function workOn(run: string, options: StepOptions = {}): Promise<void> {
  const opened = await Run.open(run);
  await trainStep(opened, options);
  const { onNote: _, ...quietly } = options;
  await scoreStep(opened, quietly);
  await scoreStep(opened, { ...quietly, largestComponent: true });
}

/** What the process of a training tells. */
export type Told =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "note"; readonly sentence: string }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly message: string };

/** What it is told: to end at its next safe point. */
export const END = "end";

const CHILD = fileURLToPath(new URL("./work-child.js", import.meta.url));
/** Of what it wrote to standard error, when it ended without a word. */
const LAST_WORDS = 500;

/**
 * {@link workOn} in a process of its own, which ends when this one does.
 *
 * @throws MnError `"run"` with what the steps threw, or with how the process ended; the signal's reason
 */
export async function workInChild(run: string, { signal, onProgress, onNote }: StepOptions = {}): Promise<void> {
  signal?.throwIfAborted();
  const child = fork(CHILD, [run], { execArgv: [], stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let outcome: Extract<Told, { kind: "done" | "failed" }> | undefined;
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    errors = `${errors}${text}`.slice(-LAST_WORDS);
  });
  child.on("message", (told: Told) => {
    if (told.kind === "progress") onProgress?.(told.progress);
    else if (told.kind === "note") onNote?.(told.sentence);
    else outcome = told;
  });
  const end = () => child.connected && child.send(END);
  signal?.addEventListener("abort", end, { once: true });
  try {
    const [code, killedBy] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.on("error", reject).on("close", (...how) => resolve(how));
    });
    signal?.throwIfAborted();
    if (outcome?.kind === "done") return;
    const how = killedBy === null ? `ended with code ${code}` : `was ended by ${killedBy}`;
    const words = errors.trim() === "" ? "" : ` It wrote: ${errors.trim()}`;
    throw new MnError("run", outcome?.message ?? `The process that trained it ${how}.${words}`, { path: run });
  } finally {
    signal?.removeEventListener("abort", end);
  }
}
