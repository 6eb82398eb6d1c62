// An ONNX graph as it is put together: nodes in their order, weights, and the arithmetic with sizes that depend on the input's.
// write.ts goes through the calls of a graph with it, and message.ts makes the bytes.
import type { Pieces } from "@mandn/base";
import type { DType } from "../../dtype.js";
import { TorchError } from "../../errors.js";
import type { Tensor } from "../../tensor.js";
import { fixedSize, type GraphArgument, type GraphCall, GraphValue, Product, type Size, sameSize } from "../graph.js";
import { type Attribute, FloatAttribute, initializer, node } from "./message.js";

/** A tensor's name in the file. */
export type Name = string;

/** A float as an attribute. */
export const float = (value: number): FloatAttribute => new FloatAttribute(value);

export class OnnxBuilder {
  readonly #nodes: Pieces[] = [];
  readonly #initializers = new Map<Name, Pieces>();
  readonly #names = new Map<number, Name>();
  readonly #shared = new Map<string, Name>();
  readonly #taken = new Set<Name>();
  #count = 0;

  /**
   * @param input its name, and its axes' lengths where these vary
   * @param constantOf a value that is the same for every input
   */
  constructor(
    readonly input: Name,
    private readonly constantOf: (value: GraphValue) => Tensor | undefined,
  ) {
    this.#taken.add(input);
  }

  /** What the file's graph is made of. */
  get parts(): readonly Pieces[] {
    return [...this.#nodes, ...this.#initializers.values()];
  }

  /** Adds a node. @returns the name of its result */
  add(type: string, inputs: readonly Name[], attributes: Readonly<Record<string, Attribute>> = {}): Name {
    const name = this.#fresh(type);
    this.#nodes.push(node(type, name, inputs, [name], attributes));
    return name;
  }

  /** The whole's output, under a name of its own. */
  end(value: GraphValue, name: Name): void {
    this.#nodes.push(node("Identity", `${name}_identity`, [this.of(value)], [name], {}));
  }

  /** Gives the result of a call its name. */
  set({ id }: GraphValue, name: Name): void {
    this.#names.set(id, name);
  }

  /** The name of a tensor; a constant one is put into the file. */
  of(value: GraphValue): Name {
    const known = this.#names.get(value.id);
    if (known !== undefined) return known;
    const tensor = this.constantOf(value);
    if (tensor === undefined) throw new TorchError("runtime", `value ${value.id} of the graph has no name`);
    const name = this.#constant(tensor, value.outside?.name);
    this.set(value, name);
    return name;
  }

  /** The numbers of a constant tensor, as elements of `dtype`; one for all that are the same. */
  numbers(values: readonly number[], dtype: DType = "float32", shape: readonly number[] = [values.length]): Name {
    const key = `${dtype} [${shape}] ${values}`;
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const name = this.#fresh("constant");
    this.#initializers.set(name, initializer(name, dtype, shape, bytesOf(values, dtype)));
    this.#shared.set(key, name);
    return name;
  }

  /** A number as a tensor without axes. */
  scalar(value: number, dtype: DType): Name {
    return this.numbers([value], dtype, []);
  }

  /** Sizes as a tensor int64 [n]. */
  sizes(sizes: readonly Size[]): Name {
    if (sizes.every((size) => typeof size === "number")) return this.numbers(sizes as readonly number[], "int64");
    const parts = sizes.map((size) => (typeof size === "number" ? this.numbers([size], "int64") : this.#product(size)));
    return parts.length === 1 ? (parts[0] as Name) : this.add("Concat", parts, { axis: 0 });
  }

  /**
   * Another shape for the same elements.
   *
   * @param from the shape of `x`
   */
  reshape(x: Name, from: readonly Size[], to: readonly Size[]): Name {
    if (from.length === to.length && to.every((size, i) => sameSize(size, from[i] as Size))) return x;
    // 0 is the input's own length, and one length may be left to the others.
    const own = to.map((size, i) => (i < from.length && sameSize(size, from[i] as Size) && size !== 0 ? 0 : size));
    const open = own.filter((size) => size instanceof Product).length;
    return this.add("Reshape", [
      x,
      this.sizes(open === 1 ? own.map((one) => (one instanceof Product ? -1 : one)) : own),
    ]);
  }

  /** Slice along one axis. @param end undefined: to its end */
  slice(x: Name, axis: number, start: Size, end: Size | undefined, step = 1): Name {
    const to = end === undefined ? this.numbers([END], "int64") : this.sizes([end]);
    const [at, by] = [this.numbers([axis], "int64"), this.numbers([step], "int64")];
    return this.add("Slice", [x, this.sizes([start]), to, at, by]);
  }

  transpose(x: Name, order: readonly number[]): Name {
    return order.every((axis, i) => axis === i) ? x : this.add("Transpose", [x], { perm: order });
  }

  /** A length of the input to the power of others: int64 [1]. */
  #product(size: Product): Name {
    const key = `size ${size.numerator}/${size.denominator} ${JSON.stringify(size.powers)} + ${size.offset}`;
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const above: Name[] = size.numerator === 1 ? [] : [this.numbers([size.numerator], "int64")];
    const below: Name[] = size.denominator === 1 ? [] : [this.numbers([size.denominator], "int64")];
    for (const [axis, power] of Object.entries(size.powers)) {
      const length = this.#length(Number(axis));
      for (let i = 0; i < Math.abs(power); i++) (power > 0 ? above : below).push(length);
    }
    const times = (names: readonly Name[]) => names.reduce((product, one) => this.add("Mul", [product, one]));
    const top = above.length === 0 ? this.numbers([1], "int64") : times(above);
    const scaled = below.length === 0 ? top : this.add("Div", [top, times(below)]);
    const name = size.offset === 0 ? scaled : this.add("Add", [scaled, this.numbers([size.offset], "int64")]);
    this.#shared.set(key, name);
    return name;
  }

  /** The input's length along an axis: int64 [1]. */
  #length(axis: number): Name {
    const key = `length ${axis}`;
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const shape = this.#shared.get("shape") ?? this.add("Shape", [this.input]);
    this.#shared.set("shape", shape);
    const name = this.add("Gather", [shape, this.numbers([axis], "int64")], { axis: 0 });
    this.#shared.set(key, name);
    return name;
  }

  #constant(tensor: Tensor, wanted: string | undefined): Name {
    const name = wanted !== undefined && !this.#taken.has(wanted) ? wanted : this.#fresh("constant");
    this.#taken.add(name);
    const { shape, dtype } = tensor;
    const read = () => {
      const { buffer, byteOffset, byteLength } = tensor.toTypedArray();
      return new Uint8Array(buffer, byteOffset, byteLength);
    };
    const width = BYTES[dtype];
    if (width === undefined) throw new TorchError("not-implemented", `a constant of ${dtype} cannot be written`);
    const byteLength = shape.reduce((product, length) => product * length, width);
    this.#initializers.set(name, initializer(name, dtype, shape, { byteLength, read }));
    return name;
  }

