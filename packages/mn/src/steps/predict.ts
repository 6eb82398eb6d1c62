// Predicting scans: what is not predicted yet, or not any more as it should be, in one pass over each scan, into files that replace
// nothing but our own.

import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { CodedError, FileError, someOf, systemCode } from "@mandn/base";
import { type CaseFile, createVoxels, formatOf, ImagingError } from "@mandn/imaging";
import type { ScanFiles } from "../data/prepare.js";
import { MnError } from "../errors.js";
import {
  finishMask,
  keepClasses,
  type MaskFormat,
  type PredictionPaths,
  predictionPaths,
  type ScanPrediction,
  type SetPrediction,
  writePrediction,
} from "../inference/predict.js";
import { chosenSet, leadingSet } from "../inference/predictor.js";
import type { Region } from "../inference/region.js";
import type { WindowsDone } from "../inference/sliding-window.js";
import type { Plan } from "../plan/plan.js";
import { assertDevice, deviceNamed } from "../planning/machine.js";
import { isSame, type Mark, markOf } from "../run/freshness.js";
import { checkOutputs } from "../run/outputs.js";
import { PredictionsFile } from "../run/predictions-file.js";
import type { PredictedMask, Predictions } from "../run/results.js";
import { checkBeside, writeBeside } from "./beside-masks.js";
import { openModel } from "./ensemble.js";
import { chooseRules, knownRules, type Rules, rulesFor } from "./post-processing.js";
import type { Model, StepOptions } from "./run.js";
import { sourceOf } from "./scan-masks.js";
import { scansOf } from "./scans.js";
import { PredictionSession } from "./session.js";
import { networkSources, pathsOf, settingsSource } from "./sources.js";

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
  readonly onFailure?: (id: string, error: Error) => void;
}

/** A scan, and the sets of networks whose masks of it are wanted. */
interface PredictionTask {
  readonly scan: ScanFiles;
  readonly sets: readonly string[];
}

/**
 * Predicts scans with the networks of a run, or of several whose probabilities are averaged: a mask on each scan's own grid, in its own format, and `predictions.json` with
 * volumes and the networks' disagreement. Scans that are predicted already, by the same networks in the same way, and have not changed
 * since, are left. Before anything is predicted, {@link checkOutputs} makes sure that no mask replaces a scan or what somebody else
 * wrote.
 *
 * @param model a run, a folder of folds, a packed run, or a list of these
 * @param scans what {@link scansOf} takes; default every scan of the run's dataset, into the run's own folder with the masks of every
 * network alone for those that are scored
 * @throws MnError `"usage"`, also when the device is not there or a file would be replaced, `"run"` when the run is not trained or its
 * plan was edited since, `"data"`, naming the case, `"diverged"`; the signal's reason.
 */
export async function predictStep(
  model: string | readonly string[] | Model,
  scans: readonly string[] | undefined,
  options: PredictStepOptions = {},
): Promise<Predictions> {
  const opened = await openModel(model);
  const { plan } = opened;
  if (scans === undefined && options.out === undefined) return predictFiles(opened, ownTasks(opened), options);
  const set = chosenSet(opened.predictors, options.networks);
  const known = existsSync(opened.folder.dataset) ? opened.dataset : undefined; // networks predict without it too
  const found = scans === undefined ? opened.dataset.cases : await scansOf(scans, plan, known);
  const out = resolve(options.out ?? opened.folder.predictions);
  await checkBeside(found, { ...options, out });
  const predictions = await predictFiles(
    opened,
    found.map((scan) => ({ scan, sets: [set] })),
    options,
  );
  await writeBeside(predictions, plan, { ...options, out });
  return predictions;
}

/** Every scan of a run's dataset: those that are scored with the masks of all sets, the others with the run's own result. */
export function ownTasks({ plan, dataset, predictors: sets }: Model): PredictionTask[] {
  const scored = new Set([...plan.dataset.test, ...plan.dataset.validation]);
  const isScored = ({ id, label }: { readonly id: string; readonly label?: CaseFile | undefined }) =>
    label !== undefined && scored.has(id);
  return dataset.cases.map((scan) => ({ scan, sets: isScored(scan) ? Object.keys(sets) : [leadingSet(sets)] }));
}

