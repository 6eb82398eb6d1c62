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
  /** The least of them in each block of columns. */
  blocks = new Uint16Array(0);
  /** Squared distance along D for the voxels of one slice, column after column; then within D and H, row after row. */
  columns = new Float64Array(0);
  slice = new Float64Array(0);
  /** Rows of a slice that are asked for. */
  rows = new Int32Array(0);
  readonly envelope = new LowerEnvelope();
  #nearby: NearbyBlocks | undefined;

  /** {@link nearbyBlocks}, found once for scans of one spacing. */
  nearby(heightStep: number, widthStep: number): NearbyBlocks {
    const known = this.#nearby;
    if (known?.heightStep === heightStep && known.widthStep === widthStep) return known;
    this.#nearby = nearbyBlocks(heightStep, widthStep);
    return this.#nearby;
  }

  reserve([depth, height, width]: Triple): void {
    if (this.steps.length < depth * height * width) this.steps = new Uint16Array(depth * height * width);
    const blocks = depth * Math.ceil(height / BLOCK) * Math.ceil(width / BLOCK);
    if (this.blocks.length < blocks) this.blocks = new Uint16Array(blocks);
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

  /** Takes one parabola at each x = 0 … length − 1, its height `heights[start + x]`; none where infinite. */
  build(heights: Float64Array, start: number, length: number, spacing: number): void {
    const { vertex, height, from } = this;
    const perSquare = 0.5 / (spacing * spacing);
    let last = -1;
    for (let x = 0; x < length; x++) {
      const y = heights[start + x];
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

/** Columns of a block along H and along W. */
const BLOCK = 4;
/** How many blocks around a query's own are looked at before its distance is left to the lower envelopes. */
const NEARBY = 1024;

/** Blocks of a slice around one of them, nearest first. */
interface NearbyBlocks {
  readonly heightStep: number;
  readonly widthStep: number;
  /** Blocks along H and along W to each: of one after the other. */
  readonly steps: Int32Array;
  /** Squared distance of the nearest voxels that the two blocks may have. */
  readonly squared: Float64Array;
}

function nearbyBlocks(heightStep: number, widthStep: number): NearbyBlocks {
  const [down, across] = [BLOCK * heightStep, BLOCK * widthStep];
  // Every block of a disc of this radius is listed, so the nearest of them are the nearest there are.
  const radius = 1.3 * Math.sqrt((NEARBY * down * across) / Math.PI) + Math.max(down, across);
  const gap = (blocks: number, step: number) => (blocks === 0 ? 0 : ((Math.abs(blocks) - 1) * BLOCK + 1) * step);
  const most = (step: number) => Math.min(NEARBY, Math.ceil(radius / step));
  const found: { bh: number; bw: number; squared: number }[] = [];
  for (let bh = -most(down); bh <= most(down); bh++) {
    for (let bw = -most(across); bw <= most(across); bw++) {
      const squared = gap(bh, heightStep) ** 2 + gap(bw, widthStep) ** 2;
      if (squared <= radius * radius) found.push({ bh, bw, squared });
    }
  }
  const nearest = found.sort((a, b) => a.squared - b.squared).slice(0, NEARBY);
  return {
    heightStep,
    widthStep,
    steps: Int32Array.from(nearest.flatMap(({ bh, bw }) => [bh, bw])),
    squared: Float64Array.from(nearest, ({ squared }) => squared),
  };
}

/** The least of `steps` in each block of columns, slice by slice. */
function leastOfBlocks([depth, height, width]: Triple, { steps, blocks }: DistanceBuffers): void {
  const across = Math.ceil(width / BLOCK);
  const area = Math.ceil(height / BLOCK) * across;
  blocks.fill(NO_SITE, 0, depth * area);
  for (let d = 0, i = 0; d < depth; d++) {
    for (let h = 0; h < height; h++) {
      let block = d * area + Math.floor(h / BLOCK) * across;
      for (let w = 0; w < width; block++) {
        let least = blocks[block];
        for (const end = Math.min(width, w + BLOCK); w < end; w++, i++) if (steps[i] < least) least = steps[i];
        blocks[block] = least;
      }
    }
  }
}

/**
 * Finds the distances that lie within reach of {@link nearbyBlocks}: walks outwards through the query's slice, block by
 * block, until no block further out can be nearer than the nearest site found, and looks into those that can, counting
 * what the sweeps along D say of each column.
 *
 * @returns positions in `queries` of those that are further away
 */
function searchNearby(
  queries: Int32Array,
  shape: Triple,
  [depthStep, heightStep, widthStep]: Triple,
  buffers: DistanceBuffers,
  out: Float64Array,
): Int32Array {
  const [, height, width] = shape;
  const { steps: around, squared: reach } = buffers.nearby(heightStep, widthStep);
  const { steps, blocks } = buffers;
  leastOfBlocks(shape, buffers);
  const [down, across] = [Math.ceil(height / BLOCK), Math.ceil(width / BLOCK)];
  const area = height * width;
  const far = new Int32Array(queries.length);
  let farCount = 0;
  for (let q = 0; q < queries.length; q++) {
    const query = queries[q];
    const d = Math.floor(query / area);
    const inPlane = query - d * area;
    const h0 = Math.floor(inPlane / width);
    const w0 = inPlane - h0 * width;
    const ownH = Math.floor(h0 / BLOCK);
    const ownW = Math.floor(w0 / BLOCK);
    let best = squaredSteps(steps[query], depthStep);
    let k = 0;
    for (; k < reach.length && reach[k] < best; k++) {
      const bh = ownH + around[2 * k];
      const bw = ownW + around[2 * k + 1];
      if (bh < 0 || bh >= down || bw < 0 || bw >= across) continue;
      const least = squaredSteps(blocks[(d * down + bh) * across + bw], depthStep);
      const top = bh * BLOCK;
      const left = bw * BLOCK;
      const bottom = Math.min(height, top + BLOCK);
      const right = Math.min(width, left + BLOCK);
      const dh = Math.max(0, top - h0, h0 - bottom + 1) * heightStep;
      const dw = Math.max(0, left - w0, w0 - right + 1) * widthStep;
      if (least + dh * dh + dw * dw >= best) continue;
      for (let h = top; h < bottom; h++) {
        const alongHeight = (h - h0) * heightStep * ((h - h0) * heightStep);
        const row = d * area + h * width;
        for (let w = left; w < right; w++) {
          const alongWidth = (w - w0) * widthStep;
          const squared = squaredSteps(steps[row + w], depthStep) + alongHeight + alongWidth * alongWidth;
          if (squared < best) best = squared;
        }
      }
    }
    if (k < reach.length) out[q] = best;
    else far[farCount++] = q;
  }
  return far.subarray(0, farCount);
}

/** Squared distance of so many steps along D; infinite where there is no site. */
function squaredSteps(count: number, step: number): number {
  return count === NO_SITE ? Number.POSITIVE_INFINITY : count * step * (count * step);
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
    for (let h = 0, i = base; h < height; h++) {
      for (let w = 0; w < width; w++, i++) {
        columns[w * height + h] = squaredSteps(steps[i], depthStep);
      }
    }
    for (let w = 0; w < width; w++) {
      envelope.build(columns, w * height, height, heightStep);
      envelope.read(rows, 0, rowCount, 0, slice, w, width);
    }
    for (let row = 0, from = begin, to = begin; row < rowCount; row++, from = to) {
      const origin = base + rows[row] * width;
      while (to < end && queries[to] < origin + width) to++;
      envelope.build(slice, row * width, width, widthStep);
      envelope.read(queries, from, to, origin, out, from, 1);
    }
  }
  return out;
}

/**
 * Exact squared Euclidean distance from each query voxel to the nearest site, separably: along D by two sweeps over the
 * grid; then, for queries with a site not far, by a walk through their slice, block by block; for the others by lower
 * envelopes along H and W, in time linear in the voxels of their slices. Squares are summed in the order D, H, W, as NumPy sums them.
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
  const far = searchNearby(queries, shape, spacing, buffers, out);
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
