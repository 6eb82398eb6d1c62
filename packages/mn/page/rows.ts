// Volumes resampled one axis after the other: which weighted voxels make each new one.
import { alignedAxes, type Grid, ImagingError, indexMap, type Row, type Triple } from "@mandn/imaging/pure";

export function sizesOf({ shape: [, d, h, w] }: Grid): Triple {
  return [d, h, w];
}

export const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

export interface Along {
  readonly step: number;
  readonly offset: number;
}

/** Where the axes D, H, W of a grid run along another's, which has the same order of axes. */
export function axesBetween(from: Grid, to: Grid): readonly Along[] {
  const axes = alignedAxes(indexMap(from, to), to);
  if (axes?.every(({ source }, axis) => source === axis)) return axes;
  throw new ImagingError("geometry", "The scan's axes cannot be followed.");
}

/** A weighted sum of voxels along one axis for each row. */
export function apply(x: Float32Array, sizes: readonly number[], axis: number, rows: readonly Row[]): Float32Array {
  const size = sizes[axis] as number;
  const inner = product(sizes.slice(axis + 1));
  const outer = product(sizes.slice(0, axis));
  const made = new Float32Array(outer * rows.length * inner);
  for (let o = 0; o < outer; o++) {
    for (const [r, { start, weights }] of rows.entries()) {
      const to = (o * rows.length + r) * inner;
      for (const [k, weight] of weights.entries()) {
        const at = (o * size + start + k) * inner;
        for (let i = 0; i < inner; i++) made[to + i] = (made[to + i] as number) + weight * (x[at + i] as number);
      }
    }
  }
  return made;
}
