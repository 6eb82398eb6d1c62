import { crc32, deflateRawSync } from "node:zlib";

/** An entry of an archive to be made; the fields beside name and data let it lie. */
export interface ArchiveEntry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly deflate?: boolean;
  readonly size?: number;
  readonly compressedSize?: number;
  readonly crc?: number;
  readonly flags?: number;
  readonly localName?: string;
  /** Points to the local header of this entry instead of its own. */
  readonly sameHeaderAs?: string;
}

/** Makes a ZIP archive, right or wrong. `wide` writes the ZIP64 end records and fields. */
export function makeZip(entries: readonly ArchiveEntry[], wide = false): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets = new Map<string, number>();
  let position = 0;
  for (const entry of entries) {
    const packed = entry.deflate ? deflateRawSync(entry.data) : Buffer.from(entry.data);
    const crc = entry.crc ?? crc32(entry.data);
    const size = entry.size ?? entry.data.byteLength;
    const compressedSize = entry.compressedSize ?? packed.byteLength;
    const name = Buffer.from(entry.name);
    const localName = Buffer.from(entry.localName ?? entry.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE((entry.flags ?? 0) | 8, 6);
    local.writeUInt16LE(entry.deflate ? 8 : 0, 8);
    local.writeUInt16LE(localName.byteLength, 26);
    const offset = (entry.sameHeaderAs === undefined ? undefined : offsets.get(entry.sameHeaderAs)) ?? position;
    offsets.set(entry.name, position);
    parts.push(local, localName, packed);
    position += 30 + localName.byteLength + packed.byteLength;

    const listed = Buffer.alloc(46);
    const extra = Buffer.alloc(wide ? 28 : 0);
    listed.writeUInt32LE(0x02014b50, 0);
    listed.writeUInt16LE(entry.flags ?? 0, 8);
    listed.writeUInt16LE(entry.deflate ? 8 : 0, 10);
    listed.writeUInt32LE(crc, 16);
    listed.writeUInt32LE(wide ? 0xffffffff : compressedSize, 20);
    listed.writeUInt32LE(wide ? 0xffffffff : size, 24);
    listed.writeUInt16LE(name.byteLength, 28);
    listed.writeUInt16LE(extra.byteLength, 30);
    listed.writeUInt32LE(wide ? 0xffffffff : offset, 42);
    if (wide) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      extra.writeBigUInt64LE(BigInt(size), 4);
      extra.writeBigUInt64LE(BigInt(compressedSize), 12);
      extra.writeBigUInt64LE(BigInt(offset), 20);
    }
    directory.push(listed, name, extra);
  }
  const listing = Buffer.concat(directory);
  return Buffer.concat([...parts, listing, ...endRecords(entries.length, listing.byteLength, position, wide)]);
}

function endRecords(count: number, size: number, offset: number, wide: boolean): Buffer[] {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(wide ? 0xffff : count, 10);
  end.writeUInt32LE(wide ? 0xffffffff : size, 12);
  end.writeUInt32LE(wide ? 0xffffffff : offset, 16);
  if (!wide) return [end];
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  return [record, locator, end];
}

/** A checkpoint of one pickle and its storages. */
export function makeCheckpoint(pickle: Uint8Array, storages: Readonly<Record<string, Uint8Array>> = {}): Buffer {
  const data = Object.entries(storages).map(([key, bytes]) => ({ name: `archive/data/${key}`, data: bytes }));
  return makeZip([{ name: "archive/data.pkl", data: pickle }, ...data]);
}

/** Joins opcodes: text as Latin-1, numbers as bytes. */
export function pickle(...parts: readonly (string | number | Uint8Array)[]): Buffer {
  return Buffer.concat(
    parts.map((part) =>
      typeof part === "number"
        ? Buffer.of(part)
        : typeof part === "string"
          ? Buffer.from(part, "latin1")
          : Buffer.from(part),
    ),
  );
}

/** The opcode that puts a string (BINUNICODE). */
export function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.byteLength);
  return Buffer.concat([Buffer.from("X"), length, bytes]);
}

/** The opcode that puts a 32-bit integer (BININT). */
export function int(value: number): Buffer {
  const bytes = Buffer.alloc(5, "J");
  bytes.writeInt32LE(value, 1);
  return bytes;
}

/** Opcodes that rebuild a float32 tensor of storage "0". */
export function tensor(numel: number, offset: number, shape: readonly number[], strides: readonly number[]): Buffer {
  const tuple = (items: readonly number[]) => pickle("(", ...items.map(int), "t");
  return pickle(
    "ctorch._utils\n_rebuild_tensor_v2\n((",
    text("storage"),
    "ctorch\nFloatStorage\n",
    text("0"),
    text("cpu"),
    int(numel),
    "tQ",
    int(offset),
    tuple(shape),
    tuple(strides),
    "\x89ccollections\nOrderedDict\n)RtR",
  );
}
