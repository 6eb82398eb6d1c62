// A run, opened once and handed from step to step: its plan, its dataset and what it was asked for, each read when it is first wanted.
import { existsSync } from "node:fs";
import { basename } from "node:path";
import type { Dataset } from "@mandn/imaging";
import { MnError } from "../errors.js";
import type { Predictor } from "../inference/predictor.js";
import type { PredictorSets } from "../inference/predictor-sets.js";
import { methodOf } from "../methods/index.js";
import type { Plan } from "../plan/plan.js";
import { readPlan } from "../planning/file.js";
import { readDataset } from "../run/dataset-file.js";
import { readJsonFile } from "../run/files.js";
import { RunFolder } from "../run/folder.js";
import { foldsOf } from "../run/folds-file.js";
import { isPacked, unpackRun } from "../run/pack.js";
import { type Request, requestSchema } from "../run/request.js";
import { type Method, predictorTitle } from "../training/method.js";
import { loadPredictors } from "../training/networks.js";

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
  /** What a set's masks are called: `M&N, both averaged`. */
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
  #dataset: Dataset | undefined;
  /** The plan's method, with its settings. */
  readonly method: Method;

  private constructor(
    readonly folder: RunFolder,
    readonly plan: Plan,
  ) {
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
    throw new MnError("run", `${folder.root} holds no plan. ${remedy}`, { path: folder.root, remedy });
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
    throw new MnError("run", `${path} is not there. ${remedy}`, { path, remedy });
  }

  get predictors(): PredictorSets {
    return this.method.predictors;
  }

  get runs(): readonly [Run] {
    return [this];
  }

  titleOf(set: string): string {
    return `${this.method.definition.title}, ${predictorTitle(this.method, set)}`;
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

  /** What was asked for; undefined in a run of an earlier version. */
  get request(): Request | undefined {
    return readJsonFile(this.folder.request, requestSchema);
  }
}
