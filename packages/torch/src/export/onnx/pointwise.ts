// Operators on each element, sums and products of matrices, softmax, and interpolation, as ONNX operators.
// Each entry takes the arguments of one of our operators and gives the name of its result.
import { GraphValue, Product, type Size } from "../graph.js";
import { type Arguments, type Converter, float, type Name, type OnnxBuilder } from "./builder.js";
import { dataType } from "./message.js";

const self = (args: Arguments, g: OnnxBuilder): Name => g.of(args.tensor("self"));

const unary =
  (type: string): Converter =>
  (args, g) =>
    g.add(type, [self(args, g)]);

const same: Converter = (args, g) => self(args, g);

/** The second operand: a tensor of the first one's type, or a number as one. */
function operand(args: Arguments, g: OnnxBuilder, name: string, like: GraphValue): Name {
  const value = args.value(name);
  if (value instanceof GraphValue) return cast(g, value, like);
  if (value instanceof Product) return g.add("Cast", [g.sizes([value])], { to: dataType(like.dtype) });
  return g.scalar(typeof value === "boolean" ? Number(value) : args.number(name), like.dtype);
}

function cast(g: OnnxBuilder, value: GraphValue, { dtype }: GraphValue): Name {
  return value.dtype === dtype ? g.of(value) : g.add("Cast", [g.of(value)], { to: dataType(dtype) });
}

const binary =
  (type: string, isReversed = false): Converter =>
  (args, g) => {
    const { result } = args;
    const first = cast(g, args.tensor("self"), result);
    const alpha = args.has("alpha") ? args.number("alpha") : 1;
    const other = operand(args, g, "other", result);
    // self ± alpha · other, and for rsub other − alpha · self
    const factor = (x: Name) => (alpha === 1 ? x : g.add("Mul", [x, g.scalar(alpha, result.dtype)]));
    return isReversed ? g.add(type, [other, factor(first)]) : g.add(type, [first, factor(other)]);
  };

export function leakyRelu(g: OnnxBuilder, x: Name, slope: number): Name {
  if (slope === 1) return x;
  return slope === 0 ? g.add("Relu", [x]) : g.add("LeakyRelu", [x], { alpha: float(slope) });
}

/** x · Φ(x) = x / 2 · (1 + erf(x / √2)) */
const gelu: Converter = (args, g) => {
  const x = args.tensor("self");
  if (args.text("approximate") !== "none") args.refuse("it is an approximation");
  const number = (value: number) => g.scalar(value, x.dtype);
  const erf = g.add("Erf", [g.add("Mul", [g.of(x), number(Math.SQRT1_2)])]);
  return g.add("Mul", [g.add("Mul", [g.of(x), number(0.5)]), g.add("Add", [erf, number(1)])]);
};

const silu: Converter = (args, g) => g.add("Mul", [self(args, g), g.add("Sigmoid", [self(args, g)])]);

/** `bound` is 0 … 6 for ReLU6. */
const clip =
  (low: string | number, high: string | number): Converter =>
  (args, g) => {
    const x = args.tensor("self");
    const bound = (one: string | number) => {
      if (typeof one === "number") return g.scalar(one, x.dtype);
      return args.has(one) ? operand(args, g, one, x) : "";
    };
    return g.add("Clip", [g.of(x), bound(low), bound(high)]);
  };

const along =
  (type: string): Converter =>
  (args, g) =>
    g.add(type, [self(args, g)], { axis: args.axis("dim", args.tensor("self").shape.length) });

/** Over some axes, or all. */
const reduction =
  (type: "ReduceMean" | "ReduceSum"): Converter =>
  (args, g) => {
    const x = args.tensor("self");
    const given = args.has("dim") ? args.numbers("dim") : [];
    const axes = given.length > 0 ? given : x.shape.map((_, axis) => axis);
    const keepdims = Number(args.flag("keepdim"));
    if (type === "ReduceMean") return g.add(type, [g.of(x)], { axes, keepdims });
    return g.add(type, [g.of(x), g.numbers(axes, "int64")], { keepdims });
  };

const matmul: Converter = (args, g) =>
  g.add("MatMul", [g.of(args.tensor("self")), g.of(args.tensor(args.has("other") ? "other" : "mat2"))]);

