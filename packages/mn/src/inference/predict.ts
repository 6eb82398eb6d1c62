import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createVoxels, fileNameOf, type Source, type Volume, volumeInMillilitres, writeVolume } from "@mandn/imaging";
import type { Tensor } from "@mandn/torch";
import type { PreparedScan } from "../data/prepared.js";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { PROBABILITIES } from "../run/results.js";
import { type Disagreement, DisagreementCounter } from "./disagreement.js";
import { OriginalGrid } from "./original-grid.js";
import { applyPostProcessing, type PostProcessing } from "./post-processing.js";
import type { Predictor } from "./predictor.js";
import { slideWindows, type WindowOptions } from "./sliding-window.js";

export interface PredictOptions extends WindowOptions {
  /** The plan's classes, background first. */
  readonly classes: Plan["dataset"]["classes"];
  /** What is done to each foreground class's mask; default nothing. */
  readonly postProcessing?: PostProcessing;
  /** Whether the classes' probabilities are kept on the scan's own grid: K · D · H · W floats. Default false. */
  readonly probabilities?: boolean;
}

/** What networks find in a scan, on its own grid. */
export interface ScanPrediction {
  readonly id: string;
  /** `[1, D, H, W]`: each voxel the value of its class in the plan, in the smallest type that holds them. */
  readonly mask: Volume<"uint8" | "int32">;
  /** `[K, D, H, W]`, of the plan's classes in their order, before post-processing. */
  readonly probabilities?: Volume<"float32">;
  /** The volume of each foreground class. */
  readonly millilitres: readonly number[];
  /** Names of the foreground classes that were not found. */
  readonly empty: readonly string[];
  /** How much the two networks differ; null where there are not two. */
  readonly disagreement: Disagreement | null;
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
 * The mask of a scan on its own grid, in bounded memory: windows slide over the prepared scan, finished slices become
 * probabilities (softmax; of several networks the mean) that are interpolated to the original grid and decided there.
 *
 * @throws MnError `"usage"` where no network is given, or one does not take the windows or has other classes; `"diverged"`
 * where a network's logits are not finite.
 */
export function predictScan(
  scan: PreparedScan,
  predictors: readonly Predictor[],
  options: PredictOptions,
): ScanPrediction {
  const { classes, postProcessing, probabilities: keepsProbabilities = false } = options;
  const grid = new OriginalGrid(scan.grid, scan.original, {
    classes: classes.length,
    probabilities: keepsProbabilities,
  });
  const counter = new DisagreementCounter(classes.length);
  try {
    slideProbabilities(scan, predictors, options, (probabilities) => {
      checkClasses(probabilities, classes);
      if (predictors.length === 2) counter.add(probabilities[0], probabilities[1]);
      grid.add(meanOf(probabilities));
    });
    const { classes: indices, probabilities } = grid.finish();
    const mask = toValues(indices, classes);
    if (postProcessing !== undefined) applyPostProcessing(mask, classes, postProcessing);
    const counts = countValues(mask, classes);
    return {
      id: scan.id,
      mask,
      ...(probabilities === undefined ? {} : { probabilities }),
      millilitres: counts.map((count) => volumeInMillilitres(count, scan.original.affine)),
      empty: classes.slice(1).flatMap(({ name }, i) => (counts[i] === 0 ? [name] : [])),
      disagreement: predictors.length === 2 ? counter.result() : null,
    };
  } finally {
    grid.dispose();
  }
}

/** The files of a scan's prediction. */
export interface PredictionPaths {
  readonly mask: string;
  readonly probabilities: string;
}

/**
 * Where the prediction of a scan lies: the mask as `FOLDER/<id>` ({@link fileNameOf}) in the format of the file that the scan came
 * from, or as `.nii.gz` where that is not written (DICOM, HDF5); its probabilities as `FOLDER/probabilities/<id>.nii.gz`.
 *
 * @param source the scan's first file
 */
export function predictionPaths(folder: string, id: string, source: string): PredictionPaths {
  const name = fileNameOf(id);
  return {
    mask: join(folder, `${name}${extensionLike(source)}`),
    probabilities: join(folder, PROBABILITIES, `${name}.nii.gz`),
  };
}

/**
 * Writes a prediction's mask and, where they were kept, its probabilities, to {@link predictionPaths}. Whatever is there is replaced.
 *
 * @param source the scan's file
 * @param scan the scan as it is on disk, whose transforms and unit of length the mask's header keeps; default none
 * @returns the path of the mask
 * @throws ImagingError `"access"` when the folder or disk refuses.
 */
export async function writePrediction(
  folder: string,
  { id, mask, probabilities }: ScanPrediction,
  source: string,
  classes: Plan["dataset"]["classes"],
  scan?: Source,
): Promise<string> {
  const paths = predictionPaths(folder, id, source);
  await mkdir(dirname(paths.mask), { recursive: true });
  const labelNames = Object.fromEntries(classes.map(({ name, value }) => [value, name]));
  await writeVolume(paths.mask, mask, { mask: true, labelNames, source: scan });
  if (probabilities !== undefined) {
    await mkdir(dirname(paths.probabilities), { recursive: true });
    await writeVolume(paths.probabilities, probabilities);
  }
  return paths.mask;
}

/**
 * The order in which to label scans next: first those in which both networks found nothing, then by falling disagreement of
 * the two networks' masks, then those that only one network was asked about.
 */
export function rankForLabelling(predictions: readonly Pick<ScanPrediction, "id" | "disagreement">[]): string[] {
  const urgency = ({ disagreement }: Pick<ScanPrediction, "disagreement">) =>
    disagreement === null ? -1 : (disagreement.masks ?? 2);
  return [...predictions].sort((a, b) => urgency(b) - urgency(a)).map(({ id }) => id);
}

/** Each network's probabilities of finished slices, `[K, d, H, W]`. */
function slideProbabilities(
  { id, image }: Pick<PreparedScan, "id" | "image">,
  predictors: readonly Predictor[],
  options: WindowOptions,
  consume: (probabilities: readonly Tensor[]) => void,
): void {
  if (predictors.length === 0) throw new MnError("usage", "A prediction needs a network.");
  slideWindows(image, predictors, options, ({ logits }) => {
    const probabilities = logits.map((one) => one.softmax(0));
    if (probabilities.every((one) => Number.isFinite(one.sum().itemNumber()))) return consume(probabilities);
    const remedy = "Check the scan for NaN voxels and the network's weights; `precision: float32` avoids overflow.";
    throw new MnError("diverged", `The networks' logits of scan ${id} are not finite. ${remedy}`, {
      caseIds: [id],
      remedy,
    });
  });
}

function checkClasses(probabilities: readonly Tensor[], classes: PredictOptions["classes"]): void {
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
function toValues(indices: Volume<"uint8">, classes: PredictOptions["classes"]): ScanPrediction["mask"] {
  const values = classes.map(({ value }) => value);
  if (values.every((value, i) => value === i)) return indices;
  const { length } = indices.voxels;
  const fitsByte = values.every((value) => value >= 0 && value < 256);
  const voxels = fitsByte ? indices.voxels : createVoxels("int32", length);
  for (let i = 0; i < length; i++) voxels[i] = values[indices.voxels[i]];
  return { ...indices, dtype: fitsByte ? "uint8" : "int32", voxels };
}

/** Voxels of each foreground class. */
function countValues({ voxels }: Volume, classes: PredictOptions["classes"]): number[] {
  const counts = new Map(classes.map(({ value }) => [value, 0]));
  let run = 0;
  for (let i = 1; i <= voxels.length; i++) {
    if (i < voxels.length && voxels[i] === voxels[run]) continue;
    counts.set(voxels[run], (counts.get(voxels[run]) ?? 0) + i - run);
    run = i;
  }
  return classes.slice(1).map(({ value }) => counts.get(value) ?? 0);
}

/** The end of the file name that a mask gets beside a scan. */
function extensionLike(source: string): string {
  const name = source.toLowerCase();
  const own = [".nii.gz", ".nii", ".nrrd", ".mha"].find((extension) => name.endsWith(extension));
  if (own !== undefined) return own;
  return name.endsWith(".nhdr") ? ".nrrd" : name.endsWith(".mhd") ? ".mha" : ".nii.gz";
}
