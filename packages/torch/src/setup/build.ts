// Compiles the addon, once for each libtorch, compiler and state of the sources, into a cache that all checkouts share.
// Kernels are compiled for several instruction sets; which one runs is chosen when the addon is loaded.

import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { type Environment, mandnHome, systemCode, temporaryBeside } from "@mandn/base";
import type { Compiler } from "./compiler.js";
import type { Libtorch } from "./libtorch.js";
import { findNcclHeaders, type NcclBuild } from "./nccl.js";
import { nodeApiHeaders, type Source, type Sources } from "./sources.js";
import { makeFolder, RECORD_FORMAT, readJson, requireSpace, sha256, storageError, writeJson } from "./storage.js";
import { type Output, type Print, run, setupError } from "./tools.js";

/** A built addon and what it was built from. */
export interface BuildInfo {
  /** The hash of everything that went into it; the name of its folder. */
  readonly key: string;
  /** The addon's file. */
  readonly addon: string;
  /** The libtorch it is linked to, and the only one it may run with. */
  readonly libtorch: Libtorch;
  /** The hash of its sources. */
  readonly sources: string;
  readonly compiler: string;
  readonly nodeApiHeaders: string;
  /** As Node names it: `"x64"`, `"arm64"`. */
  readonly architecture: string;
  /** For process groups on GPUs. */
  readonly nccl: NcclBuild;
}

/** Instruction sets for which the kernels are compiled; which of them runs is chosen at run time. */
const CAPABILITIES: Readonly<Record<string, readonly string[]>> = {
  DEFAULT: [],
  AVX2: ["-mavx2", "-mfma", "-mf16c"],
  AVX512: ["-mavx512f", "-mavx512bw", "-mavx512vl", "-mavx512dq", "-mfma", "-mf16c"],
};

interface CompileUnit {
  readonly source: Source;
  readonly capability?: string;
  readonly flags: readonly string[];
}

/**
 * What is compiled, in the order in which it is linked. An inline function that several objects hold is taken by the
 * linker from the first, so objects stand in order of the instructions that they need: none then calls a copy that
 * uses instructions which its own machine lacks.
 */
function compileUnits(sources: Sources, architecture: string): CompileUnit[] {
  const units: CompileUnit[] = sources.files
    .filter(({ isKernel }) => !isKernel)
    .map((source) => ({ source, flags: ["-O2"] }));
  const kernels = sources.files.filter(({ isKernel }) => isKernel);
  for (const [capability, instructions] of Object.entries(CAPABILITIES)) {
    if (capability !== "DEFAULT" && architecture !== "x64") continue;
    const flags = ["-O3", `-DCPU_CAPABILITY=${capability}`, `-DCPU_CAPABILITY_${capability}`, ...instructions];
    units.push(...kernels.map((source) => ({ source, capability, flags })));
  }
  return units;
}

/**
 * OpenMP is asked for when compiling only: linked, a second libgomp beside libtorch's own would bring its own threads.
 */
function commonFlags({ cxx11Abi }: Libtorch): string[] {
  return [
    "-std=c++20",
    "-fPIC",
    "-fvisibility=hidden",
    "-fopenmp",
    "-DNDEBUG",
    `-D_GLIBCXX_USE_CXX11_ABI=${cxx11Abi ? 1 : 0}`,
  ];
}

/**
 * DT_RPATH, not DT_RUNPATH: only it comes before LD_LIBRARY_PATH. `now`: a symbol that libtorch lacks shows when the
 * addon is loaded; asked for here and not at dlopen, which would bind all of libtorch's own symbols too (0.1 s).
 */
const LINK_FLAGS = [
  "-shared",
  "-Wl,--disable-new-dtags",
  "-Wl,-z,now",
  "-Wl,-z,nodelete",
  "-Wl,--no-as-needed",
  "-ltorch_cpu",
  "-lc10",
];

const NCCL_LIBRARY = "nccl.so";
/** libtorch_cuda is loaded before it, by the addon. */
const NCCL_LINK_FLAGS = [
  "-shared",
  "-Wl,--disable-new-dtags",
  "-Wl,-z,now",
  "-Wl,--no-as-needed",
  "-ltorch_cuda",
  "-ltorch_cpu",
  "-lc10",
];

