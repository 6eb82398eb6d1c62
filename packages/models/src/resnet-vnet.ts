/**
 * MCF's second network: a 3D ResNet-34 under V-Net's decoder. Its first convolution, 7³, keeps the size; each of its four layers
 * halves it.
 */
import { featureDropout, nn, scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { decoded, decoderAt } from "./extras.js";
import { knownWeights } from "./known-weights.js";
import type { Decoded, Network3d, Refine } from "./network.js";
import { type Channels, parseOptions } from "./options.js";
import { asObject, type ShippedNetwork, USUAL } from "./shipped.js";
import { Decoder, normOf } from "./vnet.js";
import { axisOrder, checkpointSchema, loadWeights, reorderKernels, withAxes } from "./weights.js";

export const resNetVNetOptions = z.strictObject({
  width: z.int().positive().default(16).describe("channels of the first level; each level has twice as many"),
  norm: z.enum(["batch", "instance"]).default("batch").describe("after each convolution"),
  dropout: z.number().min(0).max(1).default(0.5).describe("share of the channels that is dropped below the head"),
  pretrained: z
    .strictObject({
      ...checkpointSchema.shape,
      axes: axisOrder
        .optional()
        .describe("of the volumes it was trained on, where the file does not say it: whd in MCF's code"),
    })
    .optional()
    .describe("a checkpoint of MCF's code; by default random weights"),
});

export type ResNetVNetOptions = z.input<typeof resNetVNetOptions>;

/** Blocks of the four layers (He et al. 2016, table 1). */
const BLOCKS = [3, 4, 6, 3] as const;

type Norm = z.output<typeof resNetVNetOptions>["norm"];

const conv = (inChannels: number, outChannels: number, kernel: number, stride = 1) =>
  new nn.Conv3d(inChannels, outChannels, kernel, { stride, padding: (kernel - 1) / 2, bias: false });

/** Two convolutions 3³ and the input. `[N, in, D, H, W]` → `[N, out, D / stride, H / stride, W / stride]`. */
class BasicBlock extends nn.Module {
  readonly conv1: nn.Conv3d;
  readonly bn1: nn.Layer;
  readonly conv2: nn.Conv3d;
  readonly bn2: nn.Layer;
  readonly downsample: nn.Sequential | undefined;

  constructor(inChannels: number, outChannels: number, stride: number, norm: Norm) {
    super();
    this.conv1 = conv(inChannels, outChannels, 3, stride);
    this.bn1 = normOf(outChannels, norm);
    this.conv2 = conv(outChannels, outChannels, 3);
    this.bn2 = normOf(outChannels, norm);
    if (stride !== 1 || inChannels !== outChannels) {
      this.downsample = new nn.Sequential(conv(inChannels, outChannels, 1, stride), normOf(outChannels, norm));
    }
  }

  forward(x: Tensor): Tensor {
    return scope(() => {
      const y = this.conv2.forward(this.bn1.forward(this.conv1.forward(x)).relu());
      return this.bn2
        .forward(y)
        .add(this.downsample?.forward(x) ?? x)
        .relu();
    });
  }
}

class Encoder extends nn.Module {
  readonly conv1: nn.Conv3d;
  readonly bn1: nn.Layer;
  readonly layer1: readonly BasicBlock[];
  readonly layer2: readonly BasicBlock[];
  readonly layer3: readonly BasicBlock[];
  readonly layer4: readonly BasicBlock[];

  constructor(inChannels: number, width: number, norm: Norm) {
    super();
    this.conv1 = conv(inChannels, width, 7);
    this.bn1 = normOf(width, norm);
    const layer = (i: 0 | 1 | 2 | 3) =>
      Array.from({ length: BLOCKS[i] }, (_, k) => {
        const outChannels = width * 2 ** (i + 1);
        return k === 0
          ? new BasicBlock(outChannels / 2, outChannels, 2, norm)
          : new BasicBlock(outChannels, outChannels, 1, norm);
      });
    this.layer1 = layer(0);
    this.layer2 = layer(1);
    this.layer3 = layer(2);
    this.layer4 = layer(3);
  }

  /** Features of each resolution, finest first. */
  forward(volume: Tensor, refine: Refine): Tensor[] {
    return scope(() => {
      const features = [refine(this.bn1.forward(this.conv1.forward(volume)).relu(), 0)];
      for (const blocks of [this.layer1, this.layer2, this.layer3, this.layer4]) {
        const made = scope(() => blocks.reduce((x, block) => block.forward(x), features.at(-1) as Tensor));
        features.push(refine(made, features.length));
      }
      return features;
    });
  }
}

/**
 * The second network of MCF's code (`Resnet34`). [N, C, D, H, W] → logits [N, K, D, H, W]. The parameters' names are the code's,
 * and so are random weights: Kaiming's rule for all convolutions.
 */
export class ResNetVNet extends nn.Module implements Network3d {
  static readonly sizeMultiple = [16, 16, 16] as const;
  readonly sizeMultiple = ResNetVNet.sizeMultiple;
  readonly architecture: Readonly<Record<string, unknown>>;
  readonly featureChannels: number;
  readonly encoderChannels: readonly number[];
  readonly decoderCount = 1;
  readonly resnet_encoder: Encoder;
  readonly #decoder: Decoder;
  readonly #dropout: number;

  constructor({ inChannels, classes, ...options }: Channels & ResNetVNetOptions) {
    super();
    const { pretrained, ...architecture } = parseOptions("resnet-vnet", resNetVNetOptions, options);
    const start = withAxes(pretrained, '"whd" for MCF\'s code, "dhw" for ours');
    const { width, norm, dropout } = architecture;
    this.architecture = architecture;
    this.featureChannels = width;
    this.encoderChannels = [width, 2 * width, 4 * width, 8 * width, 16 * width];
    this.#dropout = dropout;
    this.resnet_encoder = new Encoder(inChannels, width, norm);
    this.#decoder = new Decoder({
      width,
      norm,
      classes,
      residual: false,
      kind: "transposed",
      heads: [],
      deepSupervision: [],
    });
    Object.assign(this, this.#decoder);
    for (const [, layer] of this.namedModules()) {
      if (layer instanceof nn.Conv3d || layer instanceof nn.ConvTranspose3d) nn.init.kaimingNormal_(layer.weight);
    }
    if (start) loadWeights(this, start, (all) => reorderKernels(all, start.axes));
  }

  forward(volume: Tensor): Tensor {
    return scope(() => this.decode(this.encode(volume)).logits);
  }

  encode(volume: Tensor, refine: Refine = (x) => x): readonly Tensor[] {
    return this.resnet_encoder.forward(volume, refine);
  }

  decode(features: readonly Tensor[], decoder = 0): Decoded {
    return scope(() => {
      const { out_conv } = decoderAt([this.#decoder], decoder);
      const [finest] = this.#decoder.levelsOf(features);
      const last = featureDropout(finest, this.#dropout, this.training);
      return decoded(last, [], { last: out_conv, heads: [], levels: [] });
    });
  }
}

/** Its entry in the registry. */
export const resNetVNet: ShippedNetwork<Network3d> = {
  dimensions: 3,
  summary: "a 3D ResNet-34 under V-Net's decoder, MCF's second network",
  sizes: [{}],
  weights: knownWeights["resnet-vnet"],
  options: resNetVNetOptions,
  pretrained: asObject,
  sizeMultiple: () => ResNetVNet.sizeMultiple,
  create: (options) => new ResNetVNet(options),
  plan: ({ width }) => ({
    options: { width: Math.min(16, width) },
    learningRate: USUAL.rate,
    why: { options: "the usual width, or less for this machine", learningRate: USUAL.why },
  }),
};
