// The types of elements, devices and memory formats, by PyTorch's names:
// https://docs.pytorch.org/docs/stable/tensor_attributes.html The addon takes and gives these names; files and typed
// arrays ask how many bytes an element has.

/** Element types, by PyTorch's names. */
export type DType =
  | "float32"
  | "float64"
  | "float16"
  | "bfloat16"
  | "int8"
  | "uint8"
  | "int16"
  | "uint16"
  | "int32"
  | "uint32"
  | "int64"
  | "uint64"
  | "bool"
  | "complex64"
  | "complex128"
  | "float8_e4m3fn"
  | "float8_e5m2";

export const bytesPerElement: Readonly<Record<DType, number>> = {
  float32: 4,
  float64: 8,
  float16: 2,
  bfloat16: 2,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  bool: 1,
  complex64: 8,
  complex128: 16,
  float8_e4m3fn: 1,
  float8_e5m2: 1,
};

export function isDType(name: string): name is DType {
  return Object.hasOwn(bytesPerElement, name);
}

/** `"cpu"`, `"cuda"` or `"cuda:1"`. */
export type Device = "cpu" | "cuda" | `cuda:${number}` | "meta";

/** How the elements lie in memory; `channels_last_3d` is D, H, W, C. */
export type MemoryFormat = "contiguous" | "preserve" | "channels_last" | "channels_last_3d";

export type Layout = "strided" | "sparse_coo" | "sparse_csr";
