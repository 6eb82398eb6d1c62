// The addon as this package sees it: its functions, its types, and the one place that loads it. Everything that
// computes goes through `native` or `call`; nothing else knows that there is C++ below.

import { TorchError, type TorchErrorCode, type TorchErrorDetails } from "./errors.js";
import { loadAddon } from "./setup/load.js";

/** An argument or result in an operator's schema. */
export interface SchemaValue {
  readonly name: string;
  /** `"Tensor"`, `"SymInt[3]"`, `"ScalarType?"`, … */
  readonly type: string;
  readonly keywordOnly: boolean;
  readonly hasDefault: boolean;
  readonly isWritten: boolean;
  readonly isOut: boolean;
}

export interface Schema {
  readonly name: string;
  readonly overload: string;
  readonly schema: string;
  readonly arguments: readonly SchemaValue[];
  readonly returns: readonly SchemaValue[];
}

/**
 * A tensor, generator, event or process group in the addon's table: an integer that names one value and, once that is
 * freed, none.
 */
export type Handle = number;

export interface Configuration {
  readonly libtorchFolder: string;
  readonly builtForVersion: string;
  readonly cpuCapability: string;
  readonly hasMkldnn: boolean;
  readonly hasMkl: boolean;
  readonly cudaDevices: number;
  readonly cudaLoadError?: string;
  readonly build: string;
}

/** Why a call of a process group failed. */
export interface NativeFault {
  readonly reason: "timeout" | "peer" | "mismatch";
  /** Whose fault it is; -1: nobody's that is known. */
  readonly rank: number;
  readonly message: string;
  /** What that rank said before it left, or `""`. */
  readonly words: string;
}

/** What native/*.cc exports; the comments there say what each does. */
export interface NativeBinding {
  setErrorFactory(
    factory: (
      code: TorchErrorCode,
      message: string,
      operator?: string,
      overload?: string,
      args?: TorchErrorDetails["arguments"],
    ) => Error,
  ): void;

  beginScope(): number;
  endScope(depth: number, kept?: readonly Handle[]): void;
  keep(handle: Handle): void;
  dispose(handle: Handle): void;
  isAlive(handle: Handle): boolean;
  liveCount(): number;
  liveHandles(): [handle: Handle, depth: number, operation: number][];

  schemas(): Schema[];
  schemaText(name: string, overload: string): string | undefined;
  resolve(name: string, overload: string): number;
  call(operation: number, ...args: unknown[]): unknown;
  callAsync(operation: number, ...args: unknown[]): Promise<unknown>;
  operationName(operation: number): string;
  noop(): void;

  backward(
    tensors: readonly Handle[],
    gradients: readonly Handle[] | undefined,
    retainGraph: boolean,
    createGraph: boolean,
    inputs: readonly Handle[] | undefined,
  ): void;
  backwardAsync(
    tensors: readonly Handle[],
    gradients: readonly Handle[] | undefined,
    retainGraph: boolean,
    createGraph: boolean,
  ): Promise<void>;
  gradients(
    outputs: readonly Handle[],
    inputs: readonly Handle[],
    gradOutputs: readonly Handle[] | undefined,
    retainGraph: boolean,
    createGraph: boolean,
    allowUnused: boolean,
  ): Handle[];
  getGrad(handle: Handle): Handle;
  setGrad(handle: Handle, gradient: Handle): void;
  requiresGrad(handle: Handle): boolean;
  setRequiresGrad(handle: Handle, required: boolean): void;
  isLeaf(handle: Handle): boolean;
  gradFunction(handle: Handle): string | undefined;
  setGradEnabled(enabled: boolean): boolean;
  isGradEnabled(): boolean;
  setAnomalyEnabled(enabled: boolean): boolean;
  enterAutocast(device: string, enabled: boolean, dtype: string | undefined): [enabled: boolean, dtype: string];
  leaveAutocast(device: string, enabled: boolean, dtype: string): void;
  beginCheckpoint(): boolean;
  endCheckpoint(outputs?: readonly Handle[]): Handle[];
  beginLoss(inputs: readonly Handle[]): void;
  endLoss(inputs?: readonly Handle[], outputs?: readonly Handle[]): Handle;
  backwardTogether(losses: readonly Handle[], inputs: readonly (readonly Handle[])[]): Handle[][];
  forwardTogether(losses: readonly Handle[], inputs: readonly (readonly Handle[])[]): Handle[][];

