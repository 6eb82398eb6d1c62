// DINOv2's vision transformer under a light decoder, a network over slices with weights from photographs.
// Oquab et al. 2024, https://arxiv.org/abs/2304.07193; the reference is transformers' modeling_dinov2.py.

import { statSync } from "node:fs";
import { cat, keep, nn, scope, type Tensor, zeros } from "@mandn/torch";
import { z } from "zod";
import { attend } from "./attention.js";
import { bilinear } from "./bilinear.js";
import { DropPath } from "./drop-path.js";
import { DecoderBlock } from "./encoder-unet.js";
import { knownWeights } from "./known-weights.js";
import { addLora, type LoraOptions, loraOptions } from "./lora.js";
import type { Network2d, ParameterGroup } from "./network.js";
import { type Channels, parseOptions } from "./options.js";
import { isLearned, RgbConv, rgbOption } from "./rgb.js";
import { asPath, RANDOM_TRANSFORMER, type ShippedNetwork } from "./shipped.js";
import { asCheckpoint, loadWeights, pathOrCheckpoint, readHuggingFace, without } from "./weights.js";

/** What a Hugging Face folder's config.json says of a DINOv2; other fields are passed over. */
export const dinov2Config = z
  .object({
    hidden_size: z.int().default(768),
    num_hidden_layers: z.int().default(12),
    num_attention_heads: z.int().default(12),
    mlp_ratio: z.number().default(4),
    hidden_act: z.literal("gelu").default("gelu"),
    hidden_dropout_prob: z.number().default(0),
    attention_probs_dropout_prob: z.number().default(0),
    layer_norm_eps: z.number().default(1e-6),
    image_size: z.int().default(518),
    patch_size: z.int().default(14),
    qkv_bias: z.boolean().default(true),
    layerscale_value: z.number().default(1),
    drop_path_rate: z.number().default(0),
    use_swiglu_ffn: z.literal(false).default(false),
  })
  .refine(({ hidden_size: size, num_attention_heads: heads }) => size % heads === 0, {
    error: "hidden_size must be a multiple of num_attention_heads",
    path: ["hidden_size"],
  });

export type Dinov2Config = z.infer<typeof dinov2Config>;

class PatchEmbeddings extends nn.Module {
  readonly projection: nn.Conv2d;

  constructor({ patch_size, hidden_size }: Dinov2Config) {
    super();
    this.projection = new nn.Conv2d(3, hidden_size, patch_size, { stride: patch_size });
  }

  forward(image: Tensor): Tensor {
    return this.projection.forward(image);
  }
}

/** Patches with their places, after a token for the whole. [N, 3, H, W] → [N, 1 + H / patch · W / patch, C]. */
class Embeddings extends nn.Module {
  readonly cls_token: nn.Parameter;
  readonly mask_token: Tensor;
  readonly patch_embeddings: PatchEmbeddings;
  readonly position_embeddings: nn.Parameter;
  readonly dropout: nn.Dropout;
  readonly #offset: number;

  constructor(config: Dinov2Config, positionOffset: number) {
    super();
    const { hidden_size, image_size, patch_size } = config;
    const patches = Math.floor(image_size / patch_size) ** 2;
    this.cls_token = nn.init.truncNormal_(nn.Parameter.empty([1, 1, hidden_size]), { std: 0.02 }) as nn.Parameter;
    this.mask_token = keep(zeros([1, hidden_size])); // for self-supervised training
    this.patch_embeddings = new PatchEmbeddings(config);
    this.position_embeddings = nn.init.truncNormal_(nn.Parameter.empty([1, 1 + patches, hidden_size]), {
      std: 0.02,
    }) as nn.Parameter;
    this.dropout = new nn.Dropout(config.hidden_dropout_prob);
    this.#offset = positionOffset;
  }

  forward(image: Tensor): Tensor {
    return scope(() => {
      const patches = this.patch_embeddings.forward(image); // [N, C, h, w]
      const places = this.#positions(patches.size(2), patches.size(3));
      const whole = this.cls_token.expand([image.size(0), -1, -1]).to(patches);
      return this.dropout.forward(cat([whole, patches.flatten(2).transpose(1, 2)], 1).add(places));
    });
  }

