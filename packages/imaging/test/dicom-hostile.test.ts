// DICOM made to fill the memory or the disk, and series that are links: the first refused at once, the second read as what they
// lead to.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { crc32, deflateRawSync } from "node:zlib";
import { filesOf, ImagingError, listSeries, readHeader, readVolume } from "../src/index.js";
import { EXPLICIT_LITTLE_ENDIAN, metaOf, sliceOf, writeSeries } from "./dicom-file.js";
import { ownTmpdir, temporaryFolder } from "./fixtures.js";

const DICOM = fileURLToPath(new URL("../../test/fixtures/itk/dicom/", import.meta.url));
const DEFLATED = "1.2.840.10008.1.2.1.99";
const SERIES = [
  [0, 0, 0],
  [0, 0, 2],
  [0, 0, 4],
];

/** A sequence of empty items. */
function sequenceOf(items: number): Buffer {
  const item = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0]);
  const start = Buffer.from([0x08, 0, 0x06, 0, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff]);
  const end = Buffer.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]);
  return Buffer.concat([start, Buffer.alloc(item.length * items, item), end]);
}

async function refusal(path: string): Promise<ImagingError> {
  const begin = performance.now();
  const before = process.memoryUsage().rss;
  try {
    await readHeader(path);
  } catch (error) {
    assert.ok(error instanceof ImagingError, String(error));
    assert.ok(error.message.includes(path), error.message);
    const [ms, bytes] = [performance.now() - begin, process.memoryUsage().rss - before];
    assert.ok(ms < 5000 && bytes < 600e6, `took ${ms} ms and ${bytes} bytes`);
    return error;
  }
  throw new Error(`${path} was read`);
}

describe("a header of millions of items is refused before it fills the memory", { timeout: 120_000 }, () => {
  const slice = sliceOf({ position: [0, 0, 0], number: 1 });
  for (const [what, bytes] of [
    [
      "deflated from 200 kB",
      () => Buffer.concat([metaOf(DEFLATED), deflateRawSync(Buffer.concat([sequenceOf(20e6), slice]))]),
    ],
    ["as it is", () => Buffer.concat([metaOf(EXPLICIT_LITTLE_ENDIAN), sequenceOf(4e6), slice])],
    ["without a file meta header", () => Buffer.concat([sequenceOf(4e6), slice])],
  ] as const) {
    test(what, async (t) => {
      const path = join(temporaryFolder(t), "000.dcm");
      writeFileSync(path, bytes());
      assert.match((await refusal(path)).message, /its header has more than 300,000 elements/);
      const { series, faults } = await listSeries(path);
      assert.deepEqual([series.length, faults.length], [0, 1], "a folder's listing names it and goes on");
    });
  }

  test("250 MB of zeros before the pixels, deflated", async (t) => {
    const path = join(temporaryFolder(t), "000.dcm");
    const long = Buffer.concat([
      Buffer.from([9, 0, 1, 16, 0x4f, 0x42, 0, 0, 0, 0, 0, 15]),
      Buffer.alloc(15 << 24),
      slice,
    ]);
    writeFileSync(path, Buffer.concat([metaOf(DEFLATED), deflateRawSync(long, { level: 1 })]));
    await refusal(path);
  });

  test("some thousand items are read", async (t) => {
    const path = join(temporaryFolder(t), "000.dcm");
    writeFileSync(path, Buffer.concat([metaOf(EXPLICIT_LITTLE_ENDIAN), sequenceOf(20_000), slice]));
    assert.deepEqual((await readVolume(path)).shape, [1, 1, 2, 3]);
  });

  test("a private element of 2 MB before the pixels is read", async (t) => {
    const path = join(temporaryFolder(t), "000.dcm");
    const long = sliceOf({ position: [0, 0, 0], number: 1 }, "x".repeat(2 << 20));
    writeFileSync(path, Buffer.concat([metaOf(EXPLICIT_LITTLE_ENDIAN), long]));
    assert.deepEqual(Array.from((await readVolume(path)).voxels), [10, 11, 12, 13, 14, 15]);
  });
});

interface ZipFile {
  readonly name: string;
  readonly content: Buffer;
}

