// A run, opened once and handed from step to step: its plan, its dataset and what it was asked for, each read when it
// is first wanted; and what every step takes beside it: a signal, and whom to tell.

import { existsSync } from "node:fs";
import { type Dataset, datasetSchema } from "@mandn/imaging";
import { MnError } from "../errors.js";
import { methodOf } from "../methods/index.js";
import type { Plan } from "../plan/plan.js";
import { readPlan, writePlan } from "../planning/file.js";
import { noteOwnNetworks } from "../planning/own-networks.js";
import { readJsonFile } from "../run/files.js";
import { RunFolder } from "../run/folder.js";
import { type Request, requestSchema } from "../run/request.js";
import type { Method } from "../training/method.js";

export class Run {
  #plan: Plan;
  #dataset: Dataset | undefined;
  /** The plan's method, with its settings. */
  readonly method: Method;

  private constructor(
    readonly folder: RunFolder,
    plan: Plan,
  ) {
    this.#plan = plan;
    this.method = methodOf(plan);
  }

  /**
   * Opens the run in a folder; one that is open already stays as it is.
   *
   * @throws MnError `"run"` when there is none, `"plan"` when its plan is faulty.
   */
  static async open(run: string | Run): Promise<Run> {
    if (run instanceof Run) return run;
    const folder = new RunFolder(run);
    if (existsSync(folder.plan)) return new Run(folder, await readPlan(folder.plan));
    const remedy = `Make one: mn plan DATASET --out ${run}`;
    throw new MnError("run", "holds no plan", { path: folder.root, remedy });
  }

  get plan(): Plan {
    return this.#plan;
  }

  /**
   * Notes in the plan, and in its file, what its networks of one's own are (`noteOwnNetworks`). Where something is trained the plan
   * stays as it is: it belongs to that.
   *
   * @returns whether there was something to note
   * @throws MnError `"plan"` when a file is not there, or has another content than was noted
   */
  async noteNetworks(): Promise<boolean> {
    const plan = await noteOwnNetworks(this.#plan);
    if (plan === this.#plan || this.folder.isTrained) return false;
    await writePlan(this.folder.root, plan);
    this.#plan = plan;
    return true;
  }

  /**
   * The dataset, as it was when the run was planned.
   *
   * @throws MnError `"run"` when it is not there or damaged.
   */
  get dataset(): Dataset {
    this.#dataset ??= readJsonFile(this.folder.dataset, datasetSchema);
    if (this.#dataset !== undefined) return this.#dataset;
    const { root, dataset: path } = this.folder;
    const remedy = `Plan the run anew: mn plan DATASET --out ${root} --force`;
    throw new MnError("run", "is not there", { path, remedy });
  }

  /** What was asked for; undefined in a run of an earlier version. */
  get request(): Request | undefined {
    return readJsonFile(this.folder.request, requestSchema);
  }
}

/** How far a step is. */
export interface Progress {
  /** What is being done, as one word or two: "checking scans". */
  readonly what: string;
  /** How many are done; with a fraction, how far the next one is. */
  readonly done: number;
  readonly total: number;
  /** What is counted: "scans", "updates". */
  readonly unit: string;
  /** What is worth seeing at this moment: the last case, the loss. */
  readonly detail?: string;
}

/** What every step takes. */
export interface StepOptions {
  /** Aborted: the step ends at its next safe point and rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Told what should be known but stops nothing, as a sentence. */
  readonly onNote?: (sentence: string) => void;
}
