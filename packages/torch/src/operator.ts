// How a call of an operator becomes a call of the addon: which overload takes the arguments, handles for tensors,
// tensors for handles. The generated methods and operators (generated/) are made of these few functions.

import { TorchError } from "./errors.js";
import { type Handle, native } from "./native.js";
import { Generator } from "./random.js";
import { Complex, Float } from "./scalar.js";
import { Tensor, wrap } from "./tensor.js";

/** An overload of an operator, looked up in libtorch at its first call. */
export class OperatorRef {
  id = -1;
  constructor(
    readonly name: string,
    readonly overload: string,
  ) {}
}

/** The index that the addon calls the operator by. Throws a `missing-operator` error where libtorch does not have it. */
export function id(operator: OperatorRef): number {
  if (operator.id < 0) operator.id = native.resolve(operator.name, operator.overload);
  return operator.id;
}

// ---- from arguments to what the addon takes ------------------------------------------------------------------------
/** The handle of a tensor argument. */
export function h(x: unknown): Handle {
  if (x instanceof Tensor) return x.handle;
  throw new TorchError("argument", `expected a Tensor, got ${describe(x)}`);
}

/** The handle of a tensor that may be left out. */
export function ho(x: unknown): Handle | undefined {
  return x === undefined || x === null ? undefined : h(x);
}

export function hs(list: unknown): (Handle | undefined)[] {
  if (!isList(list)) throw new TorchError("argument", `expected an array of Tensors, got ${describe(list)}`);
  return list.map(ho);
}

// ---- from what the addon returns to results ------------------------------------------------------------------------
export function wrapAll(handles: unknown): Tensor[] {
  return (handles as Handle[]).map(wrap);
}

// ---- telling overloads apart ---------------------------------------------------------------------------------------
/** Whether the argument is a trailing object of keyword arguments. */
export function isOptions(x: unknown): x is Record<string, unknown> {
  return (x as object | undefined)?.constructor === Object;
}

/** Whether the keyword arguments are all among those of one overload. */
export function fits(options: unknown, keys: ReadonlySet<string>): boolean {
  if (options === undefined) return true;
  return isOptions(options) && Object.keys(options).every((key) => keys.has(key));
}

// Longer ones the addon refuses; to look at each item of `new Array(2 ** 32 - 1)` would take minutes.
function isList(x: unknown): x is unknown[] {
  return Array.isArray(x) && x.length <= 2 ** 24;
}

export function isScalar(x: unknown): boolean {
  const type = typeof x;
  return type === "number" || type === "bigint" || type === "boolean" || x instanceof Float || x instanceof Complex;
}

export function isScalarList(x: unknown): boolean {
  return isList(x) && x.every(isScalar);
}

export function isInteger(x: unknown): boolean {
  return typeof x === "bigint" || Number.isInteger(x);
}

export function isTensorList(x: unknown): boolean {
  return isList(x) && x.every((item) => item === undefined || item === null || item instanceof Tensor);
}

export function isNumberList(x: unknown): boolean {
  return isList(x) && x.every((item) => typeof item === "number" || typeof item === "bigint");
}

/** The error for arguments that no overload takes. */
export function noOverload(name: string, overloads: readonly OperatorRef[], args: readonly unknown[]): TorchError {
  const signatures = overloads.map((o) => native.schemaText(o.name, o.overload)).filter((text) => text !== undefined);
  const given = args.map(describe).join(", ");
  return new TorchError(
    "argument",
    `${name}(${given}): no overload takes these arguments. There are:\n  ${signatures.join("\n  ")}`,
    {
      operator: `aten::${name}`,
    },
  );
}

function describe(x: unknown): string {
  if (x instanceof Tensor) return x.isDisposed ? "disposed Tensor" : `Tensor ${x.dtype} [${x.shape}]`;
  if (Array.isArray(x)) return `array of ${x.length}`;
  if (x === null || x === undefined) return String(x);
  if (typeof x === "object")
    return isOptions(x) ? `{ ${Object.keys(x).join(", ")} }` : `a ${x.constructor?.name ?? "object"}`;
  return typeof x === "string" ? JSON.stringify(x) : String(x);
}

// ---- any operator by name ------------------------------------------------------------------------------------------
/** What an operator takes and returns when called by name: see {@link operator}. */
export type OperatorValue =
  | Tensor
  | Generator
  | number
  | bigint
  | boolean
  | string
  | Float
  | Complex
  | null
  | undefined
  | readonly OperatorValue[];

function lower(value: OperatorValue): unknown {
  if (value instanceof Tensor || value instanceof Generator) return value.handle;
  return Array.isArray(value) ? value.map(lower) : value;
}

/** An operator of any library that is registered with libtorch's dispatcher; made by {@link operator}. */
export class Operator {
  readonly #ref: OperatorRef;
  constructor(name: string, overload: string) {
    this.#ref = new OperatorRef(name, overload);
  }

  /** Calls it with all arguments in the order of its schema, keyword-only ones too; left out, they take their defaults. */
  call(...args: OperatorValue[]): unknown {
    return native.call(id(this.#ref), ...args.map(lower));
  }

  /** For an operator that returns one tensor. */
  callTensor(...args: OperatorValue[]): Tensor {
    return wrap(this.call(...args) as Handle);
  }

  /** For an operator that returns several tensors or a list. */
  callTensors(...args: OperatorValue[]): Tensor[] {
    return wrapAll(this.call(...args));
  }

  /**
   * Like {@link callTensor}, off the main thread, with its gradient mode and autocast. Worth it for long calls: it costs
   * some 20 µs.
   */
  async callTensorAsync(...args: OperatorValue[]): Promise<Tensor> {
    return wrap((await native.callAsync(id(this.#ref), ...args.map(lower))) as Handle);
  }
}

/**
 * Any operator by its qualified name and overload: `operator("aten::_fused_adamw_")`. Those of PyTorch's public interface
 * have functions of their own.
 */
export function operator(name: string, overload = ""): Operator {
  return new Operator(name, overload);
}
