import { ImagingError } from "../errors.js";
import { normalCumulative, normalQuantile } from "./normal.js";
import { percentileOfSorted } from "./percentile.js";
import { Xoshiro128 } from "./random.js";

/**
 * How the interval is read off the resampled statistics (Efron and Tibshirani, "An Introduction to the Bootstrap",
 * 1993): `"percentile"` takes their percentiles (13.3); `"bca"` corrects these for bias and skewness (14.3).
 */
export type BootstrapMethod = "percentile" | "bca";

export interface BootstrapOptions {
  /** `"bca"` unless told. */
  readonly method?: BootstrapMethod;
  /** Probability that the interval is to cover; 0.95 unless told. */
  readonly level?: number;
  /** Number of resamples; 10000 unless told. */
  readonly resamples?: number;
  /** Seed of {@link Xoshiro128}; 0 unless told. */
  readonly seed?: number;
}

/** A confidence interval and how it came about. */
export interface BootstrapInterval {
  readonly low: number;
  readonly high: number;
  readonly method: BootstrapMethod;
  readonly level: number;
  readonly resamples: number;
  readonly seed: number;
}

/** Arithmetic mean of at least one value. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** The two probabilities whose percentiles of the resampled statistics bound the BCa interval; null where undefined. */
function bcaProbabilities(
  values: Float64Array,
  statistic: (sample: Float64Array) => number,
  resampled: Float64Array,
  tail: number,
): readonly [number, number] | null {
  const observed = statistic(values);
  let below = 0;
  for (const s of resampled) below += s < observed ? 1 : s === observed ? 0.5 : 0;
  const bias = normalQuantile(below / resampled.length);
  const jackknife = Float64Array.from(values, (_, i) => statistic(values.filter((_, j) => j !== i)));
  const centre = mean(jackknife);
  let cubes = 0;
  let squares = 0;
  for (const s of jackknife) {
    cubes += (centre - s) ** 3;
    squares += (centre - s) ** 2;
  }
  const acceleration = cubes / (6 * squares ** 1.5);
  if (!Number.isFinite(bias) || !Number.isFinite(acceleration)) return null;
  const corrected = (z: number): number => normalCumulative(bias + (bias + z) / (1 - acceleration * (bias + z)));
  return [corrected(normalQuantile(tail)), corrected(-normalQuantile(tail))];
}

/**
 * Bootstrap confidence interval of a statistic: the values are drawn with replacement as often as there are values, many
 * times over. The same seed gives the same interval. Where all values are equal it is that one value's statistic.
 *
 * @param values one for each case
 * @param statistic of a sample; the mean unless told
 * @returns null where there are fewer than two values, or where BCa is not defined: all resampled statistics lie on one
 * side of the observed one, or leaving out any one value changes nothing
 * @throws ImagingError `argument` for values that are not finite, a level outside 0 … 1, or no resamples
 */
export function bootstrapInterval(
  values: ArrayLike<number>,
  options: BootstrapOptions = {},
  statistic: (sample: Float64Array) => number = mean,
): BootstrapInterval | null {
  const { method = "bca", level = 0.95, resamples = 10000, seed = 0 } = options;
  const sample = Float64Array.from(values);
  if (!sample.every(Number.isFinite)) {
    throw new ImagingError("argument", "A bootstrap interval of values that are not all finite was asked for.", {
      remedy: "Leave undefined cases out and count them.",
    });
  }
  if (!(level > 0 && level < 1) || !Number.isSafeInteger(resamples) || resamples < 1) {
    throw new ImagingError("argument", `No bootstrap interval of level ${level} from ${resamples} resamples.`, {
      remedy: "Give a level between 0 and 1, as 0.95, and at least one resample.",
    });
  }
  if (sample.length < 2) return null;
  const described = { method, level, resamples, seed };
  if (sample.every((value) => value === sample[0])) {
    return { low: statistic(sample), high: statistic(sample), ...described };
  }
  const random = new Xoshiro128(seed);
  const drawn = new Float64Array(sample.length);
  const resampled = new Float64Array(resamples);
  for (let b = 0; b < resamples; b++) {
    for (let i = 0; i < drawn.length; i++) drawn[i] = sample[random.below(drawn.length)];
    resampled[b] = statistic(drawn);
  }
  resampled.sort();
  const tail = (1 - level) / 2;
  const bounds = method === "bca" ? bcaProbabilities(sample, statistic, resampled, tail) : ([tail, 1 - tail] as const);
  if (bounds === null) return null;
  return {
    low: percentileOfSorted(resampled, 100 * bounds[0]),
    high: percentileOfSorted(resampled, 100 * bounds[1]),
    ...described,
  };
}
