// Layers with weights, norms and pooling as ONNX operators, and our own fused kernels as what they are made of.
// Each entry takes the arguments of one of our operators and gives the name of its result.
import type { GraphValue, Size } from "../graph.js";
import { fixedSize } from "../graph.js";
import { type Arguments, type Converter, float, type Name, type OnnxBuilder } from "./builder.js";
import { leakyRelu, resized } from "./pointwise.js";

/** Padding on both sides of each axis: the starts, then the ends. */
function padding(args: Arguments, kernel: readonly number[], dilation: readonly number[]): number[] {
  const given = args.value("padding");
  if (given === "valid") return [...kernel, ...kernel].fill(0);
  if (given === "same") {
    const totals = kernel.map((size, i) => (dilation[i] as number) * (size - 1));
    return [...totals.map((total) => Math.floor(total / 2)), ...totals.map((total) => Math.ceil(total / 2))];
  }
  return [args.numbers("padding"), args.numbers("padding")].flat();
}

const spatial = ({ shape }: GraphValue): number[] => shape.slice(2).map((size) => fixedSize(size, "a kernel"));

const convolution: Converter = (args, g) => {
  const weight = args.tensor("weight");
  const kernel = spatial(weight);
  const dilations = args.numbers("dilation");
  const inputs = [args.tensor("input"), weight, ...(args.has("bias") ? [args.tensor("bias")] : [])];
  return g.add(
    "Conv",
    inputs.map((one) => g.of(one)),
    {
      kernel_shape: kernel,
      strides: args.numbers("stride"),
      pads: padding(args, kernel, dilations),
      dilations,
      group: args.number("groups"),
    },
  );
};

const transposedConvolution: Converter = (args, g) => {
  const weight = args.tensor("weight");
  const inputs = [args.tensor("input"), weight, ...(args.has("bias") ? [args.tensor("bias")] : [])];
  return g.add(
    "ConvTranspose",
    inputs.map((one) => g.of(one)),
    {
      kernel_shape: spatial(weight),
      strides: args.numbers("stride"),
      pads: [args.numbers("padding"), args.numbers("padding")].flat(),
      output_padding: args.numbers("output_padding"),
      dilations: args.numbers("dilation"),
      group: args.number("groups"),
    },
  );
};

const linear: Converter = (args, g) => {
  const weight = g.transpose(g.of(args.tensor("weight")), [1, 0]);
  const product = g.add("MatMul", [g.of(args.tensor("input")), weight]);
  return args.has("bias") ? g.add("Add", [product, g.of(args.tensor("bias"))]) : product;
};

const channels = ({ shape }: GraphValue): number => fixedSize(shape[1] as Size, "the number of channels");

/** Scale and shift of each channel: learnt, or none. */
function affine(args: Arguments, g: OnnxBuilder, count: number): [scale: Name, shift: Name] {
  const own = (name: string, without: number) =>
    args.has(name) ? g.of(args.tensor(name)) : g.numbers(new Array<number>(count).fill(without));
  return [own("weight", 1), own("bias", 0)];
}

const batchNorm: Converter = (args, g) => {
  const x = args.tensor("input");
  if (args.flag("training") || !args.has("running_mean")) args.refuse("it goes by the batch's own statistics");
  const statistics = [g.of(args.tensor("running_mean")), g.of(args.tensor("running_var"))];
  const inputs = [g.of(x), ...affine(args, g, channels(x)), ...statistics];
  return g.add("BatchNormalization", inputs, { epsilon: float(args.number("eps")) });
};

const instanceNorm: Converter = (args, g) => {
  const x = args.tensor("input");
  if (!args.flag("use_input_stats")) args.refuse("it goes by running statistics");
  const inputs = [g.of(x), ...affine(args, g, channels(x))];
  return g.add("InstanceNormalization", inputs, { epsilon: float(args.number("eps")) });
};

