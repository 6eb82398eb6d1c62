// Headers that real tools write and that are not quite as their format demands: read as ITK reads them, and said. What is
// expected of NIfTI was told by SimpleITK 2.5.7 and nibabel 5.4.2, of files made by exactly these changes.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { readHeader, readVolume, type Volume } from "../src/index.js";
import { NIFTI, temporaryFolder } from "./fixtures.js";

const valid = readFileSync(join(NIFTI, "int16-valid.bin"));

interface Forms {
  readonly sform: number;
  readonly qform: number;
  /** Whether the sform's matrix is all zeros. */
  readonly zeros?: boolean;
}

/** A scan whose sform puts its first voxel at (-5, 6, 7) and whose qform puts it at (1, 2, 3). */
function scanWith({ sform, qform, zeros = false }: Forms): Buffer {
  const bytes = Buffer.from(valid);
  bytes.writeInt16LE(qform, 252);
  bytes.writeInt16LE(sform, 254);
  bytes.writeFloatLE(1, 76);
  const quaternionAndOffset = [0, 0, 0, 1, 2, 3];
  const rows = [0.5, 0, 0, -5, 0, 1.25, 0, 6, 0, 0, 3, 7].map((value) => (zeros ? 0 : value));
  for (const [i, value] of [...quaternionAndOffset, ...rows].entries()) bytes.writeFloatLE(value, 256 + 4 * i);
  return bytes;
}

describe("transforms of NIfTI that are not as they should be", () => {
  const SFORM = [-5, 6, 7];
  const QFORM = [1, 2, 3];
  const CENTRED = [0.5, -1.875, -6];
  const cases: readonly (readonly [what: string, forms: Forms, place: readonly number[], note: RegExp])[] = [
    [
      "zeros for an sform, beside a good qform",
      { sform: 1, qform: 1, zeros: true },
      QFORM,
      /sform is invalid .* qform used/,
    ],
    ["sform_code 6 alone", { sform: 6, qform: 0 }, SFORM, /sform_code is 6, .* the transform is used/],
    ["sform_code 6 beside a known qform", { sform: 6, qform: 1 }, QFORM, /sform_code is 6, .* qform used/],
    ["qform_code 7 alone", { sform: 0, qform: 7 }, QFORM, /qform_code is 7, .* the transform is used/],
    ["qform_code 7 beside a known sform", { sform: 2, qform: 7 }, SFORM, /qform_code is 7, .* sform used/],
    ["sform_code -1 beside a known qform", { sform: -1, qform: 1 }, QFORM, /sform_code is -1, .* no transform/],
    ["sform_code -1 alone", { sform: -1, qform: 0 }, CENTRED, /sform_code is -1, .* no transform/],
  ];
  for (const [what, forms, place, note] of cases) {
    test(what, async (t) => {
      const path = join(temporaryFolder(t), "scan.nii");
      writeFileSync(path, scanWith(forms));
      const { affine, provenance } = await readHeader(path);
      assert.deepEqual([affine[3], affine[7], affine[11]], place);
      assert.ok(
        provenance.notes.some((line) => note.test(line)),
        provenance.notes.join(" "),
      );
    });
  }
});