const identityOf = ({ root, version, library }: Libtorch): string =>
  JSON.stringify([root, version, library.size, library.mtimeMs]);

/** The key of the build that these sources, this compiler, this libtorch and NCCL's headers give. */
export function buildKey(sources: Sources, libtorch: Libtorch, compiler: Compiler, env: Environment): string {
  const units = compileUnits(sources, compiler.architecture).map(({ source, flags }) => [source.name, ...flags]);
  const settings = [
    RECORD_FORMAT,
    commonFlags(libtorch),
    LINK_FLAGS,
    units,
    compiler.architecture,
    nodeApiHeaders().version,
    NCCL_LINK_FLAGS,
    findNcclHeaders(libtorch, env),
  ];
  return sha256(sources.hash, JSON.stringify(settings), compiler.identity, identityOf(libtorch)).slice(0, 32);
}

const addonPath = (env: Environment, key: string): string => join(mandnHome(env), "builds", key, "torch.node");

/** The finished build with this key, or `undefined`. */
export function readBuild(env: Environment, key: string): BuildInfo | undefined {
  const addon = addonPath(env, key);
  const value = readJson(join(dirname(addon), "build.json"));
  if (typeof value !== "object" || value === null || !existsSync(addon)) return undefined;
  return placed(value as Omit<BuildInfo, "addon">, addon);
}

/** What `build.json` holds, with paths: there NCCL's library is named as it is in the addon's folder. */
function placed(info: Omit<BuildInfo, "addon">, addon: string): BuildInfo {
  const { library } = info.nccl;
  return { ...info, addon, nccl: library === undefined ? info.nccl : { library: join(dirname(addon), library) } };
}

/**
 * Compiles and links the addon into the cache, in parallel, compiling only what no earlier build compiled, and loads
 * it once in a process of its own before it is put in place. Throws a `TorchError` `setup` when the compiler fails.
 */
