// Where libtorch is: named by the environment, in a Python that has torch, or installed by pip into a folder of our
// own. Each thing that was tried is kept, for the doctor.

import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Environment, mandnHome } from "@mandn/base";
import { TorchError } from "../errors.js";
import { inspectLibtorch, type Libtorch, type LibtorchSource, OWN_VERSION } from "./libtorch.js";
import { readJson, requireSpace, withLock, writeJson } from "./storage.js";
import { capture, installCommand, type Output, type Print, run, setupError, type TraceStep, which } from "./tools.js";
import { noteWheels, wheelsIn } from "./wheels.js";

/**
 * Finds libtorch: `LIBTORCH`; else the torch package of an activated Python or of the `python3` on `PATH`; else
 * set-up's own virtual environment, if it is there. Returns `undefined` when none of them has one. What is tried is
 * added to `trace`. Throws a {@link TorchError} `setup` when `LIBTORCH` names something that does not serve.
 */
export function locateLibtorch(env: Environment, trace: TraceStep[]): Libtorch | undefined {
  if (env.LIBTORCH) {
    const tried = `LIBTORCH=${env.LIBTORCH}`;
    try {
      const libtorch = inspectLibtorch(env.LIBTORCH, "LIBTORCH");
      trace.push({ tried, outcome: `libtorch ${libtorch.version}` });
      return libtorch;
    } catch (error) {
      trace.push({ tried, outcome: messageOf(error) });
      throw error;
    }
  }
  trace.push({ tried: "LIBTORCH", outcome: "not set" });
  for (const { source, python, absent } of pythons(env)) {
    if (python === undefined) {
      trace.push({ tried: source, outcome: absent });
      continue;
    }
    const tried = `torch of ${python} (${source})`;
    try {
      const folder = torchFolder(python, env);
      if (folder !== undefined) {
        const libtorch = inspectLibtorch(folder, source);
        trace.push({ tried, outcome: `libtorch ${libtorch.version} in ${libtorch.root}` });
        return libtorch;
      }
      trace.push({ tried, outcome: "has no torch" });
    } catch (error) {
      if (!(error instanceof TorchError)) throw error;
      trace.push({ tried, outcome: error.message });
    }
  }
  const venv = ownVenv(env);
  const own = inspectOwn(venv);
  trace.push({ tried: `set-up's own ${venv}`, outcome: own ? `libtorch ${own.version}` : "not there" });
  return own;
}

interface PythonCandidate {
  readonly source: LibtorchSource;
  readonly python: string | undefined;
  readonly absent: string;
}

function pythons(env: Environment): PythonCandidate[] {
  const activated = (["VIRTUAL_ENV", "CONDA_PREFIX"] as const).map((source): PythonCandidate => {
    const folder = env[source];
    if (!folder) return { source, python: undefined, absent: "not set" };
    const python = which(join(folder, "bin/python"), env) ?? which(join(folder, "bin/python3"), env);
    return { source, python, absent: `${folder} has no bin/python` };
  });
  return [...activated, { source: "python3", python: which("python3", env), absent: "not on PATH" }];
}

/** Python's torch package, found without importing it and without looking in the current folder. */
const FIND_TORCH = `
import sys
sys.path[:] = [p for p in sys.path if p]
import importlib.util
spec = importlib.util.find_spec("torch")
print(spec.submodule_search_locations[0] if spec and spec.origin and spec.submodule_search_locations else "")
`;

function torchFolder(python: string, env: Environment): string | undefined {
  const { status, stdout, stderr } = capture(python, ["-c", FIND_TORCH], env);
  if (status !== 0) {
    const reason = stderr.trim().split("\n").at(-1) || `status ${status}`;
    throw new TorchError("setup", `cannot be run: ${reason}`, { path: python });
  }
  return stdout.trim() || undefined;
}

/** The folder of set-up's own virtual environment. */
export function ownVenv(env: Environment): string {
  return join(mandnHome(env), `venv-${OWN_VERSION}`);
}

/** Written last, so that a virtual environment whose making was broken off is not taken for a whole one. */
const COMPLETE = "complete.json";

function inspectOwn(venv: string): Libtorch | undefined {
  if (readJson(join(venv, COMPLETE)) === undefined) return undefined;
  const packages = sitePackages(venv);
  if (packages === undefined) return undefined;
  const root = join(packages, "torch");
  return existsSync(root) ? inspectLibtorch(root, "own") : undefined;
}

/** Where a virtual environment has its packages. */
function sitePackages(venv: string): string | undefined {
  const lib = join(venv, "lib");
  const python = existsSync(lib) ? readdirSync(lib).find((name) => name.startsWith("python3")) : undefined;
  const folder = python === undefined ? undefined : join(lib, python, "site-packages");
  return folder !== undefined && existsSync(folder) ? folder : undefined;
}

const SPACE_FOR_VENV = 2 * 2 ** 30;