  /** Position embeddings of h × w patches, [1, 1 + h · w, C]: those of the image that they were learnt on, interpolated. */
  #positions(h: number, w: number): Tensor {
    const { position_embeddings: learnt } = this;
    const side = Math.sqrt(learnt.size(1) - 1);
    if (h === side && w === side) return learnt;
    const grid = learnt.slice(1, 1).transpose(1, 2).unflatten(2, [side, side]); // [1, C, side, side]
    const size =
      this.#offset === 0
        ? { size: [h, w] }
        : { scaleFactor: [(h + this.#offset) / side, (w + this.#offset) / side] as const };
    const interpolated = nn.functional.interpolate(grid, { ...size, mode: "bicubic" });
    return cat([learnt.slice(1, 0, 1), interpolated.flatten(2).transpose(1, 2)], 1);
  }
}

class SelfAttention extends nn.Module {
  readonly query: nn.Layer;
  readonly key: nn.Layer;
  readonly value: nn.Layer;
  readonly #heads: number;
  readonly #dropout: number;

  constructor({ hidden_size: size, qkv_bias: bias, ...config }: Dinov2Config) {
    super();
    this.query = new nn.Linear(size, size, { bias });
    this.key = new nn.Linear(size, size, { bias });
    this.value = new nn.Linear(size, size, { bias });
    this.#heads = config.num_attention_heads;
    this.#dropout = config.attention_probs_dropout_prob;
  }

  forward(x: Tensor): Tensor {
    return scope(() => {
      const heads = (layer: nn.Layer) => layer.forward(x).unflatten(-1, [this.#heads, -1]).transpose(1, 2);
      const p = this.training ? this.#dropout : 0;
      const attended = attend(heads(this.query), heads(this.key), heads(this.value), p); // [N, heads, L, c]
      return attended.transpose(1, 2).flatten(2);
    });
  }
}

class SelfOutput extends nn.Module {
  readonly dense: nn.Layer;
  readonly dropout: nn.Dropout;

  constructor({ hidden_size, hidden_dropout_prob }: Dinov2Config) {
    super();
    this.dense = new nn.Linear(hidden_size, hidden_size);
    this.dropout = new nn.Dropout(hidden_dropout_prob);
  }

  forward(x: Tensor): Tensor {
    return this.dropout.forward(this.dense.forward(x));
  }
}

class Attention extends nn.Module {
  readonly attention: SelfAttention;
  readonly output: SelfOutput;

  constructor(config: Dinov2Config) {
    super();
    this.attention = new SelfAttention(config);
    this.output = new SelfOutput(config);
  }

  forward(x: Tensor): Tensor {
    return this.output.forward(this.attention.forward(x));
  }
}

class LayerScale extends nn.Module {
  readonly lambda1: nn.Parameter;

  constructor({ hidden_size, layerscale_value }: Dinov2Config) {
    super();
    this.lambda1 = nn.Parameter.full([hidden_size], layerscale_value);
  }

  forward(x: Tensor): Tensor {
    return x.mul(this.lambda1.to(x));
  }
}

class MLP extends nn.Module {
  readonly fc1: nn.Layer;
  readonly fc2: nn.Layer;

  constructor({ hidden_size, mlp_ratio }: Dinov2Config) {
    super();
    const inner = Math.floor(hidden_size * mlp_ratio);
    this.fc1 = new nn.Linear(hidden_size, inner);
    this.fc2 = new nn.Linear(inner, hidden_size);
  }

  forward(x: Tensor): Tensor {
    return scope(() => this.fc2.forward(this.fc1.forward(x).gelu()));
  }
}

/** Attention and MLP, each scaled and added to its input. [N, L, C] → same. */
class Layer extends nn.Module {
  readonly norm1: nn.LayerNorm;
  readonly attention: Attention;
  readonly layer_scale1: LayerScale;
  readonly drop_path: DropPath;
  readonly norm2: nn.LayerNorm;
  readonly mlp: MLP;
  readonly layer_scale2: LayerScale;

  constructor(config: Dinov2Config) {
    super();
    const { hidden_size, layer_norm_eps: eps } = config;
    this.norm1 = new nn.LayerNorm(hidden_size, { eps });
    this.attention = new Attention(config);
    this.layer_scale1 = new LayerScale(config);
    this.drop_path = new DropPath(config.drop_path_rate);
    this.norm2 = new nn.LayerNorm(hidden_size, { eps });
    this.mlp = new MLP(config);
    this.layer_scale2 = new LayerScale(config);
  }

  forward(x: Tensor): Tensor {
    const attended = scope(() =>
      this.drop_path.forward(this.layer_scale1.forward(this.attention.forward(this.norm1.forward(x)))).add(x),
    );
    return scope(() =>
      this.drop_path.forward(this.layer_scale2.forward(this.mlp.forward(this.norm2.forward(attended)))).add(attended),
    );
  }
}

class Encoder extends nn.Module {
  readonly layer: readonly Layer[];

  constructor(config: Dinov2Config) {
    super();
    this.layer = Array.from({ length: config.num_hidden_layers }, () => new Layer(config));
  }
}

/**
 * DINOv2 (Oquab et al. 2024) as transformers has it, with its parameters' names. [N, 3, H, W], H and W multiples of the patch's
 * size → features after each quarter of the layers, four times [N, C, H / patch, W / patch].
 */
export class Dinov2 extends nn.Module {
  readonly embeddings: Embeddings;
  readonly encoder: Encoder;
  readonly layernorm: nn.LayerNorm;

  /**
   * @param positionOffset added to the number of patches when position embeddings are interpolated: 0.1 as in the original code
   *     and in transformers before 4.46, 0 as later
   */
  constructor(
    readonly config: Dinov2Config,
    positionOffset = 0.1,
  ) {
    super();
    this.embeddings = new Embeddings(config, positionOffset);
    this.encoder = new Encoder(config);
    this.layernorm = new nn.LayerNorm(config.hidden_size, { eps: config.layer_norm_eps });
    for (const [, module] of this.namedModules()) {
      if (!(module instanceof nn.Linear || module instanceof nn.Conv2d)) continue;
      nn.init.truncNormal_(module.weight, { std: 0.02 });
      if (module.bias) nn.init.zeros_(module.bias);
    }
  }

  forward(image: Tensor): Tensor[] {
    return scope(() => {
      const height = Math.floor(image.size(2) / this.config.patch_size);
      const { layer } = this.encoder;
      const features: Tensor[] = [];
      let x = this.embeddings.forward(image); // [N, 1 + H / patch · W / patch, C]
      for (const [i, block] of layer.entries()) {
        x = block.forward(x);
        const isQuarter = Number.isInteger(((i + 1) * 4) / layer.length);
        if (isQuarter) features.push(this.layernorm.forward(x).slice(1, 1).transpose(1, 2).unflatten(2, [height, -1]));
      }
      return features;
    });
  }
}

const sizes = {
  small: { hidden_size: 384, num_attention_heads: 6 },
  base: { hidden_size: 768, num_attention_heads: 12 },
  large: { hidden_size: 1024, num_attention_heads: 16, num_hidden_layers: 24 },
} as const satisfies Readonly<Record<string, z.input<typeof dinov2Config>>>;

const defaultLora: LoraOptions = {
  rank: 64,
  alpha: 64,
  dropout: 0.1,
  targets: ["query", "key", "value", "dense", "fc1", "fc2"],
  bias: "all",
  modulesToSave: ["norm1", "norm2", "layernorm"],
};

export const dinov2Options = z.strictObject({
  pretrained: pathOrCheckpoint
    .optional()
    .describe(
      "a Hugging Face folder, or a checkpoint of the original code (dinov2_vits14_pretrain.pth); by default random weights",
    ),
  size: z.enum(["small", "base", "large"]).default("small").describe("without a Hugging Face folder"),
  config: z
    .record(z.string(), z.json())
    .optional()
    .describe("fields of config.json, instead of what `pretrained` or `size` say"),
  positionOffset: z
    .number()
    .min(0)
    .default(0.1)
    .describe("0.1 as in the original code; 0 as in transformers since 4.46"),
  lora: z
    .union([z.literal(false), loraOptions])
    .optional()
    .describe(
      "by default like SegFormer's in the paper for pretrained weights; false, and by default for random ones: all parameters learn",
    ),
  encoderRate: z
    .number()
    .positive()
    .default(0.1)
    .describe("factor on a pretrained encoder's learning rate where all its parameters learn"),
  enlarge: z.number().positive().default(2).describe("slices are enlarged by about this, to whole patches"),
  width: z
    .int()
    .positive()
    .multipleOf(16)
    .default(64)
    .describe("channels of the decoder at stride 8; at 4 and 2 half and a quarter"),
  input: rgbOption,
});

export type Dinov2UnetOptions = z.input<typeof dinov2Options>;

/** Convolution 3² of stride 2, group norm, ReLU. [N, in, H, W] → [N, out, H / 2, W / 2]. */
class StemBlock extends nn.Module {
  readonly conv: nn.Conv2d;
  readonly norm: nn.GroupNorm;

  constructor(inChannels: number, outChannels: number) {
    super();
    this.conv = new nn.Conv2d(inChannels, outChannels, 3, { stride: 2, padding: 1, bias: false });
    this.norm = new nn.GroupNorm(4, outChannels);
  }

  forward(x: Tensor): Tensor {
    return scope(() => this.norm.relu(this.conv.forward(x)));
  }
}

/**
 * DINOv2 under a light decoder, for slices with mean 0 and standard deviation 1: what it sees in patches, and what a few
 * convolutions see at strides 2, 4 and 8, give the logits. [N, C, H, W] → [N, K, H, W].
 */
export class Dinov2Unet extends nn.Module implements Network2d {
  static readonly sizeMultiple = [8, 8] as const;
  readonly sizeMultiple = Dinov2Unet.sizeMultiple;
  readonly architecture: Readonly<Record<string, unknown>>;
  readonly inputRange = "standardised";
  readonly input: RgbConv | undefined;
  readonly encoder: Dinov2;
  readonly projections: readonly nn.Conv2d[];
  readonly stem: readonly StemBlock[];
  readonly decoder: readonly DecoderBlock[];
  readonly head: nn.Conv2d;
  readonly enlarge: number;
  readonly #encoderRate: number;

  constructor({ inChannels, classes, ...given }: Channels & Dinov2UnetOptions) {
    super();
    const options = parseOptions("dinov2", dinov2Options, given);
    const { pretrained, ...own } = options;
    const { width, input, lora = pretrained === undefined ? false : defaultLora } = own;
    this.enlarge = options.enlarge;
    this.#encoderRate = pretrained === undefined || lora ? 1 : options.encoderRate;
    if (isLearned(input, inChannels)) this.input = new RgbConv(inChannels);
    this.encoder = createEncoder(options);
    this.architecture = { ...own, config: this.encoder.config, lora };
    if (lora) addLora(this.encoder, lora);
    this.projections = Array.from({ length: 4 }, () => new nn.Conv2d(this.encoder.config.hidden_size, width, 1));
    const widths = [width / 4, width / 2, width]; // at strides 2, 4, 8
    this.stem = widths.map((w, i) => new StemBlock(widths[i - 1] ?? inChannels, w));
    this.decoder = widths.map((w, i) => new DecoderBlock((widths[i + 1] ?? width) + w, w)).reverse();
    this.head = new nn.Conv2d(width / 4 + inChannels, classes, 3, { padding: 1 });
  }

  forward(slices: Tensor): Tensor {
    return scope(() => {
      const size = slices.shape.slice(2);
      const grey = slices.div(2).clamp(-1, 1); // [N, C, H, W]
      const features = this.encoder.forward(this.#image(grey));
      const projected = features.map((x, i) => (this.projections[i] as nn.Conv2d).forward(x));
      const patches = projected.reduce((sum, x) => sum.add(x)); // [N, width, h, w]
      const skips: Tensor[] = []; // at strides 2, 4, 8
      for (const block of this.stem) skips.push(block.forward(skips.at(-1) ?? grey));
      const fine = this.decoder.reduce((x, block) => block.forward(x, skips.pop() as Tensor), patches); // stride 2
      return this.head.forward(cat([bilinear(fine, size), grey.to(fine)], 1));
    });
  }

  /** Slices within −1 and 1 as whole patches of what the encoder knows: mean 0, standard deviation 1 over ImageNet. */
  #image(grey: Tensor): Tensor {
    return scope(() => {
      const { patch_size: patch } = this.encoder.config;
      const size = grey.shape
        .slice(2)
        .map((pixels) => Math.max(1, Math.round((pixels * this.enlarge) / patch)) * patch);
      const large = bilinear(grey, size).mul(2);
      return this.input?.forward(large) ?? large.expand([-1, 3, -1, -1]);
    });
  }

  parameterGroups(): ParameterGroup[] {
    const encoder = this.encoder.parameters();
    const others = this.parameters().filter((parameter) => !encoder.includes(parameter));
    return [
      { parameters: encoder.filter((parameter) => parameter.requiresGrad), rate: this.#encoderRate },
      { parameters: others, rate: 1 },
    ];
  }
}

function createEncoder({ pretrained, size, config, positionOffset }: z.output<typeof dinov2Options>): Dinov2 {
  const create = (found: object) =>
    new Dinov2(parseOptions("dinov2's config", dinov2Config, { ...found, ...config }), positionOffset);
  if (pretrained === undefined) return create(sizes[size]);
  return scope(() => {
    const { path } = asCheckpoint(pretrained);
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      const encoder = create(sizes[size]);
      loadWeights(encoder, pretrained, fromOriginal);
      return encoder;
    }
    const { config: found, tensors } = readHuggingFace(path);
    const encoder = create(found as object);
    const used = Object.entries(without(tensors, /^classifier\./));
    encoder.loadStateDict(Object.fromEntries(used.map(([key, tensor]) => [key.replace(/^dinov2\./, ""), tensor])));
    return encoder;
  });
}

/** What transformers calls the tensors of the original code, which has query, key and value as one. */
function fromOriginal(tensors: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  const renamed = Object.entries(tensors).flatMap(([key, tensor]) => {
    const own = key
      .replace(/^(cls_token|mask_token)$/, "embeddings.$1")
      .replace(/^pos_embed$/, "embeddings.position_embeddings")
      .replace(/^patch_embed\.proj\./, "embeddings.patch_embeddings.projection.")
      .replace(/^blocks\./, "encoder.layer.")
      .replace(/\.attn\.proj\./, ".attention.output.dense.")
      .replace(/\.ls([12])\.gamma$/, ".layer_scale$1.lambda1")
      .replace(/^norm\./, "layernorm.");
    if (!own.includes(".attn.qkv.")) return [[own, tensor] as const];
    const parts = tensor.chunk(3);
    return ["query", "key", "value"].map((part, i) => {
      return [own.replace(".attn.qkv.", `.attention.attention.${part}.`), parts[i] as Tensor] as const;
    });
  });
  return Object.fromEntries(renamed);
}

/** Its entry in the registry. */
export const dinov2: ShippedNetwork<Network2d> = {
  dimensions: 2,
  summary: "DINOv2's vision transformer under a light decoder",
  sizes: [{ size: "small" }, { size: "base" }, { size: "large" }],
  weights: knownWeights.dinov2,
  options: dinov2Options,
  pretrained: asPath,
  sizeMultiple: () => Dinov2Unet.sizeMultiple,
  create: (options) => new Dinov2Unet(options),
  plan() {
    const { rate, why } = RANDOM_TRANSFORMER;
    return {
      options: {},
      learningRate: rate,
      why: { options: "the smallest, with random weights", learningRate: why },
    };
  },
};
