import { assertPercentile, percentileOfSorted } from "../statistics/percentile.js";
import type { Triple } from "../volume.js";
import { DistanceBuffers, squaredDistancesToSites } from "./distance-transform.js";
import { commonGrid, type LabelMap } from "./label-map.js";
import { countOverlap, emptyReason, type OverlapCounts } from "./overlap.js";
import { cropClass, extractSurface, type Surface, type SurfaceDefinition, surfaceAreaTable } from "./surface.js";

/** The distances from every element of one surface to the nearest element of the other. */
export interface DirectedDistances {
  /** In the unit of the spacing, in raster order of the elements. */
  readonly distance: Float64Array;
  /** Area of each element in that unit's square, for `"deepmind"`; null where all elements count the same. */
  readonly area: Float64Array | null;
}

/** The distances between the surfaces of prediction and reference, from each to the other. */
export interface SurfaceDistances {
  readonly definition: SurfaceDefinition;
  readonly toReference: DirectedDistances;
  readonly toPrediction: DirectedDistances;
}

/** The surfaces of one class in prediction and reference, on one grid cut out around both. */
export interface SurfacePair {
  readonly definition: SurfaceDefinition;
  readonly shape: Triple;
  readonly prediction: Surface;
  readonly reference: Surface;
}

/**
 * The surfaces of one class, on the smallest grid that holds both: distances between them do not depend on anything
 * outside it. Null where prediction or reference is empty.
 *
 * @param counts the class's entry of {@link countOverlap}
 */
export function surfacePair(
  prediction: LabelMap,
  reference: LabelMap,
  counts: OverlapCounts,
  definition: SurfaceDefinition,
): SurfacePair | null {
  if (counts.box === null || emptyReason(counts) !== null) return null;
  const { shape } = commonGrid(prediction, reference);
  const predicted = cropClass(prediction.voxels, shape, counts.label, counts.box);
  const actual = cropClass(reference.voxels, shape, counts.label, counts.box);
  return {
    definition,
    shape: predicted.shape,
    prediction: extractSurface(predicted, definition),
    reference: extractSurface(actual, definition),
  };
}

/** The distances between two surfaces at a spacing: `[1, 1, 1]` measures in voxels. */
export function distancesBetween(
  pair: SurfacePair,
  spacing: Triple,
  buffers: DistanceBuffers = new DistanceBuffers(),
): SurfaceDistances {
  const areas = pair.definition === "deepmind" ? surfaceAreaTable(spacing) : null;
  const directed = (from: Surface, to: Surface): DirectedDistances => {
    const distance = squaredDistancesToSites(to.index, from.index, pair.shape, spacing, buffers);
    for (let k = 0; k < distance.length; k++) distance[k] = Math.sqrt(distance[k]);
    const area = areas !== null && from.code !== null ? Float64Array.from(from.code, (code) => areas[code]) : null;
    return { distance, area };
  };
  return {
    definition: pair.definition,
    toReference: directed(pair.prediction, pair.reference),
    toPrediction: directed(pair.reference, pair.prediction),
  };
}

/**
 * The distances in millimetres between the surfaces of one class in two masks `[D, H, W]`; null where prediction or
 * reference is empty.
 *
 * @throws ImagingError `geometry` where the masks do not share a grid
 */
export function surfaceDistances(
  prediction: LabelMap,
  reference: LabelMap,
  label: number,
  definition: SurfaceDefinition = "medpy",
): SurfaceDistances | null {
  const [counts] = countOverlap(prediction, reference, [label]);
  const pair = surfacePair(prediction, reference, counts, definition);
  return pair === null ? null : distancesBetween(pair, reference.spacing);
}

/** Parts of the total area closer to the wanted one than this count as reaching it, whatever order they were added in. */
const AREA_ROUNDING = 1e-12;

