// Predicting scans: what is not predicted yet, or not any more as it should be, in one pass over each scan, into files that replace
// nothing but our own. Any number of processes may share the scans; one alone is the case of a single part. What shards predicted is
// collected, with what is missing: one scan and entry at a time, so that an archive may have any number of them.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { someOf } from "@mandn/base";
import { type CaseFile, formatOf } from "@mandn/imaging";
import type { ScanFiles } from "../data/prepare.js";
import { MnError } from "../errors.js";
import type { MaskFormat } from "../inference/predict.js";
import { chosenSet, leadingSet } from "../inference/predictor.js";
import type { Region } from "../inference/region.js";
import type { Plan } from "../plan/plan.js";
import { assertDevice, deviceNamed } from "../planning/machine.js";
import { PredictionsFolder } from "../run/predictions-folder.js";
import type { PredictedScan, Predictions } from "../run/results.js";
import type { Shard } from "../run/shard.js";
import { checkBeside, writeBeside } from "./beside-masks.js";
import { openModel } from "./ensemble.js";
import { knownRules, type Rules } from "./post-processing.js";
import { type PredictionTask, PredictionWork, type WorkOptions } from "./prediction-work.js";
import { type Model, networkSources, pathsOf, type StepOptions, settingsSource } from "./run.js";
import { listedScans, listOf, type ScanList, scansOf } from "./scans.js";

export interface PredictStepOptions extends StepOptions {
  /** The folder for the masks; default `RUN/predictions`. */
  readonly out?: string;
  /** Whose masks: a set of the method's predictors; default the run's own result, all its networks averaged. */
  readonly networks?: string;
  /** Default the plan's. */
  readonly device?: string;
  /** The format of the masks; default each scan's own. */
  readonly format?: MaskFormat;
  /** Averages over mirrored scans as the plan says. */
  readonly tta?: boolean;
  /** Writes the classes' probabilities beside the masks. */
  readonly probabilities?: boolean;
  /** Foreground classes that the masks keep, by name; the others become background. Default all. */
  readonly classes?: readonly string[];
  /** A box of each scan, in its own voxels, that alone is predicted; all else is background. Default all. */
  readonly region?: Region;
  /** A `.csv` file for the volumes of all scans. */
  readonly statistics?: string;
  /** Writes a picture of each scan with its mask's outlines: `previews/ID.png` in the folder for the masks. */
  readonly previews?: boolean;
  /** Replaces files of the masks' names that this program did not write; scans and references never. Default false. */
  readonly overwrite?: boolean;
  /** Told of a scan that cannot be predicted, and the others are; by default that is thrown. */
  readonly onFailure?: (id: string, error: MnError) => void;
  /** A table or another list of scans to predict, in place of `scans`: what `mn check` takes. */
  readonly list?: string;
  /** The part of the scans, by the order of their ids, that this process predicts. Then `predictions.json` is left to {@link collectStep}. */
  readonly shard?: Shard;
  /** With `onFailure`: tries scans again that could not be predicted, and are as they were. Default false. */
  readonly retryFaults?: boolean;
}

/**
 * Predicts scans with the networks of a run, or of several whose probabilities are averaged: a mask on each scan's own grid, in its own
 * format, an entry beside it with volumes and the networks' disagreement, and `predictions.json` with all entries. Scans that are
 * predicted already, by the same networks in the same way, and have not changed since, are left. Before anything is predicted,
 * {@link checkOutputs} makes sure that no mask replaces a scan or what somebody else wrote.
 *
 * @param model a run, a folder of folds, a packed run, or a list of these
 * @param scans what {@link scansOf} takes; default every scan of the run's dataset, into the run's own folder with the masks of every
 * network alone for those that are scored
 * @returns of these scans, or of the shard's, those that are predicted
 * @throws MnError `"usage"`, also when the device is not there or a file would be replaced, `"run"` when the run is not trained or its
 * plan was edited since, `"data"`, naming the case, `"diverged"`, `"memory"`; ImagingError for a list that cannot be read; the signal's
 * reason.
 */
export async function predictStep(
  model: string | readonly string[] | Model,
  scans: readonly string[] | undefined,
  options: PredictStepOptions = {},
): Promise<Predictions> {
  const opened = await openModel(model);
  const { plan } = opened;
  assertTogether(scans, options);
  if (scans === undefined && options.list === undefined && options.out === undefined) {
    return predictFiles(opened, ownTasks(opened), options);
  }
  const set = chosenSet(opened.predictors, options.networks);
  const list = await scanList(opened, scans, options.list);
  const own = list.part(options.shard);
  const out = resolve(options.out ?? opened.folder.predictions);
  await checkBeside(() => own, { ...options, out, sources: readBeside(opened, options.list) });
  const tasks = own.map((scan) => ({ scan, sets: [set] }));
  const predictions = await predictFiles(opened, tasks, options, list.all());
  await writeBeside({ ...predictions, scans: () => predictions.scans }, plan, { ...options, out });
  return predictions;
}

