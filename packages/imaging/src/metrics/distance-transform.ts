// Exact Euclidean distance transforms on grids with right angles, anisotropic, in linear time: what surface
// distances are measured with.

import { ImagingError } from "../errors.js";
import type { Triple } from "../volume.js";
import { assertShape, assertSpacing } from "./label-map.js";

/** Steps to a site along D where a column has none. */
const NO_SITE = 0xffff;

/**
 * Memory that distance transforms of one size after another share; it only grows. Pass one to many calls to save the
 * allocation; two calls must not use it at once.
 */
export class DistanceBuffers {
  /** Voxels to the nearest site along D, for every voxel. */
  steps = new Uint16Array(0);
  /** Squared distance along D, then within D and H, for the voxels of one slice. */
  columns = new Float64Array(0);
  slice = new Float64Array(0);
  /** Rows of a slice that are asked for. */
  rows = new Int32Array(0);
  readonly envelope = new LowerEnvelope();

  reserve([depth, height, width]: Triple): void {
    if (this.steps.length < depth * height * width) this.steps = new Uint16Array(depth * height * width);
    if (this.slice.length < height * width) {
      this.columns = new Float64Array(height * width);
      this.slice = new Float64Array(height * width);
    }
    if (this.rows.length < height) this.rows = new Int32Array(height);
    this.envelope.reserve(Math.max(height, width));
  }
}

/**
 * The lower envelope of parabolas y(x) = height + ((x − vertex)·spacing)² over whole x, built and read from left to
 * right in linear time (Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled Functions", Theory of Computing
 * 8, 2012).
 */
class LowerEnvelope {
  private vertex = new Int32Array(0);
  private height = new Float64Array(0);
  /** Where parabola j begins to be the lowest. */
  private from = new Float64Array(0);
  private count = 0;
  private spacing = 1;

  reserve(length: number): void {
    if (this.vertex.length >= length) return;
    this.vertex = new Int32Array(length);
    this.height = new Float64Array(length);
    this.from = new Float64Array(length);
  }

  /** Takes one parabola at each x = 0 … length − 1, its height `heights[start + x·stride]`; none where infinite. */
  build(heights: Float64Array, start: number, stride: number, length: number, spacing: number): void {
    const { vertex, height, from } = this;
    const perSquare = 0.5 / (spacing * spacing);
    let last = -1;
    for (let x = 0, i = start; x < length; x++, i += stride) {
      const y = heights[i];
      if (y === Number.POSITIVE_INFINITY) continue;
      let crossing = Number.NEGATIVE_INFINITY;
      for (; last >= 0; last--) {
        const v = vertex[last];
        crossing = 0.5 * (v + x) + (perSquare * (y - height[last])) / (x - v);
        if (crossing > from[last]) break;
        crossing = Number.NEGATIVE_INFINITY;
      }
      last++;
      vertex[last] = x;
      height[last] = y;
      from[last] = crossing;
    }
    this.count = last + 1;
    this.spacing = spacing;
  }

  /**
   * Reads the envelope at each ascending `at[begin … end − 1] − origin` into `out` at `start + k·stride`, k from 0;
   * Infinity where there is no parabola.
   */
  read(
    at: Int32Array,
    begin: number,
    end: number,
    origin: number,
    out: Float64Array,
    start: number,
    stride: number,
  ): void {
    const { vertex, height, from, count, spacing } = this;
    let j = 0;
    for (let k = begin, i = start; k < end; k++, i += stride) {
      const x = at[k] - origin;
      while (j + 1 < count && from[j + 1] <= x) j++;
      const offset = (x - vertex[j]) * spacing;
      out[i] = count === 0 ? Number.POSITIVE_INFINITY : height[j] + offset * offset;
    }
  }
}

/** Distance along D, in voxels, from every voxel to the nearest site in its column: two sweeps over the slices. */
function stepsAlongDepth(sites: Int32Array, [depth, height, width]: Triple, steps: Uint16Array): void {
  const area = height * width;
  const size = depth * area;
  steps.fill(NO_SITE, 0, size);
  for (let k = 0; k < sites.length; k++) steps[sites[k]] = 0;
  for (let i = area; i < size; i++) {
    const before = steps[i - area];
    if (before < steps[i]) steps[i] = before + 1;
  }
  for (let i = size - area - 1; i >= 0; i--) {
    const after = steps[i + area];
    if (after < steps[i] - 1) steps[i] = after + 1;
  }
}

