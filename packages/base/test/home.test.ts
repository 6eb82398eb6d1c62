// The folder of what can be made again.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { homeContents, isHomeOpen, makeFolder, mandnHome } from "../src/index.js";
import { fileFault, temporaryFolder } from "./support.js";

const modeOf = (path: string) => statSync(path).mode & 0o777;

test("the folder is MANDN_HOME, else in XDG_CACHE_HOME, else in the home folder", () => {
  assert.equal(mandnHome({ MANDN_HOME: "/data/mandn", XDG_CACHE_HOME: "/cache" }), "/data/mandn");
  assert.equal(mandnHome({ XDG_CACHE_HOME: "/cache" }), "/cache/mandn");
  assert.equal(mandnHome({}), join(homedir(), ".cache/mandn"));
});

test("MANDN_HOME and the folders in it are made for their owner alone, for they hold scans", () => {
  const MANDN_HOME = join(temporaryFolder(), "deep", "home");
  const prepared = join(MANDN_HOME, "prepared", "7");
  assert.equal(makeFolder(prepared, { MANDN_HOME }), prepared);
  for (const folder of [MANDN_HOME, join(MANDN_HOME, "prepared"), prepared])
    assert.equal(modeOf(folder), 0o700, folder);
});

test("a MANDN_HOME that is there, and folders elsewhere, get no other permissions; new folders in it are the owner's alone", () => {
  const folder = temporaryFolder();
  const MANDN_HOME = join(folder, "shared");
  mkdirSync(MANDN_HOME);
  chmodSync(MANDN_HOME, 0o775);
  const checks = makeFolder(join(MANDN_HOME, "checks", "deep"), { MANDN_HOME });
  assert.equal(modeOf(MANDN_HOME), 0o775);
  assert.equal(modeOf(join(MANDN_HOME, "checks")), 0o700);
  assert.equal(modeOf(checks), 0o700);
  const elsewhere = makeFolder(join(folder, "shared-not", "run"), { MANDN_HOME });
  assert.equal(modeOf(elsewhere), 0o777 & ~process.umask());
});

test("a folder that cannot be made is a typed error that says why", () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  const path = join(file, "below");
  assert.throws(() => makeFolder(path), fileFault("access", path, /cannot be made\. A part of the path is a file/));
});

test("what lies in it is told with its bytes, linked folders too, and whether others may look into it", () => {
  const MANDN_HOME = join(temporaryFolder(), "home");
  const env = { MANDN_HOME };
  assert.deepEqual([homeContents(env), isHomeOpen(env)], [[], false]);
  writeFileSync(join(makeFolder(join(MANDN_HOME, "b", "deep"), env), "file"), "12345");
  writeFileSync(join(MANDN_HOME, "b", "file"), "123");
  const elsewhere = temporaryFolder();
  writeFileSync(join(elsewhere, "file"), "1234567");
  symlinkSync(elsewhere, join(MANDN_HOME, "a"));
  symlinkSync("nowhere", join(MANDN_HOME, "c"));
  assert.deepEqual(homeContents(env), [
    { name: "a", bytes: 7 },
    { name: "b", bytes: 8 },
    { name: "c", bytes: 0 },
  ]);
  assert.equal(isHomeOpen(env), false);
  chmodSync(MANDN_HOME, 0o750);
  assert.equal(isHomeOpen(env), true);
});
