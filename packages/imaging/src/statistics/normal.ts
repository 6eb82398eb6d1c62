// The standard normal distribution: its tail and its quantiles, to about 14 digits.

/** Density of the standard normal distribution. */
function density(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/** From here outwards the tail is computed itself rather than as one half minus the middle. */
const TAIL = 2.5;

/**
 * Probability that a standard normal variable exceeds z, to about 14 digits, in the tail too. Near 0 by the series of
 * Marsaglia ("Evaluating the normal distribution", Journal of Statistical Software 11, 2004), further out by Laplace's
 * continued fraction.
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  if (z < TAIL) {
    let term = z;
    let sum = z;
    for (let k = 3; term > sum * 1e-18; k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 - density(z) * sum;
  }
  let fraction = z;
  for (let k = 150; k >= 1; k--) fraction = z + k / fraction;
  return density(z) / fraction;
}

/** Probability that a standard normal variable is at most z. */
export function normalCumulative(z: number): number {
  return normalTail(-z);
}

/**
 * The z that a standard normal variable stays below with probability p in 0 … 1: a rational first guess (Abramowitz and
 * Stegun 26.2.23), then Halley's steps.
 */
export function normalQuantile(p: number): number {
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < 3; step++) {
    const error = (normalTail(-z) - p) / density(z);
    z -= error / (1 + 0.5 * z * error);
  }
  return z;
}
