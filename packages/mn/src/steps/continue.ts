// Going on from a trained run: what the dataset has got since, and the plan of the run that learns from it.
// `mn continue`, `--from` of `mn plan` and `mn run`, and what `mn run` says of a dataset that has changed.
import { existsSync } from "node:fs";
import { type Dataset, type DatasetReport, type DiscoverOptions, discoverDataset, ImagingError } from "@mandn/imaging";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { fitWithin, type Probe } from "../planning/budget.js";
import { continuedPlan, withMaskShapes } from "../planning/continued.js";
import { measureMaskShapes } from "../planning/fingerprint.js";
import type { Machine } from "../planning/scale.js";
import { changesText, type DatasetChanges, datasetChanges, readInputs } from "../run/dataset.js";
import { networkHash } from "../run/network-file.js";
import type { Request } from "../run/request.js";
import { writtenMembers } from "../training/method.js";
import { type CheckStepOptions, type SavedLabels, withSavedLabels } from "./check.js";
import type { PlanStepOptions } from "./plan.js";
import { Run } from "./run.js";
import { isTrained } from "./train.js";

/** Options that the networks of a run fix, as they are on the command line. */
const FIXED = {
  preset: "--preset",
  method: "--method",
  labelled: "--labelled",
  validation: "--validation",
  test: "--test",
  officialFold: "--official-fold",
  classNames: "--class-names",
  network2d: "--network-2d",
  network3d: "--network-3d",
  loss: "--loss",
} satisfies Partial<Record<keyof PlanStepOptions, string>>;

/** A run to go on from. */
export interface Earlier {
  readonly run: Run;
  /** How its dataset was found, and which labels were saved for it since. */
  readonly found: DiscoverOptions & Pick<CheckStepOptions, "labels" | "scored">;
}

/**
 * Opens a trained run to go on from.
 *
 * @throws MnError `"usage"` for options that its networks fix, `"run"` when it is not trained
 */
export async function openEarlier(from: string, options: PlanStepOptions): Promise<Earlier> {
  const given = Object.entries(FIXED).filter(([name]) => options[name as keyof typeof FIXED] !== undefined);
  if (given.length > 0) {
    const flags = given.map(([, flag]) => flag).join(", ");
    const remedy = "Leave them out, or plan a new run.";
    throw new MnError("usage", `A run that goes on from another keeps to its settings: ${flags}.`, {
      remedy,
    });
  }
  const run = await Run.open(from);
  if (!isTrained(run)) {
    const remedy = `Train it first: mn train ${from}`;
    throw new MnError("run", "is not trained to its end", {
      path: run.folder.root,
      remedy,
    });
  }
  const { validation, test } = run.plan.dataset;
  return { run, found: { ...foundBy(run.request), labels: run.labels, scored: [...validation, ...test] } };
}

/** How a run's dataset was found. */
function foundBy(request: Request | undefined): DiscoverOptions {
  const { layout, fold, baseFolder } = request?.options ?? {};
  return Object.fromEntries(
    Object.entries({ layout, fold, baseFolder }).filter(([, value]) => value !== undefined),
  ) as DiscoverOptions;
}

interface Found {
  readonly saved: SavedLabels;
  readonly report: DatasetReport;
  readonly machine: Machine;
  readonly options: PlanStepOptions;
  readonly measure: Probe;
}

/**
 * The plan of a run that goes on from another; what has changed in the dataset is told.
 *
 * @throws MnError `"data"` as `continuedPlan`, `"usage"` when the budget is too short
 */
export async function planContinued(
  { run }: Earlier,
  { saved, report, machine, options, measure }: Found,
): Promise<Plan> {
  const { dataset } = saved;
  const { folder, plan: before } = run;
  const inputs = readInputs(folder);
  const changes = await changesSince(run, saved);
  const text = changesText(changes);
  const { onNote } = options;
  onNote?.(
    text === undefined
      ? "The dataset is as it was: the networks learn on from the same scans."
      : `Since ${folder.root} the dataset has ${text}.`,
  );
  if (inputs === undefined)
    onNote?.("An earlier version planned that run: masks that were changed in place are not told.");
  const setAside = changes.newScans.filter((id) => dataset.cases.some((one) => one.id === id && one.split !== "train"));
  if (setAside.length > 0)
    onNote?.(
      `Not used, for test and validation stay as they were: ${setAside.join(", ")}, which the dataset has for them.`,
    );
  const networks: Record<string, string> = {};
  for (const { name } of writtenMembers(run.method)) networks[name] = await networkHash(folder.network(name));
  const start = { run: folder.root, networks };
  const plan = continuedPlan({ before, start, dataset, report, changes, machine, seed: options.seed });
  const labelled = dataset.cases.filter(({ id }) => plan.dataset.labelled.includes(id));
  const shaped = before.preset === "clean" ? withMaskShapes(plan, await measureMaskShapes(labelled)) : plan;
  const seconds = options.budget ?? before.training.budget?.seconds;
  return seconds === undefined ? shaped : fitWithin(seconds, measure, shaped, machine.name);
}

/** What has changed since a run was planned. A label saved since for a scan that it took for unlabelled is a new mask, whatever the dataset has. */
async function changesSince(run: Run, { dataset, ids }: SavedLabels): Promise<DatasetChanges> {
  const changes = await datasetChanges({ dataset: run.dataset, inputs: readInputs(run.folder) }, dataset);
  const unlabelled = new Set(run.plan.dataset.unlabelled);
  const labelOf = (cases: Dataset["cases"]) => new Map(cases.map(({ id, label }) => [id, label?.path]));
  const [before, now] = [labelOf(run.dataset.cases), labelOf(dataset.cases)];
  const savedSince = ids.filter((id) => unlabelled.has(id) && before.get(id) !== now.get(id));
  const newMasks = new Set([...changes.newMasks, ...savedSince]);
  return {
    ...changes,
    newMasks: dataset.cases.flatMap(({ id }) => (newMasks.has(id) ? [id] : [])),
    changedMasks: changes.changedMasks.filter((id) => !newMasks.has(id)),
  };
}

/**
 * What has changed in the dataset of a planned run since, as a sentence with what to do; undefined where nothing has, or the dataset is
 * not there.
 */
export async function datasetNews(run: Run): Promise<string | undefined> {
  const { folder, plan } = run;
  const { root } = plan.dataset;
  if (!existsSync(root)) return undefined;
  const { validation, test } = plan.dataset;
  let now: SavedLabels;
  try {
    now = withSavedLabels(await discoverDataset(root, foundBy(run.request)), run.labels, [...validation, ...test]);
  } catch (error) {
    if (!(error instanceof ImagingError)) throw error;
    return `The dataset has changed since the run was planned, and cannot be read as it is: ${error.message}`;
  }
  const text = changesText(await changesSince(run, now));
  if (text === undefined) return undefined;
  const news = `Since the run was planned the dataset has ${text}, which it does not learn from.`;
  const labels = now.ids.length === 0 ? "" : ` --labels ${now.folder}`;
  if (!folder.isTrained) return `${news} Plan it anew: mn plan ${root}${labels} --out ${folder.root} --overwrite`;
  return `${news} To go on with them once it is trained: ${folder.continueCommand}`;
}
