import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bytesPerElement } from "../../src/dtype.js";
import { TorchError } from "../../src/errors.js";
import { MemorySource } from "../../src/files/byte-source.js";
import { findStateDict, openSafetensors, readCheckpoint, type Storage, StoredTensor } from "../../src/files/index.js";
import { readZipDirectory, readZipEntry } from "../../src/files/zip.js";
import { makeZip } from "./archives.js";
import { fixture, fixtures, inFolder } from "./golden.js";

const MiB = 1 << 20;
const seed = 20240229;
const mutationsPerFile = 1000;

/** Mulberry32: a small repeatable source of numbers in [0, 1). */
function randomNumbers(state: number): () => number {
  let next = state;
  return () => {
    next = (next + 0x6d2b79f5) | 0;
    let mixed = Math.imul(next ^ (next >>> 15), 1 | next);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Mutator {
  constructor(
    private readonly random: () => number,
    private readonly donors: readonly Uint8Array[],
  ) {}

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** One or two changes of any kind. */
  mutate(bytes: Buffer): Buffer {
    let mutated = bytes;
    for (let round = this.below(2); round >= 0; round -= 1) mutated = this.change(mutated);
    return mutated;
  }

  private change(bytes: Buffer): Buffer {
    const at = this.below(bytes.length + 1);
    const length = 1 + this.below(40);
    const changed = Buffer.from(bytes);
    switch (this.below(7)) {
      case 0: // flipped bits
        for (let count = this.below(8); count >= 0; count -= 1) {
          const place = this.below(changed.length);
          if (place < changed.length) changed[place] = (changed[place] as number) ^ (1 << this.below(8));
        }
        return changed;
      case 1: // truncation
        return changed.subarray(0, at);
      case 2: // insertion
        return Buffer.concat([
          bytes.subarray(0, at),
          Buffer.from(Array.from({ length }, () => this.below(256))),
          bytes.subarray(at),
        ]);
      case 3: // deletion
        return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
      case 4: {
        const donor = this.pick(this.donors); // splice
        const from = this.below(donor.length);
        return Buffer.concat([
          bytes.subarray(0, at),
          donor.subarray(from, from + 4 * length),
          bytes.subarray(at + 2 * length),
        ]);
      }
      case 5: {
        const field = Buffer.alloc(8); // length field
        field.writeBigUInt64LE(
          this.pick([0n, 1n, 0xffn, 0xffffn, 0x7fffffffn, 0xffffffffn, 1n << 40n, 1n << 63n, (1n << 64n) - 1n]),
        );
        field.copy(changed, at, 0, this.pick([1, 2, 4, 8]));
        return changed;
      }
      default: // swapped halves of a range
        return Buffer.concat([
          bytes.subarray(0, at),
          bytes.subarray(at + length, at + 2 * length),
          bytes.subarray(at, at + length),
          bytes.subarray(at + 2 * length),
        ]);
    }
  }

  /** Changes numbers, names and marks of a safetensors header and sets its length right. */
  mutateHeader(file: Buffer): Buffer {
    const length = Number(file.readBigUInt64LE(0));
    let header = file.toString("latin1", 8, 8 + length);
    for (let round = this.below(2); round >= 0; round -= 1) {
      const replace = (pattern: RegExp, substitutes: readonly string[]) => {
        const all = [...header.matchAll(pattern)];
        const match = all[this.below(all.length)];
        if (match === undefined) return;
        header = header.slice(0, match.index) + this.pick(substitutes) + header.slice(match.index + match[0].length);
      };
      switch (this.below(4)) {
        case 0:
          replace(/\d+/g, [
            "0",
            "1",
            "2",
            "-1",
            "1.5",
            "1e3",
            "4294967296",
            "9007199254740993",
            "18446744073709551615",
            "007",
          ]);
          break;
        case 1:
          replace(/"[A-Z]\w+"/g, ['"F32"', '"U8"', '"F64"', '"BOOL"', '"X"', "null", "[]", "7"]);
          break;
        case 2:
          replace(/[{}[\],:"]/g, ["{", "}", "[", "]", ",", ":", '"', "", "\\", "\0"]);
          break;
        default:
          replace(/"[a-z]\w*"/g, [
            '"dtype"',
            '"shape"',
            '"data_offsets"',
            '"__metadata__"',
            '"a"',
            '"\\u0061"',
            '"\\ud800"',
          ]);
      }
    }
    const prefix = Buffer.alloc(8);
    prefix.writeBigUInt64LE(BigInt(header.length));
    return Buffer.concat([prefix, Buffer.from(header, "latin1"), file.subarray(8 + length)]);
  }

  /** Puts opcodes of the pickle language where bytes of the pickle were. */
  mutatePickle(bytes: Buffer): Buffer {
    const opcodes = Buffer.from(
      "()]}tldaeus0129NJKMGXUTBCcRbQhjqrgpiILFSVoP.\x80\x81\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96",
      "latin1",
    );
    const changed = Buffer.from(bytes);
    for (let count = this.below(2); count >= 0; count -= 1)
      changed[this.below(changed.length)] = this.pick([...opcodes]);
    return this.below(4) === 0 ? this.change(changed) : changed;
  }
}

/** Packs a ZIP checkpoint anew with a mutated pickle, checksums and all. */
function withPickle(file: Buffer, mutate: (pickle: Buffer) => Buffer): Buffer {
  const source = new MemorySource(file);
  const entries = [...readZipDirectory(source).values()].map((entry) => {
    const data = Buffer.from(readZipEntry(source, entry));
    return { name: entry.name, data: entry.name.endsWith("data.pkl") ? mutate(data) : data };
  });
  return makeZip(entries);
}

/** Reads a file in full: every storage, and the state dict if it has one. Throws only a `file` error, or something is wrong. */
function readAll(name: string, input: string | Uint8Array, size: number): void {
  const storages = new Set<Storage>();
  const seen = new Set<unknown>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null || value instanceof Uint8Array || seen.has(value)) return;
    seen.add(value);
    if (value instanceof StoredTensor) {
      checkBounds(value);
      storages.add(value.storage);
    } else for (const item of Object.values(value)) walk(item);
  };
  if (name.endsWith(".safetensors")) walk(openSafetensors(input).tensors);
  else {
    const checkpoint = readCheckpoint(input);
    walk(checkpoint);
    try {
      findStateDict(checkpoint);
    } catch (error) {
      if (!(error instanceof TorchError && error.code === "file")) throw error;
    }
  }
  const total = [...storages].reduce((sum, { byteLength }) => sum + byteLength, 0);
  assert.ok(total <= 16 * size + MiB, `${total} bytes of tensors in a file of ${size}`);
  for (const storage of storages) assert.equal(storage.read().byteLength, storage.byteLength);
}

function checkBounds({ dtype, shape, strides, offset, storage }: StoredTensor): void {
  if (shape.includes(0)) return;
  const last = shape.reduce((sum, size, dimension) => sum + (size - 1) * (strides[dimension] ?? Number.NaN), offset);
  assert.ok(offset >= 0 && strides.every((stride) => stride >= 0));
  assert.ok((last + 1) * bytesPerElement[dtype] <= storage.byteLength, `element ${last} lies outside its storage`);
}

/** "read" or the error's message; anything but a right reading or a `file` error fails the test. */
function outcome(name: string, input: string | Uint8Array, size: number, which: string): string {
  try {
    readAll(name, input, size);
    return "read";
  } catch (error) {
    if (error instanceof TorchError && error.code === "file") return error.message;
    throw new Error(`${which}: ${error}`, { cause: error });
  }
}

const names = [...fixtures(".safetensors"), ...fixtures(".pth").filter((name) => !name.startsWith("refused"))];

test(`${names.length * mutationsPerFile} mutated files give only file errors or sound tensors, in little memory`, () => {
  assert.ok(names.length * mutationsPerFile >= 10_000);
  const mutator = new Mutator(randomNumbers(seed), names.map(fixture));
  const peakBefore = process.resourceUsage().maxRSS;
  let read = 0;
  const messages = new Set<string>();
  inFolder((folder) => {
    for (const name of names) {
      const original = Buffer.from(fixture(name));
      for (let index = 0; index < mutationsPerFile; index += 1) {
        const inside = index % 2 === 0;
        const mutated = !inside
          ? mutator.mutate(original)
          : name.endsWith(".safetensors")
            ? mutator.mutateHeader(original)
            : name.includes("legacy")
              ? mutator.mutatePickle(original)
              : withPickle(original, (pickle) => mutator.mutatePickle(pickle));
        const which = `mutation ${index} of ${name} (seed ${seed})`;
        const started = performance.now();
        const result = outcome(name, mutated, mutated.byteLength, which);
        assert.ok(performance.now() - started < 2000, `${which} took too long`);
        if (result === "read") read += 1;
        else messages.add(result.replace(/\d+|".*?"/g, ""));
        if (index % 100 !== 0) continue;
        const path = join(folder, name);
        writeFileSync(path, mutated);
        assert.equal(outcome(name, path, mutated.byteLength, which).replaceAll(path, "the buffer"), result);
      }
    }
  });
  assert.ok(read > 500, `only ${read} mutated files were read: the mutations are too coarse to test anything`);
  assert.ok(messages.size > 60, `only ${messages.size} different errors: the mutations reach too little`);
  const grown = (process.resourceUsage().maxRSS - peakBefore) / 1024;
  assert.ok(grown < 200, `peak memory grew by ${Math.round(grown)} MiB`);
});
