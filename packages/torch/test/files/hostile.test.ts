import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type CheckpointObject,
  type CheckpointValue,
  openSafetensors,
  readCheckpoint,
  StoredTensor,
} from "../../src/files/index.js";
import { type ArchiveEntry, int, makeCheckpoint, makeZip, pickle, tensor, text } from "./archives.js";
import { describer, fileError, fixture } from "./golden.js";

const MiB = 1 << 20;

/** Runs `use` and asserts that the process's peak memory grew by at most so many bytes. */
function withinMemory<T>(limit: number, use: () => T): T {
  const before = Math.max(process.memoryUsage().rss, 0);
  const peak = process.resourceUsage().maxRSS * 1024;
  const result = use();
  const grown = process.resourceUsage().maxRSS * 1024 - Math.max(before, peak);
  assert.ok(grown <= limit, `peak memory grew by ${Math.round(grown / MiB)} MiB`);
  return result;
}

const simplePickle = pickle("\x80\x02N.");

function refuses(name: string, file: () => Uint8Array, message: string | RegExp, memory = 64 * MiB): void {
  test(`${name} is refused`, () => {
    const bytes = file();
    withinMemory(memory, () => assert.throws(() => readCheckpoint(bytes), fileError(message)));
  });
}

function reads(parts: readonly (string | number | Uint8Array)[]): CheckpointValue {
  return readCheckpoint(makeCheckpoint(pickle("\x80\x02", ...parts, ".")));
}

// Archives

refuses(
  "an archive that unpacks to a hundred times its size",
  () => makeZip([{ name: "a/data.pkl", data: Buffer.alloc(40 * MiB), deflate: true }]),
  "unpacks to more than",
);

refuses(
  "a pickle that unpacks to more than it says",
  () => makeZip([{ name: "a/data.pkl", data: Buffer.alloc(40 * MiB), deflate: true, size: 1000 }]),
  "cannot be unpacked",
);

refuses(
  "an archive whose entries share their bytes",
  () => {
    const shared = Array.from({ length: 50 }, (_, index): ArchiveEntry => {
      return { name: `a/data/${index}`, data: Buffer.alloc(1000), sameHeaderAs: "a/data/0", localName: "a/data/0" };
    });
    return makeZip([{ name: "a/data.pkl", data: simplePickle }, ...shared]);
  },
  "overlaps",
);

const pickleEntry: ArchiveEntry = { name: "a/data.pkl", data: simplePickle };
const lies: [string, ArchiveEntry[], string | RegExp][] = [
  ["an archive with a name twice", [pickleEntry, pickleEntry], "comes twice"],
  ["an encrypted archive", [{ ...pickleEntry, flags: 1 }], "encrypted"],
  ["a pickle with a wrong checksum", [{ ...pickleEntry, crc: 1 }], "checksum"],
  ["an entry whose header has another name", [{ ...pickleEntry, localName: "b/data.pkl" }], "disagree"],
  ["an entry that reaches into the directory", [{ ...pickleEntry, size: 50, compressedSize: 50 }], "reaches into"],
  ["an entry larger than the file", [{ ...pickleEntry, size: 2 ** 31, compressedSize: 2 ** 31 }], "reaches into"],
  ["a stored entry with two sizes", [{ ...pickleEntry, size: 50 }], "neither stored nor deflated"],
  ["an archive with two pickles", [pickleEntry, { ...pickleEntry, name: "b/data.pkl" }], "2 entries"],
];
for (const [name, entries, message] of lies) refuses(name, () => makeZip(entries), message);

test("an archive with lies in ZIP64 fields is refused", () => {
  const wide = (entry: Partial<ArchiveEntry>) => makeZip([{ ...pickleEntry, ...entry }], true);
  assert.equal(readCheckpoint(wide({})), null);
  for (const size of [2 ** 40, Number.MAX_SAFE_INTEGER]) {
    assert.throws(() => readCheckpoint(wide({ size, compressedSize: size })), fileError("reaches into"));
  }
});

// Pickles

test("a list that holds itself twice over, forty levels deep, takes no more memory than in the file", () => {
  const levels = Array.from({ length: 40 }, (_, level) => pickle("h", level, "h", level, "\x86q", level + 1, "0"));
  const bomb = withinMemory(16 * MiB, () => reads(["]q", 0, "0", ...levels, "h", 40]));
  let value = bomb;
  for (let level = 0; level < 40; level += 1) {
    assert.ok(Array.isArray(value) && value[0] === value[1]);
    value = value[0] as CheckpointValue;
  }
});

