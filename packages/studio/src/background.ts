// The page's side of its workers: tasks are sent one after the other, and can be given up. Arrays that a task holds are shared memory
// (shared.ts), so that a scan of any size is sent in no time.

import { CodedError } from "@mandn/base";
import type { Patch } from "./mask/editor.js";
import type { PictureTask, Task, WorkTask } from "./worker.js";

/** A task that a worker could not do; what it was about is as it was. */
export class TaskError extends CodedError<"failed"> {
  override readonly name = "TaskError";
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: TaskError) => void;
}

/** A worker, started when there is something to do. */
export class Background {
  #worker: Worker | undefined;
  #waiting: Waiting | undefined;

  /**
   * Has a task done. The one before has to be over.
   *
   * @returns what the task comes to; null where it was given up
   * @throws TaskError where it failed
   */
  do(task: WorkTask): Promise<Patch | null>;
  do(task: PictureTask): Promise<Uint32Array<ArrayBuffer> | null>;
  do(task: Task): Promise<unknown> {
    this.#worker ??= this.#started();
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      worker.postMessage(task);
    });
  }

  /** Ends the worker within its task. */
  giveUp(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#settled()?.resolve(null);
  }

  #started(): Worker {
    const worker = new Worker("/worker.js", { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => this.#settled()?.resolve(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      const fault = `it cannot be done: ${event.message ?? "the worker did not start"}`;
      const waiting = this.#settled();
      this.giveUp(); // what it holds may be broken
      waiting?.reject(new TaskError("failed", fault, { remedy: "The mask is as it was." }));
    });
    return worker;
  }

  #settled(): Waiting | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }
}
