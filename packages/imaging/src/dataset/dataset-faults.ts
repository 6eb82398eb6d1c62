// What is wrong with cases beside the others: duplicates, other channels, other units, values that hardly any mask has.
// case-faults.ts says what is wrong with one by itself.

import { plain, someOf } from "@mandn/base";
import { formatMm } from "../geometry/grid.js";
import { addTo } from "../group-by.js";
import type { Triple } from "../volume.js";
import { isImage, MOST_CLASSES } from "./case-faults.js";
import type { Case, Dataset } from "./dataset.js";
import type { CaseFacts, ChannelFacts, Fault, Intensities } from "./report.js";

/** A case with what was measured of it. */
interface Examined {
  readonly one: Case;
  readonly facts: CaseFacts | null;
}

type Known = Examined & { readonly facts: CaseFacts };

/** What is wrong with cases beside the others, and with the dataset as a whole. */
export function datasetFaults(dataset: Dataset, examined: readonly Examined[]): Fault[] {
  const known = examined.filter((one): one is Known => one.facts !== null);
  const units = unitFaults(known);
  const wrongUnits = new Set(units.map(({ caseId }) => caseId));
  return [
    ...duplicateImages(known),
    ...duplicateLabels(known),
    ...labelsThatAreImages(known),
    ...classCount(dataset, known),
    ...ignoredRegions(dataset),
    ...channelCounts(dataset, known),
    ...labelValues(dataset, known),
    ...units,
    ...spacingOutliers(known).filter(({ caseId }) => !wrongUnits.has(caseId)),
    ...byChannel(known).flatMap((values, channel) => [
      ...modalities(dataset, values, channel),
      ...intensityOutliers(values, channel),
    ]),
  ];
}

function imageHash({ facts }: Known): string {
  return facts.files.map(({ hash }) => hash).join();
}

const isBlank = ({ facts }: Known) => facts.channels.every(({ all }) => all === null || all.min === all.max);

function groups(known: readonly Known[], key: (one: Known) => string | undefined): Known[][] {
  const found = new Map<string, Known[]>();
  for (const one of known) {
    const name = key(one);
    if (name !== undefined) addTo(found, name, one);
  }
  return [...found.values()].filter((group) => group.length > 1);
}

function duplicateImages(known: readonly Known[]): Fault[] {
  const same = groups(known, (one) => (isBlank(one) ? undefined : imageHash(one)));
  return same.flatMap(([first, ...others]) =>
    others.map(({ one, facts }): Fault => {
      const leaks = one.split !== first.one.split;
      const where = leaks ? `, which is in the ${first.one.split} split, this one in ${one.split}` : "";
      return {
        code: "duplicate",
        severity: leaks ? "error" : "warning",
        caseId: one.id,
        file: facts.files[0].path,
        message: `The image has the same voxels as ${first.one.id}'s${where}.`,
        remedy: leaks ? "Keep it in one split only: scores on it would be too good." : "Keep one of the two.",
        of: first.one.id,
      };
    }),
  );
}

function duplicateLabels(known: readonly Known[]): Fault[] {
  const same = groups(known, ({ facts }) => (facts.label?.foreground ? facts.label.file.hash : undefined));
  return same.flatMap(([first, ...others]) =>
    others
      .filter((other) => imageHash(other) !== imageHash(first))
      .map(({ one, facts }): Fault => {
        return {
          code: "duplicate-label",
          severity: "warning",
          caseId: one.id,
          file: facts.label?.file.path,
          message: `The label is the same as ${first.one.id}'s, but the images differ.`,
          remedy: "See which image it belongs to; take it away from the other.",
          of: first.one.id,
        };
      }),
  );
}

/** Masks with the voxels of another case's image. */
function labelsThatAreImages(known: readonly Known[]): Fault[] {
  const images = new Map(known.flatMap((one) => one.facts.files.map(({ hash }) => [hash, one] as const)));
  return known.flatMap(({ one, facts: { label, files } }): Fault[] => {
    if (!label?.foreground || isImage(label) || files.some(({ hash }) => hash === label.file.hash)) return [];
    const owner = images.get(label.file.hash);
    if (owner === undefined) return [];
    const message = `The label has the same voxels as the image of ${owner.one.id}: it is a scan, and no mask.`;
    const remedy = "Put the mask in its place, or take it away: the scan is then unlabelled.";
    const { file, distinct } = label;
    return [{ code: "label-is-image", severity: "error", caseId: one.id, file: file.path, message, remedy, distinct }];
  });
}

