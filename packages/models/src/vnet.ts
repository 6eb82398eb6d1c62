// The V-Net that the semi-supervised field compares with, after the code of UA-MT and BCP.
// Milletari et al. 2016, https://arxiv.org/abs/1606.04797; the reference is networks/vnet.py of UA-MT.

import { featureDropout, nn, scope, type Tensor, TorchError } from "@mandn/torch";
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
  upsamplings,
} from "./extras.js";
import { knownWeights } from "./known-weights.js";
import type { Decoded, Network3d, Refine } from "./network.js";
import { type Channels, parseOptions } from "./options.js";
import { asObject, type ShippedNetwork, USUAL } from "./shipped.js";
import {
  type AxisOrder,
  axisOrder,
  checkpointSchema,
  loadWeights,
  reorderKernels,
  withAxes,
  without,
} from "./weights.js";

const norms = z.enum(["batch", "instance", "group", "none"]);

export const vnetOptions = z.strictObject({
  width: z.int().positive().default(16).describe("channels of the first level; each level has twice as many"),
  norm: norms.default("batch").describe("after each convolution; `group`: 16 groups of channels"),
  dropout: z
    .union([z.boolean(), dropoutPair])
    .default(true)
    .describe(
      "whether half of the channels are dropped below the decoder and the head, or the share that is dropped at each",
    ),
  residual: z.boolean().default(false).describe("whether a block's input is added to its output, as BCP may"),
  upsampling: upsamplings.default("transposed").describe("how the decoder enlarges features"),
  ...extraOptions,
  pretrained: z
    .strictObject({
      ...checkpointSchema.shape,
      axes: axisOrder
        .optional()
        .describe("of the volumes it was trained on, where the file does not say it: whd in UA-MT's and BCP's code"),
    })
    .optional()
    .describe("a checkpoint of UA-MT, BCP or another code with their VNet; by default random weights"),
});

export type VNetOptions = z.input<typeof vnetOptions>;

export type Norm = z.infer<typeof norms>;

/** A norm over channels. */
export function normOf(channels: number, norm: Exclude<Norm, "none">): nn.Layer {
  switch (norm) {
    case "batch":
      return new nn.BatchNorm3d(channels);
    case "instance":
      return new nn.InstanceNorm3d(channels);
    case "group":
      return new nn.GroupNorm(16, channels);
  }
}

/** The layers after a convolution. */
function normReLU(channels: number, norm: Norm): nn.Layer[] {
  return norm === "none"
    ? [new nn.ReLU({ inplace: true })]
    : [normOf(channels, norm), new nn.ReLU({ inplace: norm === "batch" })];
}

/** (Convolution 3³, norm, ReLU) once or more; residual: its input is added before the last ReLU. [N, in, D, H, W] → [N, out, D, H, W]. */
class ConvBlock extends nn.Module {
  readonly conv: nn.Sequential;
  readonly #residual: boolean;

  constructor(repeats: number, inChannels: number, outChannels: number, norm: Norm, residual: boolean) {
    super();
    const layers = Array.from({ length: repeats }, (_, i) => [
      new nn.Conv3d(i === 0 ? inChannels : outChannels, outChannels, 3, { padding: 1 }),
      ...normReLU(outChannels, norm),
    ]).flat();
    this.conv = new nn.Sequential(...(residual ? layers.slice(0, -1) : layers));
    this.#residual = residual;
  }

  forward(x: Tensor): Tensor {
    return this.#residual ? scope(() => this.conv.forward(x).add(x).relu_()) : this.conv.forward(x);
  }
}

/** Convolution 2³ of stride 2, norm, ReLU. [N, in, D, H, W] → [N, out, D / 2, H / 2, W / 2]. */
class Down extends nn.Module {
  readonly conv: nn.Sequential;

  constructor(inChannels: number, outChannels: number, norm: Norm) {
    super();
    this.conv = new nn.Sequential(
      new nn.Conv3d(inChannels, outChannels, 2, { stride: 2 }),
      ...normReLU(outChannels, norm),
    );
  }

  forward(x: Tensor): Tensor {
    return this.conv.forward(x);
  }
}

/** Enlarging ×2, a transposed convolution of V-Net's own, norm, ReLU; the skip is added. [N, in, D, H, W] → [N, out, 2D, 2H, 2W]. */
class Up extends nn.Module {
  readonly conv: nn.Sequential;

