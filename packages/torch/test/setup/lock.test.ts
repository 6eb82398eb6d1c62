import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { withLock } from "../../src/setup/lock.js";
import { temporaryFolder, write } from "./fakes.js";

const quiet = () => {};

test("two that want the same lock work one after the other, and the second is told to wait once", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "lock");
  const order: string[] = [];
  let waits = 0;
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await sleep(250);
    order.push(`${name} ends`);
  };
  await Promise.all([
    withLock(path, work("a"), quiet),
    withLock(path, work("b"), (owner) => {
      waits += 1;
      assert.match(owner, new RegExp(`process ${process.pid} on `));
    }),
  ]);
  assert.deepEqual(order, ["a begins", "a ends", "b begins", "b ends"]);
  assert.equal(waits, 1);
  assert.deepEqual(readdirSync(folder), []);
});

test("a lock whose process is gone, or whose id another process has now, is taken over at once", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "lock");
  let own = "";
  await withLock(
    path,
    async () => {
      own = readFileSync(path, "utf8");
    },
    quiet,
  );
  const owner: Record<string, unknown> = JSON.parse(own);
  for (const changed of [{ pid: 2 ** 22 + 1 }, { started: "1" }]) {
    write(path, JSON.stringify({ ...owner, ...changed }));
    assert.equal(await withLock(path, async () => "mine", assert.fail), "mine");
  }
});

test("a lock of another machine, or one that cannot be read, is taken over when it shows no life for a minute", async () => {
  const folder = temporaryFolder();
  for (const text of [JSON.stringify({ pid: 1, host: "elsewhere", started: "1" }), "broken"]) {
    const path = write(join(folder, "lock"), text);
    const past = new Date(Date.now() - 61_000);
    utimesSync(path, past, past);
    assert.equal(await withLock(path, async () => "mine", assert.fail), "mine");
  }
});

test("a lock of another machine that shows life is waited for", async () => {
  const path = write(join(temporaryFolder(), "lock"), JSON.stringify({ pid: 1, host: "elsewhere", started: "1" }));
  let waited = "";
  await withLock(
    path,
    async () => {},
    (owner) => {
      waited = owner;
      setTimeout(() => rmSync(path), 100);
    },
  );
  assert.equal(waited, "process 1 on elsewhere");
});

test("work that fails leaves no lock", async () => {
  const path = join(temporaryFolder(), "lock");
  const failing = withLock(path, () => Promise.reject(new Error("failed")), quiet);
  await assert.rejects(failing, { message: "failed" });
  assert.ok(!existsSync(path));
});
