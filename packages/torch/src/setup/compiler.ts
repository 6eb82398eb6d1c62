// The C++ compiler on this machine, and whether it serves: GNU's, with OpenMP and C++20.
// build.ts asks for it once for each build.

import type { Environment } from "@mandn/base";
import { sha256 } from "./storage.js";
import { capture, installCommand, setupError, type TraceStep, which } from "./tools.js";

/** A C++ compiler on this machine. */
export interface Compiler {
  /** The program and the arguments that `CXX` gave with it. */
  readonly command: readonly [string, ...string[]];
  /** The first line of `--version`. */
  readonly version: string;
  /** The architecture it compiles for, as Node names it: `"x64"`, `"arm64"`. */
  readonly architecture: string;
  /** Changes with anything that could change what it produces: its version, target and built-in settings. */
  readonly identity: string;
}

const OLDEST_GNU = 11;

/**
 * Finds the compiler: `CXX`, else `c++`, `g++`, `clang++`, the first that serves. It must be GNU's, because the
 * kernels share libtorch's pool of threads, which is GNU OpenMP's. Throws a `TorchError` `setup` when none serves.
 */
export function findCompiler(env: Environment, trace: TraceStep[]): Compiler {
  const [named, ...named_arguments] = env.CXX?.trim().split(/\s+/) ?? [];
  if (named) {
    const path = which(named, env);
    if (path === undefined) throw setupError(`CXX names ${named}, which is not there`, "unset CXX");
    const result = probe([path, ...named_arguments], env);
    trace.push({ tried: `CXX=${env.CXX}`, outcome: result.unfit ?? result.compiler.version });
    if (result.unfit !== undefined) throw setupError(`CXX=${env.CXX} does not serve: ${result.unfit}`, "unset CXX");
    return result.compiler;
  }
  const unfit: string[] = [];
  for (const name of ["c++", "g++", "clang++"]) {
    const path = which(name, env);
    if (path === undefined) {
      trace.push({ tried: name, outcome: "not on PATH" });
      continue;
    }
    const result = probe([path], env);
    trace.push({ tried: path, outcome: result.unfit ?? result.compiler.version });
    if (result.unfit === undefined) return result.compiler;
    unfit.push(`${path}: ${result.unfit}`);
  }
  const found = unfit.length > 0 ? ` (${unfit.join("; ")})` : "";
  throw setupError(
    `No C++ compiler that serves was found${found}`,
    installCommand({ apt: "g++", dnf: "gcc-c++" }, env),
  );
}

type Probe = { readonly compiler: Compiler; readonly unfit?: undefined } | { readonly unfit: string };

function probe(command: readonly [string, ...string[]], env: Environment): Probe {
  const [program, ...given] = command;
  const version = capture(program, [...given, "--version"], env);
  const macros = capture(program, [...given, "-dM", "-E", "-x", "c++", "-std=c++20", "-"], env);
  if (version.status !== 0) return { unfit: `it cannot be run (${lastLine(version.stderr)})` };
  if (/__clang__/.test(macros.stdout)) return { unfit: "it is clang, and libtorch's threads need GNU's OpenMP" };
  const gnu = Number(/#define __GNUC__ (\d+)/.exec(macros.stdout)?.[1] ?? 0);
  if (macros.status !== 0 || gnu < OLDEST_GNU) {
    return { unfit: `version ${OLDEST_GNU} of g++ is the oldest that serves, for C++20` };
  }
  const firstLine = version.stdout.split("\n")[0] ?? "";
  const target = /#define __(x86_64|aarch64)__ 1/.exec(macros.stdout)?.[1];
  return {
    compiler: {
      command,
      version: firstLine,
      architecture: target === "x86_64" ? "x64" : target === "aarch64" ? "arm64" : "other",
      identity: sha256(version.stdout, macros.stdout),
    },
  };
}

const lastLine = (text: string) => text.trim().split("\n").at(-1) ?? "";
