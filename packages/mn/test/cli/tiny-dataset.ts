import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { affineFromSpacing, type Volume, writeVolume } from "@mandn/imaging";

const SHAPE = [1, 10, 12, 14] as const;
const LENGTH = 10 * 12 * 14;

/** Writes scans of two bright blobs on a wavy ground, by formula: `images/` and, for the first `labelled`, `labels/`. */
export async function writeTinyDataset(
  folder: string,
  { scans = 8, labelled = 6 }: { readonly scans?: number; readonly labelled?: number } = {},
): Promise<void> {
  for (const name of ["images", "labels"]) await mkdir(join(folder, name), { recursive: true });
  for (let i = 0; i < scans; i++) {
    const voxels = new Float32Array(LENGTH);
    const mask = new Uint8Array(LENGTH);
    for (let at = 0; at < LENGTH; at++) {
      const [x, y, z] = [at % 14, Math.floor(at / 14) % 12, Math.floor(at / 168)] as const;
      const distance = (cx: number) => Math.hypot(x - cx - Math.sin(i), y - 6, z - 5);
      mask[at] = distance(4) < 2.5 ? 1 : distance(10) < 2 ? 2 : 0;
      voxels[at] = 100 + 20 * Math.sin(at * 0.7 + i) + 100 * (mask[at] ?? 0);
    }
    const volume = {
      shape: SHAPE,
      affine: affineFromSpacing([1, 1, 1]),
      spacing: [1, 1, 1],
      provenance: PROVENANCE,
    } as const;
    const image: Volume<"float32"> = { ...volume, dtype: "float32", voxels };
    const label: Volume<"uint8"> = { ...volume, dtype: "uint8", voxels: mask };
    await writeVolume(join(folder, "images", `scan_${i}.nii.gz`), image);
    if (i < labelled) await writeVolume(join(folder, "labels", `scan_${i}.nii.gz`), label, { mask: true });
  }
}

const PROVENANCE = { path: "tiny", format: "nifti", notes: [], fields: {} } as const;