const to: Converter = (args, g) => {
  const x = args.tensor("self");
  return cast(g, x, args.result);
};

export interface Resizing {
  readonly mode: "nearest" | "linear" | "cubic";
  readonly alignCorners?: boolean;
  /** Either factors of the spatial axes or their sizes. */
  readonly scales?: readonly number[];
  readonly sizes?: readonly Size[];
}

/** Interpolation as PyTorch's, of the spatial axes of `x` [N, C, …]. */
export function resized(g: OnnxBuilder, x: GraphValue, { mode, alignCorners = false, scales, sizes }: Resizing): Name {
  const place = mode === "nearest" ? "asymmetric" : alignCorners ? "align_corners" : "half_pixel";
  const attributes = {
    mode,
    coordinate_transformation_mode: place,
    ...(mode === "nearest" && { nearest_mode: "floor" }),
    ...(mode === "cubic" && { cubic_coeff_a: float(-0.75) }),
  };
  if (scales !== undefined) return g.add("Resize", [g.of(x), "", g.numbers([1, 1, ...scales])], attributes);
  const whole = g.sizes([...x.shape.slice(0, 2), ...(sizes ?? [])]);
  return g.add("Resize", [g.of(x), "", "", whole], attributes);
}

const upsample =
  (mode: Resizing["mode"]): Converter =>
  (args, g) => {
    const x = args.call.args.input === undefined ? args.tensor("self") : args.tensor("input");
    const alignCorners = args.flag("align_corners");
    if (args.has("output_size")) return resized(g, x, { mode, alignCorners, sizes: args.sizes("output_size") });
    return resized(g, x, { mode, alignCorners, scales: args.numbers("scale_factors") });
  };

export const POINTWISE: Readonly<Record<string, Converter>> = {
  "aten::add": binary("Add"),
  "aten::sub": binary("Sub"),
  "aten::rsub": binary("Sub", true),
  "aten::mul": binary("Mul"),
  "aten::div": binary("Div"),
  "aten::ne": (args, g) => g.add("Not", [g.add("Equal", [g.of(args.tensor("self")), g.of(args.tensor("other"))])]),
  "aten::neg": unary("Neg"),
  "aten::abs": unary("Abs"),
  "aten::exp": unary("Exp"),
  "aten::log": unary("Log"),
  "aten::sqrt": unary("Sqrt"),
  "aten::erf": unary("Erf"),
  "aten::tanh": unary("Tanh"),
  "aten::sigmoid": unary("Sigmoid"),
  "aten::relu": unary("Relu"),
  "aten::relu6": clip(0, 6),
  "aten::hardswish": unary("HardSwish"),
  "aten::silu": silu,
  "aten::gelu": gelu,
  "aten::leaky_relu": (args, g) => leakyRelu(g, self(args, g), args.number("negative_slope")),
  "aten::prelu": (args, g) => {
    const x = args.tensor("self");
    const weight = args.tensor("weight");
    const column = g.numbers([-1, ...x.shape.slice(2).map(() => 1)], "int64");
    return g.add("PRelu", [g.of(x), g.add("Reshape", [g.of(weight), column])]);
  },
  "aten::clamp": clip("min", "max"),
  "aten::clamp_min": clip("min", "max"),
  "aten::clamp_max": clip("min", "max"),
  "aten::hardtanh": clip("min_val", "max_val"),
  "aten::softmax": along("Softmax"),
  "aten::log_softmax": along("LogSoftmax"),
  "aten::mean": reduction("ReduceMean"),
  "aten::sum": reduction("ReduceSum"),
  "aten::matmul": matmul,
  "aten::bmm": matmul,
  "aten::to": to,
  "aten::contiguous": same,
  "aten::clone": same,
  "aten::detach": same,
  "aten::alias": same,
  "aten::upsample_nearest2d": upsample("nearest"),
  "aten::upsample_nearest3d": upsample("nearest"),
  "aten::upsample_bilinear2d": upsample("linear"),
  "aten::upsample_trilinear3d": upsample("linear"),
  "aten::upsample_bicubic2d": upsample("cubic"),
};