  constructor(inChannels: number, outChannels: number, norm: Norm, kind: Upsampling) {
    super();
    this.conv = new nn.Sequential(...enlargement(kind, inChannels, outChannels), ...normReLU(outChannels, norm));
  }

  forward(x: Tensor, skip: Tensor): Tensor {
    return scope(() => this.conv.forward(x).add(skip));
  }
}

interface DecoderOptions {
  readonly width: number;
  readonly norm: Norm;
  readonly residual: boolean;
  readonly classes: number;
  readonly kind: Upsampling;
  readonly heads: readonly HeadOptions[];
  readonly deepSupervision: readonly number[];
}

/** From the encoder's five levels to logits. */
export class Decoder extends nn.Module {
  readonly block_five_up: Up;
  readonly block_six: ConvBlock;
  readonly block_six_up: Up;
  readonly block_seven: ConvBlock;
  readonly block_seven_up: Up;
  readonly block_eight: ConvBlock;
  readonly block_eight_up: Up;
  readonly block_nine: ConvBlock;
  readonly out_conv: nn.Conv3d;
  readonly heads: readonly Head[];
  readonly levels: readonly LevelHead[];

  constructor({ width: w, norm, residual, classes, kind, heads, deepSupervision }: DecoderOptions) {
    super();
    this.block_five_up = new Up(16 * w, 8 * w, norm, kind);
    this.block_six = new ConvBlock(3, 8 * w, 8 * w, norm, residual);
    this.block_six_up = new Up(8 * w, 4 * w, norm, kind);
    this.block_seven = new ConvBlock(3, 4 * w, 4 * w, norm, residual);
    this.block_seven_up = new Up(4 * w, 2 * w, norm, kind);
    this.block_eight = new ConvBlock(2, 2 * w, 2 * w, norm, residual);
    this.block_eight_up = new Up(2 * w, w, norm, kind);
    this.block_nine = new ConvBlock(1, w, w, norm, residual);
    this.out_conv = new nn.Conv3d(w, classes, 1);
    this.heads = heads.map((one) => new Head(w, classes, one));
    this.levels = deepSupervision
      .slice(0, 3)
      .map((dropout, level) => new LevelHead(w * 2 ** (level + 1), classes, dropout));
  }

  /** Features of each level, finest first. */
  levelsOf([one, two, three, four, five]: readonly Tensor[]): readonly [Tensor, Tensor, Tensor, Tensor] {
    return scope(() => {
      const six = this.block_six.forward(this.block_five_up.forward(five as Tensor, four as Tensor));
      const seven = this.block_seven.forward(this.block_six_up.forward(six, three as Tensor));
      const eight = this.block_eight.forward(this.block_seven_up.forward(seven, two as Tensor));
      const nine = this.block_nine.forward(this.block_eight_up.forward(eight, one as Tensor));
      return [nine, eight, seven, six];
    });
  }
}

/**
 * The V-Net of the semi-supervised field's codes (UA-MT, BCP and others). [N, C, D, H, W] → logits [N, K, D, H, W]. The names
 * of its parameters are UA-MT's; a further decoder's begin with `decoder_2`, `decoder_3`.
 */
export class VNet extends nn.Module implements Network3d {
  static readonly sizeMultiple = [16, 16, 16] as const;
  readonly sizeMultiple = VNet.sizeMultiple;
  readonly architecture: Readonly<Record<string, unknown>>;
  readonly featureChannels: number;
  readonly encoderChannels: readonly number[];
  readonly block_one: ConvBlock;
  readonly block_one_dw: Down;
  readonly block_two: ConvBlock;
  readonly block_two_dw: Down;
  readonly block_three: ConvBlock;
  readonly block_three_dw: Down;
  readonly block_four: ConvBlock;
  readonly block_four_dw: Down;
  readonly block_five: ConvBlock;
  readonly #decoders: readonly Decoder[];
  readonly #dropout: readonly [afterDeepest: number, beforeHead: number];

