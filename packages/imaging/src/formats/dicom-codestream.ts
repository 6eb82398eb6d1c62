// What compressed pixel data says of itself, beside the header of its DICOM file: a decoder believes the one or the other, and
// where they differ it gives wrong values without a word. JPEG: ITU-T T.81 B.2.2; JPEG-LS: T.87 C.2.2; JPEG 2000: T.800 A.5.1;
// RLE: DICOM PS3.5 G.5; how they are wrapped: PS3.5 A.4.
import type { FileHandle } from "node:fs/promises";

/** The facts of one compressed image. */
export interface Codestream {
  readonly kind: "JPEG" | "JPEG-LS" | "JPEG 2000" | "RLE";
  /** Bits of a sample. */
  readonly bits: number;
  /** Whether its samples have a sign of their own; JPEG, JPEG-LS and RLE know none. */
  readonly signed: boolean;
  /** Undefined where the format does not say it. */
  readonly rows?: number;
  readonly columns?: number;
  readonly components: number;
}

const ITEM = 0xe000fffe;
/** Most fragments looked at: as many as a file may have frames, and some that go on. */
const MOST_FRAGMENTS = 200_000;
const FIRST_LOOK = 1 << 12;
const LONG_LOOK = 1 << 17;

/**
 * The different codestreams of a file's pixel data; fragments that go on with the one before say nothing of their own.
 *
 * @param offset where the first item, the table of offsets, begins.
 * @throws an error of the system.
 */
export async function codestreamsOf(file: FileHandle, offset: number, size: number): Promise<Codestream[]> {
  const found = new Map<string, Codestream>();
  const buffer = Buffer.alloc(8 + FIRST_LOOK);
  for (let position = offset, count = 0; position + 8 <= size && count < MOST_FRAGMENTS; count++) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    if (bytesRead < 8 || buffer.readUInt32LE(0) !== ITEM) break;
    const length = buffer.readUInt32LE(4);
    if (count > 0) {
      const start = buffer.subarray(8, Math.min(bytesRead, 8 + length));
      const stream = parseCodestream(start) ?? (isCut(start, length) ? await lookOn(file, position + 8, length) : null);
      if (stream !== null) found.set(JSON.stringify(stream), stream);
    }
    position += 8 + length;
  }
  return [...found.values()];
}

/** Whether a JPEG's facts may lie behind long comments. */
function isCut(start: Buffer, length: number): boolean {
  return start.length < length && start.length > 2 && start.readUInt16BE(0) === 0xffd8;
}

async function lookOn(file: FileHandle, position: number, length: number): Promise<Codestream | null> {
  const bytes = Buffer.alloc(Math.min(length, LONG_LOOK));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, position);
  return parseCodestream(bytes.subarray(0, bytesRead));
}

/** Null where the bytes are not the beginning of a codestream or end before its facts. */
export function parseCodestream(bytes: Buffer): Codestream | null {
  if (bytes.length >= 43 && bytes.readUInt32BE(0) === 0xff4fff51) return jpeg2000(bytes);
  if (bytes.length >= 4 && bytes.readUInt16BE(0) === 0xffd8) return jpeg(bytes);
  return bytes.length >= 64 ? rle(bytes) : null;
}

function jpeg2000(bytes: Buffer): Codestream {
  const [sizeX, sizeY, fromX, fromY] = [8, 12, 16, 20].map((at) => bytes.readUInt32BE(at));
  const depth = bytes[42];
  return {
    kind: "JPEG 2000",
    bits: (depth & 0x7f) + 1,
    signed: (depth & 0x80) !== 0,
    rows: sizeY - fromY,
    columns: sizeX - fromX,
    components: bytes.readUInt16BE(40),
  };
}

/** From segment to segment to the one that begins a frame. */
function jpeg(bytes: Buffer): Codestream | null {
  for (let at = 2; at + 10 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isLossless = marker === 0xf7;
    if (isLossless || (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))) {
      const rows = bytes.readUInt16BE(at + 5);
      return {
        kind: isLossless ? "JPEG-LS" : "JPEG",
        bits: bytes[at + 4],
        signed: false,
        // 0: told after the first scan.
        ...(rows === 0 ? {} : { rows }),
        columns: bytes.readUInt16BE(at + 7),
        components: bytes[at + 9],
      };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** A segment for each byte of a pixel; the places of up to 15, the first right after them. */
function rle(bytes: Buffer): Codestream | null {
  const segments = bytes.readUInt32LE(0);
  const isHeader = segments >= 1 && segments <= 15 && bytes.readUInt32LE(4) === 64;
  return isHeader ? { kind: "RLE", bits: 8 * segments, signed: false, components: 1 } : null;
}
