import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type CheckpointObject, type CheckpointValue, readCheckpoint, StoredTensor } from "../../src/files/index.js";
import { makeCheckpoint, makeZip, pickle } from "./archives.js";
import { describer, expected, fileError, fixture, fixturePath, fixtures, inFolder } from "./golden.js";

function object(value: CheckpointValue | undefined): CheckpointObject {
  assert.ok(typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null);
  return value as CheckpointObject;
}

const golden = fixtures(".pth").filter((name) => !name.startsWith("refused"));

test("there are golden checkpoints of both formats", () => {
  assert.ok(golden.length >= 11 && golden.some((name) => name.includes("legacy")));
});

for (const name of golden) {
  test(`${name} reads as Python's torch reads it: values, dtypes, shapes, strides, shared storages`, () => {
    const wanted = expected(name.replace(".pth", ".json"));
    assert.deepEqual(describer()(readCheckpoint(fixturePath(name))), wanted);
    assert.deepEqual(describer()(readCheckpoint(fixture(name))), wanted);
  });
}

for (const [name, wanted] of Object.entries(expected<Record<string, string>>("refused.json"))) {
  test(`${name} is refused and the error names ${wanted}`, () => {
    assert.throws(() => readCheckpoint(fixturePath(name)), fileError(wanted));
  });
}

test("a refused call is an error with path and remedy, and says that nothing was executed", () => {
  assert.throws(() => readCheckpoint(fixturePath("refused-system.pth")), {
    name: "TorchError",
    code: "file",
    path: fixturePath("refused-system.pth"),
    remedy: /state_dict/,
    message: /wants to call "posix\.system".*nothing was executed/,
  });
});

test("a whole model is refused with the advice to save its state_dict", () => {
  assert.throws(() => readCheckpoint(fixturePath("refused-module.pth")), fileError(/whole model.*state_dict\(\)/));
});

test("what Python 2 and the text opcodes of protocol 1 wrote is read", () => {
  const cases: [string, CheckpointValue][] = [
    ["I42\n", 42],
    ["I01\n", true],
    ["I00\n", false],
    ["L-12345678901234567890L\n", -12345678901234567890n],
    ["F-2.5e3\n", -2500],
    ["Finf\n", Number.POSITIVE_INFINITY],
    ["U\x02\xe9a", "éa"],
    ["T\x02\0\0\0ok", "ok"],
    ["(I1\nI2\nl", [1, 2]],
    ["(U\x01aI1\nd", { a: 1 }],
    ["ccollections\nOrderedDict\n(]]U\x01aaI1\naatR", { a: 1 }],
    ["]I5\np7\nag7\na", [5, 5]],
    ["cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(U\x02i2I0\nI1\ntR(I3\nU\x01<tbU\x02\xff\xfftR", -1],
  ];
  for (const [opcodes, wanted] of cases) {
    assert.deepEqual(describer()(readCheckpoint(makeCheckpoint(pickle(opcodes, ".")))), describer()(wanted), opcodes);
  }
  for (const malformed of ["F0x10\n", "F\n", "I\n", "I1e3\n", "L1_0L\n"]) {
    assert.throws(() => readCheckpoint(makeCheckpoint(pickle(malformed, "."))), fileError("malformed number"));
  }
});

test("a stored tensor says where its bytes lie in the file, so that they can be mapped", () => {
  for (const name of ["views.pth", "views-legacy.pth"]) {
    const { tail } = object(readCheckpoint(fixturePath(name)));
    assert.ok(tail instanceof StoredTensor);
    const { file } = tail.storage;
    assert.ok(file !== undefined);
    assert.equal(file.byteLength, 24 * 4);
    const bytes = readFileSync(file.path).subarray(file.byteOffset, file.byteOffset + file.byteLength);
    assert.deepEqual(new Uint8Array(bytes), tail.storage.read());
    assert.equal(new Float32Array(tail.storage.read().buffer)[tail.offset], 20);
  }
});

test("each reading of a storage is a copy of its own", () => {
  const { tail } = object(readCheckpoint(fixture("views.pth")));
  assert.ok(tail instanceof StoredTensor);
  const first = tail.storage.read();
  first.fill(0xff);
  assert.notDeepEqual(tail.storage.read(), first);
});

test("a file replaced after opening is an error at reading, not other data", () => {
  inFolder((folder) => {
    const path = join(folder, "x.pth");
    writeFileSync(path, fixture("views.pth"));
    const { tail } = object(readCheckpoint(path));
    writeFileSync(path, Buffer.concat([fixture("views.pth"), Buffer.alloc(1)]));
    assert.ok(tail instanceof StoredTensor);
    assert.throws(() => tail.storage.read(), fileError("has changed since it was opened"));
  });
});

test("ZIP64 directories and deflated entries are read", () => {
  const original = fixture("views.pth");
  const names = new Map<string, Uint8Array>();
  for (const entry of listEntries(original)) names.set(entry.name, entry.data);
  for (const deflate of [false, true]) {
    const archive = makeZip(
      [...names].map(([name, data]) => ({ name, data, deflate })),
      true,
    );
    assert.deepEqual(describer()(readCheckpoint(archive)), expected("views.json"));
  }
});

/** The entries of a small archive without ZIP64 fields, read independently of the reader under test. */
function listEntries(bytes: Uint8Array): { name: string; data: Uint8Array }[] {
  const file = Buffer.from(bytes);
  const end = file.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let at = file.readUInt32LE(end + 16);
  return Array.from({ length: file.readUInt16LE(end + 10) }, () => {
    const name = file.toString("latin1", at + 46, at + 46 + file.readUInt16LE(at + 28));
    const header = file.readUInt32LE(at + 42);
    const start = header + 30 + file.readUInt16LE(header + 26) + file.readUInt16LE(header + 28);
    const data = file.subarray(start, start + file.readUInt32LE(at + 20));
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    return { name, data };
  });
}

test("what is not a checkpoint is called by what it is", () => {
  const cases: [string | Uint8Array, string][] = [
    ["version https://git-lfs.github.com/spec/v1\n", "git lfs pull"],
    ["<!doctype html>", "web page"],
    ["", "empty"],
    ["hello", "something else"],
    [fixture("plain.safetensors"), "openSafetensors"],
    [makeZip(["data", "constants"].map((name) => ({ name: `m/${name}.pkl`, data: pickle("N.") }))), "TorchScript"],
    [makeZip([{ name: "a.npy", data: Buffer.alloc(4) }]), "data.pkl"],
  ];
  for (const [bytes, wanted] of cases) assert.throws(() => readCheckpoint(Buffer.from(bytes)), fileError(wanted));
});

test("a missing file, a folder and a pipe are file errors with their path", () => {
  inFolder((folder) => {
    const path = join(folder, "missing.pth");
    assert.throws(() => readCheckpoint(path), { code: "file", path, message: /does not exist: check the path/ });
    assert.throws(() => readCheckpoint(folder), fileError("is a folder, not a file"));
    const pipe = join(folder, "pipe.pth");
    assert.equal(spawnSync("mkfifo", [pipe]).status, 0);
    assert.throws(() => readCheckpoint(pipe), fileError("is a pipe, not a file"));
  });
});