export async function buildAddon(
  sources: Sources,
  libtorch: Libtorch,
  compiler: Compiler,
  env: Environment,
  log: (line: string, sinceMs?: number) => void,
  print: Print,
): Promise<BuildInfo> {
  const key = buildKey(sources, libtorch, compiler, env);
  const home = mandnHome(env);
  const objects = join(home, "objects");
  const builds = join(home, "builds");
  makeFolder(objects, env);
  makeFolder(builds, env);
  requireSpace(home, 2 ** 28, "Compiling the addon");
  const headers = nodeApiHeaders();
  // In `distributed` lie the headers of gloo that PyTorch's wheels lack; relative to the folder of the sources.
  const includes = [
    "-Idistributed",
    `-I${headers.include}`,
    ...["include", "include/torch/csrc/api/include"].flatMap((name) => ["-isystem", join(libtorch.root, name)]),
  ];
  const common = commonFlags(libtorch);
  const [program, ...given] = compiler.command;
  const base = sha256(sources.headersHash, compiler.identity, identityOf(libtorch), headers.version, ...common);

  const compile = async ({ source, capability, flags }: CompileUnit): Promise<string> => {
    const object = join(objects, `${sha256(base, source.name, source.content, ...flags).slice(0, 32)}.o`);
    if (existsSync(object)) return object;
    const start = Date.now();
    const temporary = temporaryBeside(object);
    const args = [...given, ...common, ...flags, ...includes, "-c", source.name, "-o", temporary];
    try {
      // In the folder of the sources: the paths in messages, and so the object, do not depend on where it lies.
      const output = await run(program, args, { env, cwd: sources.folder });
      const title = capability ? `${source.name} (${capability})` : source.name;
      print(output.stderr);
      if (output.status !== 0) throw compileError(title, output, env);
      renameSync(temporary, object);
      log(`compiled ${title}`, start);
    } finally {
      rmSync(temporary, { force: true });
    }
    return object;
  };
  /** Where NCCL's headers do not serve, the engine does without it, and `doctor` says why. */
  const buildNccl = async (folder: string): Promise<NcclBuild> => {
    const found = findNcclHeaders(libtorch, env);
    if (found.missing !== undefined) return found;
    if (sources.nccl === undefined) return { missing: "these sources have no distributed/nccl.cc" };
    const folders = found.folders.flatMap((name) => ["-isystem", name]);
    const target = [sources.nccl.name, "-o", join(folder, NCCL_LIBRARY), `-L${lib}`, `-Wl,-rpath,${lib}`];
    const args = [...given, ...common, "-O2", ...includes, ...folders, ...target, ...NCCL_LINK_FLAGS];
    const output = await run(program, args, { env, cwd: sources.folder });
    if (output.status === 0) return { library: NCCL_LIBRARY };
    const [, error] = /error: (.*)/.exec(output.stderr) ?? [];
    if (error === undefined) throw compileError(sources.nccl.name, output, env);
    const missing = `${sources.nccl.name} does not compile with the headers in ${found.folders.join(", ") || "/usr/include"} (${error})`;
    log(`NCCL is left out: ${missing}`);
    return { missing };
  };
  const lib = join(libtorch.root, "lib");
  const made = await inParallel(compileUnits(sources, compiler.architecture), jobs(env), compile);

  const start = Date.now();
  const folder = mkdtempSync(join(builds, ".linking-"));
  try {
    const addon = join(folder, "torch.node");
    const args = [...given, "-o", addon, ...made, `-L${lib}`, `-Wl,-rpath,${lib}`, ...LINK_FLAGS];
    const linked = await run(program, args, { env });
    print(linked.stderr);
    if (linked.status !== 0) throw compileError("the addon", linked, env);
    await tryLoading(addon, env);
    const nccl = await buildNccl(folder);
    const info: Omit<BuildInfo, "addon"> = {
      key,
      libtorch,
      sources: sources.hash,
      compiler: compiler.version,
      nodeApiHeaders: headers.version,
      architecture: compiler.architecture,
      nccl,
    };
    writeJson(join(folder, "build.json"), info);
    moveIntoPlace(folder, join(builds, key));
    log("linked and loaded the addon", start);
    return placed(info, addonPath(env, key));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A process that was quicker has put the same build there: that one stays. */
function moveIntoPlace(folder: string, place: string): void {
  if (existsSync(place) && !existsSync(join(place, "build.json"))) rmSync(place, { recursive: true, force: true });
  try {
    renameSync(folder, place);
  } catch (error) {
    if (systemCode(error) !== "ENOTEMPTY" && systemCode(error) !== "EEXIST") throw storageError(error, place);
  }
}

const LOAD_SCRIPT = "process.dlopen({ exports: {} }, process.argv[1])";

async function tryLoading(addon: string, env: Environment): Promise<void> {
  const { status, stderr } = await run(process.execPath, ["-e", LOAD_SCRIPT, addon], { env });
  if (status === 0) return;
  const reason = /Error: (.*)/.exec(stderr)?.[1] ?? (stderr.trim() || "the process was killed");
  throw setupError(
    `The addon was compiled but cannot be loaded (${reason})`,
    "npx mandn-torch doctor, and see the libtorch it names",
  );
}

function compileError(title: string, { status, stdout, stderr }: Output, env: Environment) {
  const text = `${stdout}${stderr}`;
  if (/No space left on device|Disk quota exceeded/.test(text)) {
    return setupError(
      `The disk became full while compiling ${title}`,
      "make room, or: export MANDN_HOME=<folder on a larger disk>",
    );
  }
  if (status === null || /Killed|out of memory|cannot allocate memory/i.test(text)) {
    const reason = status === null && stderr ? ` (${stderr})` : "";
    return setupError(
      `The compiler was ended while compiling ${title}, probably for want of memory${reason}`,
      "MANDN_JOBS=1 npx mandn-torch setup",
    );
  }
  const compiler = env.CXX ?? "the compiler";
  return setupError(
    `${title} does not compile with ${compiler} (its messages are above)`,
    "CXX=<another g++> npx mandn-torch setup",
  );
}

/** A libtorch source file takes the compiler about 1.5 GiB. */
function jobs(env: Environment): number {
  const asked = Number(env.MANDN_JOBS ?? 0);
  if (Number.isInteger(asked) && asked > 0) return asked;
  return Math.max(1, Math.min(availableParallelism(), Math.floor(process.availableMemory() / (1.5 * 2 ** 30))));
}

/** Applies `work` to all items, `limit` at a time, and returns the results in the items' order. */
async function inParallel<T, R>(items: readonly T[], limit: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const index = next++;
      try {
        results[index] = await work(items[index] as T);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
  for (const result of settled) if (result.status === "rejected") throw result.reason;
  return results;
}