/** Smallest distance within which so many percent of the surface's area lie. */
function percentileByArea(distance: Float64Array, area: Float64Array, percent: number): number {
  const areaAt = new Map<number, number>();
  let total = 0;
  for (let k = 0; k < distance.length; k++) {
    areaAt.set(distance[k], (areaAt.get(distance[k]) ?? 0) + area[k]);
    total += area[k];
  }
  const ascending = Float64Array.from(areaAt.keys()).sort();
  const wanted = percent === 100 ? Number.POSITIVE_INFINITY : total * (percent / 100 - AREA_ROUNDING);
  let reached = 0;
  for (const value of ascending) {
    reached += areaAt.get(value) ?? 0;
    if (reached >= wanted) return value;
  }
  return ascending[ascending.length - 1];
}

/**
 * Robust Hausdorff distance: the given percentile of the surface distances, 100 the Hausdorff distance itself.
 *
 * - `"medpy"`: percentile, linearly interpolated, of both directed sets of distances put together (MedPy `hd95` at 95,
 *   `hd` at 100).
 * - `"deepmind"`: in each direction the smallest distance within which so many percent of the surface's area lie, then
 *   the larger of the two (`compute_robust_hausdorff`). Where areas reach the percentage exactly, rounding aside, they
 *   count as reaching it.
 *
 * @param percent 0 … 100
 * @throws ImagingError `argument` for another percentage
 */
export function hausdorff({ toReference, toPrediction }: SurfaceDistances, percent: number): number {
  assertPercentile(percent, Math.min(toReference.distance.length, toPrediction.distance.length));
  if (toReference.area !== null && toPrediction.area !== null) {
    return Math.max(
      percentileByArea(toReference.distance, toReference.area, percent),
      percentileByArea(toPrediction.distance, toPrediction.area, percent),
    );
  }
  const together = new Float64Array(toReference.distance.length + toPrediction.distance.length);
  together.set(toReference.distance);
  together.set(toPrediction.distance, toReference.distance.length);
  return percentileOfSorted(together.sort(), percent);
}

/** Sum of distance times weight, and of weight, over those elements whose distance is at most `limit`. */
function weigh({ distance, area }: DirectedDistances, limit: number): { moment: number; weight: number } {
  let moment = 0;
  let weight = 0;
  for (let k = 0; k < distance.length; k++) {
    if (distance[k] > limit) continue;
    const w = area === null ? 1 : area[k];
    moment += distance[k] * w;
    weight += w;
  }
  return { moment, weight };
}

/**
 * Average surface distance in one direction: the mean over the elements of one surface (weighted by area for
 * `"deepmind"`) of their distance to the other. From prediction to reference it is MedPy's `asd(prediction, reference)`
 * and the second value of `compute_average_surface_distance`.
 */
export function averageDistance(directed: DirectedDistances): number {
  const { moment, weight } = weigh(directed, Number.POSITIVE_INFINITY);
  return moment / weight;
}

/**
 * Average symmetric surface distance: the mean over the elements of both surfaces together (MedPy 0.5 `assd`; for
 * `"deepmind"`, which names no such value, weighted by area).
 */
export function averageSymmetricDistance({ toReference, toPrediction }: SurfaceDistances): number {
  const a = weigh(toReference, Number.POSITIVE_INFINITY);
  const b = weigh(toPrediction, Number.POSITIVE_INFINITY);
  return (a.moment + b.moment) / (a.weight + b.weight);
}

/**
 * Normalised surface Dice: the part of both surfaces that lies within a tolerance of the other, 0 … 1 (Nikolov et al.,
 * arXiv 1809.04430, `compute_surface_dice_at_tolerance`). For `"medpy"` voxels are counted instead of areas, as MONAI's
 * `compute_surface_dice` does.
 *
 * @param tolerance in the unit of the distances
 */
export function surfaceDice({ toReference, toPrediction }: SurfaceDistances, tolerance: number): number {
  const within = weigh(toReference, tolerance).weight + weigh(toPrediction, tolerance).weight;
  const all =
    weigh(toReference, Number.POSITIVE_INFINITY).weight + weigh(toPrediction, Number.POSITIVE_INFINITY).weight;
  return within / all;
}
