// Writing ZIP archives, so that a folder can be handed on as one file. PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16
// (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT). Compression itself is Node's.
import { crc32, deflateRawSync } from "node:zlib";
import { writeAtomicallySync } from "./file.js";
import { ZipFault } from "./zip.js";

/** A file of an archive to be written. */
export interface ZipContent {
  /** With "/" between folders, ASCII. */
  readonly name: string;
  /** Called when its turn comes, so that one file at a time is held. */
  readonly read: () => Uint8Array;
  /** Whether it is deflated; default true. Weights hardly get smaller. */
  readonly compress?: boolean;
}

/** What 32 bits say; beyond that ZIP64 would be needed. */
const LARGEST = 0xffff_fffe;
/** 1980-01-01, the first day that the format knows: the same content gives the same archive. */
const DATE = 0x0021;
const VERSION = 20;
const [STORED, DEFLATED] = [0, 8] as const;

/**
 * Writes an archive in one step: whole or not at all.
 *
 * @throws ZipFault for more than 4 GiB; FileError when the system refuses; what `read` throws
 */
export function writeZip(path: string, contents: readonly ZipContent[]): void {
  writeAtomicallySync(path, pieces(contents));
}

function* pieces(contents: readonly ZipContent[]): Generator<Uint8Array> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, read, compress = true } of contents) {
    const content = read();
    const packed = compress ? deflateRawSync(content) : content;
    const isSmaller = packed.byteLength < content.byteLength;
    const data = isSmaller ? packed : content;
    const nameBytes = Buffer.from(name, "ascii");
    /** What the local header and the directory both say. */
    const told = Buffer.alloc(26);
    told.writeUInt16LE(VERSION, 0);
    told.writeUInt16LE(isSmaller ? DEFLATED : STORED, 4);
    told.writeUInt16LE(DATE, 8);
    told.writeUInt32LE(crc32(content), 10);
    assertFits(name, offset + data.byteLength);
    told.writeUInt32LE(data.byteLength, 14);
    told.writeUInt32LE(content.byteLength, 18);
    told.writeUInt16LE(nameBytes.byteLength, 22);
    const header = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), told, nameBytes]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, VERSION, 0]), told, place, nameBytes]));
    yield header;
    yield data;
    offset += header.byteLength + data.byteLength;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(contents.length, 8);
  end.writeUInt16LE(contents.length, 10);
  end.writeUInt32LE(listed.byteLength, 12);
  end.writeUInt32LE(offset, 16);
  yield listed;
  yield end;
}

function assertFits(name: string, bytes: number): void {
  if (bytes <= LARGEST) return;
  throw new ZipFault({
    fault: `would have more than 4 GiB with ${JSON.stringify(name)}`,
    remedy: "Copy the folder instead.",
  });
}
