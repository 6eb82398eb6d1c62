import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { decode } from "../src/formats/decoder.js";
import { dicom } from "../src/formats/dicom.js";
import { hdf5 } from "../src/formats/hdf5.js";
import { metaImage } from "../src/formats/metaimage.js";
import { nrrd } from "../src/formats/nrrd.js";
import { ImagingError, readVolume } from "../src/index.js";
import { randomNumbers } from "./fixtures.js";
import { mutate } from "./mutations.js";

const FIXTURES = fileURLToPath(new URL("../../test/fixtures/itk/", import.meta.url));

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "itk-faults-"));
  for (const part of ["slice0", "slice1", "slice2", "slice3", "plane0", "plane1"]) {
    await cp(join(FIXTURES, `${part}.raw`), join(folder, `${part}.raw`));
  }
});
after(() => rm(folder, { recursive: true }));

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "read";
  } catch (error) {
    assert.ok(error instanceof ImagingError, error instanceof Error ? error.stack : String(error));
    return error.code;
  }
}

describe("a decoder that fails costs that file alone", () => {
  const sound = (): Promise<string> => codeOf(readVolume(join(FIXTURES, "dicom", "explicit")));

  test("memory that cannot be had", async () => {
    const text = await readFile(join(FIXTURES, "text.nrrd"), "latin1");
    const path = join(folder, "huge.nrrd");
    await writeFile(path, text.replace("4 3 2", "40000 30000 4"));
    const codes = await Promise.all([
      sound(),
      codeOf(decode(path, { kind: "nrrd", path }, { bytes: 40000 * 30000 * 16 })),
      sound(),
    ]);
    assert.deepEqual(codes, ["read", "decoder", "read"]);
  });

  test("a decoder that does not answer in time is stopped", async () => {
    const path = join(FIXTURES, "text.nrrd");
    const late = decode(path, { kind: "nrrd", path }, { bytes: 0, timeoutMs: 0 });
    assert.deepEqual(await Promise.all([codeOf(late), sound()]), ["decoder", "read"]);
  });

  test("the program ends by itself when the decoders have been used", async () => {
    const module = new URL("../src/index.js", import.meta.url).href;
    const path = JSON.stringify(join(FIXTURES, "case.h5"));
    const program = `const { readVolume } = await import("${module}"); console.log((await readVolume(${path})).shape.join());`;
    const args = ["--input-type=module", "-e", program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
    assert.equal(stdout, "1,3,4,5\n");
  });
});

test("damage within compressed voxels is never taken for voxels", async () => {
  for (const [format, file, start] of [
    [nrrd, "int16.nrrd", "\n\n"],
    [metaImage, "int16.mha", "LOCAL\n"],
  ] as const) {
    const path = join(FIXTURES, file);
    const bytes = await readFile(path);
    const { voxels } = await format.read(path);
    const damagedPath = join(folder, file);
    for (let at = bytes.indexOf(start) + start.length; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes);
      damaged[at] ^= 0x41;
      await writeFile(damagedPath, damaged);
      try {
        assert.deepEqual((await format.read(damagedPath)).voxels, voxels);
      } catch (error) {
        assert.ok(error instanceof ImagingError, String(error));
      }
    }
  }
});

test("damage within HDF5's compressed voxels is refused, with HDF5's reason", async () => {
  const bytes = await readFile(join(FIXTURES, "case.h5"));
  const start = bytes.indexOf(Buffer.from([0x78, 0x5e])) + 2;
  assert.ok(start > 2, "the fixture holds a zlib stream");
  const path = join(folder, "damaged.h5");
  for (let at = start; at < start + 100; at += 5) {
    const damaged = Buffer.from(bytes);
    damaged[at] ^= 0x41;
    await writeFile(path, damaged);
    await assert.rejects(hdf5.read(path), { code: "malformed", message: /HDF5 cannot read "image": \w[^/]*\. Export/ });
  }
});

test("a series is read or refused when one of its files is damaged", async () => {
  const series = join(folder, "series");
  await mkdir(series);
  const names = ["000", "001", "002"];
  for (const name of names) await writeFile(join(series, name), await readFile(join(FIXTURES, "dicom/rle", name)));
  const original = await readFile(join(series, "001"));
  const random = randomNumbers(300);
  for (let i = 0; i < 20; i++) {
    await writeFile(join(series, "001"), mutate(original, random));
    try {
      const { voxels, shape } = await dicom.read(series);
      assert.equal(
        voxels.length,
        shape.reduce((count, size) => count * size),
      );
    } catch (error) {
      assert.ok(error instanceof ImagingError, String(error));
    }
  }
});

test("a name in a zip that no file system takes is changed, one that occurs twice is refused", async () => {
  const original = join(FIXTURES, "dicom", "series.zip");
  const bytes = await readFile(original);
  const entries: number[] = [];
  for (let at = bytes.indexOf("PK\x01\x02"); at >= 0; at = bytes.indexOf("PK\x01\x02", at + 1)) entries.push(at + 46);
  const nameOf = (at: number) => bytes.subarray(at, at + bytes.readUInt16LE(at - 18));
  const [first, second] = entries.filter((at) => nameOf(at).at(-1) !== 0x2f);
  /** Changes a name in the directory and before the content. */
  const rename = (archive: Buffer, name: Buffer, to: Buffer): Buffer => {
    for (let at = archive.indexOf(name); at >= 0; at = archive.indexOf(name, at + 1)) to.copy(archive, at);
    return archive;
  };
  const path = join(folder, "named.zip");

  const odd = Buffer.from(nameOf(first));
  odd[odd.length - 1] = 0;
  await writeFile(path, rename(Buffer.from(bytes), nameOf(first), odd));
  assert.deepEqual((await dicom.read(path)).voxels, (await dicom.read(original)).voxels);

  await writeFile(path, rename(Buffer.from(bytes), nameOf(second), nameOf(first)));
  await assert.rejects(dicom.read(path), {
    code: "malformed",
    message: /named.zip: has the entry .*, which comes twice/,
  });
});
