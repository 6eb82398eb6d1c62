// What the pickle interpreter makes: inert data for Python's containers, NumPy's and PyTorch's objects, and the plain
// values that callers get of it.

import type { DType } from "../dtype.js";
import { type Storage, StoredTensor } from "./stored-tensor.js";

/** What the pickle interpreter keeps on its stack: inert data. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | List
  | Tuple
  | Dict
  | Name
  | TypedStorage
  | NumpyDType
  | NumpyArray
  | StoredTensor;

/** A list or, once made, a set. */
export class List {
  constructor(
    readonly items: PickleValue[] = [],
    readonly kind: "list" | "set" = "list",
  ) {}
}

export class Tuple {
  constructor(readonly items: readonly PickleValue[]) {}
}

/** A dict of any kind, or an `argparse.Namespace`: keys and values in turn. */
export class Dict {
  readonly pairs: PickleValue[] = [];
  constructor(readonly kind: "dict" | "namespace" = "dict") {}
}

/** What interpreting a call may need: to refuse the file, and to answer for the memory it takes. */
export interface CallContext {
  /** Refuses the file; `message` continues "<file>: …". */
  fail(message: string, remedy?: string): never;
  error(message: string): Error;
  /** Declares that about so many bytes are about to be allocated. */
  charge(bytes: number): void;
}

/** A function or class that a pickle may name. Never Python's own: `call` is our reading of what it would make. */
export class Name {
  constructor(
    readonly name: string,
    readonly meaning: {
      readonly call?: (args: readonly PickleValue[], context: CallContext) => PickleValue;
      /** For `torch.float32` and its like. */
      readonly dtype?: DType;
      /** For the storage classes: the dtype of their elements. */
      readonly storage?: DType;
    } = {},
  ) {}
}

/** A storage, or a part of one, as elements of one dtype. `offset` and `size` in elements. */
export class TypedStorage {
  constructor(
    readonly storage: Storage,
    readonly dtype: DType,
    readonly offset: number,
    readonly size: number,
  ) {}
}

export class NumpyDType {
  constructor(readonly dtype: DType) {}
}

/** A NumPy array that has not been given its content yet. */
export class NumpyArray {
  content: StoredTensor | undefined;
}

/** What a checkpoint holds, as plain data. Objects have no prototype, so every key is a plain key. */
export type CheckpointValue =
  | null
  | boolean
  | number
  /** An integer beyond ±2⁵³. */
  | bigint
  /** Text; also a dtype ("float32") or a device ("cuda:0"). */
  | string
  | Uint8Array
  | StoredTensor
  /** A list, tuple, `torch.Size` or set. */
  | readonly CheckpointValue[]
  | CheckpointObject;

/** A dict, `OrderedDict` or `argparse.Namespace`; a complex number is `{real, imag}`. Integer keys become strings. */
export interface CheckpointObject {
  readonly [key: string]: CheckpointValue;
}

const deepestNesting = 500;

/**
 * Turns the interpreter's value into plain data. What is shared stays shared, so a structure that refers to itself many
 * times over takes no more memory than in the file. Refuses cycles and nesting deeper than 500, which would trip up
 * whoever walks the result.
 */
export function toPlain(root: PickleValue, context: CallContext): CheckpointValue {
  const done = new Map<PickleValue, { plain: CheckpointValue; height: number }>();
  const open = new Set<PickleValue>();

  function convert(value: PickleValue, depth: number): { plain: CheckpointValue; height: number } {
    if (!(value instanceof List || value instanceof Tuple || value instanceof Dict)) {
      return { plain: leaf(value, context), height: 0 };
    }
    const known = done.get(value);
    if (known !== undefined && depth + known.height <= deepestNesting) return known;
    if (open.has(value)) context.fail("holds an object that contains itself");
    if (known !== undefined || depth > deepestNesting) context.fail(`is nested more than ${deepestNesting} deep`);
    open.add(value);
    let height = 0;
    const child = (item: PickleValue): CheckpointValue => {
      const converted = convert(item, depth + 1);
      height = Math.max(height, converted.height + 1);
      return converted.plain;
    };
    const plain = value instanceof Dict ? plainObject(value, child, context) : value.items.map(child);
    open.delete(value);
    const result = { plain, height };
    done.set(value, result);
    return result;
  }

  return convert(root, 0).plain;
}

function plainObject(dict: Dict, child: (item: PickleValue) => CheckpointValue, context: CallContext) {
  const plain: Record<string, CheckpointValue> = Object.create(null);
  for (let index = 0; index < dict.pairs.length; index += 2) {
    const key = dict.pairs[index] as PickleValue;
    if (typeof key !== "string" && typeof key !== "number" && typeof key !== "bigint") {
      return context.fail(`holds a dictionary with a key that is neither a string nor a number`);
    }
    const name = String(key);
    if (name in plain) context.fail(`holds a dictionary in which the key ${JSON.stringify(name)} comes twice`);
    plain[name] = child(dict.pairs[index + 1] as PickleValue);
  }
  return plain;
}

function leaf(value: Exclude<PickleValue, List | Tuple | Dict>, context: CallContext): CheckpointValue {
  if (value instanceof Name) return value.meaning.dtype ?? context.fail(`holds ${value.name} itself as a value`);
  if (value instanceof NumpyDType) return value.dtype;
  if (value instanceof NumpyArray) return value.content ?? context.fail("holds a NumPy array without content");
  if (value instanceof TypedStorage) {
    const { dtype, size, offset, storage } = value;
    return new StoredTensor(dtype, [size], [1], offset, storage, context.error);
  }
  return value;
}
