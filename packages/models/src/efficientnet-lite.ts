// EfficientNet-Lite under a U-Net decoder: as small as MobileNetV2 and better on photographs, without what is slow on a CPU.
// EfficientNet: Tan and Le 2019, https://arxiv.org/abs/1905.11946; Lite leaves out squeeze and excitation and has ReLU6 in place of
// swish (https://github.com/tensorflow/tpu, models/official/efficientnet/lite). Parameters have the names of lukemelas' PyTorch port.

import { nn, scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { type Encoder2d, EncoderUnet, encoderUnetOptions } from "./encoder-unet.js";
import { type Folded, FrozenBatchNorm2d, foldAll } from "./frozen-batch-norm.js";
import { invertedResidual, type Pair, type Shape, stem } from "./inverted-residual.js";
import { knownWeights } from "./known-weights.js";
import type { Network2d } from "./network.js";
import { type Channels, parseOptions } from "./options.js";
import { asPath, planOfEncoder, type ShippedNetwork } from "./shipped.js";
import { loadWeights, shippedWeights, without } from "./weights.js";

/** Of the norms: TensorFlow's. */
const EPSILON = 1e-3;

/** Tan and Le 2019, table 1: kernel, expansion, channels, blocks, stride of the first block. */
const stages = [
  [3, 1, 16, 1, 1],
  [3, 6, 24, 2, 2],
  [5, 6, 40, 2, 2],
  [3, 6, 80, 3, 2],
  [5, 6, 112, 3, 1],
  [5, 6, 192, 4, 2],
  [3, 6, 320, 1, 1],
] as const;

/** Factors on channels and blocks. */
const scales = { lite0: [1, 1], lite1: [1, 1.1], lite2: [1.1, 1.2] } as const;
type Size = keyof typeof scales;

/** The nearest multiple of 8 that is at least 0.9 of it. */
function scaled(channels: number, factor: number): number {
  const wanted = channels * factor;
  const near = Math.max(8, Math.floor((wanted + 4) / 8) * 8);
  return near < 0.9 * wanted ? near + 8 : near;
}

class Block extends nn.Module {
  readonly _expand_conv: nn.Conv2d | undefined;
  readonly _bn0: FrozenBatchNorm2d | undefined;
  readonly _depthwise_conv: nn.Conv2d;
  readonly _bn1: FrozenBatchNorm2d;
  readonly _project_conv: nn.Conv2d;
  readonly _bn2: FrozenBatchNorm2d;
  readonly #shape: Shape;

  constructor(inChannels: number, outChannels: number, expansion: number, shape: Omit<Shape, "isSame">) {
    super();
    const hidden = inChannels * expansion;
    if (expansion > 1) {
      this._expand_conv = new nn.Conv2d(inChannels, hidden, 1, { bias: false });
      this._bn0 = new FrozenBatchNorm2d(hidden, EPSILON);
    }
    this._depthwise_conv = new nn.Conv2d(hidden, hidden, shape.kernel, { groups: hidden, bias: false });
    this._bn1 = new FrozenBatchNorm2d(hidden, EPSILON);
    this._project_conv = new nn.Conv2d(hidden, outChannels, 1, { bias: false });
    this._bn2 = new FrozenBatchNorm2d(outChannels, EPSILON);
    this.#shape = { ...shape, isSame: true };
  }

  get pairs(): readonly Pair[] {
    const { _expand_conv: expand, _bn0: norm } = this;
    const first: Pair[] = expand === undefined || norm === undefined ? [] : [[expand, norm]];
    return [...first, [this._depthwise_conv, this._bn1], [this._project_conv, this._bn2]];
  }

  /** @param folded its {@link pairs} */
  forward(x: Tensor, folded: readonly Folded[]): Tensor {
    return invertedResidual(x, folded, this.#shape);
  }
}

/** EfficientNet-Lite without its classifier and the 1² convolution before that, batch norm frozen, padded as TensorFlow pads. */
export class EfficientNetLite extends nn.Module implements Encoder2d {
  readonly featureChannels: readonly number[];
  readonly _conv_stem = new nn.Conv2d(3, 32, 3, { stride: 2, bias: false });
  readonly _bn0 = new FrozenBatchNorm2d(32, EPSILON);
  readonly _blocks: readonly Block[];
  /** Indices of the blocks after which a resolution is left, and of the last. */
  readonly #ends: ReadonlySet<number>;

  constructor(size: Size) {
    super();
    const [wider, deeper] = scales[size];
    const blocks: Block[] = [];
    const channels: number[] = [];
    const ends: number[] = [];
    let inChannels = 32;
    for (const [i, [kernel, expansion, width, repeats, stride]] of stages.entries()) {
      const outChannels = scaled(width, wider);
      // The first and the last stage stay as they are in Lite.
      const count = i === 0 || i === stages.length - 1 ? repeats : Math.ceil(repeats * deeper);
      for (let k = 0; k < count; k++) {
        blocks.push(new Block(inChannels, outChannels, expansion, { kernel, stride: k === 0 ? stride : 1 }));
        inChannels = outChannels;
      }
      if (stages[i + 1]?.[4] === 1) continue;
      ends.push(blocks.length - 1);
      channels.push(outChannels);
    }
    this.featureChannels = channels;
    this._blocks = blocks;
    this.#ends = new Set(ends);
    for (const [, module] of this.namedModules()) {
      if (module instanceof nn.Conv2d) nn.init.kaimingNormal_(module.weight, { mode: "fan_out", nonlinearity: "relu" });
    }
  }

  forward(image: Tensor): Tensor[] {
    return scope(() => {
      const [first, ...folded] = foldAll([
        [this._conv_stem, this._bn0],
        ...this._blocks.flatMap(({ pairs }) => pairs),
      ]) as [Folded, ...Folded[]];
      const found: Tensor[] = [];
      let x = stem(image, first, true);
      for (const [i, block] of this._blocks.entries()) {
        x = block.forward(x, folded.splice(0, block.pairs.length));
        if (this.#ends.has(i)) found.push(x);
      }
      return found;
    });
  }
}

export const efficientNetLiteOptions = encoderUnetOptions
  .extend({ size: z.enum(["lite0", "lite1", "lite2"]).default("lite0") })
  .refine(({ size, pretrained }) => size === "lite0" || pretrained !== true, {
    path: ["pretrained"],
    error: "the weights that come with the package are those of lite0: give false or a file for another size",
  });

export type EfficientNetLiteUnetOptions = z.input<typeof efficientNetLiteOptions>;

/** EfficientNet-Lite, pretrained on ImageNet, under a U-Net decoder. [N, C, H, W] → logits [N, K, H, W]. */
export class EfficientNetLiteUnet extends EncoderUnet<EfficientNetLite> {
  constructor({ inChannels, classes, ...given }: Channels & EfficientNetLiteUnetOptions) {
    const options = parseOptions("efficientnet-lite", efficientNetLiteOptions, given);
    const { pretrained, size } = options;
    super(new EfficientNetLite(size), 1, { inChannels, classes }, options);
    if (pretrained !== false) {
      const source = pretrained === true ? shippedWeights(`efficientnet-${size}-imagenet`) : pretrained;
      const unused = /^_conv_head\.|^_bn1\.|^_fc\.|\.num_batches_tracked$/;
      loadWeights(this.encoder, source, (all) => without(all, unused));
    }
  }
}

/** Its entry in the registry. */
export const efficientNetLite: ShippedNetwork<Network2d> = {
  dimensions: 2,
  summary: "EfficientNet-Lite under a U-Net decoder",
  sizes: [{}, { size: "lite2", pretrained: false }],
  weights: knownWeights["efficientnet-lite"],
  options: efficientNetLiteOptions,
  pretrained: asPath,
  sizeMultiple: (options) =>
    EfficientNetLiteUnet.sizeMultiple(parseOptions("efficientnet-lite", efficientNetLiteOptions, options)),
  create: (options) => new EfficientNetLiteUnet(options),
  plan: planOfEncoder,
};
