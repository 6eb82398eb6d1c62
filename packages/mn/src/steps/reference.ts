import type { Case } from "@mandn/imaging";
import { MnError } from "../errors.js";
import { type Mask, onGridOf, readMask } from "../evaluation/masks.js";

/**
 * The reference mask of a case, on the grid of a predicted one.
 *
 * @throws MnError `"data"` when it has none, or it lies in another place; ImagingError when it cannot be read or holds no integers.
 */
export async function referenceOf({ id, label }: Case, prediction: Mask): Promise<Mask> {
  if (label === undefined) throw new MnError("data", `The scan ${id} has no mask to compare with.`, { caseIds: [id] });
  const reference = await readMask(label.path, label);
  return onGridOf(reference, prediction, { id, remedy: "mn check says where it lies." });
}
