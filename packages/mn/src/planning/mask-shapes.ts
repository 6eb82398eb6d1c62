import { type Case, compactMask, fillHoles, keepLargestComponent, type LabelArray, readVolume } from "@mandn/imaging";

/** What the masks of a foreground class look like in space, at worst over some scans. */
export interface MaskShape {
  /** The least share of a mask's voxels that hang together. */
  readonly largestShare: number;
  /** The greatest volume of a mask's holes, as a share of the mask's. */
  readonly holeShare: number;
}

/** A class hangs together where so many of its voxels do, in every mask: some masks have a stray voxel. */
const WHOLE = 0.995;
const NO_HOLES = 0.001;

export const isWhole = (shape: MaskShape | undefined): boolean => shape !== undefined && shape.largestShare >= WHOLE;
export const hasNoHoles = (shape: MaskShape | undefined): boolean => shape !== undefined && shape.holeShare <= NO_HOLES;

/**
 * Looks at the masks of labelled scans: whether a class is one piece, and whether it has holes. Masks that lack a class say
 * nothing of it.
 *
 * @returns by the classes' values
 * @throws ImagingError when a mask cannot be read.
 */
export async function measureMaskShapes(cases: readonly Case[]): Promise<ReadonlyMap<number, MaskShape>> {
  const shapes = new Map<number, MaskShape>();
  for (const { label } of cases) {
    if (label === undefined) continue;
    const mask = compactMask(await readVolume(label.path, label));
    const voxels = mask.voxels as LabelArray;
    const copy = () => ({ shape: mask.shape, voxels: voxels.slice() });
    for (const [value, count] of countValues(voxels)) {
      const before = shapes.get(value) ?? { largestShare: 1, holeShare: 0 };
      shapes.set(value, {
        largestShare: Math.min(before.largestShare, 1 - keepLargestComponent(copy(), value) / count),
        holeShare: Math.max(before.holeShare, fillHoles(copy(), value) / count),
      });
    }
  }
  return shapes;
}

/** How often each value but 0 occurs. */
function countValues(voxels: LabelArray): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < voxels.length; i++) {
    const value = voxels[i] as number;
    if (value !== 0) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
