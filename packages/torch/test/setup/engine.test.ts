import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { loadAddon } from "../../src/setup/load.js";

test("the loaded addon runs with the libtorch it was built for and with one OpenMP, that of libtorch", () => {
  const { binding, build } = loadAddon();
  assert.equal(loadAddon().binding, binding);
  const mapped = new Set<string>();
  for (const line of readFileSync("/proc/self/maps", "utf8").split("\n")) {
    const path = line.split(/\s+/)[5];
    if (path?.startsWith("/")) mapped.add(path);
  }
  const named = (pattern: RegExp) => [...mapped].filter((path) => pattern.test(path));
  assert.deepEqual(named(/libtorch_cpu\.so/), [join(build.libtorch.root, "lib/libtorch_cpu.so")]);
  assert.deepEqual(named(/libc10\.so/).map(dirname), [join(build.libtorch.root, "lib")]);
  assert.equal(named(/lib(gomp|omp|iomp5)[-.\w]*\.so/).length, 1);
});
