// Lock files: one holder at a time, the dead are known as dead, and nothing that is no lock makes anybody wait for ever.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { FileLock, type TakeOver, withLock } from "../src/index.js";
import { fileFault, temporaryFolder } from "./support.js";

const quiet = () => {};

function taken(path: string, over?: TakeOver): FileLock {
  const lock = FileLock.take(path, over);
  assert.ok(lock instanceof FileLock, JSON.stringify(lock));
  return lock;
}

/** Writes the lock of this process, had `changes` been so. */
function writeHeld(path: string, changes: Record<string, unknown>): void {
  const lock = taken(path);
  const content: Record<string, unknown> = JSON.parse(readFileSync(path, "utf8"));
  lock.release();
  writeFileSync(path, `${JSON.stringify({ ...content, ...changes })}\n`);
}

function makeOld(path: string, milliseconds: number): void {
  const past = new Date(Date.now() - milliseconds);
  utimesSync(path, past, past);
}

test("two that want the same lock work one after the other, and the second is told to wait once", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "lock");
  const order: string[] = [];
  const waits: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await sleep(250);
    order.push(`${name} ends`);
  };
  await Promise.all([
    withLock(path, work("a"), assert.fail),
    withLock(path, work("b"), (holder) => waits.push(holder)),
  ]);
  assert.deepEqual(order, ["a begins", "a ends", "b begins", "b ends"]);
  assert.deepEqual(waits, [`process ${process.pid} on ${hostname()}`]);
  assert.deepEqual(readdirSync(folder), []);
});

test("who holds a lock is told at once, and it is free again after the release", () => {
  const path = join(temporaryFolder(), "lock");
  const lock = taken(path);
  const second = FileLock.take(path);
  assert.ok(!(second instanceof FileLock));
  const { pid, machine, isHere, since } = second.holder ?? assert.fail("no holder");
  assert.deepEqual({ pid, machine, isHere }, { pid: process.pid, machine: hostname(), isHere: true });
  assert.ok(Math.abs(Date.parse(since) - Date.now()) < 10_000);
  lock[Symbol.dispose]();
  taken(path).release();
  assert.ok(!existsSync(path));
});

test("a lock whose process is gone, or whose id another process has now, is taken over at once", async () => {
  const path = join(temporaryFolder(), "lock");
  for (const changes of [{ pid: 2 ** 22 + 1 }, { started: "1" }]) {
    writeHeld(path, changes);
    assert.equal(await withLock(path, async () => "mine", assert.fail), "mine");
    writeHeld(path, changes);
    taken(path).release();
  }
});

test("a lock of a process that ended, but that nobody has waited for, is taken over at once", async () => {
  const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "inherit"] });
  const pid = Number(await new Promise<Buffer>((resolve) => parent.stdout.once("data", resolve)));
  const statOf = () => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  while (statOf()[0] !== "Z") await sleep(10);
  const path = join(temporaryFolder(), "lock");
  writeHeld(path, { pid, started: statOf()[19] });
  taken(path).release();
  parent.kill();
});

test("a lock of another machine counts until it shows no life for as long as the caller says", async () => {
  const path = join(temporaryFolder(), "lock");
  writeHeld(path, { pid: 1, host: "elsewhere pid:[1]" });
  makeOld(path, 61_000);
  const held = FileLock.take(path);
  assert.ok(!(held instanceof FileLock) && held.holder?.machine === "elsewhere" && !held.holder.isHere);
  assert.ok(!(FileLock.take(path, { silentMs: 120_000 }) instanceof FileLock));
  assert.equal(await withLock(path, async () => "mine", assert.fail), "mine");
});

test("a lock of another machine that shows life is waited for", async () => {
  const path = join(temporaryFolder(), "lock");
  writeHeld(path, { pid: 1, host: "elsewhere" });
  let waited = "";
  await withLock(
    path,
    async () => {},
    (holder) => {
      waited = holder;
      setTimeout(() => rmSync(path), 100);
    },
  );
  assert.equal(waited, "process 1 on elsewhere");
});

test("a job's lock of another machine is the same job's where it is started anew, and nobody else's", () => {
  const path = join(temporaryFolder(), "lock");
  writeHeld(path, { pid: 1, host: "elsewhere pid:[1]", job: "7" });
  const before = readFileSync(path, "utf8");
  for (const job of [undefined, "8"]) assert.ok(!(FileLock.take(path, { job }) instanceof FileLock));
  const lock = taken(path, { job: "7" });
  assert.ok(!(FileLock.take(path, { job: "7" }) instanceof FileLock), "its process is here and lives");
  writeFileSync(path, before); // the earlier self lives after all, and has taken it back
  assert.ok(!lock.isHeld());
  rmSync(path);
});

test("a holder that touches its lock shows life", () => {
  const path = join(temporaryFolder(), "lock");
  const lock = taken(path);
  makeOld(path, 61_000);
  lock.touch();
  writeFileSync(path, readFileSync(path, "utf8").replace(hostname(), "elsewhere"));
  assert.ok(!(FileLock.take(path, { silentMs: 60_000 }) instanceof FileLock));
  rmSync(path);
  lock.touch();
});

test("a lock that its writer left unfinished is waited for, and taken over when it stays so", () => {
  const path = join(temporaryFolder(), "lock");
  for (const text of ["", '{"pid":1,', "null\n", "broken\n", '{"pid":1.5,"host":"a","started":"","since":""}\n']) {
    writeFileSync(path, text);
    assert.deepEqual(FileLock.take(path), { holder: undefined });
    makeOld(path, 6000);
    taken(path).release();
  }
});

test("a lock that was deleted or replaced is known to its former holder, which leaves the other's in place", () => {
  const path = join(temporaryFolder(), "lock");
  const lock = taken(path);
  assert.ok(lock.isHeld());
  rmSync(path);
  assert.ok(!lock.isHeld());
  writeHeld(path, { host: "elsewhere" });
  const theirs = readFileSync(path, "utf8");
  assert.ok(!lock.isHeld());
  lock.release();
  assert.equal(readFileSync(path, "utf8"), theirs);
});

test("a link that leads nowhere, or a folder in the lock's place is an error at once", async () => {
  const folder = temporaryFolder();
  const [link, below] = [join(folder, "link"), join(folder, "below")];
  symlinkSync(join(folder, "none"), link);
  mkdirSync(below);
  const wrong: [path: string, kind: RegExp][] = [
    [link, /link: is a symbolic link, not a file\. Remove .*link and try again\./],
    [below, /is a folder, not a file/],
  ];
  for (const [path, kind] of wrong) {
    assert.throws(() => FileLock.take(path), fileFault("irregular", path, kind));
    await assert.rejects(withLock(path, assert.fail, quiet), fileFault("irregular", path, kind));
  }
});

test("work that fails leaves no lock, and a folder that is not there is a typed error", async () => {
  const path = join(temporaryFolder(), "lock");
  const failing = withLock(path, () => Promise.reject(new Error("failed")), quiet);
  await assert.rejects(failing, { message: "failed" });
  assert.ok(!existsSync(path));
  const lost = join(path, "none", "lock");
  await assert.rejects(withLock(lost, assert.fail, quiet), fileFault("access", lost, /cannot be written/));
});
