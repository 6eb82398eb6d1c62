// Convolution of a few slices at a time, where no gradients are wanted: the whole input of the last level is never in
// memory. The 3D U-Net predicts so.

import { conv3d, empty, isGradEnabled, type nn, scope, Tensor } from "@mandn/torch";

/** Slices along D that a convolution takes at a time. */
const AT_A_TIME = 8;
/** Elements of its input from which this saves memory worth having: 64 channels of 128×64×64 voxels. */
const LARGE = 2 ** 25;

/** A volume that is made some slices at a time. */
export interface Slices {
  /** `[N, C, D, H, W]` of the whole. */
  readonly shape: readonly [n: number, c: number, d: number, h: number, w: number];
  /** What `make` makes them of: named so that a scope that returns the slices keeps it. */
  readonly of: readonly Tensor[];
  /** Slices `from` to `to`, that one not included, along D. */
  make(from: number, to: number): Tensor;
}

/** Slices `from` to `to` along D; the volume itself where these are all, whose gradient need not be copied then. */
export function slicesOf(x: Tensor, from: number, to: number): Tensor {
  return from === 0 && to === x.size(2) ? x : x.narrow(2, from, to - from);
}

/**
 * A convolution 3³ with padding 1. Where no gradients are recorded and the input is large, the input is never there as a whole:
 * it would be the peak of memory of a U-Net's prediction, whose last decoder level takes twice its width of channels at full
 * resolution.
 *
 * @returns `[N, out, D, H, W]`
 */
export function convolveSlices({ weight, bias }: nn.Conv3d, prepare: () => Slices): Tensor {
  const convolve = (x: Tensor, padding: number) => conv3d(x, weight, bias, 1, [padding, 1, 1]);
  return scope(() => {
    const input = scope(() => {
      const slices = prepare();
      return isWorthwhile(slices) ? slices : slices.make(0, slices.shape[2]);
    });
    if (input instanceof Tensor) return convolve(input, 1);
    const { shape, make } = input;
    const [n, , d, h, w] = shape;
    let whole: Tensor | undefined;
    for (let from = 0; from < d; from += AT_A_TIME) {
      const to = Math.min(from + AT_A_TIME, d);
      // At an end of the volume both sides of the slices are padded, and one slice more than is wanted comes out.
      const [first, last] = [Math.max(0, from - 1), Math.min(d, to + 1)];
      const isEnd = first === 0 || last === d;
      const part = scope(() => convolve(make(first, last), isEnd ? 1 : 0));
      const { dtype, device } = part;
      whole ??= empty([n, weight.size(0), d, h, w], { dtype, device, memoryFormat: "channels_last_3d" });
      scope(() => whole?.narrow(2, from, to - from).copy_(part.narrow(2, isEnd ? from - first : 0, to - from)));
      part.dispose();
    }
    return whole as Tensor;
  });
}

function isWorthwhile({ shape }: Slices): boolean {
  return !isGradEnabled() && shape[2] > AT_A_TIME && shape.reduce((a, b) => a * b) >= LARGE;
}

/**
 * Makes slices of a volume enlarged by trilinear ×2 (align_corners = false).
 *
 * @param depth slices of the volume
 * @param enlarge makes all that its slices `from` to `to` become; those at the ends, which depend on slices beyond, are not used
 */
export function doubledSlices(
  depth: number,
  enlarge: (from: number, to: number) => Tensor,
): (from: number, to: number) => Tensor {
  return (from, to) => {
    const [first, last] = [Math.max(0, Math.floor(from / 2) - 1), Math.min(depth, Math.ceil(to / 2) + 1)];
    return scope(() => slicesOf(enlarge(first, last), from - 2 * first, to - 2 * first));
  };
}
