import { cat, nn, scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import type { Network3d } from "./network.js";
import { type Channels, parseOptions } from "./options.js";
import { convolveSlices, doubledSlices, type Slices } from "./slices.js";
import { axisOrder, loadWeights, reorderKernels } from "./weights.js";

export const unet3dOptions = z.strictObject({
  width: z.int().positive().default(32).describe("channels of the first level; each level has twice as many"),
  levels: z.int().min(2).max(7).default(5).describe("resolutions, each half of the one before"),
  affine: z.boolean().default(false).describe("whether instance norm learns a scale and a shift"),
  upsampling: z
    .enum(["convolution", "projection"])
    .default("convolution")
    .describe(
      "`convolution`: trilinear ×2, then 3³ convolution, norm, ReLU; `projection`: 1×1×1 convolution, then trilinear ×2, which is quicker",
    ),
  pretrained: z
    .strictObject({
      path: z.string().min(1),
      axes: axisOrder.default("hwd").describe("of the volumes it was trained on: the reference code takes D last"),
    })
    .optional()
    .describe("a checkpoint of the reference code's `model_3d`; by default random weights"),
});

export type UNet3dOptions = z.input<typeof unet3dOptions>;

/** (Convolution 3³, instance norm, ReLU) once or more. [N, in, D, H, W] → [N, out, D, H, W]. */
class ConvBlock extends nn.Sequential {
  readonly #first: nn.Conv3d;
  readonly #others: nn.Sequential;

  constructor(inChannels: number, outChannels: number, repeats: number, affine: boolean) {
    const layers = Array.from({ length: repeats }, (_, i) => [
      new nn.Conv3d(i === 0 ? inChannels : outChannels, outChannels, 3, { padding: 1 }),
      new nn.InstanceNorm3d(outChannels, { affine }),
      new nn.ReLU(),
    ]).flat();
    super(...layers);
    this.#first = layers[0] as nn.Conv3d;
    this.#others = new nn.Sequential(...layers.slice(1));
  }

  forwardSlices(prepare: () => Slices): Tensor {
    return scope(() => this.#others.forward(convolveSlices(this.#first, prepare)));
  }
}

/** Trilinear ×2 and a convolution, concatenated with the skip. [N, 2S, D, H, W], [N, S, 2D, 2H, 2W] → [N, 2S, 2D, 2H, 2W]. */
class ConvolutionUp extends nn.Sequential {
  readonly #enlarge: nn.Upsample;
  readonly #block: ConvBlock;

  constructor(inChannels: number, outChannels: number, affine: boolean) {
    const enlarge = new nn.Upsample({ scaleFactor: 2, mode: "trilinear" });
    const block = new ConvBlock(inChannels, outChannels, 1, affine);
    super(enlarge, ...block);
    this.#enlarge = enlarge;
    this.#block = block;
  }

  join(x: Tensor, skip: Tensor): Slices {
    const [n, c, d, h, w] = x.shape as [number, number, number, number, number];
    const make = doubledSlices(d, (from, to) => this.#enlarge.forward(x.narrow(2, from, to - from)));
    const up = this.#block.forwardSlices(() => ({ shape: [n, c, 2 * d, 2 * h, 2 * w], of: [x], make }));
    return {
      shape: [n, up.size(1) + skip.size(1), 2 * d, 2 * h, 2 * w],
      of: [up, skip],
      make: (from, to) =>
        scope(() =>
          cat(
            [skip, up].map((one) => one.narrow(2, from, to - from)),
            1,
          ),
        ),
    };
  }
}

/** A convolution 1³ and trilinear ×2, concatenated with the skip: the shapes of {@link ConvolutionUp}. */
class ProjectionUp extends nn.Conv3d {
  constructor(inChannels: number, outChannels: number) {
    super(inChannels, outChannels, 1);
  }

  join(x: Tensor, skip: Tensor): Slices {
    const [n, , d, h, w] = x.shape as [number, number, number, number, number];
    const projected = this.forward(x);
    const make = doubledSlices(d, (from, to) =>
      nn.upsample2xCat(projected.narrow(2, from, to - from), skip.narrow(2, 2 * from, 2 * (to - from))),
    );
    return { shape: [n, projected.size(1) + skip.size(1), 2 * d, 2 * h, 2 * w], of: [projected, skip], make };
  }
}

/**
 * The 3D U-Net of M&N's reference code. [N, C, D, H, W] → logits [N, K, D, H, W]. The names of its parameters are those of
 * the reference code, whose volumes and kernels have D last.
 */
export class UNet3d extends nn.Module implements Network3d {
  readonly sizeMultiple: readonly [number, number, number];
  readonly architecture: Readonly<Record<string, unknown>>;
  readonly pred_final: nn.Sequential;
  readonly #down: readonly ConvBlock[];
  readonly #up: readonly (ConvolutionUp | ProjectionUp)[];
  readonly #decode: readonly ConvBlock[];
  readonly #pool = new nn.MaxPool3d(2);

  static sizeMultiple({ levels }: Pick<z.output<typeof unet3dOptions>, "levels">): [d: number, h: number, w: number] {
    const multiple = 2 ** (levels - 1);
    return [multiple, multiple, multiple];
  }

  constructor({ inChannels, classes, ...options }: Channels & UNet3dOptions) {
    super();
    const { pretrained, ...architecture } = parseOptions("unet3d", unet3dOptions, options);
    const { width, levels, affine, upsampling } = architecture;
    this.architecture = architecture;
    this.sizeMultiple = UNet3d.sizeMultiple({ levels });
    const widths = Array.from({ length: levels }, (_, level) => width * 2 ** level);
    const coarseToFine = widths.slice(0, -1).reverse();
    this.#down = widths.map((w, level) => new ConvBlock(widths[level - 1] ?? inChannels, w, 2, affine));
    this.#up = coarseToFine.map((w) =>
      upsampling === "convolution" ? new ConvolutionUp(2 * w, w, affine) : new ProjectionUp(2 * w, w),
    );
    this.#decode = coarseToFine.map((w) => new ConvBlock(2 * w, w, 2, affine));
    for (const [i, block] of this.#down.entries()) Object.assign(this, { [`conv2d_d${i + 1}`]: block });
    for (const [i, up] of this.#up.entries()) {
      Object.assign(this, { [`up_${i + 1}`]: up, [`conv2d_u${i + 1}`]: this.#decode[i] });
    }
    this.pred_final = new nn.Sequential(new nn.Conv3d(width, classes, 3, { padding: 1 }));
    if (pretrained) loadWeights(this, pretrained.path, (all) => reorderKernels(all, pretrained.axes));
  }

  forward(volume: Tensor): Tensor {
    return scope(() => this.pred_final.forward(this.#level(0, volume)));
  }

  /** A level and all below it: [N, C, D, H, W] → [N, width · 2 ** level, D, H, W]. Scopes free what is done with. */
  #level(level: number, x: Tensor): Tensor {
    const up = this.#up.length - 1 - level;
    if (up < 0) return this.#down[level].forward(x);
    return this.#decode[up].forwardSlices(() => {
      const skip = this.#down[level].forward(x);
      const below = scope(() => this.#level(level + 1, this.#pool.forward(skip)));
      return this.#up[up].join(below, skip);
    });
  }
}
