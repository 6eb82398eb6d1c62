import type { LabelMap, Triple, Xoshiro128 } from "../../src/index.js";

/** A mask of random size up to `most` voxels a side, each voxel in it with probability `density`. */
export function randomMask(random: Xoshiro128, shape: Triple, spacing: Triple, density: number): LabelMap {
  const voxels = new Uint8Array(shape[0] * shape[1] * shape[2]);
  for (let i = 0; i < voxels.length; i++) voxels[i] = random.next() / 2 ** 32 < density ? 1 : 0;
  return { shape, spacing, voxels };
}

/** A random shape of 1 … most voxels a side. */
export function randomShape(random: Xoshiro128, most: number): Triple {
  return [1 + random.below(most), 1 + random.below(most), 1 + random.below(most)];
}

/** Three lengths from 0.1 to 5 mm. */
export function randomSpacing(random: Xoshiro128): Triple {
  return [0.1 + random.below(491) / 100, 0.1 + random.below(491) / 100, 0.1 + random.below(491) / 100];
}

/** A mask that is 1 from `first` to before `end`. */
export function boxMask(shape: Triple, spacing: Triple, first: Triple, end: Triple): LabelMap {
  const voxels = new Uint8Array(shape[0] * shape[1] * shape[2]);
  for (let d = first[0]; d < end[0]; d++) {
    for (let h = first[1]; h < end[1]; h++) {
      for (let w = first[2]; w < end[2]; w++) voxels[(d * shape[1] + h) * shape[2] + w] = 1;
    }
  }
  return { shape, spacing, voxels };
}
