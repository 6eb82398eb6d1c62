// Reads the files of one case and measures them: what the check compares and what a plan is made from.
// Nothing of a scan is kept but these measures.

import { createHash } from "node:crypto";
import { ImagingError } from "../errors.js";
import { determinant } from "../geometry/affine.js";
import { type Box, foregroundBox, laidInto } from "../geometry/box.js";
import { orientationOf, reorient } from "../geometry/orientation.js";
import type { Volume, VolumeHeader, VoxelArray } from "../volume.js";
import { readHeader, readVolume } from "../volume-files.js";
import { bytesPerVoxel } from "../voxels.js";
import type { Case, CaseFile } from "./dataset.js";
import { isNarrow, measureChannel } from "./intensities.js";
import type { CaseFacts, ChannelFacts, FileFacts, LabelFacts } from "./report.js";

/** Why a file could not be read. */
export interface Unreadable {
  readonly path: string;
  readonly key?: string;
  /** The error's code. */
  readonly reason: string;
  readonly message: string;
  readonly remedy: string;
}

/** What reading a case gave. */
export interface Measured {
  /** Null when the image cannot be read. */
  readonly facts: CaseFacts | null;
  readonly unreadable: readonly Unreadable[];
}

/**
 * Reads a case's files and measures them; beside the label two images are held at most. A file that cannot be read is
 * told, not thrown.
 *
 * @param memory bytes that may be used.
 * @throws MemoryNeeded when a file needs more.
 */
export async function measureCase({ channels: paths, label: labelPath }: Case, memory: number): Promise<Measured> {
  const reading = readOrTell(paths[0], memory);
  const [stored, image] = await Promise.all([labelPath === undefined ? null : readOrTell(labelPath, memory), reading]);
  const label = stored !== null && "volume" in stored && "volume" in image ? laidOn(stored, image.volume) : stored;
  const mask = label !== null && "volume" in label ? label : null;
  const unreadable: Unreadable[] = [];
  const files: FileFacts[] = [];
  const channels: ChannelFacts[] = [];
  let first: Pick<VolumeHeader, "shape" | "spacing"> | undefined;
  let nonZero: Box | null = null;
  for (const [i, path] of paths.entries()) {
    const scan = await (i === 0 ? reading : readOrTell(path, memory));
    if ("reason" in scan) {
      unreadable.push(scan);
      continue;
    }
    const { volume } = scan;
    first ??= { shape: volume.shape, spacing: volume.spacing };
    files.push(scan.file);
    for (const channel of measureChannels(volume, mask?.volume ?? null)) channels.push(channel);
    if (sameSpace(first, volume)) nonZero = union(nonZero, foregroundBox(volume));
  }
  if (label !== null && "reason" in label) unreadable.push(label);
  if (first === undefined || files.length < paths.length) return { facts: null, unreadable };
  const [, ...shape] = first.shape;
  const facts = { shape, spacing: first.spacing, files, channels, nonZero, label: mask && measureLabel(mask) };
  return { facts, unreadable };
}

/** A mask that is a box of its image's grid, on that grid; where it cannot be laid there, why. */
function laidOn(mask: Scan, image: Volume): Scan | Unreadable {
  try {
    const volume = laidInto(mask.volume, image);
    if (volume === mask.volume) return mask;
    const affine = volume.affine.map((value) => value + 0);
    return { file: { ...mask.file, shape: [...volume.shape], affine, hash: hashOf(volume) }, volume };
  } catch (error) {
    if (error instanceof ImagingError) return unreadableFile(mask.file, error);
    throw error;
  }
}

async function readOrTell(file: CaseFile, memory: number): Promise<Scan | Unreadable> {
  try {
    return await readScan(file, memory);
  } catch (error) {
    if (error instanceof ImagingError) return unreadableFile(file, error);
    if (error instanceof MemoryNeeded) throw error;
    const { path } = file;
    const said = error instanceof Error ? error.message : String(error);
    const remedy = "Export the file again, or take the case out; and report this with the file.";
    return { path, reason: "malformed", message: `${path} cannot be read: ${said}.`, remedy };
  }
}

/** A case needs more memory than its share. */
export class MemoryNeeded extends Error {
  constructor(
    readonly path: string,
    readonly bytes: number,
  ) {
    super(`${path} needs ${bytes} bytes`);
  }
}

/** A file in the canonical frame. */
interface Scan {
  readonly file: FileFacts;
  readonly volume: Volume;
}

