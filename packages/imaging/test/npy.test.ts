import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { ImagingError, readHeader, readVolume } from "../src/index.js";
import { NIFTI, readExpected, temporaryFolder } from "./fixtures.js";

const expected = readExpected();

describe("NPY and NPZ", () => {
  for (const [file, { shape, values }] of Object.entries(expected.numpy)) {
    test(`reads ${file} as NumPy does`, async () => {
      const header = await readHeader(join(NIFTI, file));
      const { voxels, ...rest } = await readVolume(join(NIFTI, file));
      assert.deepEqual(rest, header);
      assert.deepEqual([...header.shape], shape.length === 4 ? shape : [1, ...shape]);
      assert.deepEqual(Array.from(voxels), [...values]);
      assert.match(header.provenance.notes[0], /1 mm along RAS assumed/);
    });
  }

  for (const file of ["stored.npz", "deflated.npz"]) {
    test(`reads image and label of ${file}`, async () => {
      const path = join(NIFTI, file);
      for (const key of ["image", "label"]) {
        const { voxels, dtype } = await readVolume(path, { key });
        assert.equal(dtype, key === "image" ? "float32" : "int32");
        assert.deepEqual(Array.from(voxels), [...expected.archived[key].values]);
      }
      assert.deepEqual((await readVolume(path)).voxels, (await readVolume(path, { key: "image" })).voxels);
      await assert.rejects(
        readVolume(path, { key: "mask" }),
        /has no array "mask"\. Name one as `key`: it has image, label/,
      );
    });
  }

  for (const file of ["objects.npy", "records.npy"]) {
    test(`refuses ${file} unread`, async () => {
      await assert.rejects(readVolume(join(NIFTI, file)), { name: "ImagingError", code: "unsupported" });
    });
  }

  test("damage is a typed error that names the file", async (t) => {
    const folder = temporaryFolder(t);
    const array = readFileSync(join(NIFTI, "int16-little-c.npy"));
    const archive = readFileSync(join(NIFTI, "stored.npz"));
    const changed = new Uint8Array(archive);
    changed[archive.indexOf("NUMPY") + 130] ^= 1;
    const header = (text: string) => {
      const copy = new Uint8Array(array);
      copy.set(Buffer.from(text.padEnd(117)), 10);
      return copy;
    };
    const faults: [name: string, bytes: Uint8Array, code: string, message: RegExp][] = [
      ["cut.npy", array.subarray(0, array.length - 2), "malformed", /truncated: 46 of 48 bytes/],
      ["long.npy", Buffer.concat([array, Buffer.alloc(1024)]), "malformed", /more than the 48 bytes/],
      ["cut-header.npy", array.subarray(0, 50), "malformed", /truncated within its header/],
      ["other.npy", Buffer.from("no array at all"), "malformed", /no NPY array/],
      ["empty.npy", header("{'descr': '<i2', 'fortran_order': False, 'shape': (2, 0, 4), }"), "malformed", /no voxel/],
      [
        "lying.npy",
        header("{'descr': '<i2', 'fortran_order': False, 'shape': (99999, 99999, 9), }"),
        "malformed",
        /truncated: 48 of \d+ bytes/,
      ],
      ["flat.npy", header("{'descr': '<i2', 'fortran_order': False, 'shape': (24,), }"), "unsupported", /1 axes/],
      ["complex.npy", header("{'descr': '<c8', 'fortran_order': False, 'shape': (2, 3, 4), }"), "unsupported", /"<c8"/],
      ["cut.npz", archive.subarray(0, 400), "malformed", /no ZIP archive, or is cut off/],
      ["changed.npz", changed, "malformed", /checksum/],
    ];
    for (const [name, bytes, code, message] of faults) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      await assert.rejects(readVolume(path), (error) => {
        assert.ok(error instanceof ImagingError, String(error));
        assert.equal(error.code, code);
        assert.ok(error.message.startsWith(path));
        assert.match(error.message, message);
        return true;
      });
    }
  });
});
