/**
 * Prepared scans on the device that computes with them, as far as there is room: crops and windows are then cut there, and nothing is
 * copied from the CPU at every step. On the CPU the scans stay where they are.
 */
import { bytesPerElement, type CudaDevice, cuda, type Device, keep, scope, type Tensor } from "@mandn/torch";

/** Of a GPU's free memory, before training takes any. */
const SHARE = 0.25;

export class ResidentScans implements Disposable {
  readonly #device: Device;
  readonly #kept = new Map<Tensor, Tensor>();
  #room: number;

  /** @param room bytes that copies may take in all */
  constructor(device: Device, room: number) {
    this.#device = device;
    this.#room = room;
  }

  /** For a device, with a quarter of a GPU's free memory; none for copies on the CPU. */
  static for(device: Device): ResidentScans {
    return new ResidentScans(device, device === "cpu" ? 0 : SHARE * cuda.memory(device as CudaDevice).free);
  }

  /** A copy of the tensor on the device, made at the first asking and kept; the tensor itself where there is no room for it. */
  of(tensor: Tensor): Tensor {
    const known = this.#kept.get(tensor);
    if (known !== undefined) return known;
    const bytes = tensor.numel * bytesPerElement[tensor.dtype];
    if (bytes > this.#room) return tensor;
    this.#room -= bytes;
    const copy = scope(() => keep(tensor.to({ device: this.#device, copy: true })));
    this.#kept.set(tensor, copy);
    return copy;
  }

  /** Frees the copies. */
  dispose(): void {
    for (const copy of this.#kept.values()) copy.dispose();
    this.#kept.clear();
    this.#room = 0;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}
