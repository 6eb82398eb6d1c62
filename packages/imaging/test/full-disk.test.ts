import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { temporaryFolder } from "./fixtures.js";

/** Runs a script where `$DISK` is a folder on a disk of 64 KiB that exists for the script alone. */
function onSmallDisk(folder: string, script: string, ...values: string[]) {
  const mounted = 'mount -t tmpfs -o size=64k tmpfs "$DISK" && eval "$0"';
  const args = ["--user", "--map-root-user", "--mount", "sh", "-c", mounted, script, ...values];
  return spawnSync("unshare", args, { encoding: "utf8", env: { ...process.env, DISK: folder } });
}

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
  const path = process.argv[1];
  await writeVolume(path, cube(10));
  const before = readdirSync(process.env.DISK).join();
  const result = await writeVolume(path, cube(100)).then(() => "written", ({ code, remedy }) => code + ": " + remedy);
  const { shape, voxels } = await readVolume(path);
  const kept = shape.join() === "1,10,10,10" && Buffer.from(voxels).equals(Buffer.from(cube(10).voxels));
  console.log(result, kept, readdirSync(process.env.DISK).join() === before);`;

for (const name of ["scan.nii", "scan.nii.gz", "scan.nrrd", "scan.nhdr", "scan.mha", "scan.mhd"]) {
  test(`a full disk leaves the old ${name} and nothing else`, (t) => {
    const folder = temporaryFolder(t);
    const possible = onSmallDisk(folder, "true");
    if (possible.status !== 0) return t.skip(`no small disk can be had: ${possible.stderr ?? possible.error}`);
    const script = 'exec "$1" --input-type=module --eval "$2" "$DISK/$3"';
    const { stdout, stderr } = onSmallDisk(folder, script, process.execPath, PROGRAM, name);
    assert.equal(stdout, "access: The disk is full: free some space or choose another folder. true true\n", stderr);
  });
}