/** Classes of all masks together, and those that are declared. */
function classCount({ labels }: Dataset, known: readonly Known[]): Fault[] {
  const masks = known.flatMap(({ facts: { label } }) => (label === null || isImage(label) ? [] : [label]));
  const values = new Set(masks.flatMap((mask) => mask.values.map(({ value }) => value)));
  for (const value of Object.keys(labels ?? {})) values.add(Number(value));
  const found = values.add(0).size;
  if (found <= MOST_CLASSES) return [];
  const message = `The labels have ${found} classes with the background; at most ${MOST_CLASSES} can be learnt at once.`;
  const remedy = "Join classes, or leave some out of the masks.";
  return [{ code: "too-many-classes", severity: "error", message, remedy, found }];
}

/** nnU-Net's label `ignore`: regions that nobody has judged. */
function ignoredRegions({ labels, root }: Dataset): Fault[] {
  return Object.entries(labels ?? {})
    .filter(([, name]) => name === "ignore")
    .map(([text]): Fault => {
      const value = Number(text);
      const message = `The dataset has regions to ignore (value ${value}), which is not supported: all voxels of a mask are learnt from.`;
      const remedy = `Give the voxels of value ${value} a class, and remove "ignore" from the labels.`;
      return { code: "ignored-label", severity: "error", file: root, message, remedy, value };
    });
}

function channelCounts({ channelNames }: Dataset, known: readonly Known[]): Fault[] {
  const counts = known.map(({ facts }) => facts.channels.length);
  const expected = channelNames?.length ?? mostCommon(counts);
  return known
    .filter(({ facts }) => facts.channels.length !== expected)
    .map(({ one, facts }): Fault => {
      const found = facts.channels.length;
      const wanted = channelNames === undefined ? `most cases ${expected}` : `declared are ${channelNames.join(", ")}`;
      return {
        code: "channel-count",
        severity: "error",
        caseId: one.id,
        file: facts.files[0].path,
        message: `The image has ${found} channels; ${wanted}.`,
        remedy: "Give every case the same channels in the same order.",
        expected: expected ?? 0,
        found,
      };
    });
}

/** A value in one mask of several, or in fewer than one in so many, is rare. */
const RARE = 20;

function labelValues({ labels, regions }: Dataset, known: readonly Known[]): Fault[] {
  const labelled = known.filter(({ facts: { label } }) => label !== null && isImage(label) === undefined);
  if (labelled.length === 0) return [];
  const valuesOf = ({ facts }: Known) => facts.label?.values.map(({ value }) => value) ?? [];
  const cases = new Map<number, number>();
  for (const value of labelled.flatMap(valuesOf)) cases.set(value, (cases.get(value) ?? 0) + 1);
  if (labels !== undefined) {
    const missing = Object.entries(labels).filter(([value, name]) => !cases.has(Number(value)) && name !== "ignore");
    const used = missing.filter(([value]) => Number(value) !== 0);
    if (used.length === 0) return [];
    const names = used.map(([value, name]) => `${value} (${name})`);
    const message = `None of ${labelled.length} labels has the declared value ${someOf(names)}.`;
    const remedy = `Correct the dataset's ${regions === undefined ? "labels" : "labels and regions"}, or look whether masks are missing.`;
    const values = used.map(([value]) => Number(value));
    return [{ code: "missing-label", severity: "warning", message, remedy, values }];
  }
  return labelled.flatMap((examined): Fault[] => {
    const isRare = (count: number) => count * RARE <= labelled.length || (count === 1 && labelled.length > 1);
    const rare = valuesOf(examined).filter((value) => isRare(cases.get(value) ?? 0));
    if (rare.length === 0) return [];
    const { one, facts } = examined;
    const message = `The label has the values ${someOf(rare.map(String), 5)}, which hardly any other of ${labelled.length} labels has.`;
    const remedy = "Correct the mask, or declare the labels if they are meant.";
    return [
      {
        code: "rare-label",
        severity: "warning",
        caseId: one.id,
        file: facts.label?.file.path,
        message,
        remedy,
        values: rare,
      },
    ];
  });
}

