import assert from "node:assert/strict";
import { test } from "node:test";
import { onSmallDisk } from "./small-disk.js";

/** Writes a small scan, then one of noise that does not fit; prints what happened and whether the small one is there. */
const PROGRAM = `
  import { readdirSync } from "node:fs";
  const { readVolume, writeVolume } = await import(${JSON.stringify(new URL("../src/index.js", import.meta.url).href)});
  const affine = [1,0,0,0, 0,1,0,0, 0,0,1,0, 0,0,0,1];
  const provenance = { path: "", format: "npy", notes: [], fields: {} };
  const cube = (n) => {
    let state = n;
    const voxels = Uint8Array.from({ length: n ** 3 }, () => (state = (state * 1664525 + 1013904223) >>> 0) >>> 24);
    return { shape: [1, n, n, n], affine, spacing: [1, 1, 1], dtype: "uint8", voxels, provenance };
  };
  const path = process.env.DISK + "/" + process.argv[1];
  await writeVolume(path, cube(10));
  const before = readdirSync(process.env.DISK).join();
  const result = await writeVolume(path, cube(100)).then(() => "written", ({ code, remedy }) => code + ": " + remedy);
  const { shape, voxels } = await readVolume(path);
  const kept = shape.join() === "1,10,10,10" && Buffer.from(voxels).equals(Buffer.from(cube(10).voxels));
  console.log(result, kept, readdirSync(process.env.DISK).join() === before);`;

for (const name of ["scan.nii", "scan.nii.gz", "scan.nrrd", "scan.nhdr", "scan.mha", "scan.mhd"]) {
  test(`a full disk leaves the old ${name} and nothing else`, (t) => {
    const printed = onSmallDisk(t, 64, PROGRAM, name);
    if (printed === undefined) return;
    const { stdout, stderr } = printed;
    assert.equal(stdout, "access: The disk is full: free some space or choose another folder. true true\n", stderr);
  });
}
