// Masks as they are compared: whole numbers, two of them on one grid; and their mean Dice, the one number that training
// watches. Scores of a run, of folders and during training begin here.

import {
  compactMask,
  ImagingError,
  type LabelArray,
  type ReadOptions,
  readVolume,
  reorientLike,
  type Volume,
  type VolumeHeader,
} from "@mandn/imaging";
import { MnError } from "../errors.js";

/** A mask of whole numbers. */
export type Mask = Volume & { readonly voxels: LabelArray };

/**
 * A mask file.
 *
 * @throws ImagingError when it cannot be read or holds no integers
 */
export async function readMask(path: string, options?: ReadOptions): Promise<Mask> {
  return compactMask(await readVolume(path, options)) as Mask;
}

/**
 * A mask on the grid of another that lies in the same place, whichever way the two are stored: axes are permuted and flipped, nothing
 * is interpolated.
 *
 * @param id of the case, for the message
 * @param remedy what to do where they lie in different places
 * @throws MnError `"data"` where they do, with the size of the difference
 */
export function onGridOf(
  mask: Mask,
  other: VolumeHeader,
  { id, remedy }: { readonly id: string; readonly remedy: string },
): Mask {
  try {
    return reorientLike(mask, other) as Mask;
  } catch (cause) {
    if (!(cause instanceof ImagingError && cause.code === "geometry")) throw cause;
    const { sentence: fault } = cause;
    const { path } = mask.provenance;
    throw new MnError("data", { subject: `Case ${id}`, fault, remedy, caseIds: [id], path, cause });
  }
}

// One number for how good masks are: the mean Dice.

/**
 * Mean Dice of each foreground class over scans; null where neither scan nor prediction has the class in any of them.
 */
export type MeanDice = readonly (number | null)[];

/** Over the classes that have one; undefined where none has. */
export function meanOfClasses(dice: MeanDice): number | undefined {
  const values = dice.filter((value) => value !== null);
  return values.length === 0 ? undefined : values.reduce((a, b) => a + b, 0) / values.length;
}
