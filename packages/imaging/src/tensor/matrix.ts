// The weighted sums of a resampling along one axis as products of matrices, a band of the matrix at a time.
// separable.ts makes a resampling of them.

import { extremes } from "@mandn/base";
import { cat, type Device, fromTypedArray, type Tensor } from "@mandn/torch";
import type { Row } from "../resample/kernels.js";

/** Rows taken together in one matrix product: more of them make better products, but each with more zeros. */
const BLOCK = 64;

/** A part of a banded matrix: rows that follow each other over the columns that any of them uses. */
interface Block {
  readonly start: number;
  readonly columns: number;
  /** `[rows, columns]` */
  readonly weights: Tensor;
}

/** A 1-D resampling of an axis as a banded matrix. Its tensors belong to the scope it is made in. */
export class AxisMatrix {
  readonly rows: number;
  readonly #blocks: readonly Block[];

  constructor(rows: readonly Row[], device: Device) {
    this.rows = rows.length;
    const blocks: Block[] = [];
    for (let first = 0; first < rows.length; first += BLOCK) {
      blocks.push(toBlock(rows.slice(first, first + BLOCK), device));
    }
    this.#blocks = blocks;
  }

  /** `[A, B, C]` → the same with `rows` along `axis`; `x` begins at the matrix' column `from` there. */
  apply(x: Tensor, axis: number, from = 0): Tensor {
    const parts = this.#blocks.map(({ start, columns, weights }) => {
      const band = x.narrow(axis, start - from, columns);
      if (axis === 2) return band.matmul(weights.transpose(0, 1));
      if (axis === 1) return weights.matmul(band);
      const [, b, c] = x.shape;
      return weights.matmul(band.reshape([columns, b * c])).reshape([weights.size(0), b, c]);
    });
    return parts.length === 1 ? parts[0] : cat(parts, axis);
  }
}

function toBlock(rows: readonly Row[], device: Device): Block {
  const { start, end } = columnsOf(rows);
  const weights = new Float32Array(rows.length * (end - start));
  rows.forEach((row, r) => {
    if (row.weights.length > 0) weights.set(row.weights, r * (end - start) + row.start - start);
  });
  return { start, columns: end - start, weights: fromTypedArray(weights, [rows.length, end - start]).to(device) };
}

/** The columns from the first to the last that any row uses; at least one. */
export function columnsOf(rows: readonly Row[]): { start: number; end: number } {
  const used = rows.filter(({ weights }) => weights.length > 0);
  if (used.length === 0) return { start: 0, end: 1 };
  const [start] = extremes(used.map((row) => row.start));
  const [, end] = extremes(used.map((row) => row.start + row.weights.length));
  return { start, end };
}

/** Whether the rows give each of `n` voxels back unchanged. */
export function isIdentity(rows: readonly Row[], n: number): boolean {
  return rows.length === n && rows.every(({ start, weights }, i) => start === i && weights.length === 1);
}
