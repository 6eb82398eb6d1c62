// bench/gpu-check.ts at tiny sizes on the CPU: whether the script itself works, so that it fails for no trifle where a GPU is at hand.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { cuda } from "@mandn/torch";
import { Workplace } from "./cli/mn.js";
import { writeTinyDataset } from "./cli/tiny-dataset.js";

const SCRIPT = fileURLToPath(new URL("../../../../bench/dist/gpu-check.js", import.meta.url));

describe("gpu-check", { concurrency: false }, () => {
  const place = new Workplace();
  const scans = place.path("scans");
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [SCRIPT, "--data", scans, ...args], {
      env: { ...process.env, OMP_NUM_THREADS: "1", ...place.env },
      encoding: "utf8",
    });
  before(() => writeTinyDataset(scans));
  after(() => place.dispose());

  test("its parts run on the CPU at tiny sizes, and the table is in the file", () => {
    const out = place.path("table.md");
    const { status, stdout, stderr } = run("lengths", "gradients", "--device", "cpu", "--quick", "--out", out);
    assert.equal(status, 0, `${stdout}${stderr}`);
    assert.equal(readFileSync(out, "utf8"), stdout);
    const rows = stdout.split("\n").filter((line) => line.startsWith("| "));
    assert.ok(
      rows.slice(1).every((row) => row.split(" | ")[1] === "works"),
      stdout,
    );
    assert.match(
      stdout,
      /\| M&N, 5 epochs, no budget, bfloat16: trained \| works \| 5 epochs and 10 updates done, \d+ ms a step; /,
    );
    assert.match(
      stdout,
      /predicted in three ways \| works \| cpu bfloat16 [\d.]+ %, cpu float32 [\d.]+ %, cpu float32 [\d.]+ % \|/,
    );
    assert.match(stdout, /gradients of the 3d network, training, 2 crops of 16×16×16.*float32 0\.0e\+0, 0\.0e\+0/);
  });

  test("what its time does not allow is said to be not reached, and it fails", () => {
    const { status, stdout } = run("lengths", "networks", "--device", "cpu", "--quick", "--limit", "6");
    assert.equal(status, 1);
    assert.match(stdout, /\*\*(?:not reached|cut off)\*\*/);
    assert.match(stdout, /\| networks \| \*\*not reached\*\* \| the 6 s were over \|/);
  });

  test("without a GPU nothing is checked, and that is said", { skip: cuda.isAvailable() && "there is a GPU" }, () => {
    const { status, stdout } = run();
    assert.equal(status, 0);
    assert.match(stdout, /^No CUDA device can be used here .* nothing was checked\.\n$/);
  });

  test("a part that is not there is an error", () => {
    const { status, stderr } = run("speed", "--device", "cpu");
    assert.equal(status, 1);
    assert.match(stderr, /There is no part speed: there are engine, lengths/);
  });
});
