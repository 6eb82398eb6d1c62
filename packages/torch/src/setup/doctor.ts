// What there is of an engine on this machine, step by step, and what to do about what is missing: `mn doctor`.
// Nothing is changed by it.

import { readFileSync } from "node:fs";
import { availableParallelism, cpus, freemem, totalmem } from "node:os";
import { bytesText, type Environment, FileError, homeContents, isHomeOpen, mandnHome } from "@mandn/base";
import { TorchError } from "../errors.js";
import type { BuildInfo } from "./build.js";
import { type Compiler, findCompiler } from "./compiler.js";
import type { Libtorch } from "./libtorch.js";
import { checkedBuild } from "./load.js";
import { locateLibtorch } from "./locate.js";
import { readRecord } from "./record.js";
import { nativeFolder } from "./sources.js";
import { storageError } from "./storage.js";
import type { TraceStep } from "./tools.js";

/** What only the loaded engine knows. */
export interface EngineReport {
  /** The version that libtorch itself names. */
  readonly version: string;
  /** `"cpu"`, and `"cuda:0 NVIDIA …"` for each CUDA device. */
  readonly devices: readonly string[];
  readonly threads: { readonly intraOp: number; readonly interOp: number };
  /** The instruction set that ATen's kernels run with. */
  readonly capability: string;
  /** The CPU allocator in use, with its settings, in words. */
  readonly allocator: string;
}

/** What {@link doctor} found. */
export interface DoctorReport {
  readonly node: string;
  readonly os: string;
  readonly architecture: string;
  readonly cpu: {
    readonly model: string;
    readonly cores: number;
    /** Those that matter to libtorch, as the kernel names them. */
    readonly instructionSets: readonly string[];
    /** The kernels that ATen chooses on this CPU: `"AVX512"`, `"AVX2"`, `"SVE256"` or `"DEFAULT"`. */
    readonly aten: string;
  };
  /** Bytes. */
  readonly memory: { readonly total: number; readonly free: number };
  /** The folder of all that can be made again: builds, prepared scans, weights. */
  readonly home: string;
  /** Undefined where the folder cannot be read, as `problems` says. */
  readonly cache: { readonly bytes: number; readonly openToOthers: boolean } | undefined;
  readonly libtorch: Libtorch | undefined;
  readonly compiler: Compiler | undefined;
  /** The build that would be loaded; `undefined` when it is missing or does not fit, as `problems` says. */
  readonly build: BuildInfo | undefined;
  readonly engine: EngineReport | undefined;
  /** Each in one sentence, with the command that mends it; empty when all is well. */
  readonly problems: readonly string[];
  /** What was tried to find libtorch and the compiler, in order. */
  readonly trace: readonly TraceStep[];
}

/**
 * Looks at everything the engine needs and reports what is there, what is missing, and what was tried. Changes
 * nothing and does not throw for what is missing. `engine` loads the engine and reports on it; it is called only when
 * the build is good.
 */
export async function doctor(
  engine?: () => EngineReport | Promise<EngineReport>,
  env: Environment = process.env,
  sources: string = nativeFolder,
): Promise<DoctorReport> {
  const trace: TraceStep[] = [];
  const problems: string[] = [];
  const attempt = async <T>(work: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TorchError)) throw error;
      problems.push(error.message);
      return undefined;
    }
  };
  const located = await attempt(() => locateLibtorch(env, trace));
  const compiler = await attempt(() => findCompiler(env, trace));
  const build = await attempt(() => checkedBuild(env, sources));
  const recorded = readRecord(env, sources);
  if (recorded && located && recorded.libtorch.root !== located.root) {
    const now = `${located.root} is found now, and the addon was built for ${recorded.libtorch.root}`;
    trace.push({ tried: "what set-up recorded", outcome: `${now} (to change: mandn-torch setup --fresh)` });
  }
  const [processor] = cpus();
  const instructionSets = readInstructionSets();
  return {
    node: process.version,
    os: osName(),
    architecture: process.arch,
    cpu: {
      model: processor?.model.trim() ?? "unknown",
      cores: availableParallelism(),
      instructionSets,
      aten: atenCapability(instructionSets, env.ATEN_CPU_CAPABILITY),
    },
    memory: { total: totalmem(), free: freemem() },
    home: mandnHome(env),
    cache: await attempt(() => cacheOf(env)),
    libtorch: build?.libtorch ?? located,
    compiler,
    build,
    engine: build && engine ? await attempt(engine) : undefined,
    problems,
    trace,
  };
}

