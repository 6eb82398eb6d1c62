import type { VoxelArray } from "@mandn/imaging";
import type { Tensor } from "@mandn/torch";
import type { Intensity } from "../plan/plan.js";

/** What is known of a channel's voxels; deviation is the population's. */
export interface Statistics {
  readonly least: number;
  readonly greatest: number;
  readonly mean: number;
  readonly deviation: number;
}

/** How a channel becomes what networks see: clipped to `low` … `high`, then (x − shift) / scale. */
export interface IntensityMap {
  readonly low: number;
  readonly high: number;
  readonly shift: number;
  readonly scale: number;
}

/**
 * Range of all voxels, mean and standard deviation of all or of the non-zero ones (0 and 0 where there are none). NaN and
 * infinite voxels make the mean so.
 */
export function statisticsOf(voxels: VoxelArray, over: "body" | "volume"): Statistics {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  let count = 0;
  let sum = 0;
  for (let i = 0; i < voxels.length; i++) {
    const value = voxels[i];
    if (value < least) least = value;
    if (value > greatest) greatest = value;
    if (value === 0 && over === "body") continue;
    sum += value;
    count += 1;
  }
  const mean = count === 0 ? 0 : sum / count;
  let squares = 0;
  for (let i = 0; i < voxels.length; i++) {
    const value = voxels[i];
    if (value !== 0 || over === "volume") squares += (value - mean) ** 2;
  }
  return { least, greatest, mean, deviation: count === 0 ? 0 : Math.sqrt(squares / count) };
}

/** The map of one channel. The z-score keeps the channel's own range: interpolation may not go beyond. */
export function intensityMap(intensity: Intensity, { least, greatest, mean, deviation }: Statistics): IntensityMap {
  if (intensity.kind === "z-score") return { low: least, high: greatest, shift: mean, scale: deviation };
  const { low, high } = intensity;
  return { low, high, shift: low, scale: high - low };
}

/** Limits voxels in place, before metal or a bright vessel can ring when they are interpolated. */
export function clip(voxels: VoxelArray, low: number, high: number): void {
  const least = Math.floor(low);
  const greatest = Math.ceil(high);
  for (let i = 0; i < voxels.length; i++) {
    if (voxels[i] < least) voxels[i] = least;
    else if (voxels[i] > greatest) voxels[i] = greatest;
  }
}

/** Applies the map to a float32 tensor in place. */
export function applyIntensity(x: Tensor, { low, high, shift, scale }: IntensityMap): void {
  x.clamp_(low, high).sub_(shift).div_(scale);
}
