// The order and direction of a scan's axes, as three letters, and turning a volume to RAS and back.
// Axes are permuted and flipped; nothing is interpolated. As nibabel's as_closest_canonical.

import { ImagingError } from "../errors.js";
import type { Affine, Volume, VolumeHeader, VoxelType } from "../volume.js";
import { copyStrided, createVoxels } from "../voxels.js";
import { composeAffines, invertAffine, nearestOrthogonal, toAffine } from "./affine.js";
import { laidInto } from "./box.js";
import { type Grid, sameGrid } from "./grid.js";

/** Letters that x, y, z of the world increase towards, and their opposites. */
const LETTERS = ["RL", "AP", "SI"] as const;

/** Which world axis (0 x, 1 y, 2 z) a voxel axis follows most closely, and in which sense. */
interface AxisDirection {
  readonly axis: number;
  readonly sign: 1 | -1;
}

/**
 * The orientation code of a grid, as nibabel's `aff2axcodes`: three letters saying towards what the voxel indices x, y, z
 * increase, so `"RAS"` for the canonical frame and `"LPS"` for DICOM's. Oblique axes take the nearest letter.
 *
 * @throws ImagingError `"geometry"` when the affine is singular.
 */
export function orientationOf(affine: Affine): string {
  return axisDirections(affine)
    .map(({ axis, sign }) => LETTERS[axis][sign > 0 ? 0 : 1])
    .join("");
}

/**
 * Permutes and flips the axes so that the code becomes `orientation` (default `"RAS"`, nibabel's `as_closest_canonical`).
 * No voxel is interpolated and none moves in space: the affine follows, and keeps what is oblique.
 *
 * @returns a new volume, or the same object when it has the orientation already.
 * @throws ImagingError `"argument"` for a code that is not three different axes, `"geometry"` for a singular affine.
 */
export function reorient<T extends VoxelType>(volume: Volume<T>, orientation = "RAS"): Volume<T> {
  return permuteAndFlip(volume, axesTo(volume.affine, orientation));
}

/** The header that {@link reorient} gives a volume, without its voxels; throws as it does. */
export function reorientHeader(header: VolumeHeader, orientation = "RAS"): VolumeHeader {
  return { ...header, ...turned(header, axesTo(header.affine, orientation)) };
}

function axesTo(affine: Affine, orientation: string): AxisSource[] {
  const from = axisDirections(affine);
  return parseOrientation(orientation).map((wanted) => {
    const source = from.findIndex(({ axis }) => axis === wanted.axis);
    return { source, flipped: (from[source] as AxisDirection).sign !== wanted.sign };
  });
}

/**
 * The volume in the storage order of another grid: each axis is the one of its own that follows the other grid's most closely,
 * in that one's sense. No voxel moves in space; whether the two grids are one then is for {@link sameGrid} to say.
 *
 * @throws ImagingError `"geometry"` when the volume's affine is singular.
 */
export function storedLike<T extends VoxelType>(volume: Volume<T>, { affine }: Grid): Volume<T> {
  // From indices of the other grid to indices here: a permutation and flips, but for rounding, if the grids agree.
  const map = composeAffines(invertAffine(volume.affine), affine);
  const axes = [0, 1, 2].map((axis): AxisSource => {
    const column = [map[axis], map[4 + axis], map[8 + axis]];
    const source = column.reduce((best, value, row) => (Math.abs(value) > Math.abs(column[best]) ? row : best), 0);
    return { source, flipped: column[source] < 0 };
  });
  const isPermutation = new Set(axes.map(({ source }) => source)).size === 3;
  return isPermutation ? permuteAndFlip(volume, axes) : volume;
}

/**
 * Undoes {@link reorient}: brings a volume that lies on a permuted or flipped version of `original`'s grid onto that
 * grid, and gives it exactly that affine. A mask that is a box of that grid (`isBox`) is laid into it, on background.
 *
 * @throws ImagingError `"geometry"` when the volume lies elsewhere, with the size of the difference, and where a box reaches
 * out of the grid with more than background.
 */
