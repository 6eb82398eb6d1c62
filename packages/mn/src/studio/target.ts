// What the studio shows: a run, or a dataset that nothing was trained on yet; its scans, its classes, and the folder of its labels. Another
// is opened when a run goes on in a new one.

import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { type Case, type Dataset, type DatasetReport, discoverDataset } from "@mandn/imaging";
import { MnError } from "../errors.js";
import type { Classes } from "../inference/predict.js";
import { classesOf, namedClasses } from "../planning/make.js";
import { foldsOf, isWithin, RunFolder } from "../run/folder.js";
import { LabelsFolder } from "../run/labels-folder.js";
import { realPlace } from "../run/outputs.js";
import { isPacked } from "../run/pack.js";
import { type CheckStepOptions, checkStep } from "../steps/check.js";
import { pathsOf, Run } from "../steps/run.js";

export interface Target {
  readonly kind: "run" | "dataset";
  /** The folder's name. */
  readonly name: string;
  /** Undefined for a dataset. */
  readonly run: Run | undefined;
  readonly dataset: Dataset;
  /** By id, in the dataset's order. */
  readonly cases: ReadonlyMap<string, Case>;
  readonly classes: Classes;
  readonly channels: readonly string[];
  readonly labels: LabelsFolder;
  /** What the random order begins with. */
  readonly seed: number;
  /** Of a dataset: how it is made out, for the run that is trained on it. */
  readonly found?: FoundBy;
}

/** Where a dataset lies, how it is made out, and what its classes are called. */
export type FoundBy = { readonly path: string } & Pick<
  TargetOptions,
  "layout" | "fold" | "baseFolder" | "slices" | "cacheFolder" | "classNames"
>;

export interface TargetOptions extends CheckStepOptions {
  /** Of a dataset: the foreground classes by rising value; default as it says, or as its masks have them. */
  readonly classNames?: readonly string[];
}

/**
 * Opens a run, or a dataset, whose scans are then checked.
 *
 * @param options.labels of a dataset: the folder of its labels; default beside it, `DATASET-labels`
 * @throws MnError `"usage"` for options that a run fixes, for a packed run, and for a folder of labels that holds files of the dataset; as
 * `Run.open` and `checkStep`
 */
export async function openTarget(path: string, options: TargetOptions = {}): Promise<Target> {
  if (existsSync(path) && isPacked(path)) {
    throw new MnError("usage", "is a packed run, which has no scans", {
      path,
      remedy: "Give the run's folder, or a dataset.",
    });
  }
  const isRun = existsSync(new RunFolder(path).plan) || foldsOf(path) !== undefined; // of folds one has to be named
  return isRun ? openRun(await Run.open(path), options) : openDataset(path, options);
}

/** A run as it is shown. @throws MnError `"usage"` for options that it fixes, `"run"` when its dataset is not known */
export async function openRun(run: Run, { labels, classNames }: TargetOptions = {}): Promise<Target> {
  if (labels !== undefined || classNames !== undefined) {
    const remedy = "Leave out --labels and --class-names.";
    throw new MnError("usage", "A run knows its classes and the folder of its labels.", { remedy });
  }
  const { plan, dataset, folder } = run;
  const { classes, channels } = plan.dataset;
  const folderOfLabels = new LabelsFolder(run.labels);
  await folderOfLabels.mend();
  return {
    kind: "run",
    name: basename(folder.root),
    run,
    dataset,
    cases: byId(dataset),
    classes,
    channels,
    labels: folderOfLabels,
    seed: plan.seed,
  };
}

async function openDataset(path: string, { classNames, ...options }: TargetOptions): Promise<Target> {
  const root = resolve(path);
  const labels = new LabelsFolder(options.labels ?? `${root.replace(/\.(json|csv)$/i, "")}-labels`);
  const { layout, fold, baseFolder, slices, cacheFolder } = options;
  const dataset = await discoverDataset(root, { layout, fold, baseFolder, slices });
  const folders = new Set(Array.from(pathsOf(dataset.cases), (file) => dirname(file)));
  if ([...folders].some((folder) => isWithin(realPlace(folder), realPlace(labels.root)))) {
    const fault = "is to be the folder of the labels and holds the dataset's own files, which are never changed";
    throw new MnError("usage", fault, { path: labels.root, remedy: "Name another folder by --labels." });
  }
  await labels.mend();
  const { report } = await checkStep(root, { ...options, labels: labels.root }); // saved labels show classes too
  return {
    kind: "dataset",
    name: basename(root),
    run: undefined,
    dataset,
    cases: byId(dataset),
    classes: classesIn(dataset, report, classNames),
    channels: channelsIn(dataset, report),
    labels,
    seed: 0,
    found: { path: root, layout, fold, baseFolder, slices, cacheFolder, classNames },
  };
}

/**
 * The run that is trained on a dataset, beside its labels: of `scans-labels` it is `scans-run`, then `scans-run-2`; one that is not there
 * yet.
 */
export function firstRunOf({ labels }: Target): RunFolder {
  const run = new RunFolder(`${labels.root.replace(/-labels$/, "")}-run`);
  return existsSync(run.root) ? new RunFolder(run.next) : run;
}

/** What `mn run` is asked for to train on a dataset with the labels that were saved. @param budget seconds */
export function runArguments({ labels }: Target, found: FoundBy, out: RunFolder, budget: number): string[] {
  const { path, layout, fold, baseFolder, slices, classNames } = found;
  const options = { labels: labels.root, layout, fold, "base-folder": baseFolder, slices, "class-names": classNames };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return [
    "run",
    path,
    "--out",
    out.root,
    "--budget",
    `${Math.round(budget)}s`,
    ...given.flatMap(([name, value]) => [`--${name}`, String(value)]),
  ];
}

/**
 * The classes of a dataset that no mask has, also none that was saved: training cannot learn them.
 *
 * @throws as `checkStep`
 */
export async function classesWithoutMask({ labels, classes }: Target, found: FoundBy): Promise<string[]> {
  const { path, classNames: _, ...options } = found;
  const { report } = await checkStep(path, { ...options, labels: labels.root });
  const painted = new Set(report.cases.flatMap(({ facts }) => (facts?.label?.values ?? []).map(({ value }) => value)));
  return classes.flatMap(({ name, value }) => (value === 0 || painted.has(value) ? [] : [name]));
}

const byId = ({ cases }: Dataset) => new Map(cases.map((one) => [one.id, one]));

/** What the dataset declares or its masks hold; those that are named, though nobody has painted all of them yet; or one. */
function classesIn(dataset: Dataset, { cases }: DatasetReport, names: readonly string[] | undefined): Classes {
  const values = cases.flatMap(({ facts }) => (facts?.label?.values ?? []).map(({ value }) => value));
  const foreground = [...new Set(values)].filter((value) => value !== 0).sort((a, b) => a - b);
  const named = names ?? (foreground.length > 0 ? [] : ["foreground"]);
  const isNamed = foreground.every((value) => value > 0 && value <= named.length);
  if (dataset.labels !== undefined || !isNamed) return namedClasses(classesOf(dataset, foreground), names);
  return [{ name: "background", value: 0 }, ...named.map((name, i) => ({ name, value: i + 1 }))];
}

function channelsIn({ channelNames }: Dataset, { cases }: DatasetReport): string[] {
  if (channelNames !== undefined) return channelNames;
  const count = cases.find(({ facts }) => facts !== undefined)?.facts?.channels.length ?? 1;
  return count === 1 ? ["image"] : Array.from({ length: count }, (_, i) => `channel ${i + 1}`);
}
