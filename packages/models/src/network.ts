// What a method asks of a network, 2D or 3D, whatever it is made of: a forward, the sizes that it takes, and what it
// can do beside. Every network here, and a network of one's own, is one of these two.

import type { nn, Tensor } from "@mandn/torch";

/** Parameters that learn at a rate of their own. */
export interface ParameterGroup {
  readonly parameters: readonly nn.Parameter[];
  /** Factor on the network's learning rate: a pretrained encoder learns more slowly than a new decoder. */
  readonly rate: number;
}

/** What a method does with the features of an encoder's level, 0 the finest; their shape stays. */
export type Refine = (features: Tensor, level: number) => Tensor;

/** What the method asks of a network over volumes, whatever it is made of. */
export interface Network3d extends nn.Module {
  /** An input's D, H and W must be multiples of these. */
  readonly sizeMultiple: readonly [d: number, h: number, w: number];
  /** Its options less the files of weights: what makes a network of the same shapes from nothing else; absent: those it was given. */
  readonly architecture?: Readonly<Record<string, unknown>>;
  /** Logits of every class: `[N, C, D, H, W]` → `[N, K, D, H, W]`. */
  forward(volume: Tensor): Tensor;
  /** Absent: all parameters at the network's own rate. */
  parameterGroups?(): readonly ParameterGroup[];
  /** Channels of {@link Decoded.features}. */
  readonly featureChannels?: number;
  /** How many decoders {@link decode} has. */
  readonly decoderCount?: number;
  /** C_i of what {@link encode} gives; a network that tells them does with each what `refine` says. */
  readonly encoderChannels?: readonly number[];
  /**
   * The features of each resolution, finest first: `[N, C, D, H, W]` → `[N, C_i, D / 2^i, H / 2^i, W / 2^i]`.
   *
   * @param refine changes a level's features before the next level and the decoders get them; default: leaves them as they are
   */
  encode?(volume: Tensor, refine?: Refine): readonly Tensor[];
  /**
   * What a decoder makes of features; `decode(encode(x)).logits` is `forward(x)`.
   *
   * @param decoder 0, by default, is the one that {@link forward} uses
   */
  decode?(features: readonly Tensor[], decoder?: number): Decoded;
}

/** What a decoder makes of features. Further heads and levels are there where the network was made with them. */
export interface Decoded {
  /** `[N, K, D, H, W]` */
  readonly logits: Tensor;
  /** What the last convolution takes: `[N, F, D, H, W]`. */
  readonly features: Tensor;
  /** Of each further head, in the order of the option `heads`. */
  readonly heads: readonly Tensor[];
  /** Logits of coarser levels, 1/2 first, enlarged to `[N, K, D, H, W]`: the option `deepSupervision`. */
  readonly levels: readonly Tensor[];
}

/**
 * What a channel's values are: of mean 0 and standard deviation 1, or from 0 to 1, as a window of CT gives them. A network with
 * pretrained weights knows the one that it was trained with.
 */
export type ValueRange = "standardised" | "unit";

/** What the method asks of a network over slices. */
export interface Network2d extends nn.Module {
  /** An input's H and W must be multiples of these. */
  readonly sizeMultiple: readonly [h: number, w: number];
  /** As {@link Network3d}'s. */
  readonly architecture?: Readonly<Record<string, unknown>>;
  /** What its channels' values must be, which {@link SliceModel} sees to; absent: anything, its first layers learn it. */
  readonly inputRange?: ValueRange;
  /** Logits of every class: `[N, C, H, W]` → `[N, K, H, W]`. */
  forward(slices: Tensor): Tensor;
  parameterGroups?(): readonly ParameterGroup[];
}
