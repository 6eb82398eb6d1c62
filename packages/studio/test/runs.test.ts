import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeRuns, encodeRuns, RunsError } from "../src/mask/runs.js";
import { randoms } from "./randoms.js";

const decoded = (bytes: readonly number[], voxels: number) => {
  const into = new Uint8Array(voxels);
  decodeRuns(Uint8Array.from(bytes), into);
  return [...into];
};

test("runs are pairs of varints: the value, and how often it follows itself", () => {
  assert.deepEqual([...encodeRuns(Uint8Array.of(0, 0, 0, 2, 1, 1))], [0, 3, 2, 1, 1, 2]);
  assert.deepEqual([...encodeRuns(new Uint8Array(300))], [0, 0xac, 0x02]);
  assert.deepEqual([...encodeRuns(Uint16Array.of(300))], [0xac, 0x02, 1]);
  assert.deepEqual(decoded([0, 3, 2, 1, 1, 2], 6), [0, 0, 0, 2, 1, 1]);
});

test("every mask comes back as it was", () => {
  const random = randoms(1);
  const draw = () => random.next().value as number;
  for (let round = 0; round < 300; round++) {
    const voxels = new (round % 2 ? Uint8Array : Uint16Array)(Math.floor(draw() * 3000));
    for (let at = 0; at < voxels.length; ) {
      const length = 1 + Math.floor(draw() ** 3 * 500);
      voxels.fill(Math.floor(draw() ** 2 * (round % 2 ? 256 : 65_536)), at, at + length);
      at += length;
    }
    const back = voxels.slice().fill(7);
    decodeRuns(encodeRuns(voxels), back);
    assert.deepEqual(back, voxels);
  }
});

test("bytes that are no mask of the grid are refused, whatever they are", () => {
  for (const [bytes, fault] of [
    [[0], /cut off/],
    [[0x80], /cut off/],
    [[0, 5], /fill 5 of 6/],
    [[0, 7], /beyond the 6/],
    [[0, 3, 1, 0, 0, 3], /no length/],
    [[0x80, 0x02, 6], /value 256/],
    [[0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1], /more than eight bytes/],
    [[], /fill 0 of 6/],
  ] as const) {
    assert.throws(
      () => decoded(bytes, 6),
      (error) => error instanceof RunsError && fault.test(error.message),
    );
  }
});

test("100,000 hostile byte strings end in a mask of the grid or in the typed error", () => {
  const random = randoms(2);
  const draw = (below: number) => Math.floor((random.next().value as number) * below);
  let sound = 0;
  const into = new Uint8Array(8);
  for (let round = 0; round < 100_000; round++) {
    const bytes = Uint8Array.from({ length: draw(8) }, () => (draw(3) === 0 ? draw(256) : draw(5)));
    try {
      decodeRuns(bytes, into);
      sound++;
    } catch (error) {
      assert.ok(error instanceof RunsError, String(error));
    }
  }
  assert.ok(sound > 100, `${sound} were masks`);
});
