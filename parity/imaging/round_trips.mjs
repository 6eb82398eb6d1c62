// The side of @mandn/imaging in round_trips.py: for each line in, the path of a scan: its grid and a digest of its voxels,
// and, when the line also names paths without extension, the scan written there in every format.
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { readVolume, writeVolume } from "../../packages/imaging/dist/src/index.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { path, to, extensions = [] } = JSON.parse(line);
  const volume = await readVolume(path);
  for (const extension of extensions) await writeVolume(to + extension, volume);
  const { voxels, shape, affine, dtype } = volume;
  const bytes = new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength);
  console.log(JSON.stringify({ shape, affine, dtype, sha256: createHash("sha256").update(bytes).digest("hex") }));
}
