// Changes of intensity in crops: brightness, contrast, gamma, noise, blur; strong ones for methods that compare two
// views. Changes of shape and place are in placement.ts. The plan's `augmentation` sets both.

import {
  arange,
  type Device,
  full,
  Generator,
  noGrad,
  rand,
  randint,
  randn,
  replicationPad3d,
  scope,
  type Tensor,
} from "@mandn/torch";
import type { Augmentation } from "../plan/plan.js";

/**
 * Changes intensities of a batch in place, each channel of each crop by its own uniform draws, in this order:
 *
 * - blur: Gaussian, σ from 0 to `blur` voxels, cut off at 3 `blur`, edges repeated
 * - contrast and brightness: (x − m) · f + m + b with m the crop's mean, f in 1 ± `contrast`, b in ± `brightness`
 * - gamma: the crop's range as 0 … 1, to the power of exponents that are uniform in their logarithm
 * - noise: Gaussian, σ from 0 to `noise`
 *
 * Draws from the generator: `[N, C, 5]` uniform numbers (σ of the blur, contrast, brightness, gamma, σ of the noise), then,
 * if `noise` is not 0, a normal one for each voxel, or on a GPU a seed for the GPU's own.
 *
 * @param image `[N, C, D, H, W]`, float32
 * @param generator of the CPU
 */
export function augmentIntensity(image: Tensor, augmentation: Augmentation, generator: Generator): void {
  const { blur, contrast, brightness, gamma, noise } = augmentation;
  const [low, high] = gamma;
  const { device, shape } = image;
  const [n, c] = shape;
  noGrad(() =>
    scope(() => {
      const draws = rand([n, c, 5], { generator }).to(device);
      /** `[N, C, 1, 1, 1]` */
      const draw = (index: number) => draws.select(2, index).reshape([n, c, 1, 1, 1]);
      const around = (index: number, most: number) => draw(index).mul(2).sub(1).mul(most);
      if (blur > 0) scope(() => blurInPlace(image, draw(0).mul(blur), Math.ceil(3 * blur)));
      if (contrast > 0 || brightness > 0) {
        scope(() => {
          const mean = image.mean([2, 3, 4], { keepdim: true });
          const change = around(1, contrast);
          image.mul_(change.add(1)).add_(around(2, brightness).sub(mean.mul(change)));
        });
      }
      if (low !== 1 || high !== 1) {
        scope(() => {
          const exponent = draw(3)
            .mul(Math.log(high / low))
            .add(Math.log(low))
            .exp();
          const least = image.amin([2, 3, 4], true);
          const range = image.amax([2, 3, 4], true).sub(least).clampMin(1e-6);
          image.sub_(least).div_(range).pow_(exponent).mul_(range).add_(least);
        });
      }
      if (noise > 0) scope(() => image.addcmul_(normals(shape, device, generator), draw(4).mul(noise)));
    }),
  );
}

function normals(shape: readonly number[], device: Device, generator: Generator): Tensor {
  if (device === "cpu") return randn(shape, { generator });
  const seed = randint(2 ** 31, [1], { generator }).itemNumber();
  using own = Generator.create(seed, device);
  return randn(shape, { generator: own, device });
}

/** @param sigma `[N, C, 1, 1, 1]`, in voxels */
function blurInPlace(image: Tensor, sigma: Tensor, radius: number): void {
  const [n, c] = image.shape;
  const distances = arange(-radius, radius + 1, { dtype: "float32", device: image.device });
  const heights = distances
    .div(sigma.reshape([n, c, 1]).clampMin(1e-3))
    .square()
    .mul(-0.5)
    .exp();
  const weights = heights.div(heights.sum([2], { keepdim: true }));
  for (const dim of [2, 3, 4]) {
    scope(() => {
      const padding = [4, 3, 2].flatMap((d) => (d === dim ? [radius, radius] : [0, 0]));
      const padded = replicationPad3d(image, padding);
      image.zero_();
      for (let k = 0; k <= 2 * radius; k++) {
        const weight = weights.select(2, k).reshape([n, c, 1, 1, 1]);
        image.addcmul_(padded.narrow(dim, k, image.size(dim)), weight);
      }
    });
  }
}

/** Probabilities and ranges of {@link augmentStrongly}. */
const STRONG = { bias: 0.8, biasOrder: 3, biasRange: 0.5, gamma: 0.5, blur: 0.5, blurLeast: 0.1, blurMost: 2 } as const;

/**
 * A copy of crops with strong changes of intensity, the shapes as they are, as FixMatch's and UniMatch's strong views: half of
 * the time a blur (σ 0.1 to 2 voxels), four times of five a smooth bias field, exp of a polynomial of third order with
 * coefficients in ±0.5, and a gamma between exp(−0.5) and exp(0.5) on the crop's range (CrossMatch, `la_heart.py`).
 *
 * @param image `[N, C, D, H, W]`, float32
 * @param generator of the CPU; draws are taken for the whole batch
 */
export function augmentStrongly(image: Tensor, generator: Generator): Tensor {
  return noGrad(() =>
    scope(() => {
      const strong = image.clone();
      const numbers = rand([4 + 3 * STRONG.biasOrder], { dtype: "float64", generator }).toTypedArray();
      const [whetherBias, whetherBlur, ofBlur, ofGamma, ...coefficients] = Array.from(numbers, Number) as [
        number,
        number,
        number,
        number,
        ...number[],
      ];
      const signed = (draw: number, most: number) => (2 * draw - 1) * most;
      if (whetherBias < STRONG.bias) {
        scope(() => {
          strong.mul_(
            biasField(
              strong,
              coefficients.map((draw) => signed(draw, STRONG.biasRange)),
            ),
          );
          const least = strong.amin([2, 3, 4], true);
          const range = strong.amax([2, 3, 4], true).sub(least).clampMin(1e-6);
          const gamma = Math.exp(signed(ofGamma, STRONG.gamma));
          strong.sub_(least).div_(range).pow_(gamma).mul_(range).add_(least);
        });
      }
      if (whetherBlur < STRONG.blur) {
        const sigma = STRONG.blurLeast + ofBlur * (STRONG.blurMost - STRONG.blurLeast);
        scope(() => {
          const [n, c] = strong.shape;
          blurInPlace(
            strong,
            full([n as number, c as number, 1, 1, 1], sigma, { dtype: "float32", device: strong.device }),
            Math.ceil(3 * sigma),
          );
        });
      }
      return strong;
    }),
  );
}

/** exp Σ c · x^k over the powers k = 1 … 3 along D, H and W, positions −1 … 1: `[1, 1, D, H, W]`. */
function biasField({ shape, device }: Tensor, coefficients: readonly number[]): Tensor {
  const along = [2, 3, 4].map((dim, axis) => {
    const length = shape[dim] as number;
    const position = arange(length, { dtype: "float32", device })
      .mul(2 / Math.max(1, length - 1))
      .sub(1);
    const polynomial = Array.from({ length: STRONG.biasOrder }, (_, k) =>
      position.pow(k + 1).mul(coefficients[axis * STRONG.biasOrder + k] as number),
    ).reduce((sum, term) => sum.add(term));
    return polynomial.reshape([1, 1, 1, 1, 1].map((one, d) => (d === dim ? length : one)));
  });
  return along.reduce((sum, one) => sum.add(one)).exp();
}
