// A question to a worker thread and its one answer, in time or not at all.
// The measuring threads and the decoder's are asked so.

import type { Worker } from "node:worker_threads";

/**
 * Sends a request to a thread that answers each with one message, and waits for that.
 *
 * @throws what the thread threw, an Error when it ended or did not answer in time, the signal's reason when aborted.
 */
export function ask<Reply>(
  thread: Worker,
  request: unknown,
  { timeoutMs, signal }: { timeoutMs?: number; signal?: AbortSignal },
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      thread.off("message", onMessage).off("messageerror", onError).off("error", onError).off("exit", onExit);
      signal?.removeEventListener("abort", onAbort);
      settle();
    };
    const onMessage = (reply: Reply): void => finish(() => resolve(reply));
    const onError = (error: unknown): void => finish(() => reject(error));
    const onExit = (code: number): void => finish(() => reject(new Error(`the thread ended with status ${code}`)));
    const onAbort = (): void => finish(() => reject(signal?.reason));
    const onTime = (): void =>
      finish(() => reject(new Error(`no answer within ${Math.round((timeoutMs ?? 0) / 1000)} s`)));
    const timer = timeoutMs === undefined ? undefined : setTimeout(onTime, timeoutMs);
    thread.on("message", onMessage).on("messageerror", onError).on("error", onError).on("exit", onExit);
    signal?.addEventListener("abort", onAbort);
    if (signal?.aborted) onAbort();
    else thread.postMessage(request);
  });
}
