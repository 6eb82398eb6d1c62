// What moves elements and computes nothing, as ONNX operators: shapes, axes, parts, padding.
// Each entry takes the arguments of one of our operators and gives the name of its result.
import { fixedSize, type GraphValue, Product, type Size, sameSize } from "../graph.js";
import type { Arguments, Converter, Name, OnnxBuilder } from "./builder.js";

const self = (args: Arguments): GraphValue => args.tensor("self");

/** To the shape that the result has. */
const reshape: Converter = (args, g) => g.reshape(g.of(self(args)), self(args).shape, args.result.shape);

const permute: Converter = (args, g) => {
  const dims = self(args).shape.length;
  return g.transpose(
    g.of(self(args)),
    args.numbers("dims").map((axis) => (axis < 0 ? axis + dims : axis)),
  );
};

const transpose: Converter = (args, g) => {
  const { shape } = self(args);
  const [a, b] = [args.axis("dim0", shape.length), args.axis("dim1", shape.length)];
  return g.transpose(
    g.of(self(args)),
    shape.map((_, axis) => (axis === a ? b : axis === b ? a : axis)),
  );
};

const t: Converter = (args, g) => g.transpose(g.of(self(args)), [1, 0]);

const expand: Converter = (args, g) => {
  const { shape } = self(args);
  const isSame =
    shape.length === args.result.shape.length && shape.every((size, i) => sameSize(size, lengthAt(args, i)));
  // 1 leaves the length as it is.
  const added = args.result.shape.length - shape.length;
  const sizes = args.result.shape.map((size, i) => (i >= added && sameSize(size, shape[i - added] as Size) ? 1 : size));
  return isSame ? g.of(self(args)) : g.add("Expand", [g.of(self(args)), g.sizes(sizes)]);
};

const lengthAt = (args: Arguments, axis: number): Size => args.result.shape[axis] as Size;

const cat: Converter = (args, g) => {
  const tensors = args.tensors("tensors") as readonly GraphValue[];
  const dims = (tensors[0] as GraphValue).shape.length;
  return g.add(
    "Concat",
    tensors.map((one) => g.of(one)),
    { axis: args.axis("dim", dims) },
  );
};

const stack: Converter = (args, g) => {
  const tensors = args.tensors("tensors") as readonly GraphValue[];
  const axis = args.axis("dim", (tensors[0] as GraphValue).shape.length + 1);
  const at = g.numbers([axis], "int64");
  return g.add(
    "Concat",
    tensors.map((one) => g.add("Unsqueeze", [g.of(one), at])),
    { axis },
  );
};

const slice: Converter = (args, g) => {
  const x = self(args);
  const axis = args.axis("dim", x.shape.length);
  const start = args.has("start") ? args.size("start") : 0;
  const step = args.number("step");
  const end = args.has("end") ? args.size("end") : undefined;
  if (start === 0 && step === 1 && sameSize(x.shape[axis] as Size, lengthAt(args, axis))) return g.of(x);
  return g.slice(g.of(x), axis, start, end, step);
};

const narrow: Converter = (args, g) => {
  const x = self(args);
  const axis = args.axis("dim", x.shape.length);
  const [start, length] = [args.size("start"), args.size("length")];
  if (start === 0 && sameSize(length, x.shape[axis] as Size)) return g.of(x);
  if (start === 0) return g.slice(g.of(x), axis, 0, length);
  const end = typeof start === "number" && typeof length === "number" ? start + length : undefined;
  if (end === undefined) args.refuse("where it begins and ends depends on the input's size");
  return g.slice(g.of(x), axis, start, end);
};

const select: Converter = (args, g) => {
  const x = self(args);
  const index = g.scalar(args.number("index"), "int64");
  return g.add("Gather", [g.of(x), index], { axis: args.axis("dim", x.shape.length) });
};

const unbind: Converter = (args, g) => {
  const x = self(args);
  const axis = args.axis("dim", x.shape.length);
  return args.call.results.map((_, i) => g.add("Gather", [g.of(x), g.scalar(i, "int64")], { axis }));
};

/** Parts along an axis, one after the other: chunk and split. */
const parts: Converter = (args, g) => {
  const x = self(args);
  const axis = args.axis("dim", x.shape.length);
  let start = 0;
  return args.call.results.map(({ shape }) => {
    const length = fixedSize(shape[axis] as Size, "the length of a part");
    start += length;
    return g.slice(g.of(x), axis, start - length, start);
  });
};