async function readScan(given: CaseFile, memory: number): Promise<Scan> {
  const { path, key } = given;
  const header = await readHeader(path, given);
  const count = header.shape.reduce((product, size) => product * size, 1);
  // As stored, as read, turned; and what is counted at a time.
  const bytes = count * (3 * bytesPerVoxel(header.dtype) + 8);
  if (bytes > memory) throw new MemoryNeeded(path, bytes);
  const read = await readVolume(path, given);
  const volume = reorient(read);
  const { format, notes, fields } = read.provenance;
  const modality = typeof fields.Modality === "string" && fields.Modality !== "" ? fields.Modality : undefined;
  const file: FileFacts = {
    path,
    ...(key === undefined ? {} : { key }),
    format,
    dtype: read.dtype,
    ...(modality === undefined ? {} : { modality }),
    orientation: orientationOf(read.affine),
    shape: [...volume.shape],
    affine: volume.affine.map((value) => value + 0),
    hash: hashOf(volume),
    notes: [...notes],
  };
  return { file, volume };
}

function unreadableFile({ path, key }: CaseFile, error: ImagingError): Unreadable {
  const { remedy = "" } = error;
  return { path, ...(key === undefined ? {} : { key }), reason: error.code, message: error.sentence, remedy };
}

function measureChannels(image: Volume, label: Volume | null): ChannelFacts[] {
  const [channels, d, h, w] = image.shape;
  const size = d * h * w;
  const mask = label !== null && sameSpace(label, image) ? label.voxels.subarray(0, size) : null;
  return Array.from({ length: channels }, (_, c) =>
    measureChannel(image.voxels.subarray(c * size, (c + 1) * size), mask),
  );
}

/** Whether D, H, W are equal. */
function sameSpace(a: Pick<VolumeHeader, "shape">, b: Pick<VolumeHeader, "shape">): boolean {
  return [1, 2, 3].every((axis) => a.shape[axis] === b.shape[axis]);
}

function union(a: Box | null, b: Box | null): Box | null {
  if (a === null || b === null) return a ?? b;
  const least = (axis: number) => Math.min(a.start[axis], b.start[axis]);
  const greatest = (axis: number) => Math.max(a.end[axis], b.end[axis]);
  return { start: [least(0), least(1), least(2)], end: [greatest(0), greatest(1), greatest(2)] };
}

const MOST_VALUES = 256;
/** A mask with more values is no mask. */
export const MOST_DISTINCT = 65536;

function measureLabel({ file, volume }: Scan): LabelFacts {
  const { voxels } = volume;
  const counts = valueCounts(voxels);
  const finite = [...counts].filter(([value]) => Number.isFinite(value)).sort(([a], [b]) => a - b);
  const millilitres = Math.abs(determinant(volume.affine)) / 1000;
  let fractional = 0;
  if (!isNarrow(voxels)) for (let i = 0; i < voxels.length; i++) if (!Number.isInteger(voxels[i])) fractional++;
  return {
    file,
    values: finite.slice(0, MOST_VALUES).map(([value, n]) => ({ value, voxels: n, millilitres: n * millilitres })),
    distinct: counts.size,
    fractional,
    neighbours: compareNeighbours(volume),
    foreground: foregroundBox(volume),
  };
}

/** Pairs of voxels along W that are both not 0, and how many of them differ. */
function compareNeighbours({ voxels, shape }: Volume): LabelFacts["neighbours"] {
  const width = shape[3];
  let pairs = 0;
  let differing = 0;
  for (let row = 0; row < voxels.length; row += width) {
    for (let i = row + 1; i < row + width; i++) {
      if (voxels[i] === 0 || voxels[i - 1] === 0) continue;
      pairs++;
      if (voxels[i] !== voxels[i - 1]) differing++;
    }
  }
  return { pairs, differing };
}

function valueCounts(voxels: VoxelArray): Map<number, number> {
  const found = new Map<number, number>();
  for (let i = 0; i < voxels.length && found.size <= MOST_DISTINCT; ) {
    const value = voxels[i];
    const start = i++;
    while (i < voxels.length && voxels[i] === value) i++;
    found.set(value, (found.get(value) ?? 0) + i - start);
  }
  return found;
}

const HASHED_AT_ONCE = 1 << 18;

/** SHA-256 of shape and voxels, these as uint8 where they are whole numbers from 0 to 255, else as float32. */
function hashOf({ shape, voxels }: Volume): string {
  const hash = createHash("sha256").update(`${shape.join("x")}\n`);
  const small = asBytes(voxels);
  if (small !== null) return hash.update(small).digest("hex");
  const chunk = new Float32Array(Math.min(voxels.length, HASHED_AT_ONCE));
  for (let start = 0; start < voxels.length; start += HASHED_AT_ONCE) {
    const part = voxels.subarray(start, start + HASHED_AT_ONCE);
    chunk.set(part);
    hash.update(chunk.subarray(0, part.length));
  }
  return hash.digest("hex");
}

/** Null unless all are whole numbers from 0 to 255. */
function asBytes(voxels: VoxelArray): Uint8Array | null {
  if (voxels instanceof Uint8Array) return voxels;
  const bytes = new Uint8Array(voxels.length);
  for (let i = 0; i < voxels.length; i++) {
    bytes[i] = voxels[i];
    if (bytes[i] !== voxels[i]) return null;
  }
  return bytes;
}
