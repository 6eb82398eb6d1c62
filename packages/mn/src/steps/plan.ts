// Plans a run: checks the dataset, decides every setting, writes plan.json and what it was made from into the run's
// folder. `mn plan`, and the beginning of `mn run`. The test scans of a dataset's other runs are taken over where that is asked for, and
// told where the plan would train on them: the last n scans with a mask are others as soon as there are more masks.

import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { counted, FileError, orFileError, readSmallFile, someOf, times } from "@mandn/base";
import { type Dataset, type DatasetReport, readLabelFile } from "@mandn/imaging";
import { z } from "zod";
import { MnError } from "../errors.js";
import { methodNamed } from "../methods/index.js";
import { mn } from "../methods/mn.js";
import { loadMethod } from "../methods/own-method.js";
import type { Plan } from "../plan/plan.js";
import { makePlanWithin, type Probe } from "../planning/budget.js";
import { LARGEST_PLAN, writePlan } from "../planning/file.js";
import { measureMaskShapes } from "../planning/fingerprint.js";
import { detectMachine } from "../planning/machine.js";
import { makePlan, type PlanOptions } from "../planning/make.js";
import { assertWeights, weightsFault } from "../planning/networks.js";
import { locateNetworks, noteOwnNetworks, ownSizeMultiples } from "../planning/own-networks.js";
import { cleanRoles, type RoleOptions } from "../planning/roles.js";
import { writeDataset, writeInputs } from "../run/dataset.js";
import { copyFile, readJsonFile, writeJsonFile } from "../run/files.js";
import { isWithin, RunFolder } from "../run/folder.js";
import { RunLock } from "../run/lock.js";
import { requestOf } from "../run/request.js";
import { assertTakesLoss } from "../training/method.js";
import { loadLoss } from "../training/own-loss.js";
import { type ProbeOptions, probeFor } from "../training/probe.js";
import { type CheckStepOptions, checkStep } from "./check.js";
import { openEarlier, planContinued } from "./continue.js";
import { pathsOf } from "./run.js";

export interface PlanStepOptions
  extends Omit<CheckStepOptions, "shard">,
    Omit<PlanOptions, "machine" | "scale" | "maskShapes" | "ownMultiples" | "classNames" | "test" | "loss"> {
  /**
   * A trained run whose networks this one starts from: it has its settings, and the dataset's new masks and scans. Test and validation
   * scans stay what they are.
   */
  readonly from?: string;
  /** So many labelled scans, the last by id or of a list, are for the test; or those of an earlier run, whose folder this is. Default: 0. */
  readonly test?: number | string;
  /** Names of the foreground classes, by rising value; default as the dataset says, or `class 1`, …. */
  readonly classNames?: readonly string[];
  /** A file that names the values of masks, of ITK-SNAP or 3D Slicer, in place of `classNames`. */
  readonly labelFile?: string;
  /** The path of a file with a loss of one's own, by which labelled crops are learnt. */
  readonly loss?: string;
  /** Default `"auto"`: the GPU where there is one. */
  readonly device?: string;
  /** Seconds of training; default as the machine's scale says. */
  readonly budget?: number;
  /** Replaces a plan that is there and has not been trained by; default false. */
  readonly overwrite?: boolean;
  /** Measures a plan's costs for the budget; default some updates of the networks themselves. */
  readonly probe?: (dataset: Dataset, options: ProbeOptions) => Probe;
}

/**
 * Checks a dataset and writes a plan for it: `plan.json` with its schema, `request.json`, `dataset.json`, `inputs.json` and
 * `check.json` in the run's folder.
 *
 * Where that trains on scans which a run beside it keeps for its test, it is told.
 *
 * @throws MnError `"data"` when the scans have faults or do not allow what is asked, `"run"` when a plan is there already or
 * another process is at work in the folder, or the run that has the test scans is none,
 * `"usage"` for options that contradict each other; TorchError `"file"` for a network or a loss of one's own that is not there.
 */
