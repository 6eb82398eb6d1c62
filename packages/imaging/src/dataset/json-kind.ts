import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { listedPath, parseJson, stemOf } from "./files.js";

const glanceSchema = z.looseObject({
  training: z.array(z.unknown()).optional(),
  test: z.array(z.unknown()).optional(),
  validation: z.array(z.unknown()).optional(),
  testing: z.array(z.unknown()).optional(),
});
const entrySchema = z.union([z.string(), z.looseObject({ image: z.string() }).transform(({ image }) => image)]);

/**
 * Which tool a JSON file is written for; undefined for another file or none. nnU-Net's has `channel_names`,
 * `file_ending`, `dataset` or, in version 1, lists images that lie on disk with `_0000`; the Decathlon's has a list
 * `training` and `modality`, `labels` or `numTraining`; a MONAI datalist any other list of cases.
 */
export async function jsonKind(path: string): Promise<"nnunet" | "decathlon" | "monai-datalist" | undefined> {
  if (!path.toLowerCase().endsWith(".json") || !existsSync(path)) return undefined;
  const { success, data } = glanceSchema.safeParse(await parseJson(path));
  if (!success) return undefined;
  if ("channel_names" in data || "file_ending" in data || "dataset" in data) return "nnunet";
  const lists = [data.training, data.validation, data.testing, data.test].filter((list) => list !== undefined);
  if (lists.length === 0) return undefined;
  const first = entrySchema.safeParse(lists.flat()[0]);
  if (first.success && hasNumberedChannel(path, first.data)) return "nnunet";
  const foldsOrKeys =
    data.validation !== undefined || data.testing !== undefined || JSON.stringify(lists).includes('"fold":');
  return !foldsOrKeys && ("modality" in data || "labels" in data || "numTraining" in data)
    ? "decathlon"
    : "monai-datalist";
}

/** Whether the listed image lacks on disk but its channel `_0000` is there. */
function hasNumberedChannel(json: string, listed: string): boolean {
  const path = listedPath(dirname(json), listed);
  const stem = stemOf(path);
  return stem !== undefined && !existsSync(path) && existsSync(`${stem}_0000${path.slice(stem.length)}`);
}