/** As {@link predictStep}, for files that are known. */
export async function predictFiles(
  run: Model,
  tasks: readonly PredictionTask[],
  options: PredictStepOptions = {},
): Promise<Predictions> {
  const { folder, plan } = run;
  const { tta = false, onNote } = options;
  const device = deviceNamed(options.device ?? plan.device);
  assertDevice(device, "Choose another one with --device");
  if (tta && !plan.inference.mirrorAxes.includes(true)) {
    const remedy = "Leave out --tta, or set augmentation.flips and inference.mirrorAxes in the plan before training.";
    throw new MnError("usage", "The plan mirrors no axis (inference.mirrorAxes).", { remedy });
  }
  await assertFormat(tasks, options.format);
  const sets = run.predictors;
  const leading = chosenSet(sets, options.networks);
  const target = resolve(options.out ?? folder.predictions);
  const predictors = Object.fromEntries(Object.entries(sets).map(([set, members]) => [set, [...members]]));
  const shown = shownClasses(plan.dataset.classes, options.classes);
  const classes = shown.map((i) => plan.dataset.classes[i + 1]);
  const header = { leading, predictors, testTimeAugmentation: tta, classes };
  const { region } = options;
  const networks = await networkSources(run, sets[leading] ?? []);
  const sources = { ...networks, plan: settingsSource(plan), ...(region && { region: { value: region } }) };
  const list = await PredictionsFile.open(target, header, sources);
  const work = new Work(run, list, leading, { ...options, device }, shown);
  const rules = await knownRules(run, [...new Set(tasks.flatMap((task) => task.sets))]);
  const waiting = await work.waiting(tasks, rules);
  const done = tasks.length - waiting.length;
  if (done > 0) onNote?.(`${done} ${done === 1 ? "scan is" : "scans are"} predicted already.`);
  if (waiting.length > 0) await work.run(tasks, waiting, rules);
  return list.listOf(tasks.map(({ scan }) => scan.id));
}

/** What was predicted of a scan when the rules were chosen, kept until they are known and its masks can be written. */
interface Kept {
  readonly content: Mark;
  /** The sets whose masks were predicted. */
  readonly sets: readonly string[];
  readonly prediction: () => ScanPrediction;
}

/** A prediction of scans into a folder. */
class Work {
  readonly #run: Model;
  readonly #plan: Plan;
  readonly #list: PredictionsFile;
  readonly #leading: string;
  readonly #options: PredictStepOptions;
  /** The foreground classes that masks keep, by their places among all. */
  readonly #shown: readonly number[];

  constructor(
    run: Model,
    list: PredictionsFile,
    leading: string,
    options: PredictStepOptions,
    shown: readonly number[],
  ) {
    this.#run = run;
    this.#shown = shown;
    this.#plan = run.plan;
    this.#list = list;
    this.#leading = leading;
    this.#options = options;
  }

