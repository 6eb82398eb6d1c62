import assert from "node:assert/strict";
import { test } from "node:test";
import {
  DistanceBuffers,
  distanceTransform,
  ImagingError,
  squaredDistancesToSites,
  type Triple,
  Xoshiro128,
} from "../../src/index.js";
import { assertClose, golden, unpack } from "./golden.js";
import { randomMask, randomShape, randomSpacing } from "./masks.js";

/** Squared distance from voxel i to the nearest of the sites, by trying them all. */
function bruteForce(sites: Int32Array, i: number, [, height, width]: Triple, spacing: Triple): number {
  const place = (index: number): Triple => [
    Math.floor(index / (height * width)),
    Math.floor(index / width) % height,
    index % width,
  ];
  const [d, h, w] = place(i);
  let best = Number.POSITIVE_INFINITY;
  for (const site of sites) {
    const [sd, sh, sw] = place(site);
    best = Math.min(best, ((d - sd) * spacing[0]) ** 2 + ((h - sh) * spacing[1]) ** 2 + ((w - sw) * spacing[2]) ** 2);
  }
  return best;
}

const indicesWhere = (voxels: ArrayLike<number>, value: number): Int32Array =>
  Int32Array.from(Array.from(voxels).flatMap((v, i) => (v === value ? [i] : [])));

test("the distance transform equals SciPy's, with unit and with anisotropic spacing", () => {
  for (const { shape, spacing, mask, distances } of golden.distanceTransforms) {
    const ours = distanceTransform(unpack(mask), shape, spacing);
    assert.deepEqual(Array.from(ours), distances);
  }
});

test("both ways to a distance equal brute force on random masks and spacings", () => {
  const random = new Xoshiro128(1);
  const buffers = new DistanceBuffers();
  for (let round = 0; round < 150; round++) {
    const shape = randomShape(random, 13);
    const spacing = round % 3 === 0 ? ([1, 1, 1] as const) : randomSpacing(random);
    const { voxels } = randomMask(random, shape, spacing, [0.5, 0.05, 0.95][round % 3]);
    const sites = indicesWhere(voxels, 0);
    const queries = indicesWhere(voxels, 1);
    const squared = squaredDistancesToSites(sites, queries, shape, spacing, buffers);
    const full = distanceTransform(voxels, shape, spacing, buffers);
    queries.forEach((query, k) => {
      const expected = bruteForce(sites, query, shape, spacing);
      assertClose(squared[k], expected, `round ${round}, voxel ${query}`, 1e-13);
      assertClose(full[query], Math.sqrt(expected), `round ${round}, voxel ${query}, transform`, 1e-13);
    });
  }
});

test("queries far from every site are right, whatever the ratio of spacings", () => {
  const shape: Triple = [9, 210, 190];
  const random = new Xoshiro128(2);
  for (const spacing of [
    [1, 1, 1],
    [5, 0.3, 0.4],
    [0.2, 50, 0.01],
    [1, 0.01, 30],
  ] as const) {
    const sites = Int32Array.from({ length: 5 }, () => random.below(210 * 190)).sort(); // in the first slice
    const queries = Int32Array.from({ length: 600 }, () => random.below(9 * 210 * 190)).sort();
    const squared = squaredDistancesToSites(sites, queries, shape, spacing);
    queries.forEach((query, k) => {
      assertClose(squared[k], bruteForce(sites, query, shape, spacing), `${spacing}, voxel ${query}`, 1e-12);
    });
  }
});

test("without background every distance is Infinity, without foreground 0", () => {
  assert.deepEqual(Array.from(distanceTransform(new Uint8Array([1, 1]), [1, 1, 2], [1, 1, 1])), [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ]);
  assert.deepEqual(Array.from(distanceTransform(new Uint8Array(2), [1, 1, 2], [1, 1, 1])), [0, 0]);
});

test("a wrong shape or spacing is refused", () => {
  const code = (expected: string) => (error: unknown) => error instanceof ImagingError && error.code === expected;
  assert.throws(() => distanceTransform(new Uint8Array(7), [2, 2, 2], [1, 1, 1]), code("geometry"));
  assert.throws(() => distanceTransform(new Uint8Array(8), [2, 2, 2], [1, 0, 1]), code("argument"));
  assert.throws(() => distanceTransform(new Uint8Array(8), [2, 2, 2], [1, Number.NaN, 1]), code("argument"));
  assert.throws(() => distanceTransform(new Uint8Array(65535), [65535, 1, 1], [1, 1, 1]), code("argument"));
});
