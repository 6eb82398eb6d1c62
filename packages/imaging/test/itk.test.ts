import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { decode } from "../src/formats/decoder.js";
import { ImagingError, listSeries, readHeader, readVolume, type Volume, writeVolume } from "../src/index.js";
import { sharedData } from "./fixtures.js";

/** What parity/imaging/itk.py says of a fixture: what it holds, or the error with which it must be refused. */
interface Expected {
  readonly file: string;
  readonly key?: string;
  readonly code?: string;
  readonly words?: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly affine: readonly number[];
  readonly values: readonly number[];
  readonly notes?: string;
}

const FIXTURES = fileURLToPath(new URL("../../test/fixtures/itk/", import.meta.url));
const expected: readonly Expected[] = JSON.parse(await readFile(join(FIXTURES, "expected.json"), "utf8"));

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "itk-test-"));
});
after(() => rm(folder, { recursive: true }));

function near(actual: readonly number[], wanted: readonly number[], tolerance: number): void {
  assert.equal(actual.length, wanted.length);
  for (const [i, value] of wanted.entries()) {
    assert.ok(Math.abs(actual[i] - value) <= tolerance, `[${actual.join(", ")}] instead of [${wanted.join(", ")}]`);
  }
}

/** Cosines are written to DICOM with 16 characters, and ITK normalises directions. */
const AFFINE_TOLERANCE = 1e-6;

async function refusal(promise: Promise<unknown>): Promise<ImagingError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof ImagingError, String(error));
    return error;
  }
  throw new Error("it was read");
}

describe("files written by SimpleITK, pydicom and h5py", () => {
  for (const { file, key, code, words, ...wanted } of expected) {
    const name = key === undefined ? file : `${file} (${key})`;
    const path = join(FIXTURES, file);
    if (code !== undefined) {
      test(`${name} is refused as ${code}`, async () => {
        const error = await refusal(readVolume(path, { key }));
        assert.equal(error.code, code, error.message);
        assert.ok(error.message.includes(words ?? ""), error.message);
      });
      continue;
    }
    test(`${name} is read as its writer meant it`, async () => {
      const volume = await readVolume(path, { key });
      assert.deepEqual(volume.shape, wanted.shape);
      assert.equal(volume.dtype, wanted.dtype);
      near(volume.affine.slice(0, 12), wanted.affine, AFFINE_TOLERANCE);
      assert.deepEqual(Array.from(volume.voxels), wanted.values);
      if (wanted.notes !== undefined) assert.ok(volume.provenance.notes.join("; ").includes(wanted.notes));
      const { voxels: _voxels, ...header } = volume;
      assert.deepEqual(await readHeader(path, { key }), header, "the header alone says the same");
    });
  }
});

describe("ITK's own reader as an oracle", () => {
  for (const { file, values, code } of expected.filter(({ file }) => /\.(nrrd|nhdr|mha|mhd)$/.test(file))) {
    if (code !== undefined) continue;
    test(`${file} holds the same voxels`, async () => {
      const path = join(FIXTURES, file);
      const kind = file.includes(".n") ? "nrrd" : "metaimage";
      const { voxels, components } = await decode(path, { kind, path }, { bytes: 0 });
      const planar = Array.from(values, (_, i) => {
        const [channel, voxel] = [Math.floor((i * components) / values.length), i % (values.length / components)];
        return Number(voxels[voxel * components + channel]);
      });
      assert.deepEqual(planar, values);
    });
  }
});

