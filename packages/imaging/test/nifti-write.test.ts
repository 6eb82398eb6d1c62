import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { writeAtomically } from "../src/file-access.js";
import {
  crop,
  ImagingError,
  readHeader,
  readVolume,
  sameGrid,
  toAffine,
  type VoxelType,
  writeVolume,
} from "../src/index.js";
import { countingVolume, NIFTI, readExpected, temporaryFolder } from "./fixtures.js";

const expected = readExpected();

function accessRefused(path: string, remedy: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof ImagingError, String(error));
    assert.equal(error.code, "access");
    assert.ok(error.message.startsWith(path));
    assert.match(error.message, remedy);
    return true;
  };
}

describe("NIfTI writing", () => {
  const types: VoxelType[] = ["uint8", "int8", "int16", "uint16", "int32", "uint32", "float32", "float64"];
  for (const ending of [".nii", ".nii.gz"]) {
    test(`every type, one channel or several, comes back from ${ending} bit by bit on its grid`, async (t) => {
      const folder = temporaryFolder(t);
      for (const dtype of types) {
        for (const channels of [1, 3]) {
          const volume = countingVolume(dtype, [channels, 2, 3, 4]);
          const path = join(folder, `${dtype}-${channels}${ending}`);
          await writeVolume(path, volume);
          const back = await readVolume(path);
          assert.equal(back.dtype, dtype);
          assert.deepEqual(back.shape, volume.shape);
          assert.deepEqual(back.affine, volume.affine);
          assert.deepEqual(back.voxels, volume.voxels);
          assert.deepEqual(back.provenance.notes, []);
        }
      }
    });
  }

  test("every orientation comes back on its grid, with a qform that agrees with the sform", async (t) => {
    const folder = temporaryFolder(t);
    for (const [number, { affine }] of expected.turned.entries()) {
      const volume = { ...countingVolume("uint8"), affine: toAffine(affine) };
      const path = join(folder, `${number}.nii`);
      await writeVolume(path, volume);
      const bytes = readFileSync(path);
      assert.deepEqual([bytes.readInt16LE(252), bytes.readInt16LE(254)], [1, 1]);
      const both = await readHeader(path);
      assert.deepEqual(both.provenance.notes, []);
      assert.ok(sameGrid(volume, both, 1e-5).same);
      bytes.writeInt16LE(0, 254);
      writeFileSync(path, bytes);
      const { same, summary } = sameGrid(volume, await readHeader(path), 1e-4);
      assert.ok(same, summary);
    }
  });

  test("sheared axes are written as sform alone", async (t) => {
    const path = join(temporaryFolder(t), "sheared.nii");
    await writeVolume(path, await readVolume(join(NIFTI, "sheared.nii")));
    const bytes = readFileSync(path);
    assert.deepEqual([bytes.readInt16LE(252), bytes.readInt16LE(254)], [0, 1]);
    const wanted = toAffine(expected.cases["sheared.nii"].affine);
    assert.ok(sameGrid(await readHeader(path), { shape: [1, 5, 4, 3], affine: wanted }, 1e-5).same);
  });

  test("the source's transform codes are kept, and no transform stays none until the grid changes", async (t) => {
    const folder = temporaryFolder(t);
    const codes = (path: string) => [readFileSync(path).readInt16LE(252), readFileSync(path).readInt16LE(254)];
    const plain = await readVolume(join(NIFTI, "no-transform.nii"));
    await writeVolume(join(folder, "same.nii"), plain);
    assert.deepEqual(codes(join(folder, "same.nii")), [0, 0]);
    assert.deepEqual((await readHeader(join(folder, "same.nii"))).affine, plain.affine);
    const part = crop(plain, { start: [1, 0, 0], end: [3, 3, 3] });
    await writeVolume(join(folder, "part.nii"), part);
    assert.deepEqual(codes(join(folder, "part.nii")), [0, 2]);
    assert.ok(sameGrid(part, await readHeader(join(folder, "part.nii")), 1e-6).same);
    await writeVolume(join(folder, "qform.nii"), await readVolume(join(NIFTI, "qform-only.nii")));
    assert.deepEqual(codes(join(folder, "qform.nii")), [1, 0]);
  });

  test("an axis beyond 32,767 voxels makes it NIfTI-2", async (t) => {
    const path = join(temporaryFolder(t), "long.nii.gz");
    const volume = countingVolume("int32", [1, 1, 2, 40000]);
    await writeVolume(path, volume);
    const back = await readVolume(path);
    assert.equal(back.provenance.fields.nifti, 2);
    assert.deepEqual(back.voxels, volume.voxels);
  });

  test("a mask is stored in the smallest integer type, and must be of integers", async (t) => {
    const path = join(temporaryFolder(t), "mask.nii.gz");
    for (const [values, dtype] of [
      [[0, 1, 2], "uint8"],
      [[0, 300, 2], "uint16"],
      [[0, -1, 2], "int8"],
      [[-1, 200, 2], "int16"],
      [[0, 70000, 2], "uint32"],
    ] as const) {
      const mask = countingVolume("float32", [1, 1, 1, 3]);
      mask.voxels.set(values);
      await writeVolume(path, mask, { mask: true });
      const back = await readVolume(path);
      assert.equal(back.dtype, dtype);
      assert.deepEqual(Array.from(back.voxels), [...values]);
    }
    const probabilities = countingVolume("float32", [1, 1, 1, 3]);
    probabilities.voxels[1] = 0.5;
    await assert.rejects(writeVolume(path, probabilities, { mask: true }), /a mask holds integers; voxel 1 is 0\.5/);
  });

  test("another extension, a wrong shape or level is an argument error", async (t) => {
    const folder = temporaryFolder(t);
    const volume = countingVolume("uint8");
    const argument = { name: "ImagingError", code: "argument" };
    await assert.rejects(writeVolume(join(folder, "a.jpg"), volume), argument);
    await assert.rejects(writeVolume(join(folder, "a.hdr"), volume), argument);
    await assert.rejects(writeVolume(join(folder, "a.nii"), { ...volume, shape: [1, 1, 1, 1] }), argument);
    await assert.rejects(writeVolume(join(folder, "a.nii.gz"), volume, { compressionLevel: 10 }), argument);
    assert.deepEqual(readdirSync(folder), []);
  });
});

