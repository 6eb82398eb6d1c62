// The library for NCCL, built from made-up headers and a tiny libtorch: there need be no GPU.
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { doctor, formatReport } from "../../src/setup/doctor.js";
import { inspectLibtorch } from "../../src/setup/libtorch.js";
import { checkedBuild } from "../../src/setup/load.js";
import { findNcclHeaders } from "../../src/setup/nccl.js";
import { setup } from "../../src/setup/setup.js";
import { capture } from "../../src/setup/tools.js";
import { compiler, fakeLibtorch, temporaryFolder, tinyLibtorch, write } from "./fakes.js";

const HEADERS = [
  "nccl.h",
  "cuda_runtime.h",
  "crt/host_defines.h",
  "nv/target",
  "cublas_v2.h",
  "cusparse.h",
  "cusolverDn.h",
];

test("NCCL's headers are looked for where CUDA_HOME and pip put them, and the first that is missing is named", () => {
  const folder = temporaryFolder();
  const root = fakeLibtorch(join(folder, "site-packages", "torch"));
  const find = (env = {}) => findNcclHeaders(inspectLibtorch(root, "LIBTORCH"), env, []);
  assert.deepEqual(find(), { missing: "this libtorch has no CUDA" });
  write(join(root, "lib/libtorch_cuda.so"), "");
  const env = { CUDA_HOME: join(folder, "cuda") };
  assert.match(find(env).missing ?? "", /^the header nccl\.h is not found.*CUDA_HOME/);
  const pip = join(folder, "site-packages/nvidia/nccl/include");
  write(join(pip, "nccl.h"), "");
  assert.match(find(env).missing ?? "", /^the header cuda_runtime\.h is not found/);
  for (const header of HEADERS.slice(1)) write(join(folder, "cuda/include", header), "");
  assert.deepEqual(find(env).folders, [pip, join(folder, "cuda/include")]);
});

describe("building the library for NCCL", { skip: compiler ? false : "no g++ on PATH" }, () => {
  test("it is built beside the addon; where its headers do not fit the addon is built alone, and doctor says why", async () => {
    const folder = temporaryFolder();
    const sources = join(folder, "native");
    const root = tinyLibtorch(join(folder, "torch"), process.env);
    const args = ["-shared", "-fPIC", "-x", "c++", "-", "-o", join(root, "lib/libtorch_cuda.so")];
    const cudaCode = 'extern "C" int cuda_answer() { return 1; }';
    assert.equal(capture(compiler ?? "", args, process.env, cudaCode).status, 0);
    write(
      join(sources, "addon.cc"),
      "#include <node_api.h>\nNAPI_MODULE_INIT() {\n  (void)env;\n  return exports;\n}\n",
    );
    write(
      join(sources, "distributed/nccl.cc"),
      `#include <nccl.h>
       extern "C" int cuda_answer();
       extern "C" __attribute__((visibility("default"))) int mandn_nccl() { return NCCL_ANSWER + cuda_answer(); }
      `,
    );
    const cuda = join(folder, "cuda");
    const env = { PATH: process.env.PATH, MANDN_HOME: join(folder, "home"), LIBTORCH: root, CUDA_HOME: cuda };
    const lines: string[] = [];
    const build = () => setup({ env, sources, log: (line) => lines.push(line), print: () => {} });
    const row = async () => /^ranks.*$/m.exec(formatReport(await doctor(undefined, env, sources)))?.[0] ?? "";

    for (const header of HEADERS) write(join(cuda, "include", header), "#pragma once\n");
    const unfit = await build();
    const problem = /distributed\/nccl\.cc does not compile with the headers in .*cuda\/include \(.*NCCL_ANSWER/;
    assert.match(unfit.nccl.missing ?? "", problem);
    assert.ok(lines.some((line) => line.startsWith("NCCL is left out: ") && problem.test(line)));
    assert.match(await row(), /^ranks {5}gloo; no NCCL, for distributed\/nccl\.cc does not compile/);

    // Another NCCL at the same place is found by the next set-up.
    write(join(cuda, "include/nccl.h"), "#define NCCL_ANSWER 41\n");
    const built = await build();
    assert.equal(built.nccl.library, join(dirname(built.addon), "nccl.so"));
    assert.deepEqual(checkedBuild(env, sources), built);
    assert.equal(await row(), "ranks     gloo; NCCL");
    const script = "import ctypes, sys; print(ctypes.CDLL(sys.argv[1]).mandn_nccl())";
    assert.equal(capture("python3", ["-c", script, built.nccl.library ?? ""], process.env).stdout, "42\n");
  });
});