describe("writing", () => {
  const sources = expected.filter(({ file, code }) => code === undefined && /^(\w+)\.(nrrd|mha)$/.test(file));
  for (const extension of [".nrrd", ".nhdr", ".mha", ".mhd"]) {
    test(`${extension} gives back every type, direction and channel`, async () => {
      for (const [i, { file }] of sources.entries()) {
        const volume = await readVolume(join(FIXTURES, file));
        const path = join(folder, `${file} ä${extension}`);
        await writeVolume(path, volume, { compressionLevel: i % 3 });
        const again = await readVolume(path);
        assert.deepEqual(again.shape, volume.shape);
        assert.equal(again.dtype, volume.dtype);
        assert.deepEqual(again.voxels, volume.voxels);
        near(again.affine, volume.affine, extension.startsWith(".n") ? 0 : 1e-14);
      }
    });
  }

  test("ITK reads what is written", async () => {
    const volume = await readVolume(join(FIXTURES, "vector.nrrd"));
    for (const [extension, kind] of [
      ["nrrd", "nrrd"],
      ["mha", "metaimage"],
    ] as const) {
      const path = join(folder, `channels.${extension}`);
      await writeVolume(path, volume);
      const decoded = await decode(path, { kind, path }, { bytes: 0 });
      assert.equal(decoded.components, 2);
      const half = volume.voxels.length / 2;
      assert.deepEqual(
        Array.from(decoded.voxels, Number),
        Array.from(volume.voxels, (_, i) => volume.voxels[(i % 2) * half + Math.floor(i / 2)]),
      );
    }
  });

  test("a mask goes into its smallest type, its labels' names into NRRD", async () => {
    const image = await readVolume(join(FIXTURES, "oblique.nrrd"));
    const mask: Volume = { ...image, dtype: "float32", voxels: Float32Array.from(image.voxels, (_, i) => i % 3) };
    const path = join(folder, "mask.seg.nrrd");
    await writeVolume(path, mask, {
      labels: { 0: { name: "background" }, 1: { name: "left atrium" }, 2: { name: "vein\nleft" } },
    });
    const { dtype, voxels, provenance } = await readVolume(path);
    assert.equal(dtype, "uint8");
    assert.deepEqual(Array.from(voxels), Array.from(mask.voxels));
    assert.equal(provenance.fields.Segment0_Name, "left atrium");
    assert.equal(provenance.fields.Segment1_LabelValue, "2");
    assert.equal(provenance.fields.Segment1_Name, "vein\nleft");
  });

  test("a folder that is not there is named", async () => {
    const image = await readVolume(join(FIXTURES, "oblique.nrrd"));
    const error = await refusal(writeVolume(join(folder, "nowhere", "a.mha"), image));
    assert.equal(error.code, "access");
  });
});

describe("DICOM folders", () => {
  test("several series are listed with their grids, other files passed over", async () => {
    const { series, faults } = await listSeries(join(FIXTURES, "dicom", "several"));
    assert.deepEqual(faults, []);
    assert.deepEqual(
      series.map(({ uid, modality, description, files }) => [uid, modality, description, files.length]),
      [
        ["1.2.3.5", "CT", "tiny", 3],
        ["1.2.3.6", "CT", "tiny", 3],
      ],
    );
    for (const { header } of series) assert.ok(!(header instanceof ImagingError) && header.shape.join() === "1,3,4,6");
  });

  test("a zip is listed by the names in it", async () => {
    const { series } = await listSeries(join(FIXTURES, "dicom", "series.zip"));
    assert.deepEqual(
      series.map(({ files }) => files),
      [["study/000", "study/001", "study/002"]],
    );
  });

  test("a series that cannot be read is listed with its fault, a damaged file by itself", async () => {
    const mixed = join(folder, "mixed");
    await cp(join(FIXTURES, "dicom", "gap"), join(mixed, "gap"), { recursive: true });
    await writeFile(
      join(mixed, "damaged"),
      Buffer.concat([Buffer.alloc(128), Buffer.from("DICM"), Buffer.alloc(9, 2)]),
    );
    const { series, faults } = await listSeries(mixed);
    assert.ok(series[0].header instanceof ImagingError && series[0].header.code === "geometry");
    assert.deepEqual(
      faults.map(({ code, path }) => [code, path]),
      [["malformed", join(mixed, "damaged")]],
    );
  });

  test("a folder without DICOM is refused", async () => {
    const empty = await mkdtemp(join(folder, "empty-"));
    assert.equal((await refusal(readVolume(empty))).code, "dataset");
  });
});

describe("the four series of a hospital's system", () => {
  const data = sharedData();
  const options = "skip" in data ? { skip: data.skip } : {};
  for (const [name, shape, spacing] of [
    ["study1_crop", [1, 32, 51, 35], [1, 1, 1]],
    ["study2_crop", [1, 35, 48, 36], [1, 1, 1]],
    ["study3_crop", [1, 40, 50, 34], [1, 1, 1]],
    ["study2_t2", [1, 24, 512, 512], [6.5, 0.4297, 0.4297]],
  ] as const) {
    test(`${name} has its size and spacing`, options, async () => {
      assert.ok("folder" in data);
      const volume = await readVolume(join(data.folder, "dicom", name));
      assert.deepEqual(volume.shape, shape);
      near(volume.spacing, spacing, 1e-4);
      assert.equal(volume.dtype, "int16");
      assert.ok(volume.voxels.some((value) => value > 0));
    });
  }
});