  shape(handle: Handle): number[];
  strides(handle: Handle): number[];
  sameStrides(a: Handle, b: Handle): boolean;
  storageOffset(handle: Handle): number;
  dtype(handle: Handle): string;
  device(handle: Handle): string;
  dimensions(handle: Handle): number;
  elementCount(handle: Handle): number;
  isContiguous(handle: Handle, memoryFormat: string): boolean;
  layout(handle: Handle): string;
  isDefined(handle: Handle): boolean;
  storageAddress(handle: Handle): bigint;
  setData(handle: Handle, other: Handle): void;
  fromBuffer(
    data: NodeJS.TypedArray,
    shape: readonly number[],
    strides: readonly number[] | undefined,
    offset: number,
    dtype: string,
  ): Handle;
  fromFile(
    path: string,
    byteOffset: number,
    byteLength: number,
    shape: readonly number[],
    strides: readonly number[] | undefined,
    offset: number,
    dtype: string,
  ): Handle;
  copyBytes(handle: Handle, target: NodeJS.TypedArray): void;
  share(handle: Handle): number;
  adopt(key: number): Handle;

  manualSeed(seed: number | bigint): void;
  defaultGenerator(device: string): Handle;
  newGenerator(device: string, seed: number | bigint): Handle;
  generatorState(generator: Handle): Handle;
  setGeneratorState(generator: Handle, state: Handle): void;
  seedGenerator(generator: Handle, seed: number | bigint): void;
  generatorSeed(generator: Handle): bigint;

  threads(): number;
  setThreads(count: number): void;
  interOpThreads(): number;
  cpuMemory(): [
    installed: number,
    allocated: number,
    cached: number,
    peak: number,
    cap: number,
    hits: number,
    misses: number,
  ];
  emptyCpuCache(): void;
  resetCpuPeak(): void;
  setCpuCache(bytes: number | undefined): void;
  installCpuAllocator(on: boolean): void;
  configuration(): Configuration;
  synchronizeDevice(device: string): void;
  deviceMemory(device: string): [allocated: number, peak: number, reserved: number, free: number, total: number];
  resetDevicePeak(device: string): void;
  emptyDeviceCache(device: string): void;
  recordEvent(device: string): Handle;
  elapsedMilliseconds(start: Handle, end: Handle): number;
  setSwitch(
    name: "tf32Matmul" | "tf32Convolution" | "cudnn" | "cudnnBenchmark" | "deterministic",
    on?: boolean,
  ): boolean;

  openStore(settings: { host: string; port: number; serves: boolean; timeout: number }): Promise<Handle>;
  storePort(store: Handle): number;
  storeSet(store: Handle, key: string, value: string, timeout: number): Promise<void>;
  storeGet(store: Handle, key: string, timeout: number): Promise<string | undefined>;
  storeAdd(store: Handle, key: string, amount: number, timeout: number): Promise<number>;
  routeTo(place: { host: string; port: number }): Promise<[own: string, other: string]>;
  createGroup(settings: {
    store: Handle;
    rank: number;
    names: readonly string[];
    timeout: number;
    address: string;
    interfaces: readonly string[];
    ncclLibrary?: string;
    device: string;
  }): Promise<Handle>;
  closeGroup(group: Handle, why: string): Promise<void>;
  allReduce(group: Handle, tensors: readonly Handle[], operation: string): Handle;
  broadcast(group: Handle, tensors: readonly Handle[], from: number, names: readonly string[]): Handle;
  allGather(group: Handle, tensor: Handle): Handle;
  barrier(group: Handle): Handle;
  shareBytes(group: Handle, bytes: Handle, from: number): Handle;
  gatherBytes(group: Handle, bytes: Handle): Handle;
  waitCall(call: Handle): NativeFault | undefined;
  awaitCall(call: Handle): Promise<NativeFault | undefined>;
  callResults(call: Handle): Handle[];
  leaveCalls(): void;
}

/**
 * The addon. It is loaded when something of it is first asked for, so that this package can be imported where it is not
 * set up; until then a stand-in is here, which the addon replaces: exports are live, so nothing is paid for that later.
 *
 * @throws TorchError `setup`, from the first use, as long as the addon cannot be loaded
 */
export let native: NativeBinding = new Proxy({} as NativeBinding, {
  get: (_standIn, name) => load()[name as keyof NativeBinding],
});

/** `native.call`, which every operator is called by: as a binding of its own it costs no look-up. */
export let call: NativeBinding["call"] = (operation, ...args) => load().call(operation, ...args);

/**
 * Lets every call of an operator go through a function, until what it returns is called.
 *
 * @param through makes the call itself, by `next`
 */
export function interceptCalls(
  through: (next: NativeBinding["call"], operation: number, args: readonly unknown[]) => unknown,
): () => void {
  native.noop(); // the addon is there, and `call` is its own
  const next = call;
  call = (operation, ...args) => through(next, operation, args);
  return () => {
    call = next;
  };
}

function load(): NativeBinding {
  const binding = loadAddon().binding as NativeBinding;
  binding.setErrorFactory(
    (code, fault, operator, overload, args) =>
      new TorchError(code, {
        subject: operator === undefined ? undefined : operatorText(operator, overload),
        fault,
        operator,
        overload,
        arguments: args,
      }),
  );
  native = binding;
  call = binding.call;
  return binding;
}

function operatorText(name: string, overload: string | undefined): string {
  return overload ? `${name}.${overload}` : name;
}
