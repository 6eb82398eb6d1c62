// HDF5 cases: where their slices are, and that no value comes from a file that nobody named. The files come from
// parity/imaging/hdf5_cases.py.
import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { decode } from "../src/formats/decoder.js";
import { ImagingError, readHeader, readVolume } from "../src/index.js";

const FOLDER = fileURLToPath(new URL("../../test/fixtures/hdf5/", import.meta.url));
const file = (name: string) => join(FOLDER, name);

describe("where the slices of an HDF5 array are", () => {
  const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

  test("a short first axis is the slices', as in SSL4MIS's files of the heart, and a note says so", async () => {
    const { shape, voxels, provenance } = await readVolume(file("slices.h5"));
    assert.deepEqual(shape, [1, 3, 8, 6]);
    assert.deepEqual(Array.from(voxels), upTo(3 * 8 * 6));
    assert.ok(
      provenance.notes.includes("array axes taken as z, y, x (slices first): the first is by far the shortest"),
    );
    assert.deepEqual((await readHeader(file("slices.h5"), { key: "label" })).shape, shape, "the mask lies alike");
  });

  test("otherwise the last axis is, as in UA-MT's files of the atrium", async () => {
    const { shape, voxels, provenance } = await readVolume(file("slices.h5"), { key: "cube" });
    assert.deepEqual(shape, [1, 5, 6, 4]);
    assert.deepEqual(Array.from(voxels.subarray(0, 4)), [0, 30, 60, 90]);
    assert.ok(provenance.notes.includes("array axes taken as x, y, z (slices last)"));
  });

  test("an option says it, for stacks and single slices", async () => {
    const first = await readVolume(file("slices.h5"), { key: "cube", slices: "first" });
    assert.deepEqual(first.shape, [1, 4, 6, 5]);
    assert.deepEqual(Array.from(first.voxels), upTo(4 * 6 * 5));
    assert.deepEqual(first.provenance.notes, ["no spacing given: 1 mm taken"], "what was said needs no note");
    const last = await readVolume(file("slices.h5"), { slices: "last" });
    assert.deepEqual(last.shape, [1, 6, 8, 3]);
    assert.deepEqual(Array.from(last.voxels.subarray(0, 3)), [0, 48, 96]);
    assert.deepEqual((await readHeader(file("slices.h5"), { key: "slice", slices: "first" })).shape, [1, 1, 8, 6]);
    assert.deepEqual((await readHeader(file("slices.h5"), { key: "slice" })).shape, [1, 1, 6, 8]);
  });
});

describe("an array whose values lie in other files is refused, there or not: h5repack", () => {
  for (const [name, where] of [
    ["virtual.h5", "source.h5"],
    ["virtual-missing.h5", "gone.h5"],
    ["external-storage.h5", "values.raw"],
    ["external-storage-missing.h5", "gone.raw"],
    ["external-link.h5", "source.h5"],
    ["external-link-missing.h5", "gone.h5"],
  ]) {
    test(name, async () => {
      for (const read of [readHeader, readVolume]) {
        await assert.rejects(read(file(name)), (error) => {
          assert.ok(error instanceof ImagingError, String(error));
          assert.equal(error.code, "unsupported");
          assert.ok(error.message.includes(name) && error.message.includes(where), error.message);
          assert.match(error.message, /h5repack/);
          return true;
        });
      }
    });
  }

  test("what lies in the file itself is read", async () => {
    assert.deepEqual((await readVolume(file("external-link.h5"), { key: "label" })).shape, [1, 4, 3, 2]);
    assert.equal((await readVolume(file("source.h5"))).voxels[0], 1);
  });
});

describe("arrays that the decoder's memory cannot hold", () => {
  for (const key of ["image", "wraps"]) {
    test(`${key}, of some GiB, is refused before any memory is asked for`, async () => {
      for (const read of [readHeader, readVolume]) {
        const refused = { code: "unsupported", message: /too-large\.h5: holds in .* [24]\.00 GiB, .* less than 2 GiB/ };
        await assert.rejects(read(file("too-large.h5"), { key }), refused);
      }
    });
  }

  test("after an array of another size than expected the decoder is a new one", async () => {
    const path = file("source.h5");
    const { voxels: before } = await readVolume(path);
    for (const bytes of [96 + 2 ** 32, 95, 0]) {
      await assert.rejects(decode(path, { kind: "hdf5-read", path, key: "image", bytes }, { bytes }), {
        code: "decoder",
      });
      assert.deepEqual((await readVolume(path)).voxels, before);
    }
  });
});
