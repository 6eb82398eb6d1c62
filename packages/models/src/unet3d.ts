// The 3D U-Net of M&N's reference code, the network over volumes that plans take.
// Çiçek et al. 2016: https://arxiv.org/abs/1606.06650

import { autocast, cat, featureDropout, nn, scope, type Tensor } from "@mandn/torch";
import { upsample2xCat } from "@mandn/torch/kernels";
import { z } from "zod";
import {
  decoded,
  decoderAt,
  dropoutPair,
  enlargement,
  extraOptions,
  Head,
  type HeadOptions,
  LevelHead,
  type Upsampling,
} from "./extras.js";
import { knownWeights } from "./known-weights.js";
import type { Decoded, Network3d, Refine } from "./network.js";
import { type Channels, parseOptions } from "./options.js";
import { asObject, levelsText, type ShippedNetwork } from "./shipped.js";
import { convolveSlices, doubledSlices, type Slices, slicesOf } from "./slices.js";
import { axisOrder, checkpointSchema, loadWeights, reorderKernels, withAxes } from "./weights.js";

export const unet3dOptions = z.strictObject({
  width: z.int().positive().default(32).describe("channels of the first level; each level has twice as many"),
  levels: z.int().min(2).max(7).default(5).describe("resolutions, each half of the one before"),
  affine: z.boolean().default(false).describe("whether instance norm learns a scale and a shift"),
  upsampling: z
    .enum(["convolution", "projection", "transposed"])
    .default("convolution")
    .describe(
      "`convolution`: trilinear ×2, then 3³ convolution, norm, ReLU; `projection`: 1×1×1 convolution, then trilinear ×2, which is quicker; `transposed`: transposed convolution 2³, norm, ReLU",
    ),
  dropout: dropoutPair
    .optional()
    .describe("share of the channels that is dropped after the deepest features, and before the last convolution"),
  ...extraOptions,
  pretrained: z
    .strictObject({
      ...checkpointSchema.shape,
      axes: axisOrder
        .optional()
        .describe(
          "of the volumes it was trained on, where the file does not say it: the reference code takes D last, hwd",
        ),
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

/** Two volumes concatenated along the channels. */
function joined(skip: Tensor, up: Tensor): Slices {
  const [n, c, d, h, w] = up.shape as [number, number, number, number, number];
  return {
    shape: [n, skip.size(1) + c, d, h, w],
    of: [up, skip],
    make: (from, to) =>
      scope(() =>
        cat(
          [skip, up].map((one) => slicesOf(one, from, to)),
          1,
        ),
      ),
  };
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
    const make = doubledSlices(d, (from, to) => this.#enlarge.forward(slicesOf(x, from, to)));
    const up = this.#block.forwardSlices(() => ({ shape: [n, c, 2 * d, 2 * h, 2 * w], of: [x], make }));
    return joined(skip, up);
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
      upsample2xCat(slicesOf(projected, from, to), slicesOf(skip, 2 * from, 2 * to)),
    );
    return { shape: [n, projected.size(1) + skip.size(1), 2 * d, 2 * h, 2 * w], of: [projected, skip], make };
  }
}

/** A further decoder's way up: enlarging, norm, ReLU, concatenated with the skip: the shapes of {@link ConvolutionUp}. */
class EnlargingUp extends nn.Sequential {
  constructor(kind: Upsampling, inChannels: number, outChannels: number, affine: boolean) {
    super(...enlargement(kind, inChannels, outChannels), new nn.InstanceNorm3d(outChannels, { affine }), new nn.ReLU());
  }

  join(x: Tensor, skip: Tensor): Slices {
    return joined(skip, this.forward(x));
  }
}

type Up = ConvolutionUp | ProjectionUp | EnlargingUp;

function makeUp(kind: Upsampling | "convolution" | "projection", width: number, affine: boolean): Up {
  switch (kind) {
    case "convolution":
      return new ConvolutionUp(2 * width, width, affine);
    case "projection":
      return new ProjectionUp(2 * width, width);
    default:
      return new EnlargingUp(kind, 2 * width, width, affine);
  }
}

interface DecoderOptions {
  /** Channels of the levels above the deepest one, finest first. */
  readonly widths: readonly number[];
  readonly affine: boolean;
  readonly classes: number;
  readonly kind: Parameters<typeof makeUp>[0];
  readonly heads: readonly HeadOptions[];
  readonly deepSupervision: readonly number[];
}

/** From the encoder's levels to logits. */
class Decoder extends nn.Module {
  readonly #up: readonly Up[];
  readonly #decode: readonly ConvBlock[];
  readonly pred_final: nn.Sequential;
  readonly heads: readonly Head[];
  readonly levels: readonly LevelHead[];

  constructor({ widths, affine, classes, kind, heads, deepSupervision }: DecoderOptions) {
    super();
    const coarseToFine = [...widths].reverse();
    this.#up = coarseToFine.map((w) => makeUp(kind, w, affine));
    this.#decode = coarseToFine.map((w) => new ConvBlock(2 * w, w, 2, affine));
    for (const [i, up] of this.#up.entries()) {
      Object.assign(this, { [`up_${i + 1}`]: up, [`conv2d_u${i + 1}`]: this.#decode[i] });
    }
    const [finest] = widths as [number];
    this.pred_final = new nn.Sequential(new nn.Conv3d(finest, classes, 3, { padding: 1 }));
    this.heads = heads.map((one) => new Head(finest, classes, one));
    this.levels = widths
      .slice(1, 1 + deepSupervision.length)
      .map((w, i) => new LevelHead(w, classes, deepSupervision[i] as number));
  }

  /**
   * A level's features of its skip and of what lies below it.
   *
   * @param from makes both; what it makes and is not needed is freed
   */
  level(level: number, from: () => readonly [below: Tensor, skip: Tensor]): Tensor {
    const place = this.#up.length - 1 - level;
    const [up, block] = [this.#up[place] as Up, this.#decode[place] as ConvBlock];
    return block.forwardSlices(() => up.join(...from()));
  }

  /** Features of each level, finest first, of the encoder's. */
  levelsOf(features: readonly Tensor[]): readonly [Tensor, ...Tensor[]] {
    return scope(() => {
      const made = [features.at(-1) as Tensor];
      for (let level = features.length - 2; level >= 0; level--) {
        made.unshift(this.level(level, () => [made[0] as Tensor, features[level] as Tensor]));
      }
      return made.slice(0, -1) as [Tensor, ...Tensor[]];
    });
  }
}

/**
 * The 3D U-Net of M&N's reference code. [N, C, D, H, W] → logits [N, K, D, H, W]. The names of its parameters are those of
 * the reference code, whose volumes and kernels have D last; a further decoder's begin with `decoder_2`, `decoder_3`.
 */
export class UNet3d extends nn.Module implements Network3d {
  readonly sizeMultiple: readonly [number, number, number];
  readonly architecture: Readonly<Record<string, unknown>>;
  readonly featureChannels: number;
  readonly encoderChannels: readonly number[];
  readonly pred_final: nn.Sequential;
  readonly #down: readonly ConvBlock[];
  readonly #decoders: readonly Decoder[];
  readonly #dropout: readonly [afterDeepest: number, beforeHead: number];
  readonly #pool = new nn.MaxPool3d(2);

  static sizeMultiple({ levels }: Pick<z.output<typeof unet3dOptions>, "levels">): [d: number, h: number, w: number] {
    const multiple = 2 ** (levels - 1);
    return [multiple, multiple, multiple];
  }

  constructor({ inChannels, classes, ...options }: Channels & UNet3dOptions) {
    super();
    const { pretrained, ...architecture } = parseOptions("unet3d", unet3dOptions, options);
    const start = withAxes(pretrained, '"hwd" for M&N\'s reference code, "dhw" for ours');
    const { width, levels, affine, upsampling, dropout = [0, 0] } = architecture;
    const { decoders = [], heads = [], deepSupervision = [] } = architecture;
    this.architecture = architecture;
    this.featureChannels = width;
    this.sizeMultiple = UNet3d.sizeMultiple({ levels });
    this.#dropout = dropout;
    const widths = Array.from({ length: levels }, (_, level) => width * 2 ** level);
    this.encoderChannels = widths;
    this.#down = widths.map((w, level) => new ConvBlock(widths[level - 1] ?? inChannels, w, 2, affine));
    const common = { widths: widths.slice(0, -1), affine, classes, deepSupervision };
    const first = new Decoder({ ...common, kind: upsampling, heads });
    this.#decoders = [first, ...decoders.map((kind) => new Decoder({ ...common, kind, heads: [] }))];
    for (const [i, block] of this.#down.entries()) Object.assign(this, { [`conv2d_d${i + 1}`]: block });
    this.pred_final = first.pred_final;
    Object.assign(this, first);
    for (const [i, decoder] of this.#decoders.entries())
      if (i > 0) Object.assign(this, { [`decoder_${i + 1}`]: decoder });
    if (start) loadWeights(this, start, (all) => reorderKernels(all, start.axes));
  }

  get decoderCount(): number {
    return this.#decoders.length;
  }

  forward(volume: Tensor): Tensor {
    return scope(() => this.pred_final.forward(this.#drop(this.#level(0, volume), 1)));
  }

  encode(volume: Tensor, refine: Refine = (x) => x): readonly Tensor[] {
    return scope(() => {
      const features: Tensor[] = [];
      for (const [level, block] of this.#down.entries()) {
        const above = features.at(-1);
        const made = scope(() => block.forward(above === undefined ? volume : this.#pooled(above)));
        features.push(refine(level === this.#down.length - 1 ? this.#drop(made, 0) : made, level));
      }
      return features;
    });
  }

  decode(features: readonly Tensor[], decoder = 0): Decoded {
    return scope(() => {
      const chosen = decoderAt(this.#decoders, decoder);
      const [finest, ...coarser] = chosen.levelsOf(features);
      return decoded(this.#drop(finest, 1), coarser, { ...chosen, last: chosen.pred_final });
    });
  }

  /** A level and all below it: [N, C, D, H, W] → [N, width · 2 ** level, D, H, W]. Scopes free what is done with. */
  #level(level: number, x: Tensor): Tensor {
    const block = this.#down[level] as ConvBlock;
    if (level === this.#down.length - 1) return this.#drop(block.forward(x), 0);
    return (this.#decoders[0] as Decoder).level(level, () => {
      const skip = block.forward(x);
      return [scope(() => this.#level(level + 1, this.#pooled(skip))), skip];
    });
  }

  /** In its own type, for the largest of numbers is one of them: under autocast libtorch would bring it to float32 and back. */
  #pooled(x: Tensor): Tensor {
    return autocast({ device: x.device, enabled: false }, () => this.#pool.forward(x));
  }

  #drop(x: Tensor, place: 0 | 1): Tensor {
    const share = this.#dropout[place];
    return share === 0 ? x : featureDropout(x, share, this.training);
  }
}

/** Its entry in the registry. */
export const unet3d: ShippedNetwork<Network3d> = {
  dimensions: 3,
  summary: "the 3D U-Net of M&N's reference code",
  sizes: [{}],
  weights: knownWeights.unet3d,
  options: unet3dOptions,
  pretrained: asObject,
  sizeMultiple: (options) => UNet3d.sizeMultiple(parseOptions("unet3d", unet3dOptions, options)),
  create: (options) => new UNet3d(options),
  plan(situation) {
    const { width, levels } = situation;
    return {
      options: { width, levels, affine: true, upsampling: "projection" },
      learningRate: 3e-3,
      why: {
        options: `width ${width} for this machine, ${levelsText(situation)}`,
        learningRate: "thirty times the paper's, for runs of hundreds of updates instead of 32,000",
      },
    };
  },
};
