import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { RunFolder } from "../run/folder.js";
import type { Metrics, Predictions } from "../run/results.js";
import { type PlanStepOptions, planStep, readRunPlan } from "./plan.js";
import { predictStep } from "./predict.js";
import { reportStep } from "./report.js";
import { scoreStep } from "./score.js";
import { trainStep } from "./train.js";

export type RunAllOptions = Omit<PlanStepOptions, "force">;

export interface RunResult {
  readonly folder: RunFolder;
  readonly plan: Plan;
  readonly predictions: Predictions;
  /** Undefined when no test or validation scan has a mask. */
  readonly metrics: Metrics | undefined;
  /** Path of the report. */
  readonly report: string;
}

/**
 * Everything, in order: checks the scans, plans, trains, predicts every scan, scores the test and validation scans, writes the
 * report. What is done already is not done again, so that the same call goes on after an interruption.
 *
 * @throws MnError `"run"` when the run was planned for something else than is asked now; and as the steps.
 */
export async function runAll(datasetPath: string, out: string, options: RunAllOptions = {}): Promise<RunResult> {
  const { onNote } = options;
  const folder = new RunFolder(out);
  if (existsSync(folder.plan)) {
    const { plan } = await readRunPlan(out);
    checkPlanned(folder, plan, datasetPath, options);
    onNote?.(`${folder.plan} is there and used as it is (${plan.training.epochs} epochs).`);
  } else {
    const plan = await planStep(datasetPath, out, options);
    const { labelled, unlabelled, validation, test } = plan.dataset;
    const counts = `${labelled.length} labelled, ${unlabelled.length} unlabelled, ${validation.length} validation, ${test.length} test scans`;
    onNote?.(`Planned ${plan.training.epochs} epochs: ${counts}; see ${folder.plan}`);
  }
  await trainStep(out, options);
  const { plan } = await readRunPlan(out);
  const { signal, onProgress } = options;
  const predictions = await predictStep(out, undefined, { signal, onProgress, onNote });
  const metrics = await scoreStep(out, options);
  return { folder, plan, predictions, metrics, report: await reportStep(out) };
}

/** What was asked when the run was planned is what is asked now. */
function checkPlanned(folder: RunFolder, plan: Plan, datasetPath: string, options: RunAllOptions): void {
  const { dataset } = plan;
  const networks = (view: "slices" | "volume") =>
    [...new Set(Object.values(plan.members).flatMap((one) => (one.view === view ? [one.network] : [])))].join(", ");
  const [given, root] = [resolve(datasetPath), dataset.root];
  const isSameDataset = given === root || given === dirname(root) || dirname(given) === root; // a folder, or a list in it
  const asked: readonly (readonly [option: string, wanted: unknown, planned: unknown])[] = [
    ["dataset", isSameDataset ? undefined : given, root],
    ["preset", options.preset, plan.preset],
    ["method", options.method, plan.method.name],
    ["seed", options.seed, plan.seed],
    ["device", options.device === "auto" ? undefined : options.device, plan.device],
    ["network-2d", options.network2d, networks("slices")],
    ["network-3d", options.network3d, networks("volume")],
  ];
  const other = asked.find(([, wanted, planned]) => wanted !== undefined && wanted !== planned);
  if (other === undefined) return;
  const [option, wanted, planned] = other;
  const remedy = "Take another folder for another run.";
  throw new MnError(
    "run",
    `${folder.plan}: the run was planned with ${option} ${planned}, and ${wanted} is asked now. ${remedy}`,
    { path: folder.plan, remedy },
  );
}
