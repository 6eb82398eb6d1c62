import { type Dataset, datasetSchema } from "@mandn/imaging";
import { MnError } from "../errors.js";
import type { RunFolder } from "../run/folder.js";
import { readJsonFile } from "../run/json-file.js";

/**
 * The dataset of a run, as it was when it was planned.
 *
 * @throws MnError `"run"` when it is not there or damaged.
 */
export function readRunDataset({ root, dataset: path }: RunFolder): Dataset {
  const dataset = readJsonFile(path, datasetSchema);
  if (dataset !== undefined) return dataset;
  const remedy = `Plan the run anew: mn plan DATASET --out ${root} --force`;
  throw new MnError("run", `${path} is not there. ${remedy}`, { path, remedy });
}