/**
 * Makes set-up's own virtual environment with torch, or waits for another process that is making it. What pip installed is noted
 * (wheels.ts). Throws a {@link TorchError} `setup` that says what is missing: Python, its venv module, disk space or the network; or
 * that pip installed something else than the first time.
 */
export async function installLibtorch(env: Environment, log: (line: string) => void, print: Print): Promise<Libtorch> {
  const venv = ownVenv(env);
  const python = findPython(env);
  return withLock(
    `${venv}.lock`,
    env,
    async () => {
      const done = inspectOwn(venv);
      if (done) return done;
      requireSpace(mandnHome(env), SPACE_FOR_VENV, `Installing torch ${OWN_VERSION}`);
      rmSync(venv, { recursive: true, force: true });
      log(`Making a virtual environment with torch ${OWN_VERSION} in ${venv}`);
      const made = await run(python, ["-m", "venv", venv], { env });
      if (made.status !== 0) throw venvError(made, python, env);
      // Wheels alone: the build of a source package would run whatever it holds.
      const packages = ["--only-binary", ":all:", `torch==${OWN_VERSION}`];
      const pip = ["-m", "pip", "install", "--disable-pip-version-check", ...packages];
      const installed = await run(join(venv, "bin/python"), pip, { env, print });
      if (installed.status !== 0) throw pipError(installed, env);
      const wheels = wheelsIn(sitePackages(venv) ?? venv);
      noteWheels(wheels, env);
      writeJson(join(venv, COMPLETE), { packages, wheels });
      const own = inspectOwn(venv);
      if (!own) throw setupError(`pip left no torch in ${venv}`, `rm -rf ${venv} && npx mandn-torch setup`);
      return own;
    },
    (owner) => log(`Waiting for ${owner}, which is installing torch`),
  );
}

const PYTHON_NAMES = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python3.14"];
const PROBE = "import sys; print('%d.%d' % sys.version_info[:2])\nimport venv, ensurepip";

/** A Python that can make a virtual environment and is new enough for torch. */
function findPython(env: Environment): string {
  const found = PYTHON_NAMES.map((name) => which(name, env)).filter((path) => path !== undefined);
  if (found.length === 0) {
    throw setupError(
      "Neither libtorch nor Python 3 to install it with was found",
      installCommand({ apt: "python3 python3-venv", dnf: "python3" }, env),
    );
  }
  const probes = found.map((python) => ({ python, ...capture(python, ["-c", PROBE], env) }));
  const recent = probes.filter(({ stdout }) => stdout.trim() !== "" && !isOlderPython(stdout.trim()));
  const usable = recent.find(({ status }) => status === 0);
  if (usable) return usable.python;
  const [first] = recent;
  if (first) {
    const version = first.stdout.trim();
    throw setupError(
      `Python ${version} (${first.python}) lacks its venv module`,
      installCommand({ apt: `python${version}-venv`, dnf: "python3-pip" }, env),
    );
  }
  const versions = probes.map(({ python, stdout }) => `${python} is ${stdout.trim() || "not working"}`).join(", ");
  throw setupError(
    `torch ${OWN_VERSION} needs Python 3.10 or newer (${versions})`,
    installCommand({ apt: "python3.12 python3.12-venv", dnf: "python3.12" }, env),
  );
}

function isOlderPython(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < 3 || (major === 3 && minor < 10);
}

function venvError({ stdout, stderr }: Output, python: string, env: Environment): TorchError {
  const text = `${stdout}\n${stderr}`;
  if (isFull(text)) return fullError(env);
  const reason = text.trim().split("\n").at(-1) ?? "";
  return setupError(
    `${python} -m venv failed (${reason})`,
    installCommand({ apt: "python3-venv", dnf: "python3-pip" }, env),
  );
}

function pipError({ stdout, stderr }: Output, env: Environment): TorchError {
  const text = `${stdout}\n${stderr}`;
  if (isFull(text)) return fullError(env);
  const again = "npx mandn-torch setup";
  if (
    /NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError|ConnectionError|Temporary failure in name resolution/i.test(
      text,
    )
  ) {
    return setupError(
      `torch ${OWN_VERSION} could not be downloaded because the network or the package index cannot be reached`,
      `connect (or set HTTPS_PROXY, or point LIBTORCH to an installed libtorch), then ${again}`,
    );
  }
  if (/No matching distribution found/.test(text)) {
    return setupError(
      `pip finds no torch ${OWN_VERSION} for this Python and machine`,
      `export LIBTORCH=<folder of a libtorch ≥ 2.6>, then ${again}`,
    );
  }
  const reason = stderr.trim().split("\n").at(-1) ?? "";
  return setupError(`pip could not install torch ${OWN_VERSION} (${reason})`, again);
}

const isFull = (text: string) => /No space left on device|Disk quota exceeded/i.test(text);

function fullError(env: Environment): TorchError {
  return setupError(
    `The disk became full while installing torch ${OWN_VERSION} in ${mandnHome(env)}`,
    "make room, or: export MANDN_HOME=<folder on a larger disk>",
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
