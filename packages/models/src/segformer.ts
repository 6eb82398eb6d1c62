// SegFormer with LoRA and the head of M&N's reference code: the paper's 2D network.
// Xie et al. 2021, https://arxiv.org/abs/2105.15203; the reference is transformers' modeling_segformer.py.

import { cat, linear, matmul, nn, scope, slice, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { attend } from "./attention.js";
import { bilinear } from "./bilinear.js";
import { DropPath } from "./drop-path.js";
import { knownWeights } from "./known-weights.js";
import { addLora, type LoraOptions, loraOptions } from "./lora.js";
import type { Network2d } from "./network.js";
import { type Channels, parseOptions } from "./options.js";
import { isLearned, rgbOption } from "./rgb.js";
import { asPath, enlargementOfSlices, RANDOM_TRANSFORMER, type ShippedNetwork } from "./shipped.js";
import { readHuggingFace, without } from "./weights.js";

const perStage = z.tuple([z.int(), z.int(), z.int(), z.int()]);

/** What a Hugging Face folder's config.json says of a SegFormer; other fields are passed over. */
export const segformerConfig = z
  .object({
    num_channels: z.int().default(3),
    depths: perStage.default([2, 2, 2, 2]),
    sr_ratios: perStage.default([8, 4, 2, 1]),
    hidden_sizes: perStage.default([32, 64, 160, 256]),
    patch_sizes: perStage.default([7, 3, 3, 3]),
    strides: perStage.default([4, 2, 2, 2]),
    num_attention_heads: perStage.default([1, 2, 5, 8]),
    mlp_ratios: perStage.default([4, 4, 4, 4]),
    hidden_act: z.literal("gelu").default("gelu"),
    hidden_dropout_prob: z.number().default(0),
    attention_probs_dropout_prob: z.number().default(0),
    classifier_dropout_prob: z.number().default(0.1),
    drop_path_rate: z.number().default(0.1),
    decoder_hidden_size: z.int().default(256),
    reshape_last_stage: z.literal(true).default(true),
  })
  .refine(
    ({ hidden_sizes: sizes, num_attention_heads: heads }) => sizes.every((size, i) => size % (heads[i] ?? 1) === 0),
    {
      error: "hidden_sizes must be multiples of num_attention_heads, stage by stage",
      path: ["hidden_sizes"],
    },
  );

export type SegformerConfig = z.infer<typeof segformerConfig>;

/** Tokens [N, H · W, C] as a picture [N, C, H, W], whose memory format is channels_last. */
function asImage(x: Tensor, height: number): Tensor {
  return x.unflatten(1, [height, -1]).permute([0, 3, 1, 2]);
}

/** A picture [N, C, H, W] as tokens [N, H · W, C]. */
function asTokens(x: Tensor): Tensor {
  return x.permute([0, 2, 3, 1]).flatten(1, 2);
}

/** Overlapping patches. [N, in, H, W] → tokens [N, H / stride · W / stride, out]. */
class OverlapPatchEmbeddings extends nn.Module {
  readonly proj: nn.Conv2d;
  readonly layer_norm: nn.LayerNorm;

  constructor(patchSize: number, stride: number, inChannels: number, hiddenSize: number) {
    super();
    this.proj = new nn.Conv2d(inChannels, hiddenSize, patchSize, { stride, padding: Math.floor(patchSize / 2) });
    this.layer_norm = new nn.LayerNorm(hiddenSize);
  }

  forward(image: Tensor): { tokens: Tensor; height: number } {
    return scope(() => {
      const patches = this.proj.forward(image);
      return { tokens: this.layer_norm.forward(asTokens(patches)), height: patches.size(2) };
    });
  }
}

/** Attention whose keys and values are of a picture smaller by `srRatio`. [N, H · W, C] → same. */
class EfficientSelfAttention extends nn.Module {
  readonly query: nn.Layer;
  readonly key: nn.Layer;
  readonly value: nn.Layer;
  readonly sr: nn.Conv2d | undefined;
  readonly layer_norm: nn.LayerNorm | undefined;

  constructor(
    hiddenSize: number,
    readonly numHeads: number,
    srRatio: number,
    readonly dropout: number,
  ) {
    super();
    this.query = new nn.Linear(hiddenSize, hiddenSize);
    this.key = new nn.Linear(hiddenSize, hiddenSize);
    this.value = new nn.Linear(hiddenSize, hiddenSize);
    if (srRatio > 1) {
      this.sr = new nn.Conv2d(hiddenSize, hiddenSize, srRatio, { stride: srRatio });
      this.layer_norm = new nn.LayerNorm(hiddenSize);
    }
  }

  forward(x: Tensor, height: number): Tensor {
    return scope(() => {
      const reduced =
        this.sr === undefined || this.layer_norm === undefined
          ? x
          : this.layer_norm.forward(asTokens(this.sr.forward(asImage(x, height)))); // [N, H · W / srRatio², C]
      const heads = (t: Tensor) => t.unflatten(-1, [this.numHeads, -1]).transpose(1, 2); // [N, heads, L, C / heads]
      const [q, k, v] = [this.query.forward(x), this.key.forward(reduced), this.value.forward(reduced)].map(heads);
      const attended = attend(q as Tensor, k as Tensor, v as Tensor, this.training ? this.dropout : 0);
      return attended.transpose(1, 2).flatten(2);
    });
  }
}

class SelfOutput extends nn.Module {
  readonly dense: nn.Layer;
  readonly dropout: nn.Dropout;

  constructor(hiddenSize: number, dropout: number) {
    super();
    this.dense = new nn.Linear(hiddenSize, hiddenSize);
    this.dropout = new nn.Dropout(dropout);
  }

  forward(x: Tensor): Tensor {
    return this.dropout.forward(this.dense.forward(x));
  }
}

class Attention extends nn.Module {
  readonly self: EfficientSelfAttention;
  readonly output: SelfOutput;

  constructor(config: SegformerConfig, stage: number) {
    super();
    const [hiddenSize, heads, srRatio] = [config.hidden_sizes, config.num_attention_heads, config.sr_ratios].map(
      (values) => values[stage] as number,
    ) as [number, number, number];
    this.self = new EfficientSelfAttention(hiddenSize, heads, srRatio, config.attention_probs_dropout_prob);
    this.output = new SelfOutput(hiddenSize, config.hidden_dropout_prob);
  }

  forward(x: Tensor, height: number): Tensor {
    return this.output.forward(this.self.forward(x, height));
  }
}

/** A depthwise convolution 3² between the layers of the MLP: where tokens learn their places. */
class DWConv extends nn.Module {
  readonly dwconv: nn.Conv2d;

  constructor(channels: number) {
    super();
    this.dwconv = new nn.Conv2d(channels, channels, 3, { padding: 1, groups: channels });
  }

  forward(x: Tensor, height: number): Tensor {
    return asTokens(this.dwconv.forward(asImage(x, height)));
  }
}

class MixFFN extends nn.Module {
  readonly dense1: nn.Layer;
  readonly dwconv: DWConv;
  readonly dense2: nn.Layer;
  readonly dropout: nn.Dropout;

  constructor(hiddenSize: number, mlpSize: number, dropout: number) {
    super();
    this.dense1 = new nn.Linear(hiddenSize, mlpSize);
    this.dwconv = new DWConv(mlpSize);
    this.dense2 = new nn.Linear(mlpSize, hiddenSize);
    this.dropout = new nn.Dropout(dropout);
  }

  forward(x: Tensor, height: number): Tensor {
    return scope(() => {
      const inner = this.dwconv.forward(this.dense1.forward(x), height).gelu(); // [N, H · W, mlpSize]
      return this.dropout.forward(this.dense2.forward(this.dropout.forward(inner)));
    });
  }
}

/** Attention and MLP, each added to its input. [N, H · W, C] → same. */
class Layer extends nn.Module {
  readonly layer_norm_1: nn.LayerNorm;
  readonly attention: Attention;
  readonly drop_path: DropPath;
  readonly layer_norm_2: nn.LayerNorm;
  readonly mlp: MixFFN;

  constructor(config: SegformerConfig, stage: number, dropPath: number) {
    super();
    const hiddenSize = config.hidden_sizes[stage] as number;
    this.layer_norm_1 = new nn.LayerNorm(hiddenSize);
    this.attention = new Attention(config, stage);
    this.drop_path = new DropPath(dropPath);
    this.layer_norm_2 = new nn.LayerNorm(hiddenSize);
    this.mlp = new MixFFN(hiddenSize, hiddenSize * (config.mlp_ratios[stage] as number), config.hidden_dropout_prob);
  }

  forward(x: Tensor, height: number): Tensor {
    const attended = scope(() =>
      this.drop_path.forward(this.attention.forward(this.layer_norm_1.forward(x), height)).add(x),
    );
    return scope(() =>
      this.drop_path.forward(this.mlp.forward(this.layer_norm_2.forward(attended), height)).add(attended),
    );
  }
}

/** Features at strides 4, 8, 16 and 32. [N, 3, H, W] → [N, C, H / stride, W / stride] each. */
class Encoder extends nn.Module {
  readonly patch_embeddings: readonly OverlapPatchEmbeddings[];
  readonly block: readonly nn.ModuleList<Layer>[];
  readonly layer_norm: readonly nn.LayerNorm[];

  constructor(config: SegformerConfig) {
    super();
    const { hidden_sizes: sizes, depths, drop_path_rate } = config;
    const layers = depths.reduce((sum, depth) => sum + depth, 0);
    let before = 0;
    this.patch_embeddings = sizes.map((size, stage) => {
      const inChannels = stage === 0 ? config.num_channels : (sizes[stage - 1] as number);
      return new OverlapPatchEmbeddings(
        config.patch_sizes[stage] as number,
        config.strides[stage] as number,
        inChannels,
        size,
      );
    });
    this.block = depths.map((depth, stage) => {
      const rate = (i: number) => (drop_path_rate * (before + i)) / Math.max(1, layers - 1);
      const block = new nn.ModuleList(Array.from({ length: depth }, (_, i) => new Layer(config, stage, rate(i))));
      before += depth;
      return block;
    });
    this.layer_norm = sizes.map((size) => new nn.LayerNorm(size));
  }

  forward(image: Tensor): Tensor[] {
    return scope(() => {
      const features: Tensor[] = [];
      for (const [stage, embeddings] of this.patch_embeddings.entries()) {
        const { tokens, height } = embeddings.forward(features.at(-1) ?? image);
        const blocks = this.block[stage] as nn.ModuleList<Layer>;
        const x = [...blocks].reduce((y, layer) => layer.forward(y, height), tokens);
        features.push(asImage((this.layer_norm[stage] as nn.LayerNorm).forward(x), height));
      }
      return features;
    });
  }
}

/** The encoder under the name that checkpoints give it. */
class SegformerModel extends nn.Module {
  readonly encoder: Encoder;

  constructor(config: SegformerConfig) {
    super();
    this.encoder = new Encoder(config);
  }
}

class MLP extends nn.Module {
  readonly proj: nn.Layer;

  constructor(inChannels: number, outChannels: number) {
    super();
    this.proj = new nn.Linear(inChannels, outChannels);
  }

  /** The projection and then `fuse` [fused, out], as one product where it can be. [N, in, H, W] → [N, fused, H, W]. */
  forward(x: Tensor, fuse: Tensor): Tensor {
    return scope(() => {
      const tokens = asTokens(x);
      const { proj } = this;
      const fused =
        proj instanceof nn.Linear
          ? linear(tokens, matmul(fuse, proj.weight), matmul(fuse, proj.bias as Tensor))
          : linear(proj.forward(tokens), fuse);
      return asImage(fused, x.size(2));
    });
  }
}

/** All features at stride 4, as one. → [N, decoder_hidden_size, H / 4, W / 4], or as many channels as the classifier gives. */
class DecodeHead extends nn.Module {
  readonly linear_c: readonly MLP[];
  readonly linear_fuse: nn.Conv2d;
  readonly batch_norm: nn.BatchNorm2d;
  readonly dropout: nn.Dropout;
  readonly classifier: nn.Layer;

  constructor(config: SegformerConfig, numLabels: number) {
    super();
    const { decoder_hidden_size: size, hidden_sizes, classifier_dropout_prob } = config;
    this.linear_c = hidden_sizes.map((channels) => new MLP(channels, size));
    this.linear_fuse = new nn.Conv2d(hidden_sizes.length * size, size, 1, { bias: false });
    this.batch_norm = new nn.BatchNorm2d(size);
    this.dropout = new nn.Dropout(classifier_dropout_prob);
    this.classifier = numLabels > 0 ? new nn.Conv2d(size, numLabels, 1) : new nn.Identity();
  }

  forward(features: readonly Tensor[]): Tensor {
    return scope(() => {
      const size = (features[0] as Tensor).shape.slice(2);
      // The convolution 1² over all features at stride 4 is the sum of what its parts make of each, coarsest first; as it
      // commutes with the interpolation, it runs before it, on fewer pixels.
      const parts = this.linear_fuse.weight.flatten(1).chunk(features.length, 1).reverse(); // [size, size] each
      const large = features.map((x, i) => bilinear((this.linear_c[i] as MLP).forward(x, parts[i] as Tensor), size));
      const sum = large.reduce((total, part) => total.add(part));
      const fused = this.batch_norm.forward(sum).relu_();
      return this.classifier.forward(this.dropout.forward(fused));
    });
  }
}

/**
 * SegFormer (Xie et al. 2021) as transformers has it, with its parameters' names. [N, 3, H, W] → logits at stride 4,
 * [N, labels, H / 4, W / 4]; without labels the features that the classifier would see.
 */
export class SegformerForSemanticSegmentation extends nn.Module {
  readonly segformer: SegformerModel;
  readonly decode_head: DecodeHead;

  /** @param numLabels 0: no classifier */
  constructor(
    readonly config: SegformerConfig,
    numLabels: number,
  ) {
    super();
    this.segformer = new SegformerModel(config);
    this.decode_head = new DecodeHead(config, numLabels);
    for (const [, module] of this.namedModules()) {
      if (!(module instanceof nn.Linear || module instanceof nn.Conv2d)) continue;
      nn.init.normal_(module.weight, { std: 0.02 });
      if (module.bias) nn.init.zeros_(module.bias);
    }
  }

  forward(image: Tensor): Tensor {
    return scope(() => this.decode_head.forward(this.segformer.encoder.forward(image)));
  }
}

const sizes = {
  b0: {},
  b1: { hidden_sizes: [64, 128, 320, 512] },
  b2: { hidden_sizes: [64, 128, 320, 512], depths: [3, 4, 6, 3], decoder_hidden_size: 768 },
  b3: { hidden_sizes: [64, 128, 320, 512], depths: [3, 4, 18, 3], decoder_hidden_size: 768 },
  b4: { hidden_sizes: [64, 128, 320, 512], depths: [3, 8, 27, 3], decoder_hidden_size: 768 },
  b5: { hidden_sizes: [64, 128, 320, 512], depths: [3, 6, 40, 3], decoder_hidden_size: 768 },
} as const satisfies Readonly<Record<string, z.input<typeof segformerConfig>>>;

/** LoRA of M&N's reference code; biases learn as well, and norms. */
export const segformerLora = {
  rank: 64,
  alpha: 64,
  dropout: 0.1,
  targets: ["query", "key", "value", "dense", "dense1", "dense2"],
  bias: "all",
  modulesToSave: [
    ...[0, 1, 2, 3].map((stage) => `${stage}.layer_norm`),
    "self.layer_norm",
    "layer_norm_1",
    "layer_norm_2",
    ...[0, 1, 2, 3].map((stage) => `layer_norm.${stage}`),
  ],
} satisfies LoraOptions;

export const segformerOptions = z.strictObject({
  pretrained: z
    .string()
    .min(1)
    .optional()
    .describe(
      "a Hugging Face folder: config.json with model.safetensors or pytorch_model.bin; by default random weights",
    ),
  size: z.enum(["b0", "b1", "b2", "b3", "b4", "b5"]).default("b2").describe("without `pretrained`"),
  config: z
    .record(z.string(), z.json())
    .optional()
    .describe("fields of config.json, instead of what `pretrained` or `size` say"),
  lora: z
    .union([z.literal(false), loraOptions])
    .optional()
    .describe(
      "by default the paper's for pretrained weights; false, and by default for random ones: all parameters learn",
    ),
  input: rgbOption,
  enlarge: z
    .union([z.literal(1), z.literal(2), z.literal(4)])
    .default(1)
    .describe("slices are enlarged by this; at 4 the features lie on the slice's own grid"),
});

export type SegFormerOptions = z.input<typeof segformerOptions>;

/**
 * M&N's 2D network: SegFormer with LoRA, whose features and input at stride 4 one transposed convolution turns into logits.
 * [N, C, H, W] → [N, K, H, W].
 */
export class SegFormer extends nn.Module implements Network2d {
  readonly sizeMultiple: readonly [number, number];
  readonly architecture: Readonly<Record<string, unknown>>;
  readonly inputRange = "standardised";
  readonly input_model: nn.Sequential | undefined;
  readonly base_model: SegformerForSemanticSegmentation;
  readonly output_model: nn.Sequential;
  readonly enlarge: number;

  static sizeMultiple({ enlarge }: Pick<z.output<typeof segformerOptions>, "enlarge">): [h: number, w: number] {
    return [32 / enlarge, 32 / enlarge];
  }

  constructor({ inChannels, classes, ...given }: Channels & SegFormerOptions) {
    super();
    const options = parseOptions("segformer", segformerOptions, given);
    const { pretrained, ...own } = options;
    const { size, input, enlarge, lora = pretrained === undefined ? false : segformerLora } = own;
    this.sizeMultiple = SegFormer.sizeMultiple(options);
    this.enlarge = enlarge;
    if (isLearned(input, inChannels)) this.input_model = new InputStack(inChannels);
    const checkpoint = pretrained === undefined ? undefined : readHuggingFace(pretrained);
    const config = { ...((checkpoint?.config ?? sizes[size]) as object), ...options.config };
    this.base_model = new SegformerForSemanticSegmentation(
      parseOptions("segformer's config", segformerConfig, config),
      0,
    );
    this.architecture = { ...own, config: this.base_model.config, lora };
    const hasHead = checkpoint === undefined || loadHuggingFace(this.base_model, checkpoint.tensors);
    if (lora) addLora(this.base_model, lora);
    if (lora && !hasHead) this.base_model.decode_head.requiresGrad_();
    const features = this.base_model.config.decoder_hidden_size + 3;
    const stride = 4 / enlarge;
    this.output_model = new nn.Sequential(new nn.ConvTranspose2d(features, classes, stride, { stride }));
  }

  forward(slices: Tensor): Tensor {
    return scope(() => {
      const large = bilinear(
        slices,
        slices.shape.slice(2).map((size) => size * this.enlarge),
      );
      const image = this.input_model?.forward(large) ?? large.expand([-1, 3, -1, -1]);
      const features = this.base_model.forward(image); // [N, decoder_hidden_size, H / 4, W / 4]
      const every4th = image.index("...", slice(0, undefined, 4), slice(0, undefined, 4));
      return this.output_model.forward(cat([features, every4th.to(features)], 1));
    });
  }
}

/** Channels [N, C, H, W] → red, green and blue [N, 3, H, W]; at the start all three are the channels' sum, where positive. */
class InputStack extends nn.Sequential {
  constructor(inChannels: number) {
    const width = 16;
    const convolutions = [
      new nn.Conv2d(inChannels, width, 1),
      new nn.Conv2d(width, width, 1),
      new nn.Conv2d(width, 3, 1),
    ];
    for (const [i, { weight, bias }] of convolutions.entries()) {
      nn.init.constant_(weight, i === 0 ? 1 : 1 / width);
      nn.init.zeros_(bias as Tensor);
    }
    const [first, second, third] = convolutions as [nn.Conv2d, nn.Conv2d, nn.Conv2d];
    super(first, new nn.ReLU(), second, new nn.ReLU(), third);
  }
}

/** @returns whether there is a decode head: a checkpoint of the encoder alone (mit-b0 … b5) leaves it random */
function loadHuggingFace(model: SegformerForSemanticSegmentation, tensors: Readonly<Record<string, Tensor>>): boolean {
  const used = without(tensors, /^decode_head\.classifier\.|^classifier\./);
  const hasHead = Object.keys(used).some((key) => key.startsWith("decode_head."));
  const part = hasHead ? model : model.segformer;
  const named = Object.entries(used).map(([key, t]) => [hasHead ? key : key.replace(/^segformer\./, ""), t] as const);
  part.loadStateDict(Object.fromEntries(named));
  return hasHead;
}

/** Its entry in the registry. */
export const segFormer: ShippedNetwork<Network2d> = {
  dimensions: 2,
  summary: "SegFormer with LoRA and M&N's head",
  sizes: [{ size: "b2" }, { size: "b0" }, { size: "b1" }, { size: "b3" }, { size: "b4" }, { size: "b5" }],
  weights: knownWeights.segformer,
  options: segformerOptions,
  pretrained: asPath,
  sizeMultiple: (options) => SegFormer.sizeMultiple(parseOptions("segformer", segformerOptions, options)),
  create: (options) => new SegFormer(options),
  plan(situation) {
    const { enlarge, why } = enlargementOfSlices(situation);
    const { rate, why: whyRate } = RANDOM_TRANSFORMER;
    return {
      options: { size: situation.onGpu ? "b2" : "b0", enlarge },
      learningRate: rate,
      why: { options: `${why}; the size is for this machine, with random weights`, learningRate: whyRate },
    };
  },
};
