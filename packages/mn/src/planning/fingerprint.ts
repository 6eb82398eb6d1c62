// What a plan needs to know of scans and masks: spacing, size, intensities of the median scan, the smallest class,
// whether masks are whole and without holes. nnU-Net's word for it, Isensee et al. 2021:
// https://doi.org/10.1038/s41592-020-01008-z

import { median } from "@mandn/base";
import {
  type Case,
  type CaseFacts,
  compactMask,
  type DatasetReport,
  fillHoles,
  keepLargestComponent,
  type LabelArray,
  readVolume,
} from "@mandn/imaging";
import { MnError } from "../errors.js";
import type { Roles } from "./roles.js";

export type Triple = readonly [d: number, h: number, w: number];

/** One channel of the scans. */
export interface ChannelFingerprint {
  readonly name: string;
  /** Computed tomography in Hounsfield units; anything else is treated as MR. */
  readonly isCt: boolean;
  /** How that was told, as half a sentence. */
  readonly toldBy: string;
  /** Medians over the labelled scans of the 0.5th and 99.5th percentile of the foreground's values; null without any. */
  readonly foreground: readonly [low: number, high: number] | null;
}

/** What a plan needs to know of the scans that training sees. */
export interface Fingerprint {
  readonly scans: number;
  /** Medians along D, H, W of the canonical frame: voxels, and millimetres between them. */
  readonly shape: Triple;
  readonly spacing: Triple;
  /** Median voxels along D, H, W of the box around what is not 0. */
  readonly bodyShape: Triple;
  readonly channels: readonly ChannelFingerprint[];
  /** Values in the labelled and validation scans' masks, ascending. */
  readonly values: readonly number[];
  /** Median volume of the smallest foreground class, in millilitres; null when none was found. */
  readonly smallestClass: { readonly value: number; readonly millilitres: number } | null;
}

/**
 * The fingerprint of the scans that training sees; what the test scans hold is not looked at.
 *
 * @throws MnError `"data"` when a scan could not be read or scans have different numbers of channels.
 */
export function fingerprint(report: DatasetReport, roles: Roles): Fingerprint {
  const test = new Set(roles.test);
  const withMask = [...roles.labelled, ...roles.validation];
  const facts = new Map(report.cases.map((one) => [one.id, one.facts]));
  const trained = [...withMask, ...roles.unlabelled].filter((id) => !test.has(id));
  const scans = trained.map((id) => readable(report, id, facts.get(id)));
  const masks = withMask.flatMap((id) => facts.get(id)?.label ?? []);
  checkChannels(report, trained, scans);
  const along = (of: (scan: CaseFacts) => Triple): Triple => {
    const middle = (axis: 0 | 1 | 2) => median(scans.map((scan) => of(scan)[axis]));
    return [middle(0), middle(1), middle(2)];
  };
  const values = new Set(masks.flatMap((mask) => mask.values.map(({ value }) => value)));
  const classes = [...values].filter((value) => value !== 0);
  const sizes = classes.map((value) => ({
    value,
    millilitres: median(masks.flatMap((mask) => mask.values.find((one) => one.value === value)?.millilitres ?? [])),
  }));
  return {
    scans: scans.length,
    shape: along(({ shape }) => shape),
    spacing: along(({ spacing }) => spacing),
    bodyShape: along(bodyShape),
    channels: channelsOf(report, scans),
    values: [...values].sort((a, b) => a - b),
    smallestClass: sizes.sort((a, b) => a.millilitres - b.millilitres)[0] ?? null,
  };
}

function bodyShape({ nonZero, shape }: CaseFacts): Triple {
  if (nonZero === null) return shape;
  const [d, h, w] = nonZero.start;
  return [nonZero.end[0] - d, nonZero.end[1] - h, nonZero.end[2] - w];
}

function readable(report: DatasetReport, id: string, facts: CaseFacts | null | undefined): CaseFacts {
  if (facts) return facts;
  const remedy = "Mend or remove it: mn check says what is wrong.";
  throw new MnError("data", `The scan ${id} of ${report.root} could not be read.`, { caseIds: [id], remedy });
}

