// From the grid that networks see back to the scan's own: probabilities slab by slab, interpolated, then decided.
// The second half of a prediction, after sliding-window.ts.

import {
  composeAffines,
  createVoxels,
  type Grid,
  invertAffine,
  reorientLike,
  spacingOf,
  toAffine,
  type Volume,
} from "@mandn/imaging";
import { resampleTensor } from "@mandn/imaging/tensor";
import { cat, fromTypedArray, keep, noGrad, scope, type Tensor } from "@mandn/torch";
import { MnError } from "../errors.js";
import { decide } from "./disagreement.js";

/** Bytes that the probabilities of one part of the original grid may take. */
const WORKING_BYTES = 64 * 2 ** 20;

/** By how many voxels of the prepared grid rounding may move a slice, and a grid's corner off its axes. */
const ROUNDING = 1e-6;
const ALIGNED = 0.1;

/**
 * Takes probabilities on a prepared scan's grid to classes on the scan's own grid, slab by slab: each class's are
 * interpolated linearly and the largest wins (the first of equal ones), so that probabilities are never held for more than
 * a slab. Beyond the outermost centres the last value holds for one and a half voxels; further out is background.
 */
export class OriginalGrid {
  readonly #from: Grid;
  /** The original grid with its axes turned to run as the prepared grid's. */
  readonly #to: Grid;
  readonly #original: Grid;
  readonly #mask: Volume<"uint8">;
  readonly #probabilities: Volume<"float32" | "uint8"> | undefined;
  /** Slices of the prepared grid from which the slices to come may still be interpolated, `[K, d, H, W]`. */
  #held: Tensor | undefined;
  /** The first of them. */
  #heldStart = 0;
  /** The next slice of the original grid. */
  #next = 0;

  /**
   * @param from the prepared scan's grid
   * @param original the scan's own grid
   * @param options.probabilities whether all classes' probabilities are kept: K · D · H · W floats, or bytes, 0 … 255 for 0 … 1
   * @throws MnError `"data"` where the grids are rotated against each other: a prepared scan's never are.
   */
  constructor(
    from: Grid,
    original: Grid,
    options: { readonly classes: number; readonly probabilities?: "float32" | "uint8" | undefined },
  ) {
    this.#from = from;
    this.#original = original;
    this.#to = turnedLike(original, from);
    this.#mask = emptyVolume("uint8", 1, this.#to);
    this.#probabilities = options.probabilities && emptyVolume(options.probabilities, options.classes, this.#to);
  }

