import { type Case, compactMask, type LabelArray, readVolume, type Volume } from "@mandn/imaging";
import { MnError } from "../errors.js";

/** A mask of whole numbers. */
export type Mask = Volume & { readonly voxels: LabelArray };

/**
 * The reference mask of a case, as it lies on disk.
 *
 * @throws MnError `"data"` when it has none; ImagingError when it cannot be read or holds no integers.
 */
export async function referenceOf({ id, label }: Case): Promise<Mask> {
  if (label === undefined) throw new MnError("data", `The scan ${id} has no mask to compare with.`, { caseIds: [id] });
  return readMask(label.path, label.key);
}

/** A mask file. */
export async function readMask(path: string, key?: string): Promise<Mask> {
  return compactMask(await readVolume(path, key === undefined ? {} : { key })) as Mask;
}
