// The surface of a mask: its voxels on the edge, or the cubes that it passes through. In a scan of one slice the
// surface is the outline within the slice: nothing is known of what lies above and below it.

import { Int32List } from "../int32-list.js";
import type { Triple } from "../volume.js";
import type { LabelArray } from "./label-map.js";

/**
 * What the surface of a mask is made of.
 *
 * - `"medpy"`: the voxels of the mask with a face neighbour outside it (mask XOR its erosion with connectivity 1; what
 *   lies beyond the grid is outside). All count the same. As in MedPy's `medpy.metric.binary` and MONAI.
 * - `"deepmind"`: the cubes between eight neighbouring voxel centres that the surface passes through, each counted by
 *   the area of the surface in it. As in DeepMind's `surface-distance` (Nikolov et al., "Deep learning to achieve
 *   clinically applicable segmentation of head and neck anatomy for radiotherapy", arXiv 1809.04430).
 *
 * On a grid of one slice both are those of the slice as an image of two dimensions: pixels with a neighbour outside,
 * and squares counted by the length of the outline in them.
 */
export type SurfaceDefinition = "medpy" | "deepmind";

/** The elements of a surface on a grid. */
export interface Surface {
  /** Index of each element in the grid, ascending. */
  readonly index: Int32Array;
  /** For `"deepmind"`, each element's neighbour code, 1 … 254: which of its eight corners lie in the mask. */
  readonly code: Uint8Array | null;
}

/**
 * A part of a mask cut out for one class, with one voxel more on each side: 1 inside the class, else 0. What was added
 * is background; across a grid of one slice it repeats the slice, so that no surface lies there.
 */
interface PaddedMask {
  /** `[D + 2, H + 2, W + 2]` for a box of `[D, H, W]`. */
  readonly shape: Triple;
  /** The axis (0, 1, 2) across a grid of one slice; null for every other grid. */
  readonly flat: number | null;
  readonly inside: Uint8Array;
}

/** Cuts the box (first to last index, both included) of one class out of a mask `[D, H, W]`. */
export function cropClass(
  voxels: LabelArray,
  shape: Triple,
  label: number,
  box: { readonly first: Triple; readonly last: Triple },
): PaddedMask {
  const [, height, width] = shape;
  const { first, last } = box;
  const padded: Triple = [last[0] - first[0] + 3, last[1] - first[1] + 3, last[2] - first[2] + 3];
  const inside = new Uint8Array(padded[0] * padded[1] * padded[2]);
  const slice = height * width;
  const end = (last[0] * height + last[1]) * width + last[2] + 1;
  for (let i = voxels.indexOf(label); i !== -1 && i < end; i = voxels.indexOf(label, i)) {
    const w = i % width;
    const row = i - w;
    const d = Math.floor(row / slice);
    const h = (row - d * slice) / width;
    let to = ((d - first[0] + 1) * padded[1] + (h - first[1] + 1)) * padded[2] + (w - first[2] + 1);
    for (; i < row + width && voxels[i] === label; i++, to++) inside[to] = 1;
  }
  const flat = flatAxis(shape);
  if (flat !== null) repeatAlong(inside, padded, flat);
  return { shape: padded, flat, inside };
}

/** The one axis on which a grid is one voxel: it is a slice, across this axis. */
function flatAxis(shape: Triple): number | null {
  const flat = [0, 1, 2].filter((axis) => shape[axis] === 1);
  return flat.length === 1 ? flat[0] : null;
}

/** From a voxel to the next along an axis, as indices go. */
function stepAlong([, height, width]: Triple, axis: number): number {
  return [height * width, width, 1][axis];
}

/** Gives the first and the last of three layers along an axis the values of the middle one. */
function repeatAlong(inside: Uint8Array, shape: Triple, axis: number): void {
  const step = stepAlong(shape, axis);
  for (let i = 0; i < inside.length; i++) {
    const layer = Math.floor(i / step) % 3;
    if (layer !== 1) inside[i] = inside[i + (1 - layer) * step];
  }
}

/** Whether a voxel of a padded grid is in this one of the three layers across a slice; true on every other grid. */
function isInLayer(i: number, shape: Triple, flat: number | null, layer: number): boolean {
  return flat === null || Math.floor(i / stepAlong(shape, flat)) % 3 === layer;
}

/** Surface voxels, as indices into the padded grid. */
function surfaceVoxels({ shape, flat, inside }: PaddedMask): Surface {
  const row = shape[2];
  const slice = shape[1] * row;
  const index = new Int32List();
  const end = inside.length - slice;
  for (let i = inside.indexOf(1, slice); i !== -1 && i < end; i = inside.indexOf(1, i)) {
    for (; i < end && inside[i] === 1; i++) {
      const neighbours =
        inside[i - 1] + inside[i + 1] + inside[i - row] + inside[i + row] + inside[i - slice] + inside[i + slice];
      if (neighbours < 6 && isInLayer(i, shape, flat, 1)) index.push(i);
    }
  }
  return { index: index.values, code: null };
}

