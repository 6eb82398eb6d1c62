// Tensors from numbers of JavaScript, and back: nested arrays and typed arrays, copied, or shared with the memory that
// they lie in. What gives a tensor of zeros and the like is among the operators (generated/operators.ts).

import { markAsUntransferable } from "node:worker_threads";
import type { Device, DType } from "./dtype.js";
import { TorchError } from "./errors.js";
import { native } from "./native.js";
import { operator } from "./operator.js";
import { Complex } from "./scalar.js";
import { scope } from "./scope.js";
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

function dtypeOfArray(data: ArrayBufferView): DType {
  for (const [dtype, type] of Object.entries(arrayTypes)) if (data instanceof type) return dtype as DType;
  throw new TorchError("argument", `expected a typed array of a dtype's elements, got a ${data.constructor.name}`);
}

function shapeOf(data: NestedArray): number[] {
  if (!Array.isArray(data)) {
    if (typeof data === "number" || typeof data === "bigint" || typeof data === "boolean" || data instanceof Complex)
      return [];
    throw new TorchError(
      "argument",
      `expected numbers, bigints, booleans or Complex in nested arrays, got ${typeof data}`,
    );
  }
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

type Element = number | bigint | boolean | Complex;

// The widest kind among the elements.
function defaultDtype(values: readonly Element[]): DType {
  if (values.some((x) => x instanceof Complex)) return "complex64";
  if (values.length === 0 || values.some((x) => typeof x === "number")) return "float32";
  return values.some((x) => typeof x === "bigint") ? "int64" : "bool";
}

const integerRanges: Partial<Record<DType, readonly [lowest: number, highest: number]>> = {
  int8: [-(2 ** 7), 2 ** 7 - 1],
  uint8: [0, 2 ** 8 - 1],
  int16: [-(2 ** 15), 2 ** 15 - 1],
  uint16: [0, 2 ** 16 - 1],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
};

function outOfRange(x: Element, dtype: DType): TorchError {
  return new TorchError("value", `${x} does not fit into ${dtype}`);
}

// Fractions are cut off, as PyTorch does.
function toBigInt(x: Element, dtype: "int64" | "uint64"): bigint {
  if (typeof x === "number" && !Number.isFinite(x)) throw outOfRange(x, dtype);
  const value = BigInt(typeof x === "number" ? Math.trunc(x) : (x as bigint | boolean));
  if (value !== (dtype === "int64" ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value))) throw outOfRange(x, dtype);
  return value;
}

function fill(values: readonly Element[], dtype: DType): TensorArray {
  if (dtype.startsWith("complex")) {
    const parts = values.flatMap((x) => (x instanceof Complex ? [x.re, x.im] : [Number(x), 0]));
    return dtype === "complex64" ? Float32Array.from(parts) : Float64Array.from(parts);
  }
  const complex = values.find((x) => x instanceof Complex);
  if (complex !== undefined) throw outOfRange(complex, dtype);
  if (dtype === "int64") return BigInt64Array.from(values, (x) => toBigInt(x, dtype));
  if (dtype === "uint64") return BigUint64Array.from(values, (x) => toBigInt(x, dtype));
  if (dtype === "bool") return Uint8Array.from(values, (x) => (x ? 1 : 0));
  const range = integerRanges[dtype];
  const wrong = range && values.find((x) => !(Math.trunc(Number(x)) >= range[0] && Math.trunc(Number(x)) <= range[1]));
  if (wrong !== undefined) throw outOfRange(wrong, dtype);
  return dtype in arrayTypes ? arrayTypes[dtype as "float32"].from(values, Number) : Float64Array.from(values, Number);
}

// fill() gives the elements of these dtypes as they lie in memory; of the others as float64.
const isFilled = (dtype: DType) => dtype in arrayTypes || dtype.startsWith("complex");

export interface TensorOptions {
  /** For arrays of numbers float32, of bigints int64, of booleans bool, unless it says otherwise. */
  readonly dtype?: DType;
  readonly device?: Device;
  readonly requiresGrad?: boolean;
}

/**
 * A tensor from a number, nested arrays or a typed array, copied. Unless `dtype` says otherwise, numbers become float32,
 * whether they are integral or not; bigints alone int64; booleans alone bool; with a {@link Complex} among them, complex64. A
 * typed array keeps its type and is one-dimensional.
 *
 * @throws {TorchError} `shape` for irregular arrays, `value` where an element does not fit into the dtype, `argument` for
 * anything but numbers.
 */
export function tensor(data: NestedArray | TensorArray, options: TensorOptions = {}): Tensor {
  return scope(() => {
    let result: Tensor;
    if (ArrayBuffer.isView(data)) {
      const type = arrayTypes[dtypeOfArray(data) as "float32"];
      result = wrapMemory(new type(data as Float32Array), [data.length]);
    } else {
      const shape = shapeOf(data);
      const values = (Array.isArray(data) ? data.flat(Number.POSITIVE_INFINITY) : [data]) as Element[];
      const dtype = options.dtype ?? defaultDtype(values);
      result = wrapMemory(fill(values, dtype), shape, isFilled(dtype) ? dtype : "float64");
    }
    const { dtype, device } = options;
    if (dtype !== undefined || device !== undefined)
      result = result.to({ ...(dtype && { dtype }), ...(device && { device }) });
    return options.requiresGrad === true ? result.requiresGrad_() : result;
  });
}

function wrapMemory(data: TensorArray, shape: readonly number[], dtype: DType = dtypeOfArray(data)): Tensor {
  return wrap(native.fromBuffer(data, shape, undefined, 0, dtype));
}

/**
 * A tensor over a typed array's memory (of an ArrayBuffer or SharedArrayBuffer), without a copy: writing to one writes to the
 * other. An ArrayBuffer is marked as untransferable, for a transfer would take the memory from under the tensor.
 *
 * @param shape defaults to one dimension.
 * @param dtype for element types that JavaScript has no array of: `bfloat16` over a Uint16Array, `bool` over a Uint8Array.
 * @throws {TorchError} `shape` if the shape reaches beyond the array; `argument` for a resizable buffer.
 */
export function fromTypedArray(
  data: TensorArray,
  shape: readonly number[] = [data.length],
  dtype: DType = dtypeOfArray(data),
): Tensor {
  const { buffer } = data;
  if (buffer instanceof ArrayBuffer) {
    if ((buffer as { resizable?: boolean }).resizable === true)
      throw new TorchError("argument", "a resizable ArrayBuffer cannot lie under a tensor: copy it, with tensor()");
    markAsUntransferable(buffer);
  }
  return wrapMemory(data, shape, dtype);
}

function toTypedArray(x: Tensor): TensorArray {
  const { dtype } = x;
  if (dtype === "bfloat16" || dtype === "float16" || dtype.startsWith("float8"))
    return scope(() => toTypedArray(x.detach().to("float32")));
  if (dtype.startsWith("complex")) return scope(() => toTypedArray(viewAsReal.callTensor(x.detach().resolveConj())));
  const type = arrayTypes[dtype as keyof typeof arrayTypes];
  if (type === undefined) throw new TorchError("dtype", `${dtype} has no typed array: convert it with to()`);
  const array = new type(x.numel);
  native.copyBytes(x.handle, array);
  return array;
}

const viewAsReal = operator("aten::view_as_real");
const toDtypeLayout = operator("aten::to", "dtype_layout");

complete({
  convert: (x, dtype, device, nonBlocking, copy, memoryFormat) =>
    toDtypeLayout.callTensor(x, dtype, undefined, device, undefined, nonBlocking, copy, memoryFormat),
  toTypedArray,
});
