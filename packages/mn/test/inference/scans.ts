import {
  affineFromSpacing,
  crop,
  type Grid,
  gridAtSpacing,
  reorient,
  spacingOf,
  type Triple,
  type Volume,
} from "@mandn/imaging";
import { resample } from "@mandn/imaging/tensor";
import { fromTypedArray } from "@mandn/torch";
import type { PreparedScan } from "../../src/data/prepare.js";

/** A volume whose voxels are a function of the place in millimetres (RAS) from the grid's first voxel. */
export function volumeOf(
  size: Triple,
  spacing: Triple,
  value: (d: number, h: number, w: number) => number,
): Volume<"float32"> {
  const [depth, height, width] = size;
  const affine = affineFromSpacing(spacing, [-12, 30, 7]);
  const voxels = new Float32Array(depth * height * width);
  for (let d = 0, i = 0; d < depth; d++) {
    for (let h = 0; h < height; h++) {
      for (let w = 0; w < width; w++, i++) voxels[i] = value(d * spacing[0], h * spacing[1], w * spacing[2]);
    }
  }
  const provenance = { path: "made", format: "memory", notes: [], fields: {} };
  return { shape: [1, ...size], affine, spacing: spacingOf(affine), dtype: "float32", voxels, provenance };
}

/** A scan as preparation makes it: canonical, at a spacing, with a margin of so many voxels cut off. */
export function prepared(volume: Volume, spacing: Triple = volume.spacing, margin = 0): PreparedScan {
  const canonical = reorient(volume);
  const whole = resample(canonical, gridAtSpacing(canonical, spacing), {
    interpolation: "linear",
    antiAliasing: false,
  });
  const [, d, h, w] = whole.shape;
  const box = { start: [margin, margin, margin], end: [d - margin, h - margin, w - margin] } as const;
  const { shape, affine, voxels } = crop(whole, box);
  const grid: Grid = { shape, affine };
  const original: Grid = { shape: volume.shape, affine: volume.affine };
  return { id: "scan", image: fromTypedArray(voxels, shape), grid, original };
}

/** An ellipsoid's signed distance in millimetres, about: positive inside. */
export function ellipsoid(centre: Triple, radii: Triple): (d: number, h: number, w: number) => number {
  return (...place) => {
    const r = Math.hypot(...place.map((p, axis) => (p - centre[axis]) / radii[axis]));
    return (1 - r) * Math.min(...radii);
  };
}
