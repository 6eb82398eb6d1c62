import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, renameSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import type { Environment } from "@mandn/base";
import { TorchError } from "../../src/errors.js";
import { doctor, formatReport } from "../../src/setup/doctor.js";
import { checkedBuild, loadBuild } from "../../src/setup/load.js";
import { setup } from "../../src/setup/setup.js";
import { capture } from "../../src/setup/tools.js";
import { compiler, temporaryFolder, tinyLibtorch, write } from "./fakes.js";

const ADDON = `
#include <node_api.h>
#include "kernel.h"
extern "C" int torch_answer();
NAPI_MODULE_INIT() {
  napi_value value;
  napi_create_int32(env, torch_answer() + offset(), &value);
  napi_set_named_property(env, exports, "answer", value);
  return exports;
}
`;
const OFFSET = '#include "kernel.h"\nint offset() { return 1; }\n';
const KERNEL =
  "#define JOIN2(a, b) a##b\n#define JOIN(a, b) JOIN2(a, b)\nint JOIN(kernel_, CPU_CAPABILITY)() { return 0; }\n";
const KERNELS = process.arch === "x64" ? 3 : 1;

describe("building and loading", { skip: compiler ? false : "no g++ on PATH" }, () => {
  const folder = temporaryFolder();
  const sources = join(folder, "native");
  let env: Environment;
  const lines: string[] = [];
  const build = async () => {
    lines.length = 0;
    return setup({ env, sources, log: (line) => lines.push(line), print: () => {} });
  };
  const compiled = () => lines.filter((line) => line.startsWith("compiled")).map((line) => line.split(" ")[1]);
  const refusal = (pattern: RegExp) => (error: unknown) =>
    error instanceof TorchError &&
    error.code === "setup" &&
    error.remedy === "npx mandn-torch setup" &&
    pattern.test(error.message);

  before(async () => {
    env = {
      PATH: process.env.PATH,
      MANDN_HOME: join(folder, "home"),
      LIBTORCH: tinyLibtorch(join(folder, "torch"), process.env),
    };
    write(join(sources, "addon.cc"), ADDON);
    write(join(sources, "offset.cc"), OFFSET);
    write(join(sources, "kernel.h"), "int offset();\n");
    write(join(sources, "kernels/kernel.cc"), KERNEL);
    assert.throws(() => checkedBuild(env, sources), refusal(/not set up/));
    await build();
  });

  test("the addon is built from all its files, kernels once for each instruction set, and loads", () => {
    assert.equal(compiled().length, 2 + KERNELS);
    const { binding, build } = loadBuild(checkedBuild(env, sources));
    assert.deepEqual({ ...(binding as object) }, { answer: 43 });
    assert.equal(build.libtorch.version, "2.7.1");
  });

  test("a second set-up compiles nothing; a changed file is compiled alone, and changing it back needs nothing", async () => {
    const first = await build();
    assert.deepEqual(compiled(), []);
    write(join(sources, "offset.cc"), OFFSET.replace("1", "2"));
    assert.throws(() => checkedBuild(env, sources), refusal(/sources have changed/));
    const second = await build();
    assert.deepEqual(compiled(), ["offset.cc"]);
    assert.notEqual(second.key, first.key);
    write(join(sources, "offset.cc"), OFFSET);
    assert.equal((await build()).key, first.key);
    assert.deepEqual(compiled(), []);
  });

  test("the library is found by the addon's own path, whatever LD_LIBRARY_PATH says", () => {
    const other = join(folder, "other");
    mkdirSync(other, { recursive: true });
    const args = ["-shared", "-fPIC", "-x", "c++", "-", "-o", join(other, "libtorch_cpu.so")];
    const code = 'extern "C" int torch_answer() { return 7; }';
    assert.equal(capture(compiler ?? "", args, process.env, code).status, 0);
    const script = "const m={exports:{}};process.dlopen(m,process.argv[1]);console.log(m.exports.answer)";
    const { stdout } = spawnSync(process.execPath, ["-e", script, checkedBuild(env, sources).addon], {
      env: { LD_LIBRARY_PATH: other },
      encoding: "utf8",
    });
    assert.equal(stdout, "43\n");
  });

  test("a libtorch that was reinstalled, changed its version or went away is refused before it is touched", async () => {
    const torch = join(folder, "torch");
    const library = join(torch, "lib/libtorch_cpu.so");
    const now = new Date();
    utimesSync(library, now, new Date(2020, 1, 1));
    assert.throws(() => checkedBuild(env, sources), refusal(/was reinstalled/));
    write(join(torch, "version.py"), "__version__ = '2.8.0'\n");
    assert.throws(() => checkedBuild(env, sources), refusal(/now version 2\.8\.0, not 2\.7\.1/));
    renameSync(library, `${library}.away`);
    assert.throws(() => checkedBuild(env, sources), refusal(/is gone/));
    renameSync(`${library}.away`, library);
    assert.equal((await build()).libtorch.version, "2.8.0");
    assert.equal(checkedBuild(env, sources).libtorch.version, "2.8.0");
  });

  test("another environment than that of set-up is refused, and named", () => {
    assert.throws(
      () => checkedBuild({ ...env, VIRTUAL_ENV: "/some/venv" }, sources),
      refusal(/VIRTUAL_ENV=\/some\/venv/),
    );
  });

  test("two set-ups at once give one build and leave nothing else behind", async () => {
    const home = join(folder, "home-of-two");
    const options = { env: { ...env, MANDN_HOME: home }, sources, log: () => {} };
    const [a, b] = await Promise.all([setup(options), setup(options)]);
    assert.equal(a.addon, b.addon);
    assert.deepEqual(readdirSync(join(home, "builds")), [a.key]);
    assert.equal(readdirSync(join(home, "objects")).length, 2 + KERNELS);
  });

  test("a symbol that libtorch lacks shows when the addon is built, not in a run", async () => {
    write(
      join(sources, "offset.cc"),
      `${OFFSET}extern "C" int no_such_symbol();\nint never_called() { return no_such_symbol(); }\n`,
    );
    await assert.rejects(build(), { code: "setup", message: /no_such_symbol/ });
    write(join(sources, "offset.cc"), OFFSET);
  });

  test("a source that does not compile is named", async () => {
    write(join(sources, "offset.cc"), "#error broken on purpose by a test\n");
    await assert.rejects(build(), { code: "setup", message: /^offset\.cc does not compile/ });
    write(join(sources, "offset.cc"), OFFSET);
  });

  test("doctor reports what is there, asks the engine only when the build is good, and traces what was tried", async () => {
    await build();
    const engine = () => ({
      version: "2.8.0",
      devices: ["cpu"],
      threads: { intraOp: 2, interOp: 1 },
      capability: "AVX2",
      allocator: "caching",
    });
    const report = await doctor(engine, env, sources);
    assert.deepEqual(report.problems, []);
    assert.equal(report.libtorch?.version, "2.8.0");
    assert.equal(report.engine?.threads.intraOp, 2);
    assert.match(report.trace[0]?.tried ?? "", /^LIBTORCH=/);
    assert.match(formatReport(report), /threads {3}2 within[\s\S]*No problem found/);
    const missing = await doctor(assert.fail, { ...env, MANDN_HOME: join(folder, "empty"), CXX: "no-such" }, sources);
    assert.equal(missing.build, undefined);
    assert.deepEqual(missing.problems.length, 2);
    assert.match(formatReport(missing), /Problems:\n.*CXX names no-such.*\n.*not set up/);
  });
});
