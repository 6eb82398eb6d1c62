// From a scan's channels to what networks see, as `mn predict` makes it.
import {
  antiAliasingSigmas,
  crop,
  type Grid,
  gridAtSpacing,
  ImagingError,
  indexMap,
  interpolationRows,
  type Volume,
} from "@mandn/imaging/pure";
import { intensityMap, seenBox } from "../src/data/intensity.js";
import type { Description } from "../src/exporters/description.js";
import { type Along, apply, axesBetween, product, sizesOf } from "./rows.js";

/** What networks see. */
export interface Prepared {
  /** `[C, D, H, W]` */
  readonly image: Float32Array;
  readonly grid: Grid;
}

/** @throws ImagingError `"argument"` for another number of channels, a constant one, or voxels that are not finite */
export function prepare(volumes: readonly Volume[], { preprocessing, channels: names }: Description): Prepared {
  const { intensity, cropToBody, spacing } = preprocessing;
  const count = volumes.reduce((sum, { shape }) => sum + shape[0], 0);
  if (count !== intensity.length) {
    const wanted = `${names.length} (${names.join(", ")})`;
    throw new ImagingError("argument", `The scan has ${count} channels, and the model takes ${wanted}.`);
  }
  const box = cropToBody ? seenBox(volumes, intensity) : null;
  const parts: Float32Array[] = [];
  let target: Grid | undefined;
  for (const volume of volumes) {
    const seen = box === null ? volume : crop(volume, box);
    target ??= gridAtSpacing(seen, spacing);
    const size = product(seen.shape.slice(1));
    for (let channel = 0; channel < seen.shape[0]; channel++) {
      const its = intensity[parts.length];
      const name = `${seen.provenance.path}, channel ${parts.length}`;
      if (its === undefined) throw new ImagingError("argument", `${name}: the model has no such channel.`);
      const voxels = Float32Array.from(seen.voxels.subarray(channel * size, (channel + 1) * size));
      if (!voxels.every(Number.isFinite)) throw new ImagingError("argument", `${name}: holds NaN or infinite voxels.`);
      const { low, high, shift, scale } = intensityMap(its, voxels);
      if (!(scale > 0)) throw new ImagingError("argument", `${name}: is constant.`);
      if (its.kind === "window") limit(voxels, Math.floor(low), Math.ceil(high));
      const ready = resample(voxels, seen, target);
      limit(ready, low, high);
      for (let i = 0; i < ready.length; i++) ready[i] = ((ready[i] as number) - shift) / scale;
      parts.push(ready);
    }
  }
  const grid = target as Grid;
  const size = product(sizesOf(grid));
  const image = new Float32Array(count * size);
  for (const [channel, part] of parts.entries()) image.set(part, channel * size);
  return { image, grid: { shape: [count, ...sizesOf(grid)], affine: grid.affine } };
}

function limit(x: Float32Array, low: number, high: number): void {
  for (let i = 0; i < x.length; i++) x[i] = Math.min(high, Math.max(low, x[i] as number));
}

/** Cubic B-splines after the Gaussian that a coarser grid needs, one axis after the other: `[D, H, W]` → `[D′, H′, W′]`. */
function resample(x: Float32Array, from: Grid, to: Grid): Float32Array {
  const map = indexMap(from, to);
  const sigmas = antiAliasingSigmas(map);
  const axes = axesBetween(from, to);
  let sizes = [...sizesOf(from)];
  let made = x;
  for (const axis of [0, 1, 2]) {
    const { step, offset } = axes[axis] as Along;
    const wanted = to.shape[axis + 1] as number;
    const positions = Array.from({ length: wanted }, (_, k) => offset + step * k);
    const rows = interpolationRows(sizes[axis] as number, positions, "cubic", sigmas[axis] as number);
    made = apply(made, sizes, axis, rows);
    sizes = sizes.map((size, i) => (i === axis ? wanted : size));
  }
  return made;
}
