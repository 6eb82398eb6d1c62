// Segments: what masks of 3D Slicer and of DICOM hold in place of values. Each has a name, and a layer and value in the file;
// here they become the values of one mask.
import { counted, someOf } from "@mandn/base";
import type { VolumeHeader, VoxelArray } from "../volume.js";
import { createVoxels } from "../voxels.js";
import { malformed, unsupported } from "./bytes.js";

/** A part of a mask that its file names. */
export interface Segment {
  readonly name: string;
  /** Which of the file's layers holds it. Segments of one layer never overlap. */
  readonly layer: number;
  /** What stands for it in its layer. */
  readonly stored: number;
}

/** A segment, and what stands for it in the mask that is read. */
export interface ValuedSegment extends Segment {
  readonly value: number;
}

/** A mask holds more classes than anybody draws. */
const MOST_VALUE = 65535;

/**
 * The values of a file's segments in the mask that is made of them: those that `wanted` gives to their names; else those that
 * they have in the file, where no two are alike; else 1, 2, 3, … in the file's order, which a note tells.
 *
 * @throws ImagingError `"malformed"` when two segments have one name or are the same, `"unsupported"` when a name has no value
 * in `wanted`.
 */
export function valuedSegments(
  path: string,
  segments: readonly Segment[],
  wanted: Readonly<Record<string, number>> | undefined,
  notes: string[],
): ValuedSegment[] {
  const twice = segments.find(({ name }, i) => segments.findIndex((other) => other.name === name) !== i);
  if (twice !== undefined) {
    throw malformed(path, `names two segments "${twice.name}"`, "Give each segment a name of its own, or join them.");
  }
  const places = segments.map(({ layer, stored }) => `${layer} ${stored}`);
  if (new Set(places).size < places.length) {
    throw malformed(path, "has two segments with one value in one layer", "Export the segmentation again.");
  }
  if (wanted !== undefined) {
    const unknown = segments.map(({ name }) => name).filter((name) => !Object.hasOwn(wanted, name));
    if (unknown.length > 0) {
      const remedy = `Name its segments as the other masks' are: ${someOf(Object.keys(wanted))}.`;
      throw unsupported(path, `has segments that are no class here: ${someOf(unknown)}`, remedy);
    }
    return segments.map((segment) => ({ ...segment, value: wanted[segment.name] as number }));
  }
  const isOwn = new Set(segments.map(({ stored }) => stored)).size === segments.length;
  if (!isOwn) notes.push("segments of different layers have one value: they are numbered in the file's order");
  return segments.map((segment, i) => ({ ...segment, value: isOwn ? segment.stored : i + 1 }));
}

/** The names of a mask's values, background included, for {@link VolumeHeader.labelNames}. */
export function namesOf(segments: readonly ValuedSegment[]): Record<number, string> {
  return { 0: "background", ...Object.fromEntries(segments.map(({ name, value }) => [value, name])) };
}

/** Puts segments together into one mask. */
export class SegmentMerger {
  readonly #path: string;
  readonly #names: ReadonlyMap<number, string>;
  readonly #mask: VoxelArray;
  /** Voxels that two segments share, by their values. */
  readonly #shared = new Map<string, number>();

  /** @param size voxels of the mask */
  constructor(path: string, size: number, segments: readonly ValuedSegment[]) {
    this.#path = path;
    this.#names = new Map(segments.map(({ name, value }) => [value, name]));
    this.#mask = createVoxels(typeOfSegments(segments), size);
  }

  /** Gives a voxel to the segment of a value. */
  put(voxel: number, value: number): void {
    const before = this.#mask[voxel];
    if (before === 0) this.#mask[voxel] = value;
    else if (before !== value) {
      const pair = `${before} ${value}`;
      this.#shared.set(pair, (this.#shared.get(pair) ?? 0) + 1);
    }
  }

  /** @throws ImagingError `"unsupported"` where segments overlap, naming the two that share most voxels. */
  finish(): VoxelArray {
    const [most] = [...this.#shared].sort(([, a], [, b]) => b - a);
    if (most === undefined) return this.#mask;
    const names = most[0].split(" ").map((value) => `"${this.#names.get(Number(value))}"`);
    throw unsupported(
      this.#path,
      `has segments that overlap, which a mask of one value a voxel cannot hold: ${names.join(" and ")} share ${counted(most[1], "voxel")}`,
      "Make them exclude each other: in 3D Slicer by Modify other segments, or export them as one labelmap.",
    );
  }
}

/**
 * One mask of the layers of a file.
 *
 * @param layers `[L, D, H, W]`, whole numbers
 * @returns `[1, D, H, W]`, in the smallest type that holds the values
 * @throws ImagingError `"unsupported"` where segments overlap, `"malformed"` for a value that no segment has.
 */
export function mergeLayers(
  path: string,
  layers: VoxelArray,
  count: number,
  segments: readonly ValuedSegment[],
): VoxelArray {
  const size = layers.length / count;
  const merger = new SegmentMerger(path, size, segments);
  for (let layer = 0; layer < count; layer++) {
    const values = new Map(segments.filter((one) => one.layer === layer).map(({ stored, value }) => [stored, value]));
    for (let i = 0; i < size; i++) {
      const stored = layers[layer * size + i];
      if (stored === 0) continue;
      const value = values.get(stored);
      if (value === undefined) {
        const fault = `has voxels of value ${stored} in layer ${layer}, which no segment has`;
        throw malformed(path, fault, "Export the segmentation again.");
      }
      merger.put(i, value);
    }
  }
  return merger.finish();
}

/** The smallest type that holds the values of segments. */
export function typeOfSegments(segments: readonly ValuedSegment[]): VolumeHeader["dtype"] & ("uint8" | "uint16") {
  return segments.every(({ value }) => value < 256) ? "uint8" : "uint16";
}

/** @throws ImagingError `"malformed"` for what is no value of a segment. */
export function segmentNumber(path: string, what: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= MOST_VALUE && text.trim() !== "") return value;
  throw malformed(path, `gives a segment the ${what} "${text.slice(0, 40)}"`, "Export the segmentation again.");
}
