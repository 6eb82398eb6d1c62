// Small scans stored in many ways: turned in all 48 ways, oblique, as NIfTI, NRRD, MetaImage and DICOM. Each voxel's intensity says which one
// of its file it is, and so where it lies, by formula.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Affine, applyAffine, toAffine, type Volume, writeVolume } from "@mandn/imaging";

/** Of imaging's tests: slices of 2 rows and 3 columns at 1.5 mm whose values are 10 · slice + place in the slice. */
interface DicomFile {
  writeSeries(folder: string, positions: readonly (readonly number[])[], orientation?: readonly number[]): string;
}
const { writeSeries } = (await import(
  new URL("../../../../imaging/dist/test/dicom-file.js", import.meta.url).href
)) as DicomFile;

/** A grid of 4 × 3 × 5 voxels along x, y, z. */
export const [NX, NY, NZ] = [4, 3, 5];
export const OBLIQUE = toAffine([-1.41, 0.5, 0.1, 10, 0.5, 1.9, -0.6, 4, 0.1, 0.4, 2.9, 7]);
const AFFINES: Readonly<Record<string, Affine>> = {
  RAS: toAffine([1.5, 0, 0, -10, 0, 2, 0, 4, 0, 0, 3, 7]),
  LPS: toAffine([-1.5, 0, 0, 10, 0, -2, 0, 4, 0, 0, 3, 7]),
  PIR: toAffine([0, 0, 3, 1, -1.5, 0, 0, 2, 0, -2, 0, 3]),
  oblique: OBLIQUE,
};
/** The affines of the 48 orders and directions that the axes of a file may have, by their letters. */
export function everyOrientation(): Record<string, Affine> {
  const ends = ["RL", "AP", "SI"];
  const affines: Record<string, Affine> = {};
  for (const order of [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]) {
    for (let signs = 0; signs < 8; signs++) {
      const rows = [
        [0, 0, 0, -10],
        [0, 0, 0, 4],
        [0, 0, 0, 7],
      ];
      let code = "";
      for (const [column, axis] of order.entries()) {
        const isBack = ((signs >> column) & 1) === 1;
        (rows[axis] as number[])[column] = (isBack ? -1 : 1) * ([1.5, 2, 3][column] as number);
        code += ends[axis]?.[isBack ? 1 : 0];
      }
      affines[code] = toAffine(rows.flat());
    }
  }
  return affines;
}

/** An oblique series, sagittal: rows run backwards (P), columns down (F), slices to the left. */
const ROW = [0.1, 0.9949874371, 0];
const COLUMN = [0, 0, -1];
const positionOf = (slice: number) => [5 + 2.5 * slice * 0.9949874371, -3 - 2.5 * slice * 0.1, 20];

export interface Stored {
  readonly path: string;
  /** RAS millimetres of the voxel with this intensity. */
  readonly placeOf: (value: number) => readonly number[];
  readonly ending: string;
}

/**
 * Writes them, by their ids.
 *
 * @param images made where it is missing
 * @param affines of those in NIfTI
 */
export async function writeScans(images: string, affines = AFFINES): Promise<Map<string, Stored>> {
  mkdirSync(images, { recursive: true });
  const scans = new Map<string, Stored>();
  const add = async (id: string, affine: Affine, ending: string) => {
    const path = join(images, `${id}${ending}`);
    await writeVolume(path, counting(affine));
    const placeOf = (value: number) =>
      applyAffine(affine, [value % NX, Math.floor(value / NX) % NY, Math.floor(value / (NX * NY))]);
    scans.set(id, { path, placeOf, ending });
  };
  for (const [name, affine] of Object.entries(affines)) await add(`nifti-${name}`, affine, ".nii.gz");
  await add("nrrd", AFFINES.PIR as Affine, ".nrrd");
  await add("meta", AFFINES.LPS as Affine, ".mha");
  const path = writeSeries(join(images, "dicom"), [0, 1, 2, 3].map(positionOf), [...ROW, ...COLUMN]);
  const placeOf = (value: number) => {
    const [slice, place] = [Math.floor(value / 10), value % 10];
    const [column, row] = [place % 3, Math.floor(place / 3)];
    const lps = positionOf(slice).map(
      (at, axis) => at + 1.5 * column * (ROW[axis] as number) + 1.5 * row * (COLUMN[axis] as number),
    ) as [number, number, number];
    return [-lps[0], -lps[1], lps[2]];
  };
  scans.set("dicom", { path, placeOf, ending: ".nii.gz" });
  return scans;
}

function counting(affine: Affine): Volume<"int16"> {
  const spacing = [2, 1, 0].map((axis) => Math.hypot(...[0, 1, 2].map((row) => affine[4 * row + axis] as number)));
  return {
    shape: [1, NZ, NY, NX],
    affine,
    spacing: spacing as [number, number, number],
    dtype: "int16",
    voxels: Int16Array.from({ length: NX * NY * NZ }, (_, i) => i),
    provenance: { path: "counting", format: "memory", notes: [], fields: {} },
  };
}
