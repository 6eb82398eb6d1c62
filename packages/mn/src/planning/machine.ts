// The machine that trains: its device, memory and precision, and whether a device that is asked for is there.
// A plan is made for it, and says so.

import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { type CudaDevice, cuda } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Machine } from "./scale.js";

/**
 * The machine as far as a plan depends on it.
 *
 * @param device `"auto"`: the first CUDA device, else the CPU
 * @throws MnError `"usage"` when the device asked for is not there.
 */
export function detectMachine(device = "auto"): Machine {
  const chosen = deviceNamed(device);
  assertDevice(chosen);
  if (chosen === "cpu") return detectCpu();
  const memoryBytes = cuda.memory(chosen as CudaDevice).total;
  return { device: chosen, name: `the GPU ${chosen}`, memoryBytes, precision: GPU_PRECISION };
}

/** The device that a name means: `auto` is the first GPU where there is one, else the CPU; `gpu` the first GPU in any case. */
export function deviceNamed(name: string): string {
  if (name === "auto") return cuda.isAvailable() ? "cuda" : "cpu";
  return name === "gpu" ? "cuda" : name;
}

/** @throws MnError `"usage"` when there is no such device; `elsewhere` says how to choose another one. */
export function assertDevice(device: string, elsewhere = "Choose auto or another one"): void {
  const there = ["cpu", ...Array.from({ length: cuda.deviceCount() }, (_, i) => `cuda:${i}`)];
  if (there.includes(device === "cuda" ? "cuda:0" : device)) return;
  const remedy = `${elsewhere} (there is ${there.join(", ")}); mn doctor says what is missing.`;
  throw new MnError("usage", `There is no device "${device}" on this machine.`, { remedy });
}

/** A long training in bfloat16 ended far below the CPU's, for a reason that is not known yet (bench/RESULTS.md, 2026-11-27). */
const GPU_PRECISION: Machine["precision"] = {
  choice: "float32",
  reason: "trainings in bfloat16 are not trusted on GPUs yet; convolutions use TF32 where the GPU has it",
};

function detectCpu(): Machine {
  const limit = process.constrainedMemory();
  const name = cpus()[0]?.model.trim() ?? "the CPU";
  const hasIt = hasBfloat16(readFileSync("/proc/cpuinfo", "utf8"));
  return {
    device: "cpu",
    name,
    memoryBytes: limit > 0 ? Math.min(limit, totalmem()) : totalmem(),
    precision: hasIt
      ? { choice: "bfloat16", reason: `${name} computes in bfloat16` }
      : { choice: "float32", reason: `${name} has no bfloat16` },
  };
}

/** Whether a CPU multiplies in bfloat16, by what Linux says of it: AVX-512, AMX or, on arm64, its own instructions. */
export function hasBfloat16(cpuinfo: string): boolean {
  return /^(?:flags|Features)\s*:.*\b(?:avx512_bf16|amx_bf16|bf16)\b/m.test(cpuinfo);
}
