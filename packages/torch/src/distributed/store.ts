// A key-value store of c10d's (TCPStore), by which processes find each other. Anyone who reaches its port can read and write
// it: it belongs into a cluster's own network, as torchrun's does.
import { connect as connectSocket } from "node:net";
import { TorchError } from "../errors.js";
import { type Handle, native } from "../native.js";
import { distributedError } from "./fault.js";

/** Every store call ends within this time, also over a link that was cut. */
const ANSWER_MS = 5000;

/** @internal */
export class Store {
  private constructor(
    /** @internal */
    readonly handle: Handle,
  ) {
    native.keep(handle);
  }

  /** A store that this process serves on all its addresses; port 0: any that is free. */
  static async serve(port: number): Promise<Store> {
    try {
      return new Store(await native.openStore({ host: "127.0.0.1", port, serves: true, timeout: ANSWER_MS }));
    } catch (error) {
      if (!(isStoreError(error) && /EADDRINUSE|address already in use/i.test(error.message))) throw error;
      const remedy = "end the job that runs there, or give another MASTER_PORT";
      throw distributedError("join", `Port ${port} is taken`, undefined, remedy, error);
    }
  }

  /** Connects to a store. A bare connection first tells at once where nobody listens, for which TCPStore takes a second. */
  static async connect(host: string, port: number, timeoutMs: number): Promise<Store> {
    await reach(host, port, timeoutMs);
    return new Store(await native.openStore({ host, port, serves: false, timeout: timeoutMs }));
  }

  get port(): number {
    return native.storePort(this.handle);
  }

  set(key: string, value: string): Promise<void> {
    return native.storeSet(this.handle, key, value, ANSWER_MS);
  }

  /** The value, or `undefined` where nobody has set it yet. */
  get(key: string): Promise<string | undefined> {
    return native.storeGet(this.handle, key, ANSWER_MS);
  }

  /** Adds to a number that begins at 0, and returns the sum. */
  add(key: string, amount: number): Promise<number> {
    return native.storeAdd(this.handle, key, amount, ANSWER_MS);
  }

  close(): void {
    native.dispose(this.handle);
  }
}

/** Whether a store could not be opened or did not answer. */
export const isStoreError = (error: unknown): error is TorchError =>
  error instanceof TorchError && error.code === "distributed";

function reach(host: string, port: number, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket({ host, port });
    const fail = (why: string, cause?: unknown) => {
      socket.destroy();
      reject(new TorchError("distributed", `${host}:${port} cannot be reached (${why})`, { cause }));
    };
    socket.setTimeout(timeoutMs, () => fail("no answer"));
    socket.once("error", (error) => fail(error.message || String(error), error));
    socket.once("connect", () => {
      socket.destroy();
      resolve();
    });
  });
}
