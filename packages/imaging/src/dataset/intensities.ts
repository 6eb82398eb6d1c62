// The values of an image's channels: counts, means, quantiles, of all voxels, of those that are not 0 and of the
// foreground.

import type { VoxelArray } from "../volume.js";
import type { ChannelFacts, Intensities } from "./report.js";

const RANKS = { min: 0, p0_5: 0.005, p5: 0.05, p50: 0.5, p95: 0.95, p99_5: 0.995, max: 1 } as const;

/**
 * The values of one channel: of all its finite voxels, of those that are not 0, and of those whose label is not 0.
 *
 * @param label the mask on the same grid, or null.
 */
export function measureChannel(voxels: VoxelArray, label: VoxelArray | null): ChannelFacts {
  return isNarrow(voxels) ? measureNarrow(voxels, label) : measureWide(voxels, label);
}

/** Integers of at most 16 bits: few enough values to count each. */
type NarrowArray = Int8Array | Uint8Array | Int16Array | Uint16Array;

export function isNarrow(voxels: VoxelArray): voxels is NarrowArray {
  return voxels.BYTES_PER_ELEMENT <= 2;
}

/** How often each value occurs: `counts[value - least]`. */
interface ValueCounts {
  readonly least: number;
  readonly counts: Uint32Array;
}

function measureNarrow(voxels: NarrowArray, label: VoxelArray | null): ChannelFacts {
  const size = 2 ** (8 * voxels.BYTES_PER_ELEMENT);
  const least = voxels instanceof Int8Array || voxels instanceof Int16Array ? -size / 2 : 0;
  // Two tables: where the label is 0, and where it is not.
  const both = new Uint32Array(2 * size);
  for (let i = 0; i < voxels.length; i++) both[voxels[i] - least + (label !== null && label[i] !== 0 ? size : 0)]++;
  const foreground = both.subarray(size);
  const all = both.slice(0, size);
  for (let i = 0; i < size; i++) all[i] += foreground[i];
  const nonZero = all.slice();
  nonZero[-least] = 0;
  const [ofAll, ofNonZero, ofForeground] = [all, nonZero, foreground].map((counts) =>
    summarizeCounts({ least, counts }),
  );
  return { nonFinite: 0, all: ofAll, nonZero: ofNonZero, foreground: ofForeground };
}

function summarizeCounts({ least, counts }: ValueCounts): Intensities | null {
  let voxels = 0;
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    voxels += counts[i];
    sum += counts[i] * (i + least);
  }
  if (voxels === 0) return null;
  const mean = sum / voxels;
  let squares = 0;
  for (let i = 0; i < counts.length; i++) squares += counts[i] * (i + least - mean) ** 2;
  const ranked = atRanks(voxels, (wanted) => {
    let passed = 0;
    let i = -1;
    return wanted.map((rank) => {
      while (passed <= rank) passed += counts[++i];
      return i + least;
    });
  });
  return { voxels, mean, std: Math.sqrt(squares / voxels), ...ranked };
}

/** Floats and wide integers, the latter rounded to float32. */
function measureWide(voxels: VoxelArray, label: VoxelArray | null): ChannelFacts {
  const values = voxels instanceof Float32Array ? voxels : Float32Array.from(voxels);
  const finite = select(values, Number.isFinite);
  return {
    nonFinite: values.length - finite.length,
    all: summarize(finite),
    nonZero: summarize(select(finite, (value) => value !== 0)),
    foreground:
      label === null ? null : summarize(select(values, (value, i) => label[i] !== 0 && Number.isFinite(value))),
  };
}

function select(values: Float32Array, wanted: (value: number, index: number) => boolean): Float32Array {
  const selected = new Float32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (wanted(values[i], i)) selected[count++] = values[i];
  return selected.subarray(0, count);
}

function summarize(values: Float32Array): Intensities | null {
  const voxels = values.length;
  if (voxels === 0) return null;
  let sum = 0;
  for (let i = 0; i < voxels; i++) sum += values[i];
  const mean = sum / voxels;
  let squares = 0;
  for (let i = 0; i < voxels; i++) squares += (values[i] - mean) ** 2;
  const ranked = atRanks(voxels, (wanted) => valuesAtRanks(values, wanted));
  return { voxels, mean, std: Math.sqrt(squares / voxels), ...ranked };
}

/** The quantiles of `count` values, given the values at ascending places in their order. */
function atRanks(count: number, find: (ranks: readonly number[]) => readonly number[]) {
  const names = Object.keys(RANKS) as (keyof typeof RANKS)[];
  const found = find(names.map((name) => Math.floor(RANKS[name] * (count - 1))));
  const [min, p0_5, p5, p50, p95, p99_5, max] = found;
  return { min, p0_5, p5, p50, p95, p99_5, max };
}

/**
 * The values at ascending places in the order of all, by radix selection: one pass counts the upper halves of the bits
 * (turned so that their order is that of the numbers), a second the lower halves where a wanted value lies.
 */
function valuesAtRanks(values: Float32Array, ranks: readonly number[]): number[] {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const upper = new Uint32Array(1 << 16);
  for (let i = 0; i < bits.length; i++) upper[ordered(bits[i]) >>> 16]++;
  const places: { bucket: number; rank: number }[] = [];
  let bucket = -1;
  let passed = 0;
  for (const rank of ranks) {
    while (passed <= rank) passed += upper[++bucket];
    places.push({ bucket, rank: rank - (passed - upper[bucket]) });
  }
  const lower = new Map(places.map((place) => [place.bucket, new Uint32Array(1 << 16)]));
  const counted = new Uint8Array(1 << 16);
  for (const wanted of lower.keys()) counted[wanted] = 1;
  for (let i = 0; i < bits.length; i++) {
    const key = ordered(bits[i]);
    if (counted[key >>> 16] === 1) (lower.get(key >>> 16) as Uint32Array)[key & 0xffff]++;
  }
  return places.map((place) => {
    const counts = lower.get(place.bucket) as Uint32Array;
    let low = 0;
    for (let before = counts[0]; before <= place.rank; before += counts[low]) low++;
    return fromOrdered(place.bucket * 65536 + low);
  });
}

/** A float's bits as an integer of 32 bits whose order is the number's. */
function ordered(bits: number): number {
  return (bits >>> 31 === 1 ? ~bits : bits | 0x80000000) >>> 0;
}

const one = new Uint32Array(1);
const oneFloat = new Float32Array(one.buffer);

/** The number; -0 becomes 0. */
function fromOrdered(key: number): number {
  one[0] = key >>> 31 === 1 ? key & 0x7fffffff : ~key;
  return oneFloat[0] + 0;
}
