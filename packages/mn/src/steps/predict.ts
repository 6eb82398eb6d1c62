import { existsSync, mkdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import {
  type CaseFile,
  datasetSchema,
  formatOf,
  ImagingError,
  readSource,
  readVolume,
  type Source,
} from "@mandn/imaging";
import { writeFileAtomic } from "@mandn/torch";
import { prepareScan, type ScanFiles } from "../data/prepare.js";
import { MnError } from "../errors.js";
import {
  type PredictOptions,
  predictionPaths,
  predictScan,
  type ScanPrediction,
  windowOptions,
  writePrediction,
} from "../inference/predict.js";
import type { Predictor } from "../inference/predictor.js";
import { methodOf } from "../methods/index.js";
import type { Plan } from "../plan/plan.js";
import type { RunFolder } from "../run/folder.js";
import { readJsonFile } from "../run/json-file.js";
import { checkOutputs, sha256Of } from "../run/outputs.js";
import { type Predictions, predictionsSchema } from "../run/results.js";
import { loadPredictors } from "../training/networks.js";
import { readRunDataset } from "./dataset.js";
import { assertDevice } from "./machine.js";
import { readRunPlan } from "./plan.js";
import { postProcessingOf } from "./post-processing.js";
import { scansOf } from "./scans.js";
import type { StepOptions } from "./step.js";

export type Networks = Predictions["networks"];

export interface PredictStepOptions extends StepOptions {
  /** The folder for the masks; default `RUN/predictions`. */
  readonly out?: string;
  /** Whose masks; default all that the run has, averaged. */
  readonly networks?: Networks;
  /** Default the plan's. */
  readonly device?: string;
  /** Averages over mirrored scans as the plan says. */
  readonly tta?: boolean;
  /** Writes the classes' probabilities beside the masks. */
  readonly probabilities?: boolean;
  /** Replaces files of the masks' names that this program did not write; scans and references never. Default false. */
  readonly overwrite?: boolean;
}

/**
 * Predicts scans with the networks of a run: a mask on each scan's own grid, in its own format, and `predictions.json` with
 * volumes and the networks' disagreement. Scans that are predicted already, by the same networks in the same way, are left.
 * Before anything is predicted, {@link checkOutputs} makes sure that no mask replaces a scan or what somebody else wrote.
 *
 * @param scans what {@link scansOf} takes; default every scan of the run's dataset
 * @throws MnError `"usage"`, also when the device is not there, `"run"` when the run is not trained, `"data"`, naming the case, `"diverged"`; the signal's reason.
 */
export async function predictStep(
  run: string,
  scans: readonly string[] | undefined,
  options: PredictStepOptions = {},
): Promise<Predictions> {
  const { folder, plan } = await readRunPlan(run);
  return predictFiles(
    folder,
    plan,
    scans === undefined ? readRunDataset(folder).cases : await scansOf(scans, plan),
    options,
  );
}

/** As {@link predictStep}, for files that are known. */
export async function predictFiles(
  folder: RunFolder,
  trained: Plan,
  scans: readonly ScanFiles[],
  options: PredictStepOptions = {},
): Promise<Predictions> {
  const plan = { ...trained, device: options.device ?? trained.device };
  assertDevice(plan.device, "Choose another one with --device");
  const { out = folder.predictions, tta = false, probabilities = false, overwrite = false } = options;
  const { signal, onProgress, onNote } = options;
  const networks = options.networks ?? defaultNetworks(plan);
  const which = whichOf(networks, plan);
  if (tta && !plan.inference.mirrorAxes.includes(true)) {
    const remedy = "Leave out --tta, or set augmentation.flips and inference.mirrorAxes in the plan before training.";
    throw new MnError("usage", `The plan mirrors no axis (inference.mirrorAxes). ${remedy}`, { remedy });
  }
  const target = resolve(out);
  const classes = plan.dataset.classes.slice(1);
  const header = { version: 1 as const, networks, testTimeAugmentation: tta, classes };
  const done = alreadyPredicted(target, folder, header, which, probabilities);
  const waiting = scans.filter((scan) => !isSame(done.get(scan.id), scan));
  if (waiting.length < scans.length) onNote?.(`${scans.length - waiting.length} scans are predicted already.`);
  const files = { ...readPredictions(target)?.files };
  if (waiting.length > 0) {
    const pathsOf = ({ id, channels }: ScanFiles) => {
      const { mask, probabilities: beside } = predictionPaths(target, id, channels[0]?.path ?? "");
      return probabilities ? [mask, beside] : [mask];
    };
    const outputs = waiting.flatMap(pathsOf);
    await assertWritable(target, outputs, { folder, plan, scans, overwrite });
    const pending = new Set(outputs.map((path) => relative(target, path)));
    const write = () =>
      writePredictions(target, { ...header, files, pending: [...pending], scans: [...done.values()] });
    const predictors = await loadPredictors(folder, plan, methodOf(plan), which);
    try {
      mkdirSync(target, { recursive: true });
      write();
      const settings: PredictOptions = {
        ...windowOptions(plan, { tta }),
        classes: plan.dataset.classes,
        postProcessing: await postProcessingOf(folder, plan, networks, predictors, options),
        probabilities,
      };
      for (const [i, scan] of waiting.entries()) {
        await setImmediate(); // lets signals in
        signal?.throwIfAborted();
        const prediction = await predictOne(scan, plan, predictors, settings);
        const path = scan.channels[0]?.path ?? "";
        const mask = await writePrediction(target, prediction, path, plan.dataset.classes, await sourceOf(scan));
        done.set(scan.id, entryOf(prediction, scan, relative(target, mask)));
        for (const path of pathsOf(scan)) {
          files[relative(target, path)] = await sha256Of(path);
          pending.delete(relative(target, path));
        }
        write();
        onProgress?.({ what: "predicting", done: i + 1, total: waiting.length, unit: "scans", detail: scan.id });
      }
    } finally {
      for (const { network } of predictors) network.dispose();
    }
  }
  return { ...header, files, pending: [], scans: scans.flatMap(({ id }) => done.get(id) ?? []) };
}

/**
 * Makes sure that masks replace neither a scan or reference nor what this program did not write. Ours are the masks that the
 * folder's `predictions.json` lists, as they were written or so damaged that they cannot be read, and those that an interrupted
 * prediction was about to write.
 */
async function assertWritable(
  target: string,
  outputs: readonly string[],
  {
    folder,
    plan,
    scans,
    overwrite,
  }: { folder: RunFolder; plan: Plan; scans: readonly ScanFiles[]; overwrite: boolean },
): Promise<void> {
  const { pending = [], files = {} } = readPredictions(target) ?? {};
  const written = new Map(Object.entries(files).map(([path, sha256]) => [join(target, path), sha256]));
  const isPending = new Set(pending.map((path) => join(target, path)));
  const cases = readJsonFile(folder.dataset, datasetSchema)?.cases ?? [];
  const read: readonly CaseFile[] = [
    ...scans.flatMap(({ channels }) => channels),
    ...cases.flatMap(({ channels, label }) => (label === undefined ? channels : [...channels, label])),
  ];
  await checkOutputs(outputs, {
    sources: [plan.dataset.root, ...read.map(({ path }) => path)],
    overwrite,
    isOurs: async (path) => {
      if (isPending.has(path)) return true;
      const sha256 = written.get(path);
      return sha256 !== undefined && ((await sha256Of(path)) === sha256 || !(await isReadable(path)));
    },
    remedy: "Move them away, choose another folder, or let mn predict replace them with --overwrite.",
  });
}

async function isReadable(path: string): Promise<boolean> {
  try {
    await readVolume(path);
    return true;
  } catch (error) {
    if (error instanceof ImagingError) return false;
    throw error;
  }
}

/** All networks that a plan's method trains. */
export function defaultNetworks(plan: Plan): Networks {
  return Object.keys(methodOf(plan).predictors)[0] as Networks;
}

/** The members whose probabilities a set of predictors averages. */
function whichOf(networks: Networks, plan: Plan): readonly string[] {
  const { predictors } = methodOf(plan);
  if (Object.hasOwn(predictors, networks)) return predictors[networks] as readonly string[];
  const remedy = `Choose one of --networks ${Object.keys(predictors).join(", ")}.`;
  throw new MnError("usage", `The method ${plan.method.name} has no predictor "${networks}". ${remedy}`, { remedy });
}

/** Reads, prepares and predicts one scan. */
export async function predictOne(
  scan: ScanFiles,
  plan: Plan,
  predictors: readonly Predictor[],
  settings: PredictOptions,
): Promise<ScanPrediction> {
  const prepared = await prepareScan(scan, plan.preprocessing);
  try {
    return predictScan(prepared, predictors, settings);
  } finally {
    prepared.image.dispose();
  }
}

type Entry = Predictions["scans"][number];

function entryOf({ millilitres, empty, disagreement }: ScanPrediction, scan: ScanFiles, mask: string): Entry {
  return {
    id: scan.id,
    image: [...scan.channels],
    mask,
    millilitres: [...millilitres],
    empty: [...empty],
    disagreement: disagreement?.masks ?? null,
  };
}

const isSame = (entry: Entry | undefined, { channels }: ScanFiles) =>
  JSON.stringify(entry?.image) === JSON.stringify(channels);

const predictionsFile = (folder: string) => join(folder, "predictions.json");

const readPredictions = (folder: string) => readJsonFile(predictionsFile(folder), predictionsSchema);

/** What `predictions.json` in a folder says, as far as it was made in the same way and nothing has changed since. */
function alreadyPredicted(
  target: string,
  folder: RunFolder,
  header: Omit<Predictions, "scans" | "files" | "pending">,
  which: readonly string[],
  probabilities: boolean,
): Map<string, Entry> {
  const data = readPredictions(target);
  if (data === undefined) return new Map();
  const made = statSync(predictionsFile(target)).mtimeMs;
  const sources = [folder.plan, ...which.map((one) => folder.network(one))];
  if (sources.some((source) => !existsSync(source) || statSync(source).mtimeMs > made)) return new Map();
  const { scans, files: _files, pending: _pending, ...found } = data;
  if (
    JSON.stringify(found) !==
    JSON.stringify(predictionsSchema.omit({ scans: true, files: true, pending: true }).parse(header))
  )
    return new Map();
  const isThere = ({ id, image, mask }: Entry) =>
    existsSync(join(target, mask)) &&
    (!probabilities || existsSync(predictionPaths(target, id, image[0].path).probabilities));
  return new Map(scans.filter(isThere).map((entry) => [entry.id, entry]));
}

/** The scan that its mask is laid over; undefined where masks are written in another format than the scan's. */
async function sourceOf({ channels: [first] }: ScanFiles): Promise<Source | undefined> {
  if (first === undefined || (await formatOf(first.path)).write === undefined) return undefined;
  return readSource(first.path, first);
}

function writePredictions(folder: string, predictions: Predictions): void {
  writeFileAtomic(predictionsFile(folder), [Buffer.from(`${JSON.stringify(predictions, null, 2)}\n`)]);
}
