// A call of a process group under way. The group's own thread makes it; here it is waited for, without blocking this
// thread. The tensors of a call are its own until it is done.

import type { TorchError } from "../errors.js";
import { type Handle, type NativeFault, native } from "../native.js";
import { type Tensor, wrap } from "../tensor.js";

/** A call of a process group under way. Its tensors must not be touched before it is done. */
export interface Work<T = void> {
  /**
   * Waits here: no timer and no signal is heard meanwhile.
   *
   * @throws {TorchError} `distributed`: `timeout`, `peer` or `mismatch`, with the rank in `peer`; and what failed in
   * this rank itself, such as `out-of-memory`.
   */
  wait(): T;
  /** Waits while the event loop turns; rejects as {@link wait} throws. */
  done(): Promise<T>;
}

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/** @internal */
export class Call<T> implements Work<T> {
  static readonly #collected = new FinalizationRegistry<Handle>((handle) => native.dispose(handle));
  readonly #handle: Handle;
  readonly #take: (results: Tensor[]) => T;
  readonly #toError: (fault: NativeFault) => TorchError;
  #outcome: Outcome<T> | undefined;

  /** @param take makes the call's result of the tensors that it gives. */
  constructor(handle: Handle, take: (results: Tensor[]) => T, toError: (fault: NativeFault) => TorchError) {
    this.#handle = handle;
    this.#take = take;
    this.#toError = toError;
    native.keep(handle);
    Call.#collected.register(this, handle, this);
  }

  wait(): T {
    return this.#result(() => native.waitCall(this.#handle));
  }

  async done(): Promise<T> {
    if (this.#outcome !== undefined) return this.#result(() => undefined);
    const fault = await native.awaitCall(this.#handle).then(
      (found) => () => found,
      (error) => () => {
        throw error;
      },
    );
    return this.#result(fault);
  }

  /** Taken once, however often and in whichever way it is waited for. */
  #result(fault: () => NativeFault | undefined): T {
    if (this.#outcome === undefined) {
      this.#outcome = this.#outcomeOf(fault);
      Call.#collected.unregister(this);
      native.dispose(this.#handle);
    }
    if ("error" in this.#outcome) throw this.#outcome.error;
    return this.#outcome.value;
  }

  #outcomeOf(fault: () => NativeFault | undefined): Outcome<T> {
    try {
      const found = fault();
      if (found !== undefined) return { error: this.#toError(found) };
      return { value: this.#take(native.callResults(this.#handle).map(wrap)) };
    } catch (error) {
      return { error };
    }
  }
}
