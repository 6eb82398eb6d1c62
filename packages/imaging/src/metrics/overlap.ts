// Metrics of overlap, and the counts of voxels that they are made of: every class in one pass over both masks.
// Definitions: Taha and Hanbury 2015, https://doi.org/10.1186/s12880-015-0068-x

import { extremes } from "@mandn/base";
import { ImagingError } from "../errors.js";
import type { Triple } from "../volume.js";
import { commonGrid, emptyParts, type LabelMap } from "./label-map.js";
import { overlapMetric } from "./metric.js";

/** Why a metric of a class has no value. */
export type EmptyReason = "both empty" | "prediction empty" | "reference empty";

/** Voxel counts of one class, and the box around its voxels in either mask. */
export interface OverlapCounts {
  readonly label: number;
  readonly prediction: number;
  readonly reference: number;
  readonly intersection: number;
  /** Smallest box with every voxel of the class in prediction or reference: first and last index along D, H, W. */
  readonly box: { readonly first: Triple; readonly last: Triple } | null;
}

/** Metrics of overlap, each in 0 … 1, or null where prediction or reference is empty. */
export interface Overlap {
  /** 2·|P ∩ R| / (|P| + |R|) (Dice 1945; MedPy `dc`). */
  readonly dice: number | null;
  /** |P ∩ R| / |P ∪ R| (Jaccard 1912; MedPy `jc`). */
  readonly jaccard: number | null;
  /** |P ∩ R| / |P|: the part of the prediction that is right. */
  readonly precision: number | null;
  /** |P ∩ R| / |R|: the part of the reference that was found. */
  readonly recall: number | null;
}

/** Widest span of label values that one table is made for. */
const LARGEST_LABEL_SPAN = 1 << 20;

function labelTable(labels: readonly number[]): { table: Int32Array; lowest: number } {
  if (labels.length === 0 || !labels.every(Number.isSafeInteger) || new Set(labels).size !== labels.length) {
    throw new ImagingError("argument", `Labels [${labels.join(", ")}] are not distinct whole numbers.`, {
      remedy: "Name each class to be scored once, by its value in the mask.",
    });
  }
  const [lowest, highest] = extremes(labels);
  const span = highest - lowest + 1;
  if (span > LARGEST_LABEL_SPAN) {
    throw new ImagingError("argument", `Labels span ${span} values, more than ${LARGEST_LABEL_SPAN}.`, {
      remedy: "Renumber the classes of both masks.",
    });
  }
  const table = new Int32Array(span).fill(-1);
  labels.forEach((label, k) => {
    table[label - lowest] = k;
  });
  return { table, lowest };
}

/**
 * Counts every class in one pass over both masks.
 *
 * @param labels the classes, each a value in the masks; other values count as background
 * @returns one entry for each label, in the order given
 * @throws ImagingError `geometry` where the masks do not share a grid, `argument` for bad labels
 */
export function countOverlap(prediction: LabelMap, reference: LabelMap, labels: readonly number[]): OverlapCounts[] {
  const { shape } = commonGrid(prediction, reference);
  const [depth, height, width] = shape;
  const { table, lowest } = labelTable(labels);
  const span = table.length;
  const p = prediction.voxels;
  const r = reference.voxels;
  const zeroIsBackground = !labels.includes(0);
  const counts = new Float64Array(3 * labels.length); // prediction, reference, intersection of each class
  const boxes = labels.map(() => [depth, height, width, -1, -1, -1]);
  const classIn = (value: number): number => {
    const offset = value - lowest;
    return offset >= 0 && offset < span ? table[offset] : -1;
  };
  // Along a row, the first and last w at which a class was met; -1 where it was not.
  const rowFirst = new Int32Array(labels.length).fill(-1);
  const rowLast = new Int32Array(labels.length);
  const met: number[] = [];
  const meet = (k: number, first: number, last: number): void => {
    if (rowFirst[k] === -1) {
      rowFirst[k] = first;
      met.push(k);
    }
    rowLast[k] = last;
  };
  /** Counts voxels of a row from `first` to before `end`, all of which are `a` in the prediction and `b` in the reference. */
  const count = (a: number, b: number, first: number, end: number): void => {
    const ka = classIn(a);
    const kb = a === b ? ka : classIn(b);
    if (ka >= 0) {
      counts[3 * ka] += end - first;
      if (a === b) counts[3 * ka + 2] += end - first;
      meet(ka, first, end - 1);
    }
    if (kb >= 0) {
      counts[3 * kb + 1] += end - first;
      meet(kb, first, end - 1);
    }
  };
  const [isEmptyP, isEmptyR] = [emptyParts(p), emptyParts(r)];
  for (let d = 0; d < depth; d++) {
    for (let h = 0; h < height; h++) {
      const row = (d * height + h) * width;
      if (zeroIsBackground && isEmptyP(row, row + width) && isEmptyR(row, row + width)) continue;
      let a = p[row];
      let b = r[row];
      let first = 0;
      for (let w = 1; w < width; w++) {
        if (p[row + w] === a && r[row + w] === b) continue;
        count(a, b, first, w);
        a = p[row + w];
        b = r[row + w];
        first = w;
      }
      count(a, b, first, width);
      for (const k of met) {
        const box = boxes[k];
        box[0] = Math.min(box[0], d);
        box[1] = Math.min(box[1], h);
        box[2] = Math.min(box[2], rowFirst[k]);
        box[3] = d;
        box[4] = Math.max(box[4], h);
        box[5] = Math.max(box[5], rowLast[k]);
        rowFirst[k] = -1;
      }
      met.length = 0;
    }
  }
  return labels.map((label, k) => {
    const [d0, h0, w0, d1, h1, w1] = boxes[k];
    return {
      label,
      prediction: counts[3 * k],
      reference: counts[3 * k + 1],
      intersection: counts[3 * k + 2],
      box: d1 < 0 ? null : { first: [d0, h0, w0], last: [d1, h1, w1] },
    };
  });
}

/** Which of the two masks is empty, or null where neither is. */
export function emptyReason(counts: Pick<OverlapCounts, "prediction" | "reference">): EmptyReason | null {
  if (counts.prediction === 0) return counts.reference === 0 ? "both empty" : "prediction empty";
  return counts.reference === 0 ? "reference empty" : null;
}

/** Dice, Jaccard, precision and recall from voxel counts; all null where prediction or reference is empty. */
export function overlap(counts: Pick<OverlapCounts, "prediction" | "reference" | "intersection">): Overlap {
  if (emptyReason(counts) !== null) return { dice: null, jaccard: null, precision: null, recall: null };
  const { prediction, reference, intersection } = counts;
  return {
    dice: (2 * intersection) / (prediction + reference),
    jaccard: intersection / (prediction + reference - intersection),
    precision: intersection / prediction,
    recall: intersection / reference,
  };
}

export const overlapMetrics = [
  overlapMetric({ key: "dice", title: "Dice", compute: ({ counts }) => overlap(counts).dice }),
  overlapMetric({ key: "jaccard", title: "Jaccard", compute: ({ counts }) => overlap(counts).jaccard }),
  overlapMetric({ key: "precision", title: "precision", compute: ({ counts }) => overlap(counts).precision }),
  overlapMetric({ key: "recall", title: "recall", compute: ({ counts }) => overlap(counts).recall }),
];
