// A process group: the ranks of a job that add, copy and compare tensors together, over PyTorch's c10d
// (https://docs.pytorch.org/docs/stable/distributed.html). gloo always; NCCL for CUDA tensors where set-up could build
// it.
import { isMainThread } from "node:worker_threads";
import { fromTypedArray } from "../creation.js";
import { cuda } from "../devices.js";
import type { Device } from "../dtype.js";
import { TorchError } from "../errors.js";
import { type Handle, native } from "../native.js";
import { scope } from "../scope.js";
import { loadAddon } from "../setup/load.js";
import { setupError } from "../setup/tools.js";
import type { Tensor } from "../tensor.js";
import { distributedError, faultError } from "./fault.js";
import { type Company, meet } from "./meeting.js";
import { checkPlace, type Place } from "./place.js";
import { isStoreError } from "./store.js";
import { Call, type Work } from "./work.js";

/** How ranks join. All but `device` and `interface` should be the same on all ranks. */
export interface JoinOptions {
  /**
   * `"nccl"` takes CUDA tensors from GPU to GPU and needs a GPU for each rank; `"gloo"` takes them through the CPU's
   * memory.
   */
  readonly backend: "gloo" | "nccl";
  /**
   * What must be equal on all ranks: versions, the plan, the parameters' names and shapes. Lines; the first that
   * differs is shown.
   */
  readonly signature: string;
  /** For NCCL: this rank's GPU; default `cuda:` and the local rank. */
  readonly device?: Device;
  /** How long ranks wait for each other, at the meeting and in each call; default 600. */
  readonly timeoutSeconds?: number;
  /**
   * The network interface of gloo's connections, such as `"ib0"`; default GLOO_SOCKET_IFNAME, else the one that leads
   * to the others.
   */
  readonly interface?: string;
  /** Tells groups that are joined at the same time from each other; default `"world"`. */
  readonly name?: string;
}

/** What {@link ProcessGroup.allReduce} makes of the values of all ranks. */
export type Reduction = "sum" | "avg" | "min" | "max";

let isWatchingExit = false;

/**
 * The ranks of a job. All make the same calls in the same order; each call is compared before it is made, so that
 * different ones are an error that names the rank. Calls are made one after the other on a thread of the group's own.
 *
 * After a call that failed with `distributed` all further ones fail likewise: close the group. No call may stand in a
 * block that is recorded ({@link RecordedLoss}): ranks record at different steps.
 */
export class ProcessGroup {
  readonly rank: number;
  readonly size: number;
  readonly backend: "gloo" | "nccl";
  readonly #handle: Handle;
  readonly #names: readonly string[];
  static readonly #collected = new FinalizationRegistry<Handle>((handle) => native.dispose(handle));

  private constructor(handle: Handle, place: Place, backend: "gloo" | "nccl", names: readonly string[]) {
    this.#handle = handle;
    this.rank = place.rank;
    this.size = place.worldSize;
    this.backend = backend;
    this.#names = names;
    native.keep(handle);
    ProcessGroup.#collected.register(this, handle, this);
    // A call that is waited for off the main thread would keep Node.js from ending.
    if (isMainThread && !isWatchingExit) process.once("exit", () => native.leaveCalls());
    isWatchingExit = true;
  }

  /**
   * Meets the other ranks and connects to them. All ranks call it; a second group may be joined after the first is
   * closed, or beside it under another `name`.
   *
   * @throws {TorchError} `distributed` with the reason `join` (a rank is missing or there twice, the port is taken, no
   * network between them), `mismatch` (another signature, version or number of ranks) or `peer` (rank 0 went away
   * meanwhile), and the rank in `peer`; `setup` where NCCL is asked for and not built.
   */
  static async join(place: Place, options: JoinOptions): Promise<ProcessGroup> {
    const { backend, timeoutSeconds = 600, name = "world" } = options;
    checkPlace(place);
    if (!(timeoutSeconds > 0 && timeoutSeconds <= 86_400))
      throw new TorchError("value", `timeoutSeconds must be more than 0 and at most a day, not ${timeoutSeconds}`);
    const nccl = backend === "nccl" ? findNccl(options.device ?? `cuda:${place.localRank}`) : { device: "cpu" };
    const company = await meet(place, name, signatureOf(place, options), timeoutSeconds);
    try {
      const handle = await createGroup(place, company, Math.ceil(timeoutSeconds * 1000), interfacesOf(options), nccl);
      return new ProcessGroup(handle, place, backend, company.names);
    } finally {
      company.store.close();
    }
  }

  /**
   * Combines each tensor with those of the other ranks, in place, elementwise; the same bits on all ranks. One message
   * for each dtype.
   */
  allReduce(tensors: readonly Tensor[], op: Reduction = "sum"): Work {
    return this.#call(native.allReduce(this.#handle, handlesOf(tensors), op), nothing);
  }

