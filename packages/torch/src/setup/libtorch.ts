// What a folder with libtorch is: its version, its C++ ABI, and what tells its files from others.
// locate.ts finds such folders, build.ts compiles against one, load.ts makes sure that it is still the same.

import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Environment } from "@mandn/base";
import { storageError } from "./storage.js";
import { setupError } from "./tools.js";

/** The oldest libtorch that the addon's sources compile against. */
export const OLDEST_VERSION = "2.6";
/** The version that set-up installs when it finds none. */
export const OWN_VERSION = "2.13.0";

/** Where a libtorch was found: a variable that names it or its Python, the `python3` on `PATH`, or set-up's own. */
export type LibtorchSource = "LIBTORCH" | "VIRTUAL_ENV" | "CONDA_PREFIX" | "python3" | "own";

/** A libtorch on this machine. */
export interface Libtorch {
  /** The folder that holds `include` and `lib`. */
  readonly root: string;
  /** With its local part: `"2.13.0+cpu"`. */
  readonly version: string;
  readonly source: LibtorchSource;
  /** Whether it was built with the C++11 ABI of GNU's standard library. */
  readonly cxx11Abi: boolean;
  /** Whether it has `libtorch_cuda.so`. */
  readonly cuda: boolean;
  /** Which `libtorch_cpu.so` it is: a reinstalled one has another size or time. */
  readonly library: { readonly size: number; readonly mtimeMs: number };
}

const LIBRARY = "lib/libtorch_cpu.so";

/**
 * Describes the libtorch in a folder: a standalone one, or the folder of Python's `torch` package. Throws a
 * TorchError `setup` when there is none, when it lacks its headers, or when it is older than 2.6.
 */
export function inspectLibtorch(folder: string, source: LibtorchSource): Libtorch {
  const root = resolve(folder);
  const remedy = source === "LIBTORCH" ? "unset LIBTORCH" : `pip install torch==${OWN_VERSION}`;
  const wrong = (problem: string) => setupError(problem, remedy, { path: root });
  const library = readIdentity(root);
  if (library === undefined) {
    const inside = join(root, "torch");
    if (source === "LIBTORCH" && existsSync(join(inside, LIBRARY))) {
      const problem = "LIBTORCH names this folder, and its folder torch holds the library";
      throw setupError(problem, `export LIBTORCH=${inside}`, { path: root });
    }
    throw wrong(`is no libtorch, for it has no ${LIBRARY}`);
  }
  const version = readVersion(root);
  if (version === undefined) throw wrong("is no libtorch, for it has neither build-version nor version.py");
  if (isOlder(version, OLDEST_VERSION)) {
    throw wrong(`is libtorch ${version}, and ${OLDEST_VERSION} is the oldest that serves`);
  }
  if (!existsSync(join(root, "include/ATen/ATen.h"))) throw wrong("has no headers (include/ATen/ATen.h)");
  const cxx11Abi = detectCxx11Abi(root);
  if (cxx11Abi === undefined) throw wrong("has a lib/libc10.so whose C++ ABI cannot be told");
  const cuda = existsSync(join(root, "lib/libtorch_cuda.so"));
  return { root, version, source, cxx11Abi, cuda, library };
}

/** Size and time of the library under `root`, or `undefined` when it is not there. */
export function readIdentity(root: string): Libtorch["library"] | undefined {
  const path = join(root, LIBRARY);
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat?.isFile() ? { size: stat.size, mtimeMs: Math.trunc(stat.mtimeMs) } : undefined;
  } catch (error) {
    throw storageError(error, path);
  }
}

/** The version in `build-version` (standalone) or `version.py` (Python's package), or `undefined`. */
export function readVersion(root: string): string | undefined {
  const standalone = join(root, "build-version");
  if (existsSync(standalone)) return readFileSync(standalone, "utf8").trim() || undefined;
  const packaged = join(root, "version.py");
  if (!existsSync(packaged)) return undefined;
  return /^__version__(?:: *\w+)? *= *['"]([^'"]+)['"]/m.exec(readFileSync(packaged, "utf8"))?.[1];
}

/** Why the libtorch is no longer the one described, in words that follow its path; `undefined` when it is. */
export function whyChanged(libtorch: Libtorch): string | undefined {
  const library = readIdentity(libtorch.root);
  if (library === undefined) return "is gone";
  const version = readVersion(libtorch.root);
  if (version !== libtorch.version) return `is now version ${version ?? "unknown"}, not ${libtorch.version}`;
  if (library.size !== libtorch.library.size || library.mtimeMs !== libtorch.library.mtimeMs) return "was reinstalled";
  return undefined;
}

/** Whether version `a` comes before `b`, by major and minor number. */
export function isOlder(a: string, b: string): boolean {
  const [aMajor = 0, aMinor = 0] = a.split(".").map(Number.parseFloat);
  const [bMajor = 0, bMinor = 0] = b.split(".").map(Number.parseFloat);
  return aMajor < bMajor || (aMajor === bMajor && aMinor < bMinor);
}

/** The ABI shows in the type of the message that c10's check function takes: std::string or std::__cxx11::string. */
function detectCxx11Abi(root: string): boolean | undefined {
  const path = join(root, "lib/libc10.so");
  if (!existsSync(path)) return undefined;
  const symbols = readFileSync(path);
  if (symbols.includes("torchCheckFailEPKcS2_jRKNSt7__cxx11")) return true;
  return symbols.includes("torchCheckFailEPKcS2_jRKSs") ? false : undefined;
}

/** The variables that decide which libtorch is meant, as they are now. */
export function libtorchVariables(env: Environment): Record<"LIBTORCH" | "VIRTUAL_ENV" | "CONDA_PREFIX", string> {
  return {
    LIBTORCH: env.LIBTORCH ? resolve(env.LIBTORCH) : "",
    VIRTUAL_ENV: env.VIRTUAL_ENV ?? "",
    CONDA_PREFIX: env.CONDA_PREFIX ?? "",
  };
}
