// From a scan's files to what networks see: RAS frame, the plan's spacing, its intensities; and a mask as indices of
// classes. The cache keeps the result; prediction prepares scans the same way.

import {
  type CaseFile,
  createVoxels,
  crop,
  type Grid,
  gridAtSpacing,
  ImagingError,
  readVolume,
  reorient,
  reorientLike,
  sameGrid,
  spacingOf,
  type Triple,
  type Volume,
  type VolumeHeader,
} from "@mandn/imaging";
import { resample, resampleLabels } from "@mandn/imaging/tensor";
import { fromTypedArray, scope, type Tensor } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Plan, Preprocessing } from "../plan/plan.js";
import { applyIntensity, clip, intensityMap, isFiniteEverywhere, seenBox } from "./intensity.js";

/** The files of a scan: a `Case` of a dataset, or what a person wants predicted. */
export interface ScanFiles {
  readonly id: string;
  /** The files of the image, one or more channels each, in the order of the plan's channels. */
  readonly channels: readonly CaseFile[];
}

/** A scan with the file of its mask. */
export interface LabelledScanFiles extends ScanFiles {
  readonly label: CaseFile;
}

/** The classes of a plan: background first, and what stands in masks for each. */
export type Classes = Plan["dataset"]["classes"];

/**
 * Reads a scan and makes it what networks see: turned to the canonical frame (RAS), air around the body cut off where the
 * plan says so, resampled to the plan's spacing, normalised. A scan whose grid has that spacing already is not resampled.
 *
 * Air is what networks would not see: voxels that are 0 (z-score) or not above the window (window) in every channel.
 *
 * Resampling is by cubic B-splines after the Gaussian that a coarser grid needs: they keep what the new grid can hold, where
 * linear interpolation would blur once more. What they overshoot beyond the channel's range is clipped, and windows are
 * clipped before as well, so that metal does not ring. Statistics for the z-score are those of the scan's own voxels.
 *
 * Beside the result, the scan as its file stores it is held, twice while it is turned, and at most 256 MiB more: 2.1 GB in
 * all for 512 × 512 × 1000 voxels of int16 that keep their spacing.
 *
 * @returns the image lives until it is disposed of.
 * @throws MnError `"data"`, naming the case: a file that is missing or damaged, channels that do not lie on one grid (with
 * the size of the difference) or are not as many as the plan's, NaN or infinite voxels, a constant channel.
 */
export async function prepareScan({ id, channels }: ScanFiles, preprocessing: Preprocessing): Promise<PreparedScan> {
  const { intensity, cropToBody } = preprocessing;
  const volumes: Volume[] = [];
  for (const file of channels) volumes.push(await readForCase(id, file));
  return forCase(id, () => {
    const count = volumes.reduce((sum, volume) => sum + volume.shape[0], 0);
    if (count !== intensity.length) {
      const remedy = "Give the channels, and their order, that the plan was made for.";
      throw dataError(id, `${count} channels, and the plan has intensities of ${intensity.length}`, { remedy });
    }
    const { shape, affine } = volumes[0];
    volumes[0] = reorient(volumes[0]);
    for (let i = 1; i < volumes.length; i++) volumes[i] = reorientLike(volumes[i], volumes[0]);
    const box = cropToBody ? seenBox(volumes, intensity) : null;
    const ready: Volume<"float32">[] = [];
    let first = 0;
    // Taken out one by one, so that each can be freed when it is done.
    for (let volume = volumes.shift(); volume !== undefined; volume = volumes.shift()) {
      ready.push(prepareChannels(id, box === null ? volume : crop(volume, box), preprocessing, first));
      first += volume.shape[0];
    }
    const grid: Grid = { shape: [count, ...sizesOf(ready[0])], affine: ready[0].affine };
    return { id, image: fromTypedArray(join(ready), grid.shape), grid, original: { shape, affine } };
  });
}

/**
 * The mask of a scan on the scan's prepared grid: each class interpolated linearly as a mask of its own, each voxel of the
 * class with the largest share.
 *
 * @returns `[D, H, W]`, uint8, indices of `classes`; lives until it is disposed of.
 * @throws MnError `"data"`, naming the case: a file that is missing or damaged, a mask that does not lie on the scan's grid
 * (with the size of the difference), a value that no class has.
 */
export async function prepareMask(
  { id, channels, label }: LabelledScanFiles,
  { grid, original }: Pick<PreparedScan, "grid" | "original">,
  classes: Classes,
): Promise<Tensor> {
  const stored = await readForCase(id, label);
  return forCase(id, () => {
    const indices = classIndices(id, stored, classes);
    const mask = reorient(reorientLike(indices, headerOf(original, indices, channels[0].path)));
    const onGrid = sameGrid(mask, grid).same ? mask : resampleLabels(mask, grid);
    return fromTypedArray(onGrid.voxels, sizesOf(onGrid));
  });
}

