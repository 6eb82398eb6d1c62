// What is wrong with a case by itself: its channels, its mask, and whether the mask lies on its image.
// Each fault is data with a code; report-text.ts writes them for people.

import { capitalised, someOf } from "@mandn/base";
import { spacingOf, toAffine } from "../geometry/affine.js";
import { formatMm, sameGrid } from "../geometry/grid.js";
import type { Case, Dataset } from "./dataset.js";
import { MOST_DISTINCT, type Unreadable } from "./measure.js";
import type { CaseFacts, Fault, FileFacts, LabelFacts } from "./report.js";

/** Files that could not be read. */
export function unreadableFaults({ id }: Case, unreadable: readonly Unreadable[]): Fault[] {
  return unreadable.map(({ path, reason, message, remedy }) => {
    return { code: "unreadable", severity: "error", caseId: id, file: path, reason, message, remedy };
  });
}

/** What is wrong with a case by itself. */
export function caseFaults(dataset: Dataset, { id }: Case, facts: CaseFacts): Fault[] {
  const found = [
    ...facts.files.slice(1).flatMap((file) => gridFaults(facts.files[0], file, "channel")),
    ...channelFaults(facts),
    ...flatFaults(facts),
    ...(facts.label === null ? [] : labelFaults(dataset, facts.files[0], facts.label, imageFault(facts, facts.label))),
    ...[...facts.files, ...(facts.label === null ? [] : [facts.label.file])].flatMap(oddities),
  ];
  return found.map((fault) => ({ ...fault, caseId: id }));
}

function gridFaults(image: FileFacts, file: FileFacts, what: "channel" | "label"): Fault[] {
  const grid = { shape: image.shape, affine: toAffine(image.affine) };
  const { sameShape, same, millimetres } = sameGrid(grid, { shape: file.shape, affine: toAffine(file.affine) });
  const [, ...expected] = image.shape;
  const [, ...found] = file.shape;
  if (!sameShape) {
    const fault = `The ${what} has ${found.join("×")} voxels (D×H×W in RAS), its image ${expected.join("×")}`;
    return [
      {
        code: "shape-mismatch",
        severity: "error",
        file: file.path,
        message: `${fault}; corners lie up to ${formatMm(millimetres)} apart.`,
        remedy: `Look whether the ${what} belongs to this image; if so, resample it onto the image's grid.`,
        expected,
        found,
      },
    ];
  }
  if (!same) {
    const voxel = Math.min(...spacingOf(grid.affine));
    return [
      {
        code: "affine-mismatch",
        severity: millimetres >= voxel / 2 ? "error" : "warning",
        file: file.path,
        message: `The ${what} lies up to ${formatMm(millimetres)} off its image, whose voxels measure ${formatMm(voxel)}.`,
        remedy: `See in a viewer which is right, then give the ${what} the image's affine or resample it.`,
        millimetres,
      },
    ];
  }
  if (image.orientation === file.orientation) return [];
  return [
    {
      code: "orientation-differs",
      severity: "note",
      file: file.path,
      message: `The ${what} is stored as ${file.orientation}, its image as ${image.orientation}; both lie in the same place.`,
      remedy: "None is needed: both are turned to RAS.",
      expected: image.orientation,
      found: file.orientation,
    },
  ];
}

function channelFaults({ files, channels }: CaseFacts): Fault[] {
  const fileOf = files.flatMap(({ path, shape }) => new Array<string>(shape[0]).fill(path));
  return channels.flatMap(({ all, nonFinite }, channel) => {
    const name = channels.length > 1 ? `Channel ${channel}` : "The image";
    const faults: Fault[] = [];
    if (nonFinite > 0) {
      faults.push({
        code: "not-finite",
        severity: "error",
        file: fileOf[channel],
        message: `${name} has NaN or infinite voxels: ${nonFinite}.`,
        remedy: "Export the scan again, or replace them by the value of air.",
        channel,
        voxels: nonFinite,
      });
    }
    if (all !== null && all.min === all.max) {
      faults.push({
        code: "constant",
        severity: "error",
        file: fileOf[channel],
        message: `${name} is ${all.min} everywhere.`,
        remedy: "Export the scan again, or take the case out.",
        channel,
        value: all.min,
      });
    }
    return faults;
  });
}

