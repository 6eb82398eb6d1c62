// The directory of a ZIP archive. That archives which lie are refused is tested with checkpoints too, in @mandn/torch, and
// with scans, in @mandn/imaging.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { crc32, deflateRawSync } from "node:zlib";
import { assertReadable, FileError, readZipDirectory, readZipFile, unpackZipEntry, ZipFault } from "../src/index.js";
import { temporaryFolder } from "./support.js";

interface Member {
  readonly name: string;
  readonly data: Uint8Array;
  /** Default deflated. */
  readonly method?: number;
  readonly flags?: number;
  readonly localName?: string;
  /** Where the directory says that it lies; default where it does. */
  readonly offset?: number;
  readonly size?: number;
}

function header(bytes: number, signature: number, fields: readonly [at: number, size: 2 | 4, value: number][]): Buffer {
  const header = Buffer.alloc(bytes);
  header.writeUInt32LE(signature);
  for (const [at, size, value] of fields) header.writeUIntLE(value, at, size);
  return header;
}

function archive(members: readonly Member[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let length = 0;
  for (const { name, data, method = 8, flags = 0, localName = name, offset = length, size = data.length } of members) {
    const packed = method === 8 ? deflateRawSync(data) : Buffer.from(data);
    const sizes = [
      [2, crc32(data)],
      [6, packed.length],
      [10, size],
    ] as const; // from the field of the method on
    const at = (start: number) => sizes.map(([by, value]) => [start + by + 2, 4, value] as [number, 4, number]);
    const local = header(30, 0x04034b50, [[6, 2, flags], [8, 2, method], ...at(10), [26, 2, localName.length]]);
    const listed = header(46, 0x02014b50, [
      [8, 2, flags],
      [10, 2, method],
      ...at(12),
      [28, 2, name.length],
      [42, 4, offset],
    ]);
    parts.push(local, Buffer.from(localName), packed);
    directory.push(listed, Buffer.from(name));
    length += local.length + localName.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const count = members.length;
  const end = header(22, 0x06054b50, [
    [8, 2, count],
    [10, 2, count],
    [12, 4, listing.length],
    [16, 4, length],
  ]);
  return Buffer.concat([...parts, listing, end]);
}

const LIMITS = { mostExpansion: 16, remedy: "Pack it again." };
const sourceOf = (bytes: Buffer) => ({
  byteLength: bytes.length,
  read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
});
const read = (bytes: Buffer, limits = LIMITS) => readZipDirectory(sourceOf(bytes), limits);

test("entries, stored and deflated, come back with their content", () => {
  const members = [
    { name: "a/deflated", data: Buffer.from("content ".repeat(50)) },
    { name: "stored", data: Buffer.from([0, 1, 255]), method: 0 },
    { name: "empty", data: Buffer.alloc(0) },
    { name: "folder/", data: Buffer.alloc(0), method: 0 },
  ];
  const bytes = archive(members);
  const entries = read(bytes);
  assert.deepEqual(
    [...entries.keys()],
    members.map(({ name }) => name),
  );
  for (const { name, data } of members) {
    const entry = entries.get(name) ?? assert.fail();
    const packed = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize);
    assert.ok(data.equals(unpackZipEntry(entry, packed)), name);
  }
});

test("an archive is read from a file, and only from one", () => {
  const folder = temporaryFolder();
  const path = join(folder, "a.zip");
  writeFileSync(path, archive([{ name: "a", data: Buffer.from("x") }]));
  assert.deepEqual([...readZipFile(path, LIMITS).keys()], ["a"]);
  mkdirSync(join(folder, "b.zip"));
  assert.throws(() => readZipFile(join(folder, "b.zip"), LIMITS), FileError);
  writeFileSync(path, "");
  assert.throws(() => readZipFile(path, LIMITS), ZipFault);
});

test("how much an archive may unpack to is the caller's to say", () => {
  const mask = archive([{ name: "mask.npy", data: Buffer.alloc(20 << 20) }]);
  assert.throws(() => read(mask), /unpacks to more than 16 times its size.*Pack it again\./);
  assert.equal(read(mask, { ...LIMITS, mostExpansion: 1032 }).get("mask.npy")?.size, 20 << 20);
});

test("archives that lie or are cut off are refused", () => {
  const one: Member = { name: "one", data: Buffer.from("x".repeat(100)), method: 0 };
  const refused: [bytes: Buffer, words: RegExp][] = [
    [archive([one, one]), /has the entry "one", which comes twice/],
    [archive([one, { ...one, name: "two", localName: "one", offset: 0 }]), /which overlaps the one before it/],
    [archive([{ ...one, localName: "eno" }]), /the entry "one" and its header disagree/],
    [archive([one]).subarray(0, -1), /is no ZIP archive, or is cut off/],
    [archive([one]).subarray(1), /does not lie where it should/],
    [Buffer.from("no archive"), /is no ZIP archive, or is cut off/],
  ];
  for (const [bytes, words] of refused) {
    assert.throws(
      () => read(bytes),
      (error) => error instanceof ZipFault && words.test(error.message),
      String(words),
    );
  }
});

test("an entry that is encrypted, packed otherwise or damaged is listed, and refused when it is read", () => {
  const data = Buffer.from("content ".repeat(50));
  const bytes = archive([
    { name: "encrypted", data, flags: 1 },
    { name: "odd", data, method: 12 },
    { name: "short", data, size: 10 },
    { name: "damaged", data, method: 0 },
  ]);
  const last = bytes.lastIndexOf("content");
  bytes.writeUInt8(bytes.readUInt8(last) ^ 1, last);
  const words = { encrypted: /which is encrypted/, odd: /method 12/, short: /cannot be unpacked/, damaged: /checksum/ };
  for (const [name, entry] of read(bytes)) {
    const packed = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize);
    assert.throws(() => unpackZipEntry(entry, packed), words[name as keyof typeof words]);
  }
  assert.throws(() => assertReadable(read(bytes).get("odd") ?? assert.fail()), ZipFault);
});