function checkChannels(report: DatasetReport, ids: readonly string[], scans: readonly CaseFacts[]): void {
  const counts = scans.map(({ channels }) => channels.length);
  const usual = report.channelNames?.length ?? (counts[0] as number);
  const caseIds = ids.filter((_id, i) => counts[i] !== usual);
  if (caseIds.length === 0) return;
  const remedy = "Give every scan the same channels.";
  throw new MnError(
    "data",
    `scans should have ${usual} channels, and these have another number: ${caseIds.join(", ")}`,
    {
      path: report.root,
      caseIds,
      remedy,
    },
  );
}

const CT = /(^|[^a-z])ct([^a-z]|$)|computed tomography/i;
const MR = /(^|[^a-z])(mr|t1|t2|flair|dwi|adc|pd|dce|lge)/i;
/** Air is −1000 in Hounsfield units; nothing but CT has stored values far below 0. */
const LOWEST_OF_MR = -300;

function channelsOf(report: DatasetReport, scans: readonly CaseFacts[]): ChannelFingerprint[] {
  const count = (scans[0] as CaseFacts).channels.length;
  return Array.from({ length: count }, (_, c) => {
    const facts = scans.map(({ channels }) => channels[c]);
    const foreground = facts.flatMap((channel) => channel?.foreground ?? []);
    const name = report.channelNames?.[c] ?? (count === 1 ? "image" : `channel ${c}`);
    return {
      name,
      ...modality(name, report.channelNames !== undefined, scans, c),
      foreground:
        foreground.length === 0
          ? null
          : [median(foreground.map(({ p0_5 }) => p0_5)), median(foreground.map(({ p99_5 }) => p99_5))],
    };
  });
}

/** CT or not: by the channel's name, else by what the files say, else by the range of values. */
function modality(name: string, isNamed: boolean, scans: readonly CaseFacts[], channel: number) {
  if (isNamed && CT.test(name)) return { isCt: true, toldBy: `the channel is called "${name}"` };
  if (isNamed && MR.test(name)) return { isCt: false, toldBy: `the channel is called "${name}"` };
  const [said] = scans.flatMap(({ files }) => files[Math.min(channel, files.length - 1)]?.modality ?? []);
  if (said !== undefined) return { isCt: said === "CT", toldBy: `the files say ${said}` };
  const least = median(scans.map(({ channels }) => channels[channel]?.all?.p0_5 ?? 0));
  const isCt = least < LOWEST_OF_MR;
  return { isCt, toldBy: `values begin at ${Number(least.toPrecision(3))}${isCt ? ", as Hounsfield units do" : ""}` };
}

/** What the masks of a foreground class look like in space, at worst over some scans. */
export interface MaskShape {
  /** The least share of a mask's voxels that hang together. */
  readonly largestShare: number;
  /** The greatest volume of a mask's holes, as a share of the mask's. */
  readonly holeShare: number;
}

/** A class hangs together where so many of its voxels do, in every mask: some masks have a stray voxel. */
const WHOLE = 0.995;
const NO_HOLES = 0.001;

export const isWhole = (shape: MaskShape | undefined): boolean => shape !== undefined && shape.largestShare >= WHOLE;
export const hasNoHoles = (shape: MaskShape | undefined): boolean => shape !== undefined && shape.holeShare <= NO_HOLES;

/**
 * Looks at the masks of labelled scans: whether a class is one piece, and whether it has holes. Masks that lack a class say
 * nothing of it.
 *
 * @returns by the classes' values
 * @throws ImagingError when a mask cannot be read.
 */
export async function measureMaskShapes(cases: readonly Case[]): Promise<ReadonlyMap<number, MaskShape>> {
  const shapes = new Map<number, MaskShape>();
  for (const { label } of cases) {
    if (label === undefined) continue;
    const mask = compactMask(await readVolume(label.path, label));
    const voxels = mask.voxels as LabelArray;
    const copy = () => ({ shape: mask.shape, voxels: voxels.slice() });
    for (const [value, count] of countValues(voxels)) {
      const before = shapes.get(value) ?? { largestShare: 1, holeShare: 0 };
      shapes.set(value, {
        largestShare: Math.min(before.largestShare, 1 - keepLargestComponent(copy(), value) / count),
        holeShare: Math.max(before.holeShare, fillHoles(copy(), value) / count),
      });
    }
  }
  return shapes;
}

/** How often each value but 0 occurs. */
function countValues(voxels: LabelArray): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < voxels.length; i++) {
    const value = voxels[i] as number;
    if (value !== 0) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