const unsqueeze: Converter = (args, g) => {
  const axis = args.axis("dim", self(args).shape.length + 1);
  return g.add("Unsqueeze", [g.of(self(args)), g.numbers([axis], "int64")]);
};

/** What runs out at one end comes in at the other, by less than the length. */
const roll: Converter = (args, g) => {
  const { shape } = self(args);
  const dims = args.numbers("dims");
  return args.numbers("shifts").reduce<Name>(
    (x, shift, i) => {
      const axis = (dims[i] as number) < 0 ? (dims[i] as number) + shape.length : (dims[i] as number);
      // The last `shift`, then the others; of a shift to the left the first ones come last.
      if (shift === 0) return x;
      return g.add("Concat", [g.slice(x, axis, -shift, undefined), g.slice(x, axis, 0, -shift)], { axis });
    },
    g.of(self(args)),
  );
};

const flip: Converter = (args, g) => {
  const { shape } = self(args);
  const axes = args.numbers("dims").map((axis) => (axis < 0 ? axis + shape.length : axis));
  const all = (value: number) => g.numbers(new Array<number>(axes.length).fill(value), "int64");
  return g.add("Slice", [g.of(self(args)), all(-1), all(-(2 ** 53)), g.numbers(axes, "int64"), all(-1)]);
};

const MODES: Readonly<Record<string, string>> = { constant: "constant", reflect: "reflect", replicate: "edge" };

/** PyTorch names the last axis first, each with both its sides; ONNX all starts, then all ends. */
function pad(args: Arguments, g: OnnxBuilder, mode: string, value: number): Name {
  const x = self(args);
  const given = args.numbers("pad");
  const sides = x.shape.map((_, axis) => {
    const at = 2 * (x.shape.length - 1 - axis);
    return [given[at] ?? 0, given[at + 1] ?? 0] as const;
  });
  const known = MODES[mode] ?? args.refuse(`its mode is ${mode}`);
  const pads = g.numbers([...sides.map(([start]) => start), ...sides.map(([, end]) => end)], "int64");
  const inputs = [g.of(x), pads, ...(known === "constant" ? [g.scalar(value, x.dtype)] : [])];
  return g.add("Pad", inputs, { mode: known });
}

const indexSelect: Converter = (args, g) => {
  const x = self(args);
  return g.add("Gather", [g.of(x), g.of(args.tensor("index"))], { axis: args.axis("dim", x.shape.length) });
};

/** Where one axis alone is picked from. */
const index: Converter = (args, g) => {
  const picks = args.tensors("indices");
  const axis = picks.findIndex((pick) => pick !== undefined);
  const pick = picks[axis];
  const isOne = picks.filter((one) => one !== undefined).length === 1 && pick !== undefined && pick.dtype !== "bool";
  if (!isOne) args.refuse("it picks along several axes, or by a mask");
  return g.add("Gather", [g.of(self(args)), g.of(pick as GraphValue)], { axis });
};

/** In a network that predicts nothing is dropped. */
const dropout: Converter = (args, g) => {
  if (args.flag("train")) args.refuse("it drops values");
  return g.of(args.tensor("input"));
};

const fixedOr = (args: Arguments, name: string, otherwise: number): number => {
  const value = args.value(name);
  return value === undefined || value instanceof Product ? otherwise : args.number(name);
};

export const SHAPES: Readonly<Record<string, Converter>> = {
  "aten::reshape": reshape,
  "aten::view": reshape,
  "aten::flatten": reshape,
  "aten::unflatten": reshape,
  "aten::squeeze": reshape,
  "aten::unsqueeze": unsqueeze,
  "aten::permute": permute,
  "aten::transpose": transpose,
  "aten::t": t,
  "aten::expand": expand,
  "aten::cat": cat,
  "aten::stack": stack,
  "aten::slice": slice,
  "aten::narrow": narrow,
  "aten::select": select,
  "aten::unbind": unbind,
  "aten::chunk": parts,
  "aten::split": parts,
  "aten::roll": roll,
  "aten::flip": flip,
  "aten::pad": (args, g) => pad(args, g, args.text("mode"), fixedOr(args, "value", 0)),
  "aten::constant_pad_nd": (args, g) => pad(args, g, "constant", fixedOr(args, "value", 0)),
  "aten::index_select": indexSelect,
  "aten::index": index,
  "aten::dropout": dropout,
  "aten::feature_dropout": dropout,
};
