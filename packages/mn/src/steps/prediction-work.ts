// The work of a prediction, scan by scan: what is missing or not as it would be made now, each scan's masks and then its entry, and what is
// written down of one that cannot be predicted. What is asked for is decided in predict.ts.

import { existsSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { CodedError, FileError, removeTemporaries, systemCode } from "@mandn/base";
import { ImagingError, type Source } from "@mandn/imaging";
import { TorchError } from "@mandn/torch";
import type { ScanFiles } from "../data/prepare.js";
import { MnError } from "../errors.js";
import {
  finishMask,
  keepClasses,
  type PredictionPaths,
  predictionPaths,
  type ScanPrediction,
  writePrediction,
} from "../inference/predict.js";
import type { WindowsDone } from "../inference/sliding-window.js";
import type { Plan } from "../plan/plan.js";
import { isSame, type Mark, markOf } from "../run/freshness.js";
import { checkOutputs } from "../run/outputs.js";
import { isOfScan, type PredictionsFolder } from "../run/predictions-folder.js";
import type { PredictedMask } from "../run/results.js";
import { type Rules, rulesFor } from "./post-processing.js";
import type { PredictStepOptions } from "./predict.js";
import { type Model, pathsOf } from "./run.js";
import { sourceOf } from "./scan-masks.js";
import { PredictionSession } from "./session.js";

/** A scan, and the sets of networks whose masks of it are wanted. */
export interface PredictionTask {
  readonly scan: ScanFiles;
  readonly sets: readonly string[];
}

export interface WorkOptions extends PredictStepOptions {
  /** Whether nothing is predicted, so that a scan that could not be read then is not tried again. Default false. */
  readonly collects?: boolean;
}

/** A scan of which it is known what is missing, and why it cannot be made, where that is known. */
interface Looked {
  readonly task: PredictionTask;
  /** The sets whose masks are not there, or not as they would be made now. */
  readonly missing: readonly string[];
  readonly fault?: MnError | undefined;
}

/** So many scans are looked at together for what is done: file systems of clusters answer slowly, and many at a time. */
const LOOKED_AT_ONCE = 16;

/** A prediction of scans into a folder. */
export class PredictionWork {
  readonly #run: Model;
  readonly #plan: Plan;
  readonly #list: PredictionsFolder;
  readonly #leading: string;
  readonly #options: WorkOptions;
  /** The foreground classes that masks keep, by their places among all. */
  readonly #shown: readonly number[];

  constructor(run: Model, list: PredictionsFolder, leading: string, options: WorkOptions, shown: readonly number[]) {
    this.#run = run;
    this.#shown = shown;
    this.#plan = run.plan;
    this.#list = list;
    this.#leading = leading;
    this.#options = options;
  }

  /**
   * What is to be predicted: the sets of each scan whose masks are not there, or not as they would be made now. Scans that could not
   * be predicted before are left where failures are told and not to be tried again.
   */
  async waiting(
    tasks: readonly PredictionTask[],
    rules: Rules,
  ): Promise<{ readonly waiting: readonly PredictionTask[]; readonly faults: ReadonlyMap<string, MnError> }> {
    const waiting: PredictionTask[] = [];
    const faults = new Map<string, MnError>();
    for await (const { task, missing, fault } of this.look(tasks, rules)) {
      if (fault !== undefined) faults.set(task.scan.id, fault);
      else if (missing.length > 0) waiting.push({ scan: task.scan, sets: missing });
    }
    return { waiting, faults };
  }

  /** Looks at scans, some at a time. */
  async *look(tasks: Iterable<PredictionTask>, rules: Rules): AsyncGenerator<Looked> {
    const left = tasks[Symbol.iterator]();
    for (;;) {
      this.#options.signal?.throwIfAborted();
      const some: PredictionTask[] = [];
      while (some.length < LOOKED_AT_ONCE) {
        const { done, value } = left.next();
        if (done) break;
        some.push(value);
      }
      if (some.length === 0) return;
      yield* await Promise.all(some.map((task) => this.#look(task, rules)));
    }
  }

  async #look(task: PredictionTask, rules: Rules): Promise<Looked> {
    const { scan, sets } = task;
    const { onFailure, retryFaults = false } = this.#options;
    const isCurrent = await this.#isPredicted(scan);
    const missing: string[] = [];
    for (const set of sets) {
      const mask = this.#list.scan(scan.id)?.masks[set];
      const { mask: path } = this.#paths(scan, set);
      const isThere = isCurrent && mask !== undefined && resolve(this.#list.folder, mask.path) === path;
      if (!(isThere && (await this.#isWhole(scan.id, mask, rules[set])))) missing.push(set);
    }
    if (missing.length === 0 || onFailure === undefined || retryFaults) return { task, missing };
    return { task, missing, fault: await this.#fault(scan) };
  }

  /** Once nothing is waiting: removes what shards that were killed have left unfinished in the folders where a scan's files go. */
  tidy(task: PredictionTask): void {
    const folders = new Set(this.#outputs(task).map((path) => dirname(path)));
    for (const folder of folders) if (existsSync(folder)) removeTemporaries(folder);
  }

  /** @param all every scan, of which a shard's are a part */
  async run(all: Iterable<ScanFiles>, waiting: readonly PredictionTask[], known: Rules): Promise<void> {
    const { device, tta = false, shard } = this.#options;
    const sets = [...new Set(waiting.flatMap((task) => task.sets))];
    await this.#assertWritable(all, waiting);
    const rules = await this.#rules(known, sets);
    using session = await PredictionSession.open(this.#run, { device, sets, tta });
    try {
      await this.#predictAll(waiting, session, rules);
    } finally {
      if (shard === undefined) await this.#list.join();
    }
  }

  async #predictAll(waiting: readonly PredictionTask[], session: PredictionSession, rules: Rules): Promise<void> {
    const { signal, onFailure } = this.#options;
    for (const [i, task] of waiting.entries()) {
      await setImmediate(); // lets signals in
      signal?.throwIfAborted();
      try {
        await this.#predict(task, { session, rules, before: i, total: waiting.length });
      } catch (cause) {
        const error = asOfScan(task.scan, cause);
        if (onFailure === undefined || !isOfScan(error)) throw error;
        const content = await markIfReadable(task.scan);
        this.#list.fail(task.scan.id, [...task.scan.channels], content, error);
        onFailure(task.scan.id, error);
      }
    }
  }

  /** The rules for all sets. They are chosen when training ends; here for runs of versions that did not. */
  async #rules(known: Rules, sets: readonly string[]): Promise<Rules> {
    const unknown = sets.filter((set) => known[set] === undefined);
    if (unknown.length === 0) return known;
    const { device, signal, onProgress, onNote, shard } = this.#options;
    if (shard !== undefined) {
      const fault = "what is done to masks after prediction is not decided, and every shard would decide it";
      const remedy = `Decide it first: mn train ${this.#run.folder.root}`;
      throw new MnError("run", fault, { path: this.#run.folder.postProcessing, remedy });
    }
    return { ...known, ...(await rulesFor(this.#run, unknown, { device, signal, onProgress, onNote })) };
  }

  async #fault({ id, channels }: ScanFiles): Promise<MnError | undefined> {
    try {
      return await this.#list.fault(id, [...channels], this.#options.collects === true);
    } catch (error) {
      if (isUnreadable(error)) return undefined; // so it is tried again, and what is wrong with it told
      throw error;
    }
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

  async #isWhole(id: string, mask: PredictedMask | undefined, rules: Rules[string]): Promise<boolean> {
    const { probabilities = false } = this.#options;
    if (mask === undefined || rules === undefined) return false;
    if (JSON.stringify(mask.postProcessing) !== JSON.stringify(this.#toldRules(rules))) return false;
    if (!(await this.#list.isWhole(id, mask.path))) return false;
    return !probabilities || (mask.probabilities !== undefined && (await this.#list.isWhole(id, mask.probabilities)));
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
  async #assertWritable(all: Iterable<ScanFiles>, waiting: readonly PredictionTask[]): Promise<void> {
    const { folder, plan } = this.#run;
    const { overwrite = false, shard, list } = this.#options;
    const cases = existsSync(folder.dataset) ? this.#run.dataset.cases : []; // networks predict without it too
    const remedy = "Move away what is there, choose another folder, or let mn predict replace it with --overwrite.";
    const lists = [plan.dataset.root, ...(list === undefined ? [] : [list])];
    const owners = new Map(waiting.flatMap((task) => this.#outputs(task).map((path) => [path, task.scan.id] as const)));
    // What is there and not ours is refused, so another shard's scans are looked at only where everything may be replaced.
    const read = shard === undefined || overwrite ? all : waiting.map(({ scan }) => scan);
    await checkOutputs([...waiting.flatMap((task) => this.#outputs(task))], {
      sources: sourcesOf(lists, read, cases),
      overwrite,
      isOurs: (path) => this.#list.isOurs(owners.get(path) as string, path),
      remedy,
    });
    const notes = waiting.flatMap(({ scan }) => this.#list.notes(scan.id));
    await checkOutputs([...(shard === undefined ? [this.#list.path] : []), ...notes], {
      sources: lists,
      overwrite,
      isOurs: (path) => this.#list.isOurNote(path),
      remedy,
    });
    if (shard !== undefined) return;
    const ids = new Set(waiting.map(({ scan }) => scan.id));
    if (overwrite) for (const id of this.#list.others(ids)) this.#list.drop(id);
    else this.#list.assertAlike(ids);
  }

  async #predict(
    { scan, sets }: PredictionTask,
    given: { session: PredictionSession; rules: Rules; before: number; total: number },
  ): Promise<void> {
    const { session, rules, before, total } = given;
    const { signal, onProgress, region } = this.#options;
    const tell = (done: number, detail: string) =>
      onProgress?.({ what: "predicting", done, total, unit: "scans", detail });
    const onWindows = ({ done, total: windows }: WindowsDone) =>
      tell(before + Math.min(done / windows, 0.999), `${scan.id}, ${done} of ${windows} windows`);
    const content = await contentOf(scan);
    const probabilities = sets.filter((set) => this.#withProbabilities(set));
    const prediction = await session.predict(scan, { sets, probabilities, region, signal, onWindows });
    const source = await sourceOf(scan, this.#options.format);
    this.#list.begin(scan.id, this.#outputs({ scan, sets }));
    try {
      await this.#write({ scan, sets }, { content, prediction, rules, source });
    } finally {
      this.#list.abandon(scan.id);
    }
    tell(before + 1, scan.id);
  }

  /** Writes a scan's masks, and then its entry. */
  async #write(
    { scan, sets }: PredictionTask,
    given: { content: Mark; prediction: ScanPrediction; rules: Rules; source: Source | undefined },
  ): Promise<void> {
    const { content, prediction, rules, source } = given;
    const { classes } = this.#plan.dataset;
    const entry = (await this.#isPredicted(scan)) ? this.#list.scan(scan.id) : undefined;
    const masks: Record<string, PredictedMask> = { ...entry?.masks };
    const written: string[] = [];
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
  }
}

/** What no mask may replace, one path at a time. */
function* sourcesOf(lists: readonly string[], ...scans: readonly Parameters<typeof pathsOf>[0][]): Generator<string> {
  yield* lists;
  for (const some of scans) yield* pathsOf(some);
}

/** What went wrong with a scan, as an error that names it: memory that one scan exhausts is that scan's, and so is a format that it does not fit. */
function asOfScan({ id, channels }: ScanFiles, cause: unknown): unknown {
  if (cause instanceof ImagingError && cause.code !== "access") {
    const again = `${cause.remedy ?? ""} Then predict it again with --retry-faults.`.trimStart();
    return dataError(id, cause, cause.path, again);
  }
  if (!(cause instanceof TorchError && cause.code === "out-of-memory")) return cause;
  const remedy = "Predict it where there is more memory, or with --device cpu.";
  const path = channels[0]?.path;
  return new MnError("memory", { subject: id, fault: "memory is exhausted", remedy, caseIds: [id], path, cause });
}

const isUnreadable = (error: unknown): error is Error =>
  error instanceof ImagingError || error instanceof FileError || systemCode(error) !== undefined;

/** @throws MnError `"data"`, naming the scan, when its files cannot be read */
async function contentOf({ id, channels }: ScanFiles): Promise<Mark> {
  try {
    return await markOf({ files: channels });
  } catch (cause) {
    if (!isUnreadable(cause)) throw cause;
    throw dataError(id, cause, channels[0].path);
  }
}

function dataError(
  id: string,
  cause: Error,
  path: string | undefined,
  remedy = cause instanceof CodedError ? cause.remedy : undefined,
): MnError {
  const fault = cause instanceof CodedError ? cause.sentence : cause.message;
  return new MnError("data", { subject: id, fault, remedy, caseIds: [id], path, cause });
}

/** The mark of a scan's files; undefined where they cannot be read. */
async function markIfReadable({ channels }: ScanFiles): Promise<Mark | undefined> {
  try {
    return await markOf({ files: channels });
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}
