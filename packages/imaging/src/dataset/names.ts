// Names that people give to folders, lists and columns: which mean training, validation or test, which mean masks. One
// place, so that every layout understands the same.

import type { Split } from "./dataset.js";

const SPLITS: ReadonlyMap<string, Split> = new Map([
  ["train", "train"],
  ["training", "train"],
  ["unlabelled", "train"],
  ["unlabeled", "train"],
  ["val", "validation"],
  ["valid", "validation"],
  ["validation", "validation"],
  ["test", "test"],
  ["testing", "test"],
]);

/** The split that a folder, a list or a cell is named for; undefined for any other name. */
export function splitNamed(name: string): Split | undefined {
  return SPLITS.get(name.trim().toLowerCase());
}

/** Whether a list or folder is named for scans without masks. */
export function isUnlabelledName(name: string): boolean {
  return /^unlabell?ed$/i.test(name.trim());
}

/** Whether a folder is named as one of images. */
export function isImageFolder(name: string): boolean {
  return /^(images?|imgs?|scans|volumes)$/i.test(name);
}

const USUAL = ["label", "labels", "mask", "masks", "seg", "segs", "segmentation", "segmentations"];
const LESS_USUAL = ["gt", "groundtruth", "ground_truth", "annotation", "annotations", "target", "targets"];

/** How sure a name is that of masks, whatever its letters: 2 as `labels`, 1 as `annotations`, 0 for any other. */
export function labelRank(name: string): 0 | 1 | 2 {
  const plain = name.trim().toLowerCase().replaceAll(/[ -]/g, "_");
  return USUAL.includes(plain) ? 2 : LESS_USUAL.includes(plain) ? 1 : 0;
}

/** What masks' file names have after those of their images. */
const LABEL_SUFFIX = /[_. -](labels?|labelmap|seg|segmentation|mask|gt|ground_?truth|annotation)$/i;

/** The end of a stem that says that it is a mask's, with its separator; `""` where there is none. */
export function labelSuffixOf(stem: string): string {
  return LABEL_SUFFIX.exec(stem)?.[0] ?? "";
}
