// One scan predicted: prepared, seen in windows by several networks at once, brought back to its own grid, and written.
// steps/predict.ts does it for many.

import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  type Color,
  createVoxels,
  endingLike,
  fileNameOf,
  type Source,
  type Volume,
  volumeInMillilitres,
  writeVolume,
} from "@mandn/imaging";
import { cat, type Tensor } from "@mandn/torch";
import type { PreparedScan } from "../data/prepare.js";
import { MnError } from "../errors.js";
import { classColor } from "../plan/class-color.js";
import type { Plan } from "../plan/plan.js";
import { type Disagreement, PROBABILITIES } from "../run/results.js";
import { VERSION } from "../version.js";
import { DisagreementCounter, disagreementMap } from "./disagreement.js";
import { OriginalGrid } from "./original-grid.js";
import { applyPostProcessing, type PostProcessing } from "./post-processing.js";
import type { Predictor, PredictorSets } from "./predictor.js";
import { atOnce, type WindowOptions, type WindowsDone, windowSteps } from "./sliding-window.js";

export interface PredictOptions extends WindowOptions {
  /** The plan's classes, background first. */
  readonly classes: Classes;
  /** The masks that are wanted: by name, whose probabilities are averaged for it. Default `mean`, of all networks. */
  readonly sets?: PredictorSets;
  /** Sets whose probabilities are kept on the scan's own grid: K · D · H · W floats each. Default none. */
  readonly probabilities?: readonly string[];
  /** What probabilities and the map are kept as: floats, or bytes, 0 … 255 for 0 … 1. Default `"float32"`. */
  readonly keptAs?: "float32" | "uint8";
  /** Whether where the networks differ is kept on the scan's own grid, as a map. Default false. */
  readonly disagreementMap?: boolean;
}

/** The plan's classes, background first. */
export type Classes = Plan["dataset"]["classes"];

/** What a set of networks finds in a scan, on its own grid. */
export interface SetPrediction {
  /** `[1, D, H, W]`: each voxel the value of its class in the plan, in the smallest type that holds them. */
  readonly mask: Volume<"uint8" | "int32">;
  /** `[K, D, H, W]`, of the plan's classes in their order, before post-processing. */
  readonly probabilities?: Volume<"float32" | "uint8">;
}

/** What networks find in a scan. */
export interface ScanPrediction {
  readonly id: string;
  /** By set. */
  readonly masks: Readonly<Record<string, SetPrediction>>;
  /** How much the networks differ. */
  readonly disagreement: Disagreement;
  /** `[1, D, H, W]`, 0 … 1: {@link disagreementMap}. */
  readonly disagreementMap?: Volume<"float32" | "uint8">;
}

/** What is measured of a finished mask. */
export interface MaskFacts {
  /** The volume of each foreground class. */
  readonly millilitres: readonly number[];
  /** Names of the foreground classes that were not found. */
  readonly empty: readonly string[];
}

/** The settings of the plan for prediction; with `tta`, axes are mirrored as it says. */
export function windowOptions(
  plan: Pick<Plan, "inference" | "device" | "precision">,
  { tta = false }: { readonly tta?: boolean } = {},
): WindowOptions {
  const { window, overlap, weighting, windowsPerBatch, mirrorAxes } = plan.inference;
  const { precision } = plan;
  const device = plan.device as WindowOptions["device"];
  const padded = { outside: "least", ...(tta ? { mirrorAxes } : {}) } as const;
  return { window, overlap, weighting, windowsPerBatch, precision, device, ...padded };
}

/**
 * The masks of a scan on its own grid, in bounded memory and one pass: windows slide over the prepared scan, finished slices become
 * each network's probabilities (softmax), and of each set their mean, that is interpolated to the original grid and decided there.
 *
 * @param predictors by name
 * @throws MnError `"usage"` where no network is given, or one does not take the windows or has other classes; `"diverged"`
 * where a network's logits are not finite.
 */
export function predictScan(
  scan: PreparedScan,
  predictors: Readonly<Record<string, Predictor>>,
  options: PredictOptions,
): ScanPrediction {
  return atOnce(predictionSteps(scan, predictors, options));
}