/** mandn::instance_norm_act: an instance norm, then leaky ReLU. */
const instanceNormAct: Converter = (args, g) => {
  const x = args.tensor("x");
  const inputs = [g.of(x), ...affine(args, g, channels(x))];
  const normed = g.add("InstanceNormalization", inputs, { epsilon: float(args.number("eps")) });
  return leakyRelu(g, normed, args.number("negative_slope"));
};

/** The norm of each group is an instance norm of the group as one channel. */
function groupNormOf(args: Arguments, g: OnnxBuilder, x: GraphValue, groups: number): Name {
  const joined = g.add("Reshape", [g.of(x), g.numbers([0, groups, -1], "int64")]);
  const plain = [1, 0].map((value) => g.numbers(new Array<number>(groups).fill(value)));
  const normed = g.add("InstanceNormalization", [joined, ...plain], { epsilon: float(args.number("eps")) });
  const apart = g.add("Reshape", [normed, g.add("Shape", [g.of(x)])]);
  const column = (name: string) =>
    g.add("Reshape", [g.of(args.tensor(name)), g.numbers([-1, ...x.shape.slice(2).map(() => 1)], "int64")]);
  const scaled = args.has("weight") ? g.add("Mul", [apart, column("weight")]) : apart;
  return args.has("bias") ? g.add("Add", [scaled, column("bias")]) : scaled;
}

const groupNorm: Converter = (args, g) => groupNormOf(args, g, args.tensor("input"), args.number("num_groups"));

/** mandn::group_norm_act: a group norm, then leaky ReLU. */
const groupNormAct: Converter = (args, g) => {
  const normed = groupNormOf(args, g, args.tensor("x"), args.number("groups"));
  return leakyRelu(g, normed, args.number("negative_slope"));
};

const layerNorm: Converter = (args, g) => {
  const shape = args.numbers("normalized_shape");
  const count = shape.reduce((product, size) => product * size);
  const scale = args.has("weight")
    ? g.of(args.tensor("weight"))
    : g.numbers(new Array<number>(count).fill(1), "float32", shape);
  const inputs = [g.of(args.tensor("input")), scale, ...(args.has("bias") ? [g.of(args.tensor("bias"))] : [])];
  return g.add("LayerNormalization", inputs, { axis: -shape.length, epsilon: float(args.number("eps")) });
};

const maxPool: Converter = (args, g) => {
  const kernel = args.numbers("kernel_size");
  const strides = args.numbers("stride");
  return g.add("MaxPool", [g.of(args.tensor("self"))], {
    kernel_shape: kernel,
    strides: strides.length > 0 ? strides : kernel,
    pads: [args.numbers("padding"), args.numbers("padding")].flat(),
    dilations: args.numbers("dilation"),
    ceil_mode: Number(args.flag("ceil_mode")),
  });
};

const averagePool: Converter = (args, g) => {
  if (args.has("divisor_override")) args.refuse("it divides by a number of its own");
  const kernel = args.numbers("kernel_size");
  const strides = args.numbers("stride");
  return g.add("AveragePool", [g.of(args.tensor("self"))], {
    kernel_shape: kernel,
    strides: strides.length > 0 ? strides : kernel,
    pads: [args.numbers("padding"), args.numbers("padding")].flat(),
    ceil_mode: Number(args.flag("ceil_mode")),
    count_include_pad: Number(args.flag("count_include_pad")),
  });
};

/** Where each window is a whole number of voxels. */
const adaptiveAveragePool: Converter = (args, g) => {
  const x = args.tensor("self");
  const sizes = args.sizes("output_size");
  if (sizes.every((size) => size === 1)) return g.add("GlobalAveragePool", [g.of(x)]);
  const kernel = sizes.map((size, i) => {
    const from = x.shape[i + 2] as Size;
    const ratio = ratioOf(from, size);
    return ratio !== undefined && Number.isInteger(ratio) ? ratio : args.refuse("its windows differ in size");
  });
  return g.add("AveragePool", [g.of(x)], { kernel_shape: kernel, strides: kernel });
};

