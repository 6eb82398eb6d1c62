// What both ways of resampling are to resample.ts: they take one grid to another, slab by slab.
// A slab is some slices of the target, and the box of the source that these need.

import type { Tensor } from "@mandn/torch";
import type { Box } from "../geometry/box.js";

/** Some target slices (D) together, and the box of source voxels that they need. */
export interface Slab {
  readonly start: number;
  readonly count: number;
  readonly box: Box;
}

/** Takes one source grid to one target grid, slab by slab. */
export interface Sampler {
  readonly slabs: readonly Slab[];
  /**
   * The target's slices of a slab: `[count, H, W]` from the source's voxels `[d, h, w]` inside `slab.box`, of type float32,
   * or for nearest of any that has indexing.
   */
  sample(slab: Slab, voxels: Tensor): Tensor;
}

export interface SamplerOptions {
  /** The value of voxels whose centre lies outside the source's field of view. */
  readonly outside: number;
  /** How much a slab may take while it is worked on, in bytes, if more than one slice does. */
  readonly workingBytes: number;
}

/**
 * Cuts the `size` target slices into slabs as thick as the memory allows, at least one slice each.
 *
 * @param describe the source box of some slices and the bytes that working on them takes.
 */
export function cutSlabs(
  size: number,
  workingBytes: number,
  describe: (start: number, count: number) => { box: Box; bytes: number },
): Slab[] {
  const slabs: Slab[] = [];
  let count = size;
  for (let start = 0; start < size; start += count) {
    count = Math.min(count, size - start);
    while (count > 1 && describe(start, count).bytes > workingBytes) count = Math.ceil(count / 2);
    slabs.push({ start, count, box: describe(start, count).box });
  }
  return slabs;
}
