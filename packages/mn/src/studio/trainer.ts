/**
 * Trainings that the page begins and stops. Each is `mn` in a process of its own, which outlives the studio and is found again by the lock
 * that it holds in the run's folder; so what the studio does can neither end nor change it, but by the signal that a person would send.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { FileLock, type LockHolder, readSmallFile } from "@mandn/base";
import type { State } from "@mandn/studio/api";
import type { Plan } from "../plan/plan.js";
import { writePlan } from "../planning/file.js";
import type { RunEvent } from "../run/events.js";
import { orRefused } from "../run/files.js";
import { RunFolder } from "../run/folder.js";
import { RunLock } from "../run/lock.js";
import type { Run } from "../steps/run.js";
import { isTrained } from "../steps/train.js";
import { Refused } from "./refusal.js";

const MN = fileURLToPath(new URL("../../../bin/mn.js", import.meta.url));
/** Of what a process told, the part that is shown when it failed. */
const LAST_WORDS = 400;
const LARGEST_LOG = 1 << 26;

/** A process that this studio started. */
interface Work {
  readonly process: ChildProcess;
  /** The run that it works on; of `continue` the new one. */
  readonly run: RunFolder;
  readonly log: string;
  /** How it ended; undefined while it runs. */
  ended: { readonly code: number | null } | undefined;
}

export class Trainer {
  #work: Work | undefined;
  /** The process that was asked to end. */
  #stopping: number | undefined;

  /** Who trains, plans or goes on in a run now; undefined where nobody does. That this process reads a checkpoint does not count. */
  holder({ folder }: Run): LockHolder | undefined {
    const holder = FileLock.holder(folder.lock);
    return holder?.isHere && holder.pid === process.pid ? undefined : holder;
  }

  /** The run that is being made, once it has a plan. */
  get next(): RunFolder | undefined {
    return this.#work !== undefined && existsSync(this.#work.run.plan) ? this.#work.run : undefined;
  }

  /** How the training on a dataset stands that has no run yet, and why. */
  statusOfDataset(): Pick<State["training"], "status" | "reason"> {
    const own = this.#work;
    if (own === undefined || own.ended?.code === INTERRUPTED) return { status: "none", reason: null };
    if (own.ended === undefined) return { status: "training", reason: `planning ${basename(own.run.root)}` };
    return { status: "failed", reason: lastWords(own.log) };
  }

  /** How the training of a run stands, and why. @param events those that count */
  status(run: Run, events: readonly RunEvent[]): Pick<State["training"], "status" | "reason"> {
    const holder = this.holder(run);
    const own = this.#work;
    const isWorking = own !== undefined && own.ended === undefined;
    if (holder === undefined && !isWorking) this.#stopping = undefined;
    if (holder !== undefined) {
      const isStopping = holder.pid === this.#stopping;
      const where = holder.isHere ? null : `on ${holder.machine}`;
      return { status: isStopping ? "stopping" : "training", reason: where };
    }
    if (isWorking) {
      if (own.run.root !== run.folder.root) return { status: "training", reason: `planning ${basename(own.run.root)}` };
      if (!isTrained(run)) return { status: "training", reason: "getting ready" };
      return { status: "finished", reason: "predicting the scans" };
    }
    if (own?.ended !== undefined && own.ended.code !== 0 && own.ended.code !== INTERRUPTED) {
      return { status: "failed", reason: lastWords(own.log) };
    }
    if (isTrained(run)) return { status: "finished", reason: null };
    const last = events.at(-1);
    if (last === undefined) return { status: "planned", reason: null };
    if (last.type === "interrupted") return { status: "stopped", reason: last.reason };
    return {
      status: "failed",
      reason: "its process ended without a word; start it again, and it goes on from its last checkpoint",
    };
  }

