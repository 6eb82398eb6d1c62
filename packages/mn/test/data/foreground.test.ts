import assert from "node:assert/strict";
import { test } from "node:test";
import { assertNoLeaks, fromTypedArray, scope, type Tensor } from "@mandn/torch";
import { foregroundBytes, foregroundsIn, sampleForeground } from "../../src/data/placement.js";
import { MnError } from "../../src/errors.js";

const inScope = (body: () => void) => () => assertNoLeaks(() => scope(body));
const [D, H, W] = [7, 11, 13];
const maskOf = (value: (i: number) => number): Tensor =>
  fromTypedArray(
    Uint8Array.from({ length: D * H * W }, (_, i) => value(i)),
    [D, H, W],
  );
const indices = (voxels: Int32Array): number[] =>
  Array.from({ length: voxels.length / 3 }, (_, i) => (voxels[3 * i] * H + voxels[3 * i + 1]) * W + voxels[3 * i + 2]);

test("foregrounds go through bytes, of classes that are not there and of no scan too", () => {
  const all = [
    [Int32Array.of(1, 2, 3, -4, 5, 2 ** 30), Int32Array.of()],
    [Int32Array.of(), Int32Array.of(7, 8, 9)],
  ];
  const bytes = foregroundBytes(all);
  const shifted = new Uint8Array(bytes.length + 1).subarray(1); // not where 32-bit numbers may begin
  shifted.set(bytes);
  for (const one of [bytes, shifted]) assert.deepEqual(foregroundsIn(one, 3), all);
  assert.deepEqual(foregroundsIn(foregroundBytes([]), 3), []);
});

test(
  "every voxel of a small class is kept, and none of another",
  inScope(() => {
    const mask = maskOf((i) => (i % 5 === 0 ? 1 : i % 7 === 3 ? 3 : 0));
    const [first, second, third] = sampleForeground(mask, 4).map(indices);
    const all = Array.from({ length: D * H * W }, (_, i) => i);
    assert.deepEqual(
      first,
      all.filter((i) => i % 5 === 0),
    );
    assert.deepEqual(second, []);
    assert.deepEqual(
      third,
      all.filter((i) => i % 5 !== 0 && i % 7 === 3),
    );
  }),
);

test(
  "of a large class some are kept, evenly over all of it",
  inScope(() => {
    const count = D * H * W;
    const [voxels] = sampleForeground(
      maskOf(() => 1),
      2,
      100,
    ).map(indices);
    assert.equal(voxels.length, 100);
    for (const [n, i] of voxels.entries()) assert.equal(i, Math.floor((n * count) / 100));
  }),
);

test(
  "masks of another type or with unknown classes are refused",
  inScope(() => {
    const refused = (mask: Tensor) =>
      assert.throws(
        () => sampleForeground(mask, 2),
        (error) => error instanceof MnError && error.code === "usage",
      );
    refused(maskOf((i) => i % 3));
    refused(maskOf(() => 1).to("int64"));
  }),
);