/** Cubes that the surface passes through, as indices (of their first corner) into the padded grid. */
function surfaceCubes({ shape, flat, inside }: PaddedMask): Surface {
  const row = shape[2];
  const slice = shape[1] * row;
  const index = new Int32List();
  const code = new Int32List();
  // Bits 7, 5, 3, 1: the cube's face at w; the next face along W gives bits 6, 4, 2, 0. Cubes that wrap around the
  // grid's end lie between two background faces, so their code is 0.
  const face = (i: number): number =>
    (inside[i] << 7) | (inside[i + row] << 5) | (inside[i + slice] << 3) | (inside[i + slice + row] << 1);
  const end = inside.length - slice - row - 1;
  let left = face(0);
  for (let i = 0; i < end; i++) {
    const right = face(i + 1);
    const c = left | (right >> 1);
    left = right;
    if (c === 0 || c === 255 || !isInLayer(i, shape, flat, 0)) continue;
    index.push(i);
    code.push(c);
  }
  return { index: index.values, code: Uint8Array.from(code.values) };
}

/** The surface of a mask under a definition, on the padded mask's grid. */
export function extractSurface(mask: PaddedMask, definition: SurfaceDefinition): Surface {
  return definition === "medpy" ? surfaceVoxels(mask) : surfaceCubes(mask);
}

/**
 * The marching-cubes surface between a cube's corners, once for each way eight corners can be divided in two, up to
 * turning, mirroring and exchanging inside and outside. Its triangles run through the midpoints of the cube's edges;
 * given are their area vectors along D, H, W in eighths of a cube face, parallel triangles added together.
 *
 * `corners` has bit 7 for corner (0, 0, 0), bit 6 for (0, 0, 1), … bit 0 for (1, 1, 1).
 */
const CUBE_SURFACES: readonly { corners: number; areas: readonly Triple[] }[] = [
  { corners: 0b00000001, areas: [[1, 1, 1]] }, // one corner
  { corners: 0b00000011, areas: [[4, 4, 0]] }, // an edge
  { corners: 0b00000110, areas: [[2, 2, 2]] }, // two corners across a face
  { corners: 0b00011000, areas: [[2, 2, 2]] }, // two corners across the cube
  // three corners of a face
  {
    corners: 0b00000111,
    areas: [
      [4, 0, 0],
      [3, 3, 3],
    ],
  },
  // an edge, and a corner across the cube from one of its ends
  {
    corners: 0b00011001,
    areas: [
      [0, 4, 4],
      [1, 1, 1],
    ],
  },
  { corners: 0b00010110, areas: [[3, 3, 3]] }, // three corners, no two joined
  { corners: 0b00001111, areas: [[8, 0, 0]] }, // a face
  { corners: 0b00010111, areas: [[6, 6, 6]] }, // a corner and its three neighbours
  // a path of three edges that turns out of the face
  {
    corners: 0b00011011,
    areas: [
      [4, 4, 4],
      [0, 2, 2],
      [2, 0, 2],
    ],
  },
  // three corners of a face, and the corner joined to none of them
  {
    corners: 0b00011110,
    areas: [
      [4, 0, 0],
      [4, 4, 4],
    ],
  },
  { corners: 0b00111100, areas: [[8, 8, 0]] }, // two edges across the cube
  { corners: 0b01101001, areas: [[4, 4, 4]] }, // four corners, no two joined
];

const AXIS_ORDERS: readonly Triple[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

/** Moves the corners of a cube: axis a of the result is axis order[a] of the argument, reversed where flips says so. */
function moveCorners(corners: number, order: Triple, flips: number): number {
  let moved = 0;
  for (let corner = 0; corner < 8; corner++) {
    if ((corners & (128 >> corner)) === 0) continue;
    let to = 0;
    for (let axis = 0; axis < 3; axis++) to |= ((corner >> (2 - order[axis])) & 1) << (2 - axis);
    moved |= 128 >> (to ^ flips);
  }
  return moved;
}

/** Area vectors of every neighbour code, by symmetry from {@link CUBE_SURFACES}; none for 0 and 255. */
const AREA_VECTORS: readonly (readonly Triple[])[] = (() => {
  const table: (readonly Triple[])[] = new Array(256).fill([]);
  for (const { corners, areas } of CUBE_SURFACES) {
    for (const order of AXIS_ORDERS) {
      const turned = areas.map((area): Triple => [area[order[0]], area[order[1]], area[order[2]]]);
      for (let flips = 0; flips < 8; flips++) {
        const code = moveCorners(corners, order, flips);
        table[code] = turned;
        table[255 - code] = turned;
      }
    }
  }
  return table;
})();

/**
 * Area in mm² of the surface inside a cube between eight voxel centres, for each of the 256 neighbour codes: the sum
 * over its triangles of |(a·s_H·s_W, b·s_D·s_W, c·s_D·s_H)| where (a, b, c) is the triangle's area vector at unit
 * spacing. Equal to the table of DeepMind's `surface-distance`. Bit 7 of a code is the cube's first corner, bit 6 its
 * neighbour along W, bit 5 along H, bit 3 along D.
 *
 * @param spacing millimetres between voxel centres along D, H, W
 */
export function surfaceAreaTable([d, h, w]: Triple): Float64Array {
  return Float64Array.from(AREA_VECTORS, (vectors) =>
    vectors.reduce((sum, [a, b, c]) => sum + Math.hypot((a / 8) * h * w, (b / 8) * d * w, (c / 8) * d * h), 0),
  );
}
