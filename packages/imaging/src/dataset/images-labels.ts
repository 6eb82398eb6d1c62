// The plainest layout: images/ and labels/, files of the same name; the same inside train/, val/ and test/. And nnU-
// Net's numbered channels, which both layouts group.

import { basename, join } from "node:path";
import { someOf } from "@mandn/base";
import { repeated } from "../group-by.js";
import { type Case, type Dataset, datasetError, type Remark, type Split } from "./dataset.js";
import { contentOf, entriesOf, isFolder, matchLabels, requireDifferentStems, type Scan } from "./files.js";
import type { Layout } from "./layout.js";
import { isImageFolder, labelRank, labelSuffixOf, splitNamed } from "./names.js";
import { unreadImages, unreadMasks, unreadPlace } from "./remarks.js";

interface Pair {
  readonly images: string;
  readonly labels: string | undefined;
  /** Folders beside them. */
  readonly others: readonly string[];
  readonly split: Split;
}

/**
 * `images/` and `labels/` with files of the same stem; images without a label are unlabelled. The same in `train/`,
 * `val/`, `test/`. Entries of `images/` that are folders are DICOM series. When every image's name ends in `_` and four
 * digits, these number the channels, as in nnU-Net.
 */
export const imagesAndLabels: Layout = {
  name: "images-labels",
  looksLike: "images/ and labels/ with files of the same name",
  async claim(path, folder) {
    if (!folder) return undefined;
    const pairs = await pairsIn(path);
    if (pairs.length === 0) return undefined;
    return { path, found: someOf(pairs.map(({ images }) => `${images.slice(path.length + 1)}/`)) };
  },
  async read(path) {
    const read = await Promise.all((await pairsIn(path)).map((pair) => readPair(path, pair)));
    const cases = read.flatMap((part) => part.cases);
    const twice = repeated(cases.map(({ id }) => id));
    if (twice.length > 0) {
      throw datasetError(
        path,
        `several splits hold a scan called ${someOf(twice)}`,
        "Give each scan a name of its own.",
      );
    }
    const dataset: Dataset = {
      root: path,
      layout: "images-labels",
      recognisedBy: `${read.map(({ said }) => said).join("; ")}.`,
      cases,
      remarks: read.flatMap(({ remarks }) => remarks),
    };
    return dataset;
  },
};

async function pairsIn(root: string): Promise<Pair[]> {
  const own = await pairIn(root, "train");
  if (own !== undefined) return [own];
  const pairs: Pair[] = [];
  for (const entry of await entriesOf(root)) {
    const split = splitNamed(entry.name);
    if (split === undefined || !isFolder(entry)) continue;
    const pair = await pairIn(join(root, entry.name), split);
    if (pair !== undefined) pairs.push(pair);
  }
  return pairs;
}

async function pairIn(root: string, split: Split): Promise<Pair | undefined> {
  const folders = (await entriesOf(root)).filter(isFolder).map(({ name }) => name);
  const only = (isKnown: (name: string) => boolean): string | undefined => {
    const found = folders.filter(isKnown);
    if (found.length <= 1) return found[0];
    const remedy = "Keep one of them here, or give the dataset's files as a CSV file (columns image, label).";
    throw datasetError(
      root,
      `it cannot be told which of ${found.map((name) => `${name}/`).join(" and ")} is meant`,
      remedy,
    );
  };
  const images = only(isImageFolder);
  if (images === undefined) return undefined;
  const labels = only((name) => labelRank(name) === 2) ?? only((name) => labelRank(name) === 1);
  const others = folders.filter((name) => name !== images && name !== labels).map((name) => join(root, name));
  return { images: join(root, images), labels: labels === undefined ? undefined : join(root, labels), others, split };
}

interface ReadPair {
  readonly cases: Case[];
  /** What was found, as half a sentence. */
  readonly said: string;
  readonly remarks: Remark[];
}

