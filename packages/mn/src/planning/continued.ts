/**
 * The plan of a run that goes on from the trained networks of another: the same in all that the networks depend on, with the dataset's
 * new masks and scans. Test and validation scans stay what they are, so that the two runs can be compared.
 */
import { someOf } from "@mandn/base";
import type { Dataset, DatasetReport } from "@mandn/imaging";
import { MnError } from "../errors.js";
import { methodOf } from "../methods/index.js";
import type { Plan } from "../plan/plan.js";
import type { DatasetChanges } from "../run/dataset.js";
import { hasNoHoles, isWhole, type MaskShape } from "./fingerprint.js";
import type { Machine } from "./scale.js";

/** What a run goes on with. */
export interface Continuation {
  /** The earlier run's plan. */
  readonly before: Plan;
  /** Its folder and networks. */
  readonly start: NonNullable<Plan["start"]>;
  readonly dataset: Dataset;
  readonly report: DatasetReport;
  /** How the dataset differs from that of the earlier run. */
  readonly changes: DatasetChanges;
  readonly machine: Machine;
  readonly seed: number | undefined;
}

/** The rate of networks that are trained rises again over no more than this share of the run. */
const WARM_UP = 0.04;

/**
 * The plan, with the earlier one's number of epochs.
 *
 * @throws MnError `"data"` when a test or validation scan is gone or came again under another name, a mask holds a value that the
 * networks do not know, or no unlabelled scan is left for a method that needs one
 */
export function continuedPlan({ before, start, dataset, report, changes, machine, seed }: Continuation): Plan {
  const roles = continuedRoles(before, dataset, changes);
  checkMasks(before, report, [...roles.labelled, ...roles.validation]);
  checkCopies(report, roles, changes.newScans);
  const { continued, definition } = methodOf(before);
  if (definition.needsUnlabelled && roles.unlabelled.length === 0) {
    const remedy = "Add scans without masks, or train on labels alone: mn run DATASET --method supervised-3d.";
    throw dataError(dataset, `the method ${definition.name} needs unlabelled scans, and none is left`, [], remedy);
  }
  const method = definition.with(continued);
  const restart = method.stages.findIndex((stage, i) => i > 0 && stage.restartsRate === true);
  const first = restart < 1 ? 1 : (method.stages[restart - 1]?.until ?? 1);
  const warmUp = Math.min(before.training.warmUp, WARM_UP, first / 2);
  const { budget: _, ...training } = before.training;
  const isSameDevice = machine.device === before.device;
  return {
    ...before,
    method: { ...before.method, settings: continued as Plan["method"]["settings"] },
    seed: seed ?? before.seed,
    device: machine.device,
    precision: isSameDevice ? before.precision : machine.precision.choice,
    dataset: { ...before.dataset, root: dataset.root, ...roles },
    start,
    training: { ...training, warmUp },
    reasons: { ...before.reasons, ...reasonsOf(before, roles, start) },
  };
}

type ContinuedRoles = Pick<Plan["dataset"], "labelled" | "unlabelled" | "validation" | "test">;

function continuedRoles({ dataset: before }: Plan, dataset: Dataset, changes: DatasetChanges): ContinuedRoles {
  const { validation, test } = before;
  const cases = new Map(dataset.cases.map((one) => [one.id, one]));
  const kept = new Set([...validation, ...test]);
  const gone = [...kept].filter((id) => !cases.has(id));
  const bare = validation.filter((id) => cases.get(id)?.label === undefined);
  const remedy = "Bring them back under their names: they must stay the same for both runs to be compared.";
  if (gone.length > 0) throw dataError(dataset, "test or validation scans are not there any more", gone, remedy);
  if (bare.length > 0) throw dataError(dataset, "validation scans have no masks any more", bare, remedy);
  const isLabelled = new Set([...before.labelled, ...changes.newMasks, ...changes.newScans]);
  const isKnown = new Set([...before.labelled, ...before.unlabelled, ...changes.newScans]);
  const free = dataset.cases.filter(({ id, split }) => split === "train" && !kept.has(id) && isKnown.has(id));
  const labelled = free.filter(({ id, label }) => label !== undefined && isLabelled.has(id)).map(({ id }) => id);
  const transductive = before.unlabelled.filter((id) => kept.has(id));
  const unlabelled = [...free.map(({ id }) => id).filter((id) => !labelled.includes(id)), ...transductive];
  if (labelled.length === 0) {
    throw dataError(dataset, "no training scan has a mask", [], "Bring the masks back.");
  }
  return { labelled: labelled.sort(), unlabelled: unlabelled.sort(), validation, test };
}

