import assert from "node:assert/strict";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ImagingError, readHeader, readVolume, spacingOf, type Volume, type VolumeHeader } from "../src/index.js";
import { UNFORESEEN } from "../src/volume-files.js";
import { NIFTI, randomNumbers } from "./fixtures.js";

const fixtures = (folder: string) => fileURLToPath(new URL(`../../test/fixtures/${folder}/`, import.meta.url));
const ITK = fixtures("itk");

/** A file to damage. */
export interface Target {
  readonly path: string;
  /** How many damaged copies the tests read. */
  readonly count: number;
  /** Of every so many copies one is read with its voxels, the others' headers only. */
  readonly voxelsEvery: number;
  /** Whether a checksum guards the voxels: what is read must then be what was stored. */
  readonly checked?: boolean;
  /** Whether it names other files, which may then not be found. */
  readonly names?: boolean;
  /** Whether it is refused as it is, so that few if any of its copies are read. */
  readonly refused?: boolean;
}

const target = (path: string, count: number, options: Partial<Target> = {}): Target => {
  return { path, count, voxelsEvery: 1, ...options };
};

/** At least one file of every format and encoding. */
export const TARGETS: readonly Target[] = [
  target(join(NIFTI, "int16-little-oblique.nii"), 1500),
  target(join(NIFTI, "float32-big-permuted.nii"), 1300),
  target(join(NIFTI, "scaled-int64.nii"), 900),
  target(join(NIFTI, "uint8-little-permuted.nii"), 900),
  target(join(NIFTI, "compressed.nii.gz"), 1300, { checked: true }),
  target(join(NIFTI, "pair.hdr"), 600, { names: true }),
  target(join(NIFTI, "int16-little-c.npy"), 1200),
  target(join(NIFTI, "float16-big-fortran.npy"), 900),
  target(join(NIFTI, "stored.npz"), 900),
  target(join(NIFTI, "deflated.npz"), 900),
  ...["int16.nrrd", "float64.nrrd", "vector.nrrd", "right-anterior-superior.nrrd", "channels-last.nrrd"].map((file) =>
    target(join(ITK, file), 550),
  ),
  target(join(ITK, "list.nhdr"), 550, { names: true }),
  ...["int16.mha", "float64.mha", "vector.mha", "four.mha"].map((file) =>
    target(join(ITK, file), 550, { names: true }),
  ),
  target(join(ITK, "list.mhd"), 550, { names: true }),
  ...["explicit/000", "implicit/000", "big/000", "deflated/000", "rle/000", "enhanced.dcm", "series.zip"].map((file) =>
    target(join(ITK, "dicom", file), 350, { voxelsEvery: 50 }),
  ),
  target(join(ITK, "case.h5"), 1000),
  // Headers that are not as their format demands, and what a decoder might give wrong values for.
  ...["centimetres.nrrd", "cropped.seg.nrrd", "centimetres.mha", "sform-zeros.nii"].map((file) =>
    target(join(fixtures("odd"), file), 300, { names: file.endsWith("mha") }),
  ),
  ...["jls-unsigned-12-of-16.dcm", "j2k-signed-12-of-16.dcm", "jpeg-unsigned-16-for-12.dcm"].map((file) =>
    target(join(fixtures("dicom-pixels"), file), 150, { voxelsEvery: 10 }),
  ),
  ...["deflated-signed-20-of-32.dcm", "big-unsigned-8-of-8.dcm", "plain-sign-in-12.dcm"].map((file) =>
    target(join(fixtures("dicom-pixels"), file), 250),
  ),
  ...["axial.dcm", "labelmap.dcm"].map((file) => target(join(fixtures("segmentations"), file), 250)),
  ...["slices.h5", "external-storage.h5", "external-link.h5", "virtual.h5"].map((file) =>
    target(join(fixtures("hdf5"), file), 250, { refused: file !== "slices.h5" }),
  ),
];

/** Numbers at which parsers stumble, as bytes of either order. */
const AWKWARD = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0x7f800000, 0x7fc00000,
];

/**
 * A damaged copy: bits flipped, bytes or digits replaced, runs of noise, zeros or spaces, awkward numbers, a part cut out
 * or doubled, or the end cut off.
 */
