import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import type { Environment } from "@mandn/base";
import { capture, which } from "../../src/setup/tools.js";

/** An empty folder, removed when the tests of the file are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "mandn-setup-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function write(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** A shell script in the place of a program. */
export function fakeProgram(path: string, script: string): string {
  write(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

export const NEW_ABI = "_ZN3c106detail14torchCheckFailEPKcS2_jRKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE";
export const OLD_ABI = "_ZN3c106detail14torchCheckFailEPKcS2_jRKSs";

/** What looks like a libtorch of Python's torch package, without code in it. */
export function fakeLibtorch(root: string, version = "2.7.1+cpu", abi = NEW_ABI): string {
  write(join(root, "lib/libtorch_cpu.so"), "not a library");
  write(join(root, "lib/libc10.so"), `\0${abi}\0`);
  write(join(root, "include/ATen/ATen.h"), "");
  write(join(root, "version.py"), `__all__ = ['__version__']\n__version__ = '${version}'\ncuda: str = None\n`);
  return root;
}

/** A Python that says it has its torch package in `torch` (none if empty), and makes no virtual environment. */
export function fakePython(path: string, torch: string, { version = "3.12", venv = true } = {}): string {
  return fakeProgram(
    path,
    `case "$2" in *find_spec*) echo '${torch}';; *ensurepip*) echo ${version}; ${venv ? "exit 0" : "exit 1"};; *) exit 1;; esac`,
  );
}

/** A folder for `PATH` that holds links to the programs of this machine that are named. */
export function binFolder(folder: string, ...names: string[]): string {
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    const program = which(name, process.env);
    if (program === undefined) throw new Error(`${name} is not on PATH`);
    symlinkSync(program, join(folder, name));
  }
  return folder;
}

export const compiler = which("g++", process.env) ?? which("c++", process.env);

/** A libtorch with real, tiny libraries, to link to and to load; `compiler` must be there. */
export function tinyLibtorch(root: string, env: Environment): string {
  fakeLibtorch(root, "2.7.1");
  const build = (name: string, code: string) => {
    const args = ["-shared", "-fPIC", "-x", "c++", "-", "-o", join(root, "lib", name), `-Wl,-soname,${name}`];
    const { status, stderr } = capture(compiler ?? "", args, env, code);
    if (status !== 0) throw new Error(stderr);
  };
  build("libtorch_cpu.so", 'extern "C" int torch_answer() { return 42; }');
  build("libc10.so", `extern "C" int ${NEW_ABI}() { return 0; }`);
  return root;
}
