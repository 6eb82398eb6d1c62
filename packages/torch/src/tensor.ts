// A tensor: a handle in the addon's table, with what JavaScript asks of it. All operators are its methods
// (generated/methods.ts). Shapes, strides and dtypes are libtorch's own.

import { inspect } from "node:util";
import { type Device, type DType, isDType, type Layout, type MemoryFormat } from "./dtype.js";
import { TorchError } from "./errors.js";
import { type Handle, native } from "./native.js";
import { Complex, type Scalar } from "./scalar.js";

/** What {@link Tensor.index} takes for each dimension. */
export type Index = number | Slice | "..." | null | Tensor | boolean;

/** Python's `start:stop:step`; made by {@link slice}. */
export class Slice {
  constructor(
    readonly start: number | undefined,
    readonly stop: number | undefined,
    readonly step: number,
  ) {}
}

/** Python's `start:stop:step`, for {@link Tensor.index}: `slice()` is `:`, `slice(2)` is `2:`, `slice(0, -1)` is `0:-1`. */
export function slice(start?: number, stop?: number, step = 1): Slice {
  return new Slice(start, stop, step);
}

export interface ToOptions {
  readonly dtype?: DType;
  readonly device?: Device;
  readonly memoryFormat?: MemoryFormat;
  /** Whether a copy between pinned memory and a GPU may go on while the program does. */
  readonly nonBlocking?: boolean;
  /** Whether to copy even if nothing changes. */
  readonly copy?: boolean;
}

/** The typed arrays that tensors come from and go to. */
export type TensorArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** Numbers nested as deeply as a tensor has dimensions. */
export type NestedArray = number | bigint | boolean | Complex | readonly NestedArray[];

let watch: (tensor: Tensor) => void = () => {};
/** @internal Set by scope.ts, which knows whether a scope is open. */
export function setWatch(callback: (tensor: Tensor) => void): void {
  watch = callback;
}

/** The tensor of a handle that the addon has just made. */
export function wrap(handle: Handle): Tensor {
  const tensor = new Tensor(handle);
  watch(tensor);
  return tensor;
}

/**
 * A tensor of libtorch. Every operator of PyTorch is a method and a function, named as there in camelCase; keyword arguments
 * are a trailing object. Who makes tensors in a loop puts the loop's body into a {@link scope}: garbage collection comes
 * too late.
 */
export class Tensor {
  /** @internal */
  readonly handle: Handle;

  /** @internal */
  constructor(handle: Handle) {
    this.handle = handle;
  }

  get shape(): number[] {
    return native.shape(this.handle);
  }

  /** Steps in elements from one index to the next along each dimension. */
  get strides(): number[] {
    return native.strides(this.handle);
  }

  get storageOffset(): number {
    return native.storageOffset(this.handle);
  }

  get dtype(): DType {
    return native.dtype(this.handle) as DType;
  }

  get device(): Device {
    return native.device(this.handle) as Device;
  }

  get layout(): Layout {
    return native.layout(this.handle) as Layout;
  }

  /** The number of dimensions. */
  get dim(): number {
    return native.dimensions(this.handle);
  }

  /** The number of elements. */
  get numel(): number {
    return native.elementCount(this.handle);
  }

  /** The size along one dimension; negative ones count from the end. */
  size(dim: number): number {
    const { shape } = this;
    const size = shape.at(dim);
    if (size === undefined)
      throw new TorchError("index", `dimension ${dim} of a tensor with ${shape.length} dimensions`);
    return size;
  }

  isContiguous(memoryFormat: MemoryFormat = "contiguous"): boolean {
    return native.isContiguous(this.handle, memoryFormat);
  }

  /** Whether two tensors lie in the same memory. */
  sharesStorageWith(other: Tensor): boolean {
    return native.storageAddress(this.handle) === native.storageAddress(other.handle);
  }

  // ---- lifetime ----------------------------------------------------------------------------------------------------
  get isDisposed(): boolean {
    return !native.isAlive(this.handle);
  }

  /** False for the placeholder that some operators return where they have nothing to return. */
  get isDefined(): boolean {
    return this.handle !== 0 && native.isDefined(this.handle);
  }

