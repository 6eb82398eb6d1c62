// MobileNetV2 under a U-Net decoder: the network over slices that plans take, small and pretrained.
// Sandler et al. 2018, https://arxiv.org/abs/1801.04381; parameters have torchvision's names.

import { nn, scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { type Encoder2d, EncoderUnet, encoderUnetOptions } from "./encoder-unet.js";
import { type Folded, FrozenBatchNorm2d, foldAll } from "./frozen-batch-norm.js";
import { invertedResidual, type Pair, stem } from "./inverted-residual.js";
import { knownWeights } from "./known-weights.js";
import type { Network2d } from "./network.js";
import { type Channels, parseOptions } from "./options.js";
import { asPath, planOfEncoder, type ShippedNetwork } from "./shipped.js";
import { loadWeights, shippedWeights, without } from "./weights.js";

/** `same`: at stride 2 padded at the bottom and right only, as TensorFlow does; `symmetric`: on all sides, as torchvision. */
export type Padding = "same" | "symmetric";

/** Convolution k² and norm under ReLU6. */
class ConvNormReLU6 extends nn.Module {
  readonly 0: nn.Conv2d;
  readonly 1: FrozenBatchNorm2d;

  constructor(inChannels: number, outChannels: number, kernel: number, stride: number, groups: number) {
    super();
    this[0] = new nn.Conv2d(inChannels, outChannels, kernel, {
      stride,
      padding: (kernel - 1) / 2,
      groups,
      bias: false,
    });
    this[1] = new FrozenBatchNorm2d(outChannels);
  }

  get pair(): Pair {
    return [this[0], this[1]];
  }
}

/** The first layer, at stride 2. [N, in, H, W] → [N, out, H / 2, W / 2]. */
class Stem extends ConvNormReLU6 {
  constructor(
    inChannels: number,
    outChannels: number,
    readonly isSame: boolean,
  ) {
    super(inChannels, outChannels, 3, 2, 1);
  }

  get pairs(): readonly Pair[] {
    return [this.pair];
  }

  /** @param folded its pairs */
  forward(x: Tensor, [convolution]: readonly Folded[]): Tensor {
    return stem(x, convolution as Folded, this.isSame);
  }
}

/** Expansion 1², depthwise 3², projection 1²; added to its input where shapes allow. [N, in, H, W] → [N, out, H / stride, W / stride]. */
class InvertedResidual extends nn.Module {
  readonly conv: readonly (ConvNormReLU6 | nn.Conv2d | FrozenBatchNorm2d)[];
  readonly #pairs: readonly Pair[];

  constructor(
    inChannels: number,
    outChannels: number,
    readonly stride: 1 | 2,
    expansion: number,
    readonly isSame: boolean,
  ) {
    super();
    const hidden = inChannels * expansion;
    const expand = expansion > 1 ? [new ConvNormReLU6(inChannels, hidden, 1, 1, 1)] : [];
    const depthwise = new ConvNormReLU6(hidden, hidden, 3, stride, hidden);
    const project = [
      new nn.Conv2d(hidden, outChannels, 1, { bias: false }),
      new FrozenBatchNorm2d(outChannels),
    ] as const;
    this.conv = [...expand, depthwise, ...project];
    this.#pairs = [...[...expand, depthwise].map(({ pair }) => pair), project];
  }

  /** Of the expansion, unless it is 1, the depthwise convolution and the projection. */
  get pairs(): readonly Pair[] {
    return this.#pairs;
  }

  /** @param folded its {@link pairs} */
  forward(x: Tensor, folded: readonly Folded[]): Tensor {
    return invertedResidual(x, folded, { kernel: 3, stride: this.stride, isSame: this.isSame });
  }
}

/** Sandler et al. 2018, table 2: expansion, channels, blocks, stride of the first block. */
const stages = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

/**
 * MobileNetV2 without its classifier and the 1² convolution before that, batch norm frozen. The parameters' names are
 * torchvision's.
 */
export class MobileNetV2 extends nn.Module implements Encoder2d {
  readonly featureChannels = [16, 24, 32, 96, 320] as const;
  readonly features: readonly (Stem | InvertedResidual)[];

  constructor(padding: Padding = "symmetric") {
    super();
    const isSame = padding === "same";
    const features: (Stem | InvertedResidual)[] = [new Stem(3, 32, isSame)];
    let inChannels = 32;
    for (const [expansion, channels, blocks, stride] of stages) {
      for (let i = 0; i < blocks; i++) {
        features.push(new InvertedResidual(inChannels, channels, i === 0 ? stride : 1, expansion, isSame));
        inChannels = channels;
      }
    }
    this.features = features;
    for (const [, module] of this.namedModules()) {
      if (module instanceof nn.Conv2d) nn.init.kaimingNormal_(module.weight, { mode: "fan_out", nonlinearity: "relu" });
    }
  }

  forward(image: Tensor): Tensor[] {
    return scope(() => {
      const ends = new Set([1, 3, 6, 13, 17]);
      const found: Tensor[] = [];
      const folded = foldAll(this.features.flatMap(({ pairs }) => pairs));
      let x = image;
      for (const [i, feature] of this.features.entries()) {
        x = feature.forward(x, folded.splice(0, feature.pairs.length));
        if (ends.has(i)) found.push(x);
      }
      return found;
    });
  }
}

export const mobileNetV2UnetOptions = encoderUnetOptions.extend({
  padding: z
    .enum(["same", "symmetric"])
    .optional()
    .describe("by default `symmetric` for a checkpoint of one's own, else `same`, as the weights here were trained"),
});

export type MobileNetV2UnetOptions = z.input<typeof mobileNetV2UnetOptions>;

/** MobileNetV2, pretrained on ImageNet, under a U-Net decoder: 2.1 M parameters. [N, C, H, W] → logits [N, K, H, W]. */
export class MobileNetV2Unet extends EncoderUnet<MobileNetV2> {
  constructor({ inChannels, classes, ...given }: Channels & MobileNetV2UnetOptions) {
    const parsed = parseOptions("mobilenet-v2", mobileNetV2UnetOptions, given);
    const { pretrained, padding = typeof pretrained === "boolean" ? "same" : "symmetric" } = parsed;
    const options = { ...parsed, padding };
    super(new MobileNetV2(padding), 1, { inChannels, classes }, options);
    if (pretrained !== false) {
      const source = pretrained === true ? shippedWeights("mobilenet-v2-imagenet") : pretrained;
      const unused = /^features\.18\.|^classifier\.|\.num_batches_tracked$/;
      loadWeights(this.encoder, source, (all) => without(all, unused));
    }
  }
}

/** Its entry in the registry. */
export const mobileNetV2: ShippedNetwork<Network2d> = {
  dimensions: 2,
  summary: "torchvision's MobileNetV2 under a U-Net decoder",
  sizes: [{}],
  weights: knownWeights["mobilenet-v2"],
  options: mobileNetV2UnetOptions,
  pretrained: asPath,
  sizeMultiple: (options) =>
    MobileNetV2Unet.sizeMultiple(parseOptions("mobilenet-v2", mobileNetV2UnetOptions, options)),
  create: (options) => new MobileNetV2Unet(options),
  plan: planOfEncoder,
};
