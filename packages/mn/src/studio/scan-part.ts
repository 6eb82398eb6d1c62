/**
 * Scans that are too large to be shown whole: a box of the scan is read, drawn on and saved, and the rest stays as it is. Boxes are of the
 * grid in RAS order, as the page sees it; files keep their own order. What a file holds beside the box is read as a stream, a slice at a
 * time, because a compressed file cannot be entered in its middle.
 */
import {
  bytesPerVoxel,
  type CaseFile,
  composeAffines,
  createVoxels,
  crop,
  cropHeader,
  invertAffine,
  readBox,
  readHeader,
  readSlices,
  reorient,
  reorientHeader,
  reorientLike,
  sameGrid,
  type Volume,
  type VolumeHeader,
  type VoxelArray,
  writeNiftiSlices,
} from "@mandn/imaging";
import type { MaskVoxels } from "@mandn/studio/runs";
import type { ScanFiles } from "../data/prepare.js";
import { MnError } from "../errors.js";
import { onGridOf, readMask } from "../evaluation/masks.js";
import { type Classes, labelsOf } from "../inference/predict.js";
import { gridOfScan, maskVoxelsOf, readRasMask, sourceOf } from "../steps/scan-masks.js";

/** Three numbers along x, y, z. */
export type Three = readonly [x: number, y: number, z: number];

/**
 * Bytes of one channel from which on a part of it is shown. No array is the limit: Node.js 20 has arrays of 4 GiB and Chromium 156 of 8 GiB,
 * and 3 GiB came over a connection. It is what all of it takes: the server holds the channel, the page holds it again beside two or more
 * masks, undo and the worker's copy, and what is sent takes ten seconds a GiB.
 */
export const LARGEST_SHOWN = 2 ** 31;

/** The share of the largest that a part has at most, so that going from one to the next takes seconds. */
const SHARE = 1 / 4;

/** A box of a scan. */
export interface ScanPart {
  /** Its first voxel, in the scan's grid in RAS order. */
  readonly first: Three;
  /** The size of that whole grid. */
  readonly whole: Three;
  /** Of the box, in RAS order. */
  readonly header: VolumeHeader;
}

/** What a scan's part is chosen from. */
export interface LargeScan {
  /** In RAS order. */
  readonly grid: VolumeHeader;
  readonly shape: Three;
}

/**
 * How large a part of a scan is shown; undefined where all of it is. The longest sides are cut to one length.
 *
 * @param largest bytes of a channel that is shown whole
 * @throws ImagingError when a header cannot be read
 */
export async function largeScan(scan: ScanFiles, largest: number): Promise<LargeScan | undefined> {
  const grid = reorientHeader(await gridOfScan(scan));
  const headers = await Promise.all(scan.channels.map((file) => readHeader(file.path, file)));
  const bytes = Math.max(...headers.map(({ dtype }) => bytesPerVoxel(dtype)));
  const whole = sizesOf(grid);
  const bytesIn = (side: number) => whole.reduce((product, size) => product * Math.min(size, side), bytes);
  if (bytesIn(Number.POSITIVE_INFINITY) <= largest) return undefined;
  let side = 1;
  while (bytesIn(side + 1) <= largest * SHARE) side++;
  return { grid, shape: [Math.min(whole[0], side), Math.min(whole[1], side), Math.min(whole[2], side)] };
}

/** The part that begins at a voxel; undefined where it would reach outside. */
export function partAt({ grid, shape }: LargeScan, first: Three): ScanPart | undefined {
  const whole = sizesOf(grid);
  if (first.some((at, axis) => !Number.isSafeInteger(at) || at < 0 || at + shape[axis] > whole[axis])) return undefined;
  const [x, y, z] = first;
  const box = { start: [z, y, x], end: [z + shape[2], y + shape[1], x + shape[0]] } as const;
  return { first, whole, header: cropHeader(grid, box) };
}

/** The part around a voxel, as near as the scan's ends allow. */
export function partAround(large: LargeScan, middle: Three): ScanPart {
  const whole = sizesOf(large.grid);
  const [x, y, z] = large.shape.map((size, axis) =>
    Math.min(Math.max(0, Math.round(middle[axis] - (size - 1) / 2)), whole[axis] - size),
  );
  return partAt(large, [x, y, z]) as ScanPart;
}

