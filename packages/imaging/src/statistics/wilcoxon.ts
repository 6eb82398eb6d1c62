// Wilcoxon's signed-rank test of paired differences, as SciPy's.
// Wilcoxon 1945: https://doi.org/10.2307/3001968

import { ImagingError } from "../errors.js";
import { normalTail } from "./normal.js";

/** Result of a two-sided Wilcoxon signed-rank test. */
export interface WilcoxonResult {
  /** The smaller of the two rank sums. */
  readonly statistic: number;
  /** Sum of the ranks of positive differences, and of negative ones. */
  readonly positiveRanks: number;
  readonly negativeRanks: number;
  readonly pValue: number;
  /** Whether the p-value comes from the exact distribution or from the normal approximation with tie correction. */
  readonly method: "exact" | "normal";
  /** Differences that are not 0. */
  readonly n: number;
  /** Differences of 0, which the test leaves out (Wilcoxon's own treatment). */
  readonly zeros: number;
}

/** Largest number of differences for the exact distribution: without ties or zeros, and with them. As SciPy. */
const EXACT_LIMIT = 50;
const EXACT_LIMIT_WITH_TIES = 13;

/**
 * Ranks from 1 of the values, tied ones sharing the mean of their ranks, and Σ(t³ − t) over the sizes t of the ties.
 */
function midranks(values: Float64Array): { ranks: Float64Array; tieTerm: number } {
  const order = Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  let tieTerm = 0;
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let k = from; k < to; k++) ranks[order[k]] = (from + 1 + to) / 2;
    const size = to - from;
    tieTerm += size ** 3 - size;
  }
  return { ranks, tieTerm };
}

/** Probability that the sum of the ranks, each taken with probability ½, is at most `sum`. Ranks may be halves. */
function exactCumulative(ranks: Float64Array, sum: number): number {
  let probability = Float64Array.of(1); // of each doubled sum, from the ranks so far
  for (const rank of ranks) {
    const step = Math.round(2 * rank);
    const next = new Float64Array(probability.length + step);
    for (let s = 0; s < probability.length; s++) {
      next[s] += 0.5 * probability[s];
      next[s + step] += 0.5 * probability[s];
    }
    probability = next;
  }
  let total = 0;
  for (let s = 0; s <= Math.round(2 * sum); s++) total += probability[s];
  return total;
}

/**
 * Two-sided Wilcoxon signed-rank test that paired differences lie symmetrically about 0 (Wilcoxon, "Individual
 * comparisons by ranking methods", Biometrics Bulletin 1, 1945). The same as `scipy.stats.wilcoxon(differences)`:
 * differences of 0 are left out; the distribution is exact for up to 50 differences without ties or zeros and up to 13
 * with them, else normal with tie correction and no continuity correction. Where every difference is 0, p is 1.
 *
 * Own code, because the one kept library with this test (`@stdlib/stats-wilcoxon` 0.2.3) brings 230 packages and gives
 * p-values above 1 when both rank sums are equal.
 *
 * @param differences one for each pair
 * @throws ImagingError `argument` where there is none, or one is not finite
 */
export function wilcoxonSignedRank(differences: ArrayLike<number>): WilcoxonResult {
  const all = Float64Array.from(differences);
  if (all.length === 0 || !all.every(Number.isFinite)) {
    throw new ImagingError(
      "argument",
      `No signed-rank test of ${all.length} differences, all of which must be finite.`,
      {
        remedy: "Give at least one pair, and leave undefined cases out.",
      },
    );
  }
  const signed = all.filter((difference) => difference !== 0);
  const n = signed.length;
  const { ranks, tieTerm } = midranks(signed.map(Math.abs));
  let positiveRanks = 0;
  for (let k = 0; k < n; k++) if (signed[k] > 0) positiveRanks += ranks[k];
  const negativeRanks = (n * (n + 1)) / 2 - positiveRanks;
  const statistic = Math.min(positiveRanks, negativeRanks);
  const zeros = all.length - n;
  const plain = zeros === 0 && tieTerm === 0;
  const result = { statistic, positiveRanks, negativeRanks, n, zeros };
  if (n === 0) return { ...result, pValue: 1, method: "exact" };
  if (all.length <= (plain ? EXACT_LIMIT : EXACT_LIMIT_WITH_TIES)) {
    return { ...result, pValue: Math.min(1, 2 * exactCumulative(ranks, statistic)), method: "exact" };
  }
  const expected = (n * (n + 1)) / 4;
  const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1) - tieTerm / 2) / 24);
  return { ...result, pValue: 2 * normalTail((expected - statistic) / deviation), method: "normal" };
}
