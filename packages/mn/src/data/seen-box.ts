// The part of a scan that is not air: arithmetic alone, which the exported web page does too.
// prepare.ts crops scans to it before they are resampled.
import { type Box, bodyBox, foregroundBox, type Triple, type Volume } from "@mandn/imaging/pure";
import type { Intensity } from "../plan/plan.js";

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
