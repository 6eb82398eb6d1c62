// What the registry knows of a network: how it is made, what sizes it takes, and what a plan gives it. Each network's file ends
// with its entry; registry.ts lists them.

import type { z } from "zod";
import type { KnownWeights } from "./known-weights.js";
import type { Network2d, Network3d } from "./network.js";
import type { Channels } from "./options.js";

/** What a network is told: the data's channels and classes, and options of its own. */
export type NetworkOptions = Channels & Readonly<Record<string, unknown>>;

/** A kind of network. */
export interface NetworkType<Network extends Network2d | Network3d = Network2d | Network3d> {
  /** Checks its own options and fills in their defaults. */
  readonly options: z.ZodType;
  /** The options that fill it from a checkpoint; absent: it has none, and takes checkpoints with its own names. */
  pretrained?(path: string): Readonly<Record<string, unknown>>;
  /** @throws {TorchError} `argument` with every option that is not allowed */
  create(options: NetworkOptions): Network;
}

/** What a plan knows when it chooses a network's options. */
export interface PlanSituation {
  readonly onGpu: boolean;
  /** Channels of a 3D network's first level that time and memory allow. */
  readonly width: number;
  /** Resolutions that crops have room for. */
  readonly levels: number;
  /** Voxels of a crop along a side, about. */
  readonly side: number;
  /** Whether slices of a crop are so small that an encoder's deepest features would have few pixels. */
  readonly smallSlices: boolean;
}

/** What a plan gives a network, and why. */
export interface NetworkPlan {
  /** JSON. */
  readonly options: Readonly<Record<string, string | number | boolean | number[]>>;
  /** The highest rate, with AdamW. */
  readonly learningRate: number;
  readonly why: { readonly options: string; readonly learningRate: string };
}

/** A network of this package. */
export interface ShippedNetwork<Network extends Network2d | Network3d = Network2d | Network3d>
  extends NetworkType<Network> {
  /** 2: over slices; 3: over volumes. */
  readonly dimensions: Network extends Network3d ? 3 : 2;
  readonly summary: string;
  /** Options that set its size, the default first. */
  readonly sizes: readonly Readonly<Record<string, unknown>>[];
  readonly weights: readonly KnownWeights[];
  pretrained(path: string): Readonly<Record<string, unknown>>;
  /**
   * `sizeMultiple` of the network with these options (its own, without the data's), before it is made.
   *
   * @throws {TorchError} `argument` with every option that is not allowed, `file` if one of them names a file that is not there
   */
  sizeMultiple(options: Readonly<Record<string, unknown>>): Network["sizeMultiple"];
  /** What a plan gives it where it is asked for by name. */
  plan(situation: PlanSituation): NetworkPlan;
}

/** Options for weights from a file, of networks whose option `pretrained` is a path. */
export const asPath = (path: string) => ({ pretrained: path });

/** The same of those whose option `pretrained` is an object. */
export const asObject = (path: string) => ({ pretrained: { path } });

/** The rate of networks that are trained as usual, and why. */
export const USUAL = { rate: 1e-3, why: "usual for such networks with AdamW; not tuned here" } as const;

/** The rate of a transformer without pretrained weights, and why. */
export const RANDOM_TRANSFORMER = {
  rate: 3e-4,
  why: "careful, for a transformer with random weights; pretrained ones with LoRA take 0.001, as in the paper",
} as const;

/** The rate of an encoder with pretrained weights under a new decoder, and why. */
const PRETRAINED_ENCODER = {
  rate: 1e-3,
  why: "the decoder's; the pretrained encoder learns more slowly",
} as const;

/** How much an encoder enlarges the slices of a plan's crops, and why. */
export function enlargementOfSlices({ smallSlices }: PlanSituation): {
  readonly enlarge: number;
  readonly why: string;
} {
  return smallSlices
    ? { enlarge: 2, why: "slices of the crop are small and are enlarged" }
    : { enlarge: 1, why: "slices are large enough as they are" };
}

/** What a plan gives an encoder with pretrained weights under a U-Net decoder. */
export function planOfEncoder(situation: PlanSituation): NetworkPlan {
  const { enlarge, why } = enlargementOfSlices(situation);
  const { rate, why: whyRate } = PRETRAINED_ENCODER;
  return { options: { enlarge }, learningRate: rate, why: { options: why, learningRate: whyRate } };
}

/** The levels of a plan's 3D network, in words. */
export const levelsText = ({ levels, side }: PlanSituation): string =>
  `${levels} levels for crops of about ${side} voxels a side`;
