// A whole scan in windows that overlap, each predicted at once, weighted and averaged.
// The reference is MONAI's sliding_window_inference: https://docs.monai.io/en/stable/inferers.html

import { setImmediate } from "node:timers/promises";
import type { Triple } from "@mandn/imaging";
import { empty, keep, nn, noGrad, scope, stack, type Tensor } from "@mandn/torch";
import { MnError } from "../errors.js";
import { checkWindowFits, type Predictor, predictLogits, type ViewOptions } from "./predictor.js";
import { inScan, type Slab, SlabSums, type Weighting } from "./slab-sums.js";
import { windowAxis } from "./windows.js";

/** How a scan is cut into windows and these are predicted. */
export interface WindowOptions extends ViewOptions {
  /** Voxels along D, H, W; multiples of the networks' `sizeMultiple`. */
  readonly window: Triple;
  /** Share of a window that the next one covers again. */
  readonly overlap: number;
  readonly weighting: Weighting;
  readonly windowsPerBatch: number;
  /**
   * What networks see beyond a scan that is smaller than a window: a value, or the least of each channel, as training's crops
   * have it. Default 0, as MONAI.
   */
  readonly outside?: number | "least";
  /** Told after every batch. */
  readonly progress?: (windowsDone: number, windows: number) => void;
}

/**
 * Logits of a whole scan: windows in batches and, where they overlap, the weighted mean of their logits, as MONAI's
 * `sliding_window_inference`. A scan smaller than the window is padded on both sides.
 *
 * @param image `[C, D, H, W]`, float32
 * @returns `[K, D, H, W]`, float32, on the image's device. For scans too large for that: {@link slideWindows}.
 * @throws MnError `"usage"` for windows that the network does not take.
 */
export function slidingWindow(
  image: Tensor,
  network: Predictor | Predictor["network"],
  options: WindowOptions,
): Tensor {
  const predictor = network instanceof nn.Module ? { network } : network;
  const [, d, h, w] = image.shape;
  let whole: Tensor | undefined;
  try {
    slideWindows(image, [predictor], options, ({ start, logits: [logits] }) => {
      const [classes, slices] = logits.shape;
      whole ??= keep(empty([classes, d, h, w], { dtype: "float32", device: image.device }));
      whole.narrow(1, start, slices).copy_(logits);
    });
    return (whole as Tensor).detach();
  } finally {
    whole?.dispose();
  }
}

/** How far a scan is: windows that are done, of all. */
export interface WindowsDone {
  readonly done: number;
  readonly total: number;
}

/**
 * As {@link slidingWindow}, for one network or several over the same windows, in bounded memory: finished slices go to
 * `consume` in ascending order, each once, and of each network no more slices are held than a window is deep. The
 * networks are in evaluation mode meanwhile.
 *
 * @throws MnError `"usage"` for windows that a network does not take; what `consume` and `progress` throw passes.
 */
export function slideWindows(
  image: Tensor,
  predictors: readonly Predictor[],
  options: WindowOptions,
  consume: (slab: Slab) => void,
): void {
  atOnce(windowSteps(image, predictors, options, consume));
}

/** {@link slideWindows}, batch by batch: each step is the prediction of a batch of windows. */
export function* windowSteps(
  image: Tensor,
  predictors: readonly Predictor[],
  options: WindowOptions,
  consume: (slab: Slab) => void,
): Generator<WindowsDone, void> {
  const { window, overlap, windowsPerBatch, progress, device = "cpu" } = options;
  checkWindows(window, overlap, windowsPerBatch);
  for (const predictor of predictors) checkWindowFits(predictor, window);
  const [d, h, w] = window.map((size, axis) => windowAxis(image.size(axis + 1), size, overlap));
  const places = d.starts.flatMap((z) => h.starts.flatMap((y) => w.starts.map((x): Triple => [z, y, x])));
  const isPadded = [d, h, w].some(({ before, after }) => before + after > 0);
  const outside = isPadded ? outsideOf(image, options.outside ?? 0) : [];

  /** `[N, C, d, h, w]` */
  const cut = (batch: readonly Triple[]): Tensor =>
    scope(() => {
      const parts = batch.map(([z, y, x]) =>
        image.narrow(1, z, d.length).narrow(2, y, h.length).narrow(3, x, w.length),
      );
      const seen = stack(parts).to(device);
      if (!isPadded) return seen;
      const windows = empty([batch.length, outside.length, ...window], { dtype: "float32", device });
      for (const [channel, value] of outside.entries()) windows.select(1, channel).fill_(value);
      inScan(windows, [d, h, w]).copy_(seen);
      return windows;
    });
  const predictBatch = (batch: readonly Triple[]): Tensor[] =>
    scope(() => {
      const windows = cut(batch);
      return predictors.map((predictor) => predictLogits(predictor, windows, options));
    });

  const modes = predictors.map(({ network }) => network.training);
  const sums = new SlabSums([d, h, w], [image.size(2), image.size(3)], options, consume);
  try {
    for (const { network } of predictors) network.eval();
    for (let first = 0; first < places.length; first += windowsPerBatch) {
      const batch = places.slice(first, first + windowsPerBatch);
      noGrad(() => scope(() => sums.add(batch, predictBatch(batch))));
      const done = { done: first + batch.length, total: places.length };
      progress?.(done.done, done.total);
      yield done;
    }
    noGrad(() => sums.finish(image.size(1)));
  } finally {
    sums.dispose();
    for (const [i, { network }] of predictors.entries()) network.train(modes[i]);
  }
}

/** Takes all steps at once. */
export function atOnce<T>(steps: Generator<unknown, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/**
 * Takes steps one by one, and lets signals and whatever else waits in between.
 *
 * @throws the signal's reason once it is aborted; what was begun is given back
 */
export async function inTurns<S, T>(
  steps: Generator<S, T>,
  { signal, onStep }: { readonly signal?: AbortSignal | undefined; readonly onStep?: (step: S) => void } = {},
): Promise<T> {
  try {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      onStep?.(step.value);
      await setImmediate();
      signal?.throwIfAborted();
    }
  } finally {
    steps.return(undefined as T);
  }
}

/** The value of each channel beyond the scan. */
function outsideOf(image: Tensor, outside: number | "least"): number[] {
  if (outside !== "least") return new Array<number>(image.size(0)).fill(outside);
  return scope(() => Array.from(image.amin([1, 2, 3]).toTypedArray(), Number));
}

/** @throws MnError `"usage"` unless every setting is within what it may be. */
function checkWindows(window: Triple, overlap: number, windowsPerBatch: number): void {
  const wholes = [...window, windowsPerBatch].every((size) => Number.isSafeInteger(size) && size > 0);
  if (wholes && overlap >= 0 && overlap < 1) return;
  throw new MnError(
    "usage",
    `Windows of ${window.join("×")} voxels, ${windowsPerBatch} at a time, overlapping by ${overlap}: sizes are whole and positive, the overlap is from 0 up to, not including, 1.`,
  );
}
