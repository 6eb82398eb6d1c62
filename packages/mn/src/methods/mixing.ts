/**
 * What methods need that put a part of one crop into another, or mix whole ones: boxes of voxels, how the methods draw them, the
 * shares of a mixture, and predictions to learn from that are mixed as the crops are. All that is drawn comes from a generator of
 * the CPU.
 */
import type { Triple } from "@mandn/imaging";
import { full, type Generator, operator, rand, scope, type Tensor, where, zeros } from "@mandn/torch";

/** Voxels of a crop from `start` up to but not including `end`, along D, H, W. */
export interface Box {
  readonly start: Triple;
  readonly end: Triple;
}

/** No voxel. */
export const NOWHERE: Box = { start: [0, 0, 0], end: [0, 0, 0] };

/** D, H, W of crops `[N, C, D, H, W]`. */
export const sizeOf = ({ shape }: Tensor) => shape.slice(2) as unknown as Triple;

/** Which voxels are in a box, for some crops of a shape, each with its own box: `[N, 1, D, H, W]`, bool, on the CPU. */
export function inBoxes(boxes: readonly Box[], shape: Triple): Tensor {
  return scope(() => {
    const inside = zeros([boxes.length, 1, ...shape], { dtype: "bool" });
    for (const [n, { start, end }] of boxes.entries()) {
      const at = inside.narrow(0, n, 1);
      const box = start.reduce((part, from, axis) => part.narrow(axis + 2, from, (end[axis] as number) - from), at);
      box.fill_(true);
    }
    return inside;
  });
}

/** So many numbers, uniform in 0 … 1. */
function uniform(count: number, generator: Generator): number[] {
  return scope(() => Array.from(rand([count], { dtype: "float64", generator }).toTypedArray(), Number));
}

const perAxis = (value: (axis: 0 | 1 | 2) => number): Triple => [value(0), value(1), value(2)];

/** A box of these sides, anywhere in a crop by draws of 0 … 1. */
function placed(sides: Triple, shape: Triple, draws: readonly number[]): Box {
  const start = perAxis((axis) => Math.floor((draws[axis] as number) * (shape[axis] - sides[axis] + 1)));
  return { start, end: perAxis((axis) => start[axis] + sides[axis]) };
}

/** A box whose sides are a share of the crop's, rounded down, anywhere in it (BCP). Draws 3 uniform numbers. */
export function boxOfShare(shape: Triple, share: number, generator: Generator): Box {
  const sides = perAxis((axis) => Math.floor(shape[axis] * share));
  return placed(sides, shape, uniform(3, generator));
}

/** How {@link boxOfVolume} is drawn. */
export interface VolumeBox {
  /** The probability that there is a box at all. */
  readonly cutMix: number;
  /** Least and largest share of the crop's voxels that it has. */
  readonly boxVolume: readonly [number, number];
  /** Least and largest r, by which it is long along H and short along W. */
  readonly boxAspect: readonly [number, number];
}

/**
 * A box of some of the crop's voxels anywhere in it, or an empty one (UniMatch's box as CrossMatch has it in 3D): for a volume v
 * and an aspect r, sides of ∛v along D, ∛(v r) along H and ∛(v / r) along W, rounded down, at most the crop's. Draws 6 uniform
 * numbers: whether there is one, volume, aspect, places.
 */
export function boxOfVolume(shape: Triple, { cutMix, boxVolume, boxAspect }: VolumeBox, generator: Generator): Box {
  const [whether, ofVolume, ofAspect, ...places] = uniform(6, generator) as [number, number, number, ...number[]];
  if (whether >= cutMix) return NOWHERE;
  const between = ([least, most]: readonly [number, number], draw: number) => least + draw * (most - least);
  const volume = between(boxVolume, ofVolume) * shape.reduce((a, b) => a * b);
  const aspect = between(boxAspect, ofAspect);
  const wanted = [volume, volume * aspect, volume / aspect].map(Math.cbrt);
  const sides = perAxis((axis) => Math.min(shape[axis], Math.floor(wanted[axis] as number)));
  return placed(sides, shape, places);
}

/**
 * A box of √(1 − λ) of each of the crop's sides around a voxel from an eighth of them on, cut off at the crop's faces (AD-MT's
 * CutMix). Draws 3 uniform numbers.
 */
export function boxAroundVoxel(shape: Triple, lambda: number, generator: Generator): Box {
  const draws = uniform(3, generator);
  const reach = perAxis((axis) => Math.floor(Math.floor(shape[axis] * Math.sqrt(1 - lambda)) / 2));
  const centre = perAxis((axis) => {
    const first = Math.floor(shape[axis] / 8);
    return first + Math.floor((draws[axis] as number) * (shape[axis] - first));
  });
  return {
    start: perAxis((axis) => Math.max(0, centre[axis] - reach[axis])),
    end: perAxis((axis) => Math.min(shape[axis], centre[axis] + reach[axis])),
  };
}

const standardGamma = operator("aten::_standard_gamma");

/** So many numbers of the distribution Beta(α, α), each γ / (γ + γ') of two gamma numbers. */
export function beta(alpha: number, count: number, generator: Generator): number[] {
  return scope(() => {
    const gammas = standardGamma.callTensor(full([2, count], alpha, { dtype: "float64" }), generator);
    return Array.from(
      gammas
        .select(0, 0)
        .div(gammas.sum([0]))
        .toTypedArray(),
      Number,
    );
  });
}

/** A prediction as something to learn from. */
export interface Guess {
  /** `[N, D, H, W]`: the most probable class. */
  readonly classes: Tensor;
  /** `[N, D, H, W]`: its probability. */
  readonly certainty: Tensor;
}

/** @param soft `[N, K, D, H, W]` */
export function guessed(soft: Tensor): Guess {
  const [certainty, classes] = soft.max(1);
  return { classes, certainty };
}

/** What a guess becomes when boxes `[N, 1, D, H, W]` of another one are put into it. */
export function mixedGuess(own: Guess, other: Guess, inside: Tensor): Guess {
  const within = inside.squeeze(1);
  return {
    classes: where(within, other.classes, own.classes),
    certainty: where(within, other.certainty, own.certainty),
  };
}
