// What changes a class in the whole scan, as data: the page has it done by a worker, on a copy of the mask, and writes what comes back as one
// edit. What stays in a slice is quick, and the page does it itself.

import type { Intensities } from "./brush.js";
import { MaskEditor, type Patch } from "./editor.js";
import { type Fill, floodFill, threshold } from "./fill.js";
import type { Axis, MaskGrid } from "./grid.js";
import type { MaskVoxels } from "./runs.js";
import { closeHoles, fillBetweenSlices, keepLargestPart, smooth } from "./shape.js";

export type Work =
  | { readonly kind: "between slices"; readonly value: number; readonly through: Axis }
  | { readonly kind: "largest part" | "holes"; readonly value: number }
  /** `sigma` in millimetres. */
  | { readonly kind: "smooth"; readonly value: number; readonly sigma: number }
  | { readonly kind: "threshold"; readonly value: number; readonly within: Intensities }
  | { readonly kind: "fill"; readonly fill: Fill };

/** A mask that work is done on. */
export interface Worked {
  /** Not changed. */
  readonly voxels: MaskVoxels;
  readonly grid: MaskGrid;
  /** Class values that nothing writes over. */
  readonly locked: ReadonlySet<number>;
}

/** What the work writes, for {@link MaskEditor.apply}. */
export function done({ voxels, grid, locked }: Worked, work: Work): Patch {
  const editor = new MaskEditor(voxels.slice());
  editor.locked = locked;
  switch (work.kind) {
    case "between slices":
      fillBetweenSlices(editor, grid, work.value, work.through);
      break;
    case "largest part":
      keepLargestPart(editor, grid, work.value);
      break;
    case "holes":
      closeHoles(editor, grid, work.value);
      break;
    case "smooth":
      smooth(editor, grid, work.value, work.sigma);
      break;
    case "threshold":
      threshold(editor, grid, work.within, work.value);
      break;
    case "fill":
      floodFill(editor, grid, work.fill);
      break;
  }
  return editor.written;
}
