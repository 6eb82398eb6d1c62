// The last step before a tensor: the build that belongs to this environment is checked, then loaded.
// A libtorch other than the one that the addon was compiled for is never touched.

import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { type Environment, mandnHome } from "@mandn/base";
import { type BuildInfo, readBuild } from "./build.js";
import { libtorchVariables, whyChanged } from "./libtorch.js";
import { readRecord } from "./record.js";
import { nativeFolder, readSources } from "./sources.js";
import { setupError } from "./tools.js";

const REMEDY = "npx mandn-torch setup";

/**
 * The build that belongs to this package and environment, checked but not loaded: that set-up has run under the same
 * `LIBTORCH`, `VIRTUAL_ENV` and `CONDA_PREFIX`, that the addon comes from the sources as they are now and for this
 * architecture, and that the libtorch it is linked to is still the same. Starts no process. Throws a
 * TorchError `setup` otherwise.
 */
export function checkedBuild(env: Environment = process.env, sourcesFolder: string = nativeFolder): BuildInfo {
  const record = readRecord(env, sourcesFolder);
  if (record === undefined) {
    const set = Object.entries(libtorchVariables(env)).filter(([, value]) => value !== "");
    const where = set.map(([name, value]) => `${name}=${value}`).join(", ") || "no LIBTORCH or activated Python";
    throw setupError(`The engine is not set up for this environment (${where}; ${mandnHome(env)})`, REMEDY);
  }
  const build = readBuild(env, record.build);
  if (build === undefined) throw setupError("the built addon is gone from the cache", REMEDY, { path: mandnHome(env) });
  if (build.architecture !== process.arch) {
    throw setupError(`The addon was built for ${build.architecture} and this Node.js is ${process.arch}`, REMEDY);
  }
  const change = whyChanged(build.libtorch);
  if (change !== undefined) {
    throw setupError(`the libtorch that the addon was built for ${change}`, REMEDY, {
      path: build.libtorch.root,
    });
  }
  if (readSources(sourcesFolder).hash !== build.sources) {
    throw setupError("the addon's C++ sources have changed since it was built", REMEDY, { path: sourcesFolder });
  }
  return build;
}

let loaded: { readonly binding: unknown; readonly build: BuildInfo } | undefined;

/**
 * Loads the addon, after the checks of {@link checkedBuild}: a libtorch other than the one it was built for is never
 * touched. Loaded once in each thread; later calls return the same. Throws a TorchError `setup`.
 */
export function loadAddon(): { binding: unknown; build: BuildInfo } {
  loaded ??= loadBuild(checkedBuild());
  return loaded;
}

/**
 * How often a thread of libtorch's pool looks for work before it sleeps. By default, GNU OpenMP looks for milliseconds, and
 * where another process wants a core too, threads that look for work take it from those that have some: on two cores with
 * one other busy process a training step took 7 s instead of 0.65 s.
 */
const SPINS = "1000";

/**
 * A second engine in one process would end it: both register the same operators with one dispatcher. Two versions of this
 * package have two, in one thread or in several, so it is the process's mapped files that are looked at. (A file that was
 * replaced since it was loaded is another one too.)
 */
function refuseSecondEngine({ addon, libtorch }: BuildInfo): void {
  const own = new Set([addon, join(libtorch.root, "lib/libtorch_cpu.so")].map((path) => realpathSync(path)));
  const paths = readFileSync("/proc/self/maps", "utf8").matchAll(
    /\/.*\/(?:builds\/[^/]+\/torch\.node|libtorch_cpu\.so)( \(deleted\))?$/gm,
  );
  for (const [path] of paths) {
    if (own.has(path)) continue;
    throw setupError(
      "another engine runs in this process already, and there can be one only",
      "npm ls @mandn/torch, then keep one version, or use one process for each",
      { path },
    );
  }
}

/** Loads a checked build. Threads wait as {@link SPINS} says, unless the environment has a `GOMP_SPINCOUNT` of its own. */
export function loadBuild(build: BuildInfo): { binding: unknown; build: BuildInfo } {
  refuseSecondEngine(build);
  process.env.GOMP_SPINCOUNT ??= SPINS;
  const target: { exports: unknown } = { exports: {} };
  try {
    process.dlopen(target, build.addon);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw setupError(`the addon cannot be loaded (${reason})`, REMEDY, { path: build.addon, cause });
  }
  return { binding: target.exports, build };
}