  /** Frees the tensor now; its memory goes when autograd and other tensors do not need it either. */
  dispose(): void {
    native.dispose(this.handle);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  // ---- autograd ----------------------------------------------------------------------------------------------------
  get requiresGrad(): boolean {
    return native.requiresGrad(this.handle);
  }

  set requiresGrad(required: boolean) {
    native.setRequiresGrad(this.handle, required);
  }

  /** Sets whether gradients are wanted, and returns the tensor. */
  requiresGrad_(required = true): this {
    native.setRequiresGrad(this.handle, required);
    return this;
  }

  get isLeaf(): boolean {
    return native.isLeaf(this.handle);
  }

  /** The name of the node that made it in the graph: `"AddBackward0"`. */
  get gradFunction(): string | undefined {
    return native.gradFunction(this.handle);
  }

  /** What `backward` accumulated here. Each reading gives a tensor of its own, which the scope around it frees. */
  get grad(): Tensor | undefined {
    const handle = native.getGrad(this.handle);
    return handle === 0 ? undefined : wrap(handle);
  }

  set grad(gradient: Tensor | undefined) {
    native.setGrad(this.handle, gradient?.handle ?? 0);
  }

  /** Adds to `grad` of every leaf that this tensor depends on. `gradient` may be left out for a single element. */
  backward(
    options: { gradient?: Tensor; retainGraph?: boolean; createGraph?: boolean; inputs?: readonly Tensor[] } = {},
  ): void {
    const { gradient, createGraph = false, retainGraph = createGraph, inputs } = options;
    const gradients = gradient === undefined ? undefined : [gradient.handle];
    native.backward(
      [this.handle],
      gradients,
      retainGraph,
      createGraph,
      inputs?.map((t) => t.handle),
    );
  }

  // ---- conversion --------------------------------------------------------------------------------------------------
  /**
   * The tensor with another dtype, device or memory format; itself where nothing changes.
   * `x.to("cuda")`, `x.to("bfloat16")`, `x.to({ device: "cuda", memoryFormat: "channels_last_3d" })`, `x.to(other)`.
   */
  to(target: DType | Device | ToOptions | Tensor): Tensor {
    const options: ToOptions =
      target instanceof Tensor
        ? { dtype: target.dtype, device: target.device }
        : typeof target !== "string"
          ? target
          : isDType(target)
            ? { dtype: target }
            : { device: target };
    const { dtype, device, memoryFormat, nonBlocking, copy } = options;
    return parts.convert(this, dtype, device, nonBlocking, copy, memoryFormat);
  }

  /**
   * The elements in order as a typed array, copied. bfloat16 and float16 come as float32, bool as 0 and 1, complex ones as
   * real and imaginary part in turn.
   */
  toTypedArray(): TensorArray {
    return parts.toTypedArray(this);
  }

  /** The elements as nested arrays of numbers (bigints for int64, booleans for bool, {@link Complex}), as `tolist()`. */
  toArray(): NestedArray {
    const { shape, dtype } = this;
    const values = Array.from<number | bigint>(parts.toTypedArray(this));
    const element = (i: number) => {
      if (dtype === "bool") return values[i] !== 0;
      return dtype.startsWith("complex") ? new Complex(Number(values[2 * i]), Number(values[2 * i + 1])) : values[i];
    };
    const nest = (from: number, dim: number, step: number): NestedArray => {
      const size = shape[dim];
      if (size === undefined) return element(from) as NestedArray;
      const inner = step / size;
      return Array.from({ length: size }, (_, i) => nest(from + i * inner, dim + 1, inner));
    };
    return nest(0, 0, this.numel);
  }

  /** The value of a tensor with one element, as a number; int64 beyond 2^53 throws. */
  itemNumber(): number {
    const value = this.item();
    if (typeof value === "number") return value;
    if (typeof value === "boolean") return Number(value);
    throw new TorchError("value", "the element is not a number that JavaScript holds exactly: use item()");
  }

  // ---- indexing ----------------------------------------------------------------------------------------------------
  /**
   * Python's `x[…]`: numbers (negative ones from the end), {@link slice}, `"..."`, `null` for a new dimension, and tensors of
   * indices or a mask. `x.index(0, "...", slice(1, -1))`. A view, but where index tensors or masks are among them.
   */
  index(...indices: readonly Index[]): Tensor {
    return parts.indexing.get(this, indices);
  }

  /** Python's `x[…] = value`, in place. */
  indexPut_(indices: readonly Index[], value: Tensor | Scalar): this {
    parts.indexing.put(this, indices, value);
    return this;
  }

  // ---- printing ----------------------------------------------------------------------------------------------------
  toString(): string {
    return parts.print(this);
  }

  [inspect.custom](): string {
    return parts.print(this);
  }
}

// These use operators, which use this class: the modules that define them fill them in.
interface Parts {
  convert(
    tensor: Tensor,
    dtype: DType | undefined,
    device: Device | undefined,
    nonBlocking: boolean | undefined,
    copy: boolean | undefined,
    memoryFormat: MemoryFormat | undefined,
  ): Tensor;
  toTypedArray(tensor: Tensor): TensorArray;
  print(tensor: Tensor): string;
  indexing: {
    get(tensor: Tensor, indices: readonly Index[]): Tensor;
    put(tensor: Tensor, indices: readonly Index[], value: Tensor | Scalar): void;
  };
}
const parts = {} as Parts;

/** @internal */
export function complete(some: Partial<Parts>): void {
  Object.assign(parts, some);
}
