// Checkpoints of torch.save, of any age: which of the two formats a file has, and reading the one with a ZIP archive.
// Nothing in a file is executed: https://docs.pytorch.org/docs/stable/notes/serialization.html

import type { ZipEntry } from "@mandn/base";
import { bytesPerElement } from "../dtype.js";
import { type ByteSource, Cursor, MemorySource, withSource } from "./byte-source.js";
import { readLegacyCheckpoint } from "./legacy-checkpoint.js";
import { callContext, type StorageLoader, unpickle } from "./pickle.js";
import { type CheckpointValue, Name, TypedStorage, toPlain } from "./pickle-values.js";
import type { Storage } from "./stored-tensor.js";
import { readZipDirectory, readZipEntry, zipEntryStorage } from "./zip.js";

/**
 * Reads a checkpoint that torch.save wrote (`.pth`, `.pt`, `.ckpt`): the ZIP format of PyTorch ≥ 1.6 and the legacy one
 * before it. Its pickle is interpreted, never executed: tensors, containers, numbers, strings and a few inert kinds come
 * out as plain data (see {@link CheckpointValue}); whatever else a file wants to call is refused by name.
 *
 * Tensors are views of storages, shared and strided as they were saved; their data is read on demand.
 *
 * @param input path, or the bytes of a whole file
 * @throws TorchError `file` if the file cannot be read, is damaged, or wants what is not allowed
 */
export function readCheckpoint(input: string | Uint8Array): CheckpointValue {
  return withSource(input, (source) => {
    const start = source.read(0, Math.min(source.byteLength, 512), "the file's start");
    if (startsWith(start, "PK\x03\x04")) return readZipCheckpoint(source);
    if (start[0] === 0x80) return readLegacyCheckpoint(source);
    throw source.error(`is not a PyTorch checkpoint, but ${kindOfFile(start)}`);
  });
}

/**
 * Whether a file begins as safetensors do, whatever it is called: with the length of a header, below 4 GiB, and the header's brace.
 *
 * @throws TorchError `file` if it cannot be read
 */
export function looksLikeSafetensors(input: string | Uint8Array): boolean {
  return withSource(input, (source) =>
    isSafetensors(source.read(0, Math.min(source.byteLength, 9), "the file's start")),
  );
}

function isSafetensors(start: Uint8Array): boolean {
  return start[8] === 0x7b && start.subarray(4, 8).every((byte) => byte === 0);
}

function readZipCheckpoint(source: ByteSource): CheckpointValue {
  const entries = readZipDirectory(source);
  const pickles = [...entries.keys()].filter((name) => /^[^/]+\/data\.pkl$/.test(name));
  if (pickles.length !== 1) {
    throw source.error(
      `is a ZIP archive with ${pickles.length} entries "<name>/data.pkl"; a PyTorch checkpoint has one`,
    );
  }
  const folder = (pickles[0] as string).slice(0, -"data.pkl".length);
  if (entries.has(`${folder}constants.pkl`)) {
    throw source.error(
      "is a TorchScript program, not a checkpoint",
      "In Python, load it with torch.jit.load and save its state_dict() instead.",
    );
  }
  checkByteOrder(source, entries.get(`${folder}byteorder`));
  const bytes = readZipEntry(source, entries.get(`${folder}data.pkl`) as ZipEntry);
  const cursor = new Cursor(new MemorySource(bytes, source), 0, bytes.byteLength);
  const value = unpickle(cursor, storageLoader(source, entries, `${folder}data/`));
  return toPlain(value, callContext(cursor));
}

function checkByteOrder(source: ByteSource, entry: ZipEntry | undefined): void {
  if (entry === undefined) return; // before PyTorch 2.1: always little-endian
  const order = entry.size > 16 ? "?" : Buffer.from(readZipEntry(source, entry)).toString();
  if (order !== "little") {
    throw source.error(
      order === "big" ? "was written on a big-endian machine, which is not read" : "names no byte order that we know",
      order === "big" ? "In Python, load it and save it again on a little-endian machine." : undefined,
    );
  }
}

/** Persistent ids of the ZIP format: `("storage", class, key, location, numel)`, the data in the entry `data/<key>`. */
function storageLoader(source: ByteSource, entries: ReadonlyMap<string, ZipEntry>, folder: string): StorageLoader {
  const storages = new Map<string, Storage>();
  return ([kind, type, key, , numel]) => {
    if (kind !== "storage" || !(type instanceof Name) || typeof key !== "string" || typeof numel !== "number") {
      throw source.error("its pickle refers to a storage in an unknown way");
    }
    const dtype = type.meaning.storage;
    if (dtype === undefined) throw source.error(`its pickle refers to a storage of the class ${type.name}`);
    const entry = entries.get(folder + key);
    if (entry === undefined) throw source.error(`lacks the entry ${JSON.stringify(folder + key)}`);
    if (entry.size !== numel * bytesPerElement[dtype]) {
      throw source.error(`storage ${JSON.stringify(key)} should have ${numel} × ${dtype}, but has ${entry.size} bytes`);
    }
    const storage = storages.get(key) ?? zipEntryStorage(source, entry);
    storages.set(key, storage);
    return new TypedStorage(storage, dtype, 0, numel);
  };
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, 0, Math.min(text.length, bytes.byteLength)).toString("latin1") === text;
}

function kindOfFile(start: Uint8Array): string {
  if (start.byteLength === 0) return "empty";
  if (startsWith(start, "version https://git-lfs"))
    return "a Git LFS pointer; fetch the file itself with `git lfs pull`";
  if (isSafetensors(start)) return "looks like safetensors; open it with openSafetensors";
  if (startsWith(start, "<")) return "a web page; the download went wrong";
  if (startsWith(start, "\x89HDF")) return "an HDF5 file";
  if (Buffer.from(start.buffer).toString("latin1", 257, 262) === "ustar") {
    return "the tar format of PyTorch 0.1; load it in Python and save it again";
  }
  return "something else";
}
