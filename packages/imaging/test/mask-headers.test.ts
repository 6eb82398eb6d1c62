// A mask lies over its scan in every program, whichever of the header's transforms that program reads.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { decodeHeader, type NiftiHeader, recogniseHeader } from "../src/formats/nifti-header.js";
import { crop, readSource, readVolume, sameGrid, type Volume, type VolumeHeader, writeVolume } from "../src/index.js";
import { createVoxels } from "../src/voxels.js";
import { NIFTI, readExpected, temporaryFolder } from "./fixtures.js";

const IMAGE_IO: string = "@itk-wasm/image-io";

interface ItkGrid {
  readonly origin: readonly number[];
  readonly spacing: readonly number[];
  readonly direction: ArrayLike<number>;
}

/** Where ITK, and so 3D Slicer, shows a NIfTI file. */
async function itkGrid(path: string): Promise<ItkGrid> {
  const { niftiReadImageNode } = await import(IMAGE_IO);
  const { couldRead, image } = await niftiReadImageNode(path);
  assert.ok(couldRead, `ITK cannot read ${path}`);
  return { origin: [...image.origin], spacing: [...image.spacing], direction: Array.from(image.direction) };
}

function headerOf(path: string): NiftiHeader {
  const stored = readFileSync(path);
  const bytes = stored[0] === 0x1f ? gunzipSync(stored) : stored;
  const { version, littleEndian } = recogniseHeader(bytes) ?? assert.fail("no NIfTI header");
  return decodeHeader(bytes, version, littleEndian);
}

/** Everything that a reader may place voxels by. */
function transformsOf(path: string) {
  const { numbers } = headerOf(path);
  const { sform_code, qform_code, srow, quatern, qoffset, pixdim, xyzt_units } = numbers;
  const unit = xyzt_units[0] & 7;
  return { sform_code, qform_code, srow, quatern, qoffset, pixdim: pixdim.slice(0, 4), unit };
}

/** A mask on the grid of a scan, as a network makes it: knowing nothing of the scan's file. */
function maskOn({ shape: [, d, h, w], affine, spacing }: VolumeHeader): Volume {
  const provenance = { path: "", format: "", notes: [], fields: {} };
  return { shape: [1, d, h, w], affine, spacing, dtype: "uint8", voxels: createVoxels("uint8", d * h * w), provenance };
}

async function writeMask(scan: string, mask: string): Promise<void> {
  const source = await readSource(scan);
  await writeVolume(mask, maskOn(source.header), { mask: true, source });
}

describe("the mask's transforms are the scan's to the last bit", () => {
  const { cases } = readExpected();
  const files = [...new Set(Object.values(cases).map(({ file }) => file))];
  const single = files.filter((file) => /\.nii(\.gz)?$/.test(file) && readdirSync(NIFTI).includes(file));

  test("of every scan that nibabel wrote", async (t) => {
    assert.ok(single.length > 90);
    for (const file of single) {
      const mask = join(temporaryFolder(t), "mask.nii");
      await writeMask(join(NIFTI, file), mask);
      assert.deepEqual(transformsOf(mask), transformsOf(join(NIFTI, file)), file);
    }
  });

  interface Change {
    readonly what: string;
    readonly change: (bytes: Buffer) => void;
    readonly isReadByItk?: boolean;
  }
  const changes: readonly Change[] = [
    {
      what: "no transform, but values in their places",
      change: (bytes) => {
        bytes.writeInt16LE(0, 252);
        bytes.writeInt16LE(0, 254);
      },
    },
    { what: "an sform that is not quite at right angles", change: (bytes) => bytes.writeFloatLE(0.003, 284) },
    { what: "zeros for an sform", change: (bytes) => bytes.fill(0, 280, 328) },
    { what: "a qform elsewhere", change: (bytes) => bytes.writeFloatLE(55, 268) },
    { what: "an unknown sform_code", change: (bytes) => bytes.writeInt16LE(6, 254) },
    { what: "a negative sform_code", change: (bytes) => bytes.writeInt16LE(-1, 254) },
    { what: "a negative voxel size", change: (bytes) => bytes.writeFloatLE(-0.5, 80), isReadByItk: false },
  ];
  for (const { what, change, isReadByItk = true } of changes) {
    test(what, async (t) => {
      const folder = temporaryFolder(t);
      const [scan, mask] = [join(folder, "scan.nii"), join(folder, "mask.nii.gz")];
      const bytes = readFileSync(join(NIFTI, "int16-valid.bin"));
      change(bytes);
      writeFileSync(scan, bytes);
      await writeMask(scan, mask);
      assert.deepEqual(transformsOf(mask), transformsOf(scan));
      if (isReadByItk) assert.deepEqual(await itkGrid(mask), await itkGrid(scan), "ITK shows both in the same place");
    });
  }

  test("a scan that is read and written again keeps them too", async (t) => {
    const copy = join(temporaryFolder(t), "copy.nii");
    for (const file of ["sform-and-qform-differ.nii", "qform-only.nii", "no-transform.nii", "unit-meter.nii"]) {
      await writeVolume(copy, await readVolume(join(NIFTI, file)));
      assert.deepEqual(transformsOf(copy), transformsOf(join(NIFTI, file)), file);
    }
  });

  test("a part of the scan lies where it was, by transforms of its own", async (t) => {
    const path = join(temporaryFolder(t), "part.nii");
    const source = await readSource(join(NIFTI, "sform-and-qform-differ.nii"));
    const part = crop(maskOn(source.header), { start: [1, 0, 0], end: [3, 3, 3] });
    await writeVolume(path, part, { mask: true, source });
    assert.ok(sameGrid(part, await readVolume(path), 1e-4).same);
  });
});

describe("a mask of a scan in centimetres lies over it, also for programs that overlook the unit", () => {
  const nrrd = `NRRD0005\ntype: uchar\ndimension: 3\nspace: left-posterior-superior\nsizes: 4 3 2\nencoding: raw\n`;
  const geometry = `space directions: (0.2,0,0) (0,0.3,0) (0,0,0.4)\nspace origin: (5,6,7)\nspace units: "cm" "cm" "cm"\n`;
  const meta = `NDims = 3\nBinaryData = True\nDimSize = 4 3 2\nElementSpacing = 0.2 0.3 0.4\nOffset = 5 6 7\nDistanceUnits = cm\n`;
  for (const [name, text] of [
    ["scan.nrrd", `${nrrd}${geometry}\n`],
    ["scan.mha", `${meta}ElementType = MET_UCHAR\nElementDataFile = LOCAL\n`],
  ]) {
    test(name, async (t) => {
      const folder = temporaryFolder(t);
      const [scan, mask] = [join(folder, name), join(folder, `mask-${name}`)];
      writeFileSync(scan, `${text}${"v".repeat(24)}`);
      await writeMask(scan, mask);
      const { header } = await readSource(scan);
      const back = await readVolume(mask);
      assert.ok(sameGrid(header, back, 1e-9).same);
      assert.deepEqual(
        back.provenance.notes,
        header.provenance.notes.filter((note) => note.includes("cm")),
      );
      const io = await import(IMAGE_IO);
      const read = name.endsWith("nrrd") ? io.nrrdReadImageNode : io.metaReadImageNode;
      const [{ image: ofScan }, { image: ofMask }] = [await read(scan), await read(mask)];
      assert.deepEqual([ofMask.origin, ofMask.spacing], [ofScan.origin, ofScan.spacing]);
    });
  }
});
