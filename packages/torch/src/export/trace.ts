// What a function computes, as data: the operators that it calls, in their order, with their arguments. A network is traced with
// gradients off; what it decides in JavaScript stays as it was decided for this input's shape.
import { createHash } from "node:crypto";
import { noGrad } from "../autograd.js";
import { setThreads, threads } from "../devices.js";
import type { DType } from "../dtype.js";
import { TorchError } from "../errors.js";
import { clone, detach, zeros } from "../generated/operators.js";
import { type Handle, interceptCalls, type NativeBinding, native } from "../native.js";
import { Float } from "../scalar.js";
import { keep, scope } from "../scope.js";
import { Tensor, wrap } from "../tensor.js";
import { type OperatorSchema, parseSchema } from "./schema.js";

/** A tensor from outside the function. */
export interface Outside {
  readonly tensor: Tensor;
  /** Of a network's parameters and buffers: their names. */
  readonly name: string | undefined;
  /** Of other tensors: SHA-256 of their content. */
  readonly hash: string | undefined;
}

/** A tensor of the trace. Traces of the same calls give the same numbers. */
export class Value {
  /** @param outside absent: the input, or the result of a call */
  constructor(
    readonly id: number,
    readonly shape: readonly number[],
    readonly dtype: DType,
    readonly outside?: Outside,
  ) {}
}

/** An argument of a call; undefined: none. */
export type Argument = Value | number | boolean | string | undefined | readonly Argument[];

export interface Call {
  /** Without the overload: `"aten::conv3d"`. */
  readonly operator: string;
  /** Index by which the addon calls it. */
  readonly index: number;
  /** By name, in the order of the schema. */
  readonly args: Readonly<Record<string, Argument>>;
  readonly results: readonly Value[];
  /** Whether it changes its first argument, which its result stands for from then on. */
  readonly isInPlace: boolean;
}

export interface Trace {
  readonly input: Value;
  readonly calls: readonly Call[];
  readonly output: Value;
}

/**
 * Traces `body` for an input of zeros.
 *
 * @param names the tensors that are to be known by name: a network's parameters and buffers
 * @returns its tensors from outside live until {@link disposeTrace}
 * @throws {TorchError} `not-implemented` where it reads a tensor's value, or reads, after a change in place, what shares its memory
 */
export function trace(
  body: (input: Tensor) => Tensor,
  shape: readonly number[],
  names: Readonly<Record<string, Tensor>>,
): Trace {
  return scope(() =>
    noGrad(() => {
      const input = zeros(shape, { dtype: "float32" });
      const recorder = new Recorder(input, names);
      const restore = interceptCalls(recorder.call);
      const before = threads();
      let output: Tensor;
      try {
        // On one thread layers may choose other operators, by how their input happens to lie in memory.
        setThreads(Math.max(2, before));
        output = body(input);
      } finally {
        setThreads(before);
        restore();
      }
      return recorder.end(output);
    }),
  );
}

/** Frees the tensors from outside that a trace holds. */
export function disposeTrace({ calls }: Trace): void {
  for (const { args } of calls) eachValue(Object.values(args), ({ outside }) => outside?.tensor.dispose());
}

export function eachValue(args: readonly Argument[], visit: (value: Value) => void): void {
  for (const argument of args) {
    if (argument instanceof Value) visit(argument);
    else if (Array.isArray(argument)) eachValue(argument, visit);
  }
}

interface Known {
  readonly value: Value;
  /** Where its elements lie. */
  readonly storage: bigint;
  isStale: boolean;
}

class Recorder {
  readonly #schemas = new Map<number, OperatorSchema>();
  readonly #known = new Map<Handle, Known>();
  readonly #names: ReadonlyMap<Handle, string>;
  readonly #calls: Call[] = [];
  readonly #input: Value;
  #count = 0;

  constructor(input: Tensor, names: Readonly<Record<string, Tensor>>) {
    this.#names = new Map(Object.entries(names).map(([name, { handle }]) => [handle, name]));
    this.#input = this.#learn(input.handle);
  }

