import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ImagingError, readHeader, readVolume, spacingOf, type Volume } from "../src/index.js";
import { randomNumbers } from "./fixtures.js";

/** Numbers at which parsers stumble, as bytes of either order. */
const AWKWARD = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0x7f800000, 0x7fc00000,
];

/** A damaged copy: bits flipped, bytes replaced by noise or awkward numbers, a part cut out, doubled, or the end cut off. */
export function mutate(original: Uint8Array, random: (below: number) => number): Uint8Array {
  const bytes = Buffer.from(original);
  // Half of all damage falls into the first bytes, where headers are.
  const place = () => random(random(2) === 0 ? Math.min(400, bytes.length) : bytes.length);
  for (let damages = 1 + random(3); damages > 1; damages--) bytes[place()] = random(256);
  const at = place();
  const length = 1 + random(40);
  switch (random(7)) {
    case 0:
      bytes[at] ^= 1 << random(8);
      return bytes;
    case 1:
      for (let i = at; i < Math.min(bytes.length, at + length); i++) bytes[i] = random(256);
      return bytes;
    case 2:
    case 3: {
      const start = Math.min(at & ~1, Math.max(0, bytes.length - 4));
      const value = AWKWARD[random(AWKWARD.length)];
      if (bytes.length >= 4) random(2) === 0 ? bytes.writeUInt32LE(value, start) : bytes.writeUInt32BE(value, start);
      return bytes;
    }
    case 4:
      return bytes.subarray(0, at);
    case 5:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    default:
      return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
  }
}

export interface MutationCounts {
  readonly read: number;
  readonly refused: number;
}

/**
 * Reads `count` damaged copies of a file: each gives an ImagingError that names it, or a volume that is sound in itself.
 *
 * @param damage makes the file from its copy, default {@link mutate}.
 * @param check judges a volume that was read.
 */
export async function readMutated(
  folder: string,
  name: string,
  count: number,
  damage: (random: (below: number) => number) => Uint8Array,
  check: (volume: Volume) => void = () => {},
): Promise<MutationCounts> {
  const random = randomNumbers(count + name.length);
  let read = 0;
  let made = 0;
  const one = async (lane: number) => {
    const path = join(folder, `${lane}-${name}`);
    const index = made++;
    const bytes = damage(random);
    writeFileSync(path, bytes);
    try {
      const volume = await readVolume(path);
      assertSound(volume, bytes.length);
      const { voxels, ...header } = volume;
      if (index % 4 === 0) assert.deepEqual(await readHeader(path), header);
      check(volume);
      read += 1;
    } catch (error) {
      if (!(error instanceof ImagingError)) throw error;
      assert.ok(error.message.includes(path), error.message);
      assert.notEqual(error.code, "access");
    }
  };
  const lanes = 4;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let i = lane; i < count; i += lanes) await one(lane);
    }),
  );
  return { read, refused: count - read };
}

function assertSound(volume: Volume, fileBytes: number): void {
  const [c, d, h, w] = volume.shape;
  assert.equal(volume.voxels.length, c * d * h * w);
  assert.ok(volume.voxels.length > 0 && volume.shape.every(Number.isInteger));
  assert.ok(volume.affine.every(Number.isFinite));
  assert.deepEqual(volume.spacing, spacingOf(volume.affine));
  assert.ok(volume.spacing.every((size) => size > 0));
  assert.ok(volume.voxels.byteLength <= 8 * 1032 * fileBytes);
}
