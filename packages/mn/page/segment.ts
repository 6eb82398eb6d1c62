// From a scan to its mask, in a browser, with the networks of an exported run: the same steps as `mn predict`, on plain arrays. How a network
// is run is the caller's: the page's worker gives onnxruntime-web.
import {
  alignedAxes,
  antiAliasingSigmas,
  createVoxels,
  crop,
  fillHoles,
  type Grid,
  gridAtSpacing,
  ImagingError,
  indexMap,
  interpolationRows,
  keepLargestComponent,
  type Row,
  reorient,
  reorientLike,
  type Triple,
  type Volume,
} from "@mandn/imaging/pure";
import { intensityMap } from "../src/data/intensity.js";
import { seenBox } from "../src/data/seen-box.js";
import type { DescribedNetwork, Description } from "../src/exporters/description.js";
import { FLOOR, SIGMA, type WindowAxis, windowAxis } from "../src/inference/window-axis.js";

/** Runs a network: its input `[N, C, …]` → its logits `[N, K, …]`. */
export type RunNetwork = (
  network: DescribedNetwork,
  input: Float32Array,
  shape: readonly number[],
) => Promise<Float32Array>;

export interface SegmentOptions {
  readonly run: RunNetwork;
  /** Told how many windows of all are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What networks see. */
interface Prepared {
  /** `[C, D, H, W]` */
  readonly image: Float32Array;
  readonly grid: Grid;
}

/**
 * The mask of a scan, on its own grid and in its own order of voxels: `[D, H, W]`, the values of the classes.
 *
 * @param channels the files of a scan, in the order of the model's channels
 * @throws ImagingError where the scan does not fit the model
 */
export async function segment(
  channels: readonly Volume[],
  model: Description,
  { run, onProgress }: SegmentOptions,
): Promise<Uint8Array | Int32Array> {
  const [first] = channels as readonly [Volume, ...Volume[]];
  const turned = [reorient(first)];
  for (const other of channels.slice(1)) turned.push(reorientLike(other, turned[0] as Volume));
  const prepared = prepare(turned, model);
  const probabilities = await predict(prepared, model, run, onProgress);
  const canonical = turned[0] as Volume;
  const indices = onGrid(probabilities, prepared.grid, { shape: canonical.shape, affine: canonical.affine }, model);
  const mask = reorientLike(
    { ...canonical, shape: [1, ...sizesOf(canonical)], dtype: "uint8", voxels: indices },
    {
      ...first,
      shape: [1, ...sizesOf(first)],
    },
  );
  return finish(mask, model);
}

function sizesOf({ shape: [, d, h, w] }: Grid): Triple {
  return [d, h, w];
}

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

/** @throws ImagingError `"argument"` for another number of channels, a constant one, or voxels that are not finite */
function prepare(volumes: readonly Volume[], { preprocessing, channels: names }: Description): Prepared {
  const { intensity, cropToBody, spacing } = preprocessing;
  const count = volumes.reduce((sum, { shape }) => sum + shape[0], 0);
  if (count !== intensity.length) {
    const wanted = `${names.length} (${names.join(", ")})`;
    throw new ImagingError("argument", `The scan has ${count} channels, and the model takes ${wanted}.`);
  }
  const box = cropToBody ? seenBox(volumes, intensity) : null;
  const parts: Float32Array[] = [];
  let target: Grid | undefined;
  for (const volume of volumes) {
    const seen = box === null ? volume : crop(volume, box);
    target ??= gridAtSpacing(seen, spacing);
    const size = product(seen.shape.slice(1));
    for (let channel = 0; channel < seen.shape[0]; channel++) {
      const its = intensity[parts.length];
      const name = `${seen.provenance.path}, channel ${parts.length}`;
      if (its === undefined) throw new ImagingError("argument", `${name}: the model has no such channel.`);
      const voxels = Float32Array.from(seen.voxels.subarray(channel * size, (channel + 1) * size));
      if (!voxels.every(Number.isFinite)) throw new ImagingError("argument", `${name}: holds NaN or infinite voxels.`);
      const { low, high, shift, scale } = intensityMap(its, voxels);
      if (!(scale > 0)) throw new ImagingError("argument", `${name}: is constant.`);
      if (its.kind === "window") limit(voxels, Math.floor(low), Math.ceil(high));
      const ready = resample(voxels, seen, target);
      limit(ready, low, high);
      for (let i = 0; i < ready.length; i++) ready[i] = ((ready[i] as number) - shift) / scale;
      parts.push(ready);
    }
  }
  const grid = target as Grid;
  const size = product(sizesOf(grid));
  const image = new Float32Array(count * size);
  for (const [channel, part] of parts.entries()) image.set(part, channel * size);
  return { image, grid: { shape: [count, ...sizesOf(grid)], affine: grid.affine } };
}

function limit(x: Float32Array, low: number, high: number): void {
  for (let i = 0; i < x.length; i++) x[i] = Math.min(high, Math.max(low, x[i] as number));
}

/** Cubic B-splines after the Gaussian that a coarser grid needs, one axis after the other: `[D, H, W]` → `[D′, H′, W′]`. */
function resample(x: Float32Array, from: Grid, to: Grid): Float32Array {
  const map = indexMap(from, to);
  const sigmas = antiAliasingSigmas(map);
  const axes = axesBetween(from, to);
  let sizes = [...sizesOf(from)];
  let made = x;
  for (const axis of [0, 1, 2]) {
    const { step, offset } = axes[axis] as Along;
    const wanted = to.shape[axis + 1] as number;
    const positions = Array.from({ length: wanted }, (_, k) => offset + step * k);
    const rows = interpolationRows(sizes[axis] as number, positions, "cubic", sigmas[axis] as number);
    made = apply(made, sizes, axis, rows);
    sizes = sizes.map((size, i) => (i === axis ? wanted : size));
  }
  return made;
}

interface Along {
  readonly step: number;
  readonly offset: number;
}

/** Where the axes D, H, W of a grid run along another's, which has the same order of axes. */
function axesBetween(from: Grid, to: Grid): readonly Along[] {
  const axes = alignedAxes(indexMap(from, to), to);
  if (axes?.every(({ source }, axis) => source === axis)) return axes;
  throw new ImagingError("geometry", "The scan's axes cannot be followed.");
}

/** A weighted sum of voxels along one axis for each row. */
function apply(x: Float32Array, sizes: readonly number[], axis: number, rows: readonly Row[]): Float32Array {
  const size = sizes[axis] as number;
  const inner = product(sizes.slice(axis + 1));
  const outer = product(sizes.slice(0, axis));
  const made = new Float32Array(outer * rows.length * inner);
  for (let o = 0; o < outer; o++) {
    for (const [r, { start, weights }] of rows.entries()) {
      const to = (o * rows.length + r) * inner;
      for (const [k, weight] of weights.entries()) {
        const at = (o * size + start + k) * inner;
        for (let i = 0; i < inner; i++) made[to + i] = (made[to + i] as number) + weight * (x[at + i] as number);
      }
    }
  }
  return made;
}

/** The mean of the networks' probabilities, `[K, D, H, W]` on the prepared grid. */
async function predict(
  { image, grid }: Prepared,
  model: Description,
  run: RunNetwork,
  onProgress: SegmentOptions["onProgress"] = () => {},
): Promise<Float32Array> {
  const { window, overlap, weighting } = model.windows;
  const sizes = sizesOf(grid);
  const axes = sizes.map((size, axis) => windowAxis(size, window[axis] as number, overlap));
  const places = (axes[0] as WindowAxis).starts.flatMap((z) =>
    (axes[1] as WindowAxis).starts.flatMap((y) => (axes[2] as WindowAxis).starts.map((x): Triple => [z, y, x])),
  );
  const names = [...new Set(model.networks.map(({ member }) => member))];
  const members = names.map((name) => model.networks.filter(({ member }) => member === name));
  const classes = model.classes.length;
  const size = product(sizes);
  const weights = weightsOf(window, weighting);
  const mean = new Float32Array(classes * size);
  let done = 0;
  for (const files of members) {
    const sums = new Float32Array(classes * size);
    const total = new Float32Array(size);
    for (const place of places) {
      const seen = cut(image, grid, axes, place, window);
      const logits = await logitsOf(files, seen, [grid.shape[0], ...window], classes, run);
      add(logits, { place, axes, window, weights, sizes, sums, total });
      onProgress(++done, members.length * places.length);
    }
    addProbabilities(sums, total, mean, classes, members.length);
  }
  return mean;
}

/** A window of the scan, `[C, d, h, w]`; beyond the scan each channel's least value. */
function cut(
  image: Float32Array,
  { shape: [channels, D, H, W] }: Grid,
  axes: readonly WindowAxis[],
  [z, y, x]: Triple,
  [d, h, w]: Triple,
): Float32Array {
  const [alongD, alongH, alongW] = axes as [WindowAxis, WindowAxis, WindowAxis];
  const made = new Float32Array(channels * d * h * w);
  for (let c = 0; c < channels; c++) {
    const own = image.subarray(c * D * H * W, (c + 1) * D * H * W);
    if (axes.some(({ before, after }) => before + after > 0)) {
      made.fill(
        own.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
        c * d * h * w,
        (c + 1) * d * h * w,
      );
    }
    for (let k = 0; k < alongD.length; k++) {
      for (let j = 0; j < alongH.length; j++) {
        const from = ((z + k) * H + y + j) * W + x;
        const to = ((c * d + k + alongD.before) * h + j + alongH.before) * w + alongW.before;
        made.set(own.subarray(from, from + alongW.length), to);
      }
    }
  }
  return made;
}

/** The weight of each voxel of a window. */
function weightsOf([d, h, w]: Triple, weighting: Description["windows"]["weighting"]): Float32Array {
  const weights = new Float32Array(d * h * w).fill(1);
  if (weighting === "uniform") return weights;
  const [alongD, alongH, alongW] = [d, h, w].map((size) =>
    Float32Array.from({ length: size }, (_, i) => Math.exp((i - (size - 1) / 2) ** 2 / (-2 * (size * SIGMA) ** 2))),
  ) as [Float32Array, Float32Array, Float32Array];
  let least = 1;
  for (let k = 0, i = 0; k < d; k++) {
    for (let j = 0; j < h; j++) {
      for (let l = 0; l < w; l++, i++) {
        weights[i] = (alongD[k] as number) * (alongH[j] as number) * (alongW[l] as number);
        least = Math.min(least, weights[i] as number);
      }
    }
  }
  const floor = Math.max(FLOOR, least);
  return weights.map((weight) => Math.max(floor, weight));
}

/** A member's logits of a window, `[K, d, h, w]`: of one over slices the mean over the directions that it sees. */
async function logitsOf(
  files: readonly DescribedNetwork[],
  seen: Float32Array,
  shape: readonly [c: number, d: number, h: number, w: number],
  classes: number,
  run: RunNetwork,
): Promise<Float32Array> {
  const [channels, ...window] = shape;
  const [only] = files;
  if (only?.view === "volume") return run(only, seen, [1, channels, ...window]);
  const logits = new Float32Array(classes * product(window));
  const views = files.flatMap((file) => file.directions.map((direction) => ({ file, axis: "dhw".indexOf(direction) })));
  for (const { file, axis } of views) {
    // The axis and D change places; then slices come first, before the channels.
    const order = [0, 1, 2].map((one) => (one === 0 ? axis : one === axis ? 0 : one));
    const turned = order.map((one) => window[one] as number);
    const slices = transposed(
      seen,
      [channels, ...window],
      [1 + (order[0] as number), 0, ...order.slice(1).map((one) => 1 + one)],
    );
    const found = await run(file, slices, [turned[0] as number, channels, ...turned.slice(1)]);
    // [d, K, h, w] of the turned window → [K, d, h, w] of the window: exchanging two axes undoes itself.
    const back = [1, ...order.map((one) => (one === 0 ? 0 : 1 + one))];
    const own = transposed(found, [turned[0] as number, classes, ...turned.slice(1)], back);
    for (let i = 0; i < logits.length; i++) logits[i] = (logits[i] as number) + (own[i] as number) / views.length;
  }
  return logits;
}

/** An array with its four axes in another order. */
function transposed(x: Float32Array, shape: readonly number[], order: readonly number[]): Float32Array {
  const strides = shape.map((_, axis) => product(shape.slice(axis + 1)));
  const [a, b, c, d] = order.map((axis) => shape[axis] as number) as [number, number, number, number];
  const [sa, sb, sc, sd] = order.map((axis) => strides[axis] as number) as [number, number, number, number];
  const made = new Float32Array(x.length);
  let next = 0;
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) {
      for (let k = 0; k < c; k++) {
        for (let l = 0; l < d; l++) made[next++] = x[i * sa + j * sb + k * sc + l * sd] as number;
      }
    }
  }
  return made;
}

