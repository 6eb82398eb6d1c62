// Student's t distribution, for intervals of means by few degrees of freedom, whole or not.
// Its quantiles come from its distribution function, by bisection.

import { ImagingError } from "../errors.js";

/** Lanczos's coefficients for g = 7 (P. Godfrey's), good to about 15 digits. */
const LANCZOS: readonly number[] = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x of at least ½. */
function logGamma(x: number): number {
  const base = x + 6.5;
  const sum = LANCZOS.slice(1).reduce((total, one, i) => total + one / (x + i), LANCZOS[0]);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}

/** Keeps the continued fraction's terms from being 0. */
const TINY = 1e-300;
const CLOSE = 1e-16;
const MOST_TERMS = 10_000;

/** The regularised incomplete beta function Iₓ(a, b), by its continued fraction (Abramowitz and Stegun 26.5.8). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const away = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  // Lentz's way, from the front.
  let [c, d] = [1, 1 / away(1 - ((a + b) * x) / (a + 1))];
  let fraction = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    let change = 1;
    for (const term of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / away(1 + term * d);
      c = away(1 + term / c);
      change = c * d;
      fraction *= change;
    }
    if (Math.abs(change - 1) < CLOSE) break;
  }
  const front = a * Math.log(x) + b * Math.log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b);
  return (Math.exp(front) * fraction) / a;
}

/** Probability that a variable of Student's t distribution exceeds t. */
export function studentTail(t: number, degreesOfFreedom: number): number {
  if (t < 0) return 1 - studentTail(-t, degreesOfFreedom);
  return 0.5 * incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
}

/**
 * The t that a variable of Student's t distribution stays below with probability p: as `scipy.stats.t.ppf`, to about 11
 * digits.
 *
 * @param p in 0 … 1, its ends excluded
 * @param degreesOfFreedom from 1 on, whole or not
 * @throws ImagingError `argument` for others
 */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p > 0 && p < 1) || !(degreesOfFreedom >= 1)) {
    throw new ImagingError("argument", `No quantile ${p} of Student's t with ${degreesOfFreedom} degrees of freedom.`, {
      remedy: "Give a probability between 0 and 1 and at least one degree of freedom.",
    });
  }
  if (p < 0.5) return -studentQuantile(1 - p, degreesOfFreedom);
  const tail = 1 - p;
  let [low, high] = [0, 1];
  while (studentTail(high, degreesOfFreedom) > tail) [low, high] = [high, 2 * high];
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (studentTail(middle, degreesOfFreedom) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
