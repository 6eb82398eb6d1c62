// nnU-Net's residual-encoder U-Net over volumes, with its plans and checkpoints.
// Isensee et al. 2024, https://arxiv.org/abs/2404.09556; the reference is dynamic_network_architectures.

import {
  cat,
  leakyRelu_,
  looksLikeSafetensors,
  nn,
  readCheckpoint,
  scope,
  type Tensor,
  TorchError,
} from "@mandn/torch";
import { z } from "zod";
import { knownWeights } from "./known-weights.js";
import type { Network3d } from "./network.js";
import { type Channels, parseOptions } from "./options.js";
import { asObject, levelsText, type ShippedNetwork, USUAL } from "./shipped.js";
import {
  type AxisOrder,
  assertSameAxes,
  axisOrder,
  checkpointSchema,
  loadWeights,
  readJson,
  reorderKernels,
  withAxes,
  without,
} from "./weights.js";

const triple = z.tuple([z.int().positive(), z.int().positive(), z.int().positive()]);
const perStage = <T extends z.ZodType>(item: T) => z.array(item).min(2);

/** The architecture, one entry for each resolution; what nnU-Net's plans say of it, under our names. */
const architecture = z.strictObject({
  features: perStage(z.int().positive()).default([32, 64, 128, 256, 320, 320]).describe("channels"),
  strides: perStage(triple)
    .optional()
    .describe("downsampling along D, H, W before each resolution; by default 1 and then 2"),
  kernels: perStage(triple).optional().describe("sizes of convolutions along D, H, W; by default 3"),
  blocks: perStage(z.int().positive()).optional().describe("residual blocks; by default 1, 3, 4, 6, 6, …"),
  decoderConvolutions: z
    .array(z.int().positive())
    .optional()
    .describe("convolutions in the decoder, coarsest first, one entry less; by default 1"),
});

export const resEncOptions = architecture.extend({
  plans: z
    .strictObject({ path: z.string().min(1), configuration: z.string().min(1).default("3d_fullres") })
    .optional()
    .describe("an nnU-Net plans.json that says the architecture, instead of the options above"),
  pretrained: z
    .strictObject({
      ...checkpointSchema.shape,
      axes: axisOrder
        .optional()
        .describe(
          "of the volumes it was trained on, where neither the file nor plans say it: dhw in nnU-Net by default",
        ),
      keepHead: z.boolean().default(false).describe("whether the layers that make logits are taken too: same classes"),
    })
    .optional()
    .describe("a checkpoint of nnU-Net v2's, which says its own architecture; by default random weights"),
});

export type ResEncOptions = z.input<typeof resEncOptions>;
type Triple = z.infer<typeof triple>;
type Pretrained = z.output<typeof resEncOptions>["pretrained"];

const NNUNET_AXES = '"dhw" for plans with transpose_forward 0, 1, 2';

/** A checkpoint with the order of axes that nnU-Net's plans say. */
function withPlanned(pretrained: Pretrained, axes: AxisOrder): (NonNullable<Pretrained> & InAxes) | undefined {
  if (pretrained === undefined) return undefined;
  assertSameAxes(pretrained.path, axes, pretrained.axes);
  return { ...pretrained, axes };
}

/** Convolution, instance norm, and leaky ReLU unless `isLinear`. [N, in, D, H, W] → [N, out, D / stride, …]. */
class ConvNorm extends nn.Module {
  readonly conv: nn.Conv3d;
  readonly norm: nn.InstanceNorm3d;
  readonly #slope: number;

  constructor(
    inChannels: number,
    outChannels: number,
    kernel: Triple,
    options: { readonly stride?: Triple; readonly bias?: boolean; readonly isLinear?: boolean } = {},
  ) {
    super();
    const { stride = 1, bias = true, isLinear = false } = options;
    const padding = kernel.map((size) => Math.floor((size - 1) / 2));
    this.conv = new nn.Conv3d(inChannels, outChannels, kernel, { stride, padding, bias });
    this.norm = new nn.InstanceNorm3d(outChannels, { affine: true });
    this.#slope = isLinear ? 1 : 0.01;
  }