/** Fewer cases than this have no outliers. */
const FEWEST = 3;
/** More than this share of the cases are no outliers: the values are of several kinds. */
const MOST_OUTLIERS = 0.1;

/** A scan is neither smaller nor larger than this, in millimetres. */
const SMALLEST_EXTENT = 5;
const LARGEST_EXTENT = 2500;

function unitFaults(known: readonly Known[]): Fault[] {
  const typical = medianSpacing(known);
  return known.flatMap(({ one, facts }): Fault[] => {
    const { shape, spacing } = facts;
    const extent = along((axis) => shape[axis] * spacing[axis]);
    const largest = Math.max(...extent);
    const tens = known.length < FEWEST ? 0 : powerOfTen(along((axis) => spacing[axis] / typical[axis]));
    if (tens === 0 && largest >= SMALLEST_EXTENT && largest <= LARGEST_EXTENT) return [];
    const beside = tens === 0 ? "" : `; its spacing is ${10 ** tens} times that of most cases`;
    const size = extent.map(formatMm).join(" × ");
    return [
      {
        code: "wrong-units",
        severity: "error",
        caseId: one.id,
        file: facts.files[0].path,
        message: `The image measures ${size} (D×H×W in RAS), with voxels of ${spacingText(spacing)}${beside}.`,
        remedy: "Its lengths are likely not in millimetres: write the header again with the right unit.",
        spacing,
        extent,
      },
    ];
  });
}

/** The exponent when all three ratios are, within 5 %, the same power of ten; else 0. */
function powerOfTen(ratios: Triple): number {
  const exponents = ratios.map((ratio) => Math.round(Math.log10(ratio)));
  const near = ratios.every((ratio, axis) => Math.abs(ratio / 10 ** exponents[axis] - 1) < 0.05);
  return near && exponents.every((exponent) => exponent === exponents[0]) ? exponents[0] : 0;
}

function spacingOutliers(known: readonly Known[]): Fault[] {
  if (known.length < FEWEST) return [];
  const typical = medianSpacing(known);
  const limits = [0, 1, 2].map((axis) =>
    outlierLimit(
      known.map(({ facts }) => Math.log(facts.spacing[axis])),
      Math.log(1.5),
    ),
  );
  return known
    .filter(({ facts }) => limits.some(({ isFar }, axis) => isFar(Math.log(facts.spacing[axis]))))
    .map(({ one, facts }): Fault => {
      return {
        code: "spacing-outlier",
        severity: "warning",
        caseId: one.id,
        file: facts.files[0].path,
        message: `Its voxels measure ${spacingText(facts.spacing)} (D×H×W in RAS), most cases' ${spacingText(typical)}.`,
        remedy: "Make sure that the header is right and that the scan belongs to the dataset.",
        spacing: facts.spacing,
        median: typical,
      };
    });
}

const spacingText = (spacing: Triple) => `${spacing.map(brief).join("×")} mm`;

function medianSpacing(known: readonly Known[]): Triple {
  return along((axis) => middleOf(known.map(({ facts }) => facts.spacing[axis])));
}

function along(value: (axis: number) => number): Triple {
  return [value(0), value(1), value(2)];
}

/** A case's values in one channel. */
interface ChannelOfCase {
  readonly one: Case;
  readonly channel: ChannelFacts;
  readonly path: string;
  readonly modality: string | undefined;
}

function byChannel(known: readonly Known[]): ChannelOfCase[][] {
  const channels: ChannelOfCase[][] = [];
  for (const { one, facts } of known) {
    const files = facts.files.flatMap((file) => new Array<typeof file>(file.shape[0]).fill(file));
    for (const [i, channel] of facts.channels.entries()) {
      channels[i] ??= [];
      channels[i].push({ one, channel, path: files[i].path, modality: files[i].modality });
    }
  }
  return channels;
}

/** Far below 0, as air is in Hounsfield units and no MR intensity. */
const isHounsfield = ({ min }: Intensities) => min <= -200;

