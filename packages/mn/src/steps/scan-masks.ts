// Masks of a scan as people see and draw them: on the scan's grid with its axes turned to run as RAS, one value a voxel, x fastest; and back
// to files on the scan's own grid, in its own format.

import {
  type CaseFile,
  compactMask,
  endingLike,
  formatOf,
  readHeader,
  readSource,
  reorient,
  reorientHeader,
  reorientLike,
  type Source,
  type Volume,
  type VolumeHeader,
  writeVolume,
} from "@mandn/imaging";
import type { MaskVoxels } from "@mandn/studio/runs";
import type { ScanFiles } from "../data/prepare.js";
import { MnError } from "../errors.js";
import { onGridOf, readMask } from "../evaluation/masks.js";
import { type Classes, labelsOf, type MaskFormat } from "../inference/predict.js";

/** The grid of a scan's first channel, `[1, D, H, W]`, as its file has it. @throws ImagingError when it cannot be read */
export async function gridOfScan({ channels: [first] }: ScanFiles): Promise<VolumeHeader> {
  const header = await readHeader((first as CaseFile).path, first);
  const [, d, h, w] = header.shape;
  return { ...header, shape: [1, d, h, w] };
}

/**
 * The mask in a file, on the scan's grid in RAS order.
 *
 * @param grid {@link gridOfScan}
 * @throws MnError `"data"`, naming the scan: it lies elsewhere, or holds a value that is negative or above 65,535; ImagingError when it
 * cannot be read or holds no integers
 */
export async function readRasMask({ id }: ScanFiles, grid: VolumeHeader, file: CaseFile): Promise<MaskVoxels> {
  const mask = await readMask(file.path, file);
  return maskVoxelsOf({ id }, reorient(onGridOf(mask, grid, { id, remedy: "mn check says where it lies." })), file);
}

/** A mask's voxels as bytes or as 16 bits; throws as {@link readRasMask}. */
export function maskVoxelsOf({ id }: Pick<ScanFiles, "id">, mask: Volume, file: CaseFile): MaskVoxels {
  const { voxels, dtype } = compactMask(mask);
  if (dtype === "uint8" || dtype === "uint16") return voxels as MaskVoxels;
  const wide = Uint16Array.from(voxels);
  if (wide.every((value, i) => value === voxels[i])) return wide;
  const remedy = "Give its classes values from 0 to 65535.";
  throw new MnError("data", {
    subject: `Case ${id}`,
    fault: "its mask holds values that cannot be shown",
    remedy,
    path: file.path,
    caseIds: [id],
  });
}

/** The end of the name of a mask's file: that of the scan's format where it is written, else NIfTI's. */
export const maskEnding = ({ channels: [first] }: ScanFiles): string => endingLike((first as CaseFile).path);

/**
 * Writes a mask on the scan's own grid, with the transforms and the unit of length that the scan's header has.
 *
 * @param path ends in {@link maskEnding}
 * @param voxels of the grid in RAS order
 * @throws ImagingError `"access"` when the folder or disk refuses
 */
export async function writeRasMask(
  path: string,
  scan: ScanFiles,
  { grid, voxels, classes }: { readonly grid: VolumeHeader; readonly voxels: MaskVoxels; readonly classes: Classes },
): Promise<void> {
  const provenance = { path: "drawn", format: "memory", notes: [], fields: {} };
  const dtype = voxels instanceof Uint8Array ? "uint8" : "uint16";
  const turned = { ...reorientHeader(grid), dtype, voxels, provenance } as Volume<"uint8" | "uint16">;
  const source = await sourceOf(scan);
  await writeVolume(path, reorientLike(turned, grid), {
    mask: true,
    labels: labelsOf(classes),
    source,
    compressionLevel: 1,
  });
}

/** The scan that its mask is laid over; undefined where masks are written in another format than the scan's. */
export async function sourceOf({ channels: [first] }: ScanFiles, format?: MaskFormat): Promise<Source | undefined> {
  if (first === undefined) return undefined;
  const { name, write } = await formatOf(first.path);
  const isOwn = format === undefined ? write !== undefined && name !== "dicom" : MASK_READERS[format] === name;
  return isOwn ? readSource(first.path, first) : undefined;
}

/** The format that reads each format of masks, by its name in `Format`. */
const MASK_READERS: Readonly<Record<MaskFormat, string>> = {
  nifti: "nifti",
  nrrd: "nrrd",
  metaimage: "metaimage",
  "dicom-seg": "dicom",
};