export function mutate(original: Uint8Array, random: (below: number) => number): Uint8Array {
  const bytes = Buffer.from(original);
  // Half of all damage falls into the first bytes, where headers are.
  const place = () => random(random(2) === 0 ? Math.min(400, bytes.length) : bytes.length);
  for (let damages = 1 + random(3); damages > 1; damages--) bytes[place()] = random(256);
  const at = place();
  const length = 1 + random(40);
  switch (random(9)) {
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
    case 6: {
      const digit = bytes.findIndex((byte, i) => i >= at && byte >= 0x30 && byte <= 0x39);
      if (digit >= 0) bytes[digit] = 0x30 + random(10);
      return bytes;
    }
    case 7:
      return bytes.fill([0, 0xff, 0x20, 0x39][random(4)], at, Math.min(at + length, bytes.length));
    default:
      return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
  }
}

export interface MutationCounts {
  read: number;
  refused: number;
  /** Milliseconds that the slowest took. */
  slowest: number;
}

/**
 * Reads `count` damaged copies of a target, in a folder with what lies beside it: each gives an ImagingError that names
 * the file, or a volume that is sound in itself, within half a minute.
 */
export async function readMutations(
  folder: string,
  { path: original, count, voxelsEvery, checked, names }: Target,
  seed = 0,
): Promise<MutationCounts> {
  const bytes = readFileSync(original);
  if (names) copyPartners(original, folder);
  const stored = checked ? (await readVolume(original)).voxels : undefined;
  const random = randomNumbers(seed * 7919 + count + basename(original).length);
  return readDamaged(folder, basename(original), count, () => mutate(bytes, random), {
    voxelsEvery,
    names,
    check: ({ voxels }) => stored && assert.deepEqual(voxels, stored),
  });
}

/** What a header names: files that are no headers themselves, or those of its own name. */
function copyPartners(original: string, folder: string): void {
  const stem = basename(original, extname(original));
  for (const file of readdirSync(dirname(original))) {
    if (file !== basename(original) && (file.startsWith(`${stem}.`) || /^(slice|plane)\d\.raw$/.test(file))) {
      copyFileSync(join(dirname(original), file), join(folder, file));
    }
  }
}

export async function readDamaged(
  folder: string,
  name: string,
  count: number,
  damage: () => Uint8Array,
  {
    voxelsEvery = 1,
    names = false,
    check = () => {},
  }: { voxelsEvery?: number; names?: boolean; check?: (volume: Volume) => void } = {},
): Promise<MutationCounts> {
  const counts: MutationCounts = { read: 0, refused: 0, slowest: 0 };
  const path = join(folder, name);
  for (let i = 0; i < count; i++) {
    const bytes = damage();
    writeFileSync(path, bytes);
    const begin = performance.now();
    try {
      if (i % voxelsEvery === 0) {
        const volume = await readVolume(path);
        assertSound(volume, bytes.length);
        if (i % 4 === 0) assert.deepEqual(knownBefore(await readHeader(path)), knownBefore(volume));
        check(volume);
      } else await readHeader(path);
      counts.read += 1;
    } catch (error) {
      if (!(error instanceof ImagingError)) {
        throw new Error(
          `copy ${i} of ${name}, kept as base64: ${Buffer.from(bytes).toString("base64").slice(0, 4000)}`,
          {
            cause: error,
          },
        );
      }
      assert.ok(!error.message.includes(UNFORESEEN), error.message);
      assert.ok(names || error.message.includes(path), error.message);
      assert.ok(names || error.code !== "access", error.message);
      counts.refused += 1;
    }
    counts.slowest = Math.max(counts.slowest, performance.now() - begin);
  }
  assert.ok(counts.slowest < 30_000, `one took ${counts.slowest} ms`);
  return counts;
}

/** What the header alone says as well: not how much follows compressed voxels. */
function knownBefore({ shape, affine, spacing, dtype, provenance }: VolumeHeader): VolumeHeader {
  const notes = provenance.notes.filter((note) => !note.endsWith("bytes follow the voxels and are not read."));
  return { shape, affine, spacing, dtype, provenance: { ...provenance, notes } };
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
