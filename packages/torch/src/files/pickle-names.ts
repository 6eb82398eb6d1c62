// The names that a checkpoint may use. A pickle calls things by name, and that is how one would run code: so nothing is
// looked up but in this list, and each entry makes inert data.

import { bytesPerElement, type DType } from "../dtype.js";
import { asCounts, complexNumber, latin1Bytes, numpyDType, numpyFromBuffer, numpyScalar } from "./numpy-values.js";
import {
  type CallContext,
  Dict,
  List,
  Name,
  NumpyArray,
  type PickleValue,
  Tuple,
  TypedStorage,
} from "./pickle-values.js";
import { StoredTensor } from "./stored-tensor.js";

type Arguments = readonly PickleValue[];

const storageClasses: Readonly<Record<string, DType>> = {
  DoubleStorage: "float64",
  FloatStorage: "float32",
  HalfStorage: "float16",
  BFloat16Storage: "bfloat16",
  LongStorage: "int64",
  IntStorage: "int32",
  ShortStorage: "int16",
  CharStorage: "int8",
  ByteStorage: "uint8",
  BoolStorage: "bool",
  ComplexFloatStorage: "complex64",
  ComplexDoubleStorage: "complex128",
};

/**
 * Every name that a checkpoint may use, with our reading of what calling it makes. Nothing else is looked up anywhere.
 * (What torch.save writes: torch/_utils.py and torch/_tensor.py; what NumPy and Python's containers reduce to.)
 */
export const allowedNames: ReadonlyMap<string, Name> = new Map(
  [
    ...Object.entries(storageClasses).flatMap(([name, storage]) => [
      new Name(`torch.${name}`, { storage }),
      new Name(`torch.cuda.${name}`, { storage }),
    ]),
    new Name("torch.storage.UntypedStorage", { storage: "uint8" }),
    new Name("torch.storage._UntypedStorage", { storage: "uint8" }),
    new Name("torch.UntypedStorage", { storage: "uint8" }),
    new Name("torch.storage.TypedStorage"),
    new Name("torch.storage._TypedStorage"),
    ...Object.keys(bytesPerElement).map((dtype) => new Name(`torch.${dtype}`, { dtype: dtype as DType })),
    new Name("torch._utils._rebuild_tensor", { call: rebuildTensor }),
    new Name("torch._utils._rebuild_tensor_v2", { call: rebuildTensorWithMetadata }),
    new Name("torch._utils._rebuild_tensor_v3", { call: rebuildTensorOfDType }),
    new Name("torch._utils._rebuild_parameter", { call: rebuildParameter }),
    new Name("torch._utils._rebuild_parameter_with_state", { call: rebuildParameter }),
    new Name("torch.Size", { call: ([items], context) => new Tuple(copyItems(items, context)) }),
    new Name("torch.device", { call: device }),
    new Name("collections.OrderedDict", { call: dictOf }),
    new Name("collections.Counter", { call: dictOf }),
    new Name("collections.defaultdict", {
      call: ([_factory, pairs], context) => dictOf(pairs === undefined ? [] : [pairs], context),
    }),
    new Name("argparse.Namespace", {
      call: (args, context) => (args.length === 0 ? new Dict("namespace") : unexpected("argparse.Namespace", context)),
    }),
    new Name("builtins.set", { call: setOf }),
    new Name("builtins.frozenset", { call: setOf }),
    new Name("builtins.complex", { call: complex }),
    new Name("builtins.bytes", { call: bytesOf }),
    new Name("builtins.bytearray", { call: bytesOf }),
    ...["int", "float", "bool", "str", "list", "dict", "tuple"].map((type) => new Name(`builtins.${type}`)),
    new Name("_codecs.encode", { call: encode }),
    ...["numpy.core", "numpy._core"].flatMap((core) => [
      new Name(`${core}.multiarray.scalar`, { call: numpyScalar }),
      new Name(`${core}.multiarray._reconstruct`, { call: () => new NumpyArray() }),
      new Name(`${core}.numeric._frombuffer`, { call: numpyFromBuffer }),
    ]),
    new Name("numpy.dtype", { call: numpyDType }),
    new Name("numpy.ndarray"),
  ].map((name) => [name.name, name]),
);

function unexpected(name: string, context: CallContext): never {
  return context.fail(`calls ${name} with arguments that it does not take in a checkpoint`);
}

function rebuildTensor([storage, offset, size, strides]: Arguments, context: CallContext): StoredTensor {
  return tensorIn(storage, undefined, [offset, size, strides], context);
}

