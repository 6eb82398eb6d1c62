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
  /** Squared distance within D and H, for the voxels of one slice. */
  slice = new Float64Array(0);
  /** Whether a row of a slice is asked for. */
  rows = new Uint8Array(0);
  readonly envelope = new LowerEnvelope();

  reserve([depth, height, width]: Triple): void {
    if (this.steps.length < depth * height * width) this.steps = new Uint16Array(depth * height * width);
    if (this.slice.length < height * width) this.slice = new Float64Array(height * width);
    if (this.rows.length < height) this.rows = new Uint8Array(height);
    this.envelope.reserve(Math.max(height, width));
  }
}

/**
 * The lower envelope of parabolas y(x) = height + ((x − vertex)·spacing)², built and read from left to right in linear
 * time (Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled Functions", Theory of Computing 8, 2012).
 */
class LowerEnvelope {
  private vertex = new Int32Array(0);
  private height = new Float64Array(0);
  /** Where parabola j begins to be the lowest. */
  private from = new Float64Array(0);
  private count = 0;
  private reading = 0;

  reserve(length: number): void {
    if (this.vertex.length >= length) return;
    this.vertex = new Int32Array(length);
    this.height = new Float64Array(length);
    this.from = new Float64Array(length);
  }

  clear(): void {
    this.count = 0;
    this.reading = 0;
  }

  /** Adds a parabola whose vertex lies right of all before. */
  add(vertex: number, height: number, spacing: number): void {
    let crossing = Number.NEGATIVE_INFINITY;
    const perSquare = 0.5 / (spacing * spacing);
    while (this.count > 0) {
      const v = this.vertex[this.count - 1];
      crossing = 0.5 * (v + vertex) + (perSquare * (height - this.height[this.count - 1])) / (vertex - v);
      if (crossing > this.from[this.count - 1]) break;
      this.count--;
      crossing = Number.NEGATIVE_INFINITY;
    }
    this.vertex[this.count] = vertex;
    this.height[this.count] = height;
    this.from[this.count] = crossing;
    this.count++;
  }

  /** The envelope at x, which must not lie left of the x asked before; Infinity where there is no parabola. */
  at(x: number, spacing: number): number {
    if (this.count === 0) return Number.POSITIVE_INFINITY;
    while (this.reading + 1 < this.count && this.from[this.reading + 1] <= x) this.reading++;
    const offset = (x - this.vertex[this.reading]) * spacing;
    return this.height[this.reading] + offset * offset;
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

/**
 * Exact squared Euclidean distance from each query voxel to the nearest site, in linear time, separably: along D by
 * sweeps, then slice by slice along H and along W by lower envelopes, and there only in the rows and at the voxels
 * asked for. Squares are summed in the order D, H, W, as NumPy sums them.
 *
 * A grid that holds every site and every query is enough: the nearest site of a voxel does not depend on how far the
 * grid goes on without sites.
 *
 * @param sites indices into the grid `[D, H, W]`
 * @param queries indices into the grid, ascending
 * @param shape `[D, H, W]`, D at most 65534
 * @param spacing length of a step along D, H, W
 * @returns one squared distance for each query; Infinity where there are no sites
 * @throws ImagingError `argument` where D is larger
 */
export function squaredDistancesToSites(
  sites: Int32Array,
  queries: Int32Array,
  shape: Triple,
  spacing: Triple,
  buffers: DistanceBuffers = new DistanceBuffers(),
): Float64Array {
  const [depth, height, width] = shape;
  const [depthStep, heightStep, widthStep] = spacing;
  assertSpacing(spacing);
  if (depth >= NO_SITE) {
    throw new ImagingError("argument", `A distance transform of ${depth} slices is not supported.`, {
      remedy: `Crop to fewer than ${NO_SITE} slices.`,
    });
  }
  buffers.reserve(shape);
  const { steps, slice, rows, envelope } = buffers;
  const area = height * width;
  const out = new Float64Array(queries.length);
  stepsAlongDepth(sites, shape, steps);
  for (let begin = 0; begin < queries.length; ) {
    const d = Math.floor(queries[begin] / area);
    const base = d * area;
    let end = begin;
    rows.fill(0, 0, height);
    for (; end < queries.length && queries[end] < base + area; end++) {
      rows[Math.floor((queries[end] - base) / width)] = 1;
    }
    for (let w = 0; w < width; w++) {
      envelope.clear();
      for (let h = 0; h < height; h++) {
        const n = steps[base + h * width + w];
        if (n !== NO_SITE) envelope.add(h, n * depthStep * (n * depthStep), heightStep);
      }
      for (let h = 0; h < height; h++) {
        if (rows[h] === 1) slice[h * width + w] = envelope.at(h, heightStep);
      }
    }
    for (let k = begin; k < end; ) {
      const h = Math.floor((queries[k] - base) / width);
      const row = base + h * width;
      envelope.clear();
      for (let w = 0; w < width; w++) {
        const squared = slice[h * width + w];
        if (squared !== Number.POSITIVE_INFINITY) envelope.add(w, squared, widthStep);
      }
      for (; k < end && queries[k] < row + width; k++) {
        out[k] = envelope.at(queries[k] - row, widthStep);
      }
    }
    begin = end;
  }
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
  buffers?: DistanceBuffers,
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
  const squared = squaredDistancesToSites(background, foreground, shape, spacing, buffers);
  const out = new Float64Array(mask.length);
  for (let k = 0; k < foreground.length; k++) out[foreground[k]] = Math.sqrt(squared[k]);
  return out;
}
