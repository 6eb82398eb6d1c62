// MONAI's SwinUNETR over volumes, with its weights: an encoder of shifted windows under a U-Net decoder.
// Hatamizadeh et al. 2022, https://arxiv.org/abs/2201.01266; the reference is monai/networks/nets/swin_unetr.py.

import {
  cat,
  checkpoint,
  fromTypedArray,
  keep,
  layerNorm,
  leakyRelu_,
  matmul,
  nn,
  pad,
  roll,
  scope,
  slice,
  type Tensor,
} from "@mandn/torch";
import { z } from "zod";
import { DropPath } from "./drop-path.js";
import { knownWeights } from "./known-weights.js";
import type { Network3d } from "./network.js";
import { type Channels, parseOptions } from "./options.js";
import { type ShippedNetwork, USUAL } from "./shipped.js";
import { type AxisOrder, axesOf, axisOrder, checkpointSchema, loadWeights, reorderAxes } from "./weights.js";

const perStage = z.tuple([z.int().positive(), z.int().positive(), z.int().positive(), z.int().positive()]);

export const swinUnetrOptions = z.strictObject({
  width: z.int().multipleOf(12).positive().default(48).describe("channels of the first level, MONAI's feature_size"),
  depths: perStage.default([2, 2, 2, 2]).describe("blocks in each stage"),
  heads: perStage.default([3, 6, 12, 24]).describe("attention heads in each stage"),
  window: z.int().positive().default(7).describe("edge of the attention's windows"),
  merging: z
    .enum(["merging", "merging-1.3", "merging-v2"])
    .default("merging")
    .describe(
      "how 2³ voxels become one: MONAI's current `merging`, that before 1.4 (which left two out), or its `mergingv2`",
    ),
  v2: z.boolean().default(false).describe("whether a residual block of convolutions stands before each stage"),
  dropPath: z.number().min(0).lt(1).default(0).describe("stochastic depth of the last block; earlier ones have less"),
  checkpointing: z
    .boolean()
    .default(false)
    .describe("whether blocks are computed again in the backward pass, to save memory"),
  axes: axisOrder
    .optional()
    .describe("order of the axes that it sees; with random weights dhw; MONAI's checkpoints are made with whd"),
  pretrained: z
    .strictObject({
      ...checkpointSchema.shape,
      part: z
        .enum(["all", "encoder"])
        .describe("a whole SwinUNETR, or the transformer alone, as its self-supervised training gives it"),
    })
    .optional()
    .describe("a checkpoint of MONAI's; by default random weights"),
});

export type SwinUnetrOptions = z.input<typeof swinUnetrOptions>;
type Options = z.output<typeof swinUnetrOptions>;

/** The order that the network sees: as it was trained with, where it has been. */
function axesFor({ axes, pretrained }: Options): AxisOrder {
  if (pretrained === undefined) return axes ?? "dhw";
  return axesOf(pretrained.path, axes, "axes", '"whd" for MONAI\'s checkpoints, "dhw" for ours');
}

type Triple = readonly [number, number, number];

/** Voxels [N, D, H, W, C], each size a multiple of the window's → [N, windows, voxels of a window, C]. */
function partition(x: Tensor, [d, h, w]: Triple): Tensor {
  return x
    .unflatten(3, [-1, w])
    .unflatten(2, [-1, h])
    .unflatten(1, [-1, d]) // [N, D/d, d, H/h, h, W/w, w, C]
    .permute([0, 1, 3, 5, 2, 4, 6, 7])
    .flatten(4, 6)
    .flatten(1, 3);
}

/** {@link partition} undone: → [N, D, H, W, C]. */
function unpartition(windows: Tensor, [d, h, w]: Triple, size: Triple): Tensor {
  return windows
    .unflatten(2, [d, h, w])
    .unflatten(1, [size[0] / d, size[1] / h, size[2] / w]) // [N, D/d, H/h, W/w, d, h, w, C]
    .permute([0, 1, 4, 2, 5, 3, 6, 7])
    .flatten(5, 6)
    .flatten(3, 4)
    .flatten(1, 2);
}

