import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { type Case, type Dataset, datasetError, someOf } from "./dataset.js";
import { listedPath, matchLabels, readJson, requireFiles, scansIn } from "./files.js";
import { groupChannels } from "./images-labels.js";
import { jsonKind } from "./json-kind.js";
import { channelNames, labelEntrySchema, labelNames } from "./label-names.js";
import type { Layout } from "./layout.js";

const schema = z.looseObject({
  channel_names: z.record(z.string(), z.string()).optional(),
  modality: z.record(z.string(), z.string()).optional(),
  labels: labelEntrySchema,
  file_ending: z.string().optional(),
  dataset: z.record(z.string(), z.object({ images: z.array(z.string()), label: z.string().optional() })).optional(),
});

/**
 * nnU-Net, versions 1 and 2: `dataset.json` with `imagesTr/`, `labelsTr/` and `imagesTs/`, channels `<case>_0000`, …; or
 * with its entry `dataset`, which lists the files. A case of `imagesTr/` without a label is unlabelled.
 */
export const nnunet: Layout = {
  name: "nnunet",
  looksLike: "dataset.json beside imagesTr/ and labelsTr/ with channels <case>_0000",
  async claim(path, folder) {
    const json = folder ? join(path, "dataset.json") : path;
    if ((await jsonKind(json)) !== "nnunet") return undefined;
    return { path: json, found: `${basename(json)} of nnU-Net` };
  },
  async read(json) {
    const root = dirname(json);
    const description = await readJson(json, schema);
    const names = channelNames(description.channel_names ?? description.modality);
    const cases = description.dataset
      ? listedCases(json, description.dataset, names?.length)
      : await foundCases(root, description.file_ending, names?.length);
    const unlabelled = cases.filter(({ split, label }) => split === "train" && label === undefined).length;
    const test = cases.filter(({ split }) => split === "test").length;
    const dataset: Dataset = {
      root,
      layout: "nnunet",
      recognisedBy:
        `${basename(json)} has nnU-Net's entries: ${cases.length - test} training cases, ` +
        `${unlabelled} of them without a label, ${test} test cases, ${cases[0].channels.length} channels.`,
      ...(names === undefined ? {} : { channelNames: names }),
      ...labelNames(json, description.labels),
      cases,
    };
    return dataset;
  },
};

function listedCases(
  json: string,
  entries: NonNullable<z.infer<typeof schema>["dataset"]>,
  channels: number | undefined,
): Case[] {
  const cases = Object.entries(entries).map(
    ([id, { images, label }]): Case => ({
      id,
      channels: images.map((image) => ({ path: listedPath(dirname(json), image) })),
      ...(label === undefined ? {} : { label: { path: listedPath(dirname(json), label) } }),
      split: "train",
      recognisedBy: `"dataset" of ${basename(json)} lists it`,
    }),
  );
  const wrong = cases.filter((one) => one.channels.length !== (channels ?? cases[0].channels.length));
  if (cases.length === 0 || wrong.length > 0) {
    const fault =
      cases.length === 0 ? '"dataset" is empty' : `wrong number of channels: ${someOf(wrong.map(({ id }) => id))}`;
    throw datasetError(json, fault, 'List as many images for each case as "channel_names" has.');
  }
  requireFiles(json, cases, "Correct the entries or bring the files; paths are relative to the JSON file.");
  return cases;
}

async function foundCases(root: string, ending: string | undefined, channels: number | undefined): Promise<Case[]> {
  const trained = await part(root, "Tr", ending, channels);
  if (trained.length === 0) {
    const remedy =
      ending === undefined ? "Put the training images there." : `"file_ending" asks for names in ${ending}.`;
    throw datasetError(join(root, "imagesTr"), "holds no scan", remedy);
  }
  if (!existsSync(join(root, "imagesTs"))) return trained;
  const ids = new Set(trained.map(({ id }) => id));
  const tested = await part(root, "Ts", ending, channels);
  const both = tested.map(({ id }) => id).filter((id) => ids.has(id));
  if (both.length > 0) {
    throw datasetError(root, `imagesTr and imagesTs both hold ${someOf(both)}`, "Give each case a name of its own.");
  }
  return [...trained, ...tested];
}

async function part(
  root: string,
  end: "Tr" | "Ts",
  ending: string | undefined,
  channels: number | undefined,
): Promise<Case[]> {
  const images = join(root, `images${end}`);
  const labels = join(root, `labels${end}`);
  const wanted = (path: string) => ending === undefined || path.endsWith(ending);
  const scans = (await scansIn(images)).filter(({ path }) => wanted(path));
  const groups = groupChannels(images, scans, scans.length === 0 ? undefined : channels);
  const masks = existsSync(labels) ? (await scansIn(labels)).filter(({ path }) => wanted(path)) : [];
  const { paths } = matchLabels(labels, new Set(groups.keys()), masks);
  return [...groups].map(([id, files]): Case => {
    const label = paths.get(id);
    const found = `images${end}/${id}_0000 … ${String(files.length - 1).padStart(4, "0")}`;
    return {
      id,
      channels: files.map((path) => ({ path })),
      ...(label === undefined ? {} : { label: { path: label } }),
      split: end === "Tr" ? "train" : "test",
      recognisedBy:
        label === undefined ? `${found}, no label in labels${end}/` : `${found} and labels${end}/${basename(label)}`,
    };
  });
}