export async function planStep(datasetPath: string, out: string, given: PlanStepOptions = {}): Promise<Plan> {
  const machine = detectMachine(given.device); // before scans are read: without engine, device or network all else is in vain
  const networks = await locateNetworks(given);
  const options = { ...given, ...networks, ownMultiples: await ownSizeMultiples(networks) };
  const own = options.method === undefined ? undefined : await loadMethod(options.method);
  if (own !== undefined) methodNamed(own.name);
  const loss = options.loss === undefined ? undefined : await loadLoss({ path: options.loss });
  if (loss !== undefined) assertTakesLoss(methodNamed(own?.name ?? mn.name), loss.loss);
  const earlier = options.from === undefined ? undefined : await openEarlier(options.from, options);
  const folder = RunFolder.create(out, [resolve(datasetPath)]);
  if (existsSync(folder.plan) && options.overwrite !== true) {
    const remedy = "Edit it, choose another folder, or give --overwrite to replace it.";
    throw new MnError("run", "is there already", { path: folder.plan, remedy });
  }
  assertBudget(options.budget);
  const classNames = await classNamesOf(options);
  if (folder.isTrained) {
    const remedy = "Choose another folder for another plan.";
    const fault = "belongs to networks or checkpoints that are there, and is not replaced";
    throw new MnError("run", fault, { path: folder.plan, remedy });
  }
  using _lock = RunLock.take(folder);
  const labels = options.labels ?? earlier?.found.labels;
  const { dataset, saved, report, passes } = await checkStep(datasetPath, { ...earlier?.found, ...options, labels });
  if (!passes) throw faultsError(report);
  const files = [...pathsOf(dataset.cases)].filter((path) => !isWithin(path, folder.labels)); // its own labels it may learn from
  RunFolder.create(out, [dataset.root, ...files]);
  const { budget, probe = probeFor, onNote, onProgress } = options;
  let sizes = 0;
  const begun = performance.now();
  const measure: Probe = (plan, method, isTooSlow) => {
    assertWeights(plan);
    if (sizes === 0) onNote?.("Measuring how long an update takes on this machine.");
    sizes += 1;
    const { preprocessing, training } = plan;
    const detail = `scans at ${times(preprocessing.spacing)} mm, crops of ${times(training.crop)}`;
    const onMeasured = (done: number, total: number) =>
      onProgress?.({ what: "measuring", done, total, unit: "steps", detail });
    return probe(dataset, { ...options, onProgress: onMeasured })(plan, method, isTooSlow);
  };
  let made: Plan;
  if (earlier !== undefined) {
    made = await planContinued(earlier, { saved, report, machine, options, measure });
    for (const name of Object.keys(made.start?.networks ?? {})) {
      copyFile(earlier.run.folder.network(name), folder.start(name));
    }
  } else {
    const method = own === undefined ? {} : { method: own.name };
    const asked = { ...options, test: typeof options.test === "string" ? testScansOf(options.test) : options.test };
    const planOptions = {
      ...asked,
      ...method,
      loss: loss?.planned,
      classNames,
      maskShapes: await shapesFor(dataset, asked),
      machine,
    };
    made =
      budget === undefined
        ? makePlan(dataset, report, planOptions)
        : await makePlanWithin(budget, measure, dataset, report, planOptions);
    if (own?.sha256 !== undefined) made = { ...made, method: { ...made.method, sha256: own.sha256 } };
  }
  if (sizes > 0) {
    const seconds = Math.round((performance.now() - begun) / 1000);
    onNote?.(`Measuring took ${counted(seconds, "second")}: ${counted(sizes, "size")} of scans, crops and networks.`);
  }
  const plan = await noteOwnNetworks(made);
  for (const note of movedTestScans(folder, plan)) onNote?.(note);
  writeJsonFile(folder.request, requestOf(datasetPath, { ...options, labels }));
  writeDataset(folder, dataset);
  await writeInputs(folder, dataset);
  writeJsonFile(folder.check, report);
  await writePlan(folder.root, plan);
  const fault = weightsFault(plan); // no error: a plan may be trained where the weights are
  if (fault !== undefined) onNote?.(`The plan cannot be trained yet. ${fault.message}`);
  return plan;
}

/** No training fits into fewer seconds: that is known before it is measured what fits. */
const LEAST_BUDGET = 10;

