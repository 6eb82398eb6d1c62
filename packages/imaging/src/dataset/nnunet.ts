// nnU-Net's folder: dataset.json beside imagesTr/, labelsTr/ and imagesTs/, or with a list of its own.
// https://github.com/MIC-DKFZ/nnUNet/blob/master/documentation/dataset_format.md

import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { someOf } from "@mandn/base";
import { z } from "zod";
import { type Case, type Dataset, datasetError, type Remark } from "./dataset.js";
import {
  contentOf,
  type FolderContent,
  listedPath,
  matchLabels,
  requireDifferentStems,
  requireFiles,
} from "./files.js";
import { groupChannels } from "./images-labels.js";
import { jsonKind } from "./json-kind.js";
import { channelNames, labelEntrySchema, labelNames } from "./label-names.js";
import { type Layout, legible } from "./layout.js";
import { labelRank } from "./names.js";
import { unreadImages, unreadMasks, unreadPlace } from "./remarks.js";
import { readJson } from "./text-files.js";

const schema = z.looseObject({
  channel_names: z.record(z.string(), z.string()).optional(),
  modality: z.record(z.string(), z.string()).optional(),
  labels: labelEntrySchema,
  file_ending: z.string().optional(),
  dataset: z
    .record(z.string(), z.looseObject({ images: z.array(z.string()), label: z.string().optional() }))
    .optional(),
});

/**
 * nnU-Net, versions 1 and 2: `dataset.json` with `imagesTr/`, `labelsTr/` and `imagesTs/`, channels `<case>_0000`, …;
 * or with its entry `dataset`, which lists the files. A case of `imagesTr/` without a label is unlabelled.
 */
export const nnunet: Layout = {
  name: "nnunet",
  looksLike: "dataset.json beside imagesTr/ and labelsTr/ with channels <case>_0000",
  async claim(path, folder) {
    const json = folder ? join(path, "dataset.json") : path;
    const kind = folder ? await legible(jsonKind(json)) : await jsonKind(json);
    if (kind !== "nnunet") return undefined;
    return { path: json, found: `${basename(json)} of nnU-Net` };
  },
  async read(json) {
    const root = dirname(json);
    const description = await readJson(json, schema);
    const names = channelNames(description.channel_names ?? description.modality);
    const { cases, remarks } = description.dataset
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
      remarks,
    };
    return dataset;
  },
};

/** Cases, and what else is to be said of the files. */
interface Found {
  readonly cases: Case[];
  readonly remarks: Remark[];
}

function listedCases(
  json: string,
  entries: NonNullable<z.infer<typeof schema>["dataset"]>,
  channels: number | undefined,
): Found {
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
  const masks = Object.entries(entries).flatMap(([id, entry]) =>
    Object.keys(entry).flatMap((key) => (key !== "label" && labelRank(key) > 0 ? [`"${key}" of ${id}`] : [])),
  );
  const fault = `${masks.length} entries are named as masks and not read: ${someOf(masks, 3)}`;
  const remarks = masks.length === 0 ? [] : [unreadPlace(json, fault, 'Call the key "label".')];
  return { cases, remarks };
}

async function foundCases(root: string, ending: string | undefined, channels: number | undefined): Promise<Found> {
  const trained = await part(root, "Tr", ending, channels);
  if (trained.cases.length === 0) {
    const remedy =
      ending === undefined ? "Put the training images there." : `"file_ending" asks for names in ${ending}.`;
    throw datasetError(join(root, "imagesTr"), "holds no scan", remedy);
  }
  if (!existsSync(join(root, "imagesTs"))) return trained;
  const ids = new Set(trained.cases.map(({ id }) => id));
  const tested = await part(root, "Ts", ending, channels);
  const both = tested.cases.map(({ id }) => id).filter((id) => ids.has(id));
  if (both.length > 0) {
    throw datasetError(root, `imagesTr and imagesTs both hold ${someOf(both)}`, "Give each case a name of its own.");
  }
  return { cases: [...trained.cases, ...tested.cases], remarks: [...trained.remarks, ...tested.remarks] };
}

async function part(
  root: string,
  end: "Tr" | "Ts",
  ending: string | undefined,
  channels: number | undefined,
): Promise<Found> {
  const images = join(root, `images${end}`);
  const labels = join(root, `labels${end}`);
  const { scans, others: notImages } = await scansEndingIn(images, ending);
  const groups = groupChannels(images, scans, scans.length === 0 ? undefined : channels);
  const { scans: masks, others: notMasks } = existsSync(labels)
    ? await scansEndingIn(labels, ending)
    : { scans: [], others: [] };
  const { paths } = matchLabels(labels, new Set(groups.keys()), masks);
  const cases = [...groups].map(([id, files]): Case => {
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
  return { cases, remarks: [...unreadImages(notImages, ending), ...unreadMasks(notMasks, cases, ending)] };
}

/** The scans in a folder whose names end as dataset.json declares, and what else lies there. */
async function scansEndingIn(folder: string, ending = ""): Promise<FolderContent> {
  const { scans, others } = await contentOf(folder);
  const wanted = scans.filter(({ path }) => path.endsWith(ending));
  requireDifferentStems(folder, wanted);
  const unwanted = scans.filter(({ path }) => !path.endsWith(ending)).map(({ path }) => path);
  return { scans: wanted, others: [...others, ...unwanted] };
}
