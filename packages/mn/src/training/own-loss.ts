/**
 * Losses of one's own: a file that exports one takes the place of what a method learns labelled crops by. Like a method of one's own it
 * is a program (own-file.ts). Training alone runs it; what is trained predicts without it.
 */
import { scope, Tensor } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { importOwn } from "./own-file.js";

/** A loss of labelled crops, as {@link defineLoss} takes it. */
export interface OwnLoss {
  /** What messages call it. */
  readonly name: string;
  /** Whether it can be of a part of each crop, `inside`: methods that put parts of crops into others take no other loss. Default false. */
  readonly parts?: boolean | undefined;
  /**
   * The loss of all labelled crops of a batch, made of operators alone: it is recorded once and repeated without JavaScript, so no value
   * may be read, and nothing may change from step to step.
   *
   * @param logits `[N, K, D, H, W]`, float32, with gradients; of a network over slices D counts those that an update sees
   * @param mask `[N, D, H, W]`, int64: class indices 0 … K − 1, 0 the background
   * @param inside `[1, D, H, W]`, bool: the voxels that count, the same in each crop; undefined: all. Given only with `parts`
   * @returns a tensor of no dimension, to be made small
   */
  loss(logits: Tensor, mask: Tensor, inside?: Tensor): Tensor;
}

/** Where a plan has a loss of one's own: `training.loss`. */
type PlannedLoss = NonNullable<Plan["training"]["loss"]>;

/** A loss that a file of one's own exports. */
export const defineLoss = (loss: OwnLoss): OwnLoss => loss;

/**
 * The loss that a file exports, which says its path where it gives something else than a loss.
 *
 * @param sha256 what the file's content must be; default as it is
 * @returns it, and how a plan notes its file
 * @throws as {@link importOwn}; MnError `"usage"` for a name that is no path
 */
export async function loadLoss({
  path: name,
  sha256,
}: Pick<PlannedLoss, "path"> & Partial<PlannedLoss>): Promise<{ planned: PlannedLoss; loss: OwnLoss }> {
  if (!name.includes("/")) {
    const remedy = `Give the path of a file, with a "/" in it: ./${name}`;
    throw new MnError("usage", `There is no loss "${name}".`, { remedy });
  }
  const file = await importOwn(name, sha256, { what: "loss", madeBy: "defineLoss", is: isLoss });
  const { path, value } = file;
  const { name: called, parts } = value;
  const loss: OwnLoss["loss"] = (...crops) => scalarOf(value, crops, path);
  return { planned: { path, sha256: file.sha256 }, loss: { name: called, parts, loss } };
}

/** The loss of one's own that a plan has. @throws as {@link loadLoss} */
export async function lossOfPlan({ training }: Pick<Plan, "training">): Promise<OwnLoss | undefined> {
  return training.loss && (await loadLoss(training.loss)).loss;
}

/** The value of a loss of one's own. @throws MnError `"plan"` where it is no tensor of no dimension */
export function scalarOf(own: OwnLoss, [logits, mask, inside]: Parameters<OwnLoss["loss"]>, path?: string): Tensor {
  const value: unknown = scope(() => own.loss(logits, mask.to("int64"), inside));
  if (value instanceof Tensor && value.shape.length === 0) return value;
  const given =
    value instanceof Tensor ? `a tensor of shape [${value.shape.join(", ")}]` : `${typeof value}, no tensor`;
  const remedy = "Let it give a tensor of no dimension, as mean() and sum() do, and plan anew.";
  const subject = `${path === undefined ? "" : `${path}: `}the loss "${own.name}"`;
  throw new MnError("plan", { subject, fault: `gives ${given}`, remedy, ...(path !== undefined && { path }) });
}

function isLoss(value: unknown): value is OwnLoss {
  if (typeof value !== "object" || value === null) return false;
  const { name, loss } = value as Partial<OwnLoss>;
  return typeof name === "string" && typeof loss === "function";
}
