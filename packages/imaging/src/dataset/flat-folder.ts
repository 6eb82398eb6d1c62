// All scans in one folder, masks beside them under the image's name and an ending: case1.nii.gz and case1_seg.nii.gz,
// case1-label.nrrd as Slicer writes it; with several channels case1_T1.nii.gz, case1_T2.nii.gz, case1_mask.nii.gz.

import { join } from "node:path";
import { datasetError, type Remark } from "./dataset.js";
import { requireDifferentStems, type Scan, scanFilesIn } from "./files.js";
import { datasetOf, groupOf, isMaskName, type ScanGroup, type Understood, understandGroups } from "./grouped-scans.js";
import type { Layout } from "./layout.js";
import { labelSuffixOf } from "./names.js";
import { unreadPlace } from "./remarks.js";

/**
 * Images and masks in one folder; a mask is called as its image and `_seg`, `-label`, `_mask` or the like. Where no
 * mask has an image's whole name, what images have after a mask's are channels. It is taken where no other layout fits,
 * and only where there is a mask.
 */
export const flatFolder: Layout = {
  name: "flat-folder",
  looksLike: "images and masks in one folder, the masks ending in _seg, -label or _mask",
  isGuess: true,
  async claim(path, folder) {
    if (!folder) return undefined;
    const { scans } = await scanFilesIn(path, OTHER_LAYOUTS);
    const masks = scans.filter(({ stem }) => labelSuffixOf(stem) !== "").length;
    return masks === 0 || understand(path, scans) === undefined
      ? undefined
      : { path, found: `${masks} masks beside images` };
  },
  async read(root) {
    const { scans, others } = await scanFilesIn(root, OTHER_LAYOUTS);
    requireDifferentStems(root, scans);
    const found = understand(root, scans);
    if (found === undefined) throw datasetError(root, "has no masks beside images", "Give the files as a CSV file.");
    return datasetOf(root, "flat-folder", `${found.cases.length} images in one folder`, found, others);
  },
};

/** Names of files that have layouts of their own. */
const OTHER_LAYOUTS = /\.(h5|hdf5|dcm|ima|dicom|zip)$/i;

function understand(root: string, scans: readonly Scan[]): Understood | undefined {
  const images = scans.filter(({ stem }) => !isMaskName(stem));
  const masks = scans.filter(({ stem }) => isMaskName(stem));
  const ownerOf = ({ stem }: Scan) => stem.slice(0, stem.length - labelSuffixOf(stem).length);
  const stems = new Set(images.map(({ stem }) => stem));
  const owners = new Set(masks.map(ownerOf));
  const isPlain = [...owners].some((owner) => stems.has(owner));
  const channels = isPlain ? [] : channelsAfter(owners, images);
  const idOf = ({ stem }: Scan) => {
    const channel = channels.find((name) => stem.endsWith(name));
    return channel === undefined ? stem : stem.slice(0, stem.length - channel.length);
  };
  const ids = [...new Set(images.map(idOf))];
  const groups = ids.map((id): ScanGroup | undefined => {
    const own = [...images.filter((scan) => idOf(scan) === id), ...masks.filter((mask) => ownerOf(mask) === id)];
    const group = { id, split: "train", place: join(root, id) } as const;
    return groupOf(group, own, (stem) => stem.slice(id.length).replace(/^[_. -]/, "") || "image");
  });
  const found = understandGroups(groups.flatMap((group) => group ?? []));
  if (found === undefined) return undefined;
  const orphans = masks.filter((mask) => !ids.includes(ownerOf(mask)));
  if (orphans.length === masks.length) return undefined;
  const lost = orphans.map(({ path }): Remark => {
    return unreadPlace(
      path,
      "The file is named as a mask, and no image has its name",
      "Give it the name of its image.",
    );
  });
  return { ...found, remarks: [...found.remarks, ...lost] };
}

/** What names of images have after those that masks name, the longest first, each with its separator. */
function channelsAfter(owners: ReadonlySet<string>, images: readonly Scan[]): string[] {
  const found = new Set<string>();
  for (const { stem } of images) {
    for (const owner of owners) {
      const rest = stem.startsWith(owner) ? stem.slice(owner.length) : "";
      if (/^[_. -]./.test(rest)) found.add(rest);
    }
  }
  return [...found].sort((a, b) => b.length - a.length);
}
