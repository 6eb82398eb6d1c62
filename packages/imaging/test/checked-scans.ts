// Scans and datasets as the tests of the check need them.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import {
  affineFromSpacing,
  type Case,
  checkDataset,
  createVoxels,
  type Dataset,
  spacingOf,
  type Triple,
  type Volume,
  type VoxelType,
  writeVolume,
} from "../src/index.js";
import { randomNumbers, temporaryFolder } from "./fixtures.js";

/** Of the images made here, where nothing else is asked for. */
export const SHAPE: Triple = [10, 12, 14];

export interface Wanted {
  readonly dtype?: VoxelType;
  readonly channels?: number;
  readonly shape?: Triple;
  readonly spacing?: Triple;
  readonly origin?: readonly [number, number, number];
}

/** An image or mask of these values, 2 mm between slices and 1 mm within them. */
export function volume(value: (i: number) => number, wanted: Wanted = {}): Volume {
  const { dtype = "float32", channels = 1, shape = SHAPE, spacing = [2, 1, 1], origin = [0, 0, 0] } = wanted;
  const affine = affineFromSpacing(spacing, origin);
  const voxels = createVoxels(dtype, channels * shape[0] * shape[1] * shape[2]);
  for (let i = 0; i < voxels.length; i++) voxels[i] = value(i);
  const provenance = { path: "made", format: "nifti", notes: [], fields: {} };
  return { shape: [channels, ...shape], affine, spacing: spacingOf(affine), dtype, voxels, provenance };
}

/** An image of noise from 0 to 999, another for each seed. */
export function image(seed: number, wanted?: Wanted): Volume {
  const random = randomNumbers(1000 + seed);
  return volume(() => random(1000), wanted);
}

/** A mask with a cube of 1 at a place that depends on the seed, one voxel of it 2. */
export function mask(seed: number, wanted: Wanted = {}): Volume {
  const [, h, w] = wanted.shape ?? SHAPE;
  const made = volume(() => 0, { dtype: "uint8", ...wanted });
  for (let k = 0; k < 27; k++) {
    const [y0, x0] = [3 + (Math.floor(seed / 9) % 6), 2 + (seed % 9)];
    const [z, y, x] = [2 + Math.floor(k / 9), y0 + (Math.floor(k / 3) % 3), x0 + (k % 3)];
    made.voxels[(z * h + y) * w + x] = k === 0 ? 2 : 1;
  }
  return made;
}

/** A folder of images/ and labels/ in which the cases are sound. */
export async function soundFolder(t: TestContext, ids: readonly string[], wanted?: Wanted): Promise<string> {
  const root = temporaryFolder(t);
  for (const part of ["images", "labels"]) mkdirSync(join(root, part));
  for (const [i, id] of ids.entries()) {
    await writeVolume(join(root, "images", `${id}.nii`), image(i, wanted));
    await writeVolume(join(root, "labels", `${id}.nii`), mask(i, wanted));
  }
  return root;
}

/** The check without a cache, on two threads. */
export const check = (dataset: Dataset, options: Parameters<typeof checkDataset>[1] = {}) =>
  checkDataset(dataset, { cacheFolder: null, threads: 2, ...options });

/** A case of one unlabelled image. */
export const caseOf = (id: string, path = "x.nii"): Case => ({
  id,
  channels: [{ path }],
  split: "train",
  recognisedBy: "",
});