  readonly call = (next: NativeBinding["call"], index: number, given: readonly unknown[]): unknown => {
    const schema = this.#schemaOf(index);
    const args = Object.fromEntries(
      schema.arguments.map(({ name, type, default: standard }, i) => [
        name,
        this.#argument(given[i] ?? standard, type),
      ]),
    );
    const [first] = Object.values(args);
    if (schema.isInPlace && first instanceof Value && first.outside?.name !== undefined) {
      const fault = `${schema.name} changes ${first.outside.name} in place, which a trace cannot follow`;
      throw new TorchError("not-implemented", fault);
    }
    const returned = next(index, ...given);
    const isOfTensors = Object.values(args).some((argument) => holdsValue(argument));
    if (!schema.returnsTensors && !schema.isInPlace) {
      // Facts of a tensor, such as whether it is of floating point, are no part of what is computed; its values would be.
      if (/item|_local_scalar_dense|is_nonzero|equal|allclose/.test(schema.name) && isOfTensors) {
        throw new TorchError("not-implemented", `${schema.name} reads a tensor's value, which a trace cannot follow`);
      }
      return returned;
    }
    const { isInPlace } = schema;
    const handles = isInPlace ? [given[0] as Handle] : ([returned].flat() as Handle[]);
    if (isInPlace) this.#forget(handles[0] as Handle);
    this.#calls.push({
      operator: schema.name,
      index,
      args,
      isInPlace,
      results: handles.map((handle) => this.#learn(handle)),
    });
    return returned;
  };

  end(output: Tensor): Trace {
    return { input: this.#input, calls: this.#calls, output: this.#valueOf(output.handle) };
  }

  #schemaOf(index: number): OperatorSchema {
    const known = this.#schemas.get(index);
    if (known !== undefined) return known;
    const [name, overload = ""] = native.operationName(index).split(".") as [string, string?];
    const schema = parseSchema(native.schemaText(name, overload) as string);
    this.#schemas.set(index, schema);
    return schema;
  }

  #argument(given: unknown, type: string): Argument {
    if (given === undefined || given === null) return undefined;
    if (type.startsWith("Tensor")) {
      const isList = type.includes("[");
      if (isList) return (given as readonly unknown[]).map((one) => this.#argument(one, "Tensor"));
      return given === 0 ? undefined : this.#valueOf(given as Handle);
    }
    const [, count] = /\[(\d+)\]/.exec(type) ?? [];
    if (count !== undefined && !Array.isArray(given)) return Array<Argument>(Number(count)).fill(plain(given));
    return Array.isArray(given) ? given.map(plain) : plain(given);
  }

  #valueOf(handle: Handle): Value {
    const known = this.#known.get(handle);
    if (known?.isStale) {
      throw new TorchError(
        "not-implemented",
        "a tensor is used after another one that shares its memory was changed in place, which a trace cannot follow: clone() it before",
      );
    }
    return known?.value ?? this.#learn(handle, true);
  }

  /** A tensor that is new to the trace. */
  #learn(handle: Handle, isOutside = false): Value {
    const shape = native.shape(handle);
    const dtype = native.dtype(handle) as DType;
    const value = new Value(this.#count++, shape, dtype, isOutside ? this.#outside(handle) : undefined);
    this.#known.set(handle, { value, storage: native.storageAddress(handle), isStale: false });
    return value;
  }

  #outside(handle: Handle): Outside {
    const name = this.#names.get(handle);
    const own = new Tensor(handle);
    // By the addon as it is: this is no part of what is traced.
    const { tensor, hash } = untraced(() =>
      scope(() => {
        const copy = keep(name === undefined ? clone(own) : detach(own));
        return { tensor: copy, hash: name === undefined ? hashOf(copy) : undefined };
      }),
    );
    return { tensor, name, hash };
  }

  /** A tensor is about to stand for something else; what shares its memory cannot be used any more. */
  #forget(changed: Handle): void {
    const own = this.#known.get(changed);
    for (const [handle, known] of this.#known) {
      if (handle !== changed && known.storage === own?.storage) known.isStale = true;
    }
  }
}

function untraced<T>(body: () => T): T {
  const restore = interceptCalls((_next, operation, args) => native.call(operation, ...args));
  try {
    return body();
  } finally {
    restore();
  }
}

function hashOf(tensor: Tensor): string {
  const { buffer, byteOffset, byteLength } = tensor.contiguous().toTypedArray();
  return createHash("sha256")
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest("hex");
}

function holdsValue(argument: Argument): boolean {
  let holds = false;
  eachValue([argument], () => {
    holds = true;
  });
  return holds;
}

function plain(value: unknown): Argument {
  if (value instanceof Float) return value.float;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") return value;
  throw new TorchError("not-implemented", `an argument ${String(value)} cannot be traced`);
}

/**
 * Computes calls again.
 *
 * @param values what is known already, by the value's number; results are added to it, and belong to the scope around
 */
export function replay(calls: readonly Call[], values: Map<number, Tensor>): void {
  const lower = (argument: Argument): unknown => {
    if (!(argument instanceof Value)) return Array.isArray(argument) ? argument.map(lower) : argument;
    return (values.get(argument.id) ?? (argument.outside as Outside).tensor).handle;
  };
  for (const { index, args, results, isInPlace } of calls) {
    const lowered = Object.values(args).map(lower);
    if (isInPlace) {
      const changed = clone(new Tensor(lowered[0] as Handle));
      native.call(index, changed.handle, ...lowered.slice(1));
      values.set((results[0] as Value).id, changed);
      continue;
    }
    const tensors = ([native.call(index, ...lowered)].flat() as Handle[]).map(wrap);
    for (const [i, { id }] of results.entries()) values.set(id, tensors[i] as Tensor);
  }
}
