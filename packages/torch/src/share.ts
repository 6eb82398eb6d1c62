// Tensors on their way to another thread of this process: nothing is copied, both threads see the same memory.
// A worker adopts what the main thread shares.

import { native } from "./native.js";
import { type Tensor, wrap } from "./tensor.js";

/** A tensor on its way to another thread of this process: a plain object that `postMessage` can send. */
export interface SharedTensor {
  readonly sharedTensor: number;
}

/** Offers a tensor's memory to one other worker thread, which {@link adopt}s it. Nothing is copied: both see each write. */
export function share(tensor: Tensor): SharedTensor {
  return { sharedTensor: native.share(tensor.handle) };
}

/** Takes a tensor that another thread {@link share}d; once for each share. */
export function adopt(shared: SharedTensor): Tensor {
  return wrap(native.adopt(shared.sharedTensor));
}
