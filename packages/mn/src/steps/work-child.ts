// The process of one training, started by work.ts: trains and scores the run that its argument names, and tells its parent how it goes.
// It ends at its next safe point when it is told to, or when its parent is gone.
import { setTimeout as sleep } from "node:timers/promises";
import { CodedError } from "@mandn/base";
import { MnError } from "../errors.js";
import { END, type Told, workOn } from "./work.js";

const controller = new AbortController();
const end = () => controller.abort(new MnError("interrupted", "The comparison was interrupted."));
process.on("message", (message) => message === END && end());
process.on("disconnect", end);
// Ctrl-C reaches every process of a terminal; what it means is the parent's to say.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

function tell(told: Told): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(told, undefined, undefined, () => resolve());
    else resolve();
  });
}

function reasonOf(error: unknown): string {
  if (error instanceof CodedError) return error.message;
  return `unexpected error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** Pictures of how far it is are sent no more often than so many milliseconds apart. */
const APART = 200;
let last = 0;

try {
  await workOn(process.argv[2] ?? "", {
    signal: controller.signal,
    onProgress: (progress) => {
      if (Date.now() - last < APART && progress.done < progress.total) return;
      last = Date.now();
      void tell({ kind: "progress", progress });
    },
    onNote: (sentence) => void tell({ kind: "note", sentence }),
  });
  await tell({ kind: "done" });
} catch (error) {
  await tell({ kind: "failed", message: reasonOf(error) });
}
await sleep(0); // what was told is on its way
process.off("disconnect", end);
if (process.connected) process.disconnect();