describe("bytes after the voxels are told and not read", () => {
  const files: readonly (readonly [name: string, extension: string])[] = [
    ["int16-little-oblique.nii", ".nii"],
    ["int16-little-c.npy", ".npy"],
    ["int16-big-fortran.npy", ".npy"],
  ];
  for (const [name, extension] of files) {
    test(name, async (t) => {
      const path = join(temporaryFolder(t), `scan${extension}`);
      const original = await readVolume(join(NIFTI, name));
      writeFileSync(path, Buffer.concat([readFileSync(join(NIFTI, name)), Buffer.alloc(17, 7)]));
      await assertSameBut(await readVolume(path), original, "17 bytes follow the voxels and are not read.");
      const { voxels: _voxels, ...header } = await readVolume(path);
      assert.deepEqual(await readHeader(path), header, "the header alone says the same");
    });
  }

  test("within a compressed file", async (t) => {
    const path = join(temporaryFolder(t), "scan.nii.gz");
    const original = await readVolume(join(NIFTI, "int16-little-oblique.nii"));
    const bytes = Buffer.concat([readFileSync(join(NIFTI, "int16-little-oblique.nii")), Buffer.alloc(17)]);
    writeFileSync(path, gzipSync(bytes));
    await assertSameBut(await readVolume(path), original, "17 bytes follow the voxels and are not read.");
    const damaged = gzipSync(bytes);
    damaged[damaged.length - 6] ^= 1;
    writeFileSync(path, damaged);
    await assert.rejects(readVolume(path), { code: "malformed", message: /incorrect data check/ });
  });

  test("in NRRD and MetaImage, also with the data in a file of its own", async (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, "data.raw"), Buffer.alloc(24 + 5));
    writeFileSync(join(folder, "a.nrrd"), `${nrrd()}${"v".repeat(24 + 5)}`);
    writeFileSync(join(folder, "b.nhdr"), nrrd("data file: data.raw\n"));
    writeFileSync(join(folder, "c.mha"), `${meta("LOCAL")}${"v".repeat(24 + 5)}`);
    writeFileSync(join(folder, "d.mhd"), meta("data.raw"));
    for (const name of ["a.nrrd", "b.nhdr", "c.mha", "d.mhd"]) {
      const { voxels, ...header } = await readVolume(join(folder, name));
      assert.equal(voxels.length, 24);
      assert.ok(header.provenance.notes.includes("5 bytes follow the voxels and are not read."), name);
      assert.deepEqual(await readHeader(join(folder, name)), header);
    }
  });

  async function assertSameBut(volume: Volume, original: Volume, note: string): Promise<void> {
    assert.deepEqual(volume.voxels, original.voxels);
    assert.deepEqual(volume.affine, original.affine);
    assert.deepEqual(volume.provenance.notes, [...original.provenance.notes, note]);
  }
});

function nrrd(fields = "", geometry = "space directions: (1,0,0) (0,1,0) (0,0,2)\nspace origin: (5,6,7)\n"): string {
  const space = "space: left-posterior-superior\n";
  return `NRRD0005\ntype: uchar\ndimension: 3\n${space}sizes: 4 3 2\n${geometry}encoding: raw\n${fields}\n`;
}

function meta(dataFile: string, fields = ""): string {
  const geometry = "DimSize = 4 3 2\nElementSpacing = 1 1 2\nOffset = 5 6 7\n";
  return `NDims = 3\nBinaryData = True\n${geometry}${fields}ElementType = MET_UCHAR\nElementDataFile = ${dataFile}\n`;
}

describe("lengths in other units than millimetres are converted", () => {
  const voxels = "v".repeat(24);
  const cases: readonly (readonly [
    what: string,
    name: string,
    text: string,
    scale: readonly number[],
    note: RegExp,
  ])[] = [
    ["NRRD in cm", "a.nrrd", nrrd('space units: "cm" "cm" "cm"\n'), [10, 10, 10], /lengths in cm: converted/],
    [
      "NRRD in metres",
      "a.nrrd",
      nrrd('space units: "meters" "meters" "meters"\n'),
      [1e3, 1e3, 1e3],
      /lengths in meters/,
    ],
    ["NRRD in μm along z alone", "a.nrrd", nrrd('space units: "mm" "mm" "μm"\n'), [1, 1, 1e-3], /lengths in μm/],
    ["NRRD in unknown units", "a.nrrd", nrrd('space units: "parsec" "" ""\n'), [1, 1, 1], /"parsec" is not known/],
    [
      "NRRD with the unit of each axis",
      "a.nrrd",
      nrrd('units: "cm" "cm" "cm"\n', "spacings: 1 1 2\n"),
      [10, 10, 10],
      /in cm/,
    ],
    ["MetaImage in cm", "a.mha", meta("LOCAL", "DistanceUnits = cm\n"), [10, 10, 10], /lengths in cm: converted/],
  ];
  for (const [what, name, text, scale, note] of cases) {
    test(what, async (t) => {
      const path = join(temporaryFolder(t), name);
      writeFileSync(path, `${text}${voxels}`);
      const { spacing, affine, provenance } = await readVolume(path);
      assert.deepEqual(spacing, [2 * scale[2], scale[1], scale[0]]);
      if (!text.includes("spacings")) {
        assert.deepEqual([affine[3], affine[7], affine[11]], [-5 * scale[0], -6 * scale[1], 7 * scale[2]]);
      }
      assert.ok(
        provenance.notes.some((line) => note.test(line)),
        provenance.notes.join(" "),
      );
    });
  }

  test("millimetres need no note", async (t) => {
    const path = join(temporaryFolder(t), "a.nrrd");
    writeFileSync(path, `${nrrd('space units: "mm" "mm" "mm"\n')}${voxels}`);
    assert.deepEqual((await readVolume(path)).provenance.notes, []);
  });
});
