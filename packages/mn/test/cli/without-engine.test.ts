// Where the engine is not set up, scans can be checked, and what needs it says so before any scan is read.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { mn } from "./mn.js";

const scans = fileURLToPath(new URL("../../../../../examples/hippocampus", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "mn-without-engine-"));
after(() => rmSync(root, { recursive: true, force: true }));
const nowhere = { MANDN_HOME: join(root, "home"), LIBTORCH: "", VIRTUAL_ENV: "", CONDA_PREFIX: "" };

test("mn check reads scans without the engine", async () => {
  const { code, stdout, stderr } = await mn(["check", scans], { env: nowhere });
  assert.deepEqual([code, /hippocampus.*84 cases/.test(stdout)], [0, true], stderr);
});

test("mn plan and mn run name the missing engine before they read a scan or make a folder", async () => {
  for (const command of ["plan", "run"]) {
    const out = join(root, command);
    const { code, stderr } = await mn([command, join(root, "no-scans"), "--out", out], { env: nowhere });
    assert.equal(code, 1);
    assert.match(stderr, /^mn: The engine is not set up .*npx mandn-torch setup\n$/);
    assert.ok(!existsSync(out));
  }
});
