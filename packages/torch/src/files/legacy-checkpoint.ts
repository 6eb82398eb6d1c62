// The format of torch.save before PyTorch 1.6, which old checkpoints of papers still have.
// The pickles are interpreted by pickle.ts; this file knows what stands between them.

import { bytesPerElement } from "../dtype.js";
import { type ByteSource, Cursor, type FileRange } from "./byte-source.js";
import { callContext, type StorageLoader, unpickle } from "./pickle.js";
import {
  type CheckpointValue,
  Dict,
  List,
  Name,
  type PickleValue,
  Tuple,
  TypedStorage,
  toPlain,
} from "./pickle-values.js";
import type { Storage } from "./stored-tensor.js";

const magicNumber = 0x1950a86a20f9469cfc6cn;
const protocolVersion = 1001;

/**
 * Reads the format of torch.save before PyTorch 1.6 (`_use_new_zipfile_serialization=False` later): five pickles – a
 * magic number, a version, facts about the machine, the object, the keys of its storages – and then, for each key, the
 * number of elements (int64) and the elements.
 */
export function readLegacyCheckpoint(source: ByteSource): CheckpointValue {
  const cursor = new Cursor(source, 0, source.byteLength);
  const simple = () =>
    unpickle(cursor, () => {
      throw source.error("refers to a storage before there is any");
    });
  if (simple() !== magicNumber) throw source.error("is a pickle, but not one that torch.save wrote");
  if (simple() !== protocolVersion) throw source.error("is of an unknown version of torch.save's legacy format");
  if (item(simple(), "little_endian") !== true) {
    throw source.error(
      "was written on a big-endian machine, which is not read",
      "In Python, load it and save it again on a little-endian machine.",
    );
  }
  const storages = new Map<string, LegacyStorage>();
  const value = unpickle(cursor, storageLoader(source, storages));
  const plain = toPlain(value, callContext(cursor));
  placeStorages(cursor, simple(), storages);
  return plain;
}

function item(dict: PickleValue, key: string): PickleValue | undefined {
  if (!(dict instanceof Dict)) return undefined;
  return dict.pairs[dict.pairs.findIndex((entry, index) => index % 2 === 0 && entry === key) + 1];
}

/** A storage whose size is known from the pickle, but its place in the file only afterwards. */
class LegacyStorage implements Storage {
  byteOffset = -1;

  constructor(
    private readonly source: ByteSource,
    readonly byteLength: number,
    readonly elementSize: number,
  ) {}

  get file(): FileRange | undefined {
    return this.source.range(this.byteOffset, this.byteLength);
  }

  read(): Uint8Array<ArrayBuffer> {
    return this.source.read(this.byteOffset, this.byteLength, "a tensor's data");
  }
}

/** Persistent ids: `("storage", class, key, location, numel, view)`, view `None` or `(key, offset, size)`. */
function storageLoader(source: ByteSource, storages: Map<string, LegacyStorage>): StorageLoader {
  return ([kind, type, key, , numel, view]) => {
    if (kind !== "storage" || !(type instanceof Name) || typeof key !== "string" || typeof numel !== "number") {
      throw source.error("its pickle refers to a storage in an unknown way");
    }
    const dtype = type.meaning.storage;
    if (dtype === undefined) throw source.error(`its pickle refers to a storage of the class ${type.name}`);
    const elementSize = bytesPerElement[dtype];
    const byteLength = numel * elementSize;
    const storage = storages.get(key) ?? new LegacyStorage(source, byteLength, elementSize);
    if (!(byteLength >= 0 && byteLength <= source.byteLength) || byteLength !== storage.byteLength) {
      throw source.error(`storage ${JSON.stringify(key)} of ${numel} × ${dtype} does not fit the file`);
    }
    storages.set(key, storage);
    const [offset, size] = view instanceof Tuple ? [view.items[1], view.items[2]] : [0, numel];
    if (
      typeof offset !== "number" ||
      typeof size !== "number" ||
      !(offset >= 0 && size >= 0 && offset + size <= numel)
    ) {
      throw source.error(`a view of storage ${JSON.stringify(key)} does not fit it`);
    }
    return new TypedStorage(storage, dtype, offset, size);
  };
}

/** Walks the storages behind the last pickle, in the order of `keys`, and tells each where it lies. */
function placeStorages(cursor: Cursor, keys: PickleValue, storages: ReadonlyMap<string, LegacyStorage>): void {
  const { source } = cursor;
  if (!(keys instanceof List) || keys.items.length !== storages.size) {
    throw source.error("lists other storages than it uses");
  }
  let position = cursor.position;
  for (const key of keys.items) {
    const storage = typeof key === "string" ? storages.get(key) : undefined;
    if (storage === undefined || storage.byteOffset >= 0) throw source.error("lists other storages than it uses");
    const count = new DataView(source.read(position, 8, "a storage's size").buffer).getBigInt64(0, true);
    if (Number(count) * storage.elementSize !== storage.byteLength) {
      throw source.error(
        `storage ${JSON.stringify(key)} should have ${storage.byteLength} bytes, but has ${count} elements`,
      );
    }
    storage.byteOffset = position + 8;
    position = storage.byteOffset + storage.byteLength;
    if (position > source.byteLength) throw source.error("is truncated: its tensors' data is not all there");
  }
}
