import type { Triple } from "./fingerprint.js";

const AXES = [0, 1, 2] as const;

export const volumeOf = ([d, h, w]: Triple): number => d * h * w;

const mapTriple = (f: (axis: 0 | 1 | 2) => number): [number, number, number] => [f(0), f(1), f(2)];

/**
 * The finest spacing at which a scan has at most `voxels` voxels: the finest axes are coarsened first, all to one spacing, and
 * those that are coarser already stay.
 *
 * @param shape voxels along D, H, W at the spacing given
 */
export function boundedSpacing(shape: Triple, spacing: Triple, voxels: number): Triple {
  if (volumeOf(shape) <= voxels) return spacing;
  const finest = [...AXES].sort((a, b) => spacing[a] - spacing[b]);
  const extent = volumeOf(mapTriple((axis) => shape[axis] * spacing[axis])); // mm³
  let coarse = volumeOf(spacing);
  for (const [i, axis] of finest.entries()) {
    coarse /= spacing[axis];
    const common = (extent / voxels / coarse) ** (1 / (i + 1));
    const next = finest[i + 1];
    if (next === undefined || common <= spacing[next]) return raise(spacing, common);
  }
  return spacing;
}

/** No axis finer than `least` millimetres. */
export function raise(spacing: Triple, least: number): Triple {
  return mapTriple((axis) => Math.max(spacing[axis], least));
}

/** Voxels of a scan at another spacing. */
export function shapeAt(shape: Triple, from: Triple, to: Triple): Triple {
  return mapTriple((axis) => Math.max(1, Math.round((shape[axis] * from[axis]) / to[axis])));
}

/**
 * A box of at most `voxels` voxels: the scan's shape, rounded to the multiples, made smaller along the axis where it covers the
 * largest share of the scan until it is small enough (nnU-Net's rule).
 *
 * @param covered share of the scan along an axis that is enough; 1: all of it, so that shapes are rounded up
 */
export function boxWithin(shape: Triple, multiples: Triple, voxels: number, covered = 1): [number, number, number] {
  const box = mapTriple((axis) => Math.max(1, Math.ceil((covered * shape[axis]) / multiples[axis])) * multiples[axis]);
  while (volumeOf(box) > voxels) {
    const [fullest] = AXES.filter((axis) => box[axis] > multiples[axis]).sort(
      (a, b) => box[b] / shape[b] - box[a] / shape[a],
    );
    if (fullest === undefined) return box;
    box[fullest] -= multiples[fullest];
  }
  return box;
}

/** Millimetres as people write them: to 0.05 mm from half a millimetre on, to 0.01 below. */
export function neat(millimetres: number): number {
  const step = millimetres >= 0.5 ? 20 : 100;
  return Math.round(millimetres * step) / step;
}