/** Adds a window's weighted logits where it lies in the scan. */
function add(
  logits: Float32Array,
  given: {
    readonly place: Triple;
    readonly axes: readonly WindowAxis[];
    readonly window: Triple;
    readonly weights: Float32Array;
    readonly sizes: Triple;
    readonly sums: Float32Array;
    readonly total: Float32Array;
  },
): void {
  const { place, axes, window, weights, sizes, sums, total } = given;
  const [z, y, x] = place;
  const [, H, W] = sizes;
  const [d, h, w] = window;
  const [alongD, alongH, alongW] = axes as [WindowAxis, WindowAxis, WindowAxis];
  const classes = logits.length / (d * h * w);
  for (let k = 0; k < alongD.length; k++) {
    for (let j = 0; j < alongH.length; j++) {
      const from = ((k + alongD.before) * h + j + alongH.before) * w + alongW.before;
      const to = ((z + k) * H + y + j) * W + x;
      for (let l = 0; l < alongW.length; l++) {
        const weight = weights[from + l] as number;
        total[to + l] = (total[to + l] as number) + weight;
        for (let c = 0; c < classes; c++) {
          const at = c * total.length + to + l;
          sums[at] = (sums[at] as number) + weight * (logits[c * d * h * w + from + l] as number);
        }
      }
    }
  }
}

