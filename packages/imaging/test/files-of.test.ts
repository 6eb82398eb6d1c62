// What a scan is read from: every file that its header names, so that a changed one is seen, and a missing one is an error.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { filesOf, ImagingError, readHeader, readVolume } from "../src/index.js";
import { NIFTI, temporaryFolder } from "./fixtures.js";

const NRRD = "NRRD0005\ntype: uchar\ndimension: 3\nsizes: 2 2 4\nencoding: raw\nspacings: 1 1 1\n";
const META = "NDims = 3\nBinaryData = True\nDimSize = 2 2 4\nElementSpacing = 1 1 1\nElementType = MET_UCHAR\n";
const SLICES = [0, 1, 2, 3].map((i) => `../raw/slice00${i}.raw`);

describe("data files under any name are part of the scan", () => {
  const cases: readonly (readonly [what: string, name: string, text: string, data: readonly string[]])[] = [
    ["MetaImage, another name", "scan.mhd", `${META}ElementDataFile = ../raw/v0.raw\n`, ["../raw/v0.raw"]],
    ["MetaImage, a list", "scan.mhd", `${META}ElementDataFile = LIST\n${SLICES.join("\n")}\n`, SLICES],
    ["MetaImage, numbered", "scan.mhd", `${META}ElementDataFile = ../raw/slice%03d.raw 0 3 1\n`, SLICES],
    ["NRRD, another name", "scan.nhdr", `${NRRD}data file: ../raw/v0.raw\n\n`, ["../raw/v0.raw"]],
    ["NRRD, the field in one word", "scan.nhdr", `${NRRD}datafile: ../raw/v0.raw\n\n`, ["../raw/v0.raw"]],
    ["NRRD, a list", "scan.nhdr", `${NRRD}data file: LIST\n${SLICES.join("\n")}\n`, SLICES],
    ["NRRD, numbered", "scan.nhdr", `${NRRD}data file: ../raw/slice%03d.raw 0 3 1\n\n`, SLICES],
    [
      "NRRD that names data although called .nrrd",
      "scan.nrrd",
      `${NRRD}data file: ../raw/v0.raw\n\n`,
      ["../raw/v0.raw"],
    ],
  ];
  for (const [what, name, text, data] of cases) {
    test(what, async (t) => {
      const folder = temporaryFolder(t);
      for (const inner of ["images", "raw"]) mkdirSync(join(folder, inner));
      const path = join(folder, "images", name);
      writeFileSync(path, text);
      const files = data.map((file) => join(folder, "images", file));
      for (const file of files) writeFileSync(file, Buffer.alloc(16 / files.length, 7));
      assert.deepEqual(await filesOf(path), [path, ...files]);
      assert.deepEqual(Array.from((await readVolume(path)).voxels), new Array(16).fill(7));
      const [last] = files.slice(-1);
      rmSync(last);
      for (const read of [readHeader, readVolume]) {
        await assert.rejects(read(path), (error) => {
          assert.ok(error instanceof ImagingError && error.code === "access", String(error));
          assert.ok(error.message.includes(path) && error.message.includes(basename(last)), error.message);
          return true;
        });
      }
    });
  }

  test("NIfTI's pair, by either of its files", async (t) => {
    const folder = temporaryFolder(t);
    const pair = ["pair.hdr", "pair.img"].map((name) => join(folder, name));
    for (const path of pair) copyFileSync(join(NIFTI, basename(path)), path);
    for (const path of pair) assert.deepEqual(await filesOf(path), pair);
  });
});

describe("a path from the current folder on is the scan at its whole path", () => {
  for (const file of [
    "nifti/int16-little-oblique.nii",
    "itk/detached-compressed-nhdr.nhdr",
    "itk/detached-compressed-mhd.mhd",
    "itk/case.h5",
    "dicom-pixels/jls-unsigned-8-of-8.dcm",
  ]) {
    test(file, async () => {
      const path = fileURLToPath(new URL(`../../test/fixtures/${file}`, import.meta.url));
      const [whole, fromHere] = [await readVolume(path), await readVolume(relative(process.cwd(), path))];
      assert.deepEqual(fromHere.voxels, whole.voxels);
      assert.deepEqual(fromHere.affine, whole.affine);
    });
  }
});
