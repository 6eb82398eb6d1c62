// Several tests at once: p-values corrected so that among them all a chance finding stays as rare as in one.

import { ImagingError } from "../errors.js";

/**
 * Holm's correction (Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics
 * 6, 1979): of m p-values the k-th smallest is multiplied by m − k + 1, none is below one before it, none above 1. The
 * same as `statsmodels.stats.multitest.multipletests(p, method="holm")`.
 *
 * @returns the corrected p-values, in the order given
 * @throws ImagingError `argument` for what is no probability
 */
export function holm(pValues: readonly number[]): number[] {
  const wrong = pValues.find((p) => !(p >= 0 && p <= 1));
  if (wrong !== undefined) {
    throw new ImagingError("argument", `${wrong} is no p-value.`, { remedy: "Give probabilities from 0 to 1." });
  }
  const corrected = new Array<number>(pValues.length);
  let least = 0;
  for (const [k, i] of Array.from(pValues.keys())
    .sort((a, b) => pValues[a] - pValues[b])
    .entries()) {
    least = Math.min(1, Math.max(least, (pValues.length - k) * pValues[i]));
    corrected[i] = least;
  }
  return corrected;
}