/** Softmax of the weighted means, a share of the networks' mean. */
function addProbabilities(
  sums: Float32Array,
  total: Float32Array,
  mean: Float32Array,
  classes: number,
  members: number,
): void {
  const size = total.length;
  for (let i = 0; i < size; i++) {
    let most = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classes; c++) most = Math.max(most, (sums[c * size + i] as number) / (total[i] as number));
    let all = 0;
    for (let c = 0; c < classes; c++) all += Math.exp((sums[c * size + i] as number) / (total[i] as number) - most);
    for (let c = 0; c < classes; c++) {
      const share = Math.exp((sums[c * size + i] as number) / (total[i] as number) - most) / all;
      mean[c * size + i] = (mean[c * size + i] as number) + share / members;
    }
  }
}

/** The index of each voxel's class on the scan's grid, slice by slice: the largest probability, the first of equal ones. */
function onGrid(probabilities: Float32Array, from: Grid, to: Grid, { classes }: Description): Uint8Array {
  const [alongD, alongH, alongW] = axesBetween(from, to).map(({ step, offset }, axis) =>
    linearRows(
      from.shape[axis + 1] as number,
      Array.from({ length: to.shape[axis + 1] as number }, (_, k) => offset + step * k),
    ),
  ) as [Row[], Row[], Row[]];
  const [D, H, W] = sizesOf(from);
  const [, h, w] = sizesOf(to);
  const mask = createVoxels("uint8", product(sizesOf(to)));
  const best = new Float32Array(h * w);
  for (const [z, row] of alongD.entries()) {
    const background = new Float32Array(h * w).fill(1);
    const slices = classes.slice(1).map((_, index) => {
      const own = probabilities.subarray((index + 1) * D * H * W, (index + 2) * D * H * W);
      const slice = apply(apply(apply(own, [D, H, W], 0, [row]), [1, H, W], 1, alongH), [1, h, W], 2, alongW);
      for (let i = 0; i < slice.length; i++) background[i] = (background[i] as number) - (slice[i] as number);
      return slice;
    });
    best.set(background);
    for (const [index, slice] of slices.entries()) {
      for (let i = 0; i < slice.length; i++) {
        if ((slice[i] as number) <= (best[i] as number)) continue;
        best[i] = slice[i] as number;
        mask[z * h * w + i] = index + 1;
      }
    }
  }
  return mask;
}