refuses(
  "nesting a hundred thousand deep",
  () => makeCheckpoint(pickle("\x80\x02", "]".repeat(100_000), "a".repeat(99_999), ".")),
  "nested more than",
);

refuses(
  "nesting made deep by sharing what is already deep",
  () => {
    const chains = Array.from({ length: 10 }, (_, index) => {
      return pickle("h", index, "\x85".repeat(100), "q", index + 1, "0");
    });
    const shallowFirst = Array.from({ length: 11 }, (_, index) => pickle("h", index));
    return makeCheckpoint(pickle("\x80\x02]q", 0, "0", ...chains, "(", ...shallowFirst, "l."));
  },
  "nested more than",
);

refuses("a list that contains itself", () => makeCheckpoint(pickle("\x80\x02]q\0h\0a.")), "contains itself");

refuses(
  "a namespace that is its own state",
  () => makeCheckpoint(pickle("\x80\x02cargparse\nNamespace\n)\x81q\0", text("k"), "Nsh\0b.")),
  "comes twice",
);

const exhausting: [string, () => Buffer][] = [
  ["a million empty dictionaries", () => pickle("(", "}".repeat(MiB), "l")],
  ["a million memo entries", () => pickle("N", "\x94".repeat(MiB))],
  [
    "the same long text made bytes again and again",
    () =>
      pickle(
        "(",
        pickle(text("a".repeat(100_000)), "q\0", text("latin1"), "q\x01c_codecs\nencode\nq\x02000"),
        "h\x02h\0h\x01\x86R".repeat(20_000),
        "l",
      ),
  ],
  [
    "the same long list made a set again and again",
    () => pickle("((", "N".repeat(100_000), "lq\0", "0cbuiltins\nset\nq\x010", "h\x01h\0\x85R".repeat(20_000), "l"),
  ],
  [
    "the same long list made a torch.Size again and again",
    () => pickle("((", "N".repeat(100_000), "tq\0", "0ctorch\nSize\nq\x010", "h\x01h\0\x85R".repeat(20_000), "l"),
  ],
];
for (const [name, make] of exhausting) {
  refuses(name, () => makeCheckpoint(pickle("\x80\x04", make(), ".")), "exhaust memory", 128 * MiB);
}

const eightBytes = (value: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
};
const lyingLengths: [string, (string | number | Uint8Array)[], string][] = [
  ["a string of 4 GB that is not there", ["X\xff\xff\xff\xff"], "truncated"],
  ["a string of 2⁶³ bytes that is not there", ["\x8d", eightBytes(1n << 63n)], "truncated"],
  ["bytes of 2⁴⁰ that are not there", ["\x8e", eightBytes(1n << 40n)], "truncated"],
  ["a bytearray of 2⁶⁴ − 1 bytes that are not there", ["\x96", eightBytes((1n << 64n) - 1n)], "truncated"],
  ["a frame longer than the file", ["\x95", eightBytes(1n << 40n), "N"], "truncated"],
  ["an integer of 2 GB", ["\x8b\xff\xff\xff\x7f"], "integer of"],
  ["an integer of negative length", ["\x8b\xff\xff\xff\xff"], "integer of"],
  ["a line without end", ["I", "1".repeat(10_000)], "does not end"],
  ["bytes(10⁹), which would ask for memory", ["cbuiltins\nbytes\n", int(10 ** 9), "\x85R"], "builtins.bytes"],
  ["bytearray(10⁹)", ["c__builtin__\nbytearray\n", int(10 ** 9), "\x85R"], "builtins.bytes"],
  ["a memo entry that is not there", ["h\x07"], "memo 7"],
  ["a pop from an empty stack", ["0"], "empty stack"],
  ["an end without a start", ["Nt"], "end without a start"],
  ["an unfinished pickle", ["(N"], "in the middle"],
  ["an unknown opcode", ["\xff"], "opcode 0xff"],
  ["an extension code", ["\x82\x01"], "opcode 0x82"],
  ["a persistent id in text", ["P0\n"], "opcode 0x50"],
  ["a call of a number", ["K\x01)R"], "no function"],
  ["a call of a type that is only a name", ["cbuiltins\nlist\n)R"], "builtins.list"],
  ["a type as a value", ["cbuiltins\nint\n"], "builtins.int"],
  ["an old-style instance of a forbidden class", ["(cposix\nsystem\no"], "posix.system"],
  ["INST of a forbidden class", ["(iposix\nsystem\n"], "posix.system"],
  ["STACK_GLOBAL of a dotted name", [text("torch"), text("storage.sys.modules"), "\x93"], "torch.storage.sys.modules"],
  ["a name with an inherited property's name", ["cconstructor\n__proto__\n"], "constructor.__proto__"],
  ["state for a list", ["]}b"], "gives state"],
  ["appending to a tuple", [")Na"], "adds to a list"],
  ["a dictionary with a tuple as a key", ["}))s"], "key that is neither"],
  ['a dictionary with the keys 1 and "1"', ["}", int(1), "Ns", text("1"), "Ns"], "comes twice"],
];
for (const [name, parts, message] of lyingLengths) {
  refuses(name, () => makeCheckpoint(pickle("\x80\x04", ...parts, ".")), message, 32 * MiB);
}

