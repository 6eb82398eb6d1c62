import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { TorchError } from "../../src/errors.js";
import {
  looksLikeSafetensors,
  openSafetensors,
  readContiguous,
  type StateDict,
  type TensorToWrite,
  writeSafetensors,
} from "../../src/files/index.js";
import { describer, expected, fileError, fixture, fixturePath, fixtures, inFolder } from "./golden.js";

interface Golden {
  readonly metadata: Record<string, string>;
  readonly tensors: Record<string, Record<string, unknown>>;
}

const golden = fixtures(".safetensors");

function toWrite(tensors: StateDict): Record<string, TensorToWrite> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [
      name,
      { dtype: tensor.dtype, shape: tensor.shape, read: () => readContiguous(tensor) },
    ]),
  );
}

function numbers(...values: number[]): TensorToWrite {
  const array = new Float32Array(values);
  return { dtype: "float32", shape: [values.length], read: () => new Uint8Array(array.buffer) };
}

test("there are golden safetensors files", () => assert.equal(golden.length, 3));

for (const name of golden) {
  test(`${name} reads as the reference reads it`, () => {
    const { metadata, tensors } = openSafetensors(fixturePath(name));
    const wanted = expected<Golden>(name.replace(".safetensors", ".json"));
    assert.deepEqual({ ...metadata }, wanted.metadata);
    assert.deepEqual(Object.keys(tensors).sort(), Object.keys(wanted.tensors).sort());
    for (const [key, tensor] of Object.entries(tensors)) {
      assert.deepEqual(describer()(tensor), wanted.tensors[key], key);
      assert.equal(tensor.storage.file?.path, fixturePath(name));
    }
  });

  test(`${name} written again is byte for byte what the reference writes, in whatever order it is given`, () => {
    inFolder((folder) => {
      const path = join(folder, "x.safetensors");
      const { metadata, tensors } = openSafetensors(fixturePath(name));
      const entries = Object.entries(toWrite(tensors));
      for (const order of [entries, entries.toReversed()]) {
        writeSafetensors(path, Object.fromEntries(order), metadata);
        assert.deepEqual(readFileSync(path), fixture(name));
      }
      assert.deepEqual(readdirSync(folder), ["x.safetensors"]);
    });
  });
}

test("metadata is written in one order, whatever order it is given in", () => {
  inFolder((folder) => {
    const [a, b] = [join(folder, "a"), join(folder, "b")];
    writeSafetensors(a, {}, { epoch: "3", author: "x" });
    writeSafetensors(b, {}, { author: "x", epoch: "3" });
    assert.deepEqual(readFileSync(a), readFileSync(b));
    assert.deepEqual({ ...openSafetensors(a).metadata }, { author: "x", epoch: "3" });
  });
});

// Where the format's own text is stricter than its reference reader, so are we; and sizes end at 2⁵³.
const stricter = [/^\s+\{/, /^\{"a":\{.*\},"a":\{/, /"k":"1","k":"2"/, /"a":\["U8"/, /\{"U8":null\}/];

test("headers are taken and refused as the reference does", () => {
  const verdicts = expected<[string, number, boolean][]>("header-verdicts.json");
  assert.ok(verdicts.length > 80);
  for (const [header, dataLength, taken] of verdicts) {
    const file = headed(header, dataLength);
    if (taken && !stricter.some((pattern) => pattern.test(header)))
      assert.doesNotThrow(() => openSafetensors(file), header);
    else assert.throws(() => openSafetensors(file), fileError(""), header);
  }
});

function headed(header: string, dataLength: number, length = Buffer.byteLength(header)): Buffer {
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(length));
  return Buffer.concat([prefix, Buffer.from(header), Buffer.alloc(dataLength)]);
}

test("a header that is longer than the file or than 100 MB is refused without allocating it", () => {
  const before = process.memoryUsage().arrayBuffers;
  for (const length of [3, 1000, 100_000_001, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
    assert.throws(() => openSafetensors(headed("{}", 0, length)), fileError("announces a header"));
  }
  assert.throws(() => openSafetensors(Buffer.alloc(7)), fileError("too short"));
  assert.throws(() => openSafetensors(Buffer.alloc(16, 0xff)), fileError("announces a header"));
  assert.ok(process.memoryUsage().arrayBuffers - before < 1e6);
});

test("a header that is not UTF-8 is refused", () => {
  const file = headed('{"a?":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 1);
  file[8 + 3] = 0xff;
  assert.throws(() => openSafetensors(file), fileError("UTF-8"));
});

test("a tensor named __proto__ is a tensor, not a prototype", () => {
  const { tensors } = openSafetensors(headed('{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 1));
  assert.deepEqual(Object.keys(tensors), ["__proto__"]);
});

test("a failed write leaves the old file and no other", () => {
  inFolder((folder) => {
    const path = join(folder, "x.safetensors");
    writeFileSync(path, "old");
    const failing = { ...numbers(1), read: () => assert.fail("device lost") };
    assert.throws(() => writeSafetensors(path, { a: numbers(1), b: failing }), /device lost/);
    assert.throws(() => writeSafetensors(path, { a: { ...numbers(1), shape: [2] } }), {
      code: "shape",
      message: /x\.safetensors: a: /,
    });
    assert.throws(() => writeSafetensors(path, { a: { ...numbers(1), shape: [-1] } }), { code: "shape" });
    assert.throws(() => writeSafetensors(path, { a: { ...numbers(1), dtype: "complex128" } }), { code: "argument" });
    assert.throws(() => writeSafetensors(path, { __metadata__: numbers(1) }), { code: "argument" });
    assert.throws(() => writeSafetensors(path, { "\ud800": numbers(1) }), { code: "argument" });
    assert.equal(readFileSync(path, "utf8"), "old");
    assert.deepEqual(readdirSync(folder), ["x.safetensors"]);
  });
});

test("writing where nothing can be written is a file error with the path", () => {
  const path = join(fixturePath("missing"), "x.safetensors");
  assert.throws(
    () => writeSafetensors(path, {}),
    (error) => error instanceof TorchError && error.code === "file" && error.path === path,
  );
});

test("data is read on demand: an open file that loses its data fails when a tensor is read", () => {
  inFolder((folder) => {
    const path = join(folder, "x.safetensors");
    writeSafetensors(path, { a: numbers(1, 2) });
    const { tensors } = openSafetensors(path);
    writeSafetensors(path, { a: numbers(3, 4) });
    assert.throws(() => tensors.a?.storage.read(), fileError("has changed since it was opened"));
    assert.deepEqual(
      new Float32Array(readContiguous(openSafetensors(path).tensors.a ?? assert.fail()).buffer),
      new Float32Array([3, 4]),
    );
  });
});

test("safetensors are known by their beginning, also where a header's length begins as a pickle does", () => {
  const header = Buffer.from("{}".padEnd(0x80));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.byteLength));
  assert.equal(length[0], 0x80);
  assert.equal(looksLikeSafetensors(Buffer.concat([length, header])), true);
  for (const name of golden) assert.equal(looksLikeSafetensors(fixturePath(name)), true, name);
  for (const name of fixtures(".pth")) assert.equal(looksLikeSafetensors(fixturePath(name)), false, name);
  assert.equal(looksLikeSafetensors(Buffer.from("{}")), false);
});