/** What is read beside the scans that are asked for, and stays as it is: their list, and the run's dataset. */
function readBeside(model: Model, list: string | undefined): string[] {
  const known = existsSync(model.folder.dataset) ? model.dataset.cases : [];
  return [...(list === undefined ? [] : [list]), model.plan.dataset.root, ...pathsOf(known)];
}

/** The scans that are asked for: of a list, as arguments, or of the run's dataset. */
async function scanList(
  model: Model,
  scans: readonly string[] | undefined,
  list: string | undefined,
): Promise<ScanList> {
  if (list !== undefined) return listedScans(list, model.plan);
  if (scans === undefined) return listOf(model.dataset.cases);
  const known = existsSync(model.folder.dataset) ? model.dataset : undefined; // networks predict without it too
  return listOf(await scansOf(scans, model.plan, known));
}

/** @throws MnError `"usage"` for options that exclude each other */
function assertTogether(
  scans: readonly string[] | undefined,
  { list, shard, statistics }: Pick<PredictStepOptions, "list" | "shard" | "statistics">,
): void {
  const refuse = (what: string, remedy: string) => {
    throw new MnError("usage", what, { remedy });
  };
  if (scans !== undefined && list !== undefined) {
    refuse("A list of scans is given, and scans beside it.", "Name the scans in the list, or leave out --list.");
  }
  if (shard !== undefined && statistics !== undefined) {
    refuse("A shard knows the volumes of its own scans alone.", "Give --statistics together with --collect.");
  }
}

/** Every scan of a run's dataset: those that are scored with the masks of all sets, the others with the run's own result. */
export function ownTasks({ plan, dataset, predictors: sets }: Model): PredictionTask[] {
  const scored = new Set([...plan.dataset.test, ...plan.dataset.validation]);
  const isScored = ({ id, label }: { readonly id: string; readonly label?: CaseFile | undefined }) =>
    label !== undefined && scored.has(id);
  return dataset.cases.map((scan) => ({ scan, sets: isScored(scan) ? Object.keys(sets) : [leadingSet(sets)] }));
}

/**
 * As {@link predictStep}, for files that are known.
 *
 * @param tasks with a shard those of the shard
 * @param all scans that no mask may replace; default those of the tasks
 */
export async function predictFiles(
  run: Model,
  tasks: readonly PredictionTask[],
  options: PredictStepOptions = {},
  all: Iterable<ScanFiles> = tasks.map(({ scan }) => scan),
): Promise<Predictions> {
  const device = deviceNamed(options.device ?? run.plan.device);
  assertDevice(device, "Choose another one with --device");
  await assertFormat(tasks, options.format);
  const sets = [...new Set(tasks.flatMap((task) => task.sets))];
  const { work, list, rules } = await openWork(run, sets, { ...options, device });
  const { waiting, faults } = await work.waiting(tasks, rules);
  const done = tasks.length - waiting.length - faults.size;
  if (done > 0) options.onNote?.(`${done} ${done === 1 ? "scan is" : "scans are"} predicted already.`);
  for (const [id, error] of faults) options.onFailure?.(id, error);
  if (waiting.length > 0) await work.run(all, waiting, rules);
  else if (options.shard === undefined) await list.join();
  return list.listOf(tasks.map(({ scan }) => scan.id));
}

/**
 * A prediction into a folder, of which nothing is done yet.
 *
 * @param sets whose masks are wanted
 * @throws MnError `"usage"` for an axis to mirror or a class that there is not, `"run"` when the run is not trained
 */
async function openWork(
  run: Model,
  sets: readonly string[],
  options: WorkOptions,
): Promise<{ readonly work: PredictionWork; readonly list: PredictionsFolder; readonly rules: Rules }> {
  const { folder, plan } = run;
  const { tta = false, region } = options;
  if (tta && !plan.inference.mirrorAxes.includes(true)) {
    const remedy = "Leave out --tta, or set augmentation.flips and inference.mirrorAxes in the plan before training.";
    throw new MnError("usage", "The plan mirrors no axis (inference.mirrorAxes).", { remedy });
  }
  const leading = chosenSet(run.predictors, options.networks);
  const target = resolve(options.out ?? folder.predictions);
  const predictors = Object.fromEntries(Object.entries(run.predictors).map(([set, members]) => [set, [...members]]));
  const shown = shownClasses(plan.dataset.classes, options.classes);
  const classes = shown.map((i) => plan.dataset.classes[i + 1]);
  const header = { leading, predictors, testTimeAugmentation: tta, classes };
  const networks = await networkSources(run, run.predictors[leading] ?? []);
  const sources = { ...networks, plan: settingsSource(plan), ...(region && { region: { value: region } }) };
  const list = await PredictionsFolder.open(target, header, sources);
  const work = new PredictionWork(run, list, leading, options, shown);
  return { work, list, rules: await knownRules(run, sets) };
}