/** Rounding of positions. */
const ROUNDING = 1e-6;

/** Linear interpolation; beyond the outermost centres the last value holds for one and a half voxels, further out is nothing. */
function linearRows(n: number, positions: readonly number[]): Row[] {
  return positions.map((position) => {
    if (position < -1.5 - ROUNDING || position > n + 0.5 + ROUNDING) return { start: 0, weights: new Float64Array(0) };
    const held = Math.min(n - 1, Math.max(0, position));
    const start = Math.min(Math.floor(held), Math.max(0, n - 2));
    const share = held - start;
    return { start, weights: n === 1 ? Float64Array.of(1) : Float64Array.of(1 - share, share) };
  });
}

/** The classes' values, with the rules for each foreground class. */
function finish(indices: Volume<"uint8">, { classes, postProcessing }: Description): Uint8Array | Int32Array {
  const values = classes.map(({ value }) => value);
  const fitsByte = values.every((value) => value >= 0 && value < 256);
  const voxels = createVoxels(fitsByte ? "uint8" : "int32", indices.voxels.length) as Uint8Array | Int32Array;
  for (let i = 0; i < voxels.length; i++) voxels[i] = values[indices.voxels[i] as number] as number;
  const mask = { ...indices, dtype: fitsByte ? "uint8" : "int32", voxels } as Volume<"uint8" | "int32">;
  const [background, ...foreground] = values as [number, ...number[]];
  for (const [i, value] of foreground.entries()) {
    if (postProcessing.largestComponent[i]) keepLargestComponent(mask, value, { background });
    if (postProcessing.fillHoles[i]) fillHoles(mask, value, { background });
  }
  return voxels;
}
