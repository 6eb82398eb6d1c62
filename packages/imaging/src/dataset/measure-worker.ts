// The thread that reads and measures cases, so that a decoder that crashes costs one case and not the check.
// It answers one message at a time; measure.ts does the work.

import { parentPort } from "node:worker_threads";
import type { Case } from "./dataset.js";
import { type Measured, MemoryNeeded, measureCase } from "./measure.js";

/** What the measuring thread is asked for. */
export interface MeasureRequest {
  readonly one: Case;
  /** Bytes that may be used. */
  readonly memory: number;
}

export type MeasureReply =
  | { readonly kind: "measured"; readonly measured: Measured }
  /** The case needs more memory than allowed. */
  | { readonly kind: "memory"; readonly path: string; readonly bytes: number }
  /** The case met with an error that nobody foresaw. */
  | { readonly kind: "error"; readonly said: string };

// The thread that measures cases, one request after the other.
parentPort?.on("message", async ({ one, memory }: MeasureRequest) => {
  parentPort?.postMessage(await answer(one, memory));
});

async function answer(one: Case, memory: number): Promise<MeasureReply> {
  try {
    return { kind: "measured", measured: await measureCase(one, memory) };
  } catch (error) {
    if (error instanceof MemoryNeeded) return { kind: "memory", path: error.path, bytes: error.bytes };
    // Memory that cannot be had: the thread ends by it, so that its memory is given back, and the case is lost.
    if (error instanceof RangeError) throw error;
    return { kind: "error", said: error instanceof Error ? error.message : String(error) };
  }
}
