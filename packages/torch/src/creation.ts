import type { Device, DType } from "./dtype.js";
import { TorchError } from "./errors.js";
import { native } from "./native.js";
import { operator } from "./operator.js";
import { complete, type NestedArray, type Tensor, type TensorArray, wrap } from "./tensor.js";

const arrayTypes = {
  float32: Float32Array,
  float64: Float64Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
} as const;

function dtypeOfArray(data: TensorArray | Uint8ClampedArray): DType {
  for (const [dtype, type] of Object.entries(arrayTypes)) if (data.constructor === type) return dtype as DType;
  throw new TorchError("argument", `typed arrays of type ${data.constructor.name} are not supported`);
}

function shapeOf(data: NestedArray): number[] {
  if (!Array.isArray(data)) return [];
  const shape = [data.length, ...(data.length === 0 ? [] : shapeOf(data[0] as NestedArray))];
  for (const item of data) {
    const inner = shapeOf(item);
    if (inner.length !== shape.length - 1 || inner.some((size, i) => size !== shape[i + 1])) {
      throw new TorchError(
        "shape",
        `nested arrays must be regular: one has shape [${inner}], another [${shape.slice(1)}]`,
      );
    }
  }
  return shape;
}

function defaultDtype(value: number | bigint | boolean | undefined): DType {
  if (typeof value === "bigint") return "int64";
  return typeof value === "boolean" ? "bool" : "float32";
}

function fill(values: readonly (number | bigint | boolean)[], dtype: DType): TensorArray | undefined {
  if (dtype === "int64") return BigInt64Array.from(values, BigInt);
  if (dtype === "uint64") return BigUint64Array.from(values, BigInt);
  if (!(dtype in arrayTypes)) return undefined;
  if (dtype === "bool") return Uint8Array.from(values, (x) => (x ? 1 : 0));
  return arrayTypes[dtype as "float32"].from(values, Number);
}

export interface TensorOptions {
  /** For arrays of numbers float32, of bigints int64, of booleans bool, unless it says otherwise. */
  readonly dtype?: DType;
  readonly device?: Device;
  readonly requiresGrad?: boolean;
}

/**
 * A tensor from a number, nested arrays or a typed array, copied. Numbers become float32 unless `dtype` says otherwise,
 * whether they are integral or not; bigints int64; booleans bool; a typed array keeps its type and is one-dimensional.
 *
 * @throws {TorchError} `shape` for irregular arrays.
 */
export function tensor(data: NestedArray | TensorArray, options: TensorOptions = {}): Tensor {
  let result: Tensor;
  if (ArrayBuffer.isView(data)) {
    result = fromTypedArray(data.slice() as TensorArray, [data.length]);
  } else {
    const shape = shapeOf(data);
    const values = (Array.isArray(data) ? data.flat(Number.POSITIVE_INFINITY) : [data]) as (
      | number
      | bigint
      | boolean
    )[];
    const dtype = options.dtype ?? defaultDtype(values[0]);
    result = fromTypedArray(fill(values, dtype) ?? Float64Array.from(values, Number), shape);
    if (dtype === "bool") result = viewAs(result, "bool");
  }
  if (options.dtype !== undefined || options.device !== undefined) {
    result = result.to({
      ...(options.dtype && { dtype: options.dtype }),
      ...(options.device && { device: options.device }),
    });
  }
  return options.requiresGrad === true ? result.requiresGrad_() : result;
}

const viewDtype = operator("aten::view", "dtype");
function viewAs(x: Tensor, dtype: DType): Tensor {
  return viewDtype.callTensor(x, dtype);
}

/**
 * A tensor over a typed array's memory (of an ArrayBuffer or SharedArrayBuffer), without a copy: writing to one writes to the
 * other. The array must not be transferred to another thread while the tensor lives.
 *
 * @param shape defaults to one dimension.
 * @param dtype for element types that JavaScript has no array of: `bfloat16` over a Uint16Array, `bool` over a Uint8Array.
 * @throws {TorchError} `shape` if the shape reaches beyond the array.
 */
export function fromTypedArray(
  data: TensorArray,
  shape: readonly number[] = [data.length],
  dtype: DType = dtypeOfArray(data),
): Tensor {
  return wrap(native.fromBuffer(data, shape, undefined, 0, dtype));
}

function toTypedArray(x: Tensor): TensorArray {
  const { dtype } = x;
  if (dtype === "bfloat16" || dtype === "float16" || dtype.startsWith("float8")) return viaCopy(x.to("float32"));
  if (dtype.startsWith("complex")) return viaCopy(operator("aten::view_as_real").callTensor(x.resolveConj()));
  const array = new arrayTypes[dtype as keyof typeof arrayTypes](x.numel);
  native.copyBytes(x.handle, array);
  return array;
}

function viaCopy(x: Tensor): TensorArray {
  const array = toTypedArray(x);
  x.dispose();
  return array;
}

const toDtypeLayout = operator("aten::to", "dtype_layout");

complete({
  convert: (x, dtype, device, nonBlocking, copy, memoryFormat) =>
    toDtypeLayout.callTensor(x, dtype, undefined, device, undefined, nonBlocking, copy, memoryFormat),
  toTypedArray,
});
