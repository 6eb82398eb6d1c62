// `mn cache` says what the cache folder holds, `mn cache clear` empties it of what this program put there, and of nothing else.
import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, beforeEach, describe, test } from "node:test";
import { mn } from "./mn.js";

const root = mkdtempSync(join(tmpdir(), "mn-cache-"));
const home = join(root, "home");
const env = { MANDN_HOME: home };
after(() => rmSync(root, { recursive: true, force: true }));

const PREPARED = "a-0123456789abcdef0123.image.safetensors";
const write = (path: string, bytes: number) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.alloc(bytes));
};

describe("the cache folder", { concurrency: false }, () => {
  beforeEach(() => {
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { mode: 0o700 });
    write(join(home, "prepared", PREPARED), 3 << 20);
    write(join(home, "checks/7c/7c00.json"), 1 << 19);
    write(join(home, "runs/0123456789abcdef0123456789abcdef/report.html"), 1 << 19);
    write(join(home, "weights/some/model.safetensors"), 2 << 20);
    write(join(home, "builds/1/torch.node"), 1000);
    write(join(home, "venv-2.13.0/lib/libtorch.so"), 1000);
    write(join(home, "venv-2.13.0.lock"), 10);
    write(join(home, "thesis/chapter-1.txt"), 100);
  });

  test("is told with the bytes of each part, and who may read it", async () => {
    const { code, stdout } = await mn(["cache"], { env });
    assert.equal(code, 0);
    assert.match(stdout, /^.*home: 6 MiB$/m);
    assert.match(stdout, /^scans +4 MiB +checks prepared runs +prepared scans/m);
    assert.match(stdout, /^weights +2 MiB +weights +/m);
    assert.match(stdout, /^engine .* builds venv-2\.13\.0 +/m);
    assert.match(stdout, /^other .* thesis venv-2\.13\.0\.lock +not of this program/m);
    assert.doesNotMatch(stdout, /chmod/);
    const { parts, openToOthers } = JSON.parse((await mn(["cache", "--json"], { env })).stdout);
    assert.deepEqual(
      [parts[0], openToOthers],
      [{ part: "scans", bytes: 4 << 20, names: ["checks", "prepared", "runs"] }, false],
    );
  });

  test("is cleared of scans, or of what is asked for, and never of what is somebody else's", async () => {
    const big = join(root, "big-disk");
    write(join(big, PREPARED), 5);
    write(join(home, "runs/mine/plan.json"), 1 << 20);
    rmSync(join(home, "prepared"), { recursive: true });
    symlinkSync(big, join(home, "prepared"));
    const first = await mn(["cache", "clear"], { env });
    assert.deepEqual([first.code, first.stdout], [0, "Removed 1 MiB: scans 1 MiB\n"]);
    assert.deepEqual([readdirSync(join(home, "checks")), readdirSync(big)], [[], []]);
    assert.deepEqual(readdirSync(join(home, "runs")), ["mine"]);
    assert.ok(existsSync(join(home, "weights/some/model.safetensors")));
    await mn(["cache", "clear", "weights", "engine"], { env });
    for (const name of ["weights", "builds", "venv-2.13.0"]) assert.deepEqual(readdirSync(join(home, name)), [], name);
    assert.equal(statSync(join(home, "thesis/chapter-1.txt")).size, 100);
    assert.ok(existsSync(join(home, "venv-2.13.0.lock")));
    const wrong = await mn(["cache", "clear", "everything"], { env });
    assert.deepEqual([wrong.code, /Allowed choices are scans, weights, engine/.test(wrong.stderr)], [2, true]);
  });

  test("is in mn doctor's report, with its size and who may read it", async () => {
    const doctor = async () => (await mn(["doctor"], { env: { ...env, LIBTORCH: "" } })).stdout;
    assert.match(await doctor(), /^cache +.*home, 6 MiB$/m);
    assert.doesNotMatch(await doctor(), /others may read it/);
    chmodSync(home, 0o755);
    assert.match(await doctor(), /others may read it, and scans lie in it: chmod 700 .*home$/m);
    assert.match((await mn(["cache"], { env })).stdout, /chmod 700 .*home$/m);
  });

  test("that is not there is empty", async () => {
    rmSync(home, { recursive: true });
    assert.equal((await mn(["cache", "clear"], { env })).stdout, "There was nothing to remove.\n");
    assert.match((await mn(["cache"], { env })).stdout, /home: 0 /);
    assert.ok(!existsSync(home));
  });
});
