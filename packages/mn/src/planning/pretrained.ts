import { existsSync } from "node:fs";
import { join } from "node:path";
import { mandnHome } from "@mandn/base";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";

/** The name of the paper's weights: SegFormer-B2 trained on ADE20K. */
export const ADE20K = "segformer-b2-ade20k";

/** Where `mn weights get NAME` puts weights. */
export function weightsFolder(name: string): string {
  return join(mandnHome(), "weights", name);
}

/** The first setting of the plan that names weights which are not there. */
function missingWeights({ members }: Plan): { readonly where: string; readonly path: string } | undefined {
  for (const [name, { options }] of Object.entries(members)) {
    const where = `members.${name}`;
    const { pretrained } = options;
    const isFile = typeof pretrained === "object" && pretrained !== null && !Array.isArray(pretrained);
    const path = isFile ? pretrained.path : pretrained;
    if (typeof path === "string" && !existsSync(path)) return { where: `${where}.options.pretrained`, path };
  }
  return undefined;
}

/** What stands in the way of training a plan whose pretrained weights are not there: the file or folder, and what to do. */
export function weightsFault(plan: Plan): MnError | undefined {
  const missing = missingWeights(plan);
  if (missing === undefined) return undefined;
  const { where, path } = missing;
  const ways = [
    ...(path === weightsFolder(ADE20K) ? [`Get them: mn weights get ${ADE20K}`] : []),
    `say in the plan where they are (${where})`,
    "or plan with another network, such as --network-2d mobilenet-v2, whose weights are here",
  ];
  const remedy = `${ways.join("; ").replace(/^s/, "S")}.`;
  return new MnError("plan", { subject: where, fault: `there are no weights at ${path}`, remedy, path });
}

/**
 * Makes sure, before anything is prepared or trained, that pretrained weights are there.
 *
 * @throws MnError `"plan"` as {@link weightsFault} has it.
 */
export function assertWeights(plan: Plan): void {
  const fault = weightsFault(plan);
  if (fault !== undefined) throw fault;
}