  constructor({ inChannels, classes, ...options }: Channels & VNetOptions) {
    super();
    const { pretrained, ...architecture } = parseOptions("vnet", vnetOptions, options);
    const start = withAxes(pretrained, '"whd" for UA-MT\'s and BCP\'s code, "dhw" for ours');
    const { width: w, norm, dropout, residual, upsampling } = architecture;
    const { decoders = [], heads = [], deepSupervision = [] } = architecture;
    this.architecture = architecture;
    this.featureChannels = w;
    this.encoderChannels = [w, 2 * w, 4 * w, 8 * w, 16 * w];
    if (residual && inChannels !== 1) {
      throw new TorchError(
        "argument",
        `a residual V-Net takes one channel, which its first block repeats, not ${inChannels}`,
      );
    }
    this.#dropout = typeof dropout === "boolean" ? (dropout ? [0.5, 0.5] : [0, 0]) : dropout;
    this.block_one = new ConvBlock(1, inChannels, w, norm, residual);
    this.block_one_dw = new Down(w, 2 * w, norm);
    this.block_two = new ConvBlock(2, 2 * w, 2 * w, norm, residual);
    this.block_two_dw = new Down(2 * w, 4 * w, norm);
    this.block_three = new ConvBlock(3, 4 * w, 4 * w, norm, residual);
    this.block_three_dw = new Down(4 * w, 8 * w, norm);
    this.block_four = new ConvBlock(3, 8 * w, 8 * w, norm, residual);
    this.block_four_dw = new Down(8 * w, 16 * w, norm);
    this.block_five = new ConvBlock(3, 16 * w, 16 * w, norm, residual);
    const common = { width: w, norm, residual, classes, deepSupervision };
    this.#decoders = [
      new Decoder({ ...common, kind: upsampling, heads }),
      ...decoders.map((kind) => new Decoder({ ...common, kind, heads: [] })),
    ];
    const [first, ...others] = this.#decoders;
    Object.assign(this, first);
    for (const [i, decoder] of others.entries()) Object.assign(this, { [`decoder_${i + 2}`]: decoder });
    if (start) loadWeights(this, start, (all) => convert(all, start.axes));
  }

  get decoderCount(): number {
    return this.#decoders.length;
  }

  forward(volume: Tensor): Tensor {
    const [first] = this.#decoders as [Decoder];
    return scope(() => first.out_conv.forward(this.#drop(first.levelsOf(this.encode(volume))[0], 1)));
  }

  encode(volume: Tensor, refine: Refine = (x) => x): readonly Tensor[] {
    return scope(() => {
      const one = refine(this.block_one.forward(volume), 0);
      const two = refine(this.block_two.forward(this.block_one_dw.forward(one)), 1);
      const three = refine(this.block_three.forward(this.block_two_dw.forward(two)), 2);
      const four = refine(this.block_four.forward(this.block_three_dw.forward(three)), 3);
      const five = refine(this.#drop(this.block_five.forward(this.block_four_dw.forward(four)), 0), 4);
      return [one, two, three, four, five];
    });
  }

  decode(features: readonly Tensor[], decoder = 0): Decoded {
    return scope(() => {
      const chosen = decoderAt(this.#decoders, decoder);
      const [finest, ...coarser] = chosen.levelsOf(features);
      return decoded(this.#drop(finest, 1), coarser, { ...chosen, last: chosen.out_conv });
    });
  }

  #drop(x: Tensor, place: 0 | 1): Tensor {
    return featureDropout(x, this.#dropout[place], this.training);
  }
}

/** BCP has the same blocks inside `encoder` and `decoder`, and heads that only its training uses. */
function convert(tensors: Record<string, Tensor>, axes: AxisOrder): Record<string, Tensor> {
  const own = without(tensors, /(^|\.)(projection_head|prediction_head|contrastive_class_selector)/);
  const renamed = Object.entries(own).map(([key, tensor]) => [key.replace(/^(encoder|decoder)\./, ""), tensor]);
  return reorderKernels(Object.fromEntries(renamed), axes);
}

/** Its entry in the registry. */
export const vnet: ShippedNetwork<Network3d> = {
  dimensions: 3,
  summary: "the semi-supervised field's V-Net",
  sizes: [{}],
  weights: knownWeights.vnet,
  options: vnetOptions,
  pretrained: asObject,
  sizeMultiple: () => VNet.sizeMultiple,
  create: (options) => new VNet(options),
  plan: ({ width }) => ({
    options: { width: Math.min(16, width) },
    learningRate: USUAL.rate,
    why: { options: "the usual width, or less for this machine", learningRate: USUAL.why },
  }),
};
