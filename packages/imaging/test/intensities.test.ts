import assert from "node:assert/strict";
import { test } from "node:test";
import { measureChannel } from "../src/dataset/intensities.js";
import type { Intensities } from "../src/index.js";
import type { VoxelArray } from "../src/volume.js";
import { randomNumbers } from "./fixtures.js";

/** The same by sorting. */
function bySorting(values: readonly number[]): Intensities | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] + 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const std = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  const [min, p0_5, p5, p50, p95, p99_5, max] = [0, 0.005, 0.05, 0.5, 0.95, 0.995, 1].map(at);
  return { voxels: values.length, mean, std, min, p0_5, p5, p50, p95, p99_5, max };
}

function assertSame(found: Intensities | null, expected: Intensities | null): void {
  if (found === null || expected === null) {
    assert.equal(found, expected);
    return;
  }
  const near = (a: number, b: number) => assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), `${a} ${b}`);
  near(found.mean, expected.mean);
  near(found.std, expected.std);
  assert.deepEqual({ ...found, mean: 0, std: 0 }, { ...expected, mean: 0, std: 0 });
}

function assertMeasured(voxels: VoxelArray, label: Uint8Array): void {
  const { all, nonZero, foreground, nonFinite } = measureChannel(voxels, label);
  const rounded = voxels.BYTES_PER_ELEMENT <= 2 ? [...voxels] : [...Float32Array.from(voxels)];
  const finite = rounded.filter(Number.isFinite);
  assert.equal(nonFinite, rounded.length - finite.length);
  assertSame(all, bySorting(finite));
  assertSame(nonZero, bySorting(finite.filter((value) => value !== 0)));
  assertSame(foreground, bySorting(rounded.filter((value, i) => label[i] !== 0 && Number.isFinite(value))));
}

const TYPES = [
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
] as const;

for (const Type of TYPES) {
  test(`the values of ${Type.name.slice(0, -5)} voxels are those found by sorting`, () => {
    const random = randomNumbers(7);
    for (const count of [1, 2, 3, 200, 5001]) {
      const values = Array.from({ length: count }, () => (random(4) === 0 ? 0 : (random(4000) - 2000) * 1.37));
      const label = Uint8Array.from(values, () => random(3));
      assertMeasured(Type.from(values), label);
    }
  });
}

test("floats of every size, sign and kind are ordered as numbers", () => {
  const sizes = [0, -0, 1e-45, 1e-38, 1, 1.0000001, 3.4e38, Number.NaN, Number.POSITIVE_INFINITY];
  const values = Float32Array.from(sizes.flatMap((size) => [size, -size, size / 3, -size / 7]));
  const label = new Uint8Array(values.length).fill(1);
  const { all, nonFinite } = measureChannel(values, label);
  assert.equal(nonFinite, 8);
  const finite = [...values].filter(Number.isFinite).sort((a, b) => a - b);
  assert.equal(all?.min, finite[0]);
  assert.equal(all?.max, finite.at(-1));
  assert.equal(all?.p50, finite[Math.floor((finite.length - 1) / 2)] + 0);
  const smallest = measureChannel(Float32Array.from([1e-45, -1e-45, 3e-45]), null);
  assert.deepEqual([smallest.all?.min ?? 0, smallest.all?.max ?? 0].map(Math.sign), [-1, 1]);
});

test("of no voxel nothing is said", () => {
  assert.deepEqual(measureChannel(Float32Array.of(Number.NaN), null), {
    nonFinite: 1,
    all: null,
    nonZero: null,
    foreground: null,
  });
  assert.equal(measureChannel(Uint8Array.of(0, 0), Uint8Array.of(0, 0)).nonZero, null);
  assert.equal(measureChannel(Uint8Array.of(5, 0), Uint8Array.of(0, 0)).foreground, null);
});
