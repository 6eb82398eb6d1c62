import {
  arange,
  type Device,
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
