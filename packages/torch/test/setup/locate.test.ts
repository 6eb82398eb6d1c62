import assert from "node:assert/strict";
import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { TorchError } from "../../src/errors.js";
import { inspectLibtorch, isOlder, readVersion } from "../../src/setup/libtorch.js";
import { locateLibtorch } from "../../src/setup/locate.js";
import { type TraceStep, which } from "../../src/setup/tools.js";
import { fakeLibtorch, fakePython, OLD_ABI, temporaryFolder, write } from "./fakes.js";

const isSetupError = (pattern: RegExp) => (error: unknown) =>
  error instanceof TorchError && error.code === "setup" && pattern.test(error.message) && error.remedy !== undefined;

test("LIBTORCH may be Python's torch package or a standalone folder", () => {
  const folder = temporaryFolder();
  const packaged = fakeLibtorch(join(folder, "torch"), "2.7.1+cu128");
  const standalone = fakeLibtorch(join(folder, "libtorch"));
  renameSync(join(standalone, "version.py"), join(standalone, "unused"));
  write(join(standalone, "build-version"), "2.6.0+cpu\n");
  assert.equal(locateLibtorch({ LIBTORCH: packaged }, [])?.version, "2.7.1+cu128");
  assert.equal(locateLibtorch({ LIBTORCH: standalone }, [])?.version, "2.6.0+cpu");
});

test("a LIBTORCH that does not serve is an error, though another would be found", () => {
  const folder = temporaryFolder();
  const good = fakeLibtorch(join(folder, "good"));
  fakePython(join(folder, "venv/bin/python"), good);
  const env = { VIRTUAL_ENV: join(folder, "venv") };
  const trace: TraceStep[] = [];
  assert.throws(() => locateLibtorch({ ...env, LIBTORCH: folder }, trace), isSetupError(/libtorch_cpu\.so/));
  assert.equal(trace.length, 1);
  const old = fakeLibtorch(join(folder, "old"), "2.5.1");
  assert.throws(() => locateLibtorch({ ...env, LIBTORCH: old }, []), isSetupError(/2\.5\.1.*2\.6/));
});

test("a LIBTORCH that names the folder above torch is told the right one", () => {
  const folder = temporaryFolder();
  const torch = fakeLibtorch(join(folder, "torch"));
  assert.throws(() => inspectLibtorch(folder, "LIBTORCH"), { remedy: `export LIBTORCH=${torch}` });
});

test("the C++ ABI is read from the symbols of libc10", () => {
  const folder = temporaryFolder();
  assert.equal(inspectLibtorch(fakeLibtorch(join(folder, "new")), "LIBTORCH").cxx11Abi, true);
  assert.equal(inspectLibtorch(fakeLibtorch(join(folder, "old"), "2.6.0", OLD_ABI), "LIBTORCH").cxx11Abi, false);
  const neither = fakeLibtorch(join(folder, "neither"), "2.6.0", "nothing");
  assert.throws(() => inspectLibtorch(neither, "LIBTORCH"), isSetupError(/ABI/));
});

test("an activated Python comes before conda's, and conda's before the one on PATH", () => {
  const folder = temporaryFolder();
  const env: Record<string, string> = { MANDN_HOME: join(folder, "home") };
  for (const [variable, path] of [
    ["PATH", "bin"],
    ["CONDA_PREFIX", "conda"],
    ["VIRTUAL_ENV", "venv"],
  ] as const) {
    const torch = fakeLibtorch(join(folder, path, "torch"));
    const bin = path === "bin" ? "bin" : `${path}/bin`;
    fakePython(join(folder, bin, path === "bin" ? "python3" : "python"), torch);
    env[variable] = join(folder, path);
    const found = locateLibtorch(env, []);
    assert.equal(found?.root, torch);
    assert.equal(found.source, variable === "PATH" ? "python3" : variable);
  }
});

test("a Python whose torch is too old is passed over, with the reason in the trace", () => {
  const folder = temporaryFolder();
  fakePython(join(folder, "venv/bin/python"), fakeLibtorch(join(folder, "old"), "2.4.0"));
  const recent = fakeLibtorch(join(folder, "recent"), "2.10.0");
  fakePython(join(folder, "bin/python3"), recent);
  const trace: TraceStep[] = [];
  const env = { VIRTUAL_ENV: join(folder, "venv"), PATH: join(folder, "bin"), MANDN_HOME: folder };
  assert.equal(locateLibtorch(env, trace)?.root, recent);
  assert.deepEqual(
    trace.map(({ tried }) => tried.split(" ").at(-1)),
    ["LIBTORCH", "(VIRTUAL_ENV)", "CONDA_PREFIX", "(python3)"],
  );
  assert.match(trace[1]?.outcome ?? "", /2\.4\.0/);
});

const python = which("python3", process.env);

test("Python's torch is found without being imported", { skip: python ? false : "no python3 on PATH" }, () => {
  const folder = temporaryFolder();
  const torch = fakeLibtorch(join(folder, "site/torch"));
  write(join(torch, "__init__.py"), "raise SystemExit('imported')");
  const env = { PATH: process.env.PATH, PYTHONPATH: join(folder, "site"), MANDN_HOME: folder };
  assert.equal(locateLibtorch(env, [])?.root, torch);
});

test("a folder named torch where the command runs is not taken for Python's package", {
  skip: python ? false : "no python3 on PATH",
}, () => {
  const folder = temporaryFolder();
  const before = process.cwd();
  fakeLibtorch(join(folder, "torch"));
  process.chdir(folder);
  try {
    const found = locateLibtorch({ PATH: process.env.PATH, MANDN_HOME: folder }, []);
    assert.notEqual(found?.root, join(folder, "torch"));
  } finally {
    process.chdir(before);
  }
});

test("set-up's own environment counts only once it is whole", () => {
  const folder = temporaryFolder();
  const venv = join(folder, "venv-2.13.0");
  const torch = fakeLibtorch(join(venv, "lib/python3.12/site-packages/torch"), "2.13.0");
  const env = { PATH: "", MANDN_HOME: folder };
  assert.equal(locateLibtorch(env, []), undefined);
  write(join(venv, "complete.json"), "{}");
  assert.equal(locateLibtorch(env, [])?.root, torch);
});

test("versions are compared by number and read with their local part", () => {
  assert.ok(isOlder("2.5.1+cu121", "2.6"));
  assert.ok(!isOlder("2.13.0", "2.6"));
  assert.ok(!isOlder("2.6.0a0+git", "2.6"));
  assert.ok(isOlder("1.13", "2.6"));
  const folder = temporaryFolder();
  mkdirSync(join(folder, "lib"));
  write(
    join(folder, "version.py"),
    "from typing import Optional\n__version__: str = \"2.9.0.dev1\"\ngit_version = 'abc'\n",
  );
  assert.equal(readVersion(folder), "2.9.0.dev1");
});
