// How a channel's values become what networks see: a z-score, or a window that becomes 0 … 1; and which part of a scan is not air.
// prepare.ts crops and applies it; how each channel is told is in the plan. The exported web page does the same, so nothing but types
// is imported here that a browser lacks.

import type { VoxelArray } from "@mandn/imaging";
import { type Box, bodyBox, foregroundBox, type Triple, type Volume } from "@mandn/imaging/pure";
import type { ValueRange } from "@mandn/models";
import type { Tensor } from "@mandn/torch";
import type { Intensity } from "../plan/plan.js";

/** How a channel becomes what networks see: clipped to `low` … `high`, then (x − shift) / scale. */
export interface IntensityMap {
  readonly low: number;
  readonly high: number;
  readonly shift: number;
  readonly scale: number;
}

/** The map of one channel. The z-score clips to the channel's own range, beyond which only interpolation can go. */
export function intensityMap(intensity: Intensity, voxels: VoxelArray): IntensityMap {
  if (intensity.kind === "window") {
    const { low, high } = intensity;
    return { low, high, shift: low, scale: high - low };
  }
  const over = intensity.kind === "z-score" ? intensity.over : "volume";
  const { least, greatest, mean, deviation } = statisticsOf(voxels, over);
  if (intensity.kind === "official-mr") {
    const range = greatest - least;
    return { low: least, high: greatest, shift: (mean - least) / range, scale: deviation / range };
  }
  return { low: least, high: greatest, shift: mean, scale: deviation };
}

/** What values a channel has then, for networks that know one range: a window's lie in 0 … 1, others have mean 0 and deviation 1. */
export const rangeOf = ({ kind }: Intensity): ValueRange => (kind === "window" ? "unit" : "standardised");

/** Range of all voxels; mean and the population's standard deviation of all, or of the non-zero ones (0 where there are none). */
function statisticsOf(voxels: VoxelArray, over: "body" | "volume") {
  const withZeros = over === "volume";
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  let count = 0;
  let sum = 0;
  for (let i = 0; i < voxels.length; i++) {
    const value = voxels[i];
    if (value < least) least = value;
    if (value > greatest) greatest = value;
    if (value === 0 && !withZeros) continue;
    sum += value;
    count += 1;
  }
  const mean = count === 0 ? 0 : sum / count;
  let squares = 0;
  for (let i = 0; i < voxels.length; i++) {
    const value = voxels[i];
    if (value === 0 && !withZeros) continue;
    squares += (value - mean) * (value - mean);
  }
  return { least, greatest, mean, deviation: count === 0 ? 0 : Math.sqrt(squares / count) };
}

/** Whether no voxel is NaN or infinite. */
export function isFiniteEverywhere(voxels: VoxelArray): boolean {
  if (!(voxels instanceof Float32Array || voxels instanceof Float64Array)) return true;
  for (let i = 0; i < voxels.length; i++) if (!Number.isFinite(voxels[i])) return false;
  return true;
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

/** The box of voxels that networks would see in any channel; null when there are none. */
export function seenBox(volumes: readonly Volume[], intensity: readonly Intensity[]): Box | null {
  const channels = volumes.flatMap((volume) => {
    const [count, d, h, w] = volume.shape;
    const size = d * h * w;
    return Array.from({ length: count }, (_, channel): Volume => {
      const voxels = volume.voxels.subarray(channel * size, (channel + 1) * size);
      return { ...volume, shape: [1, d, h, w], voxels };
    });
  });
  const boxes = channels.flatMap((volume, channel) => {
    const its = intensity[channel];
    return (its.kind === "window" ? bodyBox(volume, { threshold: its.low }) : foregroundBox(volume)) ?? [];
  });
  const along = (bound: (box: Box) => Triple, choose: (...values: number[]) => number): Triple => {
    const [d, h, w] = [0, 1, 2].map((axis) => choose(...boxes.map((box) => bound(box)[axis])));
    return [d, h, w];
  };
  if (boxes.length === 0) return null;
  return { start: along(({ start }) => start, Math.min), end: along(({ end }) => end, Math.max) };
}
