// Scans that lie as hospitals and tools leave them, grouped by patient: what of a group are channels of the image,
// what is the mask. Names alone decide, so all that can be meant otherwise is said.

import { basename } from "node:path";
import { someOf } from "@mandn/base";
import { addTo } from "../group-by.js";
import type { Case, Dataset, LayoutName, Remark, Split } from "./dataset.js";
import type { Scan } from "./files.js";
import { labelRank, labelSuffixOf } from "./names.js";
import { unreadMasks, unreadPlace } from "./remarks.js";

/** The scans of one patient or visit. */
export interface ScanGroup {
  readonly id: string;
  readonly split: Split;
  /** Where they lie, for messages. */
  readonly place: string;
  /** Paths by the channel's name. */
  readonly images: ReadonlyMap<string, string>;
  readonly masks: readonly string[];
}

/** What groups were understood as. */
export interface Understood {
  readonly cases: Case[];
  readonly channelNames: readonly string[];
  readonly remarks: Remark[];
}

/** Whether a scan is named as a mask: `T1_seg`, `mask`. */
export function isMaskName(stem: string): boolean {
  return labelSuffixOf(stem) !== "" || labelRank(stem) > 0;
}

/** Names of a channel that say nothing. */
const NAMELESS = /^(image|img|scan|volume|data)?$/i;

/**
 * The cases of groups. The channels are those names that more than half of the groups have; where each group has one
 * image, it is the channel, whatever its name. Groups that lack a channel, or have no image, are left out, and groups
 * of several masks have none: an error each, since only people know what was meant.
 *
 * @returns undefined where the groups have no channel in common.
 */
export function understandGroups(groups: readonly ScanGroup[]): Understood | undefined {
  const holding = groups.filter(({ images }) => images.size > 0);
  if (holding.length === 0) return undefined;
  const channels = channelsOf(holding);
  if (channels.length === 0) return undefined;
  const single = channels.length === 1 && holding.every(({ images }) => images.size === 1);
  const cases: Case[] = [];
  const remarks: Remark[] = [];
  const passedOver = new Map<string, string[]>();
  for (const { id, split, place, images, masks } of groups) {
    const paths = single ? [...images.values()] : channels.map((name) => images.get(name));
    const lacking = single ? [] : channels.filter((name) => !images.has(name));
    if (paths.length === 0 || lacking.length > 0) {
      const fault = `${id} has no ${images.size === 0 ? "image" : someOf(lacking)} and is left out`;
      remarks.push(unreadPlace(place, fault, "Bring what lacks, or take the group away."));
      continue;
    }
    if (masks.length > 1) {
      const fault = `${id} has several files named as masks, and none is used: ${someOf(masks.map((path) => basename(path)))}`;
      remarks.push({ ...unreadPlace(place, fault, "Join them into one mask, or keep one."), caseId: id });
    }
    for (const [name, path] of images) {
      if (!single && !channels.includes(name)) addTo(passedOver, name, path);
    }
    const used = paths.flatMap((path) => path ?? []);
    const label = masks.length === 1 ? masks[0] : undefined;
    cases.push({
      id,
      channels: used.map((path) => ({ path })),
      ...(label === undefined ? {} : { label: { path: label } }),
      split,
      recognisedBy: `${used.map((path) => basename(path)).join(", ")}; ${label === undefined ? "no mask" : `mask ${basename(label)}`}`,
    });
  }
  if (cases.length === 0) return undefined;
  for (const [name, paths] of passedOver) {
    const message = `${name} is there for ${paths.length} of ${groups.length} and not used.`;
    const remedy = `Bring ${name} for all, or take it away where it is.`;
    remarks.push({ code: "not-read", severity: "warning", file: paths[0], message, remedy });
  }
  const names = channels.length === 1 && NAMELESS.test(channels[0]) ? [] : channels;
  return { cases, channelNames: names, remarks };
}

/** Names that more than half of the groups have, by name; or one name for what each has one of. */
function channelsOf(groups: readonly ScanGroup[]): string[] {
  const counts = new Map<string, number>();
  for (const name of groups.flatMap(({ images }) => [...images.keys()])) counts.set(name, (counts.get(name) ?? 0) + 1);
  const common = [...counts].filter(([, count]) => count * 2 > groups.length).map(([name]) => name);
  if (common.length > 0) return common.sort();
  return groups.every(({ images }) => images.size === 1) ? ["image"] : [];
}

/**
 * The dataset of the groups in a folder.
 *
 * @param taken what the cases were taken from, as the beginning of a sentence.
 * @param others paths of files that are named as no scan.
 */
export function datasetOf(
  root: string,
  layout: LayoutName,
  taken: string,
  found: Understood,
  others: readonly string[],
): Dataset {
  const { cases, channelNames, remarks } = found;
  return {
    root,
    layout,
    recognisedBy: `${taken}, ${describe(found)}.`,
    ...(channelNames.length === 0 ? {} : { channelNames: [...channelNames] }),
    cases,
    remarks: [...remarks, ...unreadMasks(others, cases).filter(({ severity }) => severity !== "note")],
  };
}

/** What was understood, as a part of a sentence. */
function describe({ cases, channelNames }: Understood): string {
  const masks = cases.flatMap(({ label }) => label ?? []);
  const channels =
    channelNames.length > 1
      ? `, channels ${channelNames.join(", ")}`
      : channelNames.length === 1
        ? `, the image is ${channelNames[0]}`
        : "";
  const example = masks.length > 0 ? ` (as ${basename(masks[0].path)})` : "";
  return `${masks.length} of them with a mask${example}${channels}`;
}

/** Scans with their images and masks told apart by name; channels are named by `channelOf`. */
export function groupOf(
  group: Pick<ScanGroup, "id" | "split" | "place">,
  scans: readonly Scan[],
  channelOf: (stem: string) => string,
): ScanGroup | undefined {
  const images = scans.filter(({ stem }) => !isMaskName(channelOf(stem)));
  const masks = scans.filter(({ stem }) => isMaskName(channelOf(stem))).map(({ path }) => path);
  const byChannel = new Map(images.map(({ stem, path }) => [channelOf(stem), path]));
  return byChannel.size === images.length ? { ...group, images: byChannel, masks } : undefined;
}
