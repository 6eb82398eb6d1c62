import assert from "node:assert/strict";
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { readNifti } from "../src/formats/nifti.js";
import { ImagingError, orientationOf, readHeader, readVolume } from "../src/index.js";
import { type ExpectedCase, NIFTI, randomNumbers, readExpected, temporaryFolder } from "./fixtures.js";

const expected = readExpected();

function assertClose(actual: readonly number[], wanted: readonly number[], tolerance: number, what: string): void {
  assert.equal(actual.length, wanted.length, what);
  actual.forEach((value, i) => {
    assert.ok(Math.abs(value - wanted[i]) <= tolerance, `${what}[${i}]: ${value}, expected ${wanted[i]}`);
  });
}

function volumeShape({ shape }: ExpectedCase): number[] {
  const [w, h = 1, d = 1, ...rest] = shape;
  return [rest.reduce((count, size) => count * size, 1), d, h, w];
}

async function assertReadsAsNibabel(name: string): Promise<void> {
  const wanted = expected.cases[name];
  const header = await readHeader(join(NIFTI, wanted.file));
  const volume = await readVolume(join(NIFTI, wanted.file));
  const { voxels, ...rest } = volume;
  assert.deepEqual(rest, header);
  assert.deepEqual([...volume.shape], volumeShape(wanted));
  if (wanted.dtype !== undefined) assert.equal(volume.dtype, wanted.dtype);
  const scale = wanted.scale ?? 1;
  const affine = wanted.affine.map((value, i) => (i < 12 ? value * scale : value));
  assertClose(volume.affine, affine, 1e-12 * scale, "affine");
  assert.equal(orientationOf(volume.affine), wanted.axcodes);
  const values = expected.arrays[wanted.values];
  const rounded = volume.dtype === "float32" ? values.map(Math.fround) : values;
  assert.deepEqual(Array.from(voxels), [...rounded]);
}

function refused(code: string, message: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof ImagingError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, message);
    return true;
  };
}