/** {@link predictScan}, batch of windows by batch of windows. */
export function* predictionSteps(
  scan: PreparedScan,
  predictors: Readonly<Record<string, Predictor>>,
  options: PredictOptions,
): Generator<WindowsDone, ScanPrediction> {
  const names = Object.keys(predictors);
  if (names.length === 0) throw new MnError("usage", "A prediction needs a network.");
  const { classes, sets = { mean: names }, probabilities: kept = [], keptAs = "float32" } = options;
  const gridOf = (count: number, isKept: boolean) =>
    new OriginalGrid(scan.grid, scan.original, { classes: count, probabilities: isKept ? keptAs : undefined });
  const grids = Object.entries(sets).map(([set, members]) => {
    return {
      set,
      members: members.map((name) => names.indexOf(name)),
      grid: gridOf(classes.length, kept.includes(set)),
    };
  });
  const map = options.disagreementMap ? gridOf(2, true) : undefined;
  const counter = new DisagreementCounter(names.length, classes.length);
  try {
    yield* windowSteps(scan.image, Object.values(predictors), options, ({ logits }) => {
      const probabilities = logits.map((one) => one.softmax(0));
      checkProbabilities(scan.id, probabilities, classes);
      counter.add(probabilities);
      for (const { members, grid } of grids) grid.add(meanOf(members.map((i) => probabilities[i])));
      if (map === undefined) return;
      const differences = disagreementMap(probabilities);
      map.add(cat([differences.rsub(1), differences]));
    });
    const masks = grids.map(({ set, grid }) => {
      const { classes: indices, probabilities } = grid.finish();
      return [set, { mask: toValues(indices, classes), ...(probabilities && { probabilities }) }] as const;
    });
    const differing = map?.finish().probabilities;
    return {
      id: scan.id,
      masks: Object.fromEntries(masks),
      disagreement: counter.result(),
      ...(differing && { disagreementMap: lastChannel(differing) }),
    };
  } finally {
    for (const { grid } of grids) grid.dispose();
    map?.dispose();
  }
}

/**
 * Applies the rules to a predicted mask, in place, and measures what is left.
 *
 * @param rules what is done to each foreground class; undefined: nothing
 */
export function finishMask(mask: SetPrediction["mask"], classes: Classes, rules?: PostProcessing): MaskFacts {
  if (rules !== undefined) applyPostProcessing(mask, classes, rules);
  const counts = countValues(mask, classes);
  return {
    millilitres: counts.map((count) => volumeInMillilitres(count, mask.affine)),
    empty: classes.slice(1).flatMap(({ name }, i) => (counts[i] === 0 ? [name] : [])),
  };
}

/**
 * Makes background of all foreground classes but some, in place.
 *
 * @param shown those that stay, by their places among the foreground classes
 */
export function keepClasses({ voxels }: SetPrediction["mask"], classes: Classes, shown: readonly number[]): void {
  const [{ value: background }, ...foreground] = classes;
  const gone = new Set(foreground.flatMap(({ value }, i) => (shown.includes(i) ? [] : [value])));
  if (gone.size === 0) return;
  for (let i = 0; i < voxels.length; i++) if (gone.has(voxels[i])) voxels[i] = background;
}

/** The formats that masks are written in, by the names of `--format`, and the end of their files' names. */
export const MASK_FORMATS = {
  nifti: ".nii.gz",
  nrrd: ".seg.nrrd",
  metaimage: ".mha",
  "dicom-seg": ".dcm",
} as const;

export type MaskFormat = keyof typeof MASK_FORMATS;

/** The files of a scan's prediction. */
export interface PredictionPaths {
  readonly mask: string;
  readonly probabilities: string;
}

/**
 * Where the prediction of a scan lies: the mask as `FOLDER/<id>` ({@link fileNameOf}) in the format of the file that the scan came
 * from, or as `.nii.gz` where that is not written (DICOM, HDF5); its probabilities as `FOLDER/probabilities/<id>.nii.gz`, or as a
 * DICOM segmentation where the mask is one.
 *
 * @param source the scan's first file
 * @param format of the mask; default the scan's
 */
export function predictionPaths(folder: string, id: string, source: string, format?: MaskFormat): PredictionPaths {
  const name = fileNameOf(id);
  return {
    mask: join(folder, `${name}${format === undefined ? endingLike(source) : MASK_FORMATS[format]}`),
    probabilities: join(folder, PROBABILITIES, `${name}${MASK_FORMATS[format === "dicom-seg" ? format : "nifti"]}`),
  };
}

