import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import {
  type Connectivity,
  connectedComponents,
  fillHoles,
  ImagingError,
  keepLargestComponent,
  type Triple,
} from "../../src/index.js";

interface Golden {
  readonly name: string;
  readonly shape: Triple;
  readonly mask: string;
  readonly labels: Readonly<Record<`${Connectivity}`, string>>;
  readonly filled: string;
}

const golden: readonly Golden[] = JSON.parse(
  readFileSync(new URL("../../../test/fixtures/components.json", import.meta.url), "utf8"),
);

const bytes = (packed: string) => new Uint8Array(inflateSync(Buffer.from(packed, "base64")));

for (const { name, shape, mask, labels, filled } of golden) {
  test(`components and holes of "${name}" equal SciPy's`, () => {
    for (const connectivity of [6, 18, 26] as const) {
      const expected = new Int32Array(bytes(labels[connectivity]).buffer);
      const found = connectedComponents({ shape, voxels: bytes(mask) }, { connectivity });
      assert.deepEqual(found.labels, expected, `${connectivity} neighbours`);
      const sizes = found.sizes.map((_, i) => expected.filter((label) => label === i + 1).length);
      assert.deepEqual(found.sizes, sizes);
    }
    const voxels = bytes(mask);
    const count = fillHoles({ shape, voxels }, 1);
    assert.deepEqual(voxels, bytes(filled));
    assert.equal(count, voxels.filter((voxel, i) => voxel !== bytes(mask)[i]).length);
  });
}

test("only the class that is named is looked at, and other values stay", () => {
  const voxels = Int16Array.of(2, 2, 7, 2, 0, 3, 3, 0, 2);
  const { labels, sizes } = connectedComponents({ shape: [1, 1, 1, 9], voxels }, { label: 2 });
  assert.deepEqual(Array.from(labels), [1, 1, 0, 2, 0, 0, 0, 0, 3]);
  assert.deepEqual(sizes, [2, 1, 1]);
  assert.equal(connectedComponents({ shape: [1, 1, 9], voxels }).sizes.length, 3);
});

test("the largest component stays, of equal ones the first, and the others become background", () => {
  const voxels = Uint8Array.of(1, 0, 1, 1, 2, 1, 1, 0, 1);
  assert.equal(keepLargestComponent({ shape: [1, 1, 9], voxels }, 1, { background: 9 }), 4);
  assert.deepEqual(Array.from(voxels), [9, 0, 1, 1, 2, 9, 9, 0, 9]);
  assert.equal(keepLargestComponent({ shape: [1, 1, 9], voxels }, 5), 0);
});

test("only background is filled: another class inside stays", () => {
  const voxels = new Uint8Array(5 * 5 * 5).fill(0);
  for (let i = 0; i < voxels.length; i++) {
    const place = [Math.floor(i / 25), Math.floor(i / 5) % 5, i % 5];
    if (place.every((p) => p >= 1 && p <= 3)) voxels[i] = 1;
  }
  voxels[62] = 2; // the centre
  voxels[63] = 0; // beside it, at the face
  assert.equal(fillHoles({ shape: [5, 5, 5], voxels }, 1), 0);
  voxels[63] = 1;
  assert.equal(fillHoles({ shape: [5, 5, 5], voxels }, 1), 0);
  voxels[62] = 0;
  assert.equal(fillHoles({ shape: [5, 5, 5], voxels }, 1), 1);
  assert.equal(voxels[62], 1);
});

test("a shape that does not fit and an unknown connectivity are refused", () => {
  const code = (expected: string) => (error: unknown) => error instanceof ImagingError && error.code === expected;
  const voxels = new Uint8Array(8);
  assert.throws(() => connectedComponents({ shape: [2, 2, 3], voxels }), code("geometry"));
  assert.throws(() => fillHoles({ shape: [2, 2, 2, 1], voxels }, 1), code("geometry"));
  assert.throws(
    () => keepLargestComponent({ shape: [2, 2, 2], voxels }, 1, { connectivity: 8 as Connectivity }),
    code("argument"),
  );
});
