// An encoder of photographs under a U-Net decoder: what MobileNetV2 and ResNet have in common as networks over slices.
// Ronneberger et al. 2015: https://arxiv.org/abs/1505.04597

import { cat, nn, scope, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { bilinear, bilinearBeside } from "./bilinear.js";
import type { Network2d, ParameterGroup } from "./network.js";
import type { Channels } from "./options.js";
import { isLearned, RgbConv, rgbOption } from "./rgb.js";
import { pathOrCheckpoint } from "./weights.js";

/** A network for photographs, without its classifier. */
export interface Encoder2d extends nn.Module {
  /** Channels of the features at strides 2, 4, 8, 16 and 32. */
  readonly featureChannels: readonly number[];
  /** [N, 3, H, W] → features [N, C, H / stride, W / stride] at strides 2, 4, 8, 16, 32; H and W are multiples of 32. */
  forward(image: Tensor): Tensor[];
}

export const encoderUnetOptions = z.strictObject({
  pretrained: z
    .union([z.boolean(), pathOrCheckpoint])
    .default(true)
    .describe("the weights that come with the package, random ones, or a checkpoint with torchvision's names"),
  encoderRate: z
    .number()
    .positive()
    .default(0.3)
    .describe("factor on the encoder's learning rate; a random encoder learns at the full rate"),
  enlarge: z
    .int()
    .min(1)
    .max(8)
    .default(2)
    .describe("slices are enlarged by this for the encoder; at 2 its finest features lie on the slice's own grid"),
  decoderWidths: z
    .tuple([z.int(), z.int(), z.int(), z.int()])
    .refine((widths) => widths.every((width) => width > 0 && width % 4 === 0), "must be positive multiples of 4")
    .default([64, 48, 32, 24])
    .describe("channels of the decoder at strides 16, 8, 4, 2"),
  input: rgbOption,
});

export type EncoderUnetOptions = z.input<typeof encoderUnetOptions>;

/** Bilinear to the skip's size, concatenated with it; convolution 3², group norm, ReLU. [N, C, H, W], [N, S, 2H, 2W] → [N, out, 2H, 2W]. */
export class DecoderBlock extends nn.Module {
  readonly conv: nn.Conv2d;
  readonly norm: nn.GroupNorm;

  constructor(inChannels: number, outChannels: number) {
    super();
    this.conv = new nn.Conv2d(inChannels, outChannels, 3, { padding: 1, bias: false });
    this.norm = new nn.GroupNorm(4, outChannels);
  }

  forward(x: Tensor, skip: Tensor): Tensor {
    return scope(() => {
      return this.norm.relu(this.conv.forward(bilinearBeside(x, skip)));
    });
  }
}

/**
 * A pretrained encoder under a U-Net decoder, for slices with mean 0 and standard deviation 1. The decoder's features at
 * stride 2 and the slice itself give the logits. [N, C, H, W] → [N, K, H, W].
 */
export class EncoderUnet<Encoder extends Encoder2d> extends nn.Module implements Network2d {
  readonly sizeMultiple: readonly [number, number];
  readonly architecture: Readonly<Record<string, unknown>>;
  readonly inputRange = "standardised";
  readonly input: RgbConv | undefined;
  readonly encoder: Encoder;
  readonly decoder: readonly DecoderBlock[];
  readonly head: nn.Conv2d;
  readonly enlarge: number;
  readonly encoderRate: number;

  /** What H and W must be multiples of, so that enlarged they are multiples of the encoder's stride. */
  static sizeMultiple({ enlarge }: Pick<z.output<typeof encoderUnetOptions>, "enlarge">): [h: number, w: number] {
    const multiple = 32 / gcd(32, enlarge);
    return [multiple, multiple];
  }

  /**
   * @param brightest what the encoder takes for white (and its negative for black)
   * @throws {TorchError} `argument` if several channels are to be repeated
   */
  constructor(
    encoder: Encoder,
    readonly brightest: number,
    { inChannels, classes }: Channels,
    options: z.output<typeof encoderUnetOptions>,
  ) {
    super();
    const { enlarge, decoderWidths, input, encoderRate } = options;
    this.sizeMultiple = EncoderUnet.sizeMultiple(options);
    this.architecture = { ...options, pretrained: false };
    this.enlarge = enlarge;
    this.encoderRate = options.pretrained === false ? 1 : encoderRate;
    if (isLearned(input, inChannels)) this.input = new RgbConv(inChannels);
    this.encoder = encoder;
    const [bottom, ...skips] = encoder.featureChannels.toReversed() as [number, ...number[]];
    this.decoder = decoderWidths.map(
      (width, i) => new DecoderBlock((decoderWidths[i - 1] ?? bottom) + (skips[i] as number), width),
    );
    this.head = new nn.Conv2d((decoderWidths.at(-1) as number) + inChannels, classes, 3, { padding: 1 });
  }

  forward(slices: Tensor): Tensor {
    return scope(() => {
      const size = slices.shape.slice(2);
      const grey = slices.div(2).clamp(-1, 1); // [N, C, H, W]
      const features = this.encoder.forward(this.#image(grey));
      const [bottom, ...skips] = features.toReversed() as [Tensor, ...Tensor[]];
      const fine = this.decoder.reduce((x, block, i) => block.forward(x, skips[i] as Tensor), bottom); // stride 2
      const joined = cat([bilinear(fine, size), grey.to(fine)], 1);
      return this.head.forward(joined);
    });
  }

  /** [N, C, H, W] within −1 and 1 → what the encoder knows, [N, 3, enlarge · H, enlarge · W]. */
  #image(grey: Tensor): Tensor {
    return scope(() => {
      const large = bilinear(
        grey,
        grey.shape.slice(2).map((size) => size * this.enlarge),
      ).mul(this.brightest);
      const image = this.input === undefined ? large.expand([-1, 3, -1, -1]) : this.input.forward(large);
      return image.contiguous({ memoryFormat: "channels_last" }); // a repeated channel alone would leave it open
    });
  }

  parameterGroups(): ParameterGroup[] {
    const encoder = this.encoder.parameters();
    const others = this.parameters().filter((parameter) => !encoder.includes(parameter));
    return [
      { parameters: encoder, rate: this.encoderRate },
      { parameters: others, rate: 1 },
    ];
  }
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
