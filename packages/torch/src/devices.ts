// The machine that tensors are computed on: threads, the allocator of the CPU's memory, CUDA devices, and what the
// engine says of itself. As torch.set_num_threads and torch.cuda.

import { type Handle, native } from "./native.js";
import type { EngineReport } from "./setup/doctor.js";

/** The number of threads that one operator may use on the CPU. */
export function threads(): number {
  return native.threads();
}

/** Sets {@link threads}, for this thread and those it starts. */
export function setThreads(count: number): void {
  native.setThreads(count);
}

/** Memory of CPU tensors of 1 MiB and more, in bytes, since the process started. */
export interface CpuMemory {
  /** Whether freed memory is kept and given out again. */
  readonly caching: boolean;
  readonly allocated: number;
  /** Freed and kept. */
  readonly cached: number;
  /** The most that was allocated, since the start or {@link cpuAllocator.resetPeak}. */
  readonly peak: number;
  /** `cached` never exceeds it. */
  readonly cap: number;
  /** Allocations served from the cache. */
  readonly hits: number;
  /** Allocations that the system served. */
  readonly misses: number;
}

/**
 * The allocator of large CPU tensors, one for the process. It keeps freed blocks, for the system's mapping them anew costs
 * two fifths of a float32 training step. On from the start, unless the environment has `MANDN_CPU_ALLOCATOR=system`.
 */
export const cpuAllocator = {
  memory(): CpuMemory {
    const [installed, allocated, cached, peak, cap, hits, misses] = native.cpuMemory();
    return { caching: installed === 1, allocated, cached, peak, cap, hits, misses };
  },

  /** Gives the kept memory back to the system. */
  empty(): void {
    native.emptyCpuCache();
  },

  resetPeak(): void {
    native.resetCpuPeak();
  },

  /** Sets how many freed bytes may be kept; without an argument a quarter of the memory this process may use. */
  setCap(bytes?: number): void {
    native.setCpuCache(bytes);
  },

  /** Switches caching off (libtorch's own allocator serves) or on again. */
  setCaching(on: boolean): void {
    native.installCpuAllocator(on);
  },
};

/**
 * Whether operators must give the same result each time; those that cannot throw. Returns what was before.
 * As `torch.use_deterministic_algorithms`.
 */
export function setDeterministic(on: boolean): boolean {
  return native.setSwitch("deterministic", on);
}

/** A CUDA device by name. */
export type CudaDevice = "cuda" | `cuda:${number}`;

/** Memory of a CUDA device in bytes. */
export interface DeviceMemory {
  /** In tensors. */
  readonly allocated: number;
  /** The most that was in tensors, since the start or {@link cuda.resetPeakMemory}. */
  readonly peak: number;
  /** Taken from the device, in tensors or cached. */
  readonly reserved: number;
  readonly free: number;
  readonly total: number;
}

/** Where float32 may be rounded to TF32, of 10 bits. libtorch begins with convolutions alone. */
export interface Tf32 {
  readonly matmul: boolean;
  readonly convolution: boolean;
}

/** A point in a device's stream of work; made by {@link cuda.recordEvent}. */
export class CudaEvent {
  /** @internal */
  constructor(readonly handle: Handle) {}

  /** Milliseconds of device time from this event to `end`; waits for `end`. */
  millisecondsTo(end: CudaEvent): number {
    return native.elapsedMilliseconds(this.handle, end.handle);
  }

  dispose(): void {
    native.dispose(this.handle);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

export const cuda = {
  /** The number of CUDA devices; 0 where libtorch has no CUDA or there is no GPU. */
  deviceCount(): number {
    return native.configuration().cudaDevices;
  },

  isAvailable(): boolean {
    return cuda.deviceCount() > 0;
  },

  /** Waits until the device has done everything that was asked of it. */
  synchronize(device: CudaDevice = "cuda"): void {
    native.synchronizeDevice(device);
  },

  memory(device: CudaDevice = "cuda"): DeviceMemory {
    const [allocated, peak, reserved, free, total] = native.deviceMemory(device);
    return { allocated, peak, reserved, free, total };
  },

  resetPeakMemory(device: CudaDevice = "cuda"): void {
    native.resetDevicePeak(device);
  },

  /** Gives cached memory back to the device. */
  emptyCache(device: CudaDevice = "cuda"): void {
    native.emptyDeviceCache(device);
  },

  /** Marks the present point in the device's current stream. */
  recordEvent(device: CudaDevice = "cuda"): CudaEvent {
    return new CudaEvent(native.recordEvent(device));
  },

  /**
   * Whether float32 matrix products and convolutions may round to TF32; one that is left out stays as it is. Returns both as they
   * were before, which puts them back: `cuda.setTf32(before)`. Known without a device, too.
   */
  setTf32({ matmul, convolution }: Partial<Tf32>): Tf32 {
    return {
      matmul: native.setSwitch("tf32Matmul", matmul),
      convolution: native.setSwitch("tf32Convolution", convolution),
    };
  },

  /** Whether convolutions may use cuDNN; on from the start. Returns what was before. */
  setCudnn(on: boolean): boolean {
    return native.setSwitch("cudnn", on);
  },

  /** Whether cuDNN tries its algorithms out and keeps the fastest: for inputs of few shapes. Returns what was before. */
  setCudnnBenchmark(on: boolean): boolean {
    return native.setSwitch("cudnnBenchmark", on);
  },
};

/** What the loaded engine says of itself; a part of {@link doctor}. */
export function engineReport(): EngineReport {
  const { builtForVersion, cpuCapability, cudaDevices, cudaLoadError } = native.configuration();
  const { caching, cap } = cpuAllocator.memory();
  const gigabytes = (cap / 2 ** 30).toFixed(1);
  return {
    version: builtForVersion,
    devices: [
      "cpu",
      ...Array.from({ length: cudaDevices }, (_, i) => `cuda:${i}`),
      ...(cudaLoadError === undefined ? [] : [`no CUDA: ${cudaLoadError}`]),
    ],
    threads: { intraOp: native.threads(), interOp: native.interOpThreads() },
    capability: cpuCapability,
    allocator: caching ? `caching, up to ${gigabytes} GiB of freed memory` : "libtorch's own",
  };
}