  /** What is to be predicted: the sets of each scan whose masks are not there, or not as they would be made now. */
  async waiting(tasks: readonly PredictionTask[], rules: Rules): Promise<PredictionTask[]> {
    const waiting: PredictionTask[] = [];
    for (const { scan, sets } of tasks) {
      const isCurrent = await this.#isPredicted(scan);
      const missing: string[] = [];
      for (const set of sets) {
        const mask = this.#list.scan(scan.id)?.masks[set];
        const { mask: path } = this.#paths(scan, set);
        const isThere = isCurrent && mask !== undefined && resolve(this.#list.folder, mask.path) === path;
        if (!(isThere && (await this.#isWhole(mask, rules[set])))) missing.push(set);
      }
      if (missing.length > 0) waiting.push({ scan, sets: missing });
    }
    return waiting;
  }

  async run(tasks: readonly PredictionTask[], waiting: readonly PredictionTask[], known: Rules): Promise<void> {
    const { device, tta = false, signal } = this.#options;
    const sets = [...new Set(waiting.flatMap((task) => task.sets))];
    await this.#assertWritable(tasks, waiting);
    using session = await PredictionSession.open(this.#run, { device, sets, tta });
    await this.#list.begin(waiting.flatMap((task) => this.#outputs(task)));
    try {
      const { rules, kept } = await this.#rules(known, { session, sets, waiting });
      for (const [i, task] of waiting.entries()) {
        await setImmediate(); // lets signals in
        signal?.throwIfAborted();
        try {
          await this.#predict(task, { session, rules, kept: kept.get(task.scan.id), before: i, total: waiting.length });
        } catch (error) {
          if (this.#options.onFailure === undefined || !isOfScan(error)) throw error;
          await this.#list.drop(task.scan.id); // what it was before is not what it is
          this.#options.onFailure(task.scan.id, error);
        }
      }
    } finally {
      await this.#list.end();
    }
  }

  /** The rules for all sets and, where they were chosen only now, the validation scans that were predicted for it. */
  async #rules(
    known: Rules,
    given: { session: PredictionSession; sets: readonly string[]; waiting: readonly PredictionTask[] },
  ): Promise<{ readonly rules: Rules; readonly kept: ReadonlyMap<string, Kept> }> {
    const { session, sets, waiting } = given;
    const { device, tta = false, probabilities = false } = this.#options;
    const kept = new Map<string, Kept>();
    const unknown = sets.filter((set) => known[set] === undefined);
    if (unknown.length === 0) return { rules: known, kept };
    const [only, ...others] = this.#run.runs;
    if (only === undefined || others.length > 0) {
      const { signal, onProgress, onNote } = this.#options;
      const chosen = await rulesFor(this.#run, unknown, { signal, onProgress, onNote, device });
      return { rules: { ...known, ...chosen }, kept };
    }
    // The choice is made by masks without mirroring, of whole scans, and without probabilities: where these are wanted, nothing of it can be used.
    const isUseful = new Set(
      tta || probabilities || this.#options.region !== undefined ? [] : waiting.map(({ scan }) => scan.id),
    );
    using plain = tta ? await PredictionSession.open(only, { device, sets: unknown }) : undefined;
    const chosen = await chooseRules(only, unknown, plain ?? session, {
      ...this.#options,
      onPredicted: (scan, prediction, content) => {
        if (isUseful.has(scan.id)) kept.set(scan.id, { content, sets: unknown, prediction: packed(prediction) });
      },
    });
    return { rules: { ...known, ...chosen }, kept };
  }

  async #isPredicted({ id, channels }: ScanFiles): Promise<boolean> {
    const entry = this.#list.scan(id);
    try {
      return entry !== undefined && (await isSame(entry.content, { files: channels }));
    } catch (error) {
      if (isUnreadable(error)) return false; // what is wrong with it is told when it is predicted
      throw error;
    }
  }

  async #isWhole(mask: PredictedMask | undefined, rules: Rules[string]): Promise<boolean> {
    const { probabilities = false } = this.#options;
    if (mask === undefined || rules === undefined) return false;
    if (JSON.stringify(mask.postProcessing) !== JSON.stringify(this.#toldRules(rules))) return false;
    if (!(await this.#list.isWhole(mask.path))) return false;
    return !probabilities || (mask.probabilities !== undefined && (await this.#list.isWhole(mask.probabilities)));
  }

  /** What was done to the classes that the masks keep. */
  #toldRules({ largestComponent, fillHoles }: NonNullable<Rules[string]>): PredictedMask["postProcessing"] {
    const of = (rule: readonly boolean[]) => this.#shown.map((i) => rule[i] as boolean);
    return { largestComponent: of(largestComponent), fillHoles: of(fillHoles) };
  }

  /** Where a scan's files go: the leading set's into the folder itself, those of others beside it. */
  #paths({ id, channels }: ScanFiles, set: string): PredictionPaths {
    const { folder } = this.#list;
    return predictionPaths(
      set === this.#leading ? folder : `${folder}-${set}`,
      id,
      channels[0].path,
      this.#options.format,
    );
  }

  /** Probabilities are those of the leading set alone. */
  #withProbabilities(set: string): boolean {
    return set === this.#leading && this.#options.probabilities === true;
  }

  #outputs({ scan, sets }: PredictionTask): string[] {
    return sets.flatMap((set) => {
      const { mask, probabilities } = this.#paths(scan, set);
      return this.#withProbabilities(set) ? [mask, probabilities] : [mask];
    });
  }

  /** Masks replace neither a scan or reference nor what this program did not write, and no other run's masks are left among them. */
  async #assertWritable(tasks: readonly PredictionTask[], waiting: readonly PredictionTask[]): Promise<void> {
    const { folder, plan } = this.#run;
    const { overwrite = false } = this.#options;
    const cases = existsSync(folder.dataset) ? this.#run.dataset.cases : []; // networks predict without it too
    const remedy = "Move them away, choose another folder, or let mn predict replace them with --overwrite.";
    await checkOutputs([this.#list.path, ...waiting.flatMap((task) => this.#outputs(task))], {
      sources: [plan.dataset.root, ...pathsOf(tasks.map(({ scan }) => scan)), ...pathsOf(cases)],
      overwrite,
      isOurs: (path) => this.#list.isOurs(path),
      remedy,
    });
    const others = this.#list.others(new Set(waiting.map(({ scan }) => scan.id)));
    if (others.length === 0 || overwrite) return;
    const fault = `lists masks by other networks or settings, which would be left among the new ones: ${someOf(others, 5)}`;
    throw new MnError("usage", fault, {
      path: this.#list.path,
      caseIds: others,
      remedy,
    });
  }

  async #predict(
    { scan, sets }: PredictionTask,
    given: { session: PredictionSession; rules: Rules; kept: Kept | undefined; before: number; total: number },
  ): Promise<void> {
    const { session, rules, kept, before, total } = given;
    const { signal, onProgress, region } = this.#options;
    const tell = (done: number, detail: string) =>
      onProgress?.({ what: "predicting", done, total, unit: "scans", detail });
    const onWindows = ({ done, total: windows }: WindowsDone) =>
      tell(before + Math.min(done / windows, 0.999), `${scan.id}, ${done} of ${windows} windows`);
    const content = await contentOf(scan);
    const probabilities = sets.filter((set) => this.#withProbabilities(set));
    const wanted = { sets, probabilities, region, signal, onWindows };
    // A scan of a validation scan's name need not be that scan.
    const isKept = kept?.content.sha256 === content.sha256 && sets.every((set) => kept.sets.includes(set));
    const prediction = isKept ? kept.prediction() : await session.predict(scan, wanted);
    const { classes } = this.#plan.dataset;
    const entry = (await this.#isPredicted(scan)) ? this.#list.scan(scan.id) : undefined;
    const masks: Record<string, PredictedMask> = { ...entry?.masks };
    const written: string[] = [];
    const source = await sourceOf(scan, this.#options.format);
    for (const set of sets) {
      const found = prediction.masks[set];
      const paths = this.#paths(scan, set);
      const own = rules[set] as NonNullable<Rules[string]>;
      const facts = finishMask(found.mask, classes, own);
      keepClasses(found.mask, classes, this.#shown);
      await writePrediction(paths, found, { classes, method: this.#run.method.definition.title }, source);
      written.push(paths.mask, ...(found.probabilities === undefined ? [] : [paths.probabilities]));
      masks[set] = {
        path: relative(this.#list.folder, paths.mask),
        ...(found.probabilities && { probabilities: relative(this.#list.folder, paths.probabilities) }),
        postProcessing: this.#toldRules(own),
        millilitres: this.#shown.map((i) => facts.millilitres[i] as number),
        empty: facts.empty.filter((name) => this.#shown.some((i) => classes[i + 1]?.name === name)),
      };
    }
    const isLeading = sets.includes(this.#leading) || entry === undefined;
    const { disagreement } = isLeading ? prediction : entry;
    await this.#list.add({ id: scan.id, image: [...scan.channels], content, masks, disagreement }, written);
    tell(before + 1, scan.id);
  }
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

/** Whether an error is about one scan, and says nothing of the others. */
function isOfScan(error: unknown): error is MnError {
  return error instanceof MnError && (error.code === "data" || error.code === "diverged");
}

const isUnreadable = (error: unknown): error is Error =>
  error instanceof ImagingError || error instanceof FileError || systemCode(error) !== undefined;

/** @throws MnError `"data"`, naming the scan, when its files cannot be read */
async function contentOf({ id, channels }: ScanFiles): Promise<Mark> {
  try {
    return await markOf({ files: channels });
  } catch (cause) {
    if (!isUnreadable(cause)) throw cause;
    const { sentence: fault, remedy } = cause instanceof CodedError ? cause : { sentence: cause.message };
    throw new MnError("data", { subject: id, fault, remedy, caseIds: [id], path: channels[0].path, cause });
  }
}

/** A prediction without probabilities, compressed until it is asked for: masks to a hundredth, so that many can be held at once. */
function packed({ masks, ...facts }: ScanPrediction): () => ScanPrediction {
  const unpack = Object.entries(masks).map(([set, { mask }]) => [set, packedMask(mask)] as const);
  return () => ({ ...facts, masks: Object.fromEntries(unpack.map(([set, mask]) => [set, { mask: mask() }])) });
}

function packedMask({ voxels, ...header }: SetPrediction["mask"]): () => SetPrediction["mask"] {
  const bytes = deflateRawSync(Buffer.from(voxels.buffer, voxels.byteOffset, voxels.byteLength), { level: 1 });
  const { length } = voxels;
  return () => {
    const whole = createVoxels(header.dtype, length);
    new Uint8Array(whole.buffer, whole.byteOffset, whole.byteLength).set(inflateRawSync(bytes));
    return { ...header, voxels: whole } as SetPrediction["mask"];
  };
}
