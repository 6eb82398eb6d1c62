import { existsSync } from "node:fs";
import { join } from "node:path";
import { mandnHome } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Plan } from "./plan.js";

/** The name of the paper's weights: SegFormer-B2 trained on ADE20K. */
export const ADE20K = "segformer-b2-ade20k";

/** Where `mn weights get NAME` puts weights. */
export function weightsFolder(name: string): string {
  return join(mandnHome(), "weights", name);
}

/** What the plan's networks read before they learn, and is not there. */
function missingWeights({ method, network2d, network3d }: Plan): { readonly where: string; readonly path: string }[] {
  const networks = [
    ...(method === "supervised-3d" ? [] : [{ where: "network2d", ...network2d }]),
    ...(method === "supervised-2d" ? [] : [{ where: "network3d", ...network3d }]),
  ];
  return networks.flatMap(({ where, options: { pretrained } }) => {
    const isFile = typeof pretrained === "object" && pretrained !== null && !Array.isArray(pretrained);
    const path = isFile ? pretrained.path : pretrained;
    return typeof path !== "string" || existsSync(path) ? [] : [{ where: `${where}.options.pretrained`, path }];
  });
}

/**
 * Makes sure, before anything is prepared or trained, that pretrained weights are there.
 *
 * @throws MnError `"plan"` with the file or folder and what to do.
 */
export function assertWeights(plan: Plan): void {
  const [first] = missingWeights(plan);
  if (first === undefined) return;
  const { where, path } = first;
  const ways = [
    ...(path === weightsFolder(ADE20K) ? [`Get them: mn weights get ${ADE20K}`] : []),
    `say in the plan where they are (${where})`,
    "or plan with another network, such as --network-2d mobilenet-v2, whose weights are here",
  ];
  const remedy = `${ways.join("; ").replace(/^s/, "S")}.`;
  throw new MnError("plan", `${where}: there are no weights at ${path}. ${remedy}`, { path, remedy });
}
