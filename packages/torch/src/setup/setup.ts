// `mandn-torch setup`: finds or installs libtorch, compiles the addon, writes down what it did.
// What is there already is neither looked for nor built again.

import { join } from "node:path";
import { type Environment, mandnHome } from "@mandn/base";
import { type BuildInfo, buildAddon, buildKey, readBuild } from "./build.js";
import { findCompiler } from "./compiler.js";
import { type Libtorch, whyChanged } from "./libtorch.js";
import { installLibtorch, locateLibtorch } from "./locate.js";
import { readRecord, writeRecord } from "./record.js";
import { nativeFolder, readSources } from "./sources.js";
import { withLock } from "./storage.js";
import { type Print, setupError, type TraceStep, which } from "./tools.js";

export interface SetupOptions {
  /** Look for libtorch again, even where the one found last is still there. */
  readonly fresh?: boolean;
  readonly env?: Environment;
  /** The folder of the C++ sources; the package's own by default. */
  readonly sources?: string;
  /** Takes one line for each step. */
  readonly log?: (line: string) => void;
  /** Takes what pip and the compiler print; standard error by default. */
  readonly print?: Print;
}

/**
 * Finds or installs libtorch and compiles the addon for it; what is there already is neither looked for nor built
 * again. Throws a {@link TorchError} `setup` that says in one sentence what is missing, with the command that mends
 * it in `remedy`.
 */
export async function setup(options: SetupOptions = {}): Promise<BuildInfo> {
  const { env = process.env, sources: folder = nativeFolder, log = console.log } = options;
  const print = options.print ?? ((text) => process.stderr.write(text));
  const step = (line: string, sinceMs?: number): void =>
    log(sinceMs === undefined ? line : `${line}  (${((Date.now() - sinceMs) / 1000).toFixed(2)} s)`);
  if (process.platform !== "linux") {
    throw setupError(
      `@mandn/torch runs on Linux, and this is ${process.platform}`,
      process.platform === "win32" ? "wsl --install, then work inside it" : "docker run -it node:22 bash",
    );
  }
  let start = Date.now();
  const sources = readSources(folder);
  const python3 = which("python3", env) ?? "";
  const before = options.fresh ? undefined : readRecord(env, folder);
  const trace: TraceStep[] = [];
  let libtorch: Libtorch | undefined;
  if (before !== undefined && before.python3 === python3 && whyChanged(before.libtorch) === undefined) {
    libtorch = before.libtorch;
    trace.push(...before.trace);
  } else {
    libtorch = locateLibtorch(env, trace);
    if (libtorch === undefined) {
      libtorch = await installLibtorch(env, log, print);
      trace.push({
        tried: "pip install into set-up's own virtual environment",
        outcome: `libtorch ${libtorch.version}`,
      });
    }
  }
  step(`libtorch ${libtorch.version} (${libtorch.source}) in ${libtorch.root}`, start);
  start = Date.now();
  const compiler = findCompiler(env, []);
  const key = buildKey(sources, libtorch, compiler, env);
  const done = readBuild(env, key);
  if (done) step(`addon ${key.slice(0, 8)} is built`, start);
  const build =
    done ??
    (await withLock(
      join(mandnHome(env), "builds", `${key}.lock`),
      env,
      async () => readBuild(env, key) ?? buildAddon(sources, libtorch, compiler, env, step, print),
      (owner) => log(`Waiting for ${owner}, which is building the same addon`),
    ));
  if (before?.build !== key || before.libtorch !== libtorch)
    writeRecord(env, folder, { libtorch, build: key, python3, trace });
  return build;
}