/** a / b, where that is the same for every input. */
function ratioOf(a: Size, b: Size): number | undefined {
  if (typeof a === "number" || typeof b === "number") return typeof a === typeof b ? Number(a) / Number(b) : undefined;
  if (JSON.stringify(a.powers) !== JSON.stringify(b.powers) || a.offset !== 0 || b.offset !== 0) return undefined;
  return (a.numerator * b.denominator) / (a.denominator * b.numerator);
}

/** mandn::upsample2x_cat: trilinear or bilinear to twice the size, beside the skip. */
const upsampleCat: Converter = (args, g) => {
  const x = args.tensor("x");
  const up = resized(g, x, { mode: "linear", scales: x.shape.slice(2).map(() => 2) });
  const skip = g.of(args.tensor("skip"));
  return g.add("Concat", args.flag("skip_first") ? [skip, up] : [up, skip], { axis: 1 });
};

/** mandn::depthwise_relu6: ReLU6 of the input where it is asked for, a depthwise convolution, ReLU6. */
const depthwiseRelu6: Converter = (args, g) => {
  const [x, weight] = [args.tensor("x"), args.tensor("weight")];
  const kernel = spatial(weight);
  const [stride, before] = [args.number("stride"), args.number("padding")];
  const clip = (name: Name) => g.add("Clip", [name, g.scalar(0, "float32"), g.scalar(6, "float32")]);
  const input = args.flag("activate_input") ? clip(g.of(x)) : g.of(x);
  const after = (kernel[0] as number) - 1 - before;
  const y = g.add("Conv", [input, g.of(weight), g.of(args.tensor("bias"))], {
    kernel_shape: kernel,
    strides: [stride, stride],
    pads: [before, before, after, after],
    dilations: [1, 1],
    group: channels(x),
  });
  return clip(y);
};

/** softmax(q kᵀ · scale + mask) v */
const attention: Converter = (args, g) => {
  const [query, key, value] = ["query", "key", "value"].map((name) => args.tensor(name)) as [
    GraphValue,
    GraphValue,
    GraphValue,
  ];
  if (args.number("dropout_p") > 0) args.refuse("it drops attention weights");
  if (args.flag("is_causal")) args.refuse("it is causal");
  const dims = query.shape.length;
  const width = fixedSize(query.shape[dims - 1] as Size, "the width of the heads");
  const scale = args.has("scale") ? args.number("scale") : width ** -0.5;
  const order = key.shape.map((_, axis) => (axis < dims - 2 ? axis : 2 * dims - 3 - axis));
  const scaled = g.add("Mul", [g.of(query), g.scalar(scale, query.dtype)]);
  const scores = g.add("MatMul", [scaled, g.transpose(g.of(key), order)]);
  const mask = args.has("attn_mask") ? args.tensor("attn_mask") : undefined;
  if (mask?.dtype === "bool") args.refuse("its mask is of true and false");
  const masked = mask === undefined ? scores : g.add("Add", [scores, g.of(mask)]);
  return g.add("MatMul", [g.add("Softmax", [masked], { axis: -1 }), g.of(value)]);
};

export const LAYERS: Readonly<Record<string, Converter>> = {
  "aten::conv1d": convolution,
  "aten::conv2d": convolution,
  "aten::conv3d": convolution,
  "aten::conv_transpose2d": transposedConvolution,
  "aten::conv_transpose3d": transposedConvolution,
  "aten::linear": linear,
  "aten::batch_norm": batchNorm,
  "aten::instance_norm": instanceNorm,
  "aten::group_norm": groupNorm,
  "aten::layer_norm": layerNorm,
  "aten::max_pool2d": maxPool,
  "aten::max_pool3d": maxPool,
  "aten::avg_pool2d": averagePool,
  "aten::avg_pool3d": averagePool,
  "aten::adaptive_avg_pool2d": adaptiveAveragePool,
  "aten::adaptive_avg_pool3d": adaptiveAveragePool,
  "aten::scaled_dot_product_attention": attention,
  "mandn::instance_norm_act": instanceNormAct,
  "mandn::group_norm_act": groupNormAct,
  "mandn::upsample2x_cat": upsampleCat,
  "mandn::depthwise_relu6": depthwiseRelu6,
};
