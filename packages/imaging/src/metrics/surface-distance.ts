// The distances between the surfaces of prediction and reference, from which Hausdorff and average distances and the
// surface Dice are made.

import { ImagingError } from "../errors.js";
import { applyAffine } from "../geometry/affine.js";
import type { Affine, Triple } from "../volume.js";
import { DistanceBuffers, squaredDistancesToSites } from "./distance-transform.js";
import { type CommonGrid, commonGrid, type LabelMap } from "./label-map.js";
import { NearestPoint } from "./nearest-point.js";
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
interface SurfacePair {
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

/**
 * The distances between two surfaces on a grid; with a spacing of `[1, 1, 1]` they are in voxels.
 *
 * @throws ImagingError `geometry` for surfaces by DeepMind's definition on a sheared grid: its areas are those of
 * cuboids
 */
export function distancesBetween(
  pair: SurfacePair,
  { spacing, sheared }: Pick<CommonGrid, "spacing" | "sheared">,
  buffers: DistanceBuffers = new DistanceBuffers(),
): SurfaceDistances {
  if (sheared !== null && pair.definition === "deepmind") {
    const remedy = 'Resample both masks onto a grid with right angles, or use the definition "medpy".';
    const fault = "The definition deepmind knows only voxels with right angles, and this grid is sheared.";
    throw new ImagingError("geometry", fault, { remedy });
  }
  const areas = pair.definition === "deepmind" ? surfaceAreaTable(spacing) : null;
  const squaredDistances = (from: Surface, to: Surface): Float64Array => {
    if (sheared === null) return squaredDistancesToSites(to.index, from.index, pair.shape, spacing, buffers);
    const place = ({ index }: Surface) => positions(index, pair.shape, sheared);
    return new NearestPoint(place(to)).squaredDistances(place(from));
  };
  const directed = (from: Surface, to: Surface): DirectedDistances => {
    const distance = squaredDistances(from, to);
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

/** Where voxels of a grid lie in millimetres: x, y, z of one after the other. */
function positions(index: Int32Array, [, height, width]: Triple, affine: Affine): Float64Array {
  const places = new Float64Array(3 * index.length);
  for (let k = 0; k < index.length; k++) {
    const w = index[k] % width;
    const row = (index[k] - w) / width;
    const h = row % height;
    places.set(applyAffine(affine, [w, h, (row - h) / height]), 3 * k);
  }
  return places;
}

/**
 * The distances in millimetres between the surfaces of one class in two masks `[D, H, W]`; null where prediction or
 * reference is empty.
 *
 * @throws ImagingError `geometry` where the masks do not share a grid, and as {@link distancesBetween}
 */
export function surfaceDistances(
  prediction: LabelMap,
  reference: LabelMap,
  label: number,
  definition: SurfaceDefinition = "medpy",
): SurfaceDistances | null {
  const [counts] = countOverlap(prediction, reference, [label]);
  const pair = surfacePair(prediction, reference, counts, definition);
  return pair === null ? null : distancesBetween(pair, commonGrid(prediction, reference));
}

/** Sum of distance times weight, and of weight, over those elements whose distance is at most `limit`. */
export function weigh({ distance, area }: DirectedDistances, limit: number): { moment: number; weight: number } {
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
