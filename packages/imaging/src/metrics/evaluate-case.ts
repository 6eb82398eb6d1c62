// Scores one case: every metric of METRICS for every class, exactly, on the full grid.
// `mn evaluate` and the scoring of a run go through it.

import { ImagingError } from "../errors.js";
import type { CaseValue } from "../statistics/summary.js";
import type { Triple } from "../volume.js";
import { DistanceBuffers } from "./distance-transform.js";
import { type CommonGrid, commonGrid, type LabelMap } from "./label-map.js";
import type { ScoredClass } from "./metric.js";
import { METRICS, type MetricName } from "./metrics.js";
import { countOverlap, type EmptyReason, emptyReason, type OverlapCounts } from "./overlap.js";
import type { SurfaceDefinition } from "./surface.js";
import { distancesBetween, surfacePair } from "./surface-distance.js";

/** Every metric of one class in one case. */
export interface ClassMetrics {
  /** The class's value in the masks. */
  readonly label: number;
  /** Why metrics are null: null itself where none is. */
  readonly undefinedBecause: EmptyReason | null;
  /** Number of voxels of the class. */
  readonly predictionVoxels: number;
  readonly referenceVoxels: number;
  /**
   * The values. All but the volumes are null where prediction or reference is empty: nothing can be said of a distance
   * to nothing, and whether a missed class counts as Dice 0 is for the summary to say ({@link summarize}).
   */
  readonly values: Readonly<Record<MetricName, number | null>>;
}

/** Every metric of one case, and what was meant by them. */
export interface CaseMetrics {
  readonly definition: SurfaceDefinition;
  /** Tolerance of the surface Dice in millimetres. */
  readonly tolerance: number;
  readonly classes: readonly ClassMetrics[];
}

export interface EvaluateOptions {
  /** The classes to score, by their values in the masks. Every other value counts as background. */
  readonly labels: readonly number[];
  /** What a surface is; `"medpy"` unless told. */
  readonly definition?: SurfaceDefinition;
  /** Tolerance of the surface Dice in millimetres; 1 unless told. */
  readonly tolerance?: number;
  /** Memory to use again from case to case. */
  readonly buffers?: DistanceBuffers;
}

/**
 * Scores a prediction against a reference, class by class, exactly, on the full grid.
 *
 * Overlap: {@link overlap}. Distances, in millimetres and in voxels: `hd` and `hd95` {@link hausdorff}, `asd` from
 * prediction to reference {@link averageDistance}, `assd` {@link averageSymmetricDistance}; `surfaceDice`
 * {@link surfaceDice}. Volumes in millilitres; `volumeDifference` is prediction minus reference.
 *
 * Where the masks have affines, these say what a millimetre is, so that sheared grids (a tilted gantry) are measured
 * rightly; the spacing alone says it for a grid with right angles. A scan of one slice has surfaces in two dimensions:
 * its outlines.
 *
 * @param prediction mask `[D, H, W]` of integers
 * @param reference mask on the same grid
 * @throws ImagingError `geometry` where shapes, spacings or angles differ, and for the definition `"deepmind"` on a
 * sheared grid; `argument` for voxels that are not integers, bad labels or a negative tolerance
 *
 * @example
 * const { classes } = evaluateCase(prediction, reference, { labels: [1] });
 * classes[0].values.dice; // 0.91, or null if undefinedBecause says why
 */
export function evaluateCase(prediction: LabelMap, reference: LabelMap, options: EvaluateOptions): CaseMetrics {
  const { definition = "medpy", tolerance = 1, buffers = new DistanceBuffers() } = options;
  if (definition !== "medpy" && definition !== "deepmind") {
    throw new ImagingError("argument", `No surface definition "${definition}".`, {
      remedy: 'Use "medpy" or "deepmind".',
    });
  }
  if (!(tolerance >= 0)) {
    throw new ImagingError("argument", `The tolerance ${tolerance} is not a length.`, {
      remedy: "Give the surface Dice's tolerance in millimetres.",
    });
  }
  const grid = commonGrid(prediction, reference);
  const classes = countOverlap(prediction, reference, options.labels).map((counts): ClassMetrics => {
    const scored = {
      counts,
      grid,
      tolerance,
      ...distancesOf(prediction, reference, counts, definition, grid, buffers),
    };
    return {
      label: counts.label,
      undefinedBecause: emptyReason(counts),
      predictionVoxels: counts.prediction,
      referenceVoxels: counts.reference,
      values: valuesOf(scored),
    };
  });
  return { definition, tolerance, classes };
}

function valuesOf(scored: ScoredClass): Record<MetricName, number | null> {
  const values = METRICS.map(({ key, compute }) => [key, compute(scored)] as const);
  return Object.fromEntries(values) as Record<MetricName, number | null>;
}

const VOXEL_UNITS: Triple = [1, 1, 1];

function distancesOf(
  prediction: LabelMap,
  reference: LabelMap,
  counts: OverlapCounts,
  definition: SurfaceDefinition,
  grid: CommonGrid,
  buffers: DistanceBuffers,
): Pick<ScoredClass, "millimetres" | "voxels"> {
  const pair = surfacePair(prediction, reference, counts, definition);
  if (pair === null) return { millimetres: null, voxels: null };
  const { spacing, sheared } = grid;
  const millimetres = distancesBetween(pair, grid, buffers);
  const isotropic = !sheared && spacing[0] === spacing[1] && spacing[1] === spacing[2];
  return {
    millimetres,
    voxels: isotropic ? null : distancesBetween(pair, { spacing: VOXEL_UNITS, sheared: null }, buffers),
  };
}

/**
 * One metric of one class, case by case.
 *
 * @param results each case's metrics by its id
 * @throws ImagingError `argument` where a case was not scored for the class
 */
export function caseValues(
  results: Iterable<readonly [caseId: string, metrics: CaseMetrics]>,
  label: number,
  metric: MetricName,
): CaseValue[] {
  return Array.from(results, ([caseId, { classes }]): CaseValue => {
    const found = classes.find((entry) => entry.label === label);
    if (found === undefined) {
      throw new ImagingError("argument", `Case ${caseId} was not scored for label ${label}.`, {
        caseId,
        remedy: "Score every case for the same labels.",
      });
    }
    const value = found.values[metric];
    if (value !== null) return { caseId, value };
    return { caseId, value, undefinedBecause: found.undefinedBecause ?? "undefined" };
  });
}
