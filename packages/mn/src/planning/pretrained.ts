import { existsSync } from "node:fs";
import { join } from "node:path";
import { mandnHome } from "@mandn/base";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { changedFile, downloadAt, noteOf } from "./downloaded.js";

/** The name of the paper's weights: SegFormer-B2 trained on ADE20K. */
export const ADE20K = "segformer-b2-ade20k";

/** Where `mn weights get NAME` puts weights. */
export function weightsFolder(name: string): string {
  return join(mandnHome(), "weights", name);
}

/** Weights that a plan names, and the setting that does. */
interface NamedWeights {
  readonly where: string;
  readonly path: string;
}

function weightsOf({ members }: Plan): NamedWeights[] {
  return Object.entries(members).flatMap(
    ([
      name,
      {
        options: { pretrained },
      },
    ]) => {
      const isFile = typeof pretrained === "object" && pretrained !== null && !Array.isArray(pretrained);
      const path = isFile ? pretrained.path : pretrained;
      return typeof path === "string" ? [{ where: `members.${name}.options.pretrained`, path }] : [];
    },
  );
}

/** What stands in the way of training a plan whose pretrained weights are not there: the file or folder, and what to do. */
export function weightsFault(plan: Plan): MnError | undefined {
  const missing = weightsOf(plan).find(({ path }) => !existsSync(path));
  if (missing === undefined) return undefined;
  const { where, path } = missing;
  const ways = [
    ...(path === weightsFolder(ADE20K) ? [`Get them: mn weights get ${ADE20K}`] : []),
    `say in the plan where they are (${where})`,
    "or plan with another network, such as --network-2d mobilenet-v2, whose weights are here",
  ];
  const remedy = `${ways.join("; ").replace(/^s/, "S")}.`;
  return new MnError("plan", `${where}: there are no weights at ${path}. ${remedy}`, { path, remedy });
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

/**
 * Makes sure that weights which `mn weights get` downloaded are what they were then, before a training starts from them.
 *
 * @throws MnError `"plan"` with the file that is not
 */
export async function assertAsDownloaded(plan: Plan): Promise<void> {
  for (const { where, path } of weightsOf(plan)) {
    const download = downloadAt(path);
    if (download === undefined) continue;
    const { folder, noted } = download;
    const changed = await changedFile(folder, noted);
    if (changed === undefined) continue;
    const remedy = `Get them again: mn weights get ${noted.name} --out ${folder}`;
    const fault = `${changed} is not what was downloaded (its SHA-256 stands in ${noteOf(folder)})`;
    throw new MnError("plan", `${where}: ${fault}. ${remedy}`, { path: changed, remedy });
  }
}
