// A tensor as a file holds it: a view of a storage, whose bytes are read when they are wanted.
// Storages are shared by identity, so that tensors which were one memory stay so.

import { bytesPerElement, type DType } from "../dtype.js";
import type { ByteSource, FileRange } from "./byte-source.js";

/** The bytes of one or more tensors as a file holds them, little-endian. Shared by identity between its tensors. */
export interface Storage {
  readonly byteLength: number;
  /** Where the bytes lie uncompressed in a file; undefined if they do not. */
  readonly file: FileRange | undefined;
  /**
   * Reads the bytes into a fresh ArrayBuffer, which belongs to the caller; nothing is cached.
   * @throws TorchError `file` if the file is damaged there or has changed since it was opened.
   */
  read(): Uint8Array<ArrayBuffer>;
}

/** A storage that lies in a source as it is. */
export class PlainStorage implements Storage {
  constructor(
    private readonly source: ByteSource,
    private readonly byteOffset: number,
    readonly byteLength: number,
  ) {}

  get file(): FileRange | undefined {
    return this.source.range(this.byteOffset, this.byteLength);
  }

  read(): Uint8Array<ArrayBuffer> {
    return this.source.read(this.byteOffset, this.byteLength, "a tensor's data");
  }
}

/** No tensor of PyTorch has more dimensions. */
const mostDimensions = 64;

/** A tensor as a file holds it: a typed, strided view of a storage; not yet a tensor of the engine. */
export class StoredTensor {
  /** Number of elements. */
  readonly numel: number;

  /**
   * @param strides in elements; 0 repeats (an expanded tensor may have far more elements than its storage has)
   * @param offset of the first element, in elements from the storage's start
   * @param error makes the error thrown if the tensor would reach outside its storage
   */
  constructor(
    readonly dtype: DType,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
    readonly offset: number,
    readonly storage: Storage,
    error: (message: string) => Error,
  ) {
    const counts = [...shape, ...strides, offset];
    if (shape.length !== strides.length || shape.length > mostDimensions || !counts.every(isCount)) {
      throw error(`holds a tensor with shape [${shape}], strides [${strides}] and offset ${offset}, which is none`);
    }
    let numel = 1;
    let last = offset;
    for (const [dimension, size] of shape.entries()) {
      numel *= size;
      last += (size - 1) * (strides[dimension] as number);
      if (numel > Number.MAX_SAFE_INTEGER) throw error(`holds a tensor of shape [${shape}], which is too large`);
    }
    const capacity = Math.floor(storage.byteLength / bytesPerElement[dtype]);
    if (numel > 0 && !(last < capacity)) {
      throw error(
        `holds a tensor that reaches to element ${last} of a storage of ${capacity}: ` +
          `shape [${shape}], strides [${strides}], offset ${offset}`,
      );
    }
    this.numel = numel;
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Tensors by parameter name, in the file's order. The object has no prototype, so every name is a plain key. */
export type StateDict = Readonly<Record<string, StoredTensor>>;

/** Strides of a contiguous tensor, in elements, last dimension fastest. */
export function contiguousStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let dimension = shape.length - 1; dimension >= 0; dimension -= 1) {
    strides[dimension] = stride;
    stride *= Math.max(1, shape[dimension] as number);
  }
  return strides;
}

/**
 * Reads a tensor's elements in row-major order, little-endian: `numel` × element size bytes. A tensor with strides of 0
 * is written out in full, which may take far more memory than its file: look at `numel` first if the file is not yours.
 */
export function readContiguous(tensor: StoredTensor): Uint8Array<ArrayBuffer> {
  const { shape, strides, numel } = tensor;
  const size = bytesPerElement[tensor.dtype];
  const storage = tensor.storage.read();
  const start = tensor.offset * size;
  const packed = contiguousStrides(shape);
  if (shape.every((length, dimension) => length === 1 || strides[dimension] === packed[dimension]) || numel === 0) {
    return numel * size === storage.byteLength ? storage : storage.slice(start, start + numel * size);
  }
  const bytes = new Uint8Array(numel * size);
  const index = new Array<number>(shape.length).fill(0);
  let from = tensor.offset;
  for (let to = 0; to < bytes.byteLength; to += size) {
    for (let byte = 0; byte < size; byte += 1) bytes[to + byte] = storage[from * size + byte] as number;
    for (let dimension = shape.length - 1; dimension >= 0; dimension -= 1) {
      const stride = strides[dimension] as number;
      from += stride;
      index[dimension] = (index[dimension] as number) + 1;
      if ((index[dimension] as number) < (shape[dimension] as number)) break;
      from -= stride * (shape[dimension] as number);
      index[dimension] = 0;
    }
  }
  return bytes;
}
