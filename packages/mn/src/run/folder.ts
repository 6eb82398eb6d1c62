// Where everything of a run lies: its folder is the only state. One is made beside its dataset, never in it or around
// it. No other file knows the names in it. A folder of a cross-validation holds a run for each fold, in `fold-1`, `fold-2`, ….

import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { z } from "zod";
import { MnError } from "../errors.js";
import { orRefused, readProduct, writeJsonFile } from "./files.js";
import { realPlace } from "./outputs.js";

/** Where everything of a run lies: its folder is the only state. */
export class RunFolder {
  readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  /**
   * The folder of a new run, made where it is missing, or of one that is there already: one whose `plan.json` is a plan, or that holds
   * no more than what planning writes before it.
   *
   * @param sources what the run reads: the dataset's folder or list, and its files
   * @throws MnError `usage` when it is the dataset's folder, lies in it or holds a source; `run` when it cannot be made or written, or
   * holds other things than a run
   */
  static create(root: string, sources: readonly string[] = []): RunFolder {
    const folder = new RunFolder(root);
    orRefused(folder.root, "written", () => {
      assertApart(folder.root, sources);
      mkdirSync(folder.root, { recursive: true });
      accessSync(folder.root, constants.W_OK | constants.X_OK);
      const planned = [
        folder.plan,
        folder.request,
        folder.dataset,
        folder.inputs,
        folder.check,
        folder.planSchema,
      ] as const;
      const foreign = planned.find((path) => existsSync(path) && !isOwn(path));
      const names = readdirSync(folder.root);
      const known = [...planned, folder.lock].map((path) => basename(path));
      const isKnown = (name: string) => known.includes(name) || START.test(name);
      const other = existsSync(folder.plan) ? undefined : names.find((name) => !isKnown(name));
      if (foreign === undefined && other === undefined) return;
      const remedy = "Choose an empty folder, or one that is not there yet.";
      const found = foreign === undefined ? other : `its ${basename(foreign)} is not this program's`;
      throw new MnError("run", `holds other things than a run (${found})`, {
        path: folder.root,
        remedy,
      });
    });
    return folder;
  }

  /** The plan, editable. */
  get plan(): string {
    return join(this.root, "plan.json");
  }

  /** JSON Schema of the plan, for editors. */
  get planSchema(): string {
    return join(this.root, "plan.schema.json");
  }

  /** The dataset as it was discovered (`datasetSchema` of imaging). */
  get dataset(): string {
    return join(this.root, "dataset.json");
  }

  /** The scans and masks that the run was planned for, by their content. */
  get inputs(): string {
    return join(this.root, "inputs.json");
  }

  /** What was asked for when the run was planned. */
  get request(): string {
    return join(this.root, "request.json");
  }

  /** The faults that were found (`mn check --json`). */
  get check(): string {
    return join(this.root, "check.json");
  }

  get lock(): string {
    return join(this.root, "lock");
  }

  /** One JSON object per line: steps, validations, checkpoints, resumptions. */
  get events(): string {
    return join(this.root, "events.jsonl");
  }

  get tensorboard(): string {
    return join(this.root, "tensorboard");
  }

  /** `NNNNNNNN.safetensors`, by the number of updates; the last two, and the places that they name. */
  get checkpoints(): string {
    return join(this.root, "checkpoints");
  }

  /** Whether training has left anything here: networks or checkpoints. */
  get isTrained(): boolean {
    const names = existsSync(this.root) ? readdirSync(this.root) : [];
    const hasCheckpoints = existsSync(this.checkpoints) && readdirSync(this.checkpoints).length > 0;
    return hasCheckpoints || names.some((name) => /^network-.+\.safetensors$/.test(name));
  }

  /** The trained network's weights alone, with the reference's keys. */
  network(member: string): string {
    return join(this.root, `network-${member}.safetensors`);
  }

  /** The network of an earlier run that a member starts from, as that run wrote it. */
  start(member: string): string {
    return join(this.root, `start-${member}.safetensors`);
  }

  /** The run's own masks, each in its scan's format, and `predictions.json`; those of a network alone lie in `predictions-NAME`. */
  get predictions(): string {
    return join(this.root, "predictions");
  }

  /** Which rules for masks were chosen on the validation scans. */
  get postProcessing(): string {
    return join(this.root, "post-processing.json");
  }

  /** Metrics of the validation and test scans. */
  get metrics(): string {
    return join(this.root, "metrics.json");
  }

