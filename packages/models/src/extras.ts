/**
 * What some semi-supervised methods want of a network besides its logits: further decoders, further heads, logits of coarser
 * levels, dropout of channels. Options of the networks that can be made with them; without these a network is as it ever was.
 */
import { featureDropout, nn, scope, type Tensor, TorchError } from "@mandn/torch";
import { z } from "zod";
import type { Decoded } from "./network.js";

const probability = z.number().min(0).max(1);

/** How a decoder enlarges features: by a transposed convolution 2³, or trilinear or nearest ×2 and a convolution 3³. */
export const upsamplings = z.enum(["transposed", "trilinear", "nearest"]);
export type Upsampling = z.infer<typeof upsamplings>;

const head = z.strictObject({
  channels: z.enum(["classes", "foreground"]).describe("one for each class, or for each but the background"),
  activation: z.enum(["none", "tanh"]).describe("after the convolution"),
});
export type HeadOptions = z.infer<typeof head>;

/** Dropout of whole channels after the deepest features and before the last convolution. */
export const dropoutPair = z.tuple([probability, probability]);

export const extraOptions = {
  decoders: z
    .array(upsamplings)
    .optional()
    .describe("further decoders of the same features, by how they enlarge them; predictions are the first one's"),
  heads: z.array(head).optional().describe("further last convolutions of the first decoder"),
  deepSupervision: z
    .array(probability)
    .optional()
    .describe(
      "logits of the decoders' coarser levels too, 1/2 first, with so much dropout of channels on each; as many as there are",
    ),
};

/** A further last convolution, 1³. `[N, in, D, H, W]` → `[N, channels, D, H, W]`. */
export class Head extends nn.Module {
  readonly conv: nn.Conv3d;
  readonly #activation: HeadOptions["activation"];

  constructor(inChannels: number, classes: number, { channels, activation }: HeadOptions) {
    super();
    this.conv = new nn.Conv3d(inChannels, channels === "classes" ? classes : classes - 1, 1);
    this.#activation = activation;
  }

  forward(x: Tensor): Tensor {
    return scope(() => {
      const y = this.conv.forward(x);
      return this.#activation === "tanh" ? y.tanh() : y;
    });
  }
}

/** Logits of a coarser level, enlarged: dropout, convolution 1³, trilinear. `[N, in, d, h, w]` → `[N, K, D, H, W]`. */
export class LevelHead extends nn.Module {
  readonly conv: nn.Conv3d;
  readonly #dropout: number;

  constructor(inChannels: number, classes: number, dropout: number) {
    super();
    this.conv = new nn.Conv3d(inChannels, classes, 1);
    this.#dropout = dropout;
  }

  forward(x: Tensor, size: readonly number[]): Tensor {
    return scope(() => {
      const kept = featureDropout(x, this.#dropout, this.training);
      return nn.functional.interpolate(this.conv.forward(kept), { size, mode: "trilinear" });
    });
  }
}

/** Features to twice the size, less the norm and ReLU that follow. `[N, in, D, H, W]` → `[N, out, 2D, 2H, 2W]`. */
export function enlargement(kind: Upsampling, inChannels: number, outChannels: number): nn.Layer[] {
  if (kind === "transposed") return [new nn.ConvTranspose3d(inChannels, outChannels, 2, { stride: 2 })];
  const enlarge =
    kind === "trilinear"
      ? new nn.Upsample({ scaleFactor: 2, mode: "trilinear", alignCorners: true })
      : new nn.Upsample({ scaleFactor: 2 });
  return [enlarge, new nn.Conv3d(inChannels, outChannels, 3, { padding: 1 })];
}

/** A network's decoder. @throws {TorchError} `argument` where it has no such one. */
export function decoderAt<Decoder>(decoders: readonly Decoder[], index: number): Decoder {
  const decoder = decoders[index];
  if (decoder !== undefined) return decoder;
  throw new TorchError("argument", `there is no decoder ${index}: the network was made with ${decoders.length}`);
}

/** What a decoder's last layers make of its features: `features` of the finest level, `coarser` ones from 1/2 on. */
export function decoded(
  features: Tensor,
  coarser: readonly Tensor[],
  {
    last,
    heads,
    levels,
  }: { readonly last: nn.Layer; readonly heads: readonly Head[]; readonly levels: readonly LevelHead[] },
): Decoded {
  const size = features.shape.slice(2);
  return {
    logits: last.forward(features),
    features,
    heads: heads.map((head) => head.forward(features)),
    levels: levels.map((level, i) => level.forward(coarser[i] as Tensor, size)),
  };
}
