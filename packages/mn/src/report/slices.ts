// Which slices of a scan are pictured: read in the RAS frame with its masks, cut where there is most of the organ.
// picture.ts draws them.

import {
  type CaseFile,
  readVolume,
  reorient,
  reorientLike,
  type Triple,
  type Volume,
  type VoxelArray,
} from "@mandn/imaging";

/** A part of a scan or mask in a plane: `rows` × `columns` voxels, row by row. */
export interface Plane<T extends ArrayLike<number> = ArrayLike<number>> {
  readonly rows: number;
  readonly columns: number;
  readonly values: T;
}

/** A scan with its masks, all in the RAS frame on one grid. */
export interface PicturedScan {
  readonly image: Volume;
  readonly prediction: Volume;
  readonly reference: Volume | undefined;
}

/** The three ways to cut a scan, by the array axis (D 0, H 1, W 2) along which slices follow each other. */
export const planeNames = ["axial", "coronal", "sagittal"] as const;

/** Letters at the left and the upper edge of each plane's picture: radiologists' view, the patient's right at the left. */
export const planeLetters = [
  ["R", "A"],
  ["R", "S"],
  ["A", "S"],
] as const;

/**
 * @throws ImagingError `geometry` when a mask does not lie on the scan's grid; `access`, `malformed` for files that
 * vanished or broke
 */
export async function readPictured(files: {
  readonly image: CaseFile;
  readonly prediction: CaseFile;
  readonly reference: CaseFile | undefined;
}): Promise<PicturedScan> {
  const image = await readCanonical(files.image);
  const readMask = async (file: CaseFile) => {
    return reorientLike(await readCanonical(file), image);
  };
  const prediction = await readMask(files.prediction);
  return { image, prediction, reference: files.reference && (await readMask(files.reference)) };
}

async function readCanonical(file: CaseFile): Promise<Volume> {
  return reorient(await readVolume(file.path, file));
}

/** The axes that are worth cutting: all, or of thick slices only the one along which they are thick. */
export function axesToCut({ image: { spacing } }: PicturedScan): number[] {
  const thickest = Math.max(...spacing);
  return thickest > 3 * Math.min(...spacing) ? [spacing.indexOf(thickest)] : [0, 1, 2];
}

/** A slice of a volume's first channel, as it is looked at: upwards superior or anterior, to the right left or posterior. */
export function sliceOf({ shape, voxels }: Volume, axis: number, index: number): Plane<VoxelArray> {
  const { rows, columns, at } = sliceLayout(shape, axis, index);
  const values = voxels.slice(0, rows * columns);
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) values[i] = voxels[at(row, column)];
  }
  return { rows, columns, values };
}

/** In the RAS frame both of a slice's axes run against the screen's. */
function sliceLayout([, d, h, w]: Volume["shape"], axis: number, index: number) {
  const sizes = [d, h, w];
  const strides = [h * w, w, 1];
  const [rowAxis, columnAxis] = [0, 1, 2].filter((other) => other !== axis);
  const [rows, columns] = [sizes[rowAxis], sizes[columnAxis]];
  const at = (row: number, column: number) =>
    index * strides[axis] + (rows - 1 - row) * strides[rowAxis] + (columns - 1 - column) * strides[columnAxis];
  return { rows, columns, at };
}

/** Millimetres between a slice's rows and columns. */
export function sliceSpacing(spacing: Triple, axis: number): readonly [row: number, column: number] {
  const [row, column] = [0, 1, 2].filter((other) => other !== axis).map((other) => spacing[other]);
  return [row, column];
}

/** Along each axis the slice with the most foreground; the middle one where there is none. */
export function fullestSlices({ shape: [, d, h, w], voxels }: Volume, foreground: ReadonlySet<number>): Triple {
  const counts = [new Uint32Array(d), new Uint32Array(h), new Uint32Array(w)];
  let [value, counted] = [Number.NaN, 0];
  for (let z = 0, i = 0; z < d; z++) {
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++, i++) {
        if (voxels[i] !== value) {
          value = voxels[i];
          counted = foreground.has(value) ? 1 : 0;
        }
        counts[0][z] += counted;
        counts[1][y] += counted;
        counts[2][x] += counted;
      }
    }
  }
  const [z, y, x] = counts.map((of) => {
    const most = of.reduce((best, count) => Math.max(best, count), 0);
    return most === 0 ? of.length >> 1 : of.indexOf(most);
  });
  return [z, y, x];
}

/** Intensities that are black and white: the percentiles 0.5 and 99.5 of some 100,000 voxels. */
export function displayRange({ voxels }: Volume): readonly [black: number, white: number] {
  const step = Math.max(1, Math.floor(voxels.length / 100_000));
  const sample = Float64Array.from({ length: Math.ceil(voxels.length / step) }, (_, i) => voxels[i * step]);
  const sorted = sample.filter(Number.isFinite).sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return [at(0.005), at(0.995)];
}