const sizesOf = ({ shape: [, d, h, w] }: VolumeHeader): Three => [w, h, d];

/**
 * A part of a channel, in RAS order.
 *
 * @param channel of the file
 * @throws MnError `"data"` when the file does not lie on the scan's grid; ImagingError when it cannot be read
 */
export async function readPart(scan: ScanFiles, part: ScanPart, file: CaseFile, channel: number): Promise<Volume> {
  const header = await headerOnGrid(scan, file);
  return {
    ...reorient(await readBox(file.path, boxIn(header, part), { ...file, channel })),
    affine: part.header.affine,
  };
}

/** A part of the mask in a file, in RAS order; throws as {@link readPart} and `readRasMask`. */
export async function readPartMask(scan: ScanFiles, part: ScanPart, file: CaseFile): Promise<MaskVoxels> {
  if ((await readHeader(file.path, file)).isBox !== true)
    return maskVoxelsOf(scan, await readPart(scan, part, file, 0), file);
  const grid = await gridOfScan(scan);
  const voxels = await readRasMask(scan, grid, file);
  const [, d, h, w] = part.header.shape;
  const [x, y, z] = part.first;
  const whole = { ...reorientHeader(grid), dtype: voxels instanceof Uint8Array ? "uint8" : "uint16", voxels } as Volume;
  return crop(whole, { start: [z, y, x], end: [z + d, y + h, x + w] }).voxels as MaskVoxels;
}

/** The header of a file that lies where the scan does, whichever way it is stored. */
async function headerOnGrid(scan: ScanFiles, file: CaseFile): Promise<VolumeHeader> {
  const header = await readHeader(file.path, file);
  const { same, summary } = sameGrid(reorientHeader(await gridOfScan(scan)), reorientHeader(header));
  if (same) return header;
  throw new MnError("data", {
    subject: `Case ${scan.id}`,
    fault: `does not lie on the grid of the scan: ${summary}`,
    remedy: "mn check says where it lies.",
    path: file.path,
    caseIds: [scan.id],
  });
}

/** A part as a box of a file, in that file's own order. */
function boxIn(header: VolumeHeader, { first, header: { shape } }: ScanPart) {
  const map = composeAffines(invertAffine(header.affine), reorientHeader(header).affine);
  const last = [first[0] + shape[3] - 1, first[1] + shape[2] - 1, first[2] + shape[1] - 1] as const;
  const rows = [2, 1, 0].map((row) => {
    const ends = [first, last].map(([x, y, z]) =>
      Math.round(map[4 * row] * x + map[4 * row + 1] * y + map[4 * row + 2] * z + map[4 * row + 3]),
    );
    return [Math.min(...ends), Math.max(...ends) + 1] as const;
  });
  const [z, y, x] = rows;
  return { start: [z[0], y[0], x[0]], end: [z[1], y[1], x[1]] } as const;
}

/**
 * Writes a mask of the whole scan, as NIfTI: `voxels` in the part, and elsewhere what `base` holds, a slice after the other.
 *
 * @param path ends in `.nii.gz`
 * @param drawn.voxels of the part, in RAS order
 * @param drawn.base the mask that stays outside of the part; undefined: background
 * @throws MnError `"data"` when `base` lies elsewhere or holds what is no class; ImagingError when it cannot be read, `"access"` when the
 * folder or disk refuses
 */