/** Resamples and normalises the channels of one file, of which `first` is the first in the plan. */
function prepareChannels(
  id: string,
  volume: Volume,
  { spacing, intensity }: Preprocessing,
  first: number,
): Volume<"float32"> {
  const size = sizesOf(volume).reduce((product, n) => product * n);
  const maps = Array.from({ length: volume.shape[0] }, (_, channel) => {
    const its = intensity[first + channel];
    const voxels = volume.voxels.subarray(channel * size, (channel + 1) * size);
    if (!isFiniteEverywhere(voxels)) {
      const remedy = "Replace these voxels, or leave the scan out.";
      throw dataError(id, `${volume.provenance.path} holds NaN or infinite voxels`, { remedy });
    }
    const map = intensityMap(its, voxels);
    if (!(map.scale > 0)) {
      const remedy = "Leave the scan out, or mend the plan's intensity.";
      throw dataError(id, `channel ${first + channel} is constant: ${volume.provenance.path}`, { remedy });
    }
    if (its.kind === "window") clip(voxels, map.low, map.high);
    return map;
  });
  const target = gridAtSpacing(volume, spacing);
  const ready = sameGrid(volume, target).same ? toFloat(volume) : resample(volume, target);
  scope(() => {
    const x = fromTypedArray(ready.voxels, ready.shape);
    for (const [channel, map] of maps.entries()) applyIntensity(x.select(0, channel), map);
  });
  return ready;
}

function classIndices(id: string, mask: Volume, classes: Classes): Volume<"uint8"> {
  const { path } = mask.provenance;
  if (mask.shape[0] !== 1) throw dataError(id, `a mask has one channel, not ${mask.shape[0]}: ${path}`);
  const indexOf = new Map(classes.map(({ value }, index) => [value, index]));
  const voxels = createVoxels("uint8", mask.voxels.length);
  let last = Number.NaN;
  let index = 0;
  for (let i = 0; i < voxels.length; i++) {
    const value = mask.voxels[i];
    if (value !== last) {
      const found = indexOf.get(value);
      if (found === undefined) {
        const declared = classes.map((one) => `${one.value} ${one.name}`).join(", ");
        const remedy = "Mend the mask, or declare the value among the plan's classes.";
        throw dataError(id, `${path} holds ${value}, which is no class (${declared})`, { remedy, path });
      }
      last = value;
      index = found;
    }
    voxels[i] = index;
  }
  return { ...mask, dtype: "uint8", voxels };
}

function toFloat(volume: Volume): Volume<"float32"> {
  if (volume.voxels instanceof Float32Array) return { ...volume, dtype: "float32", voxels: volume.voxels };
  const voxels = createVoxels("float32", volume.voxels.length);
  scope(() => void fromTypedArray(voxels).copy_(fromTypedArray(volume.voxels)));
  return { ...volume, dtype: "float32", voxels };
}

/** The channels of several volumes after each other. */
function join(volumes: readonly Volume<"float32">[]): Float32Array {
  if (volumes.length === 1) return volumes[0].voxels;
  const voxels = createVoxels(
    "float32",
    volumes.reduce((sum, volume) => sum + volume.voxels.length, 0),
  );
  let next = 0;
  for (const volume of volumes) {
    voxels.set(volume.voxels, next);
    next += volume.voxels.length;
  }
  return voxels;
}

function sizesOf({ shape: [, d, h, w] }: Grid): Triple {
  return [d, h, w];
}

function headerOf({ shape, affine }: Grid, { dtype, provenance }: VolumeHeader, path: string): VolumeHeader {
  return { shape, affine, spacing: spacingOf(affine), dtype, provenance: { ...provenance, path } };
}

function readForCase(id: string, file: CaseFile): Promise<Volume> {
  return readVolume(file.path, file).catch((error: unknown) => {
    throw ofCase(id, error);
  });
}

function forCase<T>(id: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw ofCase(id, error);
  }
}

/** An imaging error as one that names the case; any other as it is. */
function ofCase(id: string, error: unknown): unknown {
  if (!(error instanceof ImagingError)) return error;
  const { sentence: fault, path, remedy } = error;
  return new MnError("data", { subject: id, fault, remedy, caseIds: [id], path, cause: error });
}

function dataError(id: string, fault: string, { remedy, path }: { remedy?: string; path?: string } = {}): MnError {
  return new MnError("data", { subject: id, fault, remedy, caseIds: [id], path });
}

/** A scan as training and inference see it: canonical (RAS) frame, the plan's spacing, intensities normalised. */
export interface PreparedScan {
  readonly id: string;
  /** `[C, D, H, W]`, float32, on the CPU; of a cache it lies in the mapped file, in training perhaps on the GPU. */
  readonly image: Tensor;
  /** The grid of `image`. */
  readonly grid: Grid;
  /** The grid of the file that the scan came from: where predictions go. */
  readonly original: Grid;
}

/** A prepared scan with its reference mask. */
export interface LabelledScan extends PreparedScan {
  /** `[D, H, W]`, uint8: the index of each voxel's class in the plan's `classes`. */
  readonly mask: Tensor;
}