  /**
   * Begins the training of a run, or goes on with it; then its scans are predicted and scored.
   *
   * @param budget seconds; only where nothing has been trained
   * @throws Refused 409 when it is under way or done, or a budget cannot be set any more
   */
  async start(run: Run, budget: number | null): Promise<void> {
    this.#assertIdle(run);
    const { folder, plan } = run;
    if (budget !== null) {
      if (folder.isTrained)
        throw new Refused(
          409,
          "the training has begun: its budget stands",
          "Go on without a budget, or continue in a new run.",
        );
      using _lock = RunLock.take(folder);
      await writePlan(folder.root, withBudget(plan, budget));
    }
    this.#begin(folder, folder.workLog, ["run", plan.dataset.root, "--out", folder.root]);
  }

  /**
   * Begins the first run on a dataset: it is planned, trained, predicted and scored.
   *
   * @param args of `mn run`
   * @throws Refused 409 when one is under way
   */
  begin(run: RunFolder, args: readonly string[]): void {
    this.#assertIdle();
    this.#begin(run, `${run.root}.log`, args);
  }

  /** Asks the training to end at its next safe point. @throws Refused 409 when nobody trains, or another machine does */
  stop(run: Run | undefined): void {
    const holder = run && this.holder(run);
    if (holder !== undefined && !holder.isHere) {
      throw new Refused(409, `process ${holder.pid} on ${holder.machine} trains it`, "End it there.");
    }
    const pid = holder?.pid ?? (this.#work?.ended === undefined ? this.#work?.process.pid : undefined);
    if (pid === undefined) throw new Refused(409, "nothing is being trained");
    if (pid === this.#stopping) return; // a second signal would end it without a checkpoint
    process.kill(pid, "SIGTERM");
    this.#stopping = pid;
  }

  /** Begins a new run with the new labels, from the networks of this one. @throws Refused 409 when it is not trained, or one is under way */
  continue(run: Run, budget: number): void {
    this.#assertIdle(run);
    const { folder } = run;
    if (!isTrained(run))
      throw new Refused(409, "the run is not trained to its end", "Start the training, and continue when it is done.");
    this.#begin(new RunFolder(folder.next), folder.workLog, [
      "continue",
      folder.root,
      "--out",
      folder.next,
      "--budget",
      `${Math.round(budget)}s`,
    ]);
  }

  #assertIdle(run?: Run): void {
    const holder = run && this.holder(run);
    if (holder !== undefined)
      throw new Refused(409, `process ${holder.pid} on ${holder.machine} is at work in the run`);
    if (this.#work !== undefined && this.#work.ended === undefined)
      throw new Refused(409, "the last training is not done yet");
  }

  #begin(run: RunFolder, log: string, args: readonly string[]): void {
    const out = orRefused(log, "written", () => openSync(log, "w"));
    try {
      const child = spawn(process.execPath, [MN, ...args], { detached: true, stdio: ["ignore", out, out] });
      const work: Work = { process: child, run, log, ended: undefined };
      child.on("exit", (code, signal) => {
        work.ended = { code: signal === "SIGTERM" ? INTERRUPTED : code }; // asked before it could do more than end
      });
      child.on("error", () => {
        work.ended = { code: null };
      });
      child.unref();
      this.#work = work;
      this.#stopping = undefined;
    } finally {
      closeSync(out);
    }
  }
}

/** What `mn` ends with after SIGTERM, when its run is saved. */
const INTERRUPTED = 143;

function lastWords(log: string): string {
  if (!existsSync(log)) return "its process could not be started";
  const text = readSmallFile(log, LARGEST_LOG).toString().trim().slice(-LAST_WORDS);
  return text === "" ? `its process ended without a word (${log})` : text.slice(text.lastIndexOf("\nmn: ") + 1);
}

/** @throws Refused 409 for a plan of a fixed number of epochs */
function withBudget(plan: Plan, seconds: number): Plan {
  const { training } = plan;
  if (training.budget === undefined) {
    const remedy = "Start it without a budget, or plan a run with one: mn plan DATASET --out RUN --budget 30m.";
    throw new Refused(409, `the plan has ${training.epochs} epochs and no budget`, remedy);
  }
  const epochs = Math.max(1, Math.round((training.epochs * seconds) / training.budget.seconds));
  return { ...plan, training: { ...training, epochs, budget: { ...training.budget, seconds } } };
}