async function readPair(root: string, { images, labels, others, split }: Pair): Promise<ReadPair> {
  const { scans, others: notImages } = await contentOf(images);
  requireDifferentStems(images, scans);
  if (scans.length === 0) {
    throw datasetError(
      images,
      "holds no scan",
      "Put the scans there: NIfTI, NRRD, MetaImage, DICOM folders, HDF5 or NPY.",
    );
  }
  const numbered = scans.every(({ stem }) => CHANNEL.test(stem));
  const groups = numbered ? groupChannels(images, scans) : new Map(scans.map(({ stem, path }) => [stem, [path]]));
  const { scans: masks, others: notMasks } = labels === undefined ? { scans: [], others: [] } : await contentOf(labels);
  requireDifferentStems(labels ?? images, masks);
  const stems = new Set(groups.keys());
  const { paths, suffix } = matchLabels(labels ?? images, stems, masks);
  const labelFolder = labels === undefined ? "" : `${basename(labels)}/`;
  const cases = [...groups].map(([id, channels]): Case => {
    const label = paths.get(id);
    return {
      id,
      channels: channels.map((path) => ({ path })),
      ...(label === undefined ? {} : { label: { path: label } }),
      split,
      recognisedBy:
        label === undefined
          ? `${basename(images)}/${basename(channels[0])}; ${labelFolder || "no folder of labels "}has none for it: unlabelled`
          : `${basename(images)}/${basename(channels[0])} and ${labelFolder}${basename(label)} of the same stem`,
    };
  });
  const relative = (folder: string) => `${folder.slice(root.length + 1)}/`;
  const parts = [`${cases.length} images in ${relative(images)}`];
  if (labels !== undefined) parts.push(`${paths.size} of them with a label of the same stem in ${relative(labels)}`);
  if (suffix !== "") parts.push(`the labels' names end in "${suffix}"`);
  if (numbered) parts.push(`names end in the channel's number: ${cases[0].channels.length} channels`);
  const remarks = [
    ...unreadImages(notImages),
    ...unreadMasks(notMasks, cases),
    ...masksAmongImages(scans, stems),
    ...(labels === undefined ? await foldersOfMasks(others, stems) : []),
  ];
  return { cases, said: parts.join(", "), remarks };
}

/** Scans that are named as the mask of another in the same folder. */
function masksAmongImages(scans: readonly Scan[], stems: ReadonlySet<string>): Remark[] {
  return scans.flatMap(({ stem, path }) => {
    const suffix = labelSuffixOf(stem);
    const image = stem.slice(0, stem.length - suffix.length);
    if (suffix === "" || !stems.has(image)) return [];
    const fault = `The file is named as the mask of ${image} and lies among the images: it would count as a scan`;
    return [unreadPlace(path, fault, "Move the masks into labels/.")];
  });
}

/** Folders that nobody knows as a place of masks and that hold files named as the images, where no other has masks. */
async function foldersOfMasks(folders: readonly string[], stems: ReadonlySet<string>): Promise<Remark[]> {
  const remarks: Remark[] = [];
  for (const folder of folders) {
    const { scans } = await contentOf(folder);
    const owned = scans.filter(({ stem }) => stems.has(stem) || stems.has(stem.replace(labelSuffixOf(stem), "")));
    if (owned.length === 0) continue;
    const fault = `${owned.length} files here are named as the images, and no folder of this name is known to hold masks`;
    remarks.push(unreadPlace(folder, fault, "If these are masks, call the folder labels; if not, take it away."));
  }
  return remarks;
}

const CHANNEL = /^(.+)_(\d{4})$/;

/**
 * nnU-Net's channels: files `<case>_0000`, `<case>_0001`, … grouped by case, in order.
 *
 * @param count how many channels each case must have; default: as many as the first.
 * @throws ImagingError `"dataset"` for names without a number and cases that lack channels.
 */
export function groupChannels(folder: string, scans: readonly Scan[], count?: number): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  const unnumbered: string[] = [];
  for (const { stem, path } of scans) {
    const [, id, number] = CHANNEL.exec(stem) ?? [];
    if (id === undefined) unnumbered.push(basename(path));
    else {
      const channels = groups.get(id) ?? [];
      channels[Number(number)] = path;
      groups.set(id, channels);
    }
  }
  if (unnumbered.length > 0) {
    const remedy = "Name each channel <case>_0000, <case>_0001, ….";
    throw datasetError(folder, `names without a channel number: ${someOf(unnumbered)}`, remedy);
  }
  const wanted = count ?? Math.max(0, ...[...groups.values()].map((channels) => channels.length));
  const incomplete = [...groups].filter(
    ([, channels]) => channels.length !== wanted || Object.keys(channels).length !== wanted,
  );
  if (incomplete.length > 0) {
    const faults = incomplete.map(
      ([id, channels]) =>
        `${id} has ${Object.keys(channels)
          .map((n) => n.padStart(4, "0"))
          .join(" ")}`,
    );
    const last = String(wanted - 1).padStart(4, "0");
    throw datasetError(
      folder,
      `cases need the channels 0000 to ${last}: ${someOf(faults)}`,
      "Add or remove the files.",
    );
  }
  return groups;
}