describe("NIfTI reading", () => {
  const byType = Object.keys(expected.cases).filter((name) => /-(little|big)-/.test(name));
  test("reads every type, byte order and orientation as nibabel does", async () => {
    assert.equal(byType.length, 80);
    for (const name of byType) await assertReadsAsNibabel(name);
  });

  for (const name of Object.keys(expected.cases).filter((name) => !byType.includes(name))) {
    test(`reads ${name} as nibabel does`, () => assertReadsAsNibabel(name));
  }

  const notes: [file: string, note: RegExp][] = [
    ["sform-and-qform-differ.nii", /^sform and qform differ by up to 19\.7 mm: sform used\.$/],
    ["no-transform.nii", /Neither sform nor qform/],
    ["sform-only.nii", /pixdim says voxels of 7×7×7, the sform 0\.5×1\.25×3: sform used/],
    ["gzip-inside.nii", /gzip although its name/],
    ["no-gzip-inside.nii.gz", /Not compressed although/],
    ["shape-3x4x5x1.nii", /4-D with one volume: read as 3-D/],
    ["shape-3x4x2x2x3.nii", /2 time points of 3 components: read as 6 channels/],
    ["unit-meter.nii", /lengths in metres: converted/],
    ["extension.nii", /bytes of header extensions are not kept/],
    ["int16-big-ras.nii", /Big-endian/],
  ];
  for (const [file, note] of notes) {
    test(`says what is odd about ${file}`, async () => {
      const { provenance } = await readHeader(join(NIFTI, file));
      assert.ok(
        provenance.notes.some((line) => note.test(line)),
        provenance.notes.join(" "),
      );
    });
  }

  test("has nothing to say about an ordinary file", async () => {
    assert.deepEqual((await readHeader(join(NIFTI, "int16-little-oblique.nii"))).provenance.notes, []);
  });

  test("reads a pair through either of its files", async () => {
    const { voxels } = await readVolume(join(NIFTI, "pair.img"));
    assert.deepEqual(Array.from(voxels), expected.arrays["pair.hdr"]);
  });

  test("reads a pair of which each file is compressed or not", async (t) => {
    const folder = temporaryFolder(t);
    const [header, image] = ["pair.hdr", "pair.img"].map((name) => readFileSync(join(NIFTI, name)));
    writeFileSync(join(folder, "a.hdr.gz"), gzipSync(header));
    writeFileSync(join(folder, "a.img.gz"), gzipSync(image));
    writeFileSync(join(folder, "b.hdr"), header);
    writeFileSync(join(folder, "b.img.gz"), gzipSync(image));
    for (const name of ["a.hdr.gz", "a.img.gz", "b.hdr", "b.img.gz"]) {
      const { voxels } = await readVolume(join(folder, name));
      assert.deepEqual(Array.from(voxels), expected.arrays["pair.hdr"], name);
    }
  });

  test("an invalid qform is noted beside an sform, and an error without one", async (t) => {
    const path = join(temporaryFolder(t), "scan.nii");
    const bytes = readFileSync(join(NIFTI, "int16-valid.bin"));
    bytes.writeFloatLE(2, 256);
    writeFileSync(path, bytes);
    const { provenance } = await readHeader(path);
    assert.deepEqual(provenance.notes, ["The qform is invalid (its quaternion is longer than 1): sform used."]);
    bytes.writeInt16LE(0, 254);
    writeFileSync(path, bytes);
    await assert.rejects(readHeader(path), refused("malformed", /invalid qform.*no sform/));
  });

  test("negative and zero pixdim are read as nibabel reads them, and noted", async (t) => {
    const path = join(temporaryFolder(t), "scan.nii");
    const bytes = readFileSync(join(NIFTI, "int16-valid.bin"));
    bytes.writeInt16LE(0, 254);
    bytes.writeFloatLE(-0.7, 80);
    bytes.writeFloatLE(0, 84);
    writeFileSync(path, bytes);
    const { spacing, provenance } = await readHeader(path);
    assert.deepEqual(spacing, [3, 1, Math.fround(0.7)]);
    assert.deepEqual(provenance.notes, ["pixdim -0.7×0×3 is not positive: read as 0.7×1×3."]);
  });

  for (const [file, code] of Object.entries(expected.refused).filter(([name]) => !name.endsWith(".npy"))) {
    test(`refuses ${file} as ${code}`, async () => {
      await assert.rejects(readVolume(join(NIFTI, file)), refused(code, new RegExp(file)));
    });
  }

  test("knows a NIfTI file without an extension by its content", async (t) => {
    const path = join(temporaryFolder(t), "scan");
    copyFileSync(join(NIFTI, "compressed.nii.gz"), path);
    assert.equal((await readHeader(path)).provenance.format, "nifti");
  });

  test("reads only the beginning of a compressed file for its header", async (t) => {
    const path = join(temporaryFolder(t), "cut.nii.gz");
    const header = readFileSync(join(NIFTI, "int16-valid.bin")).subarray(0, 352);
    new DataView(header.buffer, header.byteOffset).setInt16(42, 400, true);
    const random = randomNumbers(1);
    const noise = Buffer.from(Array.from({ length: 400 * 4 * 5 * 2 }, () => random(256)));
    writeFileSync(path, gzipSync(Buffer.concat([header, noise])));
    truncateSync(path, 4500);
    assert.deepEqual((await readHeader(path)).shape, [1, 5, 4, 400]);
    await assert.rejects(readVolume(path), refused("malformed", /cut\.nii\.gz: is cut off/));
  });
});

