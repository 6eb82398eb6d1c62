// What a metric is, and what it is computed of. Each family of metrics has a file (overlap, surface-dice, hausdorff,
// average-distance, volume) and a line in METRICS (metrics.ts); whoever shows or summarises metrics reads it there.
// What all metrics of a kind share is said here once.

import type { CommonGrid } from "./label-map.js";
import type { OverlapCounts } from "./overlap.js";
import type { SurfaceDistances } from "./surface-distance.js";

/** One class in a prediction and its reference: what metrics are computed of. */
export interface ScoredClass {
  readonly counts: OverlapCounts;
  readonly grid: CommonGrid;
  /** Tolerance of the surface Dice in millimetres. */
  readonly tolerance: number;
  /** Distances between the two surfaces in millimetres; null where prediction or reference is empty. */
  readonly millimetres: SurfaceDistances | null;
  /**
   * The same with steps of 1 between voxels, where steps are not alike along all axes; null where they are: distances
   * are then so many steps of `grid.spacing[0]`.
   */
  readonly voxels: SurfaceDistances | null;
}

/** Everything that is known of a metric. */
export interface Metric<Key extends string = string> {
  /** Its name in results. */
  readonly key: Key;
  /** As people call it, without the unit. */
  readonly title: string;
  /** `""` for a share of 1. */
  readonly unit: "" | "mm" | "voxels" | "ml";
  /**
   * `"overlap"`: a share of 1; a class that one of the two masks lacks may count as 0. `"distance"`: a class that one
   * of the two lacks has none. `"volume"`: says how large, not how good.
   */
  readonly kind: "overlap" | "distance" | "volume";
  /** Values that it can have at all. */
  readonly range: readonly [least: number, greatest: number];
  /** Which values are better; null where the metric does not say how good a mask is. */
  readonly better: "higher" | "lower" | null;
  /** Its value; null where prediction or reference is empty and nothing can be said. */
  readonly compute: (scored: ScoredClass) => number | null;
}

/** What a metric is called and how its value is found. */
type Named<Key extends string> = Pick<Metric<Key>, "key" | "title" | "compute">;

/** A metric of overlap: a share of 1, the more the better. */
export function overlapMetric<Key extends string>(named: Named<Key>): Metric<Key> {
  return { ...named, unit: "", kind: "overlap", range: [0, 1], better: "higher" };
}

/**
 * A distance between the two surfaces, the less the better; null where there is but one of them, or none.
 *
 * @param distance in the unit of the distances that it is given
 */
export function distanceMetric<Key extends string>(
  key: Key,
  title: string,
  unit: "mm" | "voxels",
  distance: (distances: SurfaceDistances) => number,
): Metric<Key> {
  const compute = ({ millimetres, voxels, grid }: ScoredClass) => {
    if (millimetres === null) return null;
    if (unit === "voxels") return voxels === null ? distance(millimetres) / grid.spacing[0] : distance(voxels);
    return distance(millimetres);
  };
  return { key, title, unit, kind: "distance", range: [0, Number.POSITIVE_INFINITY], better: "lower", compute };
}

/** A volume in millilitres; it says how large, not how good, and is there where a mask is empty, too. */
export function volumeMetric<Key extends string>(named: Named<Key>, least = 0): Metric<Key> {
  return { ...named, unit: "ml", kind: "volume", range: [least, Number.POSITIVE_INFINITY], better: null };
}
