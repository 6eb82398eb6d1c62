// Keeps two trainers, or a trainer and a planner, out of one run, by base's lock.
// One whose process is gone is taken over.

import { setTimeout as sleep } from "node:timers/promises";
import { FileLock, type LockHolder } from "@mandn/base";
import { MnError } from "../errors.js";
import { orRefused } from "./files.js";
import type { RunFolder } from "./folder.js";

/** How often one that waits looks, and for how long. */
const WAIT_MS = 20;
const PATIENCE_MS = 60_000;

/** Keeps two trainers, or a trainer and a planner, out of one run folder. */
export class RunLock {
  private constructor(private readonly lock: FileLock) {}

  /**
   * Takes the lock, at once or not at all. One whose process on this machine is gone is taken over, and one that the same job
   * holds on another machine, or in another container: its launcher has started it anew here.
   *
   * @throws MnError `run`, saying who holds it; or when the folder cannot be written
   */
  static take({ lock: path }: Pick<RunFolder, "lock">, job?: string): RunLock {
    const taken = orRefused(path, "written", () => FileLock.take(path, { job }));
    if (taken instanceof FileLock) return new RunLock(taken);
    throw heldError(path, taken.holder);
  }

  /**
   * Takes the lock as soon as no other process has it, however long that takes.
   *
   * @param onWait told once who has it, as a sentence
   * @throws MnError `run` when the folder cannot be written; the signal's reason
   */
  static async patiently(
    { lock: path }: Pick<RunFolder, "lock">,
    {
      signal,
      onWait,
    }: { readonly signal?: AbortSignal | undefined; readonly onWait?: ((sentence: string) => void) | undefined } = {},
  ): Promise<RunLock> {
    for (let isTold = false; ; await sleep(10 * WAIT_MS)) {
      signal?.throwIfAborted();
      const taken = orRefused(path, "written", () => FileLock.take(path));
      if (taken instanceof FileLock) return new RunLock(taken);
      if (!isTold && taken.holder !== undefined) {
        onWait?.(`Waiting for process ${taken.holder.pid} on ${taken.holder.machine}, which has ${path}.`);
        isTold = true;
      }
    }
  }

  /**
   * Runs `work` while holding a lock, waiting for another process that has it; `work` is short.
   *
   * @throws MnError `run` when the other has it for longer than a minute
   */
  static async during<T>(path: string, work: () => T): Promise<T> {
    for (const begun = Date.now(); ; await sleep(WAIT_MS)) {
      const held = orRefused(path, "written", () => FileLock.take(path));
      if (held instanceof FileLock) {
        using _lock = new RunLock(held);
        return work();
      }
      if (Date.now() - begun > PATIENCE_MS) throw heldError(path, held.holder);
    }
  }

  /**
   * @throws MnError `run` when the lock was deleted or is another's: ask before what would hurt the other, such as a
   * checkpoint.
   */
  assertHeld(): void {
    const { path } = this.lock;
    if (orRefused(path, "read", () => this.lock.isHeld())) return;
    throw new MnError("run", "is gone or another's: a second trainer may be in this run, so this one stops", {
      path,
      remedy: "See that only one trainer runs, then start it again.",
    });
  }

  /** Gives the lock back; nothing where it is no longer this one's. */
  release(): void {
    orRefused(this.lock.path, "removed", () => this.lock.release());
  }

  [Symbol.dispose](): void {
    this.release();
  }
}

function heldError(path: string, holder: LockHolder | undefined): MnError {
  if (holder === undefined) {
    return new MnError("run", "is being taken by another process", { path, remedy: "Try again in a few seconds." });
  }
  const { pid, machine, isHere } = holder;
  const since = holder.since.slice(0, 16).replace("T", " ");
  const remedy = isHere
    ? "Wait until it has ended, or end it: Ctrl-C or `kill` make it write a checkpoint first."
    : `Wait until it has ended. If you know that no such process runs there, delete ${path}.`;
  return new MnError("run", `process ${pid} on ${machine} has been at work in this run since ${since} UTC`, {
    path,
    remedy,
  });
}
