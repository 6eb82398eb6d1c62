// Masks, and the grid that a prediction and its reference share: its shape and what a millimetre is on it.
// Two masks that do not lie on one grid are refused here, before anything is counted.

import { ImagingError } from "../errors.js";
import { affineFromSpacing } from "../geometry/affine.js";
import type { Affine, Triple } from "../volume.js";

/** The voxel types a mask may have. */
export type LabelArray = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;

/**
 * A mask: one integer per voxel, each value a class. A {@link Volume} of an integer type with one channel is one.
 */
export interface LabelMap {
  /** `[D, H, W]`, or `[1, D, H, W]`. */
  readonly shape: readonly number[];
  /** Millimetres between voxel centres along D, H, W. */
  readonly spacing: Triple;
  /** From voxel (x, y, z) to millimetres; default: axes at right angles, `spacing` apart. */
  readonly affine?: Affine;
  /** D·H·W values, x fastest. */
  readonly voxels: LabelArray;
}

/** The grid of a prediction and its reference. */
export interface CommonGrid {
  /** `[D, H, W]` */
  readonly shape: Triple;
  /** Millimetres between voxel centres along D, H, W. */
  readonly spacing: Triple;
  /** From voxel (x, y, z) to millimetres. */
  readonly affine: Affine;
  /** The affine once more where its axes are not at right angles; null where they are, and the spacing says it all. */
  readonly sheared: Affine | null;
}

/**
 * Largest relative difference between two spacings, and largest cosine of an angle, that are still taken for rounding
 * in a file's header.
 */
const SPACING_TOLERANCE = 1e-4;

function gridShape(map: LabelMap, which: string): Triple {
  const grid = map.shape.length === 4 && map.shape[0] === 1 ? map.shape.slice(1) : map.shape;
  if (grid.length !== 3) {
    throw new ImagingError("geometry", `The ${which} has shape [${map.shape.join(", ")}].`, {
      remedy: "Give one mask of shape [D, H, W] or [1, D, H, W].",
    });
  }
  return [grid[0], grid[1], grid[2]];
}

/** Throws unless each number is a positive, finite length in millimetres. */
export function assertSpacing(spacing: Triple): void {
  if (spacing.length !== 3 || !spacing.every((s) => Number.isFinite(s) && s > 0)) {
    throw new ImagingError("argument", `Spacing [${spacing.join(", ")}] is not three positive lengths.`, {
      remedy: "Give the millimetres between voxel centres along D, H, W.",
    });
  }
}

/** Throws unless `length` is D·H·W of a shape of positive whole numbers. */
export function assertShape(shape: Triple, length: number, which: string): void {
  if (!shape.every((n) => Number.isSafeInteger(n) && n > 0) || shape[0] * shape[1] * shape[2] !== length) {
    throw new ImagingError("geometry", `The ${which} has ${length} voxels, its shape is [${shape.join(", ")}].`, {
      remedy: "Give as many voxels as D·H·W of the shape.",
    });
  }
}

export function isLabelArray(voxels: unknown): voxels is LabelArray {
  return (
    voxels instanceof Uint8Array ||
    voxels instanceof Int8Array ||
    voxels instanceof Int16Array ||
    voxels instanceof Uint16Array ||
    voxels instanceof Int32Array ||
    voxels instanceof Uint32Array
  );
}

/**
 * Tells of a part of a mask, from one voxel to before another, whether it holds nothing but 0: most rows of most masks do. Looks at
 * four bytes at a time, at a few beside the part too, so what lies there may make it say no.
 */
export function emptyParts(voxels: LabelArray): (from: number, to: number) => boolean {
  const { buffer, byteOffset, byteLength, BYTES_PER_ELEMENT: bytes } = voxels;
  if (byteOffset % 4 !== 0) return () => false;
  const words = new Uint32Array(buffer, byteOffset, Math.floor(byteLength / 4));
  return (from, to) => {
    const end = Math.ceil((to * bytes) / 4);
    if (end > words.length) return false;
    for (let k = Math.floor((from * bytes) / 4); k < end; k++) if (words[k] !== 0) return false;
    return true;
  };
}

/**
 * The grid that prediction and reference share.
 *
 * @throws ImagingError `geometry` where shapes, spacings or the angles between axes differ, `argument` where voxels are
 * not integers or a spacing is not positive.
 */
export function commonGrid(prediction: LabelMap, reference: LabelMap): CommonGrid {
  const shape = gridShape(prediction, "prediction");
  const other = gridShape(reference, "reference");
  for (const [map, which] of [
    [prediction, "prediction"],
    [reference, "reference"],
  ] as const) {
    if (!isLabelArray(map.voxels)) {
      throw new ImagingError("argument", `The ${which}'s voxels are not integers.`, {
        remedy: "Convert the mask to an integer type once its values are known to be whole numbers.",
      });
    }
    assertSpacing(map.spacing);
  }
  assertShape(shape, prediction.voxels.length, "prediction");
  assertShape(other, reference.voxels.length, "reference");
  if (shape.some((n, axis) => n !== other[axis])) {
    throw new ImagingError(
      "geometry",
      `The prediction has shape [${shape.join(", ")}], the reference [${other.join(", ")}].`,
      { remedy: "Resample the prediction onto the reference's grid." },
    );
  }
  const spacing = reference.spacing;
  if (spacing.some((s, axis) => Math.abs(s - prediction.spacing[axis]) > SPACING_TOLERANCE * s)) {
    throw new ImagingError(
      "geometry",
      `The prediction's spacing is [${prediction.spacing.join(", ")}] mm, the reference's [${spacing.join(", ")}] mm.`,
      { remedy: "Resample the prediction onto the reference's grid." },
    );
  }
  const affine = affineOf(reference);
  const [angles, others] = [affine, affineOf(prediction)].map(cosines);
  if (angles.some((cosine, k) => Math.abs(cosine - others[k]) > SPACING_TOLERANCE)) {
    const [ours, theirs] = [angles, others].map((set) => set.map(degrees).join(", "));
    throw new ImagingError(
      "geometry",
      `The prediction's axes stand at ${theirs} degrees to each other, the reference's at ${ours}.`,
      { remedy: "Resample the prediction onto the reference's grid." },
    );
  }
  const sheared = angles.some((cosine) => Math.abs(cosine) > SPACING_TOLERANCE) ? affine : null;
  return { shape, spacing, affine, sheared };
}

function affineOf({ affine, spacing }: LabelMap): Affine {
  return affine ?? affineFromSpacing(spacing);
}

/** Of the angles between the axes x and y, x and z, y and z. */
function cosines(affine: Affine): number[] {
  const column = (c: number) => [affine[c], affine[4 + c], affine[8 + c]];
  const dot = (a: readonly number[], b: readonly number[]) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const [x, y, z] = [0, 1, 2].map(column);
  return [
    [x, y],
    [x, z],
    [y, z],
  ].map(([a, b]) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)));
}

const degrees = (cosine: number) => ((Math.acos(cosine) * 180) / Math.PI).toFixed(2);
