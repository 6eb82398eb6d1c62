// Files that were made to keep a program busy, or that are no files at all: each is refused at once, by name.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { decode } from "../src/formats/decoder.js";
import { ImagingError, readHeader, readVolume } from "../src/index.js";
import { UNFORESEEN } from "../src/volume-files.js";
import { NIFTI, temporaryFolder } from "./fixtures.js";

/** The error that reading ends with, which names the file and comes within two seconds. */
async function refusal(path: string, reading: Promise<unknown> = readVolume(path)): Promise<ImagingError> {
  const begin = performance.now();
  try {
    await reading;
  } catch (error) {
    assert.ok(error instanceof ImagingError, String(error));
    assert.ok(error.message.includes(path) && !error.message.includes(UNFORESEEN), error.message);
    assert.ok(performance.now() - begin < 2000, `took ${performance.now() - begin} ms`);
    return error;
  }
  throw new Error(`${path} was read`);
}

const NRRD = {
  type: "uchar",
  dimension: "3",
  sizes: "4 3 2",
  encoding: "raw",
  "space directions": "(1,0,0) (0,1,0) (0,0,1)",
  space: "left-posterior-superior",
};
const META = { ObjectType: "Image", NDims: "3", BinaryData: "True", DimSize: "4 3 2", ElementType: "MET_UCHAR" };

function nrrdOf(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ ...NRRD, ...fields }).map(([name, value]) => `${name}: ${value}`);
  return `NRRD0005\n${lines.join("\n")}\n\n${"v".repeat(24)}`;
}

function metaOf(fields: Readonly<Record<string, string>>): string {
  const { ElementDataFile = "LOCAL", ...others } = fields;
  const lines = Object.entries({ ...META, ...others }).map(([name, value]) => `${name} = ${value}`);
  return `${lines.join("\n")}\nElementDataFile = ${ElementDataFile}\n${"v".repeat(24)}`;
}

