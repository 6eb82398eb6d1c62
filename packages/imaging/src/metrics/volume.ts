// Volumes of a class in prediction and reference. A voxel's volume is the affine's determinant, so that it is right on
// sheared grids too (a CT with a tilted gantry), where the product of the spacings is too large.

import { determinant } from "../geometry/affine.js";
import type { Affine } from "../volume.js";
import type { Metric } from "./metric.js";

/** Volume of so many voxels of a grid in millilitres (1 ml = 1000 mm³). */
export function volumeInMillilitres(voxels: number, affine: Affine): number {
  return (voxels * Math.abs(determinant(affine))) / 1000;
}

/** Volumes say how large, not how good. They are there where prediction or reference is empty, too. */
export const volumeMetrics = [
  {
    key: "predictionVolume",
    title: "predicted volume",
    unit: "ml",
    kind: "volume",
    range: [0, Number.POSITIVE_INFINITY],
    better: null,
    compute: ({ counts, grid }) => volumeInMillilitres(counts.prediction, grid.affine),
  },
  {
    key: "referenceVolume",
    title: "reference volume",
    unit: "ml",
    kind: "volume",
    range: [0, Number.POSITIVE_INFINITY],
    better: null,
    compute: ({ counts, grid }) => volumeInMillilitres(counts.reference, grid.affine),
  },
  {
    key: "volumeDifference",
    title: "volume difference",
    unit: "ml",
    kind: "volume",
    range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    better: null,
    compute: ({ counts, grid }) => volumeInMillilitres(counts.prediction - counts.reference, grid.affine),
  },
] as const satisfies readonly Metric[];
