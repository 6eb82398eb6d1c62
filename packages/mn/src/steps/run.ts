// A run, opened once and handed from step to step: its plan, its dataset and what it was asked for, each read when it
// is first wanted; what its products are made from, for `isFresh` (run/freshness.ts); and what every step takes beside it: a signal, and
// whom to tell.

import { existsSync } from "node:fs";
import { basename } from "node:path";
import type { CaseFile, Dataset } from "@mandn/imaging";
import { MnError } from "../errors.js";
import type { Predictor, PredictorSets } from "../inference/predictor.js";
import { methodOf } from "../methods/index.js";
import type { Plan } from "../plan/plan.js";
import { readPlan, writePlan } from "../planning/file.js";
import { noteOwnNetworks } from "../planning/own-networks.js";
import { readDataset } from "../run/dataset.js";
import type { RunEvent } from "../run/events.js";
import { readJsonFile } from "../run/files.js";
import { foldsOf, RunFolder } from "../run/folder.js";
import type { Source, Sources } from "../run/freshness.js";
import { RunLock } from "../run/lock.js";
import { assertTrainedBy, networkHash } from "../run/network-file.js";
import { isPacked, unpackRun } from "../run/pack.js";
import { type Request, requestSchema } from "../run/request.js";
import { type Method, predictorTitle } from "../training/method.js";
import { loadPredictors, loadStopped } from "../training/networks.js";

/** What predicts: a run, or several whose networks' probabilities are averaged. */
export interface Model {
  /** Where its predictions, scores and report lie. */
  readonly folder: RunFolder;
  /** Classes, preprocessing and windows, which its runs have in common. */
  readonly plan: Plan;
  readonly dataset: Dataset;
  readonly method: Method;
  /** Whose masks it can give. */
  readonly predictors: PredictorSets;
  readonly runs: readonly Run[];
  /** What a set's masks are called: `M&N, both averaged`; where there is one set alone, as the method: `Mean Teacher`. */
  titleOf(set: string): string;
  /** The set of one of its runs that a set of its own is made of. */
  setIn(run: Run, set: string): string;
  /** Where the networks of a set lie, by names that tell them apart. */
  networkFiles(names: readonly string[]): readonly NetworkPlace[];
  /** Trained networks, ready to predict, in this order; the caller disposes of them. @throws MnError as `loadPredictors` */
  load(names: readonly string[], device: string): Promise<Predictor[]>;
}

interface NetworkPlace {
  readonly name: string;
  readonly path: string;
  /** The plan that it must have been trained by. */
  readonly plan: Plan;
}

export class Run implements Model {
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
   * Opens the run in a folder, or in an archive that `packStep` wrote; one that is open already stays as it is.
   *
   * @throws MnError `"run"` when there is none, or the archive is damaged, `"plan"` when its plan is faulty.
   */
  static async open(run: string | Run): Promise<Run> {
    if (run instanceof Run) return run;
    const folder = new RunFolder(isPacked(run) ? await unpackRun(run) : run);
    if (existsSync(folder.plan)) return new Run(folder, await readPlan(folder.plan));
    const folds = foldsOf(folder.root);
    const remedy =
      folds === undefined
        ? `Make one: mn plan DATASET --out ${run}`
        : `It holds folds: name one, such as ${folds[0]}, or go on with all by mn run DATASET --out ${run} --folds ${folds.length}`;
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
   * The dataset, as it was when the run was planned, at the place that the plan says.
   *
   * @throws MnError `"run"` when it is not there or damaged.
   */
  get dataset(): Dataset {
    this.#dataset ??= readDataset(this.folder, this.plan.dataset.root);
    if (this.#dataset !== undefined) return this.#dataset;
    const { root, dataset: path } = this.folder;
    const remedy = `Plan the run anew: mn plan DATASET --out ${root} --overwrite`;
    throw new MnError("run", "is not there", { path, remedy });
  }

  get predictors(): PredictorSets {
    return this.method.predictors;
  }

  get runs(): readonly [Run] {
    return [this];
  }

  titleOf(set: string): string {
    const { title } = this.method.definition;
    return Object.keys(this.predictors).length === 1 ? title : `${title}, ${predictorTitle(this.method, set)}`;
  }

  setIn(_run: Run, set: string): string {
    return set;
  }

  networkFiles(names: readonly string[]): NetworkPlace[] {
    return names.map((name) => {
      const path = this.folder.network(name);
      return { name: basename(path), path, plan: this.plan };
    });
  }

  load(names: readonly string[], device: string): Promise<Predictor[]> {
    return loadPredictors(this.folder, { ...this.plan, device }, this.method, names);
  }

  /**
   * Networks of a training that was stopped, as they are in its last checkpoint; the caller disposes of them.
   *
   * @throws MnError as `loadStopped`; `"run"` when a process is at work in the run
   */
  async loadStopped(names: readonly string[], device: string): Promise<Predictor[]> {
    using _lock = RunLock.take(this.folder);
    return await loadStopped(this.folder, { ...this.plan, device }, this.method, names);
  }

  /** The folder of the labels that people save for its scans: what it was planned with, else one of its own. */
  get labels(): string {
    const { labels } = this.request?.options ?? {};
    return typeof labels === "string" ? labels : this.folder.labels;
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
  /** Told of every step, validation and checkpoint of a training, as `events.jsonl` has them. */
  readonly onEvent?: (event: RunEvent) => void;
  /** Told what should be known but stops nothing, as a sentence. */
  readonly onNote?: (sentence: string) => void;
}

/**
 * Trained networks, by the names of their files.
 *
 * @throws MnError `"run"` when one is not there, damaged, or was trained by another plan
 */
export async function networkSources(model: Model, networks: readonly string[]): Promise<Sources> {
  const sources: Record<string, Source> = {};
  for (const { name, path, plan } of model.networkFiles(networks)) {
    assertTrainedBy(path, plan);
    sources[name] = { value: await networkHash(path) };
  }
  return sources;
}

/** The plan's settings that a mask depends on beside its networks. */
export function settingsSource({ preprocessing, dataset, inference, precision }: Plan): Source {
  const { windowsPerBatch: _, ...windows } = inference;
  const { channels, classes } = dataset;
  return { value: { preprocessing, channels, classes, inference: windows, precision } };
}

/** The paths of all scans and references, one at a time. */
export function* pathsOf(
  cases: Iterable<{ readonly channels: readonly CaseFile[]; readonly label?: CaseFile }>,
): Generator<string> {
  for (const { channels, label } of cases) {
    for (const { path } of channels) yield path;
    if (label !== undefined) yield label.path;
  }
}