  forward(x: Tensor): Tensor {
    return scope(() => this.norm.leakyRelu(this.conv.forward(x), this.#slope));
  }
}

/** Two convolutions and the input, pooled and projected to their shape (ResNet-D). [N, in, D, H, W] → [N, out, D / stride, …]. */
class ResidualBlock extends nn.Module {
  readonly conv1: ConvNorm;
  readonly conv2: ConvNorm;
  readonly skip: nn.Sequential;

  constructor(inChannels: number, outChannels: number, kernel: Triple, stride: Triple) {
    super();
    this.conv1 = new ConvNorm(inChannels, outChannels, kernel, { stride });
    this.conv2 = new ConvNorm(outChannels, outChannels, kernel, { isLinear: true });
    const layers: nn.Layer[] = stride.some((step) => step !== 1) ? [new nn.AvgPool3d(stride)] : [];
    if (inChannels !== outChannels) {
      layers.push(new ConvNorm(inChannels, outChannels, [1, 1, 1], { bias: false, isLinear: true }));
    }
    this.skip = new nn.Sequential(...layers);
  }

  forward(x: Tensor): Tensor {
    return scope(() => leakyRelu_(this.conv2.forward(this.conv1.forward(x)).add(this.skip.forward(x))));
  }
}

class Blocks extends nn.Module {
  readonly blocks: readonly ResidualBlock[];

  constructor(repeats: number, inChannels: number, outChannels: number, kernel: Triple, stride: Triple) {
    super();
    this.blocks = Array.from({ length: repeats }, (_, i) =>
      i === 0
        ? new ResidualBlock(inChannels, outChannels, kernel, stride)
        : new ResidualBlock(outChannels, outChannels, kernel, [1, 1, 1]),
    );
  }

  forward(x: Tensor): Tensor {
    return scope(() => this.blocks.reduce((y, block) => block.forward(y), x));
  }
}

class Convs extends nn.Module {
  readonly convs: readonly ConvNorm[];

  constructor(repeats: number, inChannels: number, outChannels: number, kernel: Triple) {
    super();
    this.convs = Array.from(
      { length: repeats },
      (_, i) => new ConvNorm(i === 0 ? inChannels : outChannels, outChannels, kernel),
    );
  }

  forward(x: Tensor): Tensor {
    return scope(() => this.convs.reduce((y, conv) => conv.forward(y), x));
  }
}

type Architecture = Required<z.output<typeof architecture>>;

class Encoder extends nn.Module {
  readonly stem: Convs;
  readonly stages: readonly Blocks[];

  constructor(inChannels: number, { features, kernels, strides, blocks }: Architecture) {
    super();
    const first = features[0] as number;
    this.stem = new Convs(1, inChannels, first, kernels[0] as Triple);
    this.stages = features.map((channels, i) => {
      return new Blocks(
        blocks[i] as number,
        features[i - 1] ?? first,
        channels,
        kernels[i] as Triple,
        strides[i] as Triple,
      );
    });
  }

  /** The features of every resolution, finest first. */
  forward(volume: Tensor): Tensor[] {
    return scope(() => {
      const features: Tensor[] = [];
      for (const stage of this.stages) features.push(stage.forward(features.at(-1) ?? this.stem.forward(volume)));
      return features;
    });
  }
}

class Decoder extends nn.Module {
  readonly stages: readonly Convs[];
  readonly transpconvs: readonly nn.ConvTranspose3d[];
  readonly seg_layers: readonly nn.Conv3d[];

  constructor(classes: number, { features, kernels, strides, decoderConvolutions }: Architecture) {
    super();
    const levels = features.slice(0, -1).map((_, i) => features.length - 2 - i); // coarsest first
    this.stages = levels.map((level, i) => {
      const channels = features[level] as number;
      return new Convs(decoderConvolutions[i] as number, 2 * channels, channels, kernels[level] as Triple);
    });
    this.transpconvs = levels.map((level) => {
      const stride = strides[level + 1] as Triple;
      return new nn.ConvTranspose3d(features[level + 1] as number, features[level] as number, stride, { stride });
    });
    this.seg_layers = levels.map((level) => new nn.Conv3d(features[level] as number, classes, 1));
  }

  /** The features of every resolution but the coarsest, coarsest first. */
  forward(features: readonly Tensor[]): Tensor[] {
    return scope(() => {
      const [bottom, ...skips] = features.toReversed() as [Tensor, ...Tensor[]];
      const decoded: Tensor[] = [];
      for (const [i, stage] of this.stages.entries()) {
        const up = (this.transpconvs[i] as nn.ConvTranspose3d).forward(decoded.at(-1) ?? bottom);
        decoded.push(stage.forward(cat([up, skips[i] as Tensor], 1)));
      }
      return decoded;
    });
  }
}

/**
 * nnU-Net's U-Net with a residual encoder (Isensee et al. 2024). [N, C, D, H, W] → logits [N, K, D, H, W]. The parameters' names
 * are nnU-Net's, which repeats them: see {@link nnunetStateDict}.
 */
export class ResEnc extends nn.Module implements Network3d {
  readonly sizeMultiple: readonly [number, number, number];
  readonly architecture: Readonly<Record<string, unknown>>;
  readonly encoder: Encoder;
  readonly decoder: Decoder;

  static sizeMultiple(options: z.output<typeof resEncOptions>): [d: number, h: number, w: number] {
    return multipleOf(architectureOf(options));
  }

  constructor({ inChannels, classes, ...given }: Channels & ResEncOptions) {
    super();
    const options = parseOptions("resenc", resEncOptions, given);
    const { axes: planned, ...whole } = architectureOf(options);
    const start = planned ? withPlanned(options.pretrained, planned) : withAxes(options.pretrained, NNUNET_AXES);
    this.architecture = whole;
    this.sizeMultiple = multipleOf(whole);
    this.encoder = new Encoder(inChannels, whole);
    this.decoder = new Decoder(classes, whole);
    this.#initialise();
    if (start) this.#load(start);
  }

  forward(volume: Tensor): Tensor {
    return scope(() => {
      const finest = this.decoder.forward(this.encoder.forward(volume)).at(-1) as Tensor;
      return (this.decoder.seg_layers.at(-1) as nn.Conv3d).forward(finest);
    });
  }

  /** Logits of every resolution but the coarsest, finest first, as deep supervision takes them. */
  forwardDeep(volume: Tensor): Tensor[] {
    return scope(() => {
      const decoded = this.decoder.forward(this.encoder.forward(volume));
      return decoded.map((x, i) => (this.decoder.seg_layers[i] as nn.Conv3d).forward(x)).reverse();
    });
  }

  #initialise(): void {
    for (const [, module] of this.namedModules()) {
      if (module instanceof nn.Conv3d || module instanceof nn.ConvTranspose3d) {
        nn.init.kaimingNormal_(module.weight, { a: 0.01 });
        if (module.bias) nn.init.zeros_(module.bias);
      }
      // A block is its input at the start.
      if (module instanceof ResidualBlock) nn.init.zeros_(module.conv2.norm.weight as Tensor);
    }
  }

  #load({ keepHead, ...start }: NonNullable<Pretrained> & InAxes): void {
    loadWeights(this, start, (all) => {
      const ours = reorderKernels(all, start.axes);
      const weights = without(ours, keepHead ? repeated : new RegExp(`${repeated.source}|^decoder\\.seg_layers\\.`));
      const head = Object.entries(this.stateDict()).filter(([key]) => key.startsWith("decoder.seg_layers."));
      return keepHead ? weights : { ...weights, ...Object.fromEntries(head) };
    });
  }
}

