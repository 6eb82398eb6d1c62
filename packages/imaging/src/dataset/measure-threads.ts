// Measures many cases at once, in threads that may be lost with the case they are at.
// The thread's own side is measure-worker.ts.

import { Worker } from "node:worker_threads";
import { bytesText } from "@mandn/base";
import { ask } from "../thread.js";
import type { Case } from "./dataset.js";
import type { Measured } from "./measure.js";
import type { MeasureReply, MeasureRequest } from "./measure-worker.js";

interface MeasureOptions {
  readonly threads: number;
  readonly signal?: AbortSignal;
  /** Called when a case is done. */
  readonly onMeasured: (one: Case, measured: Measured) => void;
  /** Bytes that all threads together may use. */
  readonly memory: number;
  /** The program of the threads. */
  readonly program?: URL;
}

/**
 * Measures cases in worker threads. A thread that ends – its decoder crashed, its memory is exhausted – costs the case
 * it was at. A case that needs more than its share of the memory is measured alone, after the others.
 *
 * @throws the signal's reason once it is aborted; then, as at the end, no thread is left.
 */
export async function measureCases(cases: readonly Case[], options: MeasureOptions): Promise<void> {
  const { threads, memory, signal } = options;
  const waiting = [...cases];
  const large: Case[] = [];
  const count = Math.min(threads, waiting.length);
  const stop = new AbortController();
  const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const shared = { ...options, signal: either, memory: memory / Math.max(1, count) };
  const running = Array.from({ length: count }, () => work(waiting, shared, count > 1 ? large : null));
  try {
    await Promise.all(running);
  } catch (error) {
    stop.abort();
    await Promise.allSettled(running);
    throw error;
  }
  await work(large, options, null);
}

/**
 * One thread's work: takes cases until none is waiting. Those too large go to `large`, or are done for when it is null.
 */
async function work(waiting: Case[], options: MeasureOptions, large: Case[] | null): Promise<void> {
  const { signal, memory, onMeasured, program = new URL("./measure-worker.js", import.meta.url) } = options;
  let thread: Worker | undefined;
  try {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      signal?.throwIfAborted();
      thread ??= startThread(program);
      const request: MeasureRequest = { one, memory };
      let reply: MeasureReply;
      try {
        reply = await ask<MeasureReply>(thread, request, { signal });
      } catch (error) {
        signal?.throwIfAborted();
        await thread.terminate();
        thread = undefined;
        onMeasured(one, lost(one, error));
        continue;
      }
      if (reply.kind === "error") onMeasured(one, failed(one, reply.said));
      else if (reply.kind === "measured") onMeasured(one, reply.measured);
      else if (large === null) onMeasured(one, tooLarge(reply, memory));
      else large.push(one);
    }
  } finally {
    await thread?.terminate();
  }
}

function startThread(program: URL): Worker {
  // Options such as --eval are the main program's own. The heap is bounded; voxels lie outside of it.
  const thread = new Worker(program, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 1024 } });
  thread.on("error", () => {}); // Between requests nobody listens; the next request finds the thread gone.
  return thread;
}

function lost(one: Case, cause: unknown): Measured {
  const path = one.channels[0].path;
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `Reading the case ended its thread (${why}).`;
  return { facts: null, unreadable: [{ path, reason: "decoder", message, remedy: LARGE_REMEDY }] };
}

function failed({ channels: [{ path }] }: Case, said: string): Measured {
  const message = `The case cannot be measured: ${said}.`;
  const remedy = "Take the case out, and report this with its files.";
  return { facts: null, unreadable: [{ path, reason: "malformed", message, remedy }] };
}

function tooLarge({ path, bytes }: { path: string; bytes: number }, memory: number): Measured {
  const message = `${path} needs ${bytesText(bytes)} of memory; ${bytesText(memory)} are free.`;
  return { facts: null, unreadable: [{ path, reason: "decoder", message, remedy: LARGE_REMEDY }] };
}

const LARGE_REMEDY = "Check the file, close other programs, or crop the scan.";