/** A zip archive; with `shared`, all its files are the bytes of the first. */
function zipOf(files: readonly ZipFile[], shared = false): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [i, { name, content }] of files.entries()) {
    const packed = deflateRawSync(content, { level: 9 });
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = shared ? 0 : offset;
    if (!shared || i === 0) {
      const local = Buffer.concat([Buffer.from("PK\x03\x04"), facts, Buffer.from(name), packed]);
      parts.push(local);
      offset += local.length;
    }
    const where = Buffer.alloc(14);
    where.writeUInt32LE(place, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([20, 0]), facts, where, Buffer.from(name)]));
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}

describe("an archive of DICOM that unpacks to far more than slices do is refused before it fills the disk", () => {
  test("many names for the same bytes", async (t) => {
    const path = join(temporaryFolder(t), "series.zip");
    const content = Buffer.alloc(1 << 20);
    writeFileSync(
      path,
      zipOf(
        Array.from({ length: 500 }, (_, i) => ({ name: `${i + 100}.dcm`, content })),
        true,
      ),
    );
    assert.match((await refusal(path)).message, /overlaps/);
  });

  test("200 MB of zeros", async (t) => {
    const path = join(temporaryFolder(t), "series.zip");
    writeFileSync(path, zipOf([{ name: "a.dcm", content: Buffer.alloc(200 << 20) }]));
    const temporary = ownTmpdir(t);
    assert.match((await refusal(path)).message, /unpacks to more than 0\.\d+ GiB.*Unpack it yourself/);
    assert.deepEqual(readdirSync(temporary), []);
  });

  test("an ordinary archive is read", async (t) => {
    const path = join(temporaryFolder(t), "series.zip");
    const files = SERIES.map((position, number) => {
      const content = Buffer.concat([metaOf(EXPLICIT_LITTLE_ENDIAN), sliceOf({ position, number })]);
      return { name: `${number}.dcm`, content };
    });
    writeFileSync(path, zipOf(files));
    assert.deepEqual((await readVolume(path)).shape, [1, 3, 2, 3]);
  });
});

describe("a series of links (git-annex, DataLad) is read as the files that they lead to", () => {
  /** `links/` with a link to each file of `store/`. */
  function linked(folder: string, source: string): { links: string; store: string } {
    const [links, store] = [join(folder, "links"), join(folder, "store")];
    mkdirSync(links);
    for (const name of readdirSync(source)) {
      mkdirSync(join(store, `of-${name}`), { recursive: true });
      cpSync(join(source, name), join(store, `of-${name}`, "content"));
      symlinkSync(join("..", "store", `of-${name}`, "content"), join(links, name));
    }
    return { links, store };
  }

  for (const name of ["explicit", "rle"]) {
    test(`${name}, also by a path from the current folder`, async (t) => {
      const folder = temporaryFolder(t);
      const { links } = linked(folder, join(DICOM, name));
      const { voxels } = await readVolume(join(DICOM, name));
      assert.deepEqual((await readVolume(links)).voxels, voxels);
      assert.deepEqual((await readVolume(relative(process.cwd(), links))).voxels, voxels);
      assert.equal((await filesOf(links)).length, 3);
    });
  }

  test("links to folders are followed, each folder once", async (t) => {
    const folder = temporaryFolder(t);
    const series = writeSeries(join(folder, "store", "series"), SERIES);
    mkdirSync(join(folder, "case"));
    symlinkSync(join("..", "store"), join(folder, "case", "linked"));
    symlinkSync(join("..", "case"), join(folder, "store", "back"));
    assert.deepEqual((await readVolume(join(folder, "case"))).voxels, (await readVolume(series)).voxels);
    assert.deepEqual(
      (await filesOf(join(folder, "case"))).map((path) => relative(folder, path)),
      ["case/linked/series/0.dcm", "case/linked/series/1.dcm", "case/linked/series/2.dcm"],
    );
  });

  test("a link that leads nowhere is an error that says where it leads", async (t) => {
    const folder = temporaryFolder(t);
    const { links, store } = linked(folder, writeSeries(join(folder, "series"), SERIES));
    rmSync(join(store, "of-1.dcm"), { recursive: true });
    const expected = {
      code: "access",
      message: /links\/1\.dcm: is a link to .*store\/of-1\.dcm\/content, which is not there.*git annex get/,
    };
    await assert.rejects(readVolume(links), expected);
    await assert.rejects(filesOf(links), expected);
    const scan = join(folder, "scan.nii.gz");
    symlinkSync("nowhere.nii.gz", scan);
    await assert.rejects(readVolume(scan), { code: "access", message: /scan\.nii\.gz: is a link to nowhere\.nii\.gz/ });
  });
});
