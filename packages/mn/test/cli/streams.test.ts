// What becomes of work when the streams that tell of it close, and when the system asks to end.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { tiny } from "../steps/tiny-run.js";
import { mn, shell, Workplace } from "./mn.js";
import { writeTinyDataset } from "./tiny-dataset.js";

const network = (name: string) => fileURLToPath(new URL(`../networks/${name}.js`, import.meta.url));

describe("a training", { concurrency: false }, () => {
  const place = new Workplace();
  const run = place.path("run");
  const plan = join(run, "plan.json");
  before(async () => {
    const scans = place.path("scans");
    await writeTinyDataset(scans, { scans: 4, labelled: 2 });
    const networks = ["--network-2d", network("small-2d"), "--network-3d", network("small-3d")];
    const { code, stderr } = await mn(["plan", scans, "--out", run, ...networks], { env: place.env });
    assert.equal(code, 0, stderr);
    writeFileSync(plan, JSON.stringify(tiny(JSON.parse(readFileSync(plan, "utf8")))));
  });
  after(() => place.dispose());

  const again = () => {
    for (const name of readdirSync(run).filter((entry) => !entry.endsWith(".json"))) {
      rmSync(join(run, name), { recursive: true });
    }
  };

  for (const [name, line] of [
    ["whose log nobody reads any more", "set -o pipefail; $MN train $RUN 2>&1 >/dev/null | head -1"],
    ["whose log is on a full disk", "$MN train $RUN 2>/dev/full"],
  ]) {
    test(`${name} comes to its end`, async () => {
      again();
      const { code } = await shell(line, { ...place.env, RUN: run });
      assert.equal(code, 0);
      assert.ok(existsSync(join(run, "network-3d.safetensors")));
      assert.ok(!existsSync(join(run, "lock")));
    });
  }

  test("whose terminal closes ends with a checkpoint, its lock freed, and code 129", async () => {
    again();
    const text = JSON.parse(readFileSync(plan, "utf8"));
    writeFileSync(plan, JSON.stringify({ ...text, training: { ...text.training, epochs: 100_000 } }));
    const { code, stderr } = await mn(["train", run], {
      env: place.env,
      interrupt: (said) => (said.includes("training ") ? "SIGHUP" : undefined),
    });
    assert.equal(code, 129, stderr);
    assert.match(stderr, /Interrupted by SIGHUP\. The run is saved/);
    assert.equal(readdirSync(join(run, "checkpoints")).length, 1);
    assert.ok(!existsSync(join(run, "lock")));
  });
});

test("a result that cannot be printed is an error in one line", async () => {
  const { code, stderr } = await shell("$MN models > /dev/full");
  assert.equal(code, 1);
  assert.match(stderr, /^mn: standard output cannot be written: .*ENOSPC.*\n$/);
});