function cacheOf(env: Environment): DoctorReport["cache"] {
  try {
    const bytes = homeContents(env).reduce((sum, entry) => sum + entry.bytes, 0);
    return { bytes, openToOthers: isHomeOpen(env) };
  } catch (error) {
    throw error instanceof FileError ? storageError(error, error.path) : error;
  }
}

/** The report as text for a terminal. */
export function formatReport(report: DoctorReport): string {
  const { cpu, memory, home, cache, libtorch, compiler, build, engine } = report;
  const rows: (readonly [string, string])[] = [
    ["Node.js", report.node],
    ["system", `${report.os}, ${report.architecture}`],
    ["CPU", `${cpu.model}, ${cpu.cores} cores; ${cpu.instructionSets.join(" ")}; ATen uses ${cpu.aten}`],
    ["memory", `${bytesText(memory.total)}, ${bytesText(memory.free)} free`],
    ["cache", `${home}${cache === undefined ? "" : `, ${bytesText(cache.bytes)}`}`],
    ...(cache?.openToOthers ? [["", `others may read it, and scans lie in it: chmod 700 ${home}`] as const] : []),
    ["libtorch", libtorch ? `${libtorch.version} (${libtorch.source}) in ${libtorch.root}` : "not found"],
  ];
  if (libtorch) rows.push(["", `C++11 ABI ${libtorch.cxx11Abi ? "yes" : "no"}, CUDA ${libtorch.cuda ? "yes" : "no"}`]);
  rows.push(["compiler", compiler ? `${compiler.version} (${compiler.command.join(" ")})` : "not found"]);
  rows.push(["addon", build ? `built, ${build.addon}` : "not usable"]);
  if (build)
    rows.push(["ranks", `gloo; ${build.nccl.missing === undefined ? "NCCL" : `no NCCL, for ${build.nccl.missing}`}`]);
  if (engine) {
    rows.push(["engine", `libtorch ${engine.version}, kernels ${engine.capability}`]);
    rows.push(["devices", engine.devices.join(", ")]);
    rows.push(["threads", `${engine.threads.intraOp} within an operator, ${engine.threads.interOp} between operators`]);
    rows.push(["allocator", engine.allocator]);
  }
  const lines = rows.map(([title, value]) => `${title.padEnd(10)}${value}`);
  lines.push("", "Tried, in order:", ...report.trace.map(({ tried, outcome }) => `  ${tried}: ${outcome}`));
  lines.push("", report.problems.length === 0 ? "No problem found." : "Problems:");
  return [...lines, ...report.problems.map((problem) => `  ${problem}.`)].join("\n");
}

const INSTRUCTION_SETS =
  /^(sse4_2|avx|avx2|fma|f16c|avx_vnni|avx512(f|bw|vl|dq|_vnni|_bf16|_fp16)|amx_(tile|int8|bf16|fp16)|asimd|asimdhp|asimddp|bf16|i8mm|sve|sve2|svebf16)$/;

function readInstructionSets(): string[] {
  const line = /^(?:flags|Features)\s*:\s*(.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1] ?? "";
  return line.split(/\s+/).filter((flag) => INSTRUCTION_SETS.test(flag));
}

/** ATen's own choice (aten/src/ATen/native/DispatchStub.cpp): by the CPU, unless ATEN_CPU_CAPABILITY says otherwise. */
function atenCapability(sets: readonly string[], asked: string | undefined): string {
  const has = (...names: string[]) => names.every((name) => sets.includes(name));
  if (asked && ["default", "avx2", "avx512"].includes(asked.toLowerCase())) return asked.toUpperCase();
  if (has("avx512f", "avx512bw", "avx512vl", "avx512dq", "fma")) return "AVX512";
  return has("avx2", "fma") ? "AVX2" : "DEFAULT";
}

function osName(): string {
  try {
    const text = readFileSync("/etc/os-release", "utf8");
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(text)?.[1] ?? process.platform;
  } catch {
    return process.platform;
  }
}