/**
 * Writes a mask and, where they were kept, its probabilities. Whatever is there is replaced.
 *
 * @param paths {@link predictionPaths}
 * @param method the name of what the networks were trained by, for formats that say what made a mask
 * @param scan the scan as it is on disk, whose transforms and unit of length the mask's header keeps; default none
 * @throws ImagingError `"access"` when the folder or disk refuses.
 */
export async function writePrediction(
  paths: PredictionPaths,
  { mask, probabilities }: SetPrediction,
  { classes, method }: { readonly classes: Classes; readonly method: string },
  scan?: Source,
): Promise<void> {
  const described = describedClasses(classes);
  const algorithm = { name: method, version: VERSION };
  const labels = labelsOf(classes);
  await mkdir(dirname(paths.mask), { recursive: true });
  await writeVolume(paths.mask, mask, { mask: true, labels, algorithm, source: scan });
  if (probabilities === undefined) return;
  await mkdir(dirname(paths.probabilities), { recursive: true });
  const channels = Object.fromEntries(described.map(({ label }, i) => [i, label]));
  await writeVolume(paths.probabilities, probabilities, { labels: channels, algorithm, source: scan });
}

/** The classes as people see them, in their order. */
export function describedClasses(classes: Classes): { readonly value: number; readonly label: ClassLabel }[] {
  return classes.map(({ name, value, color }, i) => ({ value, label: { name, color: color ?? classColor(i) } }));
}

interface ClassLabel {
  readonly name: string;
  readonly color: Color;
}

/** What a mask's values mean, for its file. */
export function labelsOf(classes: Classes): Readonly<Record<number, ClassLabel>> {
  return Object.fromEntries(describedClasses(classes).map(({ value, label }) => [value, label]));
}

function checkProbabilities(id: string, probabilities: readonly Tensor[], classes: Classes): void {
  if (!probabilities.every((one) => Number.isFinite(one.sum().itemNumber()))) {
    const remedy = "Check the scan for NaN voxels and the network's weights; `precision: float32` avoids overflow.";
    throw new MnError("diverged", `The networks' logits of scan ${id} are not finite.`, {
      caseIds: [id],
      remedy,
    });
  }
  const other = probabilities.map((one) => one.size(0)).find((count) => count !== classes.length);
  if (other === undefined) return;
  throw new MnError("usage", `A network tells ${other} classes apart, the plan ${classes.length}.`, {
    remedy: "Give the network that was trained with this plan.",
  });
}

function meanOf([first, ...rest]: readonly Tensor[]): Tensor {
  return rest.length === 0 ? first : rest.reduce((sum, one) => sum.add(one), first).div(rest.length + 1);
}

/** Class indices as the values that stand for them in masks; values of a byte replace them in place. */
function toValues(indices: Volume<"uint8">, classes: Classes): SetPrediction["mask"] {
  const values = classes.map(({ value }) => value);
  if (values.every((value, i) => value === i)) return indices;
  const { length } = indices.voxels;
  const fitsByte = values.every((value) => value >= 0 && value < 256);
  const voxels = fitsByte ? indices.voxels : createVoxels("int32", length);
  for (let i = 0; i < length; i++) voxels[i] = values[indices.voxels[i]];
  return { ...indices, dtype: fitsByte ? "uint8" : "int32", voxels };
}

/** Voxels of each foreground class. */
function countValues({ voxels }: Volume, classes: Classes): number[] {
  const counts = new Map(classes.map(({ value }) => [value, 0]));
  let run = 0;
  for (let i = 1; i <= voxels.length; i++) {
    if (i < voxels.length && voxels[i] === voxels[run]) continue;
    counts.set(voxels[run], (counts.get(voxels[run]) ?? 0) + i - run);
    run = i;
  }
  return classes.slice(1).map(({ value }) => counts.get(value) ?? 0);
}

/** The last of a volume's channels, as a volume of its own. */
function lastChannel<T extends "float32" | "uint8">(volume: Volume<T>): Volume<T> {
  const [channels, d, h, w] = volume.shape;
  return {
    ...volume,
    shape: [1, d, h, w],
    voxels: volume.voxels.slice((channels - 1) * d * h * w) as typeof volume.voxels,
  };
}
