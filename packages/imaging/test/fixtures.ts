import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import {
  type Affine,
  affineFromSpacing,
  spacingOf,
  type Volume,
  type VoxelArrays,
  type VoxelType,
} from "../src/index.js";
import { createVoxels } from "../src/voxels.js";

/** The folder with the files that `parity/imaging/nifti.py` makes. */
export const NIFTI = fileURLToPath(new URL("../../test/fixtures/nifti/", import.meta.url));

export interface ExpectedCase {
  readonly file: string;
  /** As nibabel has it: x, y, z and further axes. */
  readonly shape: readonly number[];
  readonly affine: readonly number[];
  readonly axcodes: string;
  /** Key of `arrays`: the values in file order. */
  readonly values: string;
  readonly dtype: VoxelType;
  readonly scale?: number;
}

interface ArrayOf {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

export interface Expected {
  readonly cases: Readonly<Record<string, ExpectedCase>>;
  readonly arrays: Readonly<Record<string, readonly number[]>>;
  readonly refused: Readonly<Record<string, string>>;
  readonly turned: readonly {
    readonly affine: readonly number[];
    readonly axcodes: string;
    readonly canonical: {
      readonly shape: readonly number[];
      readonly affine: readonly number[];
      readonly values: number[];
    };
  }[];
  readonly numpy: Readonly<Record<string, ArrayOf>>;
  readonly archived: Readonly<Record<string, ArrayOf>>;
}

export function readExpected(): Expected {
  const expected: Expected = JSON.parse(readFileSync(join(NIFTI, "expected.json"), "utf8"));
  return expected;
}

/** A folder that is removed when the test ends. */
export function temporaryFolder(test: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "imaging-"));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder that takes the place of the system's for temporary files while a test runs: other test files leave nothing in it. */
export function ownTmpdir(test: TestContext): string {
  const before = process.env.TMPDIR;
  const folder = temporaryFolder(test);
  process.env.TMPDIR = folder;
  test.after(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });
  return folder;
}

/** A seeded generator of integers from 0 up to, not including, its argument (Marsaglia's xorshift). */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** A volume whose voxels count up from 0, by default 1 × 2 × 3 × 4. */
export function countingVolume<T extends VoxelType>(
  dtype: T,
  shape: Volume["shape"] = [1, 2, 3, 4],
  affine: Affine = affineFromSpacing([3, 1.5, 0.75], [-10, 20, 5]),
): Volume<T> {
  const voxels: VoxelArrays[T] = createVoxels(
    dtype,
    shape.reduce((count, size) => count * size, 1),
  );
  for (let i = 0; i < voxels.length; i++) voxels[i] = i;
  const provenance = { path: "counting", format: "npy", notes: [], fields: {} };
  return { shape, affine, spacing: spacingOf(affine), dtype, voxels, provenance };
}

/** The folder with real scans beside the repository, or the reason why there is none. */
export function sharedData(): { folder: string } | { skip: string } {
  const folder = process.env.MANDN_SHARED ?? fileURLToPath(new URL("../../../../../shared", import.meta.url));
  const data = join(folder, "data");
  return existsSync(data) ? { folder: data } : { skip: "real scans are not here (MANDN_SHARED)" };
}
