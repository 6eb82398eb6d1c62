// Several runs as one: the probabilities of all their networks are averaged. Folds of a cross-validation are such runs, and so are any
// that prepare scans in the same way.
import { existsSync } from "node:fs";
import { basename } from "node:path";
import type { Dataset } from "@mandn/imaging";
import { MnError } from "../errors.js";
import { leadingSet, type Predictor, type PredictorSets } from "../inference/predictor.js";
import type { Plan } from "../plan/plan.js";
import { foldsOf, RunFolder } from "../run/folder.js";
import { holdsRun } from "../run/pack.js";
import { type Model, Run } from "./run.js";

/** The set of runs whose methods have sets of different names. */
const ALL = "all";

export class Ensemble implements Model {
  readonly predictors: PredictorSets;
  readonly plan: Plan;
  readonly folder: RunFolder;
  readonly #hasSameSets: boolean;
  /** Names that tell the runs apart. */
  readonly #names: readonly string[];

  /**
   * @param folder where its predictions and scores lie, where it has such
   * @throws MnError `"usage"` for runs that differ in classes, channels, preprocessing or windows
   */
  constructor(
    readonly runs: readonly [Run, Run, ...Run[]],
    folder = runs[0].folder,
  ) {
    this.folder = folder;
    assertAlike(runs);
    this.#names = namesOf(runs);
    const setNames = runs.map(({ predictors }) => Object.keys(predictors).join("\n"));
    this.#hasSameSets = setNames.every((names) => names === setNames[0]);
    const sets = this.#hasSameSets ? Object.keys(runs[0].predictors) : [ALL];
    this.predictors = Object.fromEntries(
      sets.map((set) => [
        set,
        runs.flatMap((run, i) =>
          (run.predictors[this.setIn(run, set)] ?? []).map((member) => `${this.#names[i]}/${member}`),
        ),
      ]),
    );
    this.plan = commonPlan(runs);
  }

  get dataset(): Dataset {
    return this.runs[0].dataset;
  }

  get method(): Run["method"] {
    return this.runs[0].method;
  }

  titleOf(set: string): string {
    const [first] = this.runs;
    const title = this.#hasSameSets ? first.titleOf(set) : "different methods";
    return `${title}, ${this.runs.length} runs averaged`;
  }

  setIn(run: Run, set: string): string {
    return this.#hasSameSets ? set : leadingSet(run.predictors);
  }

  networkFiles(names: readonly string[]): ReturnType<Model["networkFiles"]> {
    return names.flatMap((name) => {
      const { run, member } = this.#find(name);
      return run.networkFiles([member]).map((file) => ({ ...file, name }));
    });
  }

  async load(names: readonly string[], device: string): Promise<Predictor[]> {
    const loaded: Predictor[] = [];
    try {
      for (const name of names) {
        const { run, member } = this.#find(name);
        loaded.push(...(await run.load([member], device)));
      }
    } catch (error) {
      for (const { network } of loaded) network.dispose();
      throw error;
    }
    return loaded;
  }

  /** The run and the member that a name such as `fold-1/3d` stands for. */
  #find(name: string): { readonly run: Run; readonly member: string } {
    const slash = name.lastIndexOf("/");
    const run = this.runs[this.#names.indexOf(name.slice(0, slash))];
    if (run === undefined) throw new MnError("usage", `None of the runs has the network "${name}".`);
    return { run, member: name.slice(slash + 1) };
  }
}

/**
 * What predicts: a run, a packed one, or a folder of folds; several of these together.
 *
 * @throws MnError as {@link Run.open}, and `"usage"` for runs that cannot be averaged
 */
export async function openModel(model: string | readonly string[] | Model): Promise<Model> {
  if (typeof model === "string" && foldsOf(model) === undefined) return Run.open(model);
  if (typeof model !== "string" && !Array.isArray(model)) return model as Model;
  const given = (typeof model === "string" ? [model] : model) as readonly string[];
  const runs: Run[] = [];
  for (const path of given) {
    for (const one of foldsOf(path) ?? [path]) runs.push(await Run.open(one));
  }
  const [first, second, ...others] = runs;
  if (first === undefined) throw new MnError("usage", "A prediction needs a run.");
  if (second === undefined) return first;
  return new Ensemble(
    [first, second, ...others],
    new RunFolder(given.length === 1 ? (given[0] as string) : first.folder.root),
  );
}

/** Whether a path is a run, a packed one, or a folder of folds, and not a scan. */
export function isModel(path: string): boolean {
  return existsSync(new RunFolder(path).plan) || foldsOf(path) !== undefined || holdsRun(path);
}

/** The last part of each run's path where these differ, else their places in the list. */
function namesOf(runs: readonly Run[]): string[] {
  const names = runs.map(({ folder }) => basename(folder.root));
  return new Set(names).size === names.length ? names : runs.map((_, i) => `run-${i + 1}`);
}

function assertAlike([first, ...others]: readonly [Run, Run, ...Run[]]): void {
  const settings = ({ plan: { dataset, preprocessing, inference } }: Run) => ({
    "dataset.channels": dataset.channels,
    "dataset.classes": dataset.classes,
    preprocessing,
    "inference.window": inference.window,
    "inference.overlap": inference.overlap,
    "inference.weighting": inference.weighting,
  });
  const wanted = settings(first);
  for (const other of others) {
    const found = settings(other);
    const differing = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
      (name) => JSON.stringify(wanted[name]) !== JSON.stringify(found[name]),
    );
    if (differing.length === 0) continue;
    const remedy = "Give runs that were planned for the same dataset and machine, such as folds.";
    const fault = `and ${first.folder.root} differ in ${differing.join(", ")}, so that their probabilities cannot be averaged`;
    throw new MnError("usage", fault, { path: other.folder.root, remedy });
  }
}

/** The first run's, with the roles that hold for all: a scan that one of them learnt from is labelled. */
function commonPlan(runs: readonly [Run, ...Run[]]): Plan {
  const [{ plan }] = runs;
  const all = (role: "labelled" | "unlabelled" | "validation") =>
    new Set(runs.flatMap((run) => run.plan.dataset[role]));
  const labelled = all("labelled");
  const validation = [...all("validation")].filter((id) => !labelled.has(id));
  const unlabelled = [...all("unlabelled")].filter((id) => !labelled.has(id));
  const seen = new Set([...labelled, ...validation, ...(plan.dataset.unlabelledHoldsTest ? [] : unlabelled)]);
  const test = plan.dataset.test.filter((id) => !seen.has(id));
  return { ...plan, dataset: { ...plan.dataset, labelled: [...labelled].sort(), unlabelled, validation, test } };
}
