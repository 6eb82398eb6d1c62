// Random numbers: generators, the same as PyTorch's of the same device and seed, and the seed of the default ones.
// What draws takes a generator as its option.

import type { Device } from "./dtype.js";
import { TorchError } from "./errors.js";
import { type Handle, native } from "./native.js";
import { type Tensor, wrap } from "./tensor.js";

/**
 * A source of random numbers, the same as PyTorch's of the same device and seed. A scope does not free it: it lives until
 * nothing refers to it, or until `dispose()`.
 */
export class Generator {
  static readonly #collected = new FinalizationRegistry<Handle>((handle) => native.dispose(handle));

  private constructor(
    /** @internal */
    readonly handle: Handle,
    readonly device: Device,
  ) {
    native.keep(handle);
    Generator.#collected.register(this, handle);
  }

  /** A generator of its own, seeded. */
  static create(seed: number | bigint, device: Device = "cpu"): Generator {
    return new Generator(native.newGenerator(device, seed), device);
  }

  /** The generator that operators of a device use when none is given. */
  static default(device: Device = "cpu"): Generator {
    return new Generator(native.defaultGenerator(device), device);
  }

  /** Starts the sequence of `seed` over. */
  manualSeed(seed: number | bigint): this {
    native.seedGenerator(this.handle, seed);
    return this;
  }

  get seed(): bigint {
    return native.generatorSeed(this.handle);
  }

  /** Where in its sequence the generator is, as a uint8 tensor that {@link setState} takes, here or in PyTorch. */
  state(): Tensor {
    return wrap(native.generatorState(this.handle));
  }

  setState(state: Tensor): void {
    native.setGeneratorState(this.handle, state.handle);
  }

  dispose(): void {
    native.dispose(this.handle);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** Seeds the default generators of all devices, as `torch.manual_seed`. */
export function manualSeed(seed: number | bigint): void {
  native.manualSeed(seed);
}

/** The handle of a generator argument that may be left out. */
export function generatorHandle(generator: unknown): Handle | undefined {
  if (generator === undefined || generator === null) return undefined;
  if (generator instanceof Generator) return generator.handle;
  throw new TorchError("argument", "expected a Generator");
}
