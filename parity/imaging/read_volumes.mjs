// Reads the scans given as JSON lines {path, key?} on stdin with @mandn/imaging and prints one JSON line for each: grid,
// notes and the file with its voxels, or the error. For comparison by the Python scripts beside.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { readVolume } from "../../packages/imaging/dist/src/index.js";

const folder = process.argv[2];
let count = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { path, key } = JSON.parse(line);
  try {
    const { voxels, shape, affine, spacing, dtype, provenance } = await readVolume(path, { key });
    const data = join(folder, `${count++}.raw`);
    writeFileSync(data, new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength));
    console.log(JSON.stringify({ path, data, shape, affine, spacing, dtype, notes: provenance.notes }));
  } catch (error) {
    console.log(JSON.stringify({ path, error: error.name, code: error.code, message: error.message }));
  }
}