  /** Takes the next slices of probabilities, `[K, d, H, W]`, float32, on any device. */
  add(probabilities: Tensor): void {
    noGrad(() =>
      scope(() => {
        const slices = this.#held === undefined ? probabilities : cat([this.#held, probabilities], 1);
        const end = this.#heldStart + slices.size(1);
        this.#fill(slices, end);
        // The slice before the next one's place, and all after it.
        const first = Math.min(end - 1, Math.max(this.#heldStart, Math.floor(this.#placeOf(this.#next))));
        const kept = keep(slices.narrow(1, first - this.#heldStart, end - first).clone());
        this.#held?.dispose();
        this.#held = kept;
        this.#heldStart = first;
      }),
    );
  }

  /** The index of each voxel's class, `[1, D, H, W]`, and the probabilities if they were to be kept, `[K, D, H, W]`. */
  finish(): { readonly classes: Volume<"uint8">; readonly probabilities?: Volume<"float32" | "uint8"> } {
    const header = { ...this.#mask, shape: this.#original.shape, affine: this.#original.affine };
    const like = { ...header, spacing: spacingOf(this.#original.affine) };
    const classes = reorientLike(this.#mask, like);
    return this.#probabilities === undefined
      ? { classes }
      : { classes, probabilities: reorientLike(this.#probabilities, like) };
  }

  dispose(): void {
    this.#held?.dispose();
  }

  /** Where a slice of the original grid lies along D of the prepared grid. */
  #placeOf(slice: number): number {
    const map = composeAffines(invertAffine(this.#from.affine), this.#to.affine);
    return map[10] * slice + map[11];
  }

  /** Resamples every slice of the original grid for which the slices held, all before `end`, are enough. */
  #fill(slices: Tensor, end: number): void {
    const [classes, , h, w] = slices.shape;
    const [, depth, height, width] = this.#to.shape;
    const isLast = end === this.#from.shape[1];
    const isReady = (slice: number) => slice < depth && (isLast || Math.ceil(this.#placeOf(slice) - ROUNDING) < end);
    const most = Math.max(1, Math.floor(WORKING_BYTES / (4 * classes * height * width)));
    while (isReady(this.#next)) {
      let count = 1;
      while (count < most && isReady(this.#next + count)) count++;
      const start = this.#next;
      scope(() => {
        const low = Math.max(this.#heldStart, Math.floor(this.#placeOf(start)));
        const high = Math.min(end, Math.ceil(this.#placeOf(start + count - 1)) + 1);
        const first = Math.min(low, end - 1);
        const needed = slices.narrow(1, first - this.#heldStart, Math.max(1, high - first)).narrow(0, 1, classes - 1);
        // One voxel more on each side, of the same value.
        const around = needed.replicationPad3d(1);
        const from = shifted(this.#from, [first - 1, -1, -1], [around.size(1), h + 2, w + 2]);
        const to = shifted(this.#to, [start, 0, 0], [count, height, width]);
        const foreground = resampleTensor(around, from, to, { interpolation: "linear", antiAliasing: false });
        this.#write(start, cat([foreground.sum([0], { keepdim: true }).rsub(1), foreground]));
      });
      this.#next += count;
    }
  }

  /** `[K, d, H, W]` of the original grid's slices from `start` on. */
  #write(start: number, probabilities: Tensor): void {
    const { shape } = this.#mask;
    const mask = fromTypedArray(this.#mask.voxels, shape.slice(1));
    mask.narrow(0, start, probabilities.size(1)).copy_(decide(probabilities));
    if (this.#probabilities === undefined) return;
    const all = fromTypedArray(this.#probabilities.voxels, this.#probabilities.shape);
    const kept = this.#probabilities.dtype === "uint8" ? probabilities.mul(255).round() : probabilities;
    all.narrow(1, start, probabilities.size(1)).copy_(kept);
  }
}

/** The grid with its axes permuted and flipped so that they run as those of `like`. */
function turnedLike(grid: Grid, like: Grid): Grid {
  const map = composeAffines(invertAffine(like.affine), grid.affine);
  const [channels, d, h, w] = grid.shape;
  const sizes = [w, h, d];
  // For each axis x, y, z of `like` the one of `grid` that runs along it.
  const sources = [0, 1, 2].map((row) => {
    const along = [map[4 * row], map[4 * row + 1], map[4 * row + 2]];
    const source = along.reduce((best, value, i) => (Math.abs(value) > Math.abs(along[best]) ? i : best), 0);
    const stray = along.reduce((sum, value, i) => (i === source ? sum : sum + Math.abs(value) * (sizes[i] - 1)), 0);
    return { source, isFlipped: along[source] < 0, stray };
  });
  if (new Set(sources.map(({ source }) => source)).size < 3 || sources.some(({ stray }) => stray > ALIGNED)) {
    throw new MnError("data", "The prepared scan's grid is rotated against the scan's own: prepare it anew.");
  }
  const turn = new Array<number>(12).fill(0);
  sources.forEach(({ source, isFlipped }, axis) => {
    turn[4 * source + axis] = isFlipped ? -1 : 1;
    turn[4 * source + 3] = isFlipped ? sizes[source] - 1 : 0;
  });
  const [x, y, z] = sources.map(({ source }) => sizes[source]);
  return { shape: [channels, z, y, x], affine: composeAffines(grid.affine, toAffine(turn)) };
}

/** A grid of another size whose first voxel lies at `[d, h, w]` of this one. */
function shifted(
  { shape: [channels], affine }: Grid,
  [z, y, x]: readonly [number, number, number],
  size: readonly [number, number, number],
): Grid {
  return { shape: [channels, ...size], affine: composeAffines(affine, toAffine([1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z])) };
}

function emptyVolume<T extends "uint8" | "float32">(dtype: T, channels: number, { shape, affine }: Grid): Volume<T> {
  const [, d, h, w] = shape;
  return {
    shape: [channels, d, h, w],
    affine,
    spacing: spacingOf(affine),
    dtype,
    voxels: createVoxels(dtype, channels * d * h * w),
    provenance: { path: "prediction", format: "memory", notes: [], fields: {} },
  };
}
