import { basename, join } from "node:path";
import { type Case, type Dataset, datasetError, type Split, someOf } from "./dataset.js";
import { entriesOf, isFolder, matchLabels, type Scan, scansIn } from "./files.js";
import type { Layout } from "./layout.js";

const IMAGE_FOLDERS = ["images", "image", "imgs", "img", "scans", "volumes"];
const LABEL_FOLDERS = ["labels", "label", "masks", "mask", "segmentations", "segmentation", "segs", "seg"];
/** Subfolders that each hold an `images` and a `labels` of their own. */
const SPLIT_FOLDERS: Readonly<Record<string, Split>> = {
  train: "train",
  training: "train",
  unlabelled: "train",
  unlabeled: "train",
  val: "validation",
  valid: "validation",
  validation: "validation",
  test: "test",
  testing: "test",
};

interface Pair {
  readonly images: string;
  readonly labels: string | undefined;
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
    const pairs = await pairsIn(path);
    const read = await Promise.all(pairs.map((pair) => readPair(path, pair)));
    const cases = read.flatMap((part) => part.cases);
    const ids = cases.map(({ id }) => id);
    const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
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
    };
    return dataset;
  },
};

async function pairsIn(root: string): Promise<Pair[]> {
  const own = await pairIn(root, "train");
  if (own !== undefined) return [own];
  const pairs: Pair[] = [];
  for (const entry of await entriesOf(root)) {
    const split = SPLIT_FOLDERS[entry.name.toLowerCase()];
    if (split === undefined || !isFolder(entry)) continue;
    const pair = await pairIn(join(root, entry.name), split);
    if (pair !== undefined) pairs.push(pair);
  }
  return pairs;
}

async function pairIn(root: string, split: Split): Promise<Pair | undefined> {
  const folders = (await entriesOf(root)).filter(isFolder).map(({ name }) => name);
  const only = (known: readonly string[]): string | undefined => {
    const found = folders.filter((name) => known.includes(name.toLowerCase()));
    if (found.length <= 1) return found[0];
    const remedy = "Keep one of them here, or give the dataset's files as a CSV file (columns image, label).";
    throw datasetError(
      root,
      `it cannot be told which of ${found.map((name) => `${name}/`).join(" and ")} is meant`,
      remedy,
    );
  };
  const images = only(IMAGE_FOLDERS);
  if (images === undefined) return undefined;
  const labels = only(LABEL_FOLDERS);
  return { images: join(root, images), labels: labels === undefined ? undefined : join(root, labels), split };
}

async function readPair(root: string, { images, labels, split }: Pair): Promise<{ cases: Case[]; said: string }> {
  const scans = await scansIn(images);
  if (scans.length === 0) {
    throw datasetError(
      images,
      "holds no scan",
      "Put the scans there: NIfTI, NRRD, MetaImage, DICOM folders, HDF5 or NPY.",
    );
  }
  const numbered = scans.every(({ stem }) => CHANNEL.test(stem));
  const groups = numbered ? groupChannels(images, scans) : new Map(scans.map(({ stem, path }) => [stem, [path]]));
  const masks = labels === undefined ? [] : await scansIn(labels);
  const { paths, suffix } = matchLabels(labels ?? images, new Set(groups.keys()), masks);
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
  return { cases, said: parts.join(", ") };
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