function flatFaults({ shape, files: [{ path }] }: CaseFacts): Fault[] {
  if (Math.min(...shape) > 1) return [];
  const message = `The image is flat: ${shape.join("×")} voxels (D×H×W in RAS).`;
  const remedy = "Give the whole series; single slices are no volume.";
  return [{ code: "flat", severity: "warning", file: path, message, remedy, shape }];
}

/** More values than this are no classes. */
export const MOST_CLASSES = 256;
/** A mask with fewer values than this may differ from voxel to voxel. */
const FEW_VALUES = 8;

/** Why a mask is taken for a scan, as a sentence; undefined for what may be a mask. */
export function isImage({ distinct, neighbours, fractional }: LabelFacts): string | undefined {
  if (distinct > MOST_CLASSES) {
    return `has ${distinct > MOST_DISTINCT ? `more than ${MOST_DISTINCT}` : distinct} different values`;
  }
  const { pairs, differing } = neighbours;
  if (distinct < FEW_VALUES || fractional > 0 || differing * 2 <= pairs) return undefined;
  return `has another value at most voxels: ${differing} of ${pairs} neighbours differ`;
}

function imageFault({ files }: CaseFacts, label: LabelFacts): Fault[] {
  const { file, distinct, foreground } = label;
  const isOwn = foreground !== null && files.some(({ hash }) => hash === file.hash);
  const why = isOwn ? "has the same voxels as the image" : isImage(label);
  if (why === undefined) return [];
  const message = `The label ${why}: it is a scan, and no mask.`;
  const remedy = "Put the mask in its place, or take it away: the scan is then unlabelled.";
  return [{ code: "label-is-image", severity: "error", file: file.path, message, remedy, distinct }];
}

function labelFaults({ labels }: Dataset, image: FileFacts, label: LabelFacts, isScan: readonly Fault[]): Fault[] {
  const { file, values, fractional, foreground } = label;
  const faults = [...gridFaults(image, file, "label"), ...isScan];
  if (isScan.length > 0) return faults; // what else is to be said of a mask would only hide it
  const severity = "error";
  if (file.shape[0] !== 1) {
    faults.push({
      code: "label-channels",
      severity,
      file: file.path,
      message: `The label has ${file.shape[0]} channels.`,
      remedy: "Write one mask with a number for each class.",
      found: file.shape[0],
    });
  }
  if (fractional > 0) {
    const some = values.filter(({ value }) => !Number.isInteger(value)).map(({ value }) => String(value));
    faults.push({
      code: "fractional-label",
      severity,
      file: file.path,
      message: `Voxels of the label that are no whole numbers: ${fractional}${some.length > 0 ? ` (${someOf(some, 5)})` : ""}.`,
      remedy: "Resample masks with nearest neighbour; write them as integers.",
      voxels: fractional,
    });
  }
  const undeclared =
    labels === undefined
      ? []
      : values.map(({ value }) => value).filter((v) => Number.isInteger(v) && !Object.hasOwn(labels, v));
  if (labels !== undefined && undeclared.length > 0) {
    const declared = Object.keys(labels).map(Number);
    const found = values
      .filter(({ value }) => undeclared.includes(value))
      .map((v) => `${v.value} (voxels: ${v.voxels})`);
    faults.push({
      code: "undeclared-label",
      severity,
      file: file.path,
      message: `The label has values that are not declared: ${someOf(found, 5)}; declared are ${someOf(declared.map(String))}.`,
      remedy: "Correct the mask, or declare the values among the dataset's labels.",
      values: undeclared,
    });
  }
  const largest = values.reduce((most, { value }) => Math.max(most, value), 0);
  if (largest > 255) {
    const message = `The label has values up to ${largest}, more than a byte holds.`;
    const remedy = "None is needed: masks are then written with four bytes a voxel. Renumber the classes to have one.";
    faults.push({ code: "large-label", severity: "note", file: file.path, message, remedy, value: largest });
  }
  if (foreground === null) {
    faults.push({
      code: "empty-label",
      severity: "warning",
      file: file.path,
      message: "The label holds background only.",
      remedy:
        "Make sure that nothing is to be seen in the image; else take the label out: the scan is then unlabelled.",
    });
  }
  return faults;
}

function oddities({ path, notes }: FileFacts): Fault[] {
  return notes.map((note) => {
    const sentence = capitalised(note);
    const message = sentence.endsWith(".") ? sentence : `${sentence}.`;
    return { code: "oddity", severity: "note", file: path, message, remedy: "Make sure that it was meant so." };
  });
}