  /** Overwrites each tensor with that of one rank. `names`, one a tensor, are compared like shapes. */
  broadcast(tensors: readonly Tensor[], from = 0, names: readonly string[] = []): Work {
    return this.#call(native.broadcast(this.#handle, handlesOf(tensors), from, names), nothing);
  }

  /** The tensors [...shape] of all ranks as one [size, ...shape]. */
  allGather(tensor: Tensor): Work<Tensor> {
    return this.#call(native.allGather(this.#handle, tensor.handle), ([all]) => all as Tensor);
  }

  /** Done when all ranks have come to it. */
  barrier(): Work {
    return this.#call(native.barrier(this.#handle), nothing);
  }

  /** Rank 0's value, by way of JSON. */
  share<T>(value: T): Promise<T> {
    return scope(() => {
      const bytes = fromTypedArray(toJson(this.rank === 0 ? value : undefined));
      const call = native.shareBytes(this.#handle, bytes.handle, 0);
      return this.#call(call, ([one]) => fromJson<T>(takeBytes(one as Tensor)));
    }).done();
  }

  /** The values of all ranks in order, by way of JSON. */
  gather<T>(value: T): Work<T[]> {
    return this.#gathered(toJson(value), (all) => all.map((one) => fromJson<T>(takeBytes(one))));
  }

  /** The bytes of all ranks in order, any number of them from each. */
  gatherBytes(bytes: Uint8Array): Work<Uint8Array[]> {
    return this.#gathered(bytes, (all) => all.map(takeBytes));
  }

  /**
   * Waits for the calls made so far, tells the other ranks, and frees the connections. A second time does nothing.
   *
   * @param why A rank that gives up says why: the others' errors name it.
   */
  async close(why = ""): Promise<void> {
    if (!native.isAlive(this.#handle)) return;
    try {
      await native.closeGroup(this.#handle, why);
    } finally {
      ProcessGroup.#collected.unregister(this);
      native.dispose(this.#handle);
    }
  }

  #call<T>(handle: Handle, take: (results: Tensor[]) => T): Work<T> {
    return new Call(handle, take, (fault) => faultError(fault, this.#names));
  }

  #gathered<T>(bytes: Uint8Array, take: (results: Tensor[]) => T): Work<T> {
    return scope(() => this.#call(native.gatherBytes(this.#handle, fromTypedArray(bytes).handle), take));
  }
}

const nothing = () => {};

const handlesOf = (tensors: readonly Tensor[]) => tensors.map((t) => t.handle);

/** What a call gave; frees the tensor. */
function takeBytes(bytes: Tensor): Uint8Array {
  const taken = bytes.toTypedArray() as Uint8Array;
  bytes.dispose();
  return taken;
}

/** `undefined` is sent as no bytes. */
const toJson = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value) ?? "");

function fromJson<T>(bytes: Uint8Array): T {
  const text = new TextDecoder().decode(bytes);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** What the group itself needs to be equal, before what the caller does. */
function signatureOf({ worldSize }: Place, { backend, signature }: JoinOptions): string {
  const { builtForVersion } = native.configuration();
  return [`${worldSize} ranks`, `libtorch ${builtForVersion}`, `backend ${backend}`, signature].join("\n");
}

function interfacesOf(options: JoinOptions): string[] {
  const names = options.interface ?? process.env.GLOO_SOCKET_IFNAME ?? "";
  return names === "" ? [] : names.split(",");
}

interface Accelerator {
  readonly device: string;
  readonly ncclLibrary?: string;
}

function findNccl(device: Device): Accelerator {
  const { nccl } = loadAddon().build;
  if (nccl.library === undefined)
    throw setupError(`NCCL is not built: ${nccl.missing}`, 'join with the backend "gloo"');
  if (!device.startsWith("cuda") || !cuda.isAvailable())
    throw new TorchError("device", `NCCL needs a CUDA device for each rank, and ${device} is none that is there`);
  return { device, ncclLibrary: nccl.library };
}

async function createGroup(
  place: Place,
  { store, names, address }: Company,
  timeout: number,
  interfaces: readonly string[],
  accelerator: Accelerator,
): Promise<Handle> {
  try {
    return await native.createGroup({
      store: store.handle,
      rank: place.rank,
      names,
      timeout,
      address,
      interfaces,
      ...accelerator,
    });
  } catch (error) {
    if (!isStoreError(error)) throw error;
    const where = interfaces.length > 0 ? `the interface ${interfaces.join(", ")}` : address;
    const problem = `The ranks met, and could not connect to each other over ${where} (${error.message})`;
    const remedy = "Open all ports between their machines, or give the interface (GLOO_SOCKET_IFNAME) that joins them.";
    throw distributedError("join", problem, undefined, remedy, error);
  }
}
