// The TypeScript side of check_nifti.py: `read FILE…` prints what we read from each file, `write FROM TO` writes a copy.
import { createHash } from "node:crypto";
import { readVolume, writeVolume } from "../../packages/imaging/dist/src/index.js";

const [command, ...paths] = process.argv.slice(2);
if (command === "write") {
  for (let i = 0; i < paths.length; i += 2) await writeVolume(paths[i + 1], await readVolume(paths[i]));
} else {
  for (const path of paths) {
    const { voxels, shape, affine, dtype } = await readVolume(path);
    const sha256 = createHash("sha256").update(new Uint8Array(voxels.buffer)).digest("hex");
    console.log(JSON.stringify({ shape, affine, dtype, sha256 }));
  }
}
