import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mandnHome } from "@mandn/base";

const BIN = fileURLToPath(new URL("../../../bin/mn.js", import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Called with what was written to standard error so far; a signal that it returns is sent, once. */
  readonly interrupt?: (stderr: string) => NodeJS.Signals | undefined;
}

/** Runs the command line in a process of its own. */
export function mn(args: readonly string[], { env = {}, interrupt }: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], {
      env: { ...process.env, OMP_NUM_THREADS: "1", MN_DEBUG: "", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const text = { stdout: "", stderr: "" };
    let isSent = false;
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (chunk: string) => {
        text[stream] += chunk;
        const signal = isSent ? undefined : interrupt?.(text.stderr);
        if (signal !== undefined) isSent = child.kill(signal);
      });
    }
    child.on("error", reject).on("close", (code) => resolve({ code, ...text }));
  });
}

/** Runs a line of bash in which `$MN` stands for the command line; the last command's code is the outcome's. */
export function shell(line: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-c", line], {
      env: { ...process.env, OMP_NUM_THREADS: "1", MN_DEBUG: "", MN: `${process.execPath} ${BIN}`, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const text = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (chunk: string) => {
        text[stream] += chunk;
      });
    }
    child.on("error", reject).on("close", (code) => resolve({ code, ...text }));
  });
}

/** A folder of the tests' own, with `MANDN_HOME` in it: caches are new, the engine is the one that is set up. */
export class Workplace {
  readonly root = mkdtempSync(join(tmpdir(), "mn-cli-"));
  readonly env: Readonly<Record<string, string>>;

  constructor() {
    const home = mkdtempSync(join(this.root, "home-"));
    const caches = new Set(["checks", "prepared"]);
    for (const name of readdirSync(mandnHome()).filter((entry) => !caches.has(entry))) {
      symlinkSync(join(mandnHome(), name), join(home, name));
    }
    this.env = { MANDN_HOME: home };
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  dispose(): void {
    rmSync(this.root, { recursive: true });
  }
}