/** New masks may not hold what the networks cannot tell, nor scans have other channels. */
function checkMasks({ dataset }: Plan, report: DatasetReport, withMask: readonly string[]): void {
  const known = new Set(dataset.classes.map(({ value }) => value));
  for (const { id, facts } of report.cases) {
    const channels = facts?.channels.length;
    if (channels !== undefined && channels !== dataset.channels.length) {
      const remedy = "Leave the scan out, or give it the channels that the others have.";
      throw dataError(
        report,
        `${id} has ${channels} channels, and the networks see ${dataset.channels.length}`,
        [id],
        remedy,
      );
    }
    const found = withMask.includes(id) ? (facts?.label?.values ?? []).map(({ value }) => value) : [];
    const strange = found.filter((value) => !known.has(value));
    if (strange.length === 0) continue;
    const remedy = "Correct the mask, or plan a new run, whose networks will tell these classes apart.";
    throw dataError(
      report,
      `the mask of ${id} holds ${someOf(strange.map(String))}, which is no class of the run`,
      [id],
      remedy,
    );
  }
}

/** A new scan with a test scan's voxels would be learnt from, whatever it is called. */
function checkCopies(report: DatasetReport, { validation, test }: ContinuedRoles, newScans: readonly string[]): void {
  const imageOf = new Map(report.cases.map(({ id, facts }) => [id, facts?.files.map(({ hash }) => hash).join()]));
  const kept = new Map([...validation, ...test].map((id) => [imageOf.get(id), id]));
  for (const id of newScans) {
    const image = imageOf.get(id);
    const same = image === undefined ? undefined : kept.get(image);
    if (same === undefined || same === id) continue;
    const remedy = `Take ${id} away: scores on it would be too good.`;
    throw dataError(
      report,
      `the new scan ${id} has the voxels of ${same}, which is kept for scores`,
      [id, same],
      remedy,
    );
  }
}

function dataError({ root }: { readonly root: string }, fault: string, caseIds: readonly string[], remedy: string) {
  const unnamed = caseIds.filter((id) => !fault.includes(id));
  const named = unnamed.length === 0 ? "" : `: ${someOf(unnamed, 5)}`;
  return new MnError("data", `${fault}${named}`, { path: root, caseIds, remedy });
}

function reasonsOf({ dataset }: Plan, roles: ContinuedRoles, { run }: NonNullable<Plan["start"]>) {
  const more = (role: "labelled" | "unlabelled") => {
    const before = new Set(dataset[role]);
    const added = roles[role].filter((id) => !before.has(id)).length;
    const left = dataset[role].length + added - roles[role].length;
    return `the ${dataset[role].length} of the earlier run, ${added} more, ${left} fewer`;
  };
  const stays = "as in the earlier run: they never move, so that both can be compared";
  return {
    start: `the trained networks of ${run}`,
    "dataset.labelled": more("labelled"),
    "dataset.unlabelled": more("unlabelled"),
    ...(roles.validation.length > 0 ? { "dataset.validation": stays } : {}),
    ...(roles.test.length > 0 ? { "dataset.test": stays } : {}),
    "training.warmUp": "short, for the networks are trained",
    "training.epochs": "as in the earlier run",
  };
}

/** Rules for masks that were read off the labelled ones hold on only where they do for the new ones too. */
export function withMaskShapes(plan: Plan, shapes: ReadonlyMap<number, MaskShape>): Plan {
  const { classes } = plan.dataset;
  const still = (rule: Plan["inference"]["fillHoles"], holds: (shape: MaskShape | undefined) => boolean) =>
    rule === "validation" ? rule : rule.map((on, i) => on && holds(shapes.get(classes[i + 1]?.value as number)));
  const { largestComponent, fillHoles } = plan.inference;
  const inference = {
    ...plan.inference,
    largestComponent: still(largestComponent, isWhole),
    fillHoles: still(fillHoles, hasNoHoles),
  };
  return { ...plan, inference };
}
