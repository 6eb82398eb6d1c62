// The page's workers begin here: one does work on masks, another draws the mask in three dimensions. Both see the page's arrays, which are
// shared, and write into none of them.

import type { MaskGrid } from "./mask/grid.js";
import type { MaskVoxels } from "./mask/runs.js";
import { done, type Work, type Worked } from "./mask/work.js";
import { cast, type Sight, type Solid, solidOf } from "./view/caster.js";

export interface WorkTask extends Worked {
  readonly kind: "work";
  readonly work: Work;
}

export interface PictureTask {
  readonly kind: "picture";
  /** The mask that is drawn; without it, the one of the task before. */
  readonly mask?: { readonly voxels: MaskVoxels; readonly grid: MaskGrid };
  readonly sight: Sight;
  /** As `cast` takes them. */
  readonly colours: ReadonlyMap<number, readonly [number, number, number]>;
  readonly size: readonly [width: number, height: number];
}

/** The answer to a task of work is a `Patch`, to one of a picture its pixels. */
export type Task = WorkTask | PictureTask;

let solid: Solid | null = null;

addEventListener("message", ({ data }: MessageEvent<Task>) => {
  if (data.kind === "work") {
    const patch = done(data, data.work);
    const arrays = [patch.starts, patch.lengths, patch.before, patch.after];
    postMessage(patch, { transfer: arrays.map(({ buffer }) => buffer) });
  } else {
    const { mask, sight, colours, size } = data;
    if (mask !== undefined) solid = solidOf(mask.voxels, mask.grid);
    const pixels = new Uint32Array(size[0] * size[1]);
    if (solid !== null) cast(solid, sight, colours, size, pixels);
    postMessage(pixels, { transfer: [pixels.buffer] });
  }
});
