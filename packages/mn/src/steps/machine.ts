import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { type CudaDevice, cuda } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Machine } from "../plan/scale.js";

/**
 * The machine as far as a plan depends on it.
 *
 * @param device `"auto"`: the first CUDA device, else the CPU
 * @throws MnError `"usage"` when the device asked for is not there.
 */
export function detectMachine(device = "auto"): Machine {
  const count = cuda.deviceCount();
  const chosen = device === "auto" ? (count > 0 ? "cuda" : "cpu") : device;
  if (chosen === "cpu") return detectCpu();
  const index = /^cuda(?::(\d+))?$/.exec(chosen);
  if (index === null || Number(index[1] ?? 0) >= count) {
    const there = ["cpu", ...Array.from({ length: count }, (_, i) => `cuda:${i}`)].join(", ");
    const remedy = `Choose from auto, ${there}; mn doctor says what is missing.`;
    throw new MnError("usage", `There is no device "${chosen}". ${remedy}`, { remedy });
  }
  const memoryBytes = cuda.memory(chosen as CudaDevice).total;
  return { device: chosen, name: `the GPU ${chosen}`, memoryBytes, bfloat16: true };
}

function detectCpu(): Machine {
  const limit = process.constrainedMemory();
  return {
    device: "cpu",
    name: cpus()[0]?.model.trim() ?? "the CPU",
    memoryBytes: limit > 0 ? Math.min(limit, totalmem()) : totalmem(),
    bfloat16: hasBfloat16(readFileSync("/proc/cpuinfo", "utf8")),
  };
}

/** Whether a CPU multiplies in bfloat16, by what Linux says of it: AVX-512, AMX or, on arm64, its own instructions. */
export function hasBfloat16(cpuinfo: string): boolean {
  return /^(?:flags|Features)\s*:.*\b(?:avx512_bf16|amx_bf16|bf16)\b/m.test(cpuinfo);
}
