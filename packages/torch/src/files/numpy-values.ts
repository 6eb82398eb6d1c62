// NumPy's arrays and numbers inside a pickle: how their types and bytes are told, with every size checked.
// As numpy/_core/multiarray.py and numpy's __reduce__ write them.

import { bytesPerElement, type DType } from "../dtype.js";
import { MemorySource } from "./byte-source.js";
import { type CallContext, Dict, NumpyArray, NumpyDType, type PickleValue, Tuple } from "./pickle-values.js";
import { contiguousStrides, PlainStorage, StoredTensor } from "./stored-tensor.js";

const dtypes: ReadonlyMap<string, DType> = new Map([
  ["b1", "bool"],
  ["i1", "int8"],
  ["i2", "int16"],
  ["i4", "int32"],
  ["i8", "int64"],
  ["u1", "uint8"],
  ["u2", "uint16"],
  ["u4", "uint32"],
  ["u8", "uint64"],
  ["f2", "float16"],
  ["f4", "float32"],
  ["f8", "float64"],
  ["c8", "complex64"],
  ["c16", "complex128"],
]);

/** `numpy.dtype("f8", …)`. */
export function numpyDType([code]: readonly PickleValue[], context: CallContext): NumpyDType {
  const dtype = typeof code === "string" ? dtypes.get(code.replace(/^[<|=]/, "")) : undefined;
  return new NumpyDType(dtype ?? context.fail(`holds NumPy data of dtype ${describe(code)}, which is not read`));
}

/** The state of a `numpy.dtype`: `(3, "<", …)`. Only its byte order matters. */
export function checkByteOrder(state: PickleValue, context: CallContext): void {
  const order = state instanceof Tuple ? state.items[1] : undefined;
  if (order === ">") context.fail("holds big-endian NumPy data, which is not read");
  if (order !== "<" && order !== "|" && order !== "=") context.fail("holds a NumPy dtype without a byte order");
}

/** The state of a `numpy.ndarray`: `(version, shape, dtype, isFortran, bytes)`. */
export function fillArray(array: NumpyArray, state: PickleValue, context: CallContext): void {
  const [, shape, dtype, isFortran, data] = state instanceof Tuple ? state.items : [];
  array.content = numpyTensor(shape, dtype, isFortran === true, data, context);
}

/** `numpy._core.numeric._frombuffer(bytes, dtype, shape, order)`. */
export function numpyFromBuffer([data, dtype, shape, order]: readonly PickleValue[], context: CallContext): NumpyArray {
  const array = new NumpyArray();
  array.content = numpyTensor(shape, dtype, order === "F", data, context);
  return array;
}

function numpyTensor(
  shape: PickleValue | undefined,
  dtype: PickleValue | undefined,
  isFortran: boolean,
  data: PickleValue | undefined,
  context: CallContext,
): StoredTensor {
  if (!(shape instanceof Tuple && dtype instanceof NumpyDType)) return context.fail("holds a damaged NumPy array");
  const bytes = asBytes(data, context);
  const sizes = asCounts(shape, context);
  const strides = isFortran ? contiguousStrides(sizes.toReversed()).reverse() : contiguousStrides(sizes);
  const storage = new PlainStorage(new MemorySource(bytes), 0, bytes.byteLength);
  const tensor = new StoredTensor(dtype.dtype, sizes, strides, 0, storage, context.error);
  if (tensor.numel * bytesPerElement[dtype.dtype] !== bytes.byteLength) {
    return context.fail(`holds a NumPy array of shape [${sizes}] with ${bytes.byteLength} bytes`);
  }
  return tensor;
}

/** `numpy._core.multiarray.scalar(dtype, bytes)`: a number, boolean or `{real, imag}`. */
export function numpyScalar([dtype, data]: readonly PickleValue[], context: CallContext): PickleValue {
  const bytes = asBytes(data, context);
  if (!(dtype instanceof NumpyDType && bytes.byteLength === bytesPerElement[dtype.dtype])) {
    return context.fail("holds a damaged NumPy scalar");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (dtype.dtype) {
    case "bool":
      return view.getUint8(0) !== 0;
    case "int8":
      return view.getInt8(0);
    case "int16":
      return view.getInt16(0, true);
    case "int32":
      return view.getInt32(0, true);
    case "int64":
      return asInteger(view.getBigInt64(0, true));
    case "uint8":
      return view.getUint8(0);
    case "uint16":
      return view.getUint16(0, true);
    case "uint32":
      return view.getUint32(0, true);
    case "uint64":
      return asInteger(view.getBigUint64(0, true));
    case "float16":
      return halfToNumber(view.getUint16(0, true));
    case "float32":
      return view.getFloat32(0, true);
    case "float64":
      return view.getFloat64(0, true);
    case "complex64":
      return complexNumber(view.getFloat32(0, true), view.getFloat32(4, true));
    case "complex128":
      return complexNumber(view.getFloat64(0, true), view.getFloat64(8, true));
    default:
      return context.fail(`holds a NumPy scalar of ${dtype.dtype}`);
  }
}

export function complexNumber(real: number, imag: number): Dict {
  const dict = new Dict();
  dict.pairs.push("real", real, "imag", imag);
  return dict;
}

/** A number where it is exact, else a bigint. */
export function asInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Bytes, also those that Python 2 wrote as a string. */
export function asBytes(value: PickleValue | undefined, context: CallContext): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== "string")
    return context.fail("holds a NumPy array or scalar of Python objects, which is not read");
  context.charge(value.length);
  return latin1Bytes(value, context);
}

export function latin1Bytes(text: string, context: CallContext): Uint8Array {
  if (/[^\0-\u00ff]/.test(text)) context.fail("holds bytes written as text that is not Latin-1");
  return new Uint8Array(Buffer.from(text, "latin1"));
}

/** A tuple of sizes, strides or the like as numbers. */
export function asCounts(value: PickleValue | undefined, context: CallContext): number[] {
  if (!(value instanceof Tuple) || value.items.length > 64)
    return context.fail("holds a tensor without a proper shape");
  return value.items.map((item) =>
    typeof item === "number" ? item : context.fail("holds a tensor without a proper shape"),
  );
}

function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

function describe(value: PickleValue | undefined): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : "that is no string";
}
