// Two versions of this package in one process: the second says so, instead of ending the process from within libtorch.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { checkedBuild } from "../../src/setup/load.js";
import { temporaryFolder } from "./fakes.js";

const LOAD = JSON.stringify(new URL("../../src/setup/load.js", import.meta.url).href);
const ENGINE = JSON.stringify(new URL("../../src/index.js", import.meta.url).href);

/** Loads the engine and then a second one from `process.argv[1]`, where `second` says; prints the error. */
const PROGRAMS: Readonly<Record<string, string>> = {
  "in the same thread": `
    const { ones } = await import(${ENGINE});
    const { checkedBuild, loadBuild } = await import(${LOAD});
    console.log(ones([2]).shape.join());
    const { code, message } = (() => {
      try { return loadBuild({ ...checkedBuild(), addon: process.argv[1] }); } catch (error) { return error; }
    })();
    console.log(code, message);`,
  "in another thread": `
    const { Worker } = await import("node:worker_threads");
    const { ones } = await import(${ENGINE});
    console.log(ones([2]).shape.join());
    const second = \`
      const { checkedBuild, loadBuild } = await import(${LOAD});
      loadBuild({ ...checkedBuild(), addon: process.argv[1] });\`;
    new Worker(new URL("data:text/javascript," + encodeURIComponent(second)), { argv: [process.argv[1]] })
      .on("error", ({ code, message }) => console.log(code, message));`,
};

for (const [where, program] of Object.entries(PROGRAMS)) {
  test(`a second engine ${where} is a setup error that names the first`, () => {
    const { addon } = checkedBuild();
    const copy = join(temporaryFolder(), "builds", "other", "torch.node");
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(addon, copy);
    const { stdout, stderr, signal } = spawnSync(process.execPath, ["--input-type=module", "--eval", program, copy], {
      cwd: fileURLToPath(new URL(".", import.meta.url)),
      encoding: "utf8",
    });
    assert.equal(signal, null, stderr);
    const [shape, error = ""] = stdout.split("\n");
    assert.equal(shape, "2", stderr);
    assert.match(
      error,
      /^setup .*torch\.node: another engine runs in this process already.*npm ls @mandn\/torch/,
      stderr,
    );
    assert.ok(error.includes(realpathSync(addon)));
  });
}

test("the same engine in several threads is one", () => {
  const program = `
    const { Worker } = await import("node:worker_threads");
    const use = \`const { ones } = await import(${ENGINE}); console.log(ones([2]).shape.join());\`;
    await import("data:text/javascript," + encodeURIComponent(use));
    new Worker(new URL("data:text/javascript," + encodeURIComponent(use)));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    encoding: "utf8",
  });
  assert.equal(stdout, "2\n2\n", stderr);
});