/** Names that nnU-Net's state dicts give to what they have already. */
const repeated = /\.all_modules\.|^decoder\.encoder\./;

/** The state dict that nnU-Net's class takes with `strict=True`: with the names that it repeats. */
export function nnunetStateDict(network: ResEnc): Record<string, Tensor> {
  const layers = Object.entries(network.stateDict()).flatMap(([key, tensor]) => {
    const [, start, layer, kind] = /^(.*)\.(conv|norm)\.(weight|bias)$/.exec(key) ?? [];
    const again = `${start}.all_modules.${layer === "conv" ? 0 : 1}.${kind}`;
    return start === undefined ? [[key, tensor] as const] : [[key, tensor] as const, [again, tensor] as const];
  });
  const encoder = layers.filter(([key]) => key.startsWith("encoder."));
  return Object.fromEntries([...layers, ...encoder.map(([key, tensor]) => [`decoder.${key}`, tensor] as const)]);
}

/** What the options, or the files that they name, say. */
function architectureOf({ plans, pretrained, ...own }: z.output<typeof resEncOptions>): Architecture & Partial<InAxes> {
  const said = plans
    ? readPlans(readJson(plans.path), plans.configuration, plans.path)
    : pretrained && plansOfCheckpoint(pretrained.path);
  return said === undefined ? complete(own) : { ...complete(said), axes: said.axes };
}

function multipleOf({ strides }: Architecture): [d: number, h: number, w: number] {
  const product = (axis: number) => strides.reduce((all, stride) => all * (stride[axis] as number), 1);
  return [product(0), product(1), product(2)];
}

function complete(given: z.output<typeof architecture>): Architecture {
  const { features } = given;
  const one: Triple = [1, 1, 1];
  const whole = {
    features,
    strides: given.strides ?? features.map((_, i) => (i === 0 ? one : ([2, 2, 2] as Triple))),
    kernels: given.kernels ?? features.map(() => [3, 3, 3] as Triple),
    blocks: given.blocks ?? features.map((_, i) => [1, 3, 4][i] ?? 6),
    decoderConvolutions: given.decoderConvolutions ?? features.slice(1).map(() => 1),
  };
  for (const [name, values] of Object.entries(whole)) {
    const wanted = name === "decoderConvolutions" ? features.length - 1 : features.length;
    if (values.length !== wanted) {
      throw new TorchError(
        "argument",
        `resenc: ${name} must have ${wanted} entries, as there are ${features.length} features`,
      );
    }
  }
  return whole;
}