test("a key named __proto__ is a key", () => {
  const value = reads(["}", text("__proto__"), "K\x05s"]) as CheckpointObject;
  assert.deepEqual(Object.keys(value), ["__proto__"]);
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
});

// Tensors

const storage = { 0: Buffer.alloc(24) }; // six float32
const readTensor = (...args: Parameters<typeof tensor>) =>
  readCheckpoint(makeCheckpoint(pickle("\x80\x02", tensor(...args), "."), storage));

test("a tensor within its storage is read, also one repeated 2³⁰ times by a stride of 0", () => {
  assert.ok(readTensor(6, 1, [5], [1]) instanceof StoredTensor);
  const repeated = withinMemory(MiB, () => readTensor(6, 5, [1 << 30], [0]));
  assert.ok(repeated instanceof StoredTensor && repeated.numel === 1 << 30 && repeated.storage.byteLength === 24);
});

const outside: [string, Parameters<typeof tensor>][] = [
  ["an offset beyond its storage", [6, 6, [1], [1]]],
  ["a negative offset", [6, -1, [1], [1]]],
  ["a shape beyond its storage", [6, 0, [7], [1]]],
  ["strides beyond its storage", [6, 0, [2, 2], [5, 1]]],
  ["a negative stride", [6, 5, [2], [-1]]],
  ["a negative size", [6, 0, [-1], [1]]],
  ["fewer strides than sizes", [6, 0, [2, 2], [1]]],
  ["sizes whose product overflows", [6, 0, [2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1], [0, 0, 0]]],
  ["strides whose product overflows", [6, 0, [2 ** 31 - 1, 2], [2 ** 31 - 1, 1]]],
  ["a storage larger than its bytes", [7, 0, [1], [1]]],
  ["a storage smaller than its bytes", [5, 0, [1], [1]]],
  ["a storage of negative size", [-6, 0, [1], [1]]],
  ["more dimensions than any tensor has", [6, 0, new Array(65).fill(1), new Array(65).fill(1)]],
];
for (const [name, args] of outside) {
  test(`a tensor with ${name} is refused`, () => assert.throws(() => readTensor(...args), fileError("")));
}

test("a storage whose entry is missing is refused by name", () => {
  const file = makeCheckpoint(pickle("\x80\x02", tensor(6, 0, [6], [1]), "."));
  assert.throws(() => readCheckpoint(file), fileError("archive/data/0"));
});

// Truncation

test("every truncation of a legacy checkpoint, a ZIP checkpoint and a safetensors file is refused", () => {
  for (const name of ["views-legacy.pth", "no-checksums.pth", "all.safetensors"]) {
    const file = fixture(name);
    const read = name.endsWith(".pth") ? readCheckpoint : openSafetensors;
    for (let length = 0; length < file.byteLength; length += 1) {
      assert.throws(() => read(file.subarray(0, length)), fileError(""), `${name} cut to ${length} bytes`);
    }
  }
});

test("bytes behind a legacy checkpoint do no harm", () => {
  const file = Buffer.concat([fixture("views-legacy.pth"), Buffer.from("more")]);
  assert.deepEqual(describer()(readCheckpoint(file)), describer()(readCheckpoint(fixture("views-legacy.pth"))));
});

test("a legacy checkpoint whose storage sizes lie is refused", () => {
  const file = Buffer.from(fixture("views-legacy.pth"));
  const count = file.lastIndexOf(eightBytes(16n)); // the storage of sixteen elements
  assert.ok(count > 0);
  for (const lie of [0n, 15n, 17n, 1n << 40n, (1n << 64n) - 16n]) {
    eightBytes(lie).copy(file, count);
    assert.throws(() => readCheckpoint(file), fileError(/elements|truncated/));
  }
});
