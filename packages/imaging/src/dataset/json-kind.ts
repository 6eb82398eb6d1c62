// Which tool a JSON file is written for, told by its keys.
// Layouts ask it before they read such a file.

import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { listedPath, stemOf } from "./files.js";
import { looksLikeEntry } from "./list-entry.js";
import { splitNamed } from "./names.js";
import { parseJson } from "./text-files.js";

const objectSchema = z.record(z.string(), z.unknown());

/** What MONAI and the Decathlon themselves call their lists. */
const OWN_LISTS = ["training", "validation", "testing", "test"];

/**
 * Which tool a JSON file is written for; undefined for another file or none. nnU-Net's has `channel_names`,
 * `file_ending`, `dataset` or, in version 1, lists images that lie on disk with `_0000`; the Decathlon's has a list
 * `training` and `modality`, `labels` or `numTraining`; a MONAI datalist any other list of cases.
 *
 * @throws ImagingError `"access"`, or `"dataset"` for a file that is not JSON.
 */
export async function jsonKind(path: string): Promise<"nnunet" | "decathlon" | "monai-datalist" | undefined> {
  if (!path.toLowerCase().endsWith(".json") || !existsSync(path)) return undefined;
  const { success, data } = objectSchema.safeParse(await parseJson(path));
  if (!success) return undefined;
  if ("channel_names" in data || "file_ending" in data || "dataset" in data) return "nnunet";
  const lists = listsOf(data);
  if (lists.length === 0) return undefined;
  const entries = lists.flatMap(([, list]) => list);
  const [first] = entries;
  const image = typeof first === "string" ? first : objectSchema.safeParse(first).data?.image;
  if (typeof image === "string" && hasNumberedChannel(path, image)) return "nnunet";
  const isDecathlons = "modality" in data || "labels" in data || "numTraining" in data;
  const hasFolds = entries.some((entry) => objectSchema.safeParse(entry).data?.fold !== undefined);
  const isOthers = lists.some(([name]) => name !== "training" && name !== "test");
  return isDecathlons && !hasFolds && !isOthers ? "decathlon" : "monai-datalist";
}

/** The lists of cases in a description, with their names, in the file's order. */
export function listsOf(data: Readonly<Record<string, unknown>>): [name: string, list: readonly unknown[]][] {
  return Object.entries(data).flatMap(([name, list]) => {
    if (!Array.isArray(list) || splitNamed(name) === undefined) return [];
    return OWN_LISTS.includes(name) || looksLikeEntry(list[0]) ? [[name, list]] : [];
  });
}

/** Whether the listed image lacks on disk but its channel `_0000` is there. */
function hasNumberedChannel(json: string, listed: string): boolean {
  const path = listedPath(dirname(json), listed);
  const stem = stemOf(path);
  return stem !== undefined && !existsSync(path) && existsSync(`${stem}_0000${path.slice(stem.length)}`);
}