/** What an nnU-Net plans file says of the network for one of its configurations. */
const planned = z.object({
  architecture: z.object({
    network_class_name: z.string().endsWith(".ResidualEncoderUNet"),
    arch_kwargs: z.object({
      features_per_stage: architecture.shape.features,
      strides: perStage(triple),
      kernel_sizes: perStage(triple),
      n_blocks_per_stage: perStage(z.int().positive()),
      n_conv_per_stage_decoder: z.array(z.int().positive()),
      conv_op: z.literal("torch.nn.modules.conv.Conv3d"),
      conv_bias: z.literal(true),
      norm_op: z.literal("torch.nn.modules.instancenorm.InstanceNorm3d"),
      norm_op_kwargs: z.object({ eps: z.literal(1e-5), affine: z.literal(true) }),
      dropout_op: z.null(),
      nonlin: z.literal("torch.nn.LeakyReLU"),
      nonlin_kwargs: z.strictObject({ inplace: z.boolean().optional() }),
    }),
  }),
});

const planFile = z.object({
  configurations: z.record(z.string(), z.unknown()),
  /** Which axis of an image, in the order dhw, is the network's first, second and third. */
  transpose_forward: z
    .array(z.int())
    .refine((axes) => String(axes.toSorted()) === "0,1,2", "must be 0, 1 and 2 in some order")
    .default([0, 1, 2]),
});

/** The order of the axes that the network was trained with. */
interface InAxes {
  readonly axes: AxisOrder;
}

/** The architecture along our axes D, H, W, and the order of the plans'. */
function readPlans(plans: unknown, configuration: string, path: string): z.output<typeof architecture> & InAxes {
  const root = planFile.safeParse(plans);
  if (!root.success) throw new TorchError("file", `is not as it should be:\n${z.prettifyError(root.error)}`, { path });
  const { configurations, transpose_forward } = root.data;
  const parsed = planned.safeParse(configurations[configuration]);
  if (!parsed.success) {
    const known = Object.keys(configurations).join(", ");
    throw new TorchError(
      "file",
      `"${configuration}" of its plans (which have ${known}) is not a residual-encoder U-Net as we have it:\n${z.prettifyError(parsed.error)}`,
      { path },
    );
  }
  const { arch_kwargs: kwargs } = parsed.data.architecture;
  const axes = transpose_forward.map((axis) => "dhw"[axis]).join("") as AxisOrder;
  const turned = (triples: readonly Triple[]) =>
    triples.map((one) => Array.from("dhw", (axis) => one[axes.indexOf(axis)]) as Triple);
  return {
    axes,
    features: kwargs.features_per_stage,
    strides: turned(kwargs.strides),
    kernels: turned(kwargs.kernel_sizes),
    blocks: kwargs.n_blocks_per_stage,
    decoderConvolutions: kwargs.n_conv_per_stage_decoder,
  };
}

/** The plans that nnU-Net puts into its checkpoints; undefined for a file with weights only. */
function plansOfCheckpoint(path: string): ReturnType<typeof readPlans> | undefined {
  if (looksLikeSafetensors(path)) return undefined;
  const schema = z.object({ init_args: z.object({ plans: z.unknown(), configuration: z.string() }) });
  const parsed = schema.safeParse(readCheckpoint(path));
  if (!parsed.success) return undefined;
  const { plans, configuration } = parsed.data.init_args;
  return readPlans(plans, configuration, path);
}

/** Its entry in the registry. */
export const resEnc: ShippedNetwork<Network3d> = {
  dimensions: 3,
  summary: "nnU-Net's residual-encoder U-Net",
  sizes: [{}],
  weights: knownWeights.resenc,
  options: resEncOptions,
  pretrained: asObject,
  sizeMultiple: (options) => ResEnc.sizeMultiple(parseOptions("resenc", resEncOptions, options)),
  create: (options) => new ResEnc(options),
  plan(situation) {
    const { width, levels } = situation;
    return {
      options: { features: Array.from({ length: levels }, (_, i) => Math.min(320, width * 2 ** i)) },
      learningRate: USUAL.rate,
      why: {
        options: `width ${width} for this machine, ${levelsText(situation)}`,
        learningRate: USUAL.why,
      },
    };
  },
};
