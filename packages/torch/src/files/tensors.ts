// From stored tensors to tensors, and back into files. On the CPU they lie in the file's mapping, so a large file costs
// memory only for what is used of it.

import { bytesPerElement, type Device } from "../dtype.js";
import { asStrided } from "../generated/operators.js";
import { native } from "../native.js";
import { scope } from "../scope.js";
import { type Tensor, wrap } from "../tensor.js";
import { readCheckpoint } from "./checkpoint.js";
import { openSafetensors } from "./safetensors.js";
import { writeSafetensors } from "./safetensors-write.js";
import { findStateDict } from "./state-dict.js";
import type { StateDict, Storage, StoredTensor } from "./stored-tensor.js";

/** A storage as a flat tensor: mapped where it lies in a file as it is, else read. */
function loadStorage(storage: Storage, { dtype }: StoredTensor): Tensor {
  const shape = [Math.floor(storage.byteLength / bytesPerElement[dtype])];
  if (storage.file !== undefined) {
    const { path, byteOffset, byteLength } = storage.file;
    return wrap(native.fromFile(path, byteOffset, byteLength, shape, undefined, 0, dtype));
  }
  return wrap(native.fromBuffer(storage.read(), shape, undefined, 0, dtype));
}

/**
 * Tensors of what a file holds. Those that share a storage there share memory here. On the CPU they lie in the file's
 * mapping, are read when they are used, and can be written to without changing the file, which must not be shortened
 * meanwhile.
 */
export function loadTensors(stored: StateDict, device: Device = "cpu"): Record<string, Tensor> {
  return scope(() => {
    const storages = new Map<Storage, Map<string, Tensor>>();
    const load = (tensor: StoredTensor): Tensor => {
      const views = storages.get(tensor.storage) ?? new Map<string, Tensor>();
      storages.set(tensor.storage, views);
      const flat = views.get(tensor.dtype) ?? loadStorage(tensor.storage, tensor);
      views.set(tensor.dtype, flat);
      return asStrided(flat, tensor.shape, tensor.strides, tensor.offset).to(device);
    };
    return Object.fromEntries(Object.entries(stored).map(([name, tensor]) => [name, load(tensor)]));
  });
}

/**
 * The tensors and metadata of a safetensors file.
 *
 * @throws {TorchError} `file`, naming what is wrong with it.
 */
export function loadSafetensors(
  path: string,
  options: { device?: Device } = {},
): { tensors: Record<string, Tensor>; metadata: Readonly<Record<string, string>> } {
  const { tensors, metadata } = openSafetensors(path);
  return { tensors: loadTensors(tensors, options.device), metadata };
}

/** Writes tensors as a safetensors file, in one step: a reader finds the old file or the new one, whole. */
export function saveSafetensors(
  path: string,
  tensors: Readonly<Record<string, Tensor>>,
  metadata?: Readonly<Record<string, string>>,
): void {
  const entries = Object.entries(tensors).map(([name, tensor]) => {
    const read = () => {
      const bytes = new Uint8Array(tensor.numel * bytesPerElement[tensor.dtype]);
      native.copyBytes(tensor.handle, bytes);
      return bytes;
    };
    return [name, { dtype: tensor.dtype, shape: tensor.shape, read }] as const;
  });
  writeSafetensors(path, Object.fromEntries(entries), metadata);
}

/**
 * The state dict of a checkpoint of PyTorch (`.pth`, `.pt`, `.bin`, zip or legacy), plain or nested; nothing in the file is
 * executed. `at` says where it lies where there are several: `["model"]`. Names keep what wrappers put before them, such as
 * `module.`: see {@link withoutWrappers}.
 *
 * @throws {TorchError} `file`, naming what is wrong with it or what it wanted to call.
 */
export function loadCheckpoint(
  path: string,
  options: { device?: Device; at?: readonly string[] } = {},
): Record<string, Tensor> {
  return loadTensors(findStateDict(readCheckpoint(path), options.at).stateDict, options.device);
}