/** First part of every transform: readies the buffers and fills `buffers.steps`. */
function measureAlongDepth(sites: Int32Array, shape: Triple, spacing: Triple, buffers: DistanceBuffers): void {
  assertSpacing(spacing);
  if (shape[0] >= NO_SITE) {
    throw new ImagingError("argument", `A distance transform of ${shape[0]} slices is not supported.`, {
      remedy: `Crop to fewer than ${NO_SITE} slices.`,
    });
  }
  buffers.reserve(shape);
  stepsAlongDepth(sites, shape, buffers.steps);
}

/** How many voxels of a query's own slice are looked at before its distance is left to the lower envelopes. */
const NEARBY = 128;

/** The steps (Δh, Δw) to the nearest voxels of a slice, nearest first: rows of Δh, Δw. */
function nearbySteps(heightStep: number, widthStep: number): Int32Array {
  // Every voxel of a disc of this radius is listed, so the nearest of them are the nearest there are.
  const radius = 1.3 * Math.sqrt((NEARBY * heightStep * widthStep) / Math.PI);
  const down = Math.min(NEARBY, Math.floor(radius / heightStep));
  const across = Math.min(NEARBY, Math.floor(radius / widthStep));
  const steps: { dh: number; dw: number; squared: number }[] = [];
  for (let dh = -down; dh <= down; dh++) {
    for (let dw = -across; dw <= across; dw++) {
      const squared = (dh * heightStep) ** 2 + (dw * widthStep) ** 2;
      if (squared <= radius * radius) steps.push({ dh, dw, squared });
    }
  }
  steps.sort((a, b) => a.squared - b.squared);
  return Int32Array.from(steps.slice(0, NEARBY).flatMap(({ dh, dw }) => [dh, dw]));
}

/**
 * Finds the distances that lie within reach of {@link nearbySteps}: walks outwards through the query's slice until no
 * voxel further out can be nearer than the nearest found, counting what the sweeps along D say of each.
 *
 * @returns positions in `queries` of those that are further away
 */
function searchNearby(
  queries: Int32Array,
  [, height, width]: Triple,
  [depthStep, heightStep, widthStep]: Triple,
  steps: Uint16Array,
  out: Float64Array,
): Int32Array {
  const nearby = nearbySteps(heightStep, widthStep);
  const count = nearby.length / 2;
  const alongHeight = Float64Array.from({ length: count }, (_, k) => (nearby[2 * k] * heightStep) ** 2);
  const alongWidth = Float64Array.from({ length: count }, (_, k) => (nearby[2 * k + 1] * widthStep) ** 2);
  const inSlice = Float64Array.from({ length: count }, (_, k) => alongHeight[k] + alongWidth[k]);
  const area = height * width;
  const far = new Int32Array(queries.length);
  let farCount = 0;
  for (let q = 0; q < queries.length; q++) {
    const query = queries[q];
    const inPlane = query % area;
    const h0 = Math.floor(inPlane / width);
    const w0 = inPlane - h0 * width;
    let best = Number.POSITIVE_INFINITY;
    let k = 0;
    for (; k < count && inSlice[k] < best; k++) {
      const dh = nearby[2 * k];
      const dw = nearby[2 * k + 1];
      const h = h0 + dh;
      const w = w0 + dw;
      if (h < 0 || h >= height || w < 0 || w >= width) continue;
      const n = steps[query + dh * width + dw];
      if (n === NO_SITE) continue;
      const along = n * depthStep;
      const squared = along * along + alongHeight[k] + alongWidth[k];
      if (squared < best) best = squared;
    }
    if (k < count) out[q] = best;
    else far[farCount++] = q;
  }
  return far.subarray(0, farCount);
}

