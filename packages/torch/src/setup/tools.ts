// Programs of the system that set-up needs, the commands that install them, and the error that says both.
// Python's pip and the compiler are run from here.

import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import type { Environment } from "@mandn/base";
import { TorchError } from "../errors.js";

/** One thing that was tried while finding libtorch or a compiler, and what came of it. */
export interface TraceStep {
  readonly tried: string;
  readonly outcome: string;
}

/** The path of a program as the shell would find it, or `undefined`. A name with a slash is a path. */
export function which(name: string, env: Environment): string | undefined {
  if (name.includes("/")) return isProgram(name) ? resolve(name) : undefined;
  for (const folder of (env.PATH ?? "").split(delimiter)) {
    const path = join(folder || ".", name);
    if (isProgram(path)) return resolve(path);
  }
  return undefined;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The command that installs a system package with whichever package manager `PATH` has. */
export function installCommand(names: { readonly apt: string; readonly dnf: string }, env: Environment): string {
  if (!which("apt-get", env) && which("dnf", env)) return `sudo dnf install -y ${names.dnf}`;
  return `sudo apt-get install -y ${names.apt}`;
}

/** A `setup` error in one sentence: what is missing, and the command that mends it. */
export function setupError(problem: string, remedy: string, details: { path?: string; cause?: unknown } = {}) {
  return new TorchError("setup", `${problem}; mend it with:`, { ...details, remedy });
}

/** Takes what pip and the compiler print, as it comes. */
export type Print = (text: string) => void;

export interface Output {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a short program to its end and returns what it printed. */
export function capture(program: string, args: readonly string[], env: Environment, input = ""): Output {
  const result = spawnSync(program, [...args], { env: { ...env }, encoding: "utf8", input, maxBuffer: 2 ** 26 });
  if (result.error) return { status: null, stdout: "", stderr: result.error.message };
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** Runs a long program, keeping what it prints; it is also given to `print` as it comes. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly env: Environment; readonly cwd?: string; readonly print?: Print },
): Promise<Output> {
  return new Promise((done) => {
    const child = spawn(program, [...args], {
      env: { ...options.env },
      cwd: options.cwd,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (data: Buffer) => {
      stdout.push(data);
      options.print?.(data.toString());
    });
    child.stderr.on("data", (data: Buffer) => {
      stderr.push(data);
      options.print?.(data.toString());
    });
    child.on("error", (error) => done({ status: null, stdout: "", stderr: error.message }));
    child.on("close", (status) =>
      done({ status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
  });
}