  /** The same as they would be if of each class only the largest component were kept; written by comparisons. */
  get metricsOfLargest(): string {
    return join(this.root, "metrics-largest-component.json");
  }

  /** The labels that people save for this run's scans, where it was not planned with labels that lie elsewhere. */
  get labels(): string {
    return join(this.root, "labels");
  }

  /** What the networks say of each voxel of the scans that somebody looked at; made again when it is wanted. */
  get maps(): string {
    return join(this.root, "maps");
  }

  /** What a process that works on this run behind somebody's back has told. */
  get workLog(): string {
    return join(this.root, "work.log");
  }

  get report(): string {
    return join(this.root, "report.html");
  }

  /** Where a run lies that goes on from this one, beside it: of `run` it is `run-2`, of `run-2` `run-3`; a folder that is not there yet. */
  get next(): string {
    const [, stem, number] = /^(.*?)(?:-(\d+))?$/.exec(this.root) as RegExpExecArray;
    let next = Number(number ?? 1) + 1;
    while (existsSync(`${stem}-${next}`)) next++;
    return `${stem}-${next}`;
  }

  /** The command that goes on from this run, once it is trained. */
  get continueCommand(): string {
    return `mn continue ${this.root} --out ${this.next}`;
  }
}

/** The files of {@link RunFolder.start}. */
const START = /^start-.+\.safetensors$/;

/** What each file that planning writes has at its top; other programs have files of these names too. */
const OWN: Readonly<Record<string, z.ZodType>> = {
  "plan.json": z.object({
    version: z.int(),
    method: z.union([z.string(), z.looseObject({ name: z.string() })]),
    dataset: z.looseObject({}),
    training: z.looseObject({}),
  }),
  "request.json": z.object({ version: z.int(), dataset: z.string(), options: z.looseObject({}) }),
  "dataset.json": z.object({
    root: z.string(),
    layout: z.string(),
    recognisedBy: z.string(),
    cases: z.array(z.unknown()),
  }),
  "inputs.json": z.object({ version: z.int(), inputs: z.looseObject({}) }),
  "check.json": z.object({
    version: z.int(),
    root: z.string(),
    cases: z.array(z.unknown()),
    faults: z.array(z.unknown()),
  }),
  "plan.schema.json": z.object({ properties: z.object({ method: z.unknown(), training: z.unknown() }) }),
};

/** Whether a file that planning writes is its own. */
function isOwn(path: string): boolean {
  if (!statSync(path).isFile()) return false;
  try {
    return OWN[basename(path)].safeParse(JSON.parse(readFileSync(path, "utf8"))).success;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/**
 * A run lies beside its dataset, never in it or around it: else its files replace the dataset's, or become scans of it.
 *
 * @throws MnError `usage`
 */
export function assertApart(root: string, sources: readonly string[]): void {
  const place = realPlace(root);
  for (const source of sources) {
    const read = realPlace(source);
    const isFolder = statSync(read, { throwIfNoEntry: false })?.isDirectory() === true;
    if (!isWithin(read, place) && !(isFolder && isWithin(place, read))) continue;
    const remedy = "Choose a folder beside it.";
    const how =
      read === place ? "is the dataset's own folder" : isWithin(read, place) ? `holds ${source}` : `lies in ${source}`;
    throw new MnError("usage", `is to be the folder of the run and ${how}`, { path: root, remedy });
  }
}

/** Whether a path is a folder itself or lies in it; both absolute. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`));
}

const FOLDS_VERSION = 1;
const foldsSchema = z.strictObject({ version: z.literal(FOLDS_VERSION), folds: z.int().min(2) });

/** Where a fold lies, counted from 1. */
export const foldFolder = (root: string, fold: number): string => join(root, `fold-${fold}`);

const foldsFile = (root: string) => join(root, "folds.json");

/** Writes `folds.json`, once every fold is planned. */
export function writeFolds(root: string, folds: number): void {
  writeJsonFile(foldsFile(root), { version: FOLDS_VERSION, folds });
}

/**
 * The folders of the folds in a folder; undefined where it holds none.
 *
 * @throws MnError `"run"` when the list is damaged
 */
export function foldsOf(root: string): string[] | undefined {
  if (!existsSync(foldsFile(root))) return undefined;
  const found = readProduct(foldsFile(root), foldsSchema);
  return found && Array.from({ length: found.folds }, (_, i) => foldFolder(root, i + 1));
}