/**
 * The foreground classes of these names, by their places among all.
 *
 * @throws MnError `"usage"` for a name that no class has
 */
function shownClasses([, ...foreground]: Plan["dataset"]["classes"], names: readonly string[] | undefined): number[] {
  const unknown = names?.find((name) => !foreground.some((one) => one.name === name));
  if (unknown !== undefined) {
    const remedy = `Choose among ${foreground.map(({ name }) => name).join(", ")}.`;
    throw new MnError("usage", `The run has no class "${unknown}".`, { remedy });
  }
  return foreground.flatMap(({ name }, i) => (names === undefined || names.includes(name) ? [i] : []));
}

/** @throws MnError `"usage"` where scans that are no DICOM series are to get DICOM segmentations */
async function assertFormat(tasks: readonly PredictionTask[], format: MaskFormat | undefined): Promise<void> {
  if (format !== "dicom-seg") return;
  const others: string[] = [];
  for (const { scan } of tasks) {
    const [first] = scan.channels;
    if (first !== undefined && (await formatOf(first.path)).name !== "dicom") others.push(scan.id);
  }
  if (others.length === 0) return;
  const remedy = "Give DICOM series, or leave out --format: each mask is then in its scan's own format.";
  const what = "A DICOM segmentation is one of a DICOM series, and these scans are none";
  throw new MnError("usage", `${what}: ${someOf(others, 5)}.`, { caseIds: others, remedy });
}

/** What {@link collectStep} takes: as the shards were told, but for how they were to predict. */
export type CollectStepOptions = Omit<PredictStepOptions, "shard" | "device" | "retryFaults">;

/**
 * Joins what `predictStep` made of scans in `predictions.json`. A scan that is not predicted, or not as it would be now, is a failure.
 *
 * @returns how many of these scans are predicted
 * @throws MnError `"data"` for failures, where nobody is told of each; else as `predictStep`
 */
export async function collectStep(
  model: string | readonly string[] | Model,
  scans: readonly string[] | undefined,
  options: CollectStepOptions = {},
): Promise<number> {
  const opened = await openModel(model);
  assertTogether(scans, options);
  const { onFailure, onNote } = options;
  const out = resolve(options.out ?? opened.folder.predictions);
  const wanted = await scanList(opened, scans, options.list);
  await checkBeside(wanted.all, { ...options, out, sources: readBeside(opened, options.list) });
  const sets = [chosenSet(opened.predictors, options.networks)];
  const { work, list, rules } = await openWork(opened, sets, { ...options, collects: true });
  /** The places in the list of scans that are not predicted. */
  const failed: number[] = [];
  const missing: string[] = [];
  let first: PredictionTask | undefined;
  let [place, waiting] = [0, 0];
  for await (const looked of work.look(tasksOf(wanted.all(), sets), rules)) {
    const { id } = looked.task.scan;
    first ??= looked.task;
    if (looked.missing.length > 0) {
      failed.push(place);
      if (looked.fault === undefined) waiting += 1;
      if (onFailure === undefined) missing.push(id);
      else onFailure(id, looked.fault ?? notPredicted([id]));
    }
    place += 1;
  }
  const done = place - failed.length;
  if (done > 0) onNote?.(`${done} ${done === 1 ? "scan is" : "scans are"} predicted already.`);
  await list.join();
  if (first !== undefined && waiting === 0) work.tidy(first);
  if (missing.length > 0) throw notPredicted(missing);
  await writeBeside({ ...list.header, scans: () => predicted(wanted.all()) }, opened.plan, { ...options, out });
  return done;

  function* predicted(all: Iterable<ScanFiles>): Generator<PredictedScan> {
    let [place, next] = [0, 0];
    for (const { id } of all) {
      const isFailed = failed[next] === place++;
      if (isFailed) next += 1;
      const scan = isFailed ? undefined : list.scan(id);
      if (scan !== undefined) yield scan;
    }
  }
}

function* tasksOf(all: Iterable<ScanFiles>, sets: readonly string[]): Generator<PredictionTask> {
  for (const scan of all) yield { scan, sets };
}

function notPredicted(caseIds: readonly string[]): MnError {
  const fault = "not predicted yet, or not as it would be now";
  const remedy = "Predict it: the same command without --collect.";
  return new MnError("data", { subject: someOf(caseIds, 5), fault, remedy, caseIds });
}
