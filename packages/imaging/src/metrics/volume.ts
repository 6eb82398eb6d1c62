// Volumes of a class in prediction and reference. A voxel's volume is the affine's determinant, so that it is right on
// sheared grids too (a CT with a tilted gantry), where the product of the spacings is too large.

import { determinant } from "../geometry/affine.js";
import type { Affine } from "../volume.js";
import { volumeMetric } from "./metric.js";

/** Volume of so many voxels of a grid in millilitres (1 ml = 1000 mm³). */
export function volumeInMillilitres(voxels: number, affine: Affine): number {
  return (voxels * Math.abs(determinant(affine))) / 1000;
}

export const volumeMetrics = [
  volumeMetric({
    key: "predictionVolume",
    title: "predicted volume",
    compute: ({ counts, grid }) => volumeInMillilitres(counts.prediction, grid.affine),
  }),
  volumeMetric({
    key: "referenceVolume",
    title: "reference volume",
    compute: ({ counts, grid }) => volumeInMillilitres(counts.reference, grid.affine),
  }),
  volumeMetric(
    {
      key: "volumeDifference",
      title: "volume difference",
      compute: ({ counts, grid }) => volumeInMillilitres(counts.prediction - counts.reference, grid.affine),
    },
    Number.NEGATIVE_INFINITY,
  ),
];