function assertBudget(budget: number | undefined): void {
  if (budget === undefined || budget >= LEAST_BUDGET) return;
  const remedy = `Give ${LEAST_BUDGET} s or more; minutes are usual, such as 30m.`;
  throw new MnError("usage", `A budget of ${budget} s is too short for any training.`, { remedy });
}

/** @throws MnError `"usage"` where both are given; ImagingError when the file cannot be read or understood. */
async function classNamesOf({ classNames, labelFile }: PlanStepOptions): Promise<PlanOptions["classNames"]> {
  if (labelFile === undefined) return classNames;
  if (classNames !== undefined) {
    const remedy = "Give one of the two.";
    throw new MnError("usage", `Classes are named by a list and by the file ${labelFile}.`, { remedy });
  }
  return readLabelFile(labelFile);
}

/** Of the labelled scans' masks, where no validation scans decide what is done to masks. */
async function shapesFor(
  dataset: Dataset,
  { preset = "clean", seed = 0, ...options }: Pick<PlanOptions, "preset" | keyof RoleOptions>,
) {
  if (preset !== "clean") return undefined;
  const { labelled, validation } = cleanRoles(dataset, { ...options, seed }).roles;
  if (validation.length > 0) return undefined;
  return measureMaskShapes(dataset.cases.filter(({ id }) => labelled.includes(id)));
}

function faultsError({ root, faults }: DatasetReport): MnError {
  const errors = faults.filter(({ severity }) => severity === "error");
  const caseIds = [...new Set(errors.flatMap(({ caseId }) => caseId ?? []))];
  const first = errors
    .slice(0, 3)
    .map(({ caseId, message }) => `\n  ${caseId === undefined ? "" : `${caseId}: `}${message}`)
    .join("");
  const more = errors.length > 3 ? `\n  and ${errors.length - 3} more` : "";
  const remedy = `mn check ${root} lists all of them, with what mends each.`;
  const count = errors.length === 1 ? "a fault" : `${errors.length} faults`;
  return new MnError("data", `has ${count} that training must not start with:${first}${more}`, {
    path: root,
    caseIds,
    remedy,
  });
}

/** What is read of other runs' plans, whatever their versions. */
const plannedSchema = z.looseObject({ dataset: z.looseObject({ root: z.string(), test: z.array(z.string()) }) });

/**
 * The test scans of a run, by their ids.
 *
 * @throws MnError `"run"` where the folder is no run's, or its plan has no test scans
 */
function testScansOf(run: string): readonly string[] {
  const folder = new RunFolder(run);
  const plan = readJsonFile(folder.plan, plannedSchema);
  if (plan !== undefined && plan.dataset.test.length > 0) return plan.dataset.test;
  const fault = plan === undefined ? "is no run: it has no plan.json" : "keeps no scans for the test";
  const remedy = "Give a run that has test scans, or say how many there are to be.";
  throw new MnError("run", fault, { path: folder.root, remedy });
}

/**
 * Where a plan trains on scans that are for the test in another run of its dataset: what to tell, a sentence for each such run. Looked at
 * are the plan that it replaces and the runs beside it.
 */
function movedTestScans(folder: RunFolder, { dataset }: Plan): string[] {
  const learnt = new Set([...dataset.labelled, ...dataset.validation]);
  const parent = dirname(folder.root);
  const beside = orNothing(() => orFileError(parent, "read", () => readdirSync(parent))) ?? [];
  return beside.sort().flatMap((name) => {
    const run = new RunFolder(join(parent, name));
    const plan = orNothing(
      () => plannedSchema.safeParse(JSON.parse(readSmallFile(run.plan, LARGEST_PLAN).toString())).data,
    );
    if (plan?.dataset.root !== dataset.root) return [];
    const moved = plan.dataset.test.filter((id) => learnt.has(id));
    if (moved.length === 0) return [];
    const scans = `${counted(moved.length, "scan")} (${someOf(moved)})`;
    const where = run.root === folder.root ? "the plan that was here" : run.root;
    return [
      `${scans} for the test in ${where} ${moved.length === 1 ? "is" : "are"} trained on by this plan, so the two cannot be compared. ` +
        `--test ${run.root} takes the same test scans.`,
    ];
  });
}

/** What is not there, may not be read or is no JSON tells nothing of other runs, and hinders none. */
function orNothing<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof FileError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
