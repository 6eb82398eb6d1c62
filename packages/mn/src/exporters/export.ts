// What every export has in common. It begins with the networks of a run, on the CPU, whatever the run was trained on, and what is done to
// their masks. It ends with the model's folder: everything is made in one beside it first, so that nothing half-made is ever there, and
// moved only after the guard of outputs has allowed each file. What an earlier export wrote is known by the hashes in its model.json.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { contentHash } from "@mandn/base";
import { z } from "zod";
import type { PostProcessing } from "../inference/post-processing.js";
import { chosenSet, type Predictor } from "../inference/predictor.js";
import { orRefused, readJsonFile, writeJsonFile } from "../run/files.js";
import { checkOutputs } from "../run/outputs.js";
import { chooseRules, knownRules } from "../steps/post-processing.js";
import { pathsOf, type Run, type StepOptions } from "../steps/run.js";
import { PredictionSession } from "../steps/session.js";
import { memberNamed } from "../training/method.js";
import { loadPredictors } from "../training/networks.js";
import { type Description, descriptionSchema } from "./description.js";

export interface ExportOptions extends StepOptions {
  /** The networks whose probabilities are averaged: a set of the method's predictors; default the run's own result. */
  readonly networks?: string;
  /** Replaces files that this program did not write. Default false. */
  readonly overwrite?: boolean;
}

export interface ExportedNetwork extends Predictor {
  readonly member: string;
  readonly title: string;
}

/**
 * Runs `body` with the trained networks of a set, on the CPU.
 *
 * @throws MnError `"run"` when the run is not trained, `"usage"` when it has no such set
 */
export async function withNetworks<T>(
  run: Run,
  asked: string | undefined,
  body: (networks: readonly ExportedNetwork[]) => Promise<T>,
): Promise<T> {
  const names = namesOf(run, asked);
  const predictors = await loadPredictors(run.folder, { ...run.plan, device: "cpu" }, run.method, names);
  try {
    return await body(
      names.map((member, i) => ({
        ...(predictors[i] as Predictor),
        member,
        title: memberNamed(run.method.members, member).title,
      })),
    );
  } finally {
    for (const { network } of predictors) network.dispose();
  }
}

/** The members of a set. @throws MnError `"usage"` when the run has no such set */
export function namesOf({ method }: Run, asked: string | undefined): readonly string[] {
  return method.predictors[chosenSet(method.predictors, asked)] as readonly string[];
}

/**
 * The rules for the masks of a set: as the plan says, or as the validation scans did, which are predicted where that is still to be
 * done.
 */
export async function rulesFor(run: Run, options: ExportOptions): Promise<PostProcessing> {
  const set = chosenSet(run.method.predictors, options.networks);
  const known = (await knownRules(run, [set]))[set];
  if (known !== undefined) return known;
  using session = await PredictionSession.open(run, { sets: [set] });
  return (await chooseRules(run, [set], session, options))[set] as PostProcessing;
}

const DESCRIPTION = "model.json";
const SCHEMA = "model.schema.json";

/** A description before the files are known. */
export type Draft = Omit<Description, "$schema" | "version" | "files">;

/**
 * Writes an exported model.
 *
 * @param expected files that it will have, looked at before any work begins
 * @param fill writes the files into the folder that it is given
 * @throws MnError `"usage"` when a file would be replaced that is not ours, `"run"` when the system refuses
 */
export async function writeModelFolder(
  run: Run,
  folder: string,
  expected: readonly string[],
  { overwrite = false }: Pick<ExportOptions, "overwrite">,
  fill: (draft: string) => Promise<Draft>,
): Promise<Description> {
  const target = resolve(folder);
  const known = await ownFiles(target);
  const check = (names: readonly string[]) =>
    checkOutputs(
      names.map((name) => join(target, name)),
      {
        sources: [
          run.plan.dataset.root,
          ...runFiles(run),
          ...(existsSync(run.folder.dataset) ? pathsOf(run.dataset.cases) : []),
        ],
        overwrite,
        isOurs: async (path) => known.get(relative(target, path)) === (await contentHash(path)),
      },
    );
  await check([DESCRIPTION, SCHEMA, ...expected]);
  const parent = dirname(target);
  const draft = orRefused(target, "written", () => {
    mkdirSync(parent, { recursive: true });
    return mkdtempSync(join(parent, `.${basename(target)}-`));
  });
  try {
    const description = await fill(draft);
    writeJsonFile(join(draft, SCHEMA), z.toJSONSchema(descriptionSchema));
    const files = filesIn(draft);
    const hashes = await Promise.all(files.map(async (file) => [file, await contentHash(join(draft, file))] as const));
    const whole = { $schema: `./${SCHEMA}`, version: 1 as const, ...description, files: Object.fromEntries(hashes) };
    writeJsonFile(join(draft, DESCRIPTION), whole);
    await check([DESCRIPTION, ...files]);
    // The description last: it says what the others are.
    for (const file of [...files, DESCRIPTION]) {
      orRefused(join(target, file), "written", () => {
        mkdirSync(dirname(join(target, file)), { recursive: true });
        renameSync(join(draft, file), join(target, file));
      });
    }
    return whole;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** What an earlier export wrote into the folder: each file's hash. */
async function ownFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const path = join(folder, DESCRIPTION);
  const description = existsSync(path) ? readOwn(path) : undefined;
  if (description === undefined) return new Map();
  return new Map([...Object.entries(description.files), [DESCRIPTION, await contentHash(path)]]);
}

/** A description of ours; undefined where the file is another program's. */
function readOwn(path: string): Description | undefined {
  const found = readJsonFile(path, z.unknown());
  const parsed = descriptionSchema.safeParse(found);
  return parsed.success ? parsed.data : undefined;
}

/** What the run's folder holds is never replaced by an export. */
function runFiles({ folder }: Run): string[] {
  return readdirSync(folder.root)
    .map((name) => join(folder.root, name))
    .filter((path) => statSync(path).isFile());
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
