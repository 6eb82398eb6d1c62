// A key-value store of c10d's (TCPStore), by which processes find each other. Whoever reaches its port can read and
// write it: it belongs into a cluster's own network, as torchrun's does.
import { TorchError } from "../errors.js";
import { type Handle, native } from "../native.js";

/** A store that is served connects to itself in no time. */
const SERVE_MS = 10_000;

/** @internal */
export class Store {
  private constructor(
    /** @internal */
    readonly handle: Handle,
    private readonly limitMs: () => number,
  ) {
    native.keep(handle);
  }

  /**
   * A store that this process serves.
   *
   * @param host an address of this machine; `"0.0.0.0"` or `"::"` for all of them.
   * @param port 0: any that is free.
   * @param limitMs how long a call may take now: over a link that was cut it would never end.
   */
  static async serve(host: string, port: number, limitMs: () => number): Promise<Store> {
    return new Store(await native.openStore({ host, port, serves: true, timeout: SERVE_MS }), limitMs);
  }

  /** Connects to the store at an address. Tries again where nobody listens, for `timeoutMs`. */
  static async connect(host: string, port: number, timeoutMs: number, limitMs: () => number): Promise<Store> {
    const timeout = Math.max(1, Math.ceil(timeoutMs));
    return new Store(await native.openStore({ host, port, serves: false, timeout }), limitMs);
  }

  get port(): number {
    return native.storePort(this.handle);
  }

  set(key: string, value: string): Promise<void> {
    return native.storeSet(this.handle, key, value, this.limitMs());
  }

  /** The value, or `undefined` where nobody has set it yet. */
  get(key: string): Promise<string | undefined> {
    return native.storeGet(this.handle, key, this.limitMs());
  }

  /** Adds to a number that begins at 0, and returns the sum. */
  add(key: string, amount: number): Promise<number> {
    return native.storeAdd(this.handle, key, amount, this.limitMs());
  }

  close(): void {
    native.dispose(this.handle);
  }
}

/** Whether a store could not be opened or did not answer, or a host is not known. */
export const isStoreError = (error: unknown): error is TorchError =>
  error instanceof TorchError && error.code === "distributed" && error.reason === undefined;