/** Windows of a stage for an input's size: no larger than it, and not shifted where one holds it all. */
class Windows {
  readonly size: Triple;
  readonly shift: Triple;
  /** Voxels, padded at the end to whole windows. */
  readonly padded: Triple;

  constructor(
    readonly dims: Triple,
    window: number,
  ) {
    const triple = (f: (dim: number) => number) => dims.map(f) as unknown as Triple;
    this.size = triple((dim) => Math.min(dim, window));
    this.shift = triple((dim) => (dim <= window ? 0 : Math.floor(window / 2)));
    this.padded = triple((dim) => (dim <= window ? dim : Math.ceil(dim / window) * window));
  }

  get isShifted(): boolean {
    return this.shift.some((shift) => shift > 0);
  }

  /**
   * What keeps voxels apart that only the shift brought into one window: 0 or −100, [windows, 1, n, n], n voxels of a window.
   */
  mask(like: Tensor): Tensor {
    const [D, H, W] = this.padded;
    const region = (i: number, axis: 0 | 1 | 2) => {
      if (i < this.padded[axis] - this.size[axis]) return 0;
      return i < this.padded[axis] - this.shift[axis] ? 1 : 2;
    };
    const regions = new Float32Array(D * H * W);
    for (let d = 0, i = 0; d < D; d++) {
      for (let h = 0; h < H; h++) {
        for (let w = 0; w < W; w++) regions[i++] = 9 * region(d, 0) + 3 * region(h, 1) + region(w, 2);
      }
    }
    return scope(() => {
      const ids = partition(fromTypedArray(regions, [1, D, H, W, 1]).to(like.device), this.size)
        .squeeze(3)
        .squeeze(0); // [windows, n]
      const isApart = ids.unsqueeze(1).ne(ids.unsqueeze(2)); // [windows, n, n]
      return isApart.unsqueeze(1).to(like.dtype).mul_(-100);
    });
  }
}

/** Attention among the voxels of each window. [N, windows, n, C] → same. */
class WindowAttention extends nn.Module {
  readonly relative_position_bias_table: nn.Parameter;
  /** Row of the table for two voxels of a whole window, [window³, window³]. */
  readonly relative_position_index: Tensor;
  readonly qkv: nn.Layer;
  readonly proj: nn.Layer;

  constructor(
    channels: number,
    readonly heads: number,
    window: number,
  ) {
    super();
    const span = 2 * window - 1;
    this.relative_position_bias_table = nn.init.truncNormal_(nn.Parameter.empty([span ** 3, heads]), {
      std: 0.02,
    }) as nn.Parameter;
    this.relative_position_index = relativePositions(window);
    this.qkv = new nn.Linear(channels, 3 * channels);
    this.proj = new nn.Linear(channels, channels);
  }

  forward(x: Tensor, mask: Tensor | undefined): Tensor {
    return scope(() => {
      const n = x.size(2);
      const qkv = this.qkv.forward(x).unflatten(-1, [3, this.heads, -1]); // [N, windows, n, 3, heads, c]
      const [q, k, v] = qkv.permute([3, 0, 1, 4, 2, 5]).unbind(0) as [Tensor, Tensor, Tensor];
      const scores = matmul(q.mul(q.size(-1) ** -0.5), k.transpose(-2, -1)); // [N, windows, heads, n, n]
      scores.add_(this.#positionBias(n));
      if (mask !== undefined) scores.add_(mask);
      const attended = matmul(scores.softmax(-1), v.to(scores)); // [N, windows, heads, n, c]
      return this.proj.forward(attended.transpose(2, 3).flatten(3));
    });
  }

  /** [heads, n, n]. As in MONAI, a window cut off by the scan's size has the positions of the first n of a whole one. */
  #positionBias(n: number): Tensor {
    const rows = this.relative_position_index.index(slice(0, n), slice(0, n)).flatten();
    return this.relative_position_bias_table.indexSelect(0, rows).unflatten(0, [n, n]).permute([2, 0, 1]);
  }
}

