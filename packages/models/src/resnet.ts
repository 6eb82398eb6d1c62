// ResNet under a U-Net decoder, a network over slices with weights from photographs.
// He et al. 2016, https://arxiv.org/abs/1512.03385; parameters have torchvision's names.

import { conv2d, nn, scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { type Encoder2d, EncoderUnet, encoderUnetOptions } from "./encoder-unet.js";
import { FrozenBatchNorm2d } from "./frozen-batch-norm.js";
import { knownWeights } from "./known-weights.js";
import type { Network2d } from "./network.js";
import { type Channels, parseOptions } from "./options.js";
import { asPath, planOfEncoder, type ShippedNetwork } from "./shipped.js";
import { loadWeights, pathOrCheckpoint, without } from "./weights.js";

/** The norm of the convolution, as one convolution: [N, in, H, W] → [N, out, H / stride, W / stride]. */
function convNorm(x: Tensor, conv: nn.Conv2d, norm: FrozenBatchNorm2d): Tensor {
  return conv2d(x, ...norm.fold(conv), conv.stride, conv.padding);
}

/** A convolution and norm where a block changes the shape. */
class Downsample extends nn.Module {
  readonly 0: nn.Conv2d;
  readonly 1: FrozenBatchNorm2d;

  constructor(inChannels: number, outChannels: number, stride: number) {
    super();
    this[0] = new nn.Conv2d(inChannels, outChannels, 1, { stride, bias: false });
    this[1] = new FrozenBatchNorm2d(outChannels);
  }

  forward(x: Tensor): Tensor {
    return convNorm(x, this[0], this[1]);
  }
}

/** Two convolutions 3² and the input: ResNet-18 and -34. [N, in, H, W] → [N, width, H / stride, W / stride]. */
class BasicBlock extends nn.Module {
  static readonly expansion = 1;
  readonly conv1: nn.Conv2d;
  readonly bn1: FrozenBatchNorm2d;
  readonly conv2: nn.Conv2d;
  readonly bn2: FrozenBatchNorm2d;
  readonly downsample: Downsample | undefined;

  constructor(inChannels: number, width: number, stride: number) {
    super();
    this.conv1 = new nn.Conv2d(inChannels, width, 3, { stride, padding: 1, bias: false });
    this.bn1 = new FrozenBatchNorm2d(width);
    this.conv2 = new nn.Conv2d(width, width, 3, { padding: 1, bias: false });
    this.bn2 = new FrozenBatchNorm2d(width);
    if (stride !== 1 || inChannels !== width) this.downsample = new Downsample(inChannels, width, stride);
  }

  forward(x: Tensor): Tensor {
    return scope(() => {
      const y = convNorm(convNorm(x, this.conv1, this.bn1).relu_(), this.conv2, this.bn2);
      return y.add_(this.downsample?.forward(x) ?? x).relu_();
    });
  }
}

/** Convolutions 1², 3², 1² and the input: ResNet-50. [N, in, H, W] → [N, 4 · width, H / stride, W / stride]. */
class Bottleneck extends nn.Module {
  static readonly expansion = 4;
  readonly conv1: nn.Conv2d;
  readonly bn1: FrozenBatchNorm2d;
  readonly conv2: nn.Conv2d;
  readonly bn2: FrozenBatchNorm2d;
  readonly conv3: nn.Conv2d;
  readonly bn3: FrozenBatchNorm2d;
  readonly downsample: Downsample | undefined;

  constructor(inChannels: number, width: number, stride: number) {
    super();
    this.conv1 = new nn.Conv2d(inChannels, width, 1, { bias: false });
    this.bn1 = new FrozenBatchNorm2d(width);
    this.conv2 = new nn.Conv2d(width, width, 3, { stride, padding: 1, bias: false });
    this.bn2 = new FrozenBatchNorm2d(width);
    this.conv3 = new nn.Conv2d(width, 4 * width, 1, { bias: false });
    this.bn3 = new FrozenBatchNorm2d(4 * width);
    if (stride !== 1 || inChannels !== 4 * width) this.downsample = new Downsample(inChannels, 4 * width, stride);
  }

  forward(x: Tensor): Tensor {
    return scope(() => {
      const narrow = convNorm(x, this.conv1, this.bn1).relu_(); // [N, width, H, W]
      const y = convNorm(convNorm(narrow, this.conv2, this.bn2).relu_(), this.conv3, this.bn3);
      return y.add_(this.downsample?.forward(x) ?? x).relu_();
    });
  }
}

/** Blocks of the four layers (He et al. 2016, table 1). */
const architectures = {
  18: { Block: BasicBlock, blocks: [2, 2, 2, 2] },
  34: { Block: BasicBlock, blocks: [3, 4, 6, 3] },
  50: { Block: Bottleneck, blocks: [3, 4, 6, 3] },
} as const;

/** ResNet without its classifier, batch norm frozen. The parameters' names are torchvision's. */
export class ResNet extends nn.Module implements Encoder2d {
  readonly featureChannels: readonly number[];
  readonly conv1: nn.Conv2d;
  readonly bn1: FrozenBatchNorm2d;
  readonly layer1: readonly (BasicBlock | Bottleneck)[];
  readonly layer2: readonly (BasicBlock | Bottleneck)[];
  readonly layer3: readonly (BasicBlock | Bottleneck)[];
  readonly layer4: readonly (BasicBlock | Bottleneck)[];
  readonly #pool = new nn.MaxPool2d(3, { stride: 2, padding: 1 });

  constructor(depth: keyof typeof architectures) {
    super();
    const { Block, blocks } = architectures[depth];
    this.featureChannels = [64, ...[64, 128, 256, 512].map((width) => width * Block.expansion)];
    this.conv1 = new nn.Conv2d(3, 64, 7, { stride: 2, padding: 3, bias: false });
    this.bn1 = new FrozenBatchNorm2d(64);
    const layer = (i: 0 | 1 | 2 | 3) =>
      Array.from({ length: blocks[i] }, (_, k) => {
        const inChannels = this.featureChannels[k === 0 ? i : i + 1] as number;
        return new Block(inChannels, 64 * 2 ** i, k === 0 && i > 0 ? 2 : 1);
      });
    this.layer1 = layer(0);
    this.layer2 = layer(1);
    this.layer3 = layer(2);
    this.layer4 = layer(3);
    for (const [, module] of this.namedModules()) {
      if (module instanceof nn.Conv2d) nn.init.kaimingNormal_(module.weight, { mode: "fan_out", nonlinearity: "relu" });
    }
  }

  forward(image: Tensor): Tensor[] {
    return scope(() => {
      const features = [convNorm(image, this.conv1, this.bn1).relu_()];
      let x = this.#pool.forward(features[0] as Tensor);
      for (const layer of [this.layer1, this.layer2, this.layer3, this.layer4]) {
        x = layer.reduce((y, block) => block.forward(y), x);
        features.push(x);
      }
      return features;
    });
  }
}

export const resNetUnetOptions = encoderUnetOptions.extend({
  depth: z
    .union([z.literal(18), z.literal(34), z.literal(50)])
    .default(18)
    .describe("layers"),
  pretrained: z
    .union([z.literal(false), pathOrCheckpoint])
    .default(false)
    .describe("a checkpoint of torchvision's ResNet of this depth, or random weights"),
  decoderWidths: encoderUnetOptions.shape.decoderWidths.default([256, 128, 64, 32]),
});

export type ResNetUnetOptions = z.input<typeof resNetUnetOptions>;

/** ResNet under a U-Net decoder: the paper's ResUNet. [N, C, H, W] → logits [N, K, H, W]. */
export class ResNetUnet extends EncoderUnet<ResNet> {
  constructor({ inChannels, classes, ...given }: Channels & ResNetUnetOptions) {
    const options = parseOptions("resnet", resNetUnetOptions, given);
    // Photographs with mean 0 and standard deviation 1 over ImageNet reach from −2.1 to 2.6.
    super(new ResNet(options.depth), 2, { inChannels, classes }, options);
    const { pretrained } = options;
    if (pretrained !== false)
      loadWeights(this.encoder, pretrained, (all) => without(all, /^fc\.|\.num_batches_tracked$/));
  }
}

/** Its entry in the registry. */
export const resNet: ShippedNetwork<Network2d> = {
  dimensions: 2,
  summary: "torchvision's ResNet under a U-Net decoder",
  sizes: [{ depth: 18 }, { depth: 34 }, { depth: 50 }],
  weights: knownWeights.resnet,
  options: resNetUnetOptions,
  pretrained: asPath,
  sizeMultiple: (options) => ResNetUnet.sizeMultiple(parseOptions("resnet", resNetUnetOptions, options)),
  create: (options) => new ResNetUnet(options),
  plan: planOfEncoder,
};
