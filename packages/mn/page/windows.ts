// Windows that slide over a prepared scan, and the networks' probabilities from them, as `mn predict` computes them.
import type { Grid, Triple } from "@mandn/imaging/pure";
import type { DescribedNetwork, Description } from "../src/exporters/description.js";
import { FLOOR, SIGMA, type WindowAxis, windowAxis } from "../src/inference/windows.js";
import type { Prepared } from "./prepare.js";
import { product, sizesOf } from "./rows.js";

/** Runs a network: its input `[N, C, …]` → its logits `[N, K, …]`. */
export type RunNetwork = (
  network: DescribedNetwork,
  input: Float32Array,
  shape: readonly number[],
) => Promise<Float32Array>;

/** The mean of the networks' probabilities, `[K, D, H, W]` on the prepared grid. */
export async function predict(
  { image, grid }: Prepared,
  model: Description,
  run: RunNetwork,
  onProgress: (done: number, total: number) => void = () => {},
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