describe("atomic writing", () => {
  test("names with spaces and letters of any script are written and read", async (t) => {
    const folder = join(temporaryFolder(t), "Zürich ☃ 頭部");
    mkdirSync(folder);
    const path = join(folder, "Kopf ä – 頭 1.nii.gz");
    await writeVolume(path, countingVolume("uint8"));
    assert.deepEqual((await readVolume(path)).voxels, countingVolume("uint8").voxels);
    assert.deepEqual(readdirSync(folder), ["Kopf ä – 頭 1.nii.gz"]);
  });

  test("a disk that fills up while writing leaves the old file and nothing else", async (t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, "scan.nii");
    writeFileSync(path, "old");
    const fillDisk = async (file: FileHandle) => {
      await file.write("half");
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
    };
    await assert.rejects(writeAtomically(path, fillDisk), accessRefused(path, /The disk is full: free some space/));
    assert.equal(readFileSync(path, "utf8"), "old");
    assert.deepEqual(readdirSync(folder), ["scan.nii"]);
  });

  const shell = process.platform === "win32" ? "needs a POSIX shell" : false;
  test("a file that the system cuts off at a size limit leaves the old one", { skip: shell }, async (t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, "scan.nii");
    writeFileSync(path, "old");
    const program = `
      const { writeVolume } = await import(${JSON.stringify(new URL("../src/index.js", import.meta.url).href)});
      const voxels = new Uint8Array(4_000_000);
      const affine = [1,0,0,0, 0,1,0,0, 0,0,1,0, 0,0,0,1];
      const provenance = { path: "", format: "npy", notes: [], fields: {} };
      const volume = { shape: [1, 100, 200, 200], affine, spacing: [1, 1, 1], dtype: "uint8", voxels, provenance };
      await writeVolume(process.argv[1], volume).then(() => console.log("written"), (error) => console.log(error.code));`;
    const script = 'trap "" XFSZ; ulimit -f 1000; exec "$0" --input-type=module --eval "$1" "$2"';
    const { stdout, stderr } = spawnSync("sh", ["-c", script, process.execPath, program, path], { encoding: "utf8" });
    assert.equal(stdout, "access\n", stderr);
    assert.equal(readFileSync(path, "utf8"), "old");
    assert.deepEqual(readdirSync(folder), ["scan.nii"]);
  });

  test("a read-only folder is a typed error and keeps its file", {
    skip: process.platform === "win32" ? "needs POSIX permissions" : false,
  }, async (t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, "scan.nii");
    writeFileSync(path, "old");
    chmodSync(folder, 0o555);
    try {
      await withoutPrivilege(() =>
        assert.rejects(writeVolume(path, countingVolume("uint8")), accessRefused(path, /permissions/)),
      );
    } finally {
      chmodSync(folder, 0o755);
    }
    assert.equal(readFileSync(path, "utf8"), "old");
    assert.deepEqual(readdirSync(folder), ["scan.nii"]);
  });

  test("a missing folder, a file as folder and a folder in the file's place are typed errors", async (t) => {
    const folder = temporaryFolder(t);
    const volume = countingVolume("uint8");
    const missing = join(folder, "none", "scan.nii");
    await assert.rejects(writeVolume(missing, volume), accessRefused(missing, /does not exist/));
    writeFileSync(join(folder, "file"), "");
    const below = join(folder, "file", "scan.nii");
    await assert.rejects(writeVolume(below, volume), accessRefused(below, /cannot be written/));
    const taken = join(folder, "taken.nii");
    mkdirSync(taken);
    await assert.rejects(writeVolume(taken, volume), accessRefused(taken, /cannot be written/));
    assert.deepEqual(readdirSync(folder).sort(), ["file", "taken.nii"]);
  });

  test("an error that is not the system's passes unchanged", async (t) => {
    const folder = temporaryFolder(t);
    const fault = new RangeError("mine");
    await assert.rejects(
      writeAtomically(join(folder, "a"), () => Promise.reject(fault)),
      fault,
    );
    assert.deepEqual(readdirSync(folder), []);
  });
});

/** Runs without root's right to write anywhere, if it is root that runs the tests. */
async function withoutPrivilege(action: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    await action();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
