// ONNX's message, as its writers need it. Names and field numbers are those of
// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
import { floatField, messageField, type Piece, type Pieces, textField, varintField } from "@mandn/base";
import type { DType } from "../../dtype.js";
import { TorchError } from "../../errors.js";

/** Of the operators used. 17 is the first with LayerNormalization, and known to every runtime of the last years. */
export const OPSET = 17;
/** Of the file; what belongs to the opset. */
const IR_VERSION = 8;

/** `TensorProto.DataType` */
const DATA_TYPES: Readonly<Partial<Record<DType, number>>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
  uint32: 12,
  uint64: 13,
  bfloat16: 16,
};

/** @throws {TorchError} `dtype` for a type that ONNX does not have */
export function dataType(dtype: DType): number {
  const type = DATA_TYPES[dtype];
  if (type === undefined) throw new TorchError("dtype", `ONNX has no ${dtype}`);
  return type;
}

/** An attribute of a node: integers unless marked as floats; text. */
export type Attribute = number | readonly number[] | string | FloatAttribute;

/** A float, which an integral number would not show. */
export class FloatAttribute {
  constructor(readonly value: number) {}
}

/** `AttributeProto` */
function attribute(name: string, value: Attribute): Pieces {
  const named = textField(1, name);
  if (value instanceof FloatAttribute) return messageField(5, named, floatField(2, value.value), varintField(20, 1));
  if (typeof value === "string") return messageField(5, named, textField(4, value), varintField(20, 3));
  if (typeof value === "number") return messageField(5, named, varintField(3, value), varintField(20, 2));
  return messageField(5, named, ...value.map((one) => varintField(8, one)), varintField(20, 7));
}

/** `NodeProto`, in a graph */
export function node(
  type: string,
  name: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>>,
): Pieces {
  return messageField(
    1,
    ...inputs.map((input) => textField(1, input)),
    ...outputs.map((output) => textField(2, output)),
    textField(3, name),
    textField(4, type),
    ...Object.entries(attributes).map(([key, value]) => attribute(key, value)),
  );
}

/** `TensorProto`, as an initializer of a graph; its bytes are little-endian, in row-major order. */
export function initializer(name: string, dtype: DType, shape: readonly number[], bytes: Piece): Pieces {
  const dims = shape.map((length) => varintField(1, length));
  return messageField(5, ...dims, varintField(2, dataType(dtype)), textField(8, name), messageField(9, [bytes]));
}

/** `ValueInfoProto`: a number is a fixed length, a word one that may vary. */
function valueInfo(field: number, name: string, dtype: DType, shape: readonly (number | string)[]): Pieces {
  const dims = shape.map((one) => messageField(1, typeof one === "number" ? varintField(1, one) : textField(2, one)));
  const tensor = messageField(1, varintField(1, dataType(dtype)), messageField(2, ...dims));
  return messageField(field, textField(1, name), messageField(2, tensor));
}

/** An input or output of the whole. */
export interface Port {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly (number | string)[];
}

/** `ModelProto` */
export function model(
  graph: { readonly name: string; readonly input: Port; readonly output: Port; readonly parts: readonly Pieces[] },
  { producer, metadata }: { readonly producer: string; readonly metadata: Readonly<Record<string, string>> },
): Pieces {
  const { name, input, output, parts } = graph;
  return [
    varintField(1, IR_VERSION),
    textField(2, producer),
    messageField(
      7,
      textField(2, name),
      ...parts,
      valueInfo(11, input.name, input.dtype, input.shape),
      valueInfo(12, output.name, output.dtype, output.shape),
    ),
    messageField(8, textField(1, ""), varintField(2, OPSET)),
    ...Object.entries(metadata).map(([key, value]) => messageField(14, textField(1, key), textField(2, value))),
  ].flat();
}
