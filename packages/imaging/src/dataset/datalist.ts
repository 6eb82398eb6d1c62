import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { type Case, type CaseFile, type Dataset, datasetError, type Split } from "./dataset.js";
import { entriesOf, idsFor, isFolder, listedPath, readJson, requireFiles } from "./files.js";
import { jsonKind } from "./json-kind.js";
import { channelNames, labelEntrySchema, labelNames } from "./label-names.js";
import type { DiscoverOptions, Layout } from "./layout.js";

const pathsSchema = z.union([z.string().transform((path) => [path]), z.array(z.string()).min(1)]);
const entrySchema = z.union([
  z.string().transform((image) => ({ image: [image], label: undefined, fold: undefined })),
  z.object({
    image: pathsSchema,
    label: z
      .union([
        z.string(),
        z
          .array(z.string())
          .length(1)
          .transform(([only]) => only),
      ])
      .nullish(),
    fold: z.int().nonnegative().optional(),
  }),
]);
const schema = z.looseObject({
  modality: z.record(z.string(), z.string()).optional().catch(undefined),
  labels: labelEntrySchema.optional(),
  training: z.array(entrySchema).default([]),
  validation: z.array(entrySchema).default([]),
  testing: z.array(entrySchema).default([]),
  test: z.array(entrySchema).default([]),
});
type Entry = z.infer<typeof entrySchema>;

/**
 * The Medical Segmentation Decathlon: `dataset.json` with `training`, a list of image and label, and `test`, a list of
 * images. Channels lie in the files' fourth dimension.
 */
export const decathlon: Layout = {
  name: "decathlon",
  looksLike: 'dataset.json with the lists "training" and "test"',
  async claim(path, folder) {
    const json = folder ? join(path, "dataset.json") : path;
    return (await jsonKind(json)) === "decathlon"
      ? { path: json, found: `${basename(json)} of the Decathlon` }
      : undefined;
  },
  read: (json, options) => readDatalist("decathlon", json, options),
};

/**
 * A MONAI datalist: JSON with the lists `training`, `validation`, `testing` or `test`; an entry has `image` (one path or
 * a list of channels) and may have `label` and `fold`.
 */
export const monaiDatalist: Layout = {
  name: "monai-datalist",
  looksLike: 'a JSON file with the lists "training", "validation" or "testing"',
  async claim(path, folder) {
    const files = folder
      ? (await entriesOf(path)).filter((e) => !isFolder(e)).map(({ name }) => join(path, name))
      : [path];
    const lists: string[] = [];
    for (const file of files) {
      if ((await jsonKind(file)) === "monai-datalist") lists.push(file);
    }
    if (lists.length > 1) {
      const names = lists.map((file) => basename(file)).join(" and ");
      throw datasetError(
        path,
        `it cannot be told which of ${names} is meant`,
        "Give the JSON file instead of the folder.",
      );
    }
    return lists.length === 0 ? undefined : { path: lists[0], found: basename(lists[0]) };
  },
  read: (json, options) => readDatalist("monai-datalist", json, options),
};

async function readDatalist(
  layout: "decathlon" | "monai-datalist",
  json: string,
  { baseFolder = dirname(json), fold: validating }: DiscoverOptions,
): Promise<Dataset> {
  const { training, validation, testing, test, ...description } = await readJson(json, schema);
  const listed = [
    ...training.map((entry, i) => ({ entry, split: "train" as Split, place: `training.${i}` })),
    ...validation.map((entry, i) => ({ entry, split: "validation" as Split, place: `validation.${i}` })),
    ...testing.map((entry, i) => ({ entry, split: "test" as Split, place: `testing.${i}` })),
    ...test.map((entry, i) => ({ entry, split: "test" as Split, place: `test.${i}` })),
  ];
  if (listed.length === 0) throw datasetError(json, "lists no case", 'Add entries to "training".');
  const toFile = (path: string): CaseFile => ({ path: listedPath(baseFolder, path) });
  const ids = idsFor(
    json,
    listed.map(({ entry }) => toFile(entry.image[0]).path),
  );
  const cases = listed.map(({ entry, split, place }, i): Case => {
    const validates = validating !== undefined && entry.fold === validating && split === "train";
    return {
      id: ids[i],
      channels: entry.image.map(toFile),
      ...(entry.label ? { label: toFile(entry.label) } : {}),
      split: validates ? "validation" : split,
      ...(entry.fold === undefined ? {} : { fold: entry.fold }),
      recognisedBy: `${place} of ${basename(json)}`,
    };
  });
  requireFold(json, listed, validating);
  requireFiles(json, cases, `Paths are relative to ${baseFolder}: give \`baseFolder\` if they lie elsewhere.`);
  const names = channelNames(description.modality);
  const counts = [
    `${training.length} training`,
    `${validation.length} validation`,
    `${testing.length + test.length} test`,
  ];
  const folds = new Set(listed.map(({ entry }) => entry.fold).filter((fold) => fold !== undefined));
  const dataset: Dataset = {
    root: json,
    layout,
    recognisedBy:
      `${basename(json)} lists ${counts.join(", ")} cases` +
      `${folds.size > 0 ? ` in ${folds.size} folds` : ""}${validating === undefined ? "" : `; fold ${validating} validates`}.`,
    ...(names === undefined ? {} : { channelNames: names }),
    ...labelNames(json, description.labels),
    cases,
  };
  return dataset;
}

function requireFold(json: string, listed: readonly { entry: Entry }[], fold: number | undefined): void {
  if (fold === undefined || listed.some(({ entry }) => entry.fold === fold)) return;
  const folds = [...new Set(listed.map(({ entry }) => entry.fold))].filter((known) => known !== undefined).sort();
  throw datasetError(json, `no case has the fold ${fold}`, `Choose from: ${folds.join(", ") || "no folds are given"}.`);
}