describe("damaged NIfTI files", () => {
  const valid = readFileSync(join(NIFTI, "int16-valid.bin"));
  const patched = (change: (view: DataView) => void) => {
    const copy = new Uint8Array(valid);
    change(new DataView(copy.buffer));
    return copy;
  };
  const sformAlone = (change: (view: DataView) => void) =>
    patched((view) => {
      view.setInt16(252, 0, true);
      change(view);
    });
  const faults: [what: string, bytes: Uint8Array, message: RegExp][] = [
    [
      "a file cut within its voxels",
      valid.subarray(0, 400),
      /truncated: 48 of 120 bytes of voxels are there, 72 are missing/,
    ],
    ["a file cut within its header", valid.subarray(0, 200), /no NIfTI|truncated/],
    ["an empty file", valid.subarray(0, 0), /no NIfTI/],
    ["a file far longer than its header says", Buffer.concat([valid, Buffer.alloc(1024)]), /more than the 120 bytes/],
    [
      "sizes beyond the file",
      patched((view) => {
        for (const at of [42, 44, 46]) view.setInt16(at, 32767, true);
      }),
      /truncated|more than its \d+ compressed bytes/,
    ],
    ["a negative size", patched((view) => view.setInt16(42, -3, true)), /sizes -3×4×5/],
    ["no dimensions", patched((view) => view.setInt16(40, 0, true)), /0 dimensions/],
    ["an unknown type", patched((view) => view.setInt16(70, 3, true)), /unknown data type 3/],
    ["a singular sform and no qform", sformAlone((view) => view.setFloat32(280, 0, true)), /singular\) and no qform/],
    [
      "an sform that is not finite and no qform",
      sformAlone((view) => view.setFloat32(292, Number.NaN, true)),
      /not finite\) and no qform/,
    ],
    [
      "neither transform sound",
      patched((view) => {
        view.setFloat32(280, 0, true);
        view.setFloat32(256, 2, true);
      }),
      /singular\) and no sound qform/,
    ],
    ["an offset within the header", patched((view) => view.setFloat32(108, 100, true)), /byte 100; at least 352/],
    ["a fractional offset", patched((view) => view.setFloat32(108, 352.5, true)), /byte 352\.5/],
    ["a slope with no intercept", patched((view) => view.setFloat32(116, Number.POSITIVE_INFINITY, true)), /scl_inter/],
    ["another magic string", patched((view) => view.setUint8(344, 65)), /magic string "A\+1"/],
  ];
  for (const compressed of [false, true]) {
    for (const [what, bytes, message] of faults) {
      test(`${what}${compressed ? ", compressed," : ""} is a typed error that names the file`, async (t) => {
        const path = join(temporaryFolder(t), "scan.nii");
        writeFileSync(path, compressed ? gzipSync(bytes) : bytes);
        await assert.rejects(readNifti(path), (error) => {
          assert.ok(error instanceof ImagingError, String(error));
          assert.equal(error.code, "malformed");
          assert.ok(error.message.startsWith(path));
          assert.match(error.message, message);
          return true;
        });
      });
    }
  }

  test("a damaged checksum of a compressed file is found", async (t) => {
    const path = join(temporaryFolder(t), "scan.nii.gz");
    const bytes = gzipSync(valid);
    bytes[bytes.length - 6] ^= 1;
    writeFileSync(path, bytes);
    await assert.rejects(readNifti(path), refused("malformed", /is damaged.*incorrect data check/));
  });

  test("a missing file, a folder and a lost half of a pair are access errors", async (t) => {
    const folder = temporaryFolder(t);
    await assert.rejects(readVolume(join(folder, "none.nii")), refused("access", /does not exist/));
    await assert.rejects(readNifti(folder), refused("access", /is a folder, not a file/));
    copyFileSync(join(NIFTI, "pair.hdr"), join(folder, "half.hdr"));
    await assert.rejects(readVolume(join(folder, "half.hdr")), refused("access", /lacks its \.img file/));
  });

  test("a file of no known format is named as such", async (t) => {
    const path = join(temporaryFolder(t), "notes.txt");
    writeFileSync(path, "hello");
    await assert.rejects(readVolume(path), refused("unsupported", /no known format/));
  });
});
