// Scans are read where there is no libtorch: only ../src/tensor, a door of its own, knows the engine.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { NIFTI, readExpected, temporaryFolder } from "./fixtures.js";

const PROGRAM = `
  const { readVolume } = await import("@mandn/imaging");
  const { shape } = await readVolume(process.argv[1]);
  console.log(shape.join());`;

test("a scan is read with an empty MANDN_HOME and no LIBTORCH, and no file of the engine is loaded", (t) => {
  const [home, coverage] = [temporaryFolder(t), temporaryFolder(t)];
  const [{ file, shape }] = Object.values(readExpected().cases);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", PROGRAM, join(NIFTI, file)],
    {
      cwd: fileURLToPath(new URL(".", import.meta.url)),
      env: { PATH: "", MANDN_HOME: home, NODE_V8_COVERAGE: coverage },
      encoding: "utf8",
    },
  );
  const [x, y = 1, z = 1, ...rest] = shape;
  const channels = rest.reduce((product, size) => product * size, 1);
  assert.equal(stdout, `${[channels, z, y, x].join()}\n`, stderr);
  const loaded = readdirSync(coverage).map((name) => readFileSync(join(coverage, name), "utf8"));
  assert.match(loaded.join(), /imaging\/dist\/src\/index\.js/);
  assert.doesNotMatch(loaded.join(), /\/torch\/dist\//);
  assert.deepEqual(readdirSync(home), []);
});

test("no source file but those of tensor/ names the engine", () => {
  const sources = fileURLToPath(new URL("../../src/", import.meta.url));
  const naming = readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && readFileSync(join(sources, name), "utf8").includes('"@mandn/torch'))
    .filter((name) => !name.startsWith("tensor/"));
  assert.deepEqual(naming, []);
});