export async function writePartMask(
  path: string,
  scan: ScanFiles,
  part: ScanPart,
  drawn: { readonly voxels: MaskVoxels; readonly classes: Classes; readonly base: CaseFile | undefined },
): Promise<void> {
  const grid = await gridOfScan(scan);
  const { classes, base, voxels } = drawn;
  const dtype = voxels instanceof Uint8Array ? "uint8" : "uint16";
  const box = boxIn(grid, part);
  const inRas = { ...part.header, dtype, voxels } as Volume;
  const own = reorientLike(inRas, cropHeader(grid, box));
  const provenance = { path: "drawn", format: "memory", notes: [], fields: {} };
  await writeNiftiSlices(path, { ...grid, dtype, provenance }, slices(), {
    labels: labelsOf(classes),
    source: await sourceOf(scan, "nifti"),
    compressionLevel: 1,
  });

  async function* slices(): AsyncGenerator<MaskVoxels> {
    const [, d, h, w] = grid.shape;
    const [, , height, width] = own.shape;
    const [first, top, left] = box.start;
    const stays = base === undefined ? undefined : slicesLike(scan, grid, base);
    try {
      for (let z = 0; z < d; z++) {
        const slice = dtype === "uint8" ? new Uint8Array(h * w) : new Uint16Array(h * w);
        const before = await stays?.next();
        if (before?.done === false) fill(slice, before.value);
        for (let y = 0; y < height && z >= first && z < box.end[0]; y++) {
          const from = ((z - first) * height + y) * width;
          slice.set(own.voxels.subarray(from, from + width), (top + y) * w + left);
        }
        yield slice;
      }
    } finally {
      await stays?.return(undefined);
    }
  }

  function fill(slice: MaskVoxels, before: VoxelArray): void {
    slice.set(before);
    if (before.constructor === slice.constructor) return;
    let at = 0;
    while (at < slice.length && slice[at] === before[at]) at++;
    if (at === slice.length) return;
    const fault = "its mask holds values that are no class";
    const remedy = "Give its classes values that the studio shows.";
    throw new MnError("data", { subject: `Case ${scan.id}`, fault, remedy, path: base?.path, caseIds: [scan.id] });
  }
}

/** All slices of a mask in the order of a grid, mostly the scan's own; a mask that is stored another way has to be turned, and is held whole. */
async function* slicesLike(scan: ScanFiles, grid: VolumeHeader, file: CaseFile): AsyncGenerator<VoxelArray> {
  const header = await readHeader(file.path, file);
  const [, d, h, w] = grid.shape;
  if (sameGrid(grid, header).same) {
    yield* readSlices(file.path, { channel: 0, slices: [0, d], rows: [0, h] }, file);
    return;
  }
  const remedy = "mn check says where it lies.";
  const { voxels } = onGridOf(await readMask(file.path, file), grid, { id: scan.id, remedy });
  for (let z = 0; z < d; z++) yield voxels.subarray(z * h * w, (z + 1) * h * w);
}

/**
 * The middle of the foreground of a mask, or of where two masks differ, as a voxel in RAS order; undefined where there is none. Reads all of
 * both files, as streams.
 *
 * @throws as {@link readPart}
 */
export async function middleOf(scan: ScanFiles, file: CaseFile, other?: CaseFile): Promise<Three | undefined> {
  const isBox = (await readHeader(file.path, file)).isBox === true;
  const header = isBox ? await gridOfScan(scan) : await headerOnGrid(scan, file);
  const [, , h, w] = header.shape;
  const others = other === undefined ? undefined : slicesLike(scan, header, other);
  let [count, sx, sy, sz, z] = [0, 0, 0, 0, 0];
  const nothing = createVoxels(header.dtype, h * w);
  try {
    for await (const slice of slicesLike(scan, header, file)) {
      const second = await others?.next();
      const against = second?.done === false ? second.value : undefined;
      if (hasSameBytes(slice, against ?? nothing)) {
        z++;
        continue; // as most slices are
      }
      for (let i = 0; i < slice.length; i++) {
        if (slice[i] === (against?.[i] ?? 0)) continue;
        count++;
        sx += i % w;
        sy += Math.floor(i / w);
        sz += z;
      }
      z++;
    }
  } finally {
    await others?.return(undefined);
  }
  if (count === 0) return undefined;
  const [x, y, zz] = [sx / count, sy / count, sz / count];
  const map = composeAffines(invertAffine(reorientHeader(header).affine), header.affine);
  const [a, b, c] = [0, 4, 8].map((row) => map[row] * x + map[row + 1] * y + map[row + 2] * zz + map[row + 3]);
  return [a, b, c];
}

const hasSameBytes = (a: VoxelArray, b: VoxelArray) =>
  a.constructor === b.constructor && Buffer.compare(bytesOf(a), bytesOf(b)) === 0;

const bytesOf = ({ buffer, byteOffset, byteLength }: VoxelArray) => new Uint8Array(buffer, byteOffset, byteLength);