/** Squared distances of queries by lower envelopes, slice by slice: only in rows and at voxels asked for. */
function sweepSlices(
  queries: Int32Array,
  [, height, width]: Triple,
  [depthStep, heightStep, widthStep]: Triple,
  { steps, columns, slice, rows, envelope }: DistanceBuffers,
): Float64Array {
  const area = height * width;
  const out = new Float64Array(queries.length);
  for (let begin = 0, end = 0; begin < queries.length; begin = end) {
    const base = Math.floor(queries[begin] / area) * area;
    let rowCount = 0;
    for (end = begin; end < queries.length && queries[end] < base + area; end++) {
      const h = Math.floor((queries[end] - base) / width);
      if (rowCount === 0 || rows[rowCount - 1] !== h) rows[rowCount++] = h;
    }
    for (let i = 0; i < area; i++) {
      const n = steps[base + i];
      columns[i] = n === NO_SITE ? Number.POSITIVE_INFINITY : n * depthStep * (n * depthStep);
    }
    for (let w = 0; w < width; w++) {
      envelope.build(columns, w, width, height, heightStep);
      envelope.read(rows, 0, rowCount, 0, slice, w, width);
    }
    for (let row = 0, from = begin, to = begin; row < rowCount; row++, from = to) {
      const origin = base + rows[row] * width;
      while (to < end && queries[to] < origin + width) to++;
      envelope.build(slice, row * width, 1, width, widthStep);
      envelope.read(queries, from, to, origin, out, from, 1);
    }
  }
  return out;
}

/**
 * Exact squared Euclidean distance from each query voxel to the nearest site, separably: along D by two sweeps over the
 * grid; then, for queries with a site close by, by a walk through their slice; for the others by lower envelopes along
 * H and W, in time linear in the voxels of their slices. Squares are summed in the order D, H, W, as NumPy sums them.
 *
 * A grid that holds every site and every query is enough: the nearest site of a voxel does not depend on how far the
 * grid goes on without sites.
 *
 * @param sites indices into the grid `[D, H, W]`
 * @param queries indices into the grid, ascending
 * @param shape `[D, H, W]`, D at most 65534
 * @param spacing length of a step along D, H, W
 * @returns one squared distance for each query; Infinity where there are no sites
 * @throws ImagingError `argument` where D is larger or a spacing is not positive
 */
export function squaredDistancesToSites(
  sites: Int32Array,
  queries: Int32Array,
  shape: Triple,
  spacing: Triple,
  buffers: DistanceBuffers = new DistanceBuffers(),
): Float64Array {
  measureAlongDepth(sites, shape, spacing, buffers);
  const out = new Float64Array(queries.length);
  const far = searchNearby(queries, shape, spacing, buffers.steps, out);
  const farQueries = far.map((q) => queries[q]);
  const swept = sweepSlices(farQueries, shape, spacing, buffers);
  for (let k = 0; k < far.length; k++) out[far[k]] = swept[k];
  return out;
}

/**
 * Distance in millimetres from every foreground voxel to the nearest background voxel, 0 in the background: the same as
 * `scipy.ndimage.distance_transform_edt(mask, sampling=spacing)`. Exact, anisotropic, in linear time. Without any
 * background it is Infinity everywhere (SciPy then measures to a point outside the grid).
 *
 * @param mask D·H·W values, x fastest; foreground is what is not 0
 * @param shape `[D, H, W]`
 * @param spacing millimetres between voxel centres along D, H, W
 * @throws ImagingError `geometry` where voxels and shape do not fit, `argument` for a bad spacing
 */
export function distanceTransform(
  mask: ArrayLike<number>,
  shape: Triple,
  spacing: Triple,
  buffers: DistanceBuffers = new DistanceBuffers(),
): Float64Array {
  assertShape(shape, mask.length, "mask");
  let backgroundCount = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] === 0) backgroundCount++;
  const background = new Int32Array(backgroundCount);
  const foreground = new Int32Array(mask.length - backgroundCount);
  for (let i = 0, b = 0, f = 0; i < mask.length; i++) {
    if (mask[i] === 0) background[b++] = i;
    else foreground[f++] = i;
  }
  measureAlongDepth(background, shape, spacing, buffers);
  const squared = sweepSlices(foreground, shape, spacing, buffers);
  const out = new Float64Array(mask.length);
  for (let k = 0; k < foreground.length; k++) out[foreground[k]] = Math.sqrt(squared[k]);
  return out;
}