function relativePositions(window: number): Tensor {
  const n = window ** 3;
  const span = 2 * window - 1;
  const place = (i: number) => [Math.floor(i / window ** 2), Math.floor(i / window) % window, i % window] as const;
  const rows = new BigInt64Array(n * n);
  for (let i = 0; i < n; i++) {
    const [d, h, w] = place(i);
    for (let j = 0; j < n; j++) {
      const [e, g, v] = place(j);
      rows[i * n + j] = BigInt(((d - e + window - 1) * span + (h - g + window - 1)) * span + (w - v + window - 1));
    }
  }
  return keep(fromTypedArray(rows, [n, n]));
}

class Mlp extends nn.Module {
  readonly linear1: nn.Layer;
  readonly linear2: nn.Layer;

  constructor(channels: number) {
    super();
    this.linear1 = new nn.Linear(channels, 4 * channels);
    this.linear2 = new nn.Linear(4 * channels, channels);
  }

  forward(x: Tensor): Tensor {
    return scope(() => this.linear2.forward(this.linear1.forward(x).gelu()));
  }
}

/** Attention in windows, shifted by half of one in every second block, and MLP, each added to its input. [N, D, H, W, C] → same. */
class SwinBlock extends nn.Module {
  readonly norm1: nn.LayerNorm;
  readonly attn: WindowAttention;
  readonly drop_path: DropPath;
  readonly norm2: nn.LayerNorm;
  readonly mlp: Mlp;
  readonly checkpointing: boolean;

  constructor(
    channels: number,
    heads: number,
    readonly isShifted: boolean,
    dropPath: number,
    { window, checkpointing }: Options,
  ) {
    super();
    this.checkpointing = checkpointing;
    this.norm1 = new nn.LayerNorm(channels);
    this.attn = new WindowAttention(channels, heads, window);
    this.drop_path = new DropPath(dropPath);
    this.norm2 = new nn.LayerNorm(channels);
    this.mlp = new Mlp(channels);
  }

