// From probabilities on the prepared grid to classes on the scan's own.
import { createVoxels, type Grid, type Row } from "@mandn/imaging/pure";
import type { Description } from "../src/exporters/description.js";
import { apply, axesBetween, product, sizesOf } from "./rows.js";

/** The index of each voxel's class on the scan's grid, slice by slice: the largest probability, the first of equal ones. */
export function onGrid(probabilities: Float32Array, from: Grid, to: Grid, { classes }: Description): Uint8Array {
  const [alongD, alongH, alongW] = axesBetween(from, to).map(({ step, offset }, axis) =>
    linearRows(
      from.shape[axis + 1] as number,
      Array.from({ length: to.shape[axis + 1] as number }, (_, k) => offset + step * k),
    ),
  ) as [Row[], Row[], Row[]];
  const [D, H, W] = sizesOf(from);
  const [, h, w] = sizesOf(to);
  const mask = createVoxels("uint8", product(sizesOf(to)));
  const best = new Float32Array(h * w);
  for (const [z, row] of alongD.entries()) {
    const background = new Float32Array(h * w).fill(1);
    const slices = classes.slice(1).map((_, index) => {
      const own = probabilities.subarray((index + 1) * D * H * W, (index + 2) * D * H * W);
      const slice = apply(apply(apply(own, [D, H, W], 0, [row]), [1, H, W], 1, alongH), [1, h, W], 2, alongW);
      for (let i = 0; i < slice.length; i++) background[i] = (background[i] as number) - (slice[i] as number);
      return slice;
    });
    best.set(background);
    for (const [index, slice] of slices.entries()) {
      for (let i = 0; i < slice.length; i++) {
        if ((slice[i] as number) <= (best[i] as number)) continue;
        best[i] = slice[i] as number;
        mask[z * h * w + i] = index + 1;
      }
    }
  }
  return mask;
}

/** Rounding of positions. */
const ROUNDING = 1e-6;

/** Linear interpolation; beyond the outermost centres the last value holds for one and a half voxels, further out is nothing. */
function linearRows(n: number, positions: readonly number[]): Row[] {
  return positions.map((position) => {
    if (position < -1.5 - ROUNDING || position > n + 0.5 + ROUNDING) return { start: 0, weights: new Float64Array(0) };
    const held = Math.min(n - 1, Math.max(0, position));
    const start = Math.min(Math.floor(held), Math.max(0, n - 2));
    const share = held - start;
    return { start, weights: n === 1 ? Float64Array.of(1) : Float64Array.of(1 - share, share) };
  });
}
