import { ImagingError } from "../errors.js";
import type { CaseValue } from "../statistics/summary.js";
import type { Triple } from "../volume.js";
import { DistanceBuffers } from "./distance-transform.js";
import { commonGrid, type LabelMap } from "./label-map.js";
import { countOverlap, type EmptyReason, emptyReason, overlap, volumeInMillilitres } from "./overlap.js";
import type { SurfaceDefinition } from "./surface.js";
import {
  averageDistance,
  averageSymmetricDistance,
  distancesBetween,
  hausdorff,
  type SurfaceDistances,
  surfaceDice,
  surfacePair,
} from "./surface-distance.js";

/** The unit of every metric, by its name; `""` for plain fractions. */
export const metricUnits = {
  dice: "",
  jaccard: "",
  precision: "",
  recall: "",
  surfaceDice: "",
  hd: "mm",
  hd95: "mm",
  asd: "mm",
  assd: "mm",
  hdVoxels: "voxels",
  hd95Voxels: "voxels",
  asdVoxels: "voxels",
  assdVoxels: "voxels",
  predictionVolume: "ml",
  referenceVolume: "ml",
  volumeDifference: "ml",
} as const;

export type MetricName = keyof typeof metricUnits;

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

const VOXEL_UNITS: Triple = [1, 1, 1];

function distanceMetrics(distances: SurfaceDistances): { hd: number; hd95: number; asd: number; assd: number } {
  return {
    hd: hausdorff(distances, 100),
    hd95: hausdorff(distances, 95),
    asd: averageDistance(distances.toReference),
    assd: averageSymmetricDistance(distances),
  };
}

/**
 * Scores a prediction against a reference, class by class, exactly, on the full grid.
 *
 * Overlap: {@link overlap}. Distances, in millimetres and in voxels: `hd` and `hd95` {@link hausdorff}, `asd` from
 * prediction to reference {@link averageDistance}, `assd` {@link averageSymmetricDistance}; `surfaceDice`
 * {@link surfaceDice}. Volumes in millilitres; `volumeDifference` is prediction minus reference.
 *
 * @param prediction mask `[D, H, W]` of integers
 * @param reference mask on the same grid
 * @throws ImagingError `geometry` where shapes or spacings differ, `argument` for voxels that are not integers, bad
 * labels or a negative tolerance
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
  const { spacing } = commonGrid(prediction, reference);
  const isotropic = spacing[0] === spacing[1] && spacing[1] === spacing[2];

  const classes = countOverlap(prediction, reference, options.labels).map((counts): ClassMetrics => {
    const pair = surfacePair(prediction, reference, counts, definition);
    const distances = pair === null ? null : distancesBetween(pair, spacing, buffers);
    const mm = distances === null ? null : distanceMetrics(distances);
    const voxels = pair === null || isotropic ? null : distanceMetrics(distancesBetween(pair, VOXEL_UNITS, buffers));
    const inVoxels = (name: "hd" | "hd95" | "asd" | "assd"): number | null =>
      voxels !== null ? voxels[name] : mm !== null ? mm[name] / spacing[0] : null;
    const predictionVolume = volumeInMillilitres(counts.prediction, spacing);
    const referenceVolume = volumeInMillilitres(counts.reference, spacing);
    return {
      label: counts.label,
      undefinedBecause: emptyReason(counts),
      predictionVoxels: counts.prediction,
      referenceVoxels: counts.reference,
      values: {
        ...overlap(counts),
        surfaceDice: distances === null ? null : surfaceDice(distances, tolerance),
        hd: mm?.hd ?? null,
        hd95: mm?.hd95 ?? null,
        asd: mm?.asd ?? null,
        assd: mm?.assd ?? null,
        hdVoxels: inVoxels("hd"),
        hd95Voxels: inVoxels("hd95"),
        asdVoxels: inVoxels("asd"),
        assdVoxels: inVoxels("assd"),
        predictionVolume,
        referenceVolume,
        volumeDifference: predictionVolume - referenceVolume,
      },
    };
  });
  return { definition, tolerance, classes };
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