  forward(x: Tensor, windows: Windows, mask: Tensor | undefined): Tensor {
    const run: (body: () => Tensor) => Tensor = this.checkpointing ? checkpoint : scope;
    const attended = scope(() => x.add(this.drop_path.forward(run(() => this.#attend(x, windows, mask)))));
    return scope(() => {
      const mixed = run(() => this.mlp.forward(this.norm2.forward(attended)));
      return attended.add(this.drop_path.forward(mixed));
    });
  }

  #attend(x: Tensor, { size, shift, padded, dims }: Windows, mask: Tensor | undefined): Tensor {
    const [d, h, w] = padded.map((to, axis) => to - (dims[axis] as number)) as [number, number, number];
    const isShifted = this.isShifted && mask !== undefined;
    const normed = this.norm1.forward(x);
    const whole = d + h + w > 0 ? pad(normed, [0, 0, 0, w, 0, h, 0, d]) : normed;
    const shifted = isShifted
      ? roll(
          whole,
          shift.map((by) => -by),
          [1, 2, 3],
        )
      : whole;
    const attended = this.attn.forward(partition(shifted, size), isShifted ? mask : undefined);
    const together = unpartition(attended, size, padded);
    const back = isShifted ? roll(together, shift, [1, 2, 3]) : together;
    return d + h + w > 0 ? back.index(slice(), ...dims.map((dim) => slice(0, dim))) : back;
  }
}

/** Offsets of the 2³ voxels that become one, in the order of their channels. */
const mergedVoxels: Readonly<Record<Options["merging"], readonly string[]>> = {
  merging: ["000", "100", "010", "001", "110", "101", "011", "111"],
  "merging-1.3": ["000", "100", "010", "001", "101", "010", "001", "111"],
  "merging-v2": ["000", "001", "010", "011", "100", "101", "110", "111"],
};

/** 2³ voxels as one. [N, D, H, W, C] → [N, D / 2, H / 2, W / 2, 2C]. */
class PatchMerging extends nn.Module {
  readonly reduction: nn.Layer;
  readonly norm: nn.LayerNorm;
  readonly #offsets: readonly string[];

  constructor(channels: number, merging: Options["merging"]) {
    super();
    this.reduction = new nn.Linear(8 * channels, 2 * channels, { bias: false });
    this.norm = new nn.LayerNorm(8 * channels);
    this.#offsets = mergedVoxels[merging];
  }

  forward(x: Tensor): Tensor {
    return scope(() => {
      const voxels = this.#offsets.map((offsets) =>
        x.index(slice(), ...Array.from(offsets, (offset) => slice(Number(offset), undefined, 2))),
      );
      return this.reduction.forward(this.norm.forward(cat(voxels, -1)));
    });
  }
}

/** Blocks of one resolution, and the way to the next. [N, C, D, H, W] → [N, 2C, D / 2, H / 2, W / 2]. */
class Stage extends nn.Module {
  readonly blocks: readonly SwinBlock[];
  readonly downsample: PatchMerging;
  readonly #window: number;

  constructor(channels: number, heads: number, dropPaths: readonly number[], options: Options) {
    super();
    this.blocks = dropPaths.map((rate, i) => new SwinBlock(channels, heads, i % 2 === 1, rate, options));
    this.downsample = new PatchMerging(channels, options.merging);
    this.#window = options.window;
  }

  forward(x: Tensor): Tensor {
    return scope(() => {
      const voxels = x.permute([0, 2, 3, 4, 1]); // [N, D, H, W, C]
      const windows = new Windows(x.shape.slice(2) as unknown as Triple, this.#window);
      const mask = windows.isShifted && this.blocks.length > 1 ? windows.mask(x) : undefined;
      const y = this.blocks.reduce((z, block) => block.forward(z, windows, mask), voxels);
      return this.downsample.forward(y).permute([0, 4, 1, 2, 3]);
    });
  }
}

/** MONAI's Convolution: the layer under the name `conv`. */
class Convolution extends nn.Module {
  readonly conv: nn.Conv3d;

  constructor(inChannels: number, outChannels: number, kernel: number, bias = false) {
    super();
    this.conv = new nn.Conv3d(inChannels, outChannels, kernel, { padding: (kernel - 1) / 2, bias });
  }

  forward(x: Tensor): Tensor {
    return this.conv.forward(x);
  }
}

class TransposedConvolution extends nn.Module {
  readonly conv: nn.ConvTranspose3d;

  constructor(inChannels: number, outChannels: number) {
    super();
    this.conv = new nn.ConvTranspose3d(inChannels, outChannels, 2, { stride: 2, bias: false });
  }

  forward(x: Tensor): Tensor {
    return this.conv.forward(x);
  }
}

/** (Convolution 3³, instance norm) twice, and the input. [N, in, D, H, W] → [N, out, D, H, W]. */
class ResBlock extends nn.Module {
  readonly conv1: Convolution;
  readonly norm1: nn.InstanceNorm3d;
  readonly conv2: Convolution;
  readonly norm2: nn.InstanceNorm3d;
  readonly conv3: Convolution | undefined;
  readonly norm3: nn.InstanceNorm3d;

  constructor(inChannels: number, outChannels: number) {
    super();
    this.conv1 = new Convolution(inChannels, outChannels, 3);
    this.norm1 = new nn.InstanceNorm3d(outChannels);
    this.conv2 = new Convolution(outChannels, outChannels, 3);
    this.norm2 = new nn.InstanceNorm3d(outChannels);
    if (inChannels !== outChannels) this.conv3 = new Convolution(inChannels, outChannels, 1);
    this.norm3 = new nn.InstanceNorm3d(outChannels);
  }

  forward(x: Tensor): Tensor {
    return scope(() => {
      const y = this.norm2.forward(this.conv2.forward(this.norm1.leakyRelu(this.conv1.forward(x))));
      const residual = this.conv3 === undefined ? x : this.norm3.forward(this.conv3.forward(x));
      return leakyRelu_(y.add(residual));
    });
  }
}

class EncoderBlock extends nn.Module {
  readonly layer: ResBlock;

  constructor(inChannels: number, outChannels: number) {
    super();
    this.layer = new ResBlock(inChannels, outChannels);
  }

  forward(x: Tensor): Tensor {
    return this.layer.forward(x);
  }
}

/** Transposed convolution ×2, concatenated with the skip, residual block. [N, in, D, H, W] → [N, out, 2D, 2H, 2W]. */
class UpBlock extends nn.Module {
  readonly transp_conv: TransposedConvolution;
  readonly conv_block: ResBlock;

  constructor(inChannels: number, outChannels: number) {
    super();
    this.transp_conv = new TransposedConvolution(inChannels, outChannels);
    this.conv_block = new ResBlock(2 * outChannels, outChannels);
  }

  forward(x: Tensor, skip: Tensor): Tensor {
    return scope(() => this.conv_block.forward(cat([this.transp_conv.forward(x), skip], 1)));
  }
}

class OutBlock extends nn.Module {
  readonly conv: Convolution;

  constructor(inChannels: number, classes: number) {
    super();
    this.conv = new Convolution(inChannels, classes, 1, true);
  }

  forward(x: Tensor): Tensor {
    return this.conv.forward(x);
  }
}

class PatchEmbed extends nn.Module {
  readonly proj: nn.Conv3d;

  constructor(inChannels: number, width: number) {
    super();
    this.proj = new nn.Conv3d(inChannels, width, 2, { stride: 2 });
  }

  forward(x: Tensor): Tensor {
    return this.proj.forward(x);
  }
}

/** [N, C, D, H, W] → normalised features [N, width · 2^i, D / 2^(i+1), …], i = 0 … 4. */
class SwinTransformer extends nn.Module {
  readonly patch_embed: PatchEmbed;
  readonly layers1: readonly [Stage];
  readonly layers2: readonly [Stage];
  readonly layers3: readonly [Stage];
  readonly layers4: readonly [Stage];
  readonly layers1c: readonly EncoderBlock[];
  readonly layers2c: readonly EncoderBlock[];
  readonly layers3c: readonly EncoderBlock[];
  readonly layers4c: readonly EncoderBlock[];

  constructor(inChannels: number, options: Options) {
    super();
    const { width, depths, heads, dropPath, v2 } = options;
    const blocks = depths.reduce((sum, depth) => sum + depth, 0);
    const stage = (i: number): [Stage] => {
      const before = depths.slice(0, i).reduce((sum, depth) => sum + depth, 0);
      const rates = Array.from(
        { length: depths[i] as number },
        (_, k) => (dropPath * (before + k)) / Math.max(1, blocks - 1),
      );
      return [new Stage(width * 2 ** i, heads[i] as number, rates, options)];
    };
    const convolutions = (i: number) => (v2 ? [new EncoderBlock(width * 2 ** i, width * 2 ** i)] : []);
    this.patch_embed = new PatchEmbed(inChannels, width);
    this.layers1 = stage(0);
    this.layers2 = stage(1);
    this.layers3 = stage(2);
    this.layers4 = stage(3);
    this.layers1c = convolutions(0);
    this.layers2c = convolutions(1);
    this.layers3c = convolutions(2);
    this.layers4c = convolutions(3);
  }

  forward(volume: Tensor): Tensor[] {
    return scope(() => {
      let x = this.patch_embed.forward(volume);
      const features = [normalised(x)];
      for (const [stage, convolutions] of [
        [this.layers1, this.layers1c],
        [this.layers2, this.layers2c],
        [this.layers3, this.layers3c],
        [this.layers4, this.layers4c],
      ] as const) {
        x = stage[0].forward(convolutions[0]?.forward(x) ?? x);
        features.push(normalised(x));
      }
      return features;
    });
  }
}

/** Layer norm over the channels, without weights. [N, C, D, H, W] → same. */
function normalised(x: Tensor): Tensor {
  return scope(() => layerNorm(x.permute([0, 2, 3, 4, 1]), [x.size(1)]).permute([0, 4, 1, 2, 3]));
}

/**
 * SwinUNETR (Hatamizadeh et al. 2022) as MONAI has it, with its parameters' names. [N, C, D, H, W] → logits [N, K, D, H, W].
 */
export class SwinUnetr extends nn.Module implements Network3d {
  static readonly sizeMultiple = [32, 32, 32] as const;
  readonly sizeMultiple = SwinUnetr.sizeMultiple;
  readonly architecture: Readonly<Record<string, unknown>>;
  readonly swinViT: SwinTransformer;
  readonly encoder1: EncoderBlock;
  readonly encoder2: EncoderBlock;
  readonly encoder3: EncoderBlock;
  readonly encoder4: EncoderBlock;
  readonly encoder10: EncoderBlock;
  readonly decoder5: UpBlock;
  readonly decoder4: UpBlock;
  readonly decoder3: UpBlock;
  readonly decoder2: UpBlock;
  readonly decoder1: UpBlock;
  readonly out: OutBlock;
  readonly #axes: AxisOrder;

  constructor({ inChannels, classes, ...given }: Channels & SwinUnetrOptions) {
    super();
    const options = parseOptions("swin-unetr", swinUnetrOptions, given);
    const { pretrained, ...architecture } = options;
    const { width: w } = architecture;
    this.#axes = axesFor(options);
    this.architecture = { ...architecture, axes: this.#axes };
    this.swinViT = new SwinTransformer(inChannels, options);
    this.encoder1 = new EncoderBlock(inChannels, w);
    this.encoder2 = new EncoderBlock(w, w);
    this.encoder3 = new EncoderBlock(2 * w, 2 * w);
    this.encoder4 = new EncoderBlock(4 * w, 4 * w);
    this.encoder10 = new EncoderBlock(16 * w, 16 * w);
    this.decoder5 = new UpBlock(16 * w, 8 * w);
    this.decoder4 = new UpBlock(8 * w, 4 * w);
    this.decoder3 = new UpBlock(4 * w, 2 * w);
    this.decoder2 = new UpBlock(2 * w, w);
    this.decoder1 = new UpBlock(w, w);
    this.out = new OutBlock(w, classes);
    if (pretrained === undefined) return;
    const { part, ...checkpoint } = pretrained;
    if (part === "all") loadWeights(this, checkpoint);
    else loadWeights(this.swinViT, checkpoint, encoderOf);
  }

  forward(volume: Tensor): Tensor {
    return scope(() => {
      const x = reorderAxes(volume, "dhw", this.#axes);
      const [half, quarter, eighth, sixteenth, bottom] = this.swinViT.forward(x) as [
        Tensor,
        Tensor,
        Tensor,
        Tensor,
        Tensor,
      ];
      const dec3 = this.decoder5.forward(this.encoder10.forward(bottom), sixteenth);
      const dec2 = this.decoder4.forward(dec3, this.encoder4.forward(eighth));
      const dec1 = this.decoder3.forward(dec2, this.encoder3.forward(quarter));
      const dec0 = this.decoder2.forward(dec1, this.encoder2.forward(half));
      const logits = this.out.forward(this.decoder1.forward(dec0, this.encoder1.forward(x)));
      return reorderAxes(logits, this.#axes, "dhw");
    });
  }
}

/** The transformer in a whole SwinUNETR, or in a checkpoint of its self-supervised training. */
function encoderOf(tensors: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  const named = Object.entries(tensors).flatMap(([key, tensor]) => {
    const own = key.replace(/^swinViT\./, "").replace(/\.mlp\.fc([12])\./, ".mlp.linear$1.");
    return /^(patch_embed|layers[1-4]c?)\./.test(own) ? [[own, tensor] as const] : [];
  });
  return Object.fromEntries(named);
}

/** Its entry in the registry. */
export const swinUnetr: ShippedNetwork<Network3d> = {
  dimensions: 3,
  summary: "MONAI's SwinUNETR",
  sizes: [{}],
  weights: knownWeights["swin-unetr"],
  options: swinUnetrOptions,
  pretrained: (path) => ({ pretrained: { path, part: "all" } }),
  sizeMultiple: () => SwinUnetr.sizeMultiple,
  create: (options) => new SwinUnetr(options),
  plan: ({ width }) => ({
    options: { width: 12 * Math.max(1, Math.floor(width / 8)) },
    learningRate: 5e-4,
    why: { options: "width for this machine; MONAI's usual one is 48", learningRate: USUAL.why },
  }),
};
