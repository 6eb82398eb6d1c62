// A mask as bytes for the wire: runs of equal values as pairs of varints (value, length), x fastest, on the scan's grid in RAS order.
// 78 million voxels of a typical mask take a few hundred kilobytes; both the page and the server encode and decode.

import { CodedError } from "@mandn/base";

/** Bytes that are no mask of the expected grid. */
export class RunsError extends CodedError<"malformed"> {
  override readonly name = "RunsError";
}

/** Class values of a mask, one for each voxel. */
export type MaskVoxels = Uint8Array | Uint16Array;

/** The largest value that a voxel of a mask may have. */
export const LARGEST_VALUE = 65_535;

/**
 * The runs of a mask.
 *
 * @param voxels x fastest
 */
export function encodeRuns(voxels: MaskVoxels): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array(4096);
  let length = 0;
  const put = (number: number) => {
    let rest = number;
    while (rest >= 0x80) {
      bytes[length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    bytes[length++] = rest;
  };
  for (let i = 0; i < voxels.length; ) {
    const value = voxels[i] as number;
    let end = i + 1;
    while (end < voxels.length && voxels[end] === value) end++;
    if (length + MOST_BYTES > bytes.length) {
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    put(value);
    put(end - i);
    i = end;
  }
  return bytes.slice(0, length);
}

/** Of one pair: a value of 16 bits and a length below 2^53. */
const MOST_BYTES = 3 + 8;

/**
 * The voxels of runs, written into `voxels`; what they held before is gone, also where this throws.
 *
 * @param bytes of any origin
 * @param voxels the whole grid; a `Uint8Array` takes values up to 255
 * @throws RunsError when the bytes are cut off, hold a run of no length or a value that does not fit, or do not fill the grid exactly
 */
export function decodeRuns(bytes: Uint8Array, voxels: MaskVoxels): void {
  const largest = voxels instanceof Uint8Array ? 255 : LARGEST_VALUE;
  const numbers = new Varints(bytes);
  let filled = 0;
  while (!numbers.isDone) {
    const value = numbers.next();
    const length = numbers.next();
    if (value > largest) throw new RunsError("malformed", `the runs hold the value ${value}, above ${largest}`);
    if (length === 0) throw new RunsError("malformed", "the runs hold one of no length");
    if (length > voxels.length - filled)
      throw new RunsError("malformed", `the runs go beyond the ${voxels.length} voxels`);
    voxels.fill(value, filled, filled + length);
    filled += length;
  }
  if (filled < voxels.length) throw new RunsError("malformed", `the runs fill ${filled} of ${voxels.length} voxels`);
}

/**
 * The values that runs hold, without their voxels.
 *
 * @throws RunsError when the bytes are cut off
 */
export function valuesOfRuns(bytes: Uint8Array): ReadonlySet<number> {
  const values = new Set<number>();
  const numbers = new Varints(bytes);
  while (!numbers.isDone) {
    values.add(numbers.next());
    numbers.next();
  }
  return values;
}

/** Reads numbers one after the other. */
class Varints {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get isDone(): boolean {
    return this.#at >= this.bytes.length;
  }

  next(): number {
    let number = 0;
    for (let factor = 1; factor <= 2 ** 49; factor *= 0x80) {
      const byte = this.bytes[this.#at++];
      if (byte === undefined) throw new RunsError("malformed", "the runs are cut off");
      number += (byte & 0x7f) * factor;
      if (byte < 0x80) return number;
    }
    throw new RunsError("malformed", "the runs hold a number of more than eight bytes");
  }
}