function modalities({ channelNames }: Dataset, values: readonly ChannelOfCase[], channel: number): Fault[] {
  const isCt = /^ct$/i.test(channelNames?.[channel] ?? "");
  const kinds = values.map(({ modality, channel: { all } }) => {
    return modality ?? (all !== null && isHounsfield(all) ? "CT" : undefined);
  });
  const common = isCt ? "CT" : mostCommon(kinds);
  return values.flatMap(({ one, channel: { all }, path }, i): Fault[] => {
    const kind = kinds[i];
    const fault = { code: "modality", severity: "warning", caseId: one.id, file: path, channel } as const;
    if (isCt && kind === undefined) {
      if (all === null || all.min < 0) return []; // Clipped to a window that begins below 0.
      return [
        {
          ...fault,
          message: `The channel is declared CT, but its values go from ${brief(all.min)} to ${brief(all.max)}: none is below 0.`,
          remedy: "Write it in Hounsfield units; the rescale intercept seems lost.",
          modalities: ["CT"],
        },
      ];
    }
    // What has no tag and does not look like CT may be anything else.
    const agrees = kind === common || (common === undefined ? kind !== "CT" : kind === undefined && common !== "CT");
    if (agrees) return [];
    const message = `The channel is ${kind ?? "no CT by its values"}, most cases' is ${common ?? "none by its values"}.`;
    const modalities = [common, kind].filter((name) => name !== undefined);
    return [{ ...fault, message, remedy: "Keep one modality in a channel.", modalities }];
  });
}

function intensityOutliers(values: readonly ChannelOfCase[], channel: number): Fault[] {
  const measured = values.flatMap(({ channel: { nonZero }, ...rest }) => {
    return nonZero === null || nonZero.p0_5 === nonZero.p99_5 ? [] : [{ ...rest, nonZero }];
  });
  if (measured.length < FEWEST) return [];
  const widthOf = ({ p0_5, p99_5 }: Intensities) => Math.log(p99_5 - p0_5);
  const width = outlierLimit(
    measured.map(({ nonZero }) => widthOf(nonZero)),
    Math.log(5),
  );
  const centre = outlierLimit(
    measured.map(({ nonZero }) => nonZero.p50),
    Math.exp(width.median),
  );
  const far = measured.filter(({ nonZero }) => width.isFar(widthOf(nonZero)) || centre.isFar(nonZero.p50));
  if (far.length > Math.max(1, measured.length * MOST_OUTLIERS)) {
    const highest = measured.map(({ nonZero }) => nonZero.p99_5).sort((a, b) => a - b);
    const range: [number, number] = [highest[0], highest[highest.length - 1]];
    const fault = `Intensities are on several scales: the scans' 99.5th percentiles go from ${brief(range[0])} to ${brief(range[1])}`;
    const message = `${fault}, and ${far.length} of ${measured.length} scans lie far from the median scan.`;
    const remedy = "For MR normalise each scan by itself; CT must be in Hounsfield units.";
    return [{ code: "intensity-scales", severity: "warning", message, remedy, channel, range }];
  }
  const [low, high] = [middleOf(measured.map((m) => m.nonZero.p0_5)), middleOf(measured.map((m) => m.nonZero.p99_5))];
  return far.map(({ one, path, nonZero }): Fault => {
    const found = `99 % of its values that are not 0 go from ${brief(nonZero.p0_5)} to ${brief(nonZero.p99_5)}`;
    return {
      code: "intensity-outlier",
      severity: "warning",
      caseId: one.id,
      file: path,
      message: `${found}; most cases' from ${brief(low)} to ${brief(high)}.`,
      remedy: "Look at it: another sequence, a lost rescale slope, or bright artefacts?",
      channel,
      range: [nonZero.p0_5, nonZero.p99_5],
    };
  });
}

const brief = (value: number) => plain(value, 3);

/** What is further from the median than `least` and than five robust standard deviations (1.4826 · MAD). */
function outlierLimit(values: readonly number[], least: number) {
  const middle = middleOf(values);
  const deviation = 1.4826 * middleOf(values.map((value) => Math.abs(value - middle)));
  const limit = Math.max(least, 5 * deviation);
  return { median: middle, isFar: (value: number) => Math.abs(value - middle) > limit };
}

/** The value of the scan in the middle; of an even number the lower one, for between two scales lies none. */
function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
}

/** The value that occurs most often, of several the first; undefined for none. */
function mostCommon<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
