// What places voxels in space, and whether two volumes lie on the same grid, with how far they are apart.
// The check of datasets and the scoring of masks ask it.

import { plain } from "@mandn/base";
import type { Affine, VolumeHeader } from "../volume.js";
import { applyAffine, spacingOf } from "./affine.js";

/** What places voxels in space: every volume and header is one. */
export type Grid = Pick<VolumeHeader, "shape" | "affine">;

export interface GridComparison {
  /** Same D, H, W and no voxel centre further apart than the tolerance. */
  readonly same: boolean;
  /** D, H, W are equal; channels do not count. */
  readonly sameShape: boolean;
  /** The largest distance between corresponding corner voxels, in millimetres; no voxel is further off. */
  readonly millimetres: number;
  /** The difference as half a sentence ("shapes 10×20×30 and 10×20×31 differ"), or "same grid". */
  readonly summary: string;
}

/**
 * Compares where two volumes lie. The two maps are affine, so their distance is largest at a corner: all eight are
 * compared, each grid with its own shape.
 *
 * @param toleranceMm default 1 % of the smallest spacing of `a`, in millimetres.
 */
export function sameGrid(a: Grid, b: Grid, toleranceMm = Math.min(...spacingOf(a.affine)) / 100): GridComparison {
  const sameShape = [1, 2, 3].every((axis) => a.shape[axis] === b.shape[axis]);
  const millimetres = cornerDistance(a, b);
  const near = millimetres <= toleranceMm;
  const parts: string[] = [];
  if (!sameShape) parts.push(`shapes ${a.shape.slice(1).join("×")} and ${b.shape.slice(1).join("×")} (D×H×W) differ`);
  if (!near) parts.push(`positions differ by up to ${formatMm(millimetres)}`);
  const same = sameShape && near;
  return { same, sameShape, millimetres, summary: same ? "same grid" : parts.join(", ") };
}

/** The largest distance in millimetres between where two affines put the voxels of one shape `[C, D, H, W]`. */
export function affineDistance(shape: VolumeHeader["shape"], a: Affine, b: Affine): number {
  return cornerDistance({ shape, affine: a }, { shape, affine: b });
}

/** Millimetres to three significant figures, with the unit. */
export function formatMm(millimetres: number): string {
  return `${plain(millimetres, 3)} mm`;
}

function cornerDistance(a: Grid, b: Grid): number {
  let largest = 0;
  for (let corner = 0; corner < 8; corner++) {
    const [ax, ay, az] = cornerPosition(a, corner);
    const [bx, by, bz] = cornerPosition(b, corner);
    largest = Math.max(largest, Math.hypot(ax - bx, ay - by, az - bz));
  }
  return largest;
}

/** RAS millimetres of a corner voxel; bits 0, 1, 2 of `corner` say whether it is the last along x, y, z. */
function cornerPosition({ shape: [, d, h, w], affine }: Grid, corner: number) {
  return applyAffine(affine, [corner & 1 ? w - 1 : 0, corner & 2 ? h - 1 : 0, corner & 4 ? d - 1 : 0]);
}
