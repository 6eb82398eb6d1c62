// The grid that a scan and its masks share in the page: RAS order, x fastest. Voxel (x, y, z) goes from the patient's left to the right,
// from posterior to anterior, from inferior to superior.

/** Something for each of the axes x, y, z. */
export type Three = readonly [x: number, y: number, z: number];
export type Axis = 0 | 1 | 2;

export interface MaskGrid {
  /** Voxels along x, y, z. */
  readonly shape: Three;
  /** Millimetres between voxel centres along x, y, z. */
  readonly spacing: Three;
}

/** How far a step along x, y, z goes in the array. */
export function stridesOf({ shape: [nx, ny] }: MaskGrid): Three {
  return [1, nx, nx * ny];
}

/** The two axes of the slices through an axis, the faster one first. */
export function axesWithin(through: Axis): readonly [faster: Axis, slower: Axis] {
  return through === 0 ? [1, 2] : through === 1 ? [0, 2] : [0, 1];
}

/** The nearest voxel inside the grid. */
export function clamped([x, y, z]: Three, { shape: [nx, ny, nz] }: MaskGrid): Three {
  const within = (value: number, size: number) => Math.min(size - 1, Math.max(0, Math.round(value)));
  return [within(x, nx), within(y, ny), within(z, nz)];
}

/** A box of voxels: its first ones, and those behind its last. */
export interface VoxelBox {
  readonly first: Three;
  readonly end: Three;
}

/** The smallest box that holds a value, or without one all but 0, grown by `margin` voxels within the grid; null where there is none. */
export function boxOf(voxels: ArrayLike<number>, { shape }: MaskGrid, value?: number, margin = 0): VoxelBox | null {
  const [nx, ny, nz] = shape;
  let [x0, y0, z0, x1, y1, z1] = [nx, ny, nz, 0, 0, 0];
  for (let z = 0, at = 0; z < nz; z++) {
    for (let y = 0; y < ny; y++) {
      for (let x = 0; x < nx; x++, at++) {
        if (value === undefined ? voxels[at] === 0 : voxels[at] !== value) continue;
        if (x < x0) x0 = x;
        if (x >= x1) x1 = x + 1;
        if (y < y0) y0 = y;
        if (y >= y1) y1 = y + 1;
        if (z < z0) z0 = z;
        z1 = z + 1;
      }
    }
  }
  if (x1 === 0) return null;
  return {
    first: [Math.max(0, x0 - margin), Math.max(0, y0 - margin), Math.max(0, z0 - margin)],
    end: [Math.min(nx, x1 + margin), Math.min(ny, y1 + margin), Math.min(nz, z1 + margin)],
  };
}

/** Visits the rows of a box along x: where a row begins in the grid's array, and its number in the box. */
export function forEachRow(
  { shape: [nx, ny] }: MaskGrid,
  box: VoxelBox,
  visit: (at: number, row: number) => void,
): void {
  const [x0, y0, z0] = box.first;
  for (let z = z0, row = 0; z < box.end[2]; z++) {
    for (let y = y0; y < box.end[1]; y++) visit((z * ny + y) * nx + x0, row++);
  }
}

/** Voxels of a box along x, y, z. */
export function sizeOf({ first, end }: VoxelBox): Three {
  return [end[0] - first[0], end[1] - first[1], end[2] - first[2]];
}
