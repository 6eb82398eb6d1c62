// Grids to resample onto: of another spacing over the same field of view, and how two grids' axes run along each other.
// Nothing here touches a voxel; imaging/src/tensor/ does.

import { ImagingError } from "../errors.js";
import { composeAffines, invertAffine, spacingOf, toAffine } from "../geometry/affine.js";
import type { Grid } from "../geometry/grid.js";
import type { Affine, Triple } from "../volume.js";

/**
 * The grid with exactly this spacing (D, H, W; mm), the axes of `grid`, and its field of view (number of voxels × spacing)
 * as nearly as whole voxels allow: n′ = max(1, round(n · spacing / spacing′)) along each axis, halves rounded up, and
 * both fields of view have the same centre, so that each end differs by at most a quarter of a new voxel (but for axes
 * shorter than half a new voxel).
 *
 * The number of voxels is nnU-Net's. nnU-Net then stretches the spacing a little to fit the field of view, and
 * `nibabel.processing.resample_to_output` puts the first new voxel's centre on the first old one's, so that its field of
 * view begins half a difference of spacings earlier.
 *
 * @throws ImagingError `"argument"` for a spacing that is not positive and finite.
 */
export function gridAtSpacing(grid: Grid, spacing: Triple): Grid {
  if (!spacing.every((mm) => mm > 0 && Number.isFinite(mm))) {
    throw new ImagingError(
      "argument",
      `A spacing of ${spacing.join(" × ")} mm: give three positive numbers (D, H, W).`,
    );
  }
  const [channels, ...sizes] = grid.shape;
  const steps = spacingOf(grid.affine).map((old, axis) => spacing[axis] / old);
  const [d, h, w] = sizes.map((size, axis) => Math.max(1, Math.floor(size / steps[axis] + 0.5)));
  const [oz, oy, ox] = [d, h, w].map((size, axis) => (sizes[axis] - 1 - (size - 1) * steps[axis]) / 2);
  const [sz, sy, sx] = steps;
  const toOld = toAffine([sx, 0, 0, ox, 0, sy, 0, oy, 0, 0, sz, oz]);
  return { shape: [channels, d, h, w], affine: composeAffines(grid.affine, toOld) };
}

/** The map from voxel indices (x, y, z) of `target` to those of `source`. */
export function indexMap(source: Grid, target: Grid): Affine {
  return composeAffines(invertAffine(source.affine), target.affine);
}

/** An axis of the target that runs along one of the source: index k lies at index `offset + step · k` there. */
export interface AxisMap {
  /** 0 D, 1 H, 2 W. */
  readonly source: number;
  readonly step: number;
  readonly offset: number;
}

/** How far off its axis, in source voxels, a target voxel may lie for the grids to count as aligned. */
const ALIGNED = 1e-4;

/**
 * For each axis of the target (D, H, W) where it runs in the source; null when an axis runs along none: the grids are
 * rotated or sheared against each other.
 */
export function alignedAxes(map: Affine, target: Grid): AxisMap[] | null {
  const axes = [0, 1, 2].map((axis): AxisMap & { stray: number } => {
    const column = 2 - axis;
    const along = [0, 1, 2].map((source) => map[(2 - source) * 4 + column]);
    const [source] = [0, 1, 2].sort((a, b) => Math.abs(along[b]) - Math.abs(along[a]));
    const stray = Math.max(...along.filter((_, other) => other !== source).map(Math.abs));
    return {
      source,
      step: along[source],
      offset: map[(2 - source) * 4 + 3],
      stray: stray * (target.shape[axis + 1] - 1),
    };
  });
  const apart = new Set(axes.map(({ source }) => source)).size === 3;
  return apart && axes.every(({ stray }) => stray <= ALIGNED) ? axes : null;
}

/**
 * The standard deviations, in source voxels along D, H, W, of the Gaussian that takes a voxel's point spread from the
 * source's width to the target's (Cardoso et al., "Scale factor point spread function matching", MICCAI 2015): both are
 * Gaussians as wide at half height as their voxel, FWHM = √(8 ln 2) σ, and covariances add, so that
 * σ² = ((M Mᵀ)ᵢᵢ − 1) / (8 ln 2) with M the 3 × 3 part of the index map; along an axis r times coarser (r² − 1) / (8 ln 2).
 * 0 where the target is not coarser.
 */
export function antiAliasingSigmas(map: Affine): Triple {
  const variance = (row: number) => (map[row] ** 2 + map[row + 1] ** 2 + map[row + 2] ** 2 - 1) / (8 * Math.LN2);
  // A change of 0.01 % in spacing is rounding of headers, not coarsening.
  const sigma = (row: number) => (variance(row) < 1e-4 ? 0 : Math.sqrt(variance(row)));
  return [sigma(8), sigma(4), sigma(0)];
}