export function reorientLike<T extends VoxelType>(volume: Volume<T>, original: VolumeHeader): Volume<T> {
  const turned = laidInto(storedLike(volume, original), original);
  const { same, summary } = sameGrid(original, turned);
  if (!same) {
    const { path } = volume.provenance;
    const fault = `does not lie on the grid of ${original.provenance.path}: ${summary}`;
    throw new ImagingError("geometry", { fault, remedy: "Resample it there.", path });
  }
  return { ...turned, affine: original.affine, spacing: original.spacing };
}

/** Where each axis of the result (x, y, z) comes from. */
interface AxisSource {
  readonly source: number;
  readonly flipped: boolean;
}

/** The same object when nothing is to be done. */
function permuteAndFlip<T extends VoxelType>(volume: Volume<T>, axes: readonly AxisSource[]): Volume<T> {
  if (axes.every(({ source, flipped }, axis) => source === axis && !flipped)) return volume;
  const [channels, d, h, w] = volume.shape;
  const sizes = [w, h, d];
  const strides = [1, w, w * h];
  const [sx, sy, sz] = axes.map(({ source, flipped }) => (flipped ? -strides[source] : strides[source]));
  const origin = axes.reduce(
    (sum, { source, flipped }) => sum + (flipped ? strides[source] * (sizes[source] - 1) : 0),
    0,
  );
  const header = turned(volume, axes);
  const [, nz, ny, nx] = header.shape;
  const voxels = createVoxels(volume.dtype, volume.voxels.length);
  copyStrided(volume.voxels, voxels, {
    sizes: [channels, nz, ny, nx],
    strides: [d * h * w, sz, sy, sx],
    origin,
  });
  return { ...volume, ...header, voxels };
}

/** The grid with its axes permuted and flipped. */
function turned(
  { shape: [channels, d, h, w], affine, spacing }: Pick<VolumeHeader, "shape" | "affine" | "spacing">,
  axes: readonly AxisSource[],
): Pick<VolumeHeader, "shape" | "affine" | "spacing"> {
  const sizes = [w, h, d];
  const [nx, ny, nz] = axes.map(({ source }) => sizes[source]);
  // Columns of the map from the result's indices to the source's.
  const map = new Array<number>(12).fill(0);
  axes.forEach(({ source, flipped }, axis) => {
    map[source * 4 + axis] = flipped ? -1 : 1;
    map[source * 4 + 3] = flipped ? sizes[source] - 1 : 0;
  });
  const [spacingX, spacingY, spacingZ] = axes.map(({ source }) => spacing[2 - source]);
  return {
    shape: [channels, nz, ny, nx],
    affine: composeAffines(affine, toAffine(map)),
    spacing: [spacingZ, spacingY, spacingX],
  };
}

/**
 * The world axis nearest to each voxel axis, each taken once, the most aligned voxel axis choosing first: nibabel's
 * `io_orientation`.
 */
function axisDirections(affine: Affine): AxisDirection[] {
  const rotation = nearestOrthogonal(affine);
  if (rotation === null) {
    throw new ImagingError("geometry", `The affine [${affine.join(", ")}] has no orientation: it is singular.`);
  }
  const strength = [0, 1, 2].map((c) => Math.max(...[0, 1, 2].map((r) => rotation[r * 3 + c] ** 2)));
  const order = [0, 1, 2].sort((a, b) => strength[b] - strength[a]);
  const directions = new Array<AxisDirection>(3);
  const free = new Set([0, 1, 2]);
  for (const column of order) {
    const [axis] = [...free].sort((a, b) => Math.abs(rotation[b * 3 + column]) - Math.abs(rotation[a * 3 + column]));
    free.delete(axis);
    directions[column] = { axis, sign: rotation[axis * 3 + column] < 0 ? -1 : 1 };
  }
  return directions;
}

function parseOrientation(code: string): AxisDirection[] {
  const directions = [...code.toUpperCase()].map((letter): AxisDirection => {
    const axis = LETTERS.findIndex((pair) => pair.includes(letter));
    return { axis, sign: axis >= 0 && LETTERS[axis][0] === letter ? 1 : -1 };
  });
  if (directions.length !== 3 || new Set(directions.map(({ axis }) => axis).filter((axis) => axis >= 0)).size !== 3) {
    throw new ImagingError(
      "argument",
      `"${code}" is not an orientation: give three letters, one each of R/L, A/P and S/I, such as "RAS".`,
    );
  }
  return directions;
}
