import { existsSync, readFileSync } from "node:fs";
import { type Dataset, datasetSchema } from "@mandn/imaging";
import { MnError } from "../errors.js";
import { describeFault, schemaFaults } from "../plan/faults.js";
import { parseStrictJson } from "../plan/strict-json.js";
import type { RunFolder } from "../run/folder.js";

/**
 * The dataset of a run, as it was when it was planned.
 *
 * @throws MnError `"run"` when it is not there, `"plan"` when the file is not what `mn plan` wrote.
 */
export function readRunDataset({ root, dataset: path }: RunFolder): Dataset {
  const remedy = `Plan the run anew: mn plan DATASET --out ${root} --force`;
  if (!existsSync(path)) throw new MnError("run", `${path} is not there. ${remedy}`, { path, remedy });
  const data = parseStrictJson(readFileSync(path, "utf8"), path);
  const [fault] = schemaFaults(datasetSchema, data);
  if (fault === undefined) return datasetSchema.parse(data);
  throw new MnError("plan", `${path} is not as mn plan wrote it: ${describeFault(fault)}. ${remedy}`, { path, remedy });
}
