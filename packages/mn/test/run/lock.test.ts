import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
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
import { test } from "node:test";
import type { RunFolder } from "../../src/run/folder.js";
import { RunLock } from "../../src/run/lock.js";
import { asNobody, firstOutput, inRun, killAfter, mnError, startProgram } from "./support.js";

/** The lock's text as it would be, had `changes` been so. */
function heldBy(folder: RunFolder, changes: Record<string, unknown>): string {
  const lock = RunLock.take(folder);
  const holder: Record<string, unknown> = JSON.parse(readFileSync(folder.lock, "utf8"));
  lock.release();
  const text = `${JSON.stringify({ ...holder, ...changes })}\n`;
  writeFileSync(folder.lock, text);
  return text;
}

test("a second trainer is refused at once, with who holds the run, and may go on after the first", () =>
  inRun((folder) => {
    const first = RunLock.take(folder);
    first.assertHeld();
    assert.throws(
      () => RunLock.take(folder),
      mnError("run", `process ${process.pid} on ${hostname()}`, /since 20\d\d-/),
    );
    first.release();
    assert.ok(!existsSync(folder.lock));
    RunLock.take(folder)[Symbol.dispose]();
    assert.deepEqual(readdirSync(folder.root), []);
  }));

test("the lock of a trainer that was killed is taken over at once, that of one that runs is not", () =>
  inRun(async (folder) => {
    const trainer = startProgram("hold-lock", folder.root);
    assert.equal((await firstOutput(trainer)).trim(), "held");
    assert.throws(() => RunLock.take(folder), mnError("run", `process ${trainer.pid} on`));
    await killAfter(trainer, 0);
    assert.ok(existsSync(folder.lock));
    const lock = RunLock.take(folder);
    lock.assertHeld();
    lock.release();
    assert.deepEqual(readdirSync(folder.root), []);
  }));

test("of many that find the lock of a dead trainer at once, one gets it", () =>
  inRun(async (folder) => {
    heldBy(folder, { started: "1" });
    const trainers = Array.from({ length: 6 }, () => startProgram("hold-lock", folder.root));
    const outcomes = await Promise.all(trainers.map(firstOutput));
    assert.deepEqual(outcomes.map((text) => text.trim()).sort(), ["held", ...Array(5).fill("refused")]);
    await Promise.all(trainers.map((trainer) => (trainer.exitCode === null ? killAfter(trainer, 0) : undefined)));
  }));

test("a process that has a dead trainer's id is not taken for it", () =>
  inRun((folder) => {
    heldBy(folder, { started: "1" });
    RunLock.take(folder).release();
  }));

test("of a trainer on another machine nobody can know: it is refused, and the file to delete is named", () =>
  inRun((folder) => {
    const text = heldBy(folder, { host: "elsewhere pid:[1]", pid: 77 });
    assert.throws(() => RunLock.take(folder), mnError("run", "process 77 on elsewhere", `delete ${folder.lock}`));
    assert.equal(readFileSync(folder.lock, "utf8"), text);
  }));

test("a lock that its writer left unfinished is waited for, and taken over when it stays so", () =>
  inRun((folder) => {
    for (const text of ["", '{"pid":1,', "null\n"]) {
      writeFileSync(folder.lock, text);
      assert.throws(() => RunLock.take(folder), mnError("run", "Try again"));
      const past = new Date(Date.now() - 6000);
      utimesSync(folder.lock, past, past);
      RunLock.take(folder).release();
    }
  }));

test("a trainer whose lock was deleted or replaced learns of it, and leaves the other's in place", () =>
  inRun((folder) => {
    const lock = RunLock.take(folder);
    rmSync(folder.lock);
    assert.throws(() => lock.assertHeld(), mnError("run", "second trainer"));
    const other = heldBy(folder, { host: "elsewhere pid:[1]" });
    assert.throws(() => lock.assertHeld(), mnError("run", "second trainer"));
    lock.release();
    assert.equal(readFileSync(folder.lock, "utf8"), other);
  }));

test("a folder that cannot be written is a typed error", () =>
  inRun((folder) =>
    asNobody(() => assert.throws(() => RunLock.take(folder), mnError("run", folder.lock, "permissions"))),
  ));

test("what is no file is no lock: a dangling link, a folder, a pipe are told at once", () =>
  inRun((folder) => {
    const make = [
      () => symlinkSync("/nonexistent", folder.lock),
      () => mkdirSync(folder.lock),
      () => execFileSync("mkfifo", [folder.lock]),
    ];
    for (const one of make) {
      one();
      assert.throws(() => RunLock.take(folder), mnError("run", folder.lock, "not a file", "Remove"));
      rmSync(folder.lock, { recursive: true });
    }
  }));