/** `(storage, offset, size, stride, requires_grad, backward_hooks, metadata?)`. */
function rebuildTensorWithMetadata(args: Arguments, context: CallContext): StoredTensor {
  checkMetadata(args[6], context);
  return rebuildTensor(args, context);
}

/** As version 2, but with the dtype before the metadata: for dtypes without a storage class. */
function rebuildTensorOfDType(args: Arguments, context: CallContext): StoredTensor {
  const [storage, offset, size, strides, , , dtype, metadata] = args;
  checkMetadata(metadata, context);
  if (!(dtype instanceof Name) || dtype.meaning.dtype === undefined) {
    return unexpected("torch._utils._rebuild_tensor_v3", context);
  }
  return tensorIn(storage, dtype.meaning.dtype, [offset, size, strides], context);
}

function tensorIn(
  storage: PickleValue | undefined,
  dtype: DType | undefined,
  [offset, size, strides]: readonly (PickleValue | undefined)[],
  context: CallContext,
): StoredTensor {
  if (!(storage instanceof TypedStorage) || typeof offset !== "number") {
    return unexpected("torch._utils._rebuild_tensor", context);
  }
  const type = dtype ?? storage.dtype;
  const start = (storage.offset * bytesPerElement[storage.dtype]) / bytesPerElement[type] + offset;
  context.charge(256);
  return new StoredTensor(
    type,
    asCounts(size, context),
    asCounts(strides, context),
    start,
    storage.storage,
    context.error,
  );
}

function checkMetadata(metadata: PickleValue | undefined, context: CallContext): void {
  const flags = metadata instanceof Dict ? metadata.pairs : [];
  for (let index = 0; index < flags.length; index += 2) {
    const [flag, value] = [flags[index], flags[index + 1]];
    if (value === false) continue;
    context.fail(
      `holds a tensor with the lazy ${flag === "conj" || flag === "neg" ? `"${flag}" bit` : "property"} set`,
      "In Python, save tensor.resolve_conj().resolve_neg() instead.",
    );
  }
}

function rebuildParameter([tensor]: Arguments, context: CallContext): StoredTensor {
  return tensor instanceof StoredTensor ? tensor : unexpected("torch._utils._rebuild_parameter", context);
}

function device([type, index]: Arguments, context: CallContext): string {
  if (typeof type !== "string" || type.length > 64) return unexpected("torch.device", context);
  return typeof index === "number" ? `${type}:${index}` : type;
}

/** `OrderedDict()`, also of another dict or of a list of pairs, as Python 2 wrote it. */
function dictOf([content]: Arguments, context: CallContext): Dict {
  const dict = new Dict();
  if (content === undefined) return dict;
  const pairs = content instanceof Dict ? content.pairs : pairsOf(copyItems(content, context), context);
  context.charge(8 * pairs.length);
  for (const item of pairs) dict.pairs.push(item);
  return dict;
}

function pairsOf(items: Arguments, context: CallContext): PickleValue[] {
  return items.flatMap((pair) => {
    if (!(pair instanceof List || pair instanceof Tuple) || pair.items.length !== 2) {
      return unexpected("collections.OrderedDict", context);
    }
    return pair.items;
  });
}

function setOf([items]: Arguments, context: CallContext): List {
  return new List(items === undefined ? [] : copyItems(items, context), "set");
}

function copyItems(value: PickleValue | undefined, context: CallContext): PickleValue[] {
  if (!(value instanceof List || value instanceof Tuple))
    return context.fail("builds a container of something that is none");
  context.charge(24 * value.items.length);
  return [...value.items];
}

function complex([real, imag]: Arguments, context: CallContext): Dict {
  if (typeof real !== "number" || typeof imag !== "number") return unexpected("builtins.complex", context);
  return complexNumber(real, imag);
}

function bytesOf([content, encoding]: Arguments, context: CallContext): Uint8Array {
  if (content === undefined) return new Uint8Array(0);
  if (typeof content === "string") return encode([content, encoding ?? null], context);
  if (!(content instanceof Uint8Array)) return unexpected("builtins.bytes", context); // a number would ask for memory
  context.charge(content.byteLength);
  return new Uint8Array(content);
}

/** How protocol 2 writes bytes: as the Latin-1 text of the same codes. */
function encode([text, encoding]: Arguments, context: CallContext): Uint8Array {
  if (typeof text !== "string" || (encoding !== "latin1" && encoding !== "latin-1")) {
    return unexpected("_codecs.encode", context);
  }
  context.charge(text.length);
  return latin1Bytes(text, context);
}
