// Resampling along one axis as weighted sums: nearest, linear and cubic B-spline, as SciPy's ndimage has them.
// Several axes are done one after the other.

/** How a value between voxel centres is had. */
export type Interpolation = "nearest" | "linear" | "cubic";

/** One output voxel of a 1-D resampling as a weighted sum of the input's voxels `start`, `start + 1`, …; none: outside. */
export interface Row {
  readonly start: number;
  readonly weights: Float64Array;
}

/** Weights below this are left out: 0.27 ^ 18, so the spline's prefilter reaches 18 voxels. */
const NEGLIGIBLE = 1e-10;
/** How many standard deviations of the Gaussian are summed (SciPy's default). */
const TRUNCATE = 4;
/** Fractions of a voxel by which rounding may put a position beyond the edge of the field of view, or off a tie. */
export const ROUNDING = 1e-6;

/** Whether an index lies in the field of view of `n` voxels, half a voxel around the outermost centres included. */
export function isInside(position: number, n: number): boolean {
  return position >= -0.5 - ROUNDING && position <= n - 0.5 + ROUNDING;
}

/** The voxel nearest to an index in the field of view; of two equally near the later. */
export function nearestIndex(position: number, n: number): number {
  return Math.min(n - 1, Math.max(0, Math.floor(position + 0.5 + ROUNDING)));
}

/**
 * The rows that take `n` voxels along an axis to the values at `positions` (indices with fractions): Gaussian of `sigma`
 * voxels, then linear or cubic interpolation, as one linear operator. Weights of a row sum to 1.
 *
 * `"cubic"` is the interpolating cubic B-spline (Unser, Aldroubi, Eden 1993): SciPy's `order=3, mode="mirror"` and ITK's
 * BSplineInterpolateImageFunction. Its prefilter is the inverse of the tridiagonal matrix that samples a spline, so a
 * row's weights solve that system. Beyond the outermost centres `"linear"` holds the last value; the Gaussian and the
 * spline mirror about the last centre. Positions outside the field of view give empty rows.
 */
export function interpolationRows(
  n: number,
  positions: readonly number[],
  interpolation: "linear" | "cubic",
  sigma: number,
): Row[] {
  const dense = new Float64Array(n);
  const gaussian = gaussianWeights(sigma);
  return positions.map((position) => {
    if (!isInside(position, n)) return { start: 0, weights: new Float64Array(0) };
    dense.fill(0);
    if (interpolation === "linear") addLinear(dense, position);
    else addCubic(dense, position);
    return trim(convolve(dense, gaussian));
  });
}

/** The prefilter alone: rows that take voxels to blurred ones, and these to B-spline coefficients when `cubic`. */
export function prefilterRows(n: number, cubic: boolean, sigma: number): Row[] {
  const dense = new Float64Array(n);
  const gaussian = gaussianWeights(sigma);
  return Array.from({ length: n }, (_, i) => {
    dense.fill(0);
    dense[i] = 1;
    if (cubic) solveSpline(dense);
    return trim(convolve(dense, gaussian));
  });
}

/** How many voxels around a position can have weight. */
export function kernelReach(interpolation: Interpolation, sigma: number): number {
  return (interpolation === "cubic" ? 20 : 1) + Math.ceil(TRUNCATE * sigma);
}

/** The index that an index before 0 or after n − 1 mirrors to, about the outermost centres. */
export function mirrored(i: number, n: number): number {
  if (n === 1) return 0;
  const period = 2 * (n - 1);
  const rest = ((i % period) + period) % period;
  return rest < n ? rest : period - rest;
}

function addLinear(row: Float64Array, position: number): void {
  const n = row.length;
  const inside = Math.min(n - 1, Math.max(0, position));
  const low = Math.min(Math.floor(inside), Math.max(0, n - 2));
  row[low] += 1 - (inside - low);
  if (low + 1 < n) row[low + 1] += inside - low;
}

function addCubic(row: Float64Array, position: number): void {
  const low = Math.floor(position);
  for (const [tap, weight] of cubicWeights(position - low).entries()) {
    row[mirrored(low - 1 + tap, row.length)] += weight;
  }
  solveSpline(row);
}

/** The cubic B-spline at distances 1 + t, t, 1 − t, 2 − t. */
function cubicWeights(t: number): number[] {
  const s = 1 - t;
  return [s ** 3 / 6, 2 / 3 - t ** 2 + t ** 3 / 2, 2 / 3 - s ** 2 + s ** 3 / 2, t ** 3 / 6];
}

/**
 * Solves yᵀ B = rowᵀ in place: B has 2/3 on its diagonal and 1/6 beside it, 1/3 in the first and last row for the mirror.
 * Gauss elimination without pivoting; B is diagonally dominant.
 */
function solveSpline(row: Float64Array): void {
  const n = row.length;
  if (n === 1) return;
  // Equation j: y[j − 1] · B[j − 1][j] + y[j] · 2/3 + y[j + 1] · B[j + 1][j] = row[j].
  const before = (j: number) => (j === 1 ? 1 / 3 : 1 / 6);
  const after = (j: number) => (j === n - 2 ? 1 / 3 : 1 / 6);
  const ratio = new Float64Array(n);
  let pivot = 2 / 3;
  row[0] /= pivot;
  for (let j = 1; j < n; j++) {
    ratio[j - 1] = after(j - 1) / pivot;
    pivot = 2 / 3 - before(j) * ratio[j - 1];
    row[j] = (row[j] - before(j) * row[j - 1]) / pivot;
  }
  for (let j = n - 2; j >= 0; j--) row[j] -= ratio[j] * row[j + 1];
}

/** From the centre outwards, the whole summing to 1. */
function gaussianWeights(sigma: number): number[] {
  if (sigma === 0) return [1];
  const half = Array.from({ length: Math.ceil(TRUNCATE * sigma - 0.5) + 1 }, (_, i) =>
    Math.exp(-0.5 * (i / sigma) ** 2),
  );
  const sum = half.reduce((total, weight, i) => total + (i === 0 ? weight : 2 * weight), 0);
  return half.map((weight) => weight / sum);
}

/** rowᵀ · G with G the Gaussian blur, mirrored at both ends. */
function convolve(row: Float64Array, gaussian: readonly number[]): Float64Array {
  const result = new Float64Array(row.length);
  for (let i = 0; i < row.length; i++) {
    if (Math.abs(row[i]) < NEGLIGIBLE) continue;
    for (let k = 1 - gaussian.length; k < gaussian.length; k++) {
      result[mirrored(i + k, row.length)] += row[i] * gaussian[Math.abs(k)];
    }
  }
  return result;
}

function trim(row: Float64Array): Row {
  const used = (weight: number) => Math.abs(weight) >= NEGLIGIBLE;
  const start = row.findIndex(used);
  return { start, weights: row.slice(start, row.findLastIndex(used) + 1) };
}