function npyOf(descr: string): string {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (2, 3, 4), }\n`;
  return `\x93NUMPY\x01\0${String.fromCharCode(text.length & 255, text.length >> 8)}${text}${"v".repeat(24)}`;
}

describe("what is no file is refused at once", { timeout: 60_000 }, () => {
  const names = ["scan.nii", "scan.nii.gz", "scan.npy", "scan.npz", "scan.nrrd", "scan.mha", "scan.h5", "scan.dcm"];
  for (const name of [...names, "scan.zip", "scan"]) {
    test(`a named pipe called ${name}`, async (t) => {
      const path = join(temporaryFolder(t), name);
      execFileSync("mkfifo", [path]);
      assert.match((await refusal(path)).message, /is a pipe, not a file/);
    });
  }

  test("a device that never ends", async (t) => {
    const path = join(temporaryFolder(t), "scan.nii");
    symlinkSync("/dev/zero", path);
    assert.match((await refusal(path)).message, /is a device, not a file/);
  });

  test("a pipe that a header names as its data", async (t) => {
    const folder = temporaryFolder(t);
    const pipe = join(folder, "data.img");
    execFileSync("mkfifo", [pipe]);
    copyFileSync(join(NIFTI, "pair.hdr"), join(folder, "data.hdr"));
    writeFileSync(join(folder, "scan.nhdr"), nrrdOf({ "data file": "data.img" }));
    writeFileSync(join(folder, "scan.mhd"), metaOf({ ElementDataFile: "data.img" }));
    for (const name of ["data.hdr", "scan.nhdr", "scan.mhd"]) {
      const path = join(folder, name);
      assert.equal((await refusal(pipe, readVolume(path))).code, "access", name);
      assert.equal((await refusal(pipe, readHeader(path))).code, "access", name);
    }
  });

  test("a pipe that the decoder of HDF5 or ITK is given", async (t) => {
    const path = join(temporaryFolder(t), "case.h5");
    execFileSync("mkfifo", [path]);
    await refusal(path, decode(path, { kind: "hdf5-list", path }, { bytes: 0 }));
    await refusal(path, decode(path, { kind: "dicom", files: [path] }, { bytes: 0 }));
  });
});

describe("a text header cannot keep the program busy", () => {
  const many = 60_000;
  const cases: readonly (readonly [what: string, name: string, text: string])[] = [
    ["60,000 brackets for directions", "a.nrrd", nrrdOf({ "space directions": "(".repeat(many) })],
    ["60,000 per cent signs for a file name", "b.nhdr", nrrdOf({ "data file": "%".repeat(many) })],
    ["60,000 spaces around a value", "c.mha", metaOf({ Comment: `a${" ".repeat(many)}b`, NDims: "seven" })],
    ["60,000 spaces and no value", "d.mha", `ObjectType = Image\n${" ".repeat(many)}\n${"x ".repeat(many / 2)}\n`],
    ["60,000 per cent signs for the data", "e.mhd", metaOf({ ElementDataFile: "%".repeat(many) })],
    ["a line of 200,000 characters", "f.nrrd", `NRRD0005\n# ${"x".repeat(200_000)}\n`],
    ["a header of 3 MB", "g.nrrd", `NRRD0005\n${"# comment\n".repeat(300_000)}`],
    ["a header of 3 MB in MetaImage", "h.mha", `ObjectType = Image\n${"Comment = c\n".repeat(250_000)}`],
  ];
  for (const [what, name, text] of cases) {
    test(what, async (t) => {
      const path = join(temporaryFolder(t), name);
      writeFileSync(path, text);
      const error = await refusal(path);
      assert.ok(error.message.length < 1000 + path.length, `${error.message.length}`);
    });
  }

  test("as many slices as a header of 1 MiB can name are still found", async (t) => {
    const folder = temporaryFolder(t);
    const names = Array.from({ length: 1100 }, (_, i) => `${"slice".repeat(12)}-${i}.raw`);
    for (const name of names) writeFileSync(join(folder, name), "1234");
    const path = join(folder, "scan.mhd");
    const header = metaOf({ DimSize: "2 2 1100", ElementDataFile: "LIST" }).replace(/v+$/, "");
    writeFileSync(path, `${header}${names.join("\n")}\n`);
    assert.deepEqual((await readVolume(path)).shape, [1, 1100, 2, 2]);
  });
});

describe("names that every JavaScript object has are unknown like any others", () => {
  for (const name of ["constructor", "__proto__", "toString"]) {
    test(name, async (t) => {
      const folder = temporaryFolder(t);
      const files = {
        "type.mha": metaOf({ ElementType: name }),
        "type.nrrd": nrrdOf({ type: name }),
        "space.nrrd": nrrdOf({ space: name }),
        "type.npy": npyOf(`<${name}`),
      };
      for (const [file, text] of Object.entries(files)) {
        const path = join(folder, file);
        writeFileSync(path, text, "latin1");
        const error = await refusal(path, readHeader(path));
        assert.equal(error.code, "unsupported", error.message);
        assert.ok(error.message.toLowerCase().includes(name.toLowerCase()), error.message);
      }
    });
  }

  test("a key of that name is kept as any other", async (t) => {
    const path = join(temporaryFolder(t), "scan.nrrd");
    writeFileSync(path, nrrdOf({}).replace("\n\n", "\n__proto__:=two words\n\n"));
    const { provenance } = await readHeader(path);
    assert.deepEqual(Object.getOwnPropertyDescriptor(provenance.fields, "__proto__")?.value, "two words");
  });
});

test("a data file whose number has a thousand million digits is refused", async (t) => {
  const folder = temporaryFolder(t);
  for (const [name, text] of [
    ["scan.nhdr", nrrdOf({ "data file": "x%0999999999d.raw 0 1 1" })],
    ["scan.mhd", metaOf({ ElementDataFile: "x%0999999999d.raw 0 1 1" })],
  ]) {
    const path = join(folder, name);
    writeFileSync(path, text);
    assert.equal((await refusal(path)).code, "malformed");
  }
});