  #fresh(type: string): Name {
    let name: Name;
    do name = `${type}_${this.#count++}`;
    while (this.#taken.has(name));
    this.#taken.add(name);
    return name;
  }
}

/** "To the end" in a Slice. */
const END = 2 ** 53;

const BYTES: Readonly<Partial<Record<DType, number>>> = {
  float64: 8,
  float32: 4,
  int64: 8,
  int32: 4,
  int16: 2,
  uint16: 2,
  int8: 1,
  uint8: 1,
  bool: 1,
};

function bytesOf(values: readonly number[], dtype: DType): Uint8Array {
  switch (dtype) {
    case "float32":
      return bytes(Float32Array.from(values));
    case "float64":
      return bytes(Float64Array.from(values));
    case "int64":
      return bytes(BigInt64Array.from(values, BigInt));
    case "int32":
      return bytes(Int32Array.from(values));
    case "bool":
    case "uint8":
      return Uint8Array.from(values);
    default:
      throw new TorchError("not-implemented", `a constant of ${dtype} cannot be written`);
  }
}

function bytes({
  buffer,
  byteOffset,
  byteLength,
}: Float32Array | Float64Array | BigInt64Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A call's arguments, each as what it must be. */
export class Arguments {
  constructor(readonly call: GraphCall) {}

  get result(): GraphValue {
    return this.call.results[0] as GraphValue;
  }

  has(name: string): boolean {
    return this.call.args[name] !== undefined;
  }

  tensor(name: string): GraphValue {
    const value = this.call.args[name];
    return value instanceof GraphValue ? value : this.#refuse(name, "a tensor");
  }

  tensors(name: string): readonly (GraphValue | undefined)[] {
    const value = this.call.args[name];
    return Array.isArray(value) ? (value as readonly (GraphValue | undefined)[]) : this.#refuse(name, "tensors");
  }

  sizes(name: string): readonly Size[] {
    const value = this.call.args[name];
    return Array.isArray(value) ? (value as readonly Size[]) : this.#refuse(name, "numbers");
  }

  size(name: string): Size {
    const value = this.call.args[name];
    return typeof value === "number" || value instanceof Product ? value : this.#refuse(name, "a number");
  }

  numbers(name: string): number[] {
    return this.sizes(name).map((size) => fixedSize(size, `${this.call.operator}: ${name}`));
  }

  number(name: string): number {
    return fixedSize(this.size(name), `${this.call.operator}: ${name}`);
  }

  flag(name: string): boolean {
    return Boolean(this.call.args[name]);
  }

  text(name: string): string {
    const value = this.call.args[name];
    return typeof value === "string" ? value : this.#refuse(name, "a word");
  }

  value(name: string): GraphArgument {
    return this.call.args[name];
  }

  /** An axis of a tensor, counted from its first. */
  axis(name: string, dims: number): number {
    const axis = this.number(name);
    return axis < 0 ? axis + dims : axis;
  }

  /** @throws {TorchError} `not-implemented` */
  refuse(why: string): never {
    throw new TorchError("not-implemented", `${this.call.operator} cannot be written as ONNX: ${why}`);
  }

  #refuse(name: string, wanted: string): never {
    return this.refuse(`its ${name} is not ${wanted}`);
  }
}

/** How an operator is written. @returns the names of its results */
export type Converter = (args: Arguments, g: OnnxBuilder) => Name | readonly Name[];
